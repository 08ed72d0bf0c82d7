"""Export controls of all territories, newest first, with their legal text."""

import json
from datetime import date
from typing import Any

from grondstof.assess.export_codes import mapped_codes
from grondstof.assess.recipe import Question
from grondstof.products import wording
from grondstof.products.answers import controls_followed
from grondstof.products.answers.base import Answer, Gap, Sentence, row_id, sources
from grondstof.products.answers.names import with_material
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials
from grondstof.vocabulary.tables import table

_TABLE = "reported__restriction"
_NO_CODES: dict[str, str | None] = {"codes": None, "mapped_codes": None}


def answer(edition: Edition, question: Question) -> Answer:
    """Return every restriction on export; `material` and option `territory` narrow them."""
    rows = edition.rows(
        f"""
        select * from "{_TABLE}"
        where (? is null or material_id = ?) and (? is null or territory_id = ?)
        order by valid_from desc nulls last, territory_id, restriction_id, material_id
        """,
        [question.material] * 2 + [question.options.get("territory")] * 2,
    )
    known = materials.materials()
    named = with_material(row for row in rows if row["material_id"] in known)
    key, codes = table(_TABLE).key, _codes(edition)
    placed = [
        {"row_id": row_id(row, key), **row, **codes.get(row["restriction_id"], _NO_CODES)}
        for row in named
    ]
    ids = {row["source_id"] for row in placed} | set(controls_followed.SOURCES)
    measures: dict[str, list[str]] = {}
    for row in placed:
        measures.setdefault(row["restriction_id"], []).append(row["material_id"])
    years = controls_followed.years(edition, question.home)
    followed = controls_followed.headlines(years, measures)
    return Answer(
        "controls",
        question,
        edition.name,
        _sentence(placed, edition),
        placed,
        tables={
            "followed": followed,
            "followed_years": [row for row in years if row["restriction_id"] in measures],
        },
        gaps=[
            *_gaps(placed),
            *_elsewhere(question, len(codes) - len(measures)),
            *controls_followed.gaps(len(measures), followed),
        ],
        sources=sources(edition, ids),
        notes=(controls_followed.NOTE,),
    )


def _codes(edition: Edition) -> dict[str, dict[str, str | None]]:
    """Return the trade codes of each measure, digits only, by what they rest on.

    `codes` are those that the measure names; `mapped_codes` those of our code map for its materials
    at the stages its goods belong to, judged and not from the legal text. Absent is None.
    """
    sql = "select item_id, body from \"reported__register_item\" where kind = 'restriction'"
    found = {}
    for row in edition.rows(sql):
        body = json.loads(row["body"])
        named = [code.replace(".", "") for code in body.get("codes") or ()]
        mapped = mapped_codes(body.get("materials", ()), body.get("trade_stages", ()))
        name = str(row["item_id"]).removeprefix("restriction-")
        found[name] = {
            "codes": "; ".join(dict.fromkeys(named)) or None,
            "mapped_codes": "; ".join(mapped) or None,
        }
    return found


def _elsewhere(question: Question, count: int) -> list[Gap]:
    """Return how many measures restrict no material from a day on; nothing when narrowed."""
    if count <= 0 or question.material or question.options.get("territory"):
        return []
    return [
        Gap(
            "valid_from",
            f"{count} measures in the register are on technology or equipment, or have no first "
            "day or material",
            "they stand in the register and not in this timeline",
            f"{count} maatregelen in het register gaan over techniek of apparatuur, of hebben geen "
            "eerste dag of grondstof",
            "zij staan in het register en niet in deze tijdlijn",
        )
    ]


def _sentence(rows: list[dict[str, Any]], edition: Edition) -> Sentence:
    day = edition.as_of
    held = [row for row in rows if _holds(row, day)]
    names, places = (len({row[c] for row in held}) for c in ("material_id", "territory_id"))
    return Sentence(
        f"Op {wording.day(day, 'nl')} gelden voor {names} grondstoffen "
        f"uitvoerbeperkingen, ingesteld door {places} landen.",
        f"On {wording.day(day, 'en')} export controls hold for {names} materials, set by {places} "
        "countries.",
    )


def _holds(row: dict[str, Any], day: date) -> bool:
    start, end = row["valid_from"], row["valid_to"]
    since, until = row["suspended_from"], row["suspended_to"]
    suspended = since is not None and since <= day and (until is None or until > day)
    return (start is None or start <= day) and (end is None or end > day) and not suspended


def _gaps(rows: list[dict[str, Any]]) -> list[Gap]:
    unsure = sum("unverified" in str(row["legal_reference"]) for row in rows)
    bare = len({row["restriction_id"] for row in rows if not row["codes"]})
    helped = len({r["restriction_id"] for r in rows if r["mapped_codes"] and not r["codes"]})
    gaps = []
    if bare:
        gaps.append(
            Gap(
                "codes",
                f"the trade codes of {bare} measures were not read in the act",
                f"{helped} of them have codes of our code map for the material, not from the legal "
                f"text; of {bare - helped} the codes are not known",
                f"van {bare} maatregelen zijn de goederencodes niet in de wettekst gelezen",
                f"{helped} daarvan hebben codes van de grondstof uit onze codelijst, niet uit de "
                f"wettekst; van {bare - helped} zijn de codes niet bekend",
            )
        )
    if not unsure:
        return gaps
    return [
        *gaps,
        Gap(
            "legal_reference",
            f"not verified for {unsure} rows",
            "read the text yourself",
            f"van {unsure} regels is de wettekst niet nagelezen",
            "lees zelf de wettekst",
        ),
    ]
