"""A supplier letter filled from a basket: its lines with the critical materials in them."""

from grondstof.products.answers.base import Answer
from grondstof.products.report.printed import Paper
from grondstof.products.report.supplier_letter import letter


def letter_of(answer: Answer, language: str) -> Paper:
    """Return the letter for the lines of a basket; materials of the five main risks are named."""
    top = {row["material_id"]: row["codes"].split(", ") for row in answer.tables.get("risks", ())}
    named = "name_nl" if language == "nl" else "name_en"
    items = [
        {
            "code": row["code"],
            "name": row[named],
            "materials": [material for material, codes in top.items() if row["code"] in codes],
        }
        for row in answer.tables.get("lines", ())
    ]
    return letter([item for item in items if item["materials"]], language)
