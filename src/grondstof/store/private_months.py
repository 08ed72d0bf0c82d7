"""Monthly series of a private overlay: `months.csv`, one row for each month of a series.

`material_id,stage_id,code,exporter_id,importer_id,producer_id,month,amount,reason`: a material with
or without a stage, or a code of six digits; a producer, or an exporter, an importer or both; the
month from 1 to 12 and its amount in any one unit. Twelve rows make a series.
"""

import csv
import math
from typing import Any

from grondstof.errors import Fault, InputError
from grondstof.store.private import private_folder

COLUMNS = (
    "material_id", "stage_id", "code", "exporter_id", "importer_id", "producer_id", "month",
    "amount", "reason",
)  # fmt: skip


def private_months() -> list[dict[str, Any]]:
    """Return the rows of monthly series of the overlay; none without one.

    Raises:
        InputError: Another header, or a row that is not complete; all faults at once.
    """
    folder = private_folder()
    path = folder / "months.csv" if folder else None
    if path is None or not path.is_file():
        return []
    faults: list[Fault] = []
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            told, expected = ",".join(reader.fieldnames or ()), ",".join(COLUMNS)
            fault = Fault("months.csv:1", told, expected, "Write this header")
            raise InputError([fault])
        rows = [_row(row, f"months.csv:{line}", faults) for line, row in enumerate(reader, start=2)]
    if faults:
        raise InputError(faults)
    return rows


def _row(row: dict[str, str], where: str, faults: list[Fault]) -> dict[str, Any]:
    text = {name: (row[name] or "").strip() for name in COLUMNS}
    month, amount = _number(text["month"]), _number(text["amount"])
    about = bool(text["material_id"]) != bool(text["code"])
    side = bool(text["producer_id"]) != bool(text["exporter_id"] or text["importer_id"])
    if month not in range(1, 13) or amount is None or not about or not side or not text["reason"]:
        expected = (
            "a material or a code; a producer, or an exporter or importer; month 1 to 12; an "
            "amount from 0; a reason"
        )
        faults.append(Fault(where, ", ".join(text.values()), expected, "Mend this row"))
        return {}
    return text | {"month": int(month or 0), "amount": amount}


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if value >= 0.0 and math.isfinite(value) else None
