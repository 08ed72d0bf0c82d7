"""The lines of a bill of materials or purchase ledger, checked, with all faults at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from grondstof.errors import Fault, UnknownName
from grondstof.products.company import figures
from grondstof.products.company.columns import Mapped
from grondstof.products.company.sheets import Cell, Grid
from grondstof.vocabulary import territories, units

NUMBERS = ("mass", "value", "stock_days", "revenue")
COUNTRIES = ("supplier_country", "origin_country")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a company's file.

    Attributes:
        row: Row number in the sheet.
        mass_kg: Mass bought. [kg]
        value_eur: Amount paid. [EUR]
        stock_days: Days that the stock lasts. [d]
        revenue_eur: Revenue that depends on the item. [EUR]
    """

    row: int
    item: str | None
    code: str | None
    text: str | None
    mass_kg: float | None
    value_eur: float | None
    supplier: str | None
    supplier_country: str | None
    origin_country: str | None
    stock_days: float | None
    revenue_eur: float | None


@dataclass(frozen=True)
class Read:
    """What was read: good lines, faults of file and lines, and the rows that are left out."""

    lines: list[Line]
    faults: list[Fault]
    left_out: tuple[int, ...]


def read_lines(
    grid: Grid, mapped: Mapped, moved: Callable[[str, int, int], None] | None = None
) -> Read:
    """Return the lines of a sheet; a line with a fault is not among the good ones."""
    body = [(number, cells) for number, cells in grid.rows if number > mapped.header]
    decimals = {field: _decimal(body, mapped, field) for field in NUMBERS if field in mapped.places}
    lines: list[Line] = []
    faults = list(grid.faults)
    left_out: list[int] = []
    seen: dict[tuple[object, ...], int] = {}
    for count, (number, cells) in enumerate(body):
        if moved and count % 2000 == 0:
            moved("read", count, len(body))
        row = _Row(grid.sheet, number, cells, mapped, decimals)
        line = row.line()
        if line is None:
            continue
        key = (line.item, line.code, line.text, line.supplier, line.mass_kg, line.value_eur)
        if key in seen:
            row.fault("item", f"the same line as row {seen[key]}", "each line once", "Add them up")
        seen.setdefault(key, number)
        if row.faults:
            faults += row.faults
            left_out.append(number)
        else:
            lines.append(line)
    return Read(lines, faults, tuple(left_out))


def _decimal(body: list[tuple[int, list[Cell]]], mapped: Mapped, field: str) -> str | None:
    if mapped.decimal != "guess":
        return mapped.decimal
    place = mapped.places[field]
    texts = (cells[place].value for _, cells in body if place < len(cells))
    return figures.style(text for text in texts if isinstance(text, str))


class _Row:
    """Reads one row and gathers its faults."""

    def __init__(
        self,
        sheet: str,
        number: int,
        cells: list[Cell],
        mapped: Mapped,
        decimals: Mapping[str, str | None],
    ) -> None:
        self.where = f"sheet '{sheet[:40]}', row {number}"
        self.number = number
        self.cells = cells
        self.mapped = mapped
        self.decimals = decimals
        self.faults: list[Fault] = []

    def line(self) -> Line | None:
        """Return the line, or None when the row is empty."""
        if all(cell.value is None for cell in self.cells):
            return None
        for field, place in self.mapped.places.items():
            if place < len(self.cells) and self.cells[place].formula:
                self.fault(field, "a formula", "a value", "Paste the values in its place")
        item, code, text = self.text("item"), self.code(), self.text("text")
        if not (item or code or text):
            self.fault("item", "no item, code or text", "at least one of them", "Fill one in")
        return Line(
            self.number,
            item,
            code,
            text,
            self.mass(),
            self.amount("value"),
            self.text("supplier"),
            self.country("supplier_country"),
            self.country("origin_country"),
            self.amount("stock_days"),
            self.amount("revenue"),
        )

    def fault(self, field: str, found: str, expected: str, action: str) -> None:
        """Note a fault; what the company typed is never repeated."""
        name = self.mapped.names.get(field, field)
        self.faults.append(Fault(f"{self.where}, column '{name[:40]}'", found, expected, action))

    def value(self, field: str) -> str | float | None:
        """Return the cell of a field; None when it is empty or a formula."""
        place = self.mapped.places.get(field)
        if place is None or place >= len(self.cells) or self.cells[place].formula:
            return None
        return self.cells[place].value

    def text(self, field: str) -> str | None:
        """Return a field as text; a whole number loses its point."""
        value = self.value(field)
        if isinstance(value, float):
            return str(int(value)) if value.is_integer() else str(value)
        return value

    def code(self) -> str | None:
        """Return the digits of the trade code, with a lost leading zero put back."""
        text = self.text("code")
        if text is None:
            return None
        digits = "".join(letter for letter in text if letter.isdigit())
        if len(digits) in (5, 7, 9):
            digits = "0" + digits
        if len(digits) not in (6, 8, 10) or len(digits) < len(text.replace(".", "").split()[0]):
            self.fault("code", "no trade code", "6, 8 or 10 digits", "Mend it or leave it empty")
            return None
        return digits

    def mass(self) -> float | None:
        """Return the mass. [kg]"""
        value = self.value("mass")
        if value is None:
            return None
        unit = self.text("unit") or self.mapped.unit
        if isinstance(value, str):
            value, own = figures.without_unit(value)
            if own and self.text("unit") and own != self.text("unit"):
                self.fault("mass", "a unit other than in the unit column", "one unit", "Mend it")
            unit = own or unit
        amount = self.checked("mass", value)
        factor = _factor(unit)
        if factor is None:
            self.fault("unit", "no unit of mass", "kg, g, t or lb", "Give the mass, not pieces")
            return None
        return None if amount is None else amount * factor * 1000.0

    def amount(self, field: str) -> float | None:
        """Return a number that is not a mass."""
        value = self.value(field)
        if isinstance(value, str):
            value, _ = figures.without_unit(value)
        return None if value is None else self.checked(field, value)

    def checked(self, field: str, value: str | float) -> float | None:
        """Return a number that is not negative, or note the fault."""
        found = figures.number(value, self.decimals.get(field)) if isinstance(value, str) else value
        if isinstance(found, str):
            self.fault(field, found, "a number", "Mend it or set `decimal` in columns.yml")
            return None
        if found < 0.0 or found > 1e15:
            self.fault(field, "a negative or impossible amount", "0 or more", "Mend it")
            return None
        return found

    def country(self, field: str) -> str | None:
        """Return the territory of a field."""
        text = self.text(field)
        if text is None:
            return None
        found = _territory(text)
        if found is None:
            self.fault(field, "an unknown country", "a country by name or ISO code", "Mend it")
        return found


@lru_cache(maxsize=4096)
def _territory(text: str) -> str | None:
    try:
        return territories.find(text)
    except UnknownName:
        return None


@lru_cache(maxsize=256)
def _factor(unit: str) -> float | None:
    for word in (unit.strip(), unit.strip().casefold()):
        try:
            return units.to_tonnes(1.0, word)
        except UnknownName:
            continue
    return None
