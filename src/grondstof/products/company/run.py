"""One run of a company's assessment: file in, assessment out, all within one folder."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from grondstof.errors import Fault, InputError
from grondstof.products.answers.base import Edition
from grondstof.products.company import evidence
from grondstof.products.company.assessment import assess
from grondstof.products.company.columns import MAPPING, Mapped, as_file, corrected, guess
from grondstof.products.company.folder import opened, scratch, write
from grondstof.products.company.lines import read_lines
from grondstof.products.company.sheets import read_grid
from grondstof.products.search import index

ASSESSMENT, PREVIOUS, MEASURES, FAULTS = (
    "assessment.json", "assessment-before.json", "measures.csv", "faults.csv",
)  # fmt: skip
SORTS = ("diversification", "substitution", "stock", "recycling", "contract")
Moved = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Done:
    """What a run made: the assessment, the mapping it used, and the faults it met."""

    assessment: Mapping[str, Any]
    mapped: Mapped
    faults: Sequence[Fault]


def run(
    edition: Edition,
    bom: Path,
    folder: Path,
    *,
    sheet: str | None = None,
    leave_out: bool = False,
    home: str | None = None,
    new_cycle: bool = False,
    moved: Moved | None = None,
) -> Done:
    """Assess a file and write the assessment into the folder.

    Args:
        edition: Edition whose public figures fill what suppliers do not tell.
        bom: Bill of materials or purchase ledger, .csv or .xlsx.
        folder: The only folder that is written in.
        sheet: Sheet of a workbook; the first visible one when None.
        leave_out: Go on with the good lines; the rest is listed in the dossier.
        home: Territory whose list gives the supply risk.
        new_cycle: Keep the assessment at hand as the earlier cycle and compare with it.
        moved: Told the step, how much is done, and of how much.

    Raises:
        InputError: a line has a fault and they may not be left out; nothing is written then.
    """
    with index.in_memory():
        grid = read_grid(bom, sheet)
        path = folder / MAPPING
        mapped = corrected(grid, path) if path.is_file() else guess(grid)
        read = read_lines(grid, mapped, moved)
        if read.faults and not leave_out:
            raise InputError(read.faults)
        if not read.lines:
            fault = Fault(bom.name, "no good line", "at least one", "Mend the faults first")
            raise InputError([*read.faults, fault])
        opened(folder)
        with scratch(folder):
            found = assess(
                edition,
                read,
                evidence.read_log(folder),
                home=home,
                previous=_previous(folder, new_cycle=new_cycle),
                measures=read_measures(folder),
                not_read=grid.not_read,
                moved=moved,
            )
        _write_all(folder, found, mapped, read.faults)
    return Done(found, mapped, read.faults)


def read_assessment(folder: Path) -> dict[str, Any]:
    """Return the assessment of a folder.

    Raises:
        InputError: there is none, or it was changed into something else.
    """
    try:
        found = json.loads((folder / ASSESSMENT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        action = "Run grondstof company assess first"
        fault = Fault(ASSESSMENT, "no assessment that can be read", "one", action)
        raise InputError([fault]) from error
    return dict(found)


def read_measures(folder: Path) -> list[dict[str, str]]:
    """Return what the user considered and chose, from `measures.csv`."""
    path = folder / MEASURES
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [dict(row) for row in csv.DictReader(stream)]
    needed = {"material_id", "sort", "considered", "chosen", "note"}
    if rows and not needed <= set(rows[0]):
        named = ", ".join(sorted(needed))
        raise InputError([Fault(MEASURES, "missing headings", named, "Restore the headings")])
    return [row for row in rows if (row["considered"] or row["chosen"] or row["note"]).strip()]


def _previous(folder: Path, *, new_cycle: bool) -> dict[str, Any] | None:
    if new_cycle:
        write(folder, PREVIOUS, (folder / ASSESSMENT).read_bytes() if _there(folder) else b"{}")
    path = folder / PREVIOUS
    found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    return found or None


def _there(folder: Path) -> bool:
    return (folder / ASSESSMENT).is_file()


def _write_all(
    folder: Path, found: Mapping[str, Any], mapped: Mapped, faults: Sequence[Fault]
) -> None:
    write(folder, MAPPING, as_file(mapped).encode())
    if faults:
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["where", "found", "expected", "action"])
        writer.writerows(asdict(fault).values() for fault in faults)
        write(folder, FAULTS, stream.getvalue().encode())
    if not (folder / MEASURES).is_file():
        write(folder, MEASURES, _measures_form(found).encode())
    body = json.dumps(found, ensure_ascii=False, indent=1)
    write(folder, ASSESSMENT, body.encode())


def _measures_form(found: Mapping[str, Any]) -> str:
    lines = ["material_id,sort,considered,chosen,note"]
    lines += [
        f"{row['material_id']},{sort},,,"
        for row in found["materials"]
        if row["vulnerability"]["verdict"] in ("significant", "possible")
        for sort in SORTS
    ]
    return "\n".join(lines) + "\n"
