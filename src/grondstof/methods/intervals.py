"""Interval arithmetic: what a result can be when its inputs are only known to a printed digit.

An interval is the closed set [low, high]. Operations return the tightest interval that holds every
result of operands taken from theirs, when each operand occurs once (Moore, Kearfott and Cloud,
Introduction to Interval Analysis, SIAM 2009, section 2.3).
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """A closed interval of real numbers [unit of the operands].

    Attributes:
        low: Lower end.
        high: Upper end; never below `low`.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"an interval needs low <= high, got {self.low} and {self.high}")

    def __add__(self, other: "Interval | float") -> "Interval":
        right = as_interval(other)
        return Interval(self.low + right.low, self.high + right.high)

    __radd__ = __add__

    def __sub__(self, other: "Interval | float") -> "Interval":
        right = as_interval(other)
        return Interval(self.low - right.high, self.high - right.low)

    def __rsub__(self, other: "Interval | float") -> "Interval":
        return as_interval(other) - self

    def __mul__(self, other: "Interval | float") -> "Interval":
        right = as_interval(other)
        corners = [a * b for a in (self.low, self.high) for b in (right.low, right.high)]
        return Interval(min(corners), max(corners))

    __rmul__ = __mul__

    def __truediv__(self, other: "Interval | float") -> "Interval":
        right = as_interval(other)
        if right.low <= 0.0 <= right.high:
            raise ZeroDivisionError("the divisor interval holds zero")
        return self * Interval(1.0 / right.high, 1.0 / right.low)

    @property
    def width(self) -> float:
        """Return high - low."""
        return self.high - self.low

    @property
    def middle(self) -> float:
        """Return the middle of the interval."""
        return (self.low + self.high) / 2.0

    def contains(self, value: float, slack: float = 1e-9) -> bool:
        """Say whether a value lies inside, up to the slack of floating point."""
        return self.low - slack <= value <= self.high + slack

    def overlaps(self, other: "Interval", slack: float = 1e-9) -> bool:
        """Say whether the two intervals share a value, up to the slack of floating point."""
        return self.low <= other.high + slack and other.low <= self.high + slack

    def intersect(self, other: "Interval") -> "Interval | None":
        """Return what both intervals share; None when they share nothing."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else None

    def hull(self, other: "Interval") -> "Interval":
        """Return the smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def capped(self, minimum: float | None = None, maximum: float | None = None) -> "Interval":
        """Return the interval with both ends moved inside [minimum, maximum]."""
        ends = [self.low, self.high]
        if minimum is not None:
            ends = [max(end, minimum) for end in ends]
        if maximum is not None:
            ends = [min(end, maximum) for end in ends]
        return Interval(ends[0], ends[1])


def as_interval(value: Interval | float) -> Interval:
    """Return the value as an interval; an exact number has width zero."""
    return value if isinstance(value, Interval) else Interval(float(value), float(value))


def rounded(
    value: float, digits: int, minimum: float | None = None, maximum: float | None = None
) -> Interval:
    """Return every number that would have been printed as `value`.

    Formula: [v - h, v + h] with h = 0.5 * 10^-digits, half the last printed digit, then capped.

    Args:
        value: The printed value.
        digits: Decimals printed; negative for tens and hundreds.
        minimum: Smallest possible value, for example 0 for a share.
        maximum: Largest possible value, for example 1 for a substitution index.
    """
    return widened(value, 0.5 * 10.0**-digits, minimum, maximum)


def widened(
    value: float, half_width: float, minimum: float | None = None, maximum: float | None = None
) -> Interval:
    """Return [value - half_width, value + half_width], capped at the bounds given."""
    return Interval(value - half_width, value + half_width).capped(minimum, maximum)


def total(parts: Iterable[Interval]) -> Interval:
    """Return the sum of independent intervals; [0, 0] for none."""
    answer = Interval(0.0, 0.0)
    for part in parts:
        answer = answer + part
    return answer
