"""What lies in use in a home, by product, and the published totals beside it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from grondstof.store.content import content_folder, load

FILE = "comparisons/remedies.yml"
# Magnets of turbines lie in the turbines: a sum over chains would count them twice.
COUNTED = ("solar-pv", "li-ion-battery", "permanent-magnet", "wind-turbine")
DOUBLE = ("neodymium", "praseodymium", "dysprosium", "terbium")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Covers(_Strict):
    """What a figure is about, in both languages."""

    nl: str
    en: str


class Recorded(_Strict):
    """How ours compared to a figure that may not be passed on, to one digit; why where it misses.

    Attributes:
        ratio: Ours over the published figure.
        inside_range: Whether the published figure lies within our range.
        reason: Why it misses.
    """

    ratio: float
    inside_range: bool
    reason: Covers | None


class Published(_Strict):
    """One published figure beside our own; a withheld one has only what was recorded."""

    home: str
    figure: str
    product: str
    material: str
    year: int
    value_t: float | None
    publisher: str
    title: str
    url: str
    locator: str
    covers: Covers
    recorded: Recorded | None = None


class Rate(_Strict):
    """One published rate beside our own."""

    home: str
    rate: str
    product: str
    year: int
    value: float
    publisher: str
    title: str
    url: str
    locator: str


@dataclass(frozen=True)
class Comparisons:
    """All published figures and rates."""

    figures: tuple[Published, ...]
    rates: tuple[Rate, ...]


@cache
def comparisons() -> Comparisons:
    """Return the published figures that ours are laid beside."""
    data: Any = load(content_folder() / FILE).data
    return Comparisons(
        tuple(Published.model_validate(item) for item in data["comparisons"]),
        tuple(Rate.model_validate(item) for item in data["rates"]),
    )


def counted(product: str, material: str) -> bool:
    """Return whether a row of this product and material enters a sum over products."""
    return not (product == "wind-turbine" and material in DOUBLE)


def compared(home: str, rows: list[dict[str, Any]], figure: str) -> list[dict[str, Any]]:
    """Return published figures with ours of the same product, material and year, and the ratio.

    A figure on a product we do not model stands alone; the miss is shown, never tuned away.

    Args:
        home: Home of the figures.
        rows: Rows of `assessed__demand`.
        figure: `demand` or `stock`.
    """
    found = []
    for item in comparisons().figures:
        if (item.home, item.figure) != (home, figure):
            continue
        own = [
            row
            for row in rows
            if (row["product_id"], row["material_id"], row["year"])
            == (item.product, item.material, item.year)
            and row[f"{figure}_t"] is not None
        ]
        ours = own[0] if own else {}
        middle = ours.get(f"{figure}_t")
        low, high = ours.get(f"{figure}_t_low"), ours.get(f"{figure}_t_high")
        ratio, inside = _beside(item, middle, low, high)
        why = item.recorded.reason if item.recorded is not None else None
        found.append(
            {
                "product_id": item.product,
                "material_id": item.material,
                "year": item.year,
                "published_t": item.value_t,
                "ours_t": middle,
                "ours_t_low": low,
                "ours_t_high": high,
                "ratio": ratio,
                "inside_range": inside,
                "reason_nl": None if why is None else why.nl,
                "reason_en": None if why is None else why.en,
                "covers_nl": item.covers.nl,
                "covers_en": item.covers.en,
                "publisher": item.publisher,
                "title": item.title,
                "locator": item.locator,
                "url": item.url,
                "kind": "published",
                "lacks": "published_t" if item.value_t is None else None,
            }
        )
    return found


def _beside(
    item: Published, middle: float | None, low: float | None, high: float | None
) -> tuple[float | None, bool | None]:
    """Return ours over the published figure, and whether that lies within our range."""
    if item.value_t is None:
        told = item.recorded
        return (None, None) if told is None else (told.ratio, told.inside_range)
    ratio = None if middle is None else middle / item.value_t
    inside = None if low is None or high is None else bool(low <= item.value_t <= high)
    return ratio, inside
