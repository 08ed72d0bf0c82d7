"""Product groups: which materials a trade code holds, how that is known, and how risky they are.

The amount is shown only where a composition is known; a code that holds several materials says so
and never passes the average of a group off as its own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.assess.trade_codes import Code, codes
from grondstof.errors import UnknownName
from grondstof.products.answers import criticality_list
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.names import with_material
from grondstof.store.editions import Edition


def answer(edition: Edition, question: Question) -> Answer:
    """Return all product groups, or what is in the one that `options["code"]` names.

    Raises:
        UnknownName: If no mapped code starts with those digits.
    """
    wanted = str(question.options.get("code") or "")
    newest = newest_codes()
    if not wanted:
        return _index(edition, question, newest)
    found = find(wanted)
    risk = risks(edition, question)
    inside = with_material(inside_of(found, risk))
    row = {
        "row_id": f"{found.code_system}/{found.code}",
        "code_system": found.code_system,
        "code": found.code,
        "name_nl": found.name_nl,
        "name_en": found.name_en,
    }
    return Answer(
        "product",
        question,
        edition.name,
        _sentence(found, inside),
        [row],
        tables={"inside": inside},
        gaps=_gaps(inside),
        sources=sources(edition, ("ec_study", "ec_study_2017", "baci")),
    )


def newest_codes() -> dict[str, Code]:
    """Return the mapped codes, each in its newest vintage."""
    found: dict[str, Code] = {}
    for (system, digits), item in sorted(codes().items()):
        if digits not in found or system > found[digits].code_system:
            found[digits] = item
    return found


def find(digits: str) -> Code:
    """Return the mapped code that a number of 6 or more digits falls under.

    Raises:
        UnknownName: If no mapped code does.
    """
    known = newest_codes()
    for length in range(len(digits), 3, -1):
        if digits[:length] in known:
            return known[digits[:length]]
    raise UnknownName("code", digits, "a code whose materials are known", list(known))


def risks(edition: Edition, question: Question) -> dict[str, Mapping[str, Any]]:
    """Return the row of the list of each material."""
    listed = criticality_list.answer(edition, Question(home=question.home))
    return {row["material_id"]: row for row in listed.rows}


def inside_of(found: Code, risk: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the materials of a code with content, match and risk."""
    rows = []
    for link in found.links:
        row = risk.get(link.material_id, {})
        middle, low, high = link.content or (None, None, None)
        rows.append(
            {
                "row_id": f"{found.code_system}/{found.code}/{link.material_id}",
                "material_id": link.material_id,
                "stage_id": link.stage_id,
                "form_id": link.form_id,
                "content_fraction": middle,
                "content_fraction_low": low,
                "content_fraction_high": high,
                "match": link.match,
                "supply_risk": row.get("supply_risk"),
                "supply_risk_low": row.get("supply_risk_low"),
                "supply_risk_high": row.get("supply_risk_high"),
                "verdict": row.get("verdict"),
                "reason": link.reason,
                "kind": "judged",
            }
        )
    return sorted(rows, key=lambda row: (-(row["supply_risk"] or 0.0), row["material_id"]))


def _index(edition: Edition, question: Question, newest: Mapping[str, Code]) -> Answer:
    rows = [
        {
            "row_id": f"{item.code_system}/{digits}",
            "code": digits,
            "code_system": item.code_system,
            "name_nl": item.name_nl,
            "name_en": item.name_en,
            "materials_count": len({link.material_id for link in item.links}),
        }
        for digits, item in sorted(newest.items())
    ]
    sentence = Sentence(
        f"Van {len(rows)} productgroepen is bekend welke kritieke grondstoffen erin zitten.",
        f"For {len(rows)} product groups it is known which critical materials they hold.",
    )
    return Answer("product", question, edition.name, sentence, rows)


def _sentence(found: Code, inside: Sequence[Mapping[str, Any]]) -> Sentence:
    critical = [row for row in inside if row["verdict"] in ("critical", "listed")]
    exact = all(row["match"] == "exact" for row in inside)
    amount_nl = "" if exact else " Hoeveel van elk erin zit, is niet per product bekend."
    amount_en = "" if exact else " How much of each it holds is not known per product."
    return Sentence(
        f"{found.name_nl} ({found.code}) bevat {len(inside)} grondstoffen; {len(critical)} ervan "
        f"staan als kritiek op de lijst.{amount_nl}",
        f"{found.name_en} ({found.code}) holds {len(inside)} materials; {len(critical)} of them "
        f"are critical on the list.{amount_en}",
    )


def _gaps(inside: Sequence[Mapping[str, Any]]) -> list[Gap]:
    without = [row["material_id"] for row in inside if row["content_fraction"] is None]
    if not without:
        return []
    return [Gap("content_fraction", "composition is not known", "no amounts are given")]
