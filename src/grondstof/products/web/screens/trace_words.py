"""Words for the key of a row in the walk behind a number: names, and nothing that says nothing."""

from collections.abc import Sequence

from grondstof.products.web.tables import column_cells
from grondstof.products.web.visit import Visit
from grondstof.vocabulary.tables import tables

# Columns of a key that are told elsewhere in a step, or that tell how a table is kept.
_UNTOLD = frozenset({"source_id", "subject_kind", "scope_id", "industry_system", "code_system",
                     "method_id", "restriction_id"})  # fmt: skip
# Values that mean: all of them.
_ALL = frozenset({"", "any", "0", "~"})
# Columns of which a figure named `value` is one.
_WHAT = ("indicator_id", "parameter", "dimension")


def named(visit: Visit, table: str, key: str, column: str, words: str = "") -> str:
    """Return the name of a figure: what its key says it is, else the words of its column."""
    if column in ("value", "estimate"):
        for name, value in _parts(table, key):
            if name in _WHAT:
                return _word(visit, name, value)
    return words or visit.says(f"column.{column}", column.replace("_", " "))


def subject_of(visit: Visit, table: str, key: str) -> list[str]:
    """Return what a row is about, in words: material, stage, country, years."""
    parts = _parts(table, key)
    years = dict(parts)
    found: list[str] = []
    for name, value in parts:
        if value in _ALL or name in (*_UNTOLD, *_WHAT, "year_to"):
            continue
        word = _word(visit, name, value)
        if name == "year_from" and years.get("year_to") not in (None, value, ""):
            word = f"{value}–{years['year_to']}"
        if name == "vintage":
            word = f"{visit.say('column.vintage')} {value}"
        if word not in found:
            found.append(word)
    return found


def _parts(table: str, key: str) -> Sequence[tuple[str, str]]:
    """Return column and value of each part of a key; none when the table is not known."""
    known = tables().get(table)
    values = key.split("/")
    if known is None or len(known.key) != len(values):
        return [("", value) for value in values if value]
    return list(zip(known.key, values, strict=True))


def _word(visit: Visit, column: str, value: str) -> str:
    if column == "indicator_id":
        return visit.says(f"indicator.{value}", value)
    if column == "home_id":
        column = "territory_id"
    if column == "subject_id":
        column = "territory_id" if value.isupper() else "material_id"
    return column_cells(visit, column)({column: value}, "").words
