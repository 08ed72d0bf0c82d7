"""How numbers of a column are written, as far as the name of the column decides.

The data dictionary gives unit and digits; a column that it does not know is told by its ending.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from grondstof.products import wording
from grondstof.vocabulary.tables import Column
from grondstof.vocabulary.tables import columns as dictionary

# Size from which a decimal of a number says nothing.
_LARGE = 1000

# Reason of a settled row whose claims are all withheld, and the figures it is about.
WITHHELD = "every publisher withholds this figure"
_FIGURES = ("value", "quantity_t", "share", "reserves_t")


class Form(NamedTuple):
    """How numbers of a column are written, as far as the column's name decides.

    `bare` are those whose unit stands in the head of the column; `own_unit` those whose unit is
    in the row; `counted` those that are written as they are, such as years and ranks.
    """

    known: bool
    unit: str
    digits: int
    own_unit: bool
    bare: bool
    counted: bool


@lru_cache(maxsize=4096)
def form_of(column: str) -> Form:
    """Return how numbers of a column are written."""
    known = described(column)
    own = column.startswith("value")
    unit = known.unit if known else "fraction" if _is_share(column) else "dimensionless"
    money = known is None and base_of(column).endswith(("_eur", "_musd")) and "_per_" not in column
    whole = money or base_of(column).endswith("_days")
    own_digits = 0 if whole else 1 if {"years", "months"} & set(column.split("_")) else 2
    return Form(
        known=known is not None,
        unit=unit,
        digits=known.digits if known and known.digits is not None else own_digits,
        own_unit=own,
        bare=money or (known is not None and unit not in ("fraction", "see unit", "year", "month")),
        counted=column in ("rank", "year", "line")
        or column.endswith("_year")
        or (known is not None and unit in ("year", "month")),
    )


def described(column: str) -> Column | None:
    """Return what the dictionary says of a column; of its upper end where only ends are columns."""
    base = base_of(column)
    return dictionary().get(base) or dictionary().get(f"{base}_high")


def bare_number(value: float | None, language: str, digits: int) -> str:
    """Return a number whose unit stands in the head of its column."""
    if value is not None and abs(value) >= 1e6:
        return wording.large(value, language)
    return wording.measure(value, language, digits)


def shown_number(row: Mapping[str, Any], column: str, value: Any, language: str) -> str:
    """Return a number of a column in words, with the unit that the row or dictionary gives."""
    form = form_of(column)
    unit = str(row.get("unit") or "see unit") if form.own_unit else form.unit
    digits = 0 if isinstance(value, int) and not form.known else form.digits
    if unit == "fraction":
        # A judged share that is a whole percentage says no more than that.
        whole = row.get("kind") == "judged" and value is not None and _is_whole(100 * value)
        digits = 2 if whole else max(digits, 3)
    elif not form.known and value is not None and abs(value) >= _LARGE:
        digits = 0
    if form.bare:
        return bare_number(value, language, digits)
    return wording.with_unit(value, unit, language, digits)


def is_withheld(row: Mapping[str, Any], column: str) -> bool:
    """Return whether publishers keep a figure secret: it is not missing, and never a zero."""
    return column in _FIGURES and row.get("reason") == WITHHELD


@lru_cache(maxsize=4096)
def base_of(column: str) -> str:
    """Return a column without the ending for an end of its interval or a language."""
    for ending in ("_low", "_high", "_nl", "_en"):
        column = column.removesuffix(ending)
    return column


def _is_whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-9


def _is_share(column: str) -> bool:
    return column.endswith("share") or column.startswith(("share_", "pays_above", "eol_rir"))
