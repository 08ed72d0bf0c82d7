"""Rows of an answer as a table: which columns, in which words, with intervals, marks and links.

The data dictionary gives unit and digits; the messages give the words. `x`, `x_low` and `x_high`
become one cell; the kind of number becomes a mark; an empty cell says why it is empty; a number
leads to the walk behind it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from grondstof.products import wording
from grondstof.products.answers.base import camel
from grondstof.products.web.page import Cell, Head, Table
from grondstof.products.web.visit import Visit
from grondstof.vocabulary import kinds, territories
from grondstof.vocabulary.tables import columns as dictionary
from grondstof.vocabulary.tables import tables as known_tables

MOST_ROWS = 60
Row = Mapping[str, Any]
# Never shown as columns: they appear as names, marks, reasons or in the walk behind a number.
HIDDEN = frozenset(
    [
        "row_id",
        "name_nl",
        "name_en",
        "kind",
        "recipe",
        "recipe_version",
        "lacks",
        "dist",
        "spread",
        "spread_reason",
        "losers",
        "chosen_claim",
        "claim_id",
        "snapshot_id",
        "home_id",
        "as_of",
        "grade_id",
        "original_label",
        "seed",
        "digest",
    ]
)
_MATERIAL, _TERRITORY = ("material_id",), (
    "territory_id", "exporter_id", "importer_id", "origin_id", "destination_id", "region_id",
    "reporter_id", "partner_id", "supplier_id",
)  # fmt: skip


# Ids that have a page of their own.
_SCREENS = {
    "product_id": "chains", "product": "chains", "scenario_id": "scenario", "scenario": "scenario",
    "sector": "sectors", "indicator_id": "indicators",
}  # fmt: skip


def shown_columns(rows: Sequence[Row], language: str) -> list[str]:
    """Return the columns of rows that tell a reader something, in their own order."""
    other = "_en" if language == "nl" else "_nl"
    names = list(dict.fromkeys(name for row in rows for name in row))
    found = []
    for name in names:
        if name in HIDDEN or _is_end(name, names) or name.endswith(other):
            continue
        values = [row.get(name) for row in rows]
        if name.endswith(("_nl", "_en")) and f"{_base(name)}_territory_id" in names:
            continue
        if all(value in (None, "") for value in values) and f"{name}_low" not in names:
            continue
        found.append(name)
    return found


def make_table(
    visit: Visit,
    name: str,
    rows: Sequence[Row],
    *,
    caption: str = "",
    columns: Sequence[str] | None = None,
    most: int = MOST_ROWS,
) -> Table:
    """Return rows as a table.

    Args:
        visit: Visit, for language and links.
        name: Name of the table in the answer; `rows` for the first.
        rows: Rows of the answer.
        caption: Caption; the name of the table when empty.
        columns: Columns in order; those that tell something when None.
        most: Most rows shown.
    """
    names = [c for c in columns if any(c in row for row in rows)] if columns else None
    chosen = names if names is not None else shown_columns(rows, visit.language)
    origin = origin_table(rows[0]) if rows else None
    return Table(
        name,
        caption or visit.says(f"table.{name}", name.replace("_", " ").capitalize()),
        [head(visit, column, rows) for column in chosen],
        [[cell(visit, row, column, origin) for column in chosen] for row in rows[:most]],
        len(rows),
    )


def head(visit: Visit, column: str, rows: Sequence[Row]) -> Head:
    """Return the head of a column: words, unit, meaning."""
    known = dictionary().get(_base(column))
    words = visit.says(f"column.{_base(column)}", column.replace("_id", "").replace("_", " "))
    sample = next((row[column] for row in rows if row.get(column) is not None), None)
    numeric = isinstance(sample, int | float) and not isinstance(sample, bool)
    if known and known.unit not in ("-", "", "dimensionless", "see unit", "fraction", "year"):
        unit = wording.unit_name(known.unit, visit.language)
        words = words if known.unit in ("date", "month", "count") else f"{words} ({unit})"
    return Head(words, known.meaning if known and visit.language == "en" else "", numeric)


def cell(visit: Visit, row: Row, column: str, origin: str | None = None) -> Cell:
    """Return one cell of a row."""
    value = row.get(column)
    named = _named(visit, row, column, value)
    if named:
        return named
    if isinstance(value, bool):
        return Cell(visit.say("yes") if value else visit.say("no"))
    if isinstance(value, date):
        return Cell(wording.day(value, visit.language), sort=value.isoformat())
    if isinstance(value, int | float) or f"{column}_low" in row:
        return _number(visit, row, column, value, origin)
    if value is None or value == "":
        return Cell(wording.MISSING, why=_why(visit, row, column))
    text = str(value)
    if column.startswith("title_") and row.get("item_id"):
        return Cell(text, visit.link("register", str(row["item_id"])))
    if text.startswith(("https://", "http://")):
        return Cell(text.split("/")[2], text, external=True)
    if _is_day(text):
        return Cell(wording.day(text, visit.language), sort=text)
    return Cell(visit.says(f"value.{column}.{text}", visit.says(f"value.{text}", text)))


def shown(visit: Visit, row: Row, column: str, value: Any) -> str:
    """Return a number of a column in words, with the unit that the row or dictionary gives."""
    known = dictionary().get(_base(column))
    own = str(row.get("unit") or "see unit") if column.startswith("value") else ""
    unit = own or (known.unit if known else "dimensionless")
    if not own and not known and column.endswith("share"):
        unit = "fraction"
    digits = known.digits if known and known.digits is not None else 2
    if isinstance(value, int) and not known:
        digits = 0
    if unit == "fraction":
        digits = max(digits, 3)
    if known and known.unit not in ("fraction", "see unit", "year", "month"):
        return _plain(value, visit.language, digits)
    return wording.with_unit(value, unit, visit.language, digits)


def origin_table(row: Row) -> str | None:
    """Return the table of the dictionary that a row comes from, judged by its row id."""
    wanted = row.get("row_id")
    if not wanted:
        return None
    best = None
    for name, table in known_tables().items():
        if name.startswith("reported__") or not all(part in row for part in table.key):
            continue
        if "/".join("" if row[p] is None else str(row[p]) for p in table.key) != wanted:
            continue
        score = sum(column in row for column in table.values)
        if best is None or score > best[0]:
            best = (score, name)
    return best[1] if best else None


def mark(kind: str, language: str) -> tuple[str, str]:
    """Return the sign of a kind of number and its name."""
    found = kinds.kinds().get(kind)
    if found is None:
        return "", ""
    return found.mark, found.name_nl if language == "nl" else found.name_en


def _number(visit: Visit, row: Row, column: str, value: Any, origin: str | None) -> Cell:
    low, high = row.get(f"{column}_low"), row.get(f"{column}_high")
    known = dictionary().get(_base(column))
    if column in ("rank", "year", "line") or (known and known.unit in ("year", "month")):
        return Cell(wording.MISSING if value is None else str(value), sort=str(value or 0))
    href = ""
    if value is not None and origin and not visit.static and isinstance(value, float):
        href = visit.link("trace", origin, *_key(row, origin), column)
    return Cell(
        shown(visit, row, column, value),
        href,
        kind=str(row.get("kind") or "") if value is not None else "",
        low="" if low is None or high is None else shown(visit, row, column, low),
        high="" if low is None or high is None else shown(visit, row, column, high),
        sort="" if value is None and low is None else repr(value if value is not None else low),
        why="" if value is not None or low is not None else _why(visit, row, column),
    )


def _key(row: Row, origin: str) -> list[str]:
    values = [row[part] for part in known_tables()[origin].key]
    return ["~" if value in (None, "") else str(value) for value in values]


def _plain(value: float | None, language: str, digits: int) -> str:
    if value is not None and abs(value) >= 1e6:
        return wording.large(value, language)
    return wording.number(value, language, digits)


def _named(visit: Visit, row: Row, column: str, value: Any) -> Cell | None:
    if not isinstance(value, str) or not value:
        return None
    if column in _MATERIAL:
        return Cell(visit.material(value), visit.link("materials", value))
    if column in _TERRITORY:
        name = visit.says(f"value.territory.{value}", visit.territory(value))
        own = visit.pick(str(row.get("name_nl", "")), str(row.get("name_en", "")))
        words = own if name == value and own else name
        known = value in territories.territories()
        return Cell(words, visit.link("territories", value) if known else "")
    if column in _SCREENS:
        words = str(row.get(f"name_{visit.language}") or value.replace("-", " "))
        return Cell(visit.says(f"indicator.{value}", words), visit.link(_SCREENS[column], value))
    if column.endswith(("territory", "territory_id")) and value in territories.territories():
        return Cell(visit.territory(value), visit.link("territories", value))
    if column == "stage_id":
        return Cell(visit.stage(value))
    if column == "code":
        dotted = value if "." in value else ".".join(filter(None, (value[:4], value[4:])))
        return Cell(dotted, visit.link("products", value))
    if column in ("item_id", "from_id", "to_id") and value:
        title = row.get(f"name_{visit.language}") if column == "item_id" else None
        return Cell(str(title or value), visit.link("register", value))
    return None


def _why(visit: Visit, row: Row, column: str) -> str:
    lacks = [part for part in str(row.get("lacks") or "").split(";") if part]
    if not lacks:
        return visit.say("cell.unknown")
    words = [visit.says(f"column.{part}", part.replace("_", " ")) for part in lacks]
    return visit.say("cell.lacks", what=wording.enumerate_words(words, visit.language))


def _base(column: str) -> str:
    for ending in ("_low", "_high", "_nl", "_en"):
        column = column.removesuffix(ending)
    return column


def _is_end(name: str, names: Sequence[str]) -> bool:
    return name.endswith(("_low", "_high")) and _base(name) in names


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text[:4].isdigit()


def field_name(column: str) -> str:
    """Return the name of a column in JSON."""
    return camel(column)
