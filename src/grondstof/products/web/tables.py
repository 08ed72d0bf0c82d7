"""Rows of an answer as a table: which columns, in which words, with intervals, marks and links.

The data dictionary gives unit and digits; the messages give the words. `x`, `x_low` and `x_high`
become one cell; the kind of number becomes a mark; an empty cell says why it is empty; a number
leads to the walk behind it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from typing import Any

from grondstof.products import messages, wording
from grondstof.products.web.column_forms import (
    base_of,
    described,
    form_of,
    is_withheld,
    shown_number,
)
from grondstof.products.web.meanings import pages_of_columns
from grondstof.products.web.page import Cell, Head, Table
from grondstof.products.web.visit import Visit
from grondstof.products.web.walks import leads, origin_table, walk_of
from grondstof.products.web.words_of import words_of
from grondstof.vocabulary import stages, territories

MOST_ROWS = 60
# Letters from which a text is a sentence and no label.
_SENTENCE = 40
# Rows from which a label is said once, and columns that are left at least.
_FEW = 2
# Units that a head does not name: the cells do, or there is nothing to name.
_UNNAMED = ("-", "", "dimensionless", "see unit", "see rule", "fraction", "year")
# Units that the words of a head say already.
_SAID = ("date", "month", "months", "count", "rank")
_FIGURE = re.compile(r"[−≤≥<>]?\s?[\d.,]+\s?%?(?: (?:tot|to) −?[\d.,]+\s?%?)?")
# Endings of columns that hold an amount, also where it was put in words.
_AMOUNTS = ("_t", "_eur", "_usd", "_musd")
_SHARE_OR_RANGE = re.compile(r"%| tot | to ").search
Row = Mapping[str, Any]
Naming = Callable[[Row, str], Cell | None]
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
_MATERIAL, _TERRITORY = ("material_id", "for_material_id", "worst_material_id"), (
    "territory_id", "exporter_id", "importer_id", "origin_id", "destination_id", "region_id",
    "reporter_id", "partner_id", "supplier_id",
)  # fmt: skip


# Ids of rows that carry a name of their own.
_NAMED_ROWS = frozenset({"node", "measure", "episode"})
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
        if _is_first_of_ends(name, names):
            # Only the ends are columns: they stand as one interval.
            found.append(base_of(name))
            continue
        if name.endswith(("_nl", "_en")) and _is_beside(base_of(name), names):
            continue
        if all(value in (None, "") for value in values) and f"{name}_low" not in names:
            continue
        found.append(name)
    return found


def _is_first_of_ends(name: str, names: Sequence[str]) -> bool:
    stem = base_of(name)
    return name.endswith("_low") and stem not in names and f"{stem}_high" in names


def _is_beside(stem: str, names: Sequence[str]) -> bool:
    """Return whether a name is told by the cell of the id or the territory it belongs to."""
    return f"{stem}_id" in names or f"{stem}_territory_id" in names


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
    held = {name for row in rows for name in row}
    # A column of which only the ends are known is asked for by its own name.
    names = [c for c in columns if c in held or f"{c}_low" in held] if columns else None
    chosen = names if names is not None else shown_columns(rows, visit.language)
    same = _same_columns(chosen, rows)
    if names is not None:
        # A screen chose these columns: only a sentence that stands in each row is said once.
        same = [column for column in same if len(str(rows[0][column])) > _SENTENCE]
    chosen = [column for column in chosen if column not in same]
    origin = origin_table(rows[0]) if rows else None
    makers = [(column_cells(visit, column), leads(origin, column)) for column in chosen]
    walks = ((row, walk_of(visit, row, origin)) for row in rows[:most])
    return Table(
        name,
        caption or visit.says(f"table.{name}", name.replace("_", " ").capitalize()),
        [head(visit, column, rows) for column in chosen],
        [[make(row, walk if led else "") for make, led in makers] for row, walk in walks],
        len(rows),
        same=[
            (head(visit, column, rows).words, column_cells(visit, column)(rows[0], ""))
            for column in same
            if rows[0][column] not in (*visit.rest, "dimensionless")
        ],
    )


def _same_columns(columns: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """Return the columns that say the same in every row: said once, they leave room for the rest.

    A number stays in its column, since it is a finding and no label; a year is a label.
    """
    if len(rows) < _FEW:
        return []
    found = [column for column in columns if _is_same(column, rows)]
    return found if len(columns) - len(found) >= _FEW else []


def _is_same(column: str, rows: Sequence[Row]) -> bool:
    first = rows[0].get(column)
    if first in (None, "") or f"{column}_low" in rows[0]:
        return False
    if isinstance(first, float) or (isinstance(first, int) and not form_of(column).counted):
        return False
    return all(row.get(column) == first for row in rows)


def head(visit: Visit, column: str, rows: Sequence[Row]) -> Head:
    """Return the head of a column: words, unit, meaning."""
    sample = next((row[column] for row in rows if row.get(column) is not None), None)
    numeric = isinstance(sample, int | float) and not isinstance(sample, bool)
    # A column of which only the ends are known holds numbers too.
    numeric = numeric or (sample is None and any(f"{column}_low" in row for row in rows[:1]))
    numeric = numeric or (isinstance(sample, str) and _are_figures(column, rows))
    plain, page = _head(column, visit.language, numeric), pages_of_columns().get(base_of(column))
    # The page of an indicator needs no link to itself.
    if page is None or page == (visit.address.screen, *visit.rest):
        return plain
    return replace(plain, href=visit.link(*page))


def _are_figures(column: str, rows: Sequence[Row]) -> bool:
    """Return whether a column of texts holds shares or ranges that were put in words before."""
    texts = [str(row[column]) for row in rows if row.get(column)]
    if not all(map(_FIGURE.fullmatch, texts)):
        return False
    return column.endswith(_AMOUNTS) or any(map(_SHARE_OR_RANGE, texts))


@lru_cache(maxsize=4096)
def _head(column: str, language: str, numeric: bool) -> Head:
    known = described(column)
    plain = column.replace("_id", "").replace("_", " ")
    words = messages.says(f"column.{base_of(column)}", language, plain)
    if known and known.unit not in _UNNAMED:
        unit = wording.unit_name(known.unit, language)
        words = words if known.unit in _SAID else f"{words} ({unit})"
    return Head(words, known.meaning if known and language == "en" else "", numeric)


def cell(visit: Visit, row: Row, column: str, origin: str | None = None) -> Cell:
    """Return one cell of a row."""
    walk = walk_of(visit, row, origin) if leads(origin, column) else ""
    return column_cells(visit, column)(row, walk)


def column_cells(visit: Visit, column: str) -> Callable[[Row, str], Cell]:
    """Return the function that makes the cells of one column.

    What holds for the whole column is decided once. The function takes a row and the address of
    the walk behind that row, without the column; an empty address gives numbers no link.
    """
    named, low = _naming(visit, column), f"{column}_low"

    def make(row: Row, walk: str) -> Cell:
        value = row.get(column)
        if named is not None and isinstance(value, str) and value:
            found = named(row, value)
            if found is not None:
                return found
        if value is None and is_withheld(row, column):
            return Cell(visit.say("cell.withheld"))
        if value is None and low not in row:
            return Cell(wording.MISSING, why=_why(visit, row, column))
        if isinstance(value, int | float) and value is not True and value is not False:
            return _number(visit, row, column, value, walk)
        if low in row and not isinstance(value, bool | date):
            return _number(visit, row, column, value, walk)
        return _worded(visit, row, column, value)

    return make


def _worded(visit: Visit, row: Row, column: str, value: Any) -> Cell:
    """Return the cell of a value that is no number and has no page of its own."""
    if isinstance(value, bool):
        return Cell(visit.say("yes") if value else visit.say("no"))
    if isinstance(value, date):
        return Cell(wording.day(value, visit.language), sort=value.isoformat())
    if value == "":
        return Cell(wording.MISSING, why=_why(visit, row, column))
    text = str(value)
    if column == "legal_reference":
        unread = visit.says("value.legal_status.unverified", "unverified")
        return Cell(text.replace("unverified", unread))
    if column.startswith("title_") and row.get("item_id"):
        return Cell(text, visit.link("register", str(row["item_id"])))
    if text.startswith(("https://", "http://")):
        return Cell(text.split("/")[2], text, external=True)
    if _is_day(text):
        return Cell(wording.day(text, visit.language), sort=text)
    return Cell(words_of(base_of(column), text, visit.language))


def shown(visit: Visit, row: Row, column: str, value: Any) -> str:
    """Return a number of a column in words, with the unit that the row or dictionary gives."""
    return shown_number(row, column, value, visit.language)


def _number(visit: Visit, row: Row, column: str, value: Any, walk: str) -> Cell:
    if form_of(column).counted:
        return Cell(_counted(value, visit.language), sort=str(value or 0))
    low, high = row.get(f"{column}_low"), row.get(f"{column}_high")
    ends = low is not None and high is not None
    known = value is not None
    if not known and not ends and high is not None:
        return Cell(visit.say("cell.most", high=shown(visit, row, column, high)), sort=repr(high))
    return Cell(
        shown(visit, row, column, value),
        f"{walk}/{column}" if walk and isinstance(value, float) else "",
        str(row.get(f"{column}_kind") or row.get("kind") or "") if known else "",
        shown(visit, row, column, low) if ends else "",
        shown(visit, row, column, high) if ends else "",
        repr(value) if known else "" if low is None else repr(low),
        "" if known or low is not None else _why(visit, row, column),
    )


def _counted(value: Any, language: str) -> str:
    """Return a year, a rank or a number of months; a year is never grouped by thousands."""
    if isinstance(value, float) and abs(value) < 1000.0:
        return wording.number(value, language, 0 if value == int(value) else 1)
    return wording.MISSING if value is None else str(value)


def _naming(visit: Visit, column: str) -> Naming | None:
    """Return the function that turns an id of a column into its name and page; None for none."""
    if column in _MATERIAL:
        return lambda row, value: Cell(visit.material(value), visit.link("materials", value))
    if column in _TERRITORY:
        return partial(_place, visit)
    if column in _SCREENS:
        return partial(_other_page, visit, _SCREENS[column])
    if column.endswith(("territory", "territory_id")):
        return partial(_known_place, visit)
    if column == "stage_id":
        return partial(_stage, visit)
    if column == "code":
        return lambda row, value: Cell(dotted(value), visit.link("products", value))
    if column == "industry_code":
        return partial(_industry, visit)
    if column in ("item_id", "from_id", "to_id"):
        return partial(_item, visit, column)
    if column.endswith("_id"):
        return partial(_beside, visit, column.removesuffix("_id"))
    return None


def _place(visit: Visit, row: Row, value: str) -> Cell:
    name = visit.says(f"value.territory.{value}", visit.territory(value))
    own = visit.pick(str(row.get("name_nl", "")), str(row.get("name_en", "")))
    words = own if name == value and own else name
    known = value in territories.territories()
    return Cell(words, visit.link("territories", value) if known else "")


def _stage(visit: Visit, row: Row, value: str) -> Cell:
    known = value in stages.stages()
    return Cell(visit.stage(value) if known else words_of("stage_id", value, visit.language))


def _known_place(visit: Visit, row: Row, value: str) -> Cell | None:
    if value not in territories.territories():
        return None
    return Cell(visit.territory(value), visit.link("territories", value))


def _other_page(visit: Visit, screen: str, row: Row, value: str) -> Cell:
    words = str(row.get(f"name_{visit.language}") or value.replace("-", " "))
    return Cell(visit.says(f"indicator.{value}", words), visit.link(screen, value))


def _industry(visit: Visit, row: Row, value: str) -> Cell | None:
    """Return the name of an industry; in a row about a material the name is the material's."""
    own = None if row.get("material_id") else row.get(f"name_{visit.language}")
    return Cell(str(own)) if own else None


def _item(visit: Visit, column: str, row: Row, value: str) -> Cell:
    title = row.get(f"name_{visit.language}") if column == "item_id" else None
    return Cell(str(title or value), visit.link("register", value))


def dotted(code: str) -> str:
    """Return a trade code with its point, such as `8505.11`."""
    return code if "." in code else ".".join(filter(None, (code[:4], code[4:])))


def _beside(visit: Visit, stem: str, row: Row, value: str) -> Cell | None:
    """Return the name that stands in the row beside an id, such as `node_nl` beside `node_id`."""
    own = row.get(f"{stem}_{visit.language}")
    if not own and stem in _NAMED_ROWS:
        own = row.get(f"name_{visit.language}")
    return Cell(str(own)) if own else None


def _why(visit: Visit, row: Row, column: str) -> str:
    lacks = [part for part in str(row.get("lacks") or "").split(";") if part]
    if not lacks:
        return visit.say("cell.unknown")
    words = [
        visit.says(f"column.{part}", visit.says(f"gap.{part}", part.replace("_", " ")))
        for part in lacks
    ]
    return visit.say("cell.lacks", what=wording.enumerate_words(words, visit.language))


def _is_end(name: str, names: Sequence[str]) -> bool:
    if not name.endswith(("_low", "_high")):
        return False
    return base_of(name) in names or (name.endswith("_high") and f"{base_of(name)}_low" in names)


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text[:4].isdigit()
