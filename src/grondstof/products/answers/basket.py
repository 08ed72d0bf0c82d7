"""A basket of codes or words: the materials in it, the five main risks, and what to do."""

from collections.abc import Mapping
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers import product
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.basket_risks import (
    actions_for,
    instruments_for,
    measures_for,
    top_risks,
)
from grondstof.products.answers.names import with_material
from grondstof.products.answers.text_to_code import rows_of
from grondstof.products.composition.library import find
from grondstof.products.search.guess import read_lines
from grondstof.store.editions import Edition

# Confidence from which the first guess of a line counts.
COUNTED = ("sure", "likely")


def answer(edition: Edition, question: Question) -> Answer:
    """Return the materials of a basket, riskiest first, with the five main risks and actions.

    Options: `codes` joined by commas, `lines` of free text of which the first guess counts when it
    is sure or likely; the table `guesses` shows the others to choose from.
    """
    wanted = [c for c in str(question.options.get("codes") or "").split(",") if c]
    guessed = _guessed(str(question.options.get("lines") or ""))
    chosen = [row["code"] for row in guessed if row["place"] == 1 and row["confidence"] in COUNTED]
    risk = product.risks(edition, question)
    rows: dict[str, dict[str, Any]] = {}
    lines, unknown = [], []
    for digits in dict.fromkeys([*wanted, *chosen]):
        try:
            name_nl, name_en, held = _inside(digits, risk)
        except UnknownName as error:
            unknown.append({"row_id": digits, "code": digits, "nearest": ", ".join(error.nearest)})
            continue
        lines.append(
            {
                "row_id": digits,
                "code": digits,
                "name_nl": name_nl,
                "name_en": name_en,
                "materials_count": len(held),
            }
        )
        for item in held:
            _add(rows, item, digits, risk)
    ranked = sorted(with_material(rows.values()), key=lambda row: -(row["supply_risk"] or 0.0))
    top = top_risks(edition, question, ranked)
    open_lines = len({row["line"] for row in guessed}) - len(chosen)
    actions = [card for item in top for card in actions_for(item)]
    tables = {
        "risks": top,
        "actions": actions,
        "measures": measures_for(top),
        "instruments": instruments_for(edition, actions),
        "guesses": guessed,
        "lines": lines,
        "unknown": unknown,
    }
    return Answer(
        "basket",
        question,
        edition.name,
        _sentence(len(set(wanted + chosen)), len(lines), ranked),
        ranked,
        tables={name: table for name, table in tables.items() if table},
        gaps=_gaps(len(unknown), open_lines),
        sources=sources(edition, ("ec_study", "ec_study_2017", "baci", "register")),
    )


def _guessed(text: str) -> list[dict[str, Any]]:
    if not text.strip():
        return []
    return [
        row
        for number, line in enumerate(read_lines(text), start=1)
        for row in rows_of(number, line)
    ]


def _inside(
    digits: str, risk: Mapping[str, Mapping[str, Any]]
) -> tuple[str, str, list[tuple[str, float | None, float | None]]]:
    """Return names and materials of a code, the same as the page of the code shows.

    Raises:
        UnknownName: If nothing is known of what the code holds; names the nearest codes.
    """
    try:
        found = product.describe(digits)
    except UnknownName:
        # The library knows the nearest code that has contents; the nomenclature any code.
        find(digits)
        raise
    rows = product.materials_in(found, risk)
    if not rows:
        find(digits)
    amounts = [
        (row["material_id"], row["content_g_kg_low"], row["content_g_kg_high"]) for row in rows
    ]
    return found.name_nl, found.name_en, amounts


def _add(
    rows: dict[str, dict[str, Any]],
    item: tuple[str, float | None, float | None],
    digits: str,
    risk: Mapping[str, Mapping[str, Any]],
) -> None:
    material_id, low, high = item
    listed = risk.get(material_id, {})
    kept = rows.setdefault(
        material_id,
        {
            "row_id": material_id,
            "material_id": material_id,
            **{
                name: listed.get(name)
                for name in (
                    "supply_risk",
                    "supply_risk_low",
                    "supply_risk_high",
                    "probability_listed",
                    "verdict",
                    "kind",
                    "oldest_year",
                )
            },
            "content_g_kg": None,
            "content_g_kg_low": None,
            "content_g_kg_high": None,
            "codes": "",
        },
    )
    kept["codes"] = ", ".join(filter(None, (kept["codes"], digits)))
    if high is not None and high > (kept["content_g_kg_high"] or -1.0):
        kept["content_g_kg_low"], kept["content_g_kg_high"] = low, high


def _gaps(unknown: int, open_lines: int) -> list[Gap]:
    gaps, one = [], open_lines == 1
    if unknown:
        gaps.append(
            Gap(
                "code",
                f"{unknown} {'code is' if unknown == 1 else 'codes are'} not known to the library",
                "what we do not know counts for nothing",
                f"{unknown} {'code staat' if unknown == 1 else 'codes staan'} niet in de "
                "bibliotheek",
                "wat wij niet kennen, telt niet mee",
            )
        )
    if open_lines > 0:
        gaps.append(
            Gap(
                "line",
                f"no likely code was found for {open_lines} {'line' if one else 'lines'}",
                f"{'it counts' if one else 'they count'} for nothing until you choose a code",
                f"voor {open_lines} {'regel' if one else 'regels'} is geen waarschijnlijke code "
                "gevonden",
                f"{'die telt' if one else 'die tellen'} niet mee tot u een code kiest",
            )
        )
    return gaps


def _sentence(asked: int, known: int, rows: list[dict[str, Any]]) -> Sentence:
    critical = [row for row in rows if row["verdict"] in ("critical", "listed")]
    which_nl = "uw code" if asked == 1 else f"{known} van uw {asked} codes"
    which_en = "Your code holds" if asked == 1 else f"{known} of your {asked} codes hold"
    if known == asked and asked > 1:
        which_nl, which_en = f"uw {asked} codes", f"Your {asked} codes hold"
    if known == 0:
        return Sentence(
            f"Van {which_nl.removeprefix('0 van ')} is niet bekend welke grondstoffen erin zitten.",
            "Which materials your code holds is not known."
            if asked == 1
            else f"Which materials your {asked} codes hold is not known.",
        )
    are_nl, are_en = ("is", "is") if len(critical) == 1 else ("zijn", "are")
    return Sentence(
        f"In {which_nl} zitten {len(rows)} grondstoffen; {len(critical)} ervan {are_nl} kritiek.",
        f"{which_en} {len(rows)} materials; {len(critical)} of them {are_en} critical.",
    )
