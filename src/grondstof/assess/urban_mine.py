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


class Published(_Strict):
    """One published figure beside our own."""

    home: str
    figure: str
    product: str
    material: str
    year: int
    value_t: float
    publisher: str
    title: str
    url: str
    locator: str
    covers: Covers


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
        inside = None if low is None or high is None else bool(low <= item.value_t <= high)
        found.append(
            {
                "product_id": item.product,
                "material_id": item.material,
                "year": item.year,
                "published_t": item.value_t,
                "ours_t": middle,
                "ours_t_low": low,
                "ours_t_high": high,
                "ratio": None if middle is None else middle / item.value_t,
                "inside_range": inside,
                "covers_nl": item.covers.nl,
                "covers_en": item.covers.en,
                "publisher": item.publisher,
                "title": item.title,
                "locator": item.locator,
                "kind": "published",
            }
        )
    return found
