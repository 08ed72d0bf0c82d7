"""What a company may share for the survey of Article 21, and how answers are added up.

A cell is published only when at least three companies are in it and none dominates: with the p %
rule, the rest after the two largest must be at least p % of the largest, so that the second cannot
estimate the largest closer than that. A cell that fails is withheld, which is not zero.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grondstof.errors import Fault, InputError
from grondstof.vocabulary.materials import materials

FORM = "grondstof-survey-1"
FIELDS = ("material_id", "mass_low_kg", "mass_high_kg", "value_eur", "days_of_cover", "verdict")
LEAST_COMPANIES = 3
P = 0.10
MOST_FILES, MOST_BYTES = 5_000, 1_000_000


@dataclass(frozen=True)
class CellSum:
    """One published cell: number of companies, or the reason that it is withheld."""

    material_id: str
    measure: str
    companies: int | None
    value: float | None
    status: str
    reason: str | None


def minimal(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return exactly the fields that the survey asks; no item, supplier, row or text."""
    return {
        "form": FORM,
        "as_of": found["as_of"],
        "materials": [
            {
                "material_id": row["material_id"],
                "mass_low_kg": row["mass_low_kg"],
                "mass_high_kg": row["mass_high_kg"],
                "value_eur": round(row["value_eur"]),
                "days_of_cover": row["days_of_cover"],
                "verdict": row["vulnerability"]["verdict"],
            }
            for row in found["materials"]
        ],
    }


def aggregate(folder: Path) -> list[CellSum]:
    """Return the cells of a folder of shared files; unsafe cells are withheld.

    Raises:
        InputError: a file is not a shared file, or there is none; all faults at once.
    """
    paths = sorted(folder.glob("*.json"))[: MOST_FILES + 1]
    faults: list[Fault] = []
    if not paths or len(paths) > MOST_FILES:
        what = f"{len(paths)} files"
        faults.append(Fault(str(folder.name), what, f"1 to {MOST_FILES} .json files", "Check it"))
    taken = [one for path in paths if (one := _read(path, faults)) is not None]
    if faults:
        raise InputError(faults)
    return cells(taken)


def cells(taken: Sequence[Mapping[str, Any]]) -> list[CellSum]:
    """Return sums per material for mass, value and verdict, checked for disclosure."""
    values: dict[tuple[str, str], list[float]] = {}
    for company in taken:
        for row in company["materials"]:
            for measure in ("mass_low_kg", "mass_high_kg", "value_eur"):
                if row[measure] is not None:
                    key = (row["material_id"], measure)
                    values.setdefault(key, []).append(float(row[measure]))
            if row["verdict"] == "significant":
                values.setdefault((row["material_id"], "significant_companies"), []).append(1.0)
    return [
        _cell(material, measure, found) for (material, measure), found in sorted(values.items())
    ]


def dominated(values: Sequence[float], p: float = P) -> bool:
    """Return whether the second largest could estimate the largest within p.

    Formula: x_3 + ... + x_n < p x_1, with x sorted from large to small (p % rule).
    """
    ordered = sorted(values, reverse=True)
    return sum(ordered[2:]) < p * ordered[0]


def _cell(material_id: str, measure: str, values: Sequence[float]) -> CellSum:
    if len(values) < LEAST_COMPANIES:
        why = f"fewer than {LEAST_COMPANIES} companies"
        return CellSum(material_id, measure, None, None, "withheld", why)
    if measure != "significant_companies" and dominated(values):
        why = f"one company dominates (p % rule, p = {100 * P:.0f})"
        return CellSum(material_id, measure, None, None, "withheld", why)
    return CellSum(material_id, measure, len(values), sum(values), "published", None)


def _read(path: Path, faults: list[Fault]) -> Mapping[str, Any] | None:
    try:
        if path.stat().st_size > MOST_BYTES:
            faults.append(Fault(path.name, "a large file", "a shared file", "Leave it out"))
            return None
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        faults.append(Fault(path.name, "no JSON", "a file of company share", "Leave it out"))
        return None
    if not isinstance(found, dict) or found.get("form") != FORM:
        faults.append(Fault(path.name, "another form", FORM, "Leave it out"))
        return None
    rows = found.get("materials")
    if not isinstance(rows, list) or not all(_right(row) for row in rows):
        faults.append(Fault(path.name, "a row that breaks the form", ", ".join(FIELDS), "Mend it"))
        return None
    if len({row["material_id"] for row in rows}) < len(rows):
        faults.append(Fault(path.name, "a material twice", "each once", "Mend it"))
        return None
    return found


def _right(row: object) -> bool:
    if (
        not isinstance(row, dict)
        or set(row) != set(FIELDS)
        or row["material_id"] not in materials()
    ):
        return False
    numbers = ("mass_low_kg", "mass_high_kg", "value_eur", "days_of_cover")
    return all(
        row[name] is None
        or (isinstance(row[name], int | float) and not isinstance(row[name], bool)
            and 0 <= row[name] < 1e18)
        for name in numbers
    )  # fmt: skip
