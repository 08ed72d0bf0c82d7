"""Reads demand scenarios: files that say how much of a technology is in use or added, by year."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from grondstof.errors import Fault, InputError, Phrase, UnknownName
from grondstof.store.content import Located, content_folder, load, yaml_files

Floats = NDArray[np.float64]

WORLD = "WORLD"
FOLDER = "scenarios/demand"
LAST_YEAR = 2050
Technology = Literal[
    "solar-pv", "wind", "wind-on-land", "wind-at-sea", "electric-car", "ev-battery"
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(_Strict):
    """Name in both languages."""

    nl: str
    en: str


class Cited(_Strict):
    """A document that figures come from."""

    publisher: str
    title: str
    year: int
    url: str
    licence: str


class Point(_Strict):
    """One figure of a scenario."""

    year: int = Field(ge=1950, le=2100)
    value: float = Field(ge=0.0)
    kind: Literal["published", "computed", "modelled", "judged"]
    source: str
    locator: str


class Start(_Strict):
    """The year in which there was nothing yet, and why it is taken."""

    year: int = Field(ge=1950, le=2100)
    reason: str


class Retired(_Strict):
    """A share of what is in use that is retired early in one year."""

    year: int
    share: float = Field(ge=0.0, le=1.0)
    reason: str


class Life(_Strict):
    """How long the products of a series are used, in place of the judged lifetime [years]."""

    mean: float = Field(gt=0.0)
    spread: float = Field(default=0.0, ge=0.0)
    deviation: float = Field(gt=0.0)
    reason: str

    @model_validator(mode="after")
    def _above_zero(self) -> "Life":
        if self.spread >= self.mean:
            raise ValueError("a spread below the mean, so that no lifetime is zero or below")
        return self


class Series(_Strict):
    """A technology by year, as stock at the end of the year or as addition in it."""

    technology: Technology
    quantity: Literal["stock", "addition"]
    unit: Literal["MW", "car", "kWh"]
    start: Start | None = None
    lifetime: Life | None = None
    retired: tuple[Retired, ...] = ()
    points: tuple[Point, ...] = Field(min_length=2)

    @property
    def first_year(self) -> int:
        """Return the first year of the series, its start included."""
        return self.points[0].year if self.start is None else self.start.year

    @property
    def last_year(self) -> int:
        """Return the last year with a figure."""
        return self.points[-1].year

    def by_year(self) -> tuple[NDArray[np.int64], Floats]:
        """Return all years and the figures, on straight lines between the points."""
        known = [(point.year, point.value) for point in self.points]
        if self.start is not None:
            known.insert(0, (self.start.year, 0.0))
        years = np.arange(known[0][0], known[-1][0] + 1)
        figures = np.interp(years, [year for year, _ in known], [value for _, value in known])
        return years, np.asarray(figures, dtype=np.float64)

    def early(self, years: NDArray[np.int64]) -> Floats:
        """Return the share retired early in each year."""
        shares = {item.year: item.share for item in self.retired}
        return np.array([shares.get(int(year), 0.0) for year in years])


class _File(_Strict):
    id: str
    territory: str
    title: Title
    note: Title | str
    sources: dict[str, Cited]
    series: tuple[Series, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Scenario:
    """One scenario of one territory.

    Attributes:
        scenario_id: Id, the name of its file.
        territory_id: Territory or group it is about, or `WORLD`.
        title: Name in both languages.
        note: What a reader must know.
        sources: Documents cited, by key.
        series: Technologies.
    """

    scenario_id: str
    territory_id: str
    title: Title
    note: Title
    sources: dict[str, Cited]
    series: tuple[Series, ...]

    def of(self, technology: str) -> Series | None:
        """Return the series of a technology, or None."""
        return next((item for item in self.series if item.technology == technology), None)


def parse_scenario(file: Located) -> Scenario:
    """Check a file that was read and return its scenario.

    Raises:
        InputError: With every fault: unknown keys, a series that ends before it starts, years out
            of order, a source that is not listed.
    """
    try:
        found = _File.model_validate(file.data)
    except ValidationError as error:
        raise InputError([_fault(file, item) for item in error.errors()]) from error
    faults = [
        fault for place, item in enumerate(found.series) for fault in _order(file, place, item)
    ]
    faults += [
        Fault(
            file.where(("series", place, "points", spot, "source")),
            f"the source '{point.source}'",
            f"one of {', '.join(sorted(found.sources))}",
            "List the document under sources",
        )
        for place, item in enumerate(found.series)
        for spot, point in enumerate(item.points)
        if point.source not in found.sources
    ]
    if faults:
        raise InputError(faults)
    note = found.note if isinstance(found.note, Title) else Title(nl=found.note, en=found.note)
    return Scenario(found.id, found.territory, found.title, note, found.sources, found.series)


def _fault(file: Located, item: Any) -> Fault:
    place = tuple(item["loc"])
    found = f"{'.'.join(map(str, place))} = {str(item['input'])[:60]!r}"
    expected = item["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    return Fault(file.where(place), found, expected, "See docs/how-to/add-a-demand-scenario.md")


def _order(file: Located, place: int, series: Series) -> Iterator[Fault]:
    where = ("series", place)
    years = [point.year for point in series.points]
    if series.start is not None and years[-1] <= series.start.year:
        yield Fault(
            file.where((*where, "start")),
            f"{series.technology} that starts in {series.start.year} and ends in {years[-1]}",
            "a scenario that ends after it starts",
            "Correct the start or the points",
        )
    elif series.start is not None and years[0] <= series.start.year:
        yield Fault(
            file.where((*where, "points")),
            f"a first point in {years[0]}, not after the start in {series.start.year}",
            "a start before the first point",
            "Correct the start or leave it out",
        )
    if any(later <= earlier for earlier, later in pairwise(years)):
        yield Fault(
            file.where((*where, "points")),
            f"the years {', '.join(map(str, years[:12]))}",
            "each year once, in order",
            "Sort the points by year",
        )


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Return the scenarios that ship, in the order of their names."""
    return tuple(parse_scenario(load(path)) for path in yaml_files(content_folder() / FOLDER))


def scenario_files() -> tuple[str, ...]:
    """Return the files, relative to the content folder, for lineage."""
    root = content_folder()
    return tuple(path.relative_to(root).as_posix() for path in yaml_files(root / FOLDER))


def homes() -> list[str]:
    """Return the homes that a scenario is about, sorted."""
    return sorted({item.territory_id for item in scenarios()})


def of_home(home: str, scenario_id: str | None = None, place: Path | None = None) -> list[Scenario]:
    """Return the scenarios of a home, or one of them.

    Args:
        home: Territory, group or `WORLD`.
        scenario_id: Only this one.
        place: A scenario file of one's own, instead of those that ship.

    Raises:
        InputError: If no scenario is about home.
        UnknownName: If home has no scenario of that name.
    """
    if place is not None:
        return [parse_scenario(load(place))]
    found = [item for item in scenarios() if item.territory_id == home]
    if not found:
        known = ", ".join(homes())
        fault = Fault(
            "demand",
            Phrase("no scenario for {home}", home=home),
            Phrase("one of: {names}", names=known),
            "Write one: docs/how-to/add-a-demand-scenario.md",
        )
        raise InputError([fault])
    if scenario_id is None:
        return found
    chosen = [item for item in found if item.scenario_id == scenario_id]
    if not chosen:
        names = [item.scenario_id for item in found]
        raise UnknownName("scenario", scenario_id, "a scenario of this home", names)
    return chosen
