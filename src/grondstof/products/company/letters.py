"""Letters to suppliers about strategic materials, one per supplier, and the requests they make."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grondstof.errors import Fault, InputError
from grondstof.products.answers.questionnaire import questionnaire
from grondstof.products.company import evidence
from grondstof.products.company.folder import opened, scratch, write
from grondstof.products.report.printed_docx import to_docx
from grondstof.products.report.supplier_letter import letter

MOST_LETTERS = 500
ASKED = ("significant", "possible")


def write_letters(folder: Path, found: Mapping[str, Any], language: str, day: str) -> list[Path]:
    """Write a letter to each supplier of a vulnerable material; log each question as a request.

    Args:
        folder: Folder of the assessment.
        found: The assessment.
        language: `nl`, `en` or `de`.
        day: Day of the letters, as it stands in the log.

    Raises:
        InputError: there are more suppliers than letters that are made at once.
    """
    asked: dict[str, list[str]] = {}
    for row in found["materials"]:
        if row["vulnerability"]["verdict"] in ASKED:
            for supplier in row["suppliers"]:
                asked.setdefault(supplier, []).append(row["material_id"])
    if len(asked) > MOST_LETTERS:
        action = "Ask the suppliers with the largest purchases first"
        limit = f"at most {MOST_LETTERS}"
        raise InputError([Fault("letters", f"{len(asked)} suppliers", limit, action)])
    place = opened(folder / "letters")
    written, log = [], []
    with scratch(folder):
        for number, (supplier, materials) in enumerate(sorted(asked.items()), start=1):
            name = re.sub(r"[^a-z0-9]+", "-", supplier.casefold()).strip("-")[:40] or "supplier"
            items = [{"name": "", "code": "", "materials": materials}]
            content = to_docx(letter(items, language, supplier))
            written.append(write(place, f"{number:03d}-{name}.{language}.docx", content))
            log += [
                evidence.entry(day, "request", supplier, material, row["question_id"], "")
                for material in materials
                for row in questionnaire()
            ]
    evidence.add(folder, log)
    return written
