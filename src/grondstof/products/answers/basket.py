"""A basket of trade codes: which materials are in it, and which line brings in the most risk."""

from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers import product
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.names import with_material
from grondstof.store.editions import Edition


def answer(edition: Edition, question: Question) -> Answer:
    """Return the materials of the codes in `options["codes"]`, joined by commas, riskiest first."""
    wanted = [c for c in str(question.options.get("codes") or "").split(",") if c]
    risk = product.risks(edition, question)
    rows: dict[str, dict[str, Any]] = {}
    lines, unknown = [], []
    for digits in wanted:
        try:
            found = product.find(digits)
        except UnknownName as error:
            unknown.append({"row_id": digits, "code": digits, "nearest": ", ".join(error.nearest)})
            continue
        inside = product.inside_of(found, risk)
        lines.append(
            {
                "row_id": digits,
                "code": digits,
                "name_nl": found.name_nl,
                "name_en": found.name_en,
                "materials_count": len(inside),
            }
        )
        for row in inside:
            kept = rows.setdefault(row["material_id"], {**_about(row, risk), "codes": ""})
            kept["codes"] = ", ".join(filter(None, (kept["codes"], digits)))
    ranked = sorted(with_material(rows.values()), key=lambda row: -(row["supply_risk"] or 0.0))
    tables = {"lines": lines, "unknown": unknown}
    return Answer(
        "basket",
        question,
        edition.name,
        _sentence(len(wanted), len(lines), ranked),
        ranked,
        tables={name: table for name, table in tables.items() if table},
        gaps=[Gap("code", f"{len(unknown)} codes are not mapped", "they count for nothing")]
        if unknown
        else [],
        sources=sources(edition, ("ec_study", "ec_study_2017")),
    )


def _about(row: dict[str, Any], risk: Any) -> dict[str, Any]:
    columns = ("material_id", "supply_risk", "supply_risk_low", "supply_risk_high", "verdict")
    listed = risk.get(row["material_id"], {})
    return {
        "row_id": row["material_id"],
        **{column: row[column] for column in columns},
        "kind": listed.get("kind"),
        "oldest_year": listed.get("oldest_year"),
    }


def _sentence(asked: int, known: int, rows: list[dict[str, Any]]) -> Sentence:
    critical = [row for row in rows if row["verdict"] == "critical"]
    return Sentence(
        f"In {known} van uw {asked} codes zitten {len(rows)} grondstoffen; {len(critical)} ervan "
        "zijn kritiek.",
        f"{known} of your {asked} codes hold {len(rows)} materials; {len(critical)} of them are "
        "critical.",
    )
