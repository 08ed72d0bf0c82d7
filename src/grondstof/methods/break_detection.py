"""Breaks in short series: is the newest value out of line with the ones before it?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
# Scales the median absolute deviation to a standard deviation for normal data.
MAD_TO_SIGMA = 1.4826


@dataclass(frozen=True)
class Break:
    """How far the newest value lies from what came before.

    Attributes:
        score: Robust distance in standard deviations, signed; None with too short a history.
        change: Newest value minus the median before.
        before: Median of the window before.
    """

    score: float | None
    change: float
    before: float


def robust_break(series: ArrayLike, window: int, floor: float) -> Break | None:
    """Compare the last value of a series with the window before it.

    Formula: z = (x_n - median(w)) / max(1.4826 * MAD(w), floor), w the `window` values before the
    last [dimensionless]. The floor keeps a quiet series from turning every ripple into an alarm.

    Args:
        series: Values in order of time, NaN where missing, shape (n,).
        window: Number of values before the last to compare with, at least 3.
        floor: Smallest spread taken, in the unit of the series, above 0.

    Returns:
        None when the last value is missing or fewer than three values stand in the window.
    """
    if window < 3 or not floor > 0.0:
        raise ValueError("the window is at least 3 and the floor above 0")
    values = np.asarray(series, dtype=np.float64)
    if values.size < 2 or not np.isfinite(values[-1]):
        return None
    before = values[-1 - window : -1]
    before = before[np.isfinite(before)]
    if before.size < 3:
        return None
    middle = float(np.median(before))
    spread = max(MAD_TO_SIGMA * float(np.median(np.abs(before - middle))), floor)
    change = float(values[-1]) - middle
    return Break(change / spread, change, middle)


def cusum(series: ArrayLike, slack: float) -> tuple[Floats, Floats]:
    """Return the upward and downward cumulative sums of a standardised series.

    Formulas: S+_t = max(0, S+_(t-1) + z_t - slack); S-_t = max(0, S-_(t-1) - z_t - slack)
    [standard deviations]. Missing values leave the sums as they are.

    Args:
        series: z_t, shape (n,) [standard deviations].
        slack: Drift that is let pass, usually half the shift to detect.

    Source: Page (1954), Continuous inspection schemes, Biometrika 41, 100-115.
    """
    values = np.asarray(series, dtype=np.float64)
    up, down = np.zeros(values.size), np.zeros(values.size)
    above = below = 0.0
    for place, value in enumerate(values):
        if np.isfinite(value):
            above = max(0.0, above + value - slack)
            below = max(0.0, below - value - slack)
        up[place], down[place] = above, below
    return up, down


@dataclass(frozen=True)
class Score:
    """How a rule did on labelled episodes.

    Attributes:
        hits: Episodes with at least one signal in time.
        misses: Episodes without one.
        false_alarms: Signals that belong to no episode.
        years: Years that were watched.
    """

    hits: int
    misses: int
    false_alarms: int
    years: float

    @property
    def recall(self) -> float | None:
        """Return hits over episodes; None without episodes."""
        total = self.hits + self.misses
        return self.hits / total if total else None

    @property
    def false_alarms_per_year(self) -> float | None:
        """Return false alarms over years watched; None when none was watched."""
        return self.false_alarms / self.years if self.years else None


def lead_time(signals: ArrayLike, episode: float, early: float, late: float) -> float | None:
    """Return the lead of the first signal that belongs to an episode; None without one.

    Args:
        signals: Times of signals.
        episode: Time of the episode, same unit.
        early: How long before the episode a signal still counts.
        late: How long after the episode a signal still counts.

    Returns:
        episode - signal: positive when the signal came first.
    """
    times = np.sort(np.asarray(signals, dtype=np.float64))
    inside = times[(times >= episode - early) & (times <= episode + late)]
    return None if inside.size == 0 else float(episode - inside[0])
