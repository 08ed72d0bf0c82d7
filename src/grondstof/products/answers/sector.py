"""What an industry of home depends on, itself or through suppliers, and what stands behind it."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.assess.ask import ask
from grondstof.assess.exposure_io import SECTOR_EXPOSURE
from grondstof.assess.io_concordance import divisions_of, industries_of, known_codes, name_of
from grondstof.assess.io_loss import losses
from grondstof.assess.io_plugged import open_plugged
from grondstof.assess.io_table import shipped
from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.footprint import SOURCES, with_table
from grondstof.products.answers.names import in_sentence, with_material
from grondstof.products.answers.trade_names import with_row_id
from grondstof.products.wording import number
from grondstof.store.editions import Edition
from grondstof.vocabulary.territories import members

Row = Mapping[str, Any]

_TABLE = "assessed__sector_exposure"
_CELLS = 'select * from "reported__io_cell"'
_ADDED = """
    select territory_id, industry_system, industry_code, year, value_musd,
           'published' as kind, year as oldest_year
    from "settled__value_added"
    where territory_id = ? and industry_system = 'ICIO45' and industry_code = ?
    order by year desc
"""


def answer(edition: Edition, question: Question) -> Answer:
    """Return the materials an industry needs, largest value added behind them first.

    Args:
        edition: Opened edition.
        question: `home`; `options["sector"]` is a NACE division such as C28, or an industry of
            the table such as WIOD35:c13; `options["table"]` names a plugged-in table;
            `options["without"]` names a supplier that delivers less, by `options["share"]`.

    Raises:
        UnknownName: No such industry; the message names the nearest.
        InputError: The home has no region of its own in the table.
    """
    rows = exposure(edition, question)
    system = str(rows[0]["industry_system"]) if rows else "WIOD35"
    asked = str(question.options.get("sector", "")).strip()
    code = industry(system, asked)
    mine = [row for row in rows if row["industry_code"] == code]
    mine.sort(key=lambda row: (-row["dependent_musd"], row["material_id"]))
    held = divisions_of(system, code)
    level = f"{system} {code}: " + ", ".join(held)
    named = [{**row, "level": level} for row in with_material(with_row_id(mine, _TABLE))]
    return Answer(
        "sector",
        question,
        edition.name,
        _sentence(question.home, system, code, mine),
        named,
        tables={
            "value_added": _value_added(edition, question.home, held, asked),
            **_loss(edition, question),
        },
        gaps=_gaps(mine),
        sources=sources(edition, SOURCES),
        notes=_notes(mine, level),
    )


def exposure(edition: Edition, question: Question) -> list[dict[str, Any]]:
    """Return the rows of the exposure of a home, from the edition or computed anew."""
    rows: list[dict[str, Any]] = []
    if not question.options.get("table"):
        sql = f'select * from "{_TABLE}" where home_id = ? order by material_id, industry_code'
        rows = edition.rows(sql, [question.home])
    return rows or ask(edition, SECTOR_EXPOSURE, with_table(question)).to_pylist()


def industry(system: str, text: str) -> str:
    """Return the industry of a table that a code names: a NACE division or `SYSTEM:code`.

    A NACE division comes first, because WIOD has industries of its own that look like one.

    Raises:
        UnknownName: Neither; the message names the nearest.
    """
    codes = sorted(known_codes(system))
    found = industries_of(system, text.upper())
    if found:
        return found[0].industry_code
    own = text.partition(":")[2] if text.casefold().startswith(f"{system.casefold()}:") else text
    by_fold = {code.casefold(): code for code in codes}
    if own.casefold() in by_fold:
        return by_fold[own.casefold()]
    divisions = sorted({division for code in codes for division in divisions_of(system, code)})
    raise UnknownName(
        "sector",
        text,
        "an industry such as C28",
        [*divisions, *(f"{system}:{code}" for code in codes)],
    )


def _sentence(home: str, system: str, code: str, rows: list[dict[str, Any]]) -> Sentence:
    nl, en = name_of(system, code)
    place_nl, place_en = in_sentence(home)
    if not rows:
        return Sentence(
            f"Van {nl} in {place_nl} is geen toegevoegde waarde bekend.",
            f"No value added is known of {en} in {place_en}.",
        )
    top = with_material(rows[:1])[0]
    part = 100 * top["total_part"]
    return Sentence(
        f"{nl} in {place_nl}: naar schatting {number(part, 'nl', 1)} % van de productie heeft "
        f"{top['name_nl']} nodig, zelf of via leveranciers; het meest van alle stoffen.",
        f"{en} in {place_en}: an estimated {number(part, 'en', 1)} % of output needs "
        f"{top['name_en']}, itself or through suppliers; the most of all materials.",
    )


def _loss(edition: Edition, question: Question) -> dict[str, list[dict[str, Any]]]:
    """Return what home loses in a year without a supplier, if one was named."""
    supplier = question.options.get("without")
    if not supplier:
        return {}
    name = question.options.get("table")
    checked = open_plugged(name) if name else shipped(edition.arrow(_CELLS))
    lands = sorted(members(question.home, question.as_of))
    rows = losses(
        checked,
        lands,
        str(supplier),
        float(question.options.get("share", 1.0)),
        str(question.options.get("form", "export")),
    )
    system = checked.table.card.industry_system
    named = [(row, name_of(system, row["industry_code"])) for row in rows]
    return {"loss": [{**row, "name_nl": nl, "name_en": en} for row, (nl, en) in named]}


def _value_added(
    edition: Edition, home: str, divisions: Sequence[str], asked: str
) -> list[dict[str, Any]]:
    """Return published value added of the industries that hold the divisions, newest year first.

    A division that was asked for comes alone; an industry of the table brings all it holds.
    """
    wanted = [asked.upper()] if asked.upper() in divisions else divisions
    codes = dict.fromkeys(
        match.industry_code for name in wanted for match in industries_of("ICIO45", name)
    )
    found = []
    for code in codes:
        nl, en = name_of("ICIO45", code)
        for row in edition.rows(_ADDED, [home, code]):
            key = f"{row['territory_id']}/{row['industry_code']}/{row['year']}"
            found.append({"row_id": key, **row, "name_nl": nl, "name_en": en})
    return found


def _gaps(rows: list[dict[str, Any]]) -> list[Gap]:
    without = sum(row["dependent_musd_low"] is None for row in rows)
    if not without:
        return []
    return [
        Gap(
            "dependent_musd_low",
            "no unit value or no world production in tonnes",
            f"no low end for {without} materials",
            "geen eenheidswaarde of geen wereldproductie in tonnen",
            f"geen ondergrens voor {without} grondstoffen",
        )
    ]


def _notes(rows: list[dict[str, Any]], level: str) -> list[Sentence]:
    if not rows:
        return []
    table, _, structure = str(rows[0]["table_name"]).rpartition("-")
    return [
        Sentence(
            f"Niveau van dit antwoord: {level}. Structuur van {structure} ({table.upper()}), "
            "verdeling beoordeeld. Toegevoegde waarde is per jaar.",
            f"Level of this answer: {level}. Structure of {structure} ({table.upper()}), "
            "allocation judged. Value added is per year.",
        ),
        Sentence(
            "Midden: gewicht van de grondstof in de bedrijfstak zoals in de EU-studies. Laag: "
            "alleen de kosten van de grondstof. Hoog: alle productie van elke gebruiker. "
            "Niemand weet welke producten de grondstof echt nodig hebben.",
            "Middle: weight of the material in the industry as in the EU studies. Low: the cost "
            "of the material only. High: all output of every user. Nobody knows which products "
            "really need the material.",
        ),
    ]
