"""Reads World Mining Data: production by country, in the publisher's units and content."""

from collections.abc import Iterator, Mapping

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.frozen import PRODUCTION, Printed, Row, quantities, read_frozen
from grondstof.sources.kit.workbook import read_sheet, sheet_names

__all__ = ["parse", "read_published"]

TONNES: Mapping[str, float | None] = {"metr. t": 1.0, "kg": 1e-3, "ct": 2e-7, "Mio m3": None}
"""Unit label -> tonnes; natural gas is printed in `Mio m3`, which is no mass."""

STATUS = {"r": "measured", "e": "estimated", "p": "provisional"}
TOTAL = "Total"


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield `reported__production` in tonnes of what the commodity label says (Li2O, REO, metal).

    Args:
        files: Frozen bytes by name, with the columns of a frozen production table.
    """
    for name in sorted(files):
        rows = read_frozen(name, files[name], PRODUCTION)
        yield "reported__production", quantities(name, rows, "quantity_t", TONNES)


def read_published(name: str, data: bytes) -> list[Printed]:
    """Read the workbook 6.4, one sheet for each commodity, into rows of the frozen schema.

    A sheet has a title, then a header `Country, unit, <years>, data source`. An empty cell gives no
    row: the table says nothing about that year. A row `Total` stays; the corrections of this source
    drop it, so that the guard notices when the publisher changes it.

    Raises:
        InputError: No workbook, another header, an unknown flag, or a country twice in a sheet.
    """
    found: list[Printed] = []
    faults: list[Fault] = []
    for sheet in sheet_names(name, data):
        rows, wrong = _sheet(f"{name}, {sheet}", sheet, read_sheet(name, data, sheet))
        found += rows
        faults += wrong
    if faults:
        raise InputError(faults[:20])
    return found


def _sheet(where: str, sheet: str, lines: list[list[str]]) -> tuple[list[Printed], list[Fault]]:
    header = [cell.strip() for cell in lines[1]] if len(lines) > 1 else []
    while header and not header[-1]:
        header.pop()
    years = header[2:-1]
    named = [cell.lower().replace("_", " ") for cell in (*header[:2], *header[-1:])]
    if named != ["country", "unit", "data source"] or not all(year.isdigit() for year in years):
        return [], [_header(where, header)]
    found: list[Printed] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, line in enumerate(lines[2:], start=3):
        cells = [cell.strip() for cell in line] + [""] * (len(header) - len(line))
        if not cells[0]:
            continue
        faults += _wrong(f"{where}, row {number}", cells, len(header), seen)
        seen.add(cells[0])
        found += _cells(sheet, number, cells, years)
    return found, faults


def _header(where: str, header: list[str]) -> Fault:
    return Fault(
        f"{where}, header",
        ", ".join(header)[:200] or "nothing",
        "Country, unit, years, data source",
        "See what the publisher changed and teach read_published to read it",
    )


def _wrong(where: str, cells: list[str], width: int, seen: set[str]) -> Iterator[Fault]:
    flag = cells[width - 1]
    if cells[0] in seen:
        yield Fault(where, f"{cells[0]} a second time", "each country once", "Look at both rows")
    if cells[0] != TOTAL and flag not in STATUS:
        yield Fault(
            where,
            f"the flag '{flag}'",
            "r (reported), e (estimated) or p (provisional)",
            "Find out what the flag means and add it to STATUS",
        )


def _cells(sheet: str, number: int, cells: list[str], years: list[str]) -> Iterator[Printed]:
    flag = cells[2 + len(years)]
    for year, text in zip(years, cells[2:], strict=False):
        if not text:
            continue
        status = STATUS.get(flag, "measured")
        yield {
            "material": sheet,
            "territory": cells[0],
            "year": year,
            "value": text.removesuffix(".0"),
            "unit": cells[1],
            "status": "nil" if float(text) == 0.0 else status,
            "locator": f"Table 6.4, {sheet}, {cells[0]}, {year}",
        }
