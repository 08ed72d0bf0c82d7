"""Rows of `assessed__indicator`, the one long table of indicators, for recipes about materials."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from grondstof.assess.recipe import Recipe
from grondstof.methods.intervals import Interval
from grondstof.vocabulary import indicators
from grondstof.vocabulary.tables import table

if TYPE_CHECKING:
    import pyarrow as pa

OUTPUT = "assessed__indicator"


def indicator_row(
    indicator_id: str,
    material_id: str,
    stage_id: str,
    year: int,
    value: float | None,
    low: float | None = None,
    high: float | None = None,
    *,
    oldest: int | None = None,
    kind: str = "computed",
) -> dict[str, Any]:
    """Return one indicator of a material, in the unit that the vocabulary gives it.

    Args:
        indicator_id: Indicator of the vocabulary.
        material_id: Material it is about.
        stage_id: Stage, or `any`.
        year: Year of the figure.
        value: The figure; None leaves the row open and marks it as lacking.
        low: Lower end of the interval.
        high: Upper end of the interval.
        oldest: Year of the oldest input; that of the figure when left out.
        kind: Kind of number.
    """
    return {
        "indicator_id": indicator_id,
        "subject_kind": "material",
        "subject_id": material_id,
        "material_id": material_id,
        "stage_id": stage_id,
        "year": year,
        "value": value,
        "value_low": low,
        "value_high": high,
        "unit": indicators.indicators()[indicator_id].unit,
        "kind": kind,
        "oldest_year": year if oldest is None else oldest,
        "lacks": "value" if value is None else None,
    }


def ends(span: Interval | None) -> tuple[float | None, float | None]:
    """Return the ends of an interval; none of no interval."""
    return (None, None) if span is None else (span.low, span.high)


def indicator_table(rows: Iterable[Mapping[str, Any]], home: str, recipe: Recipe) -> "pa.Table":
    """Return rows as a recipe hands them over: with home and recipe, sorted by key."""
    from grondstof.store.arrow import as_table

    mark = {"home_id": home, "recipe": recipe.name, "recipe_version": recipe.version}
    marked = [{**row, **mark} for row in rows]
    marked.sort(key=lambda row: tuple(str(row[name]) for name in table(OUTPUT).key))
    return as_table(OUTPUT, marked)
