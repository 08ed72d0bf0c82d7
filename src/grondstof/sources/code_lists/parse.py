"""Reads code lists as their publishers lay them out: HS of UN Comtrade, CN changes of Eurostat.

The traps: Comtrade puts the code before its own text ("2611 - Tungsten ores"), and TOTAL and AG2
are no codes; Eurostat's period is eight digits without a dash (20212022), its codes carry blanks in
some years, and a spreadsheet turns 01012100 into 1012100.
"""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grondstof.errors import Fault, InputError

CN_HEADER = ("Period", "Origin code", "Destination code")
HS_COLUMNS = ("id", "text", "parent")
_PERIOD = re.compile(r"(\d{4})(\d{4})(?:\.0)?")
_HS = re.compile(r"(?:\d{2}){1,3}")


@dataclass(frozen=True)
class Change:
    """One code of eight digits that became another from one year to the next."""

    year_from: int
    year_to: int
    code_from: str
    code_to: str


def hs_list(name: str, data: bytes) -> dict[str, str]:
    """Return the texts of the Harmonized System by code of two, four and six digits.

    Raises:
        InputError: not a reference file, a renamed column, or no codes.
    """
    rows = _results(name, data)
    lost = sorted({key for row in rows[:20] for key in HS_COLUMNS if key not in row})
    if lost:
        found = "columns " + ", ".join(sorted(rows[0]))
        action = f"Look for {', '.join(lost)}; the publisher renamed columns"
        raise InputError([Fault(f"{name}, header", found, ", ".join(HS_COLUMNS), action)])
    texts = {
        str(row["id"]): str(row["text"]).partition(" - ")[2].strip() or str(row["text"]).strip()
        for row in rows
        if _HS.fullmatch(str(row["id"]))
    }
    if not texts:
        raise InputError(
            [Fault(name, "no codes", "codes of two, four or six digits", "Fetch it again")]
        )
    return texts


def _results(name: str, data: bytes) -> Sequence[Mapping[str, Any]]:
    try:
        found: Sequence[Mapping[str, Any]] = json.loads(data.decode("utf-8-sig"))["results"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            [
                Fault(
                    name,
                    "text that is not a whole reference file",
                    "JSON with a list under 'results'",
                    "Fetch it again; a cut or an error page looks like this",
                )
            ]
        ) from error
    return found


def cn_changes(name: str, data: bytes) -> list[Change]:
    """Return the changes of the Combined Nomenclature from Eurostat's sheet, saved as CSV.

    Raises:
        InputError: another header, a period that is not a year and the next, or no eight digits;
            all faults at once, the first twenty told.
    """
    text = data.decode("utf-8-sig")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    header = tuple(cell.strip() for cell in next(reader, []))
    if header != CN_HEADER:
        found = "columns " + ", ".join(header)[:120]
        action = "Look whether a column was renamed or shifted; save the sheet as it is"
        raise InputError([Fault(f"{name}, header", found, ", ".join(CN_HEADER), action)])
    changes, faults = [], []
    for number, cells in enumerate(reader, start=2):
        if not any(cells):
            continue
        found_change = _change(cells)
        if isinstance(found_change, str):
            where = f"{name}, row {number}"
            wanted = "two following years as 20212022, and two codes of eight digits"
            faults.append(Fault(where, found_change, wanted, "Mend the row, or fetch it again"))
        else:
            changes.append(found_change)
    if faults:
        raise InputError(faults[:20])
    return changes


def _change(cells: Sequence[str]) -> Change | str:
    period = _PERIOD.fullmatch(cells[0].strip())
    if period is None or int(period[2]) != int(period[1]) + 1 or len(cells) != len(CN_HEADER):
        return f"period '{cells[0]}', {len(cells)} columns"
    codes = [cell.replace(" ", "") for cell in cells[1:]]
    # A spreadsheet drops the zero in front of chapters 01 to 09.
    codes = [code.zfill(8) if len(code) == 7 else code for code in codes]
    if not all(code.isdigit() and len(code) == 8 for code in codes):
        return f"codes '{cells[1]}' and '{cells[2]}'"
    return Change(int(period[1]), int(period[2]), codes[0], codes[1])
