"""Which column of a company's file holds what: guessed, shown, and corrected in a small file."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from grondstof.errors import Fault, InputError
from grondstof.products.company.sheets import Grid
from grondstof.store.content import content_folder, load
from grondstof.vocabulary.reading import fold

FIELDS = (
    "item", "code", "text", "mass", "unit", "value", "supplier",
    "supplier_country", "origin_country", "stock_days", "revenue",
)  # fmt: skip
HEADER_WITHIN = 30
MAPPING = "columns.yml"


@dataclass(frozen=True)
class Mapped:
    """Where each field stands.

    Attributes:
        header: Row number of the header.
        places: Column of each field, from 0.
        names: Header text of each field.
        decimal: `comma`, `point`, or `guess` for a column's own evidence.
        unit: Unit of the mass column when there is no unit column.
    """

    header: int
    places: Mapping[str, int]
    names: Mapping[str, str]
    decimal: str
    unit: str


@cache
def _known() -> Mapping[str, str]:
    path = content_folder() / "products" / "bom_columns.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {fold(name): row["field"] for row in rows for name in row["names"].split(";")}


def guess(grid: Grid) -> Mapped:
    """Return the mapping of the row with the most known headings near the top.

    Raises:
        InputError: no row has both something bought (item, code or text) and a second field.
    """
    best: tuple[int, dict[str, int], dict[str, str]] = (0, {}, {})
    for number, cells in grid.rows[:HEADER_WITHIN]:
        places: dict[str, int] = {}
        names: dict[str, str] = {}
        for place, cell in enumerate(cells):
            field = _field(cell.value) if isinstance(cell.value, str) else None
            if field and field not in places:
                places[field], names[field] = place, str(cell.value)
        if len(places) > len(best[1]):
            best = (number, places, names)
    if len(best[1]) < 2 or not {"item", "code", "text"} & set(best[1]):
        raise InputError(
            [
                Fault(
                    f"sheet '{grid.sheet[:40]}'",
                    "no row of headings that is understood",
                    "headings such as item, code, description, mass, supplier",
                    f"Name the columns in {MAPPING}",
                )
            ]
        )
    return Mapped(*best, decimal="guess", unit=_unit_in(best[2].get("mass", "")))


def corrected(grid: Grid, path: Path) -> Mapped:
    """Return the mapping that a file `columns.yml` states; a heading is named as it stands.

    Raises:
        InputError: a field or heading is not known; all faults at once.
    """
    located = load(path)
    data = located.data if isinstance(located.data, dict) else {}
    columns = data.get("columns") or {}
    header = int(data.get("header") or 1)
    row: Sequence[object] = next(
        ([cell.value for cell in cells] for number, cells in grid.rows if number == header), ()
    )
    faults, places, names = [], {}, {}
    for field, name in columns.items():
        where = f"{path.name}:{located.line_of(('columns', field))}"
        if field not in FIELDS:
            faults.append(Fault(where, f"'{field}'", "one of " + ", ".join(FIELDS), "Mend it"))
        elif name not in row:
            what = "a heading that the sheet does not have"
            faults.append(Fault(where, what, f"a heading of row {header}", "Mend it"))
        else:
            places[field], names[field] = list(row).index(name), str(name)
    decimal = str(data.get("decimal") or "guess")
    if decimal not in ("comma", "point", "guess"):
        action = "Mend it"
        faults.append(Fault(path.name, f"decimal '{decimal[:20]}'", "comma or point", action))
    if faults:
        raise InputError(faults)
    return Mapped(header, places, names, decimal, str(data.get("unit") or "kg"))


def as_file(mapped: Mapped) -> str:
    """Return the mapping as the text of the file that a user corrects."""
    import yaml

    head = "# Which heading of your file holds what. Correct it and run the assessment again.\n"
    body = {
        "header": mapped.header,
        "decimal": mapped.decimal,
        "unit": mapped.unit,
        "columns": dict(mapped.names),
    }
    return head + yaml.safe_dump(body, allow_unicode=True, sort_keys=False)


def _field(text: str) -> str | None:
    plain = fold(text).strip(" .:*")
    known = _known()
    if plain in known:
        return known[plain]
    bare = plain.split("(")[0].split("[")[0].strip()
    return known.get(bare)


def _unit_in(heading: str) -> str:
    from grondstof.vocabulary.units import factors

    for word in heading.replace("(", " ").replace(")", " ").replace("[", " ").split():
        if word.strip("]") in factors():
            return word.strip("]")
    return "kg"
