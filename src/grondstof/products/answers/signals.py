"""Early-warning signals for home, most severe first, with how the rules did on past disruptions."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from grondstof.assess.declared_trade import TABLE
from grondstof.assess.recipe import Question
from grondstof.assess.signal_rules import episodes, rules
from grondstof.assess.signals import SIGNALS
from grondstof.assess.trade_codes import codes
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.declared import declared_at_hand, stored_months
from grondstof.products.answers.names import in_sentence
from grondstof.products.answers.trade_names import place_name, with_row_id
from grondstof.products.wording import dates_in
from grondstof.store.editions import Edition
from grondstof.vocabulary import lists, materials

SOURCES = ("baci", "pink_sheet", "ec_study")
_SEVERITY = {"high": 0, "medium": 1, "low": 2}


def answer(edition: Edition, question: Question) -> Answer:
    """Return the signals of home.

    Args:
        edition: Opened edition.
        question: `home`; `material` to keep the signals on one material; `options["severity"]` to
            keep those of at least one severity.

    Raises:
        UnknownName: no material carries that name.
    """
    rows = [row for row in _rows(edition, question) if _wanted(row, question)]
    rows.sort(key=_standing)
    test = edition.rows('select * from "assessed__signal_backtest" order by episode_id, rule_id')
    scored = scores(test)
    return Answer(
        "signals",
        question,
        edition.name,
        _sentence(rows, question.home),
        rows,
        tables={
            "backtest": _backtest([row for row in test if row["episode_id"] != "all-quiet"]),
            "scores": scored,
            "rules": _rules(),
        },
        gaps=GAPS,
        sources=sources(edition, SOURCES),
        notes=(*NOTES, record(scored)),
    )


GAPS = (
    Gap(
        "monthly trade",
        "no monthly series by eight digits is shipped",
        "trade rules run on yearly figures that come out a year later, until you fetch months "
        "with `grondstof fetch comext`; each signal says which",
        "er wordt geen maandreeks van acht cijfers meegeleverd",
        "regels op handel draaien op jaarcijfers die een jaar later uitkomen, tot u maanden haalt "
        "met `grondstof fetch comext`; elk signaal zegt welke",
    ),
    Gap(
        "declarations of both sides",
        "Comtrade may not be shipped",
        "the mirror-gap rule waits for Comtrade with your own key, or for months of Comext",
        "Comtrade mag niet worden meegeleverd",
        "de regel op spiegelverschillen wacht op Comtrade met een eigen sleutel, of op Comext",
    ),
    Gap(
        "prices of minor metals",
        "the shipped monthly prices cover ten base and precious metals",
        "gallium, germanium, rare earths and the like have no price signal",
        "de meegeleverde maandprijzen gaan over tien basis- en edelmetalen",
        "gallium, germanium, zeldzame aarden en dergelijke hebben geen prijssignaal",
    ),
)
NOTES = (
    Sentence(
        "Een signaal is een reden om te kijken, geen voorspelling. Treffers, missers en loze "
        "alarmen van elke regel staan erbij; 'kans' is wat louter toeval zou raken.",
        "A signal is a reason to look, not a forecast. Hits, misses and false alarms of every rule "
        "are shown; 'chance' is what luck alone would hit.",
    ),
)


def _standing(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the order of signals: severe, listed by the EU, newest, largest trade first."""
    listed = 0 if row["eu_list"] else 1
    trade = -(row["imports_musd"] or 0.0)
    return _SEVERITY[row["severity"]], listed, -row["year"], -row["month"], trade, row["row_id"]


def _imports(edition: Edition, home: str) -> dict[tuple[str, str], float]:
    """Return what home imported under each code in its newest year [million USD]."""
    rows = edition.rows(
        """
        select list_version, subject_id, max_by(value, period) as value
        from "assessed__trade_use" where territory_id = ? and subject_kind = 'code'
          and concept = 'imports' and basis = 'own bound' group by all
        """,
        [home],
    )
    return {(row["list_version"], row["subject_id"]): float(row["value"]) for row in rows}


def _on_list(held: Sequence[str]) -> str | None:
    """Return whether any of the materials held is on the lists of the EU act."""
    for name in ("strategic", "critical"):
        if set(lists.members(f"eu-crma-{name}")) & set(held):
            return name
    return None


def _rows(edition: Edition, question: Question) -> list[dict[str, Any]]:
    if question.home in SIGNALS.homes and stored_months(question.home) is None:
        rows = edition.rows('select * from "assessed__signal" where home_id = ?', [question.home])
    else:
        from grondstof.assess.origin import ORIGIN

        inputs = {
            name: edition.arrow(f'select * from "{name}"')
            for name in (*SIGNALS.reads, *ORIGIN.reads)
        }
        asked = Question(home=question.home, as_of=edition.as_of)
        inputs[TABLE] = declared_at_hand(edition, question.home)
        if question.home not in ORIGIN.homes:
            inputs["assessed__origin"] = ORIGIN.run(inputs, asked)
        rows = SIGNALS.run(inputs, asked).to_pylist()
    known = materials.materials()
    imports = _imports(edition, question.home)
    found = []
    for row in with_row_id(rows, "assessed__signal"):
        rule = rules()[row["rule_id"]]
        one = known.get(row["material_id"])
        names = (one.name_nl, one.name_en) if one else (row["subject_id"],) * 2
        place = place_name(row["territory_id"])
        found.append(
            {
                **row,
                "text_nl": dates_in(row["text_nl"], "nl"),
                "text_en": dates_in(row["text_en"], "en"),
                "name_nl": names[0],
                "name_en": names[1],
                "territory_nl": place[0],
                "territory_en": place[1],
                "action_nl": rule.action_nl,
                "action_en": rule.action_en,
                "reason_nl": rule.reason_nl,
                "reason_en": rule.reason,
                "eu_list": _on_list(_held(row)),
                "imports_musd": imports.get((row["code_system"], row["code"])),
                "span": _span(row),
            }
        )
    return found


def _span(row: Mapping[str, Any]) -> str:
    """Return what one point of the figures behind a signal covers: a month, a year or a day."""
    if row["subject_kind"] in ("restriction", "event"):
        return "day"
    return "month" if row["month"] else "year"


def _held(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the materials that a signal is about: several under a code that pools them."""
    system, _, code = row["subject_id"].partition(":")
    one = (row["material_id"],)
    return codes()[system, code].materials if (system, code) in codes() else one


def _wanted(row: Mapping[str, Any], question: Question) -> bool:
    if question.material:
        wanted = materials.find(question.material).material_id
        if wanted != row["material_id"] and wanted not in _held(row):
            return False
    least = question.options.get("severity")
    return least is None or _SEVERITY[row["severity"]] <= _SEVERITY[str(least)]


def _backtest(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    known = {episode.episode_id: episode for episode in episodes()}
    return with_row_id(
        [
            {
                **row,
                "name_nl": known[row["episode_id"]].name_nl,
                "name_en": known[row["episode_id"]].name_en,
                "source": known[row["episode_id"]].source,
            }
            for row in rows
        ],
        "assessed__signal_backtest",
    )


def scores(test: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return for every rule: hits, late ones, misses, what luck would hit, false alarms a year."""
    found = []
    for rule_id in rules():
        mine = [row for row in test if row["rule_id"] == rule_id]
        tried = [row for row in mine if row["outcome"] in ("hit", "late", "miss")]
        quiet = next((row for row in mine if row["episode_id"] == "all-quiet"), None)
        count = {name: sum(1 for r in tried if r["outcome"] == name) for name in ("hit", "late")}
        found.append(
            {
                "row_id": rule_id,
                "rule_id": rule_id,
                "episodes": len(tried),
                "hits": count["hit"],
                "late": count["late"],
                "misses": len(tried) - count["hit"] - count["late"],
                "lead_months": _middle([r["lead_months"] for r in tried if r["outcome"] == "hit"]),
                "hits_by_chance": sum(row["chance"] or 0.0 for row in tried) if tried else None,
                "false_alarms_per_year": quiet["alarms_per_year"] if quiet else None,
                "kind": "computed",
            }
        )
    return found


def _middle(values: Sequence[float]) -> float | None:
    return median(values) if values else None


def record(scored: Sequence[Mapping[str, Any]]) -> Sentence:
    """Return in one sentence whether any rule that could be tested beat luck."""
    tried = [row for row in scored if row["episodes"]]
    better = [row["rule_id"] for row in tried if row["hits"] > (row["hits_by_chance"] or 0.0)]
    if not better:
        return Sentence(
            f"Op de meegeleverde cijfers doet geen van de {len(tried)} geteste regels het beter "
            "dan toeval. Gebruik een signaal om te kijken, niet om te voorspellen.",
            f"On the shipped figures none of the {len(tried)} rules tested does better than "
            "chance. Use a signal to look, not to predict.",
        )
    names = ", ".join(better)
    return Sentence(
        f"Van de {len(tried)} geteste regels hebben alleen deze meer treffers dan toeval: {names}. "
        "Met zo weinig verstoringen is dat geen bewijs.",
        f"Of the {len(tried)} rules tested only these have more hits than chance: {names}. "
        "With so few disruptions that is no proof.",
    )


def _rules() -> list[dict[str, Any]]:
    return [
        {
            "row_id": rule.rule_id,
            "rule_id": rule.rule_id,
            "series": rule.series,
            "threshold": rule.threshold,
            "severity": rule.severity,
            "reason_nl": rule.reason_nl,
            "reason_en": rule.reason,
            "kind": "judged",
        }
        for rule in rules().values()
    ]


def _sentence(rows: Sequence[Mapping[str, Any]], home: str) -> Sentence:
    nl, en = in_sentence(home)
    high = [row for row in rows if row["severity"] == "high"]
    if not rows:
        return Sentence(f"Geen signalen voor {nl}.", f"No signals for {en}.")
    return Sentence(
        f"{len(rows)} signalen voor {nl}, waarvan {len(high)} ernstig. {rows[0]['text_nl']}",
        f"{len(rows)} signals for {en}, {len(high)} of them severe. {rows[0]['text_en']}",
    )


def feed(found: Answer, language: str, address: str, updated: datetime | None = None) -> bytes:
    """Return the signals as an Atom feed.

    Args:
        found: Answer of `answer`.
        language: `nl` or `en`.
        address: Address of the page with the signals, without a trailing slash. Ids are made of
            it; without a scheme they become `tag:` addresses, which stay when the host changes.
        updated: Time of the edition, after which nothing is dated; the newest signal's month when
            absent.
    """
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language})
    title = {"nl": "Signalen over kritieke grondstoffen", "en": "Signals on critical materials"}
    SubElement(root, "title").text = title[language]
    name = address if "://" in address else f"tag:grondstof,2026:{address}"
    SubElement(root, "id").text = name
    SubElement(root, "link", {"rel": "alternate", "href": address})
    newest = max((_time(row) for row in found.rows), default=datetime(1970, 1, 1, tzinfo=UTC))
    SubElement(root, "updated").text = (updated or newest).isoformat()
    author = SubElement(root, "author")
    SubElement(author, "name").text = f"grondstof, edition {found.edition}"
    for row in found.rows:
        entry = SubElement(root, "entry")
        SubElement(entry, "title").text = row[f"text_{language}"]
        SubElement(entry, "id").text = f"{name}#{row['row_id'].replace(' ', '-')}"
        SubElement(entry, "link", {"rel": "alternate", "href": address})
        # A suspension ends on a day to come; the news of it does not.
        moment = _time(row) if updated is None else min(_time(row), updated)
        SubElement(entry, "updated").text = moment.isoformat()
        SubElement(entry, "category", {"term": row["severity"]})
        told = [row[f"{part}_{language}"] for part in ("meaning", "action")]
        SubElement(entry, "summary").text = f"{' '.join(told)} ({row[f'reason_{language}']})"
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode()


def _time(row: Mapping[str, Any]) -> datetime:
    return datetime(row["year"], row["month"] or 12, 1, tzinfo=UTC)
