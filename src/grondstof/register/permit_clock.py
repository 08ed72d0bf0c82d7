"""The permit clock of Article 11 and the criteria of Article 6 of Regulation (EU) 2024/1252."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from grondstof.register.project_file import Permit

MONTHS_EXTRACTION, MONTHS_OTHER = 27, 15
EXTENSION_EXTRACTION, EXTENSION_OTHER = 6, 3
EARTH_KM = 6371.0088

CRITERIA: Mapping[str, tuple[str, str]] = {
    "a": (
        "Draagt betekenisvol bij aan de leveringszekerheid",
        "Contributes meaningfully to security of supply",
    ),
    "b": (
        "Is technisch haalbaar, met een betrouwbare schatting van de opbrengst",
        "Is technically feasible, with a reliable estimate of output",
    ),
    "c": (
        "Wordt duurzaam uitgevoerd, met zorg voor mensen, milieu en goed bestuur",
        "Is carried out sustainably, with care for people, environment and governance",
    ),
    "d": ("In de EU: voordeel over de grens", "In the Union: benefits across the border"),
    "e": (
        "Buiten de EU: wederzijds voordeel door toegevoegde waarde ter plaatse",
        "Outside the Union: mutual benefit through added value there",
    ),
}


@dataclass(frozen=True)
class Clock:
    """Where a permit procedure stands.

    Attributes:
        limit_months: Months the authority may take, extension included.
        stopped_days: Days in which the clock stood still.
        elapsed_days: Days counted so far.
        ends: Last day of the limit.
        days_left: Days until then; negative when the limit has passed.
    """

    limit_months: int
    stopped_days: int
    elapsed_days: int
    ends: date
    days_left: int


def clock(permit: Permit, stages: Sequence[str], on: date) -> Clock:
    """Return where the clock stands on a day.

    The limit is 27 months where the project involves extraction and 15 months where it only
    involves processing or recycling (Article 11(1)); an extension adds 6 or 3 (Article 11(4)).
    Days in which the clock stands still move the end.
    """
    extracts = "extraction" in stages
    months = MONTHS_EXTRACTION if extracts else MONTHS_OTHER
    if permit.extended:
        months += EXTENSION_EXTRACTION if extracts else EXTENSION_OTHER
    stopped = sum(
        max(0, (min(stop.last or on, on) - max(stop.first, permit.complete_on)).days)
        for stop in permit.stops
    )
    ends = _later(permit.complete_on, months) + timedelta(days=stopped)
    elapsed = max(0, (on - permit.complete_on).days - stopped)
    return Clock(months, stopped, elapsed, ends, (ends - on).days)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance [km] between two places given in degrees (haversine)."""
    d_lat, d_lon = radians(lat2 - lat1), radians(lon2 - lon1)
    half = sin(d_lat / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(d_lon / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
