"""Which instruments fit a project, what the law asks of it, and what the Netherlands gains."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import Fault, InputError
from grondstof.products.answers.base import Answer, Gap, Sentence
from grondstof.products.answers.match_form import project_of
from grondstof.products.answers.match_values import value_rows
from grondstof.products.answers.register_view import View, cited, document_rows, view
from grondstof.register.matching import OUTCOMES, Match, facts, match
from grondstof.register.models import ASPECTS, Instrument, Place
from grondstof.register.permit_clock import CRITERIA, clock, distance_km
from grondstof.register.project_file import Project
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials

RADIUS_KM = 500.0
ASPECT_WORDS = {
    "finance": ("financiering", "finance"),
    "offtake": ("afname op lange termijn", "long-term offtake"),
    "feedstock": ("aanvoer op lange termijn", "long-term feedstock"),
    "policy": ("duidelijk beleid", "clear policy"),
    "infrastructure": ("infrastructuur en ruimte", "infrastructure and space"),
    "skills": ("geschoold personeel", "skilled labour"),
}
OUTCOME_WORDS = {
    "eligible": ("komt in aanmerking", "eligible"),
    "eligible if": ("komt in aanmerking onder een voorwaarde", "eligible on a condition"),
    "unknown": ("niet te zeggen", "unknown"),
    "not eligible": ("komt niet in aanmerking", "not eligible"),
}


def answer(edition: Edition, question: Question) -> Answer:
    """Return the match of `question.options["project"]`, a `Project`, or of its flat words.

    Without a project the options carry the fields of the project file as words, `country` at
    least. Options `weight_economic`, `weight_strategic` and `weight_dependence` set the weights of
    the values; they are shown beside them.

    Raises:
        InputError: If there is no project, or a field of it cannot be used.
    """
    project = question.options.get("project")
    if not isinstance(project, Project):
        if not question.options.get("country"):
            action = "Give the path of project.yml, or at least the country"
            raise InputError([Fault("project", "no project", "a project", action)])
        named = {"materials": question.material, "stage": question.stage}
        given = {name: value for name, value in named.items() if value}
        project = project_of({**question.options, **given})
    book = view(edition, question.home)
    on = project.as_of or question.as_of or edition.as_of
    found = match(facts(project, question.home, on), instruments(book), on)
    rows = [_row(book, one) for one in found]
    rows.sort(key=lambda row: (OUTCOMES.index(row["outcome"]), row["item_id"]))
    values = value_rows(edition, project, question)
    shown = Question(home=question.home, as_of=on, options={"project": project.name})
    lacking = uncovered(found)
    return Answer(
        "match",
        shown,
        edition.name,
        _sentence(project, rows, lacking),
        rows,
        tables=_tables(book, project, found, lacking, values, question.home, on),
        gaps=_gaps(project, values),
        sources=document_rows(book, cited(one.instrument for one in found)),
    )


def instruments(book: View) -> list[Instrument]:
    """Return the instruments of a register."""
    return [item for item in book.register.items("instrument") if isinstance(item, Instrument)]


def uncovered(found: Sequence[Match]) -> list[str]:
    """Return the needs for which no instrument is eligible, not even on a condition."""
    served = {
        aspect
        for one in found
        if one.outcome in ("eligible", "eligible if")
        for aspect in one.instrument.aspects
    }
    return [aspect for aspect in ASPECTS if aspect not in served]


def _row(book: View, one: Match) -> dict[str, Any]:
    item = one.instrument
    title_nl, title_en = book.names(item.cites[0].document)
    nl, en = OUTCOME_WORDS[one.outcome]
    return {
        "row_id": item.id,
        "item_id": item.id,
        "name_nl": item.title_nl,
        "name_en": item.title_en,
        "outcome": one.outcome,
        "outcome_nl": nl,
        "outcome_en": en,
        "why_nl": "; ".join(_why(one, "nl")) or None,
        "why_en": "; ".join(_why(one, "en")) or None,
        "aid": item.aid,
        "actor": item.actor,
        "aspects": ";".join(item.aspects) or None,
        "ticket_min_meur": item.ticket_min_meur,
        "ticket_max_meur": item.ticket_max_meur,
        "window": one.window,
        "window_to": item.window_to,
        "window_as_of": item.window_as_of,
        "certainty": item.certainty,
        "document": item.cites[0].document,
        "document_nl": title_nl,
        "document_en": title_en,
        "place": item.cites[0].place,
        "note": item.note,
    }


def _why(one: Match, language: str) -> list[str]:
    dutch = language == "nl"
    words = []
    if one.instrument.gap:
        words.append("het instrument bestaat nog niet" if dutch else "it does not exist yet")
    for reason in one.reasons:
        text = reason.rule.reason_nl if dutch else reason.rule.reason_en
        if not reason.rule.settled:
            text += (
                " (de documenten beslissen dit niet)" if dutch else " (not settled by documents)"
            )
            words.append(text)
        elif reason.holds is None:
            words.append(text + (": niet ingevuld" if dutch else ": not given"))
        elif reason.holds is False:
            words.append(text + (": nee" if dutch else ": no"))
    if one.outcome == "eligible if" and one.window not in ("open", "continuous", "service"):
        closed = {
            "closed": ("de regeling is dicht", "the window is closed"),
            "announced": ("de regeling is nog niet open", "the window is not open yet"),
        }.get(one.window, ("of de regeling open is, is niet bekend", "unknown if it is open"))
        words.append(closed[0] if dutch else closed[1])
    return words


def _tables(
    book: View,
    project: Project,
    found: Sequence[Match],
    lacking: Sequence[str],
    values: list[dict[str, Any]],
    home: str,
    on: date,
) -> dict[str, list[dict[str, Any]]]:
    tables = {
        "rules": [row for one in found for row in _rules(one)],
        "needs": [_need(aspect, aspect in lacking, project) for aspect in ASPECTS],
        "article_6": _article_6(project, on, home),
        "permit": _permit(project, on),
        "nearby": _nearby(book, project),
        "values": values,
    }
    return {name: rows for name, rows in tables.items() if rows}


def _rules(one: Match) -> list[dict[str, Any]]:
    return [
        {
            "row_id": f"{one.instrument.id}/{number}",
            "item_id": one.instrument.id,
            "field": reason.rule.field,
            "holds": reason.holds,
            "settled": reason.rule.settled,
            "reason_nl": reason.rule.reason_nl,
            "reason_en": reason.rule.reason_en,
            "place": reason.rule.place,
        }
        for number, reason in enumerate(one.reasons, start=1)
    ]


def _need(aspect: str, lacking: bool, project: Project) -> dict[str, Any]:
    nl, en = ASPECT_WORDS[aspect]
    return {
        "row_id": aspect,
        "aspect": aspect,
        "name_nl": nl,
        "name_en": en,
        "asked": aspect in project.needs,
        "covered": not lacking,
        "sentence_nl": f"Geen regeling dekt {nl}." if lacking else f"Er is een regeling voor {nl}.",
        "sentence_en": f"No scheme covers {en}." if lacking else f"A scheme covers {en}.",
    }


def _article_6(project: Project, on: date, home: str) -> list[dict[str, Any]]:
    inside = project.region(home, on) in (home, "EU")
    letters = [letter for letter in CRITERIA if letter != ("e" if inside else "d")]
    return [
        {
            "row_id": f"6-1-{letter}",
            "criterion": letter,
            "name_nl": CRITERIA[letter][0],
            "name_en": CRITERIA[letter][1],
            "evidence": project.art6.get(letter, "unknown"),
        }
        for letter in letters
    ]


def _permit(project: Project, on: date) -> list[dict[str, Any]]:
    if project.permit is None:
        return []
    stand = clock(project.permit, project.stage, on)
    return [
        {
            "row_id": "permit",
            "complete_on": project.permit.complete_on,
            "limit_months": stand.limit_months,
            "stopped_days": stand.stopped_days,
            "elapsed_days": stand.elapsed_days,
            "ends": stand.ends,
            "days_left": stand.days_left,
            "kind": "computed",
        }
    ]


def _nearby(book: View, project: Project) -> list[dict[str, Any]]:
    rows = []
    wanted = {
        name
        for given in project.materials
        for name in (given, *materials.groups_of(given), *materials.members(given))
    }
    for item in book.register.items("site"):
        if not isinstance(item, Place) or wanted.isdisjoint(item.materials):
            continue
        distance = _distance(project, item)
        by_town = distance is None and "within-500-km" in item.tags
        if (distance is not None and distance > RADIUS_KM) or (distance is None and not by_town):
            continue
        rows.append(
            {
                "row_id": item.id,
                "item_id": item.id,
                "name_nl": item.title_nl,
                "name_en": item.title_en,
                "country": item.country,
                "town": item.town,
                "distance_km": distance,
                "activity": item.activity,
                "capacity": item.capacity,
                "role": _role(item, project),
                "kind": "published" if distance is None else "computed",
                "lacks": "distance_km" if distance is None else None,
            }
        )
    return sorted(rows, key=lambda row: (row["distance_km"] is None, row["distance_km"] or 0.0))


def _distance(project: Project, item: Place) -> float | None:
    if project.lat is None or project.lon is None or item.lat is None or item.lon is None:
        return None
    return distance_km(project.lat, project.lon, item.lat, item.lon)


def _role(item: Place, project: Project) -> str:
    if "end-of-life" in project.stage:
        return "same stage" if "end-of-life" in item.stages else "offtake"
    order = ("extraction", "processing", "component", "assembly", "end-of-life")
    own = max((order.index(stage) for stage in project.stage), default=1)
    theirs = [order.index(stage) for stage in item.stages]
    if any(stage > own for stage in theirs):
        return "offtake"
    return "feedstock" if any(stage < own for stage in theirs) else "same stage"


def _sentence(project: Project, rows: list[dict[str, Any]], lacking: list[str]) -> Sentence:
    eligible = sum(row["outcome"] == "eligible" for row in rows)
    maybe = sum(row["outcome"] == "eligible if" for row in rows)
    nl = f"{project.name}: {_fit_nl(eligible)}, en {maybe or 'geen'} onder voorwaarden"
    en = f"{project.name}: {eligible or 'no'} {'scheme fits' if eligible == 1 else 'schemes fit'}"
    en += f", and {maybe or 'none'} on conditions"
    if lacking:
        needs_nl, needs_en = ([ASPECT_WORDS[one][place] for one in lacking] for place in (0, 1))
        nl += f". Geen enkele regeling dekt {_either(needs_nl, 'of')}"
        en += f". No scheme at all covers {_either(needs_en, 'or')}"
    return Sentence(nl + ".", en + ".")


def _fit_nl(count: int) -> str:
    if count == 1:
        return "1 regeling past zonder meer"
    if not count:
        return "geen regeling past zonder meer"
    return f"{count} regelingen passen zonder meer"


def _either(words: list[str], last: str) -> str:
    """Return words as a list of which none holds: `a, b of c`."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _gaps(project: Project, values: list[dict[str, Any]]) -> list[Gap]:
    gaps = []
    lacking = [row for row in values if row["row_id"].startswith("dependence/") and row["lacks"]]
    if lacking:
        gaps.append(
            Gap(
                "dependence_reduced",
                lacking[0]["reason_en"],
                "the strategic value shows the share of the target only",
                lacking[0]["reason_nl"],
                "de strategische waarde toont alleen het deel van het doel",
            )
        )
    if project.eu_consumption_t is None:
        gaps.append(
            Gap(
                "target_share",
                "the project file gives no Union consumption and no publisher at hand does",
                "the strategic value stays empty",
                "het EU-verbruik is niet ingevuld en geen uitgever bij de hand geeft het",
                "de strategische waarde blijft leeg",
            )
        )
    return gaps
