"""Price steps of earlier episodes as published: what stands beside a scenario, never a result."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from grondstof.errors import Fault, InputError
from grondstof.store.content import content_folder, csv_lines

ADDRESS = "prices/episodes.csv"
PLACES = ("outside", "inside")


@dataclass(frozen=True)
class PriceEpisode:
    """One price before and at the top of an episode.

    Attributes:
        place: `outside` or `inside` the country that restricts or stops.
        factor: Top over before, low and high. [multiple]
        after: Price after, over before; None where not published. [multiple]
        lost: Part of the volume that was lost; None where not published. [fraction]
        back: Months until volume and until price were back; None where not known.
        words: The columns as written.
        where: `file:line`.
    """

    row_id: str
    material: str
    place: str
    factor: tuple[float, float]
    after: float | None
    lost: float | None
    back: tuple[int | None, int | None]
    words: dict[str, str]
    where: str

    @property
    def supply_stopped(self) -> bool:
        """Return whether supply was lost, or said to be, so that it says what a stop does."""
        return self.lost is None or self.lost > 0.0


@cache
def price_episodes() -> tuple[PriceEpisode, ...]:
    """Return all price steps.

    Raises:
        InputError: A row names no known material or place, has no rise, or has no source.
    """
    faults: list[Fault] = []
    found: list[PriceEpisode] = []
    for line, row in csv_lines(content_folder() / ADDRESS):
        item = _read(row, f"{ADDRESS}:{line}", faults)
        if item is not None:
            found.append(item)
    if faults:
        raise InputError(faults)
    return tuple(found)


def _read(row: dict[str, str], where: str, faults: list[Fault]) -> PriceEpisode | None:
    from grondstof.vocabulary.materials import materials

    factor = _factor(row)
    sourced = all(row[name] for name in ("publisher", "title", "year", "locator", "quality"))
    known = row["material_id"] in materials() and row["place"] in PLACES
    if factor is None or not sourced or not known or row["quality"] == "D":
        expected = "a known material, outside or inside, two prices or a factor, and a source"
        faults.append(Fault(where, f"'{row['row_id']}'", expected, "Mend or drop this row"))
        return None
    before = _number(row["before"])
    after = _number(row["after"])
    return PriceEpisode(
        row["row_id"], row["material_id"], row["place"], factor,
        after / before if after is not None and before else None,
        _number(row["volume_lost"]),
        (_whole(row["months_volume_back"]), _whole(row["months_price_back"])),
        row, where,
    )  # fmt: skip


def _factor(row: dict[str, str]) -> tuple[float, float] | None:
    low, high = _number(row["factor_low"]), _number(row["factor_high"])
    if low is not None and high is not None:
        return (low, high) if 0.0 < low <= high else None
    before, top = _number(row["before"]), _number(row["top"])
    return (top / before,) * 2 if before and top else None


def _number(text: str) -> float | None:
    return float(text) if text else None


def _whole(text: str) -> int | None:
    return int(text) if text else None


def episodes_of(wanted: Sequence[str | None]) -> list[PriceEpisode]:
    """Return the price steps of materials or of a group that they are in.

    A step of a group counts for its members; that of a member does not count for its group.
    """
    from grondstof.vocabulary.materials import groups_of

    names = {name for item in wanted if item for name in (item, *groups_of(item))}
    return [item for item in price_episodes() if item.material in names]
