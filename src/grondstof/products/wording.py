"""How numbers, dates, units and doubt read in Dutch and English.

All functions are pure; the language is `nl` or `en`. A missing number is never a zero: callers
get a dash and say why beside it.
"""

from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

LANGUAGES: tuple[str, ...] = ("nl", "en")
MISSING = "–"
_SPACE = "\u00a0"
_LOCALES = {"nl": "nl_NL", "en": "en_GB"}
# Upper ends of the relative half-width of an interval, with the word for it.
SURENESS: tuple[tuple[float, str], ...] = (
    (0.02, "exact"),
    (0.10, "sure"),
    (0.30, "fair"),
    (0.60, "rough"),
    (float("inf"), "open"),
)
# Beyond this a number is written in powers of ten.
_BEYOND_WORDS = 1e15
# Short words for large numbers, with the power of ten from which they are used.
_LARGE = {
    "nl": ((1e12, "bln"), (1e9, "mld"), (1e6, "mln")),
    "en": ((1e12, "trn"), (1e9, "bn"), (1e6, "m")),
}


@lru_cache(maxsize=16_384)
def number(value: float | None, language: str, digits: int = 2) -> str:
    """Return a number with a fixed number of decimals, grouped by thousands."""
    if value is None:
        return MISSING
    if abs(value) >= _BEYOND_WORDS:
        return f"{value:.2e}"
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text = format_decimal(value, format=pattern, locale=_LOCALES[language])
    return text.replace("-", "\u2212")


def percent(value: float | None, language: str, digits: int = 1) -> str:
    """Return a fraction as a percentage, such as `93,8 %`."""
    return MISSING if value is None else f"{number(100 * value, language, digits)}{_SPACE}%"


def large(value: float | None, language: str) -> str:
    """Return a large number in three digits with a word, such as `12,8 mld`."""
    if value is None:
        return MISSING
    for power, word in _LARGE[language]:
        if abs(value) >= power:
            short = value / power
            return f"{number(short, language, 0 if abs(short) >= 100 else 1)}{_SPACE}{word}"
    return number(value, language, 0 if abs(value) >= 100 or value == round(value) else 2)


def with_unit(value: float | None, unit: str, language: str, digits: int = 2) -> str:
    """Return a number with its unit; a fraction becomes a percentage.

    Args:
        value: The number; None gives a dash.
        unit: Unit as the data dictionary names it.
        language: `nl` or `en`.
        digits: Decimals as the data dictionary gives them.
    """
    if value is None:
        return MISSING
    if unit in ("fraction", "share"):
        return percent(value, language, max(0, digits - 2))
    if unit in ("year", "month", "-", "", "date"):
        return f"{value:.0f}"
    if unit in ("dimensionless", "see unit", "count"):
        return number(value, language, digits)
    return f"{large(value, language)}{_SPACE}{unit_name(unit, language)}"


def unit_name(unit: str, language: str) -> str:
    """Return the name of a unit of the data dictionary as a reader knows it."""
    dutch = {"million EUR": "mln euro", "million USD": "mln dollar", "USD": "dollar"}
    english = {"million EUR": "m euro", "million USD": "m dollars", "USD": "dollars"}
    return (dutch if language == "nl" else english).get(unit, unit)


def interval(low: str, high: str, language: str) -> str:
    """Return the words for an interval between two formatted ends."""
    return f"{low} tot {high}" if language == "nl" else f"{low} to {high}"


def sureness(value: float | None, low: float | None, high: float | None) -> str:
    """Return how sure a figure is: exact, sure, fair, rough, open, point or unknown.

    The word follows half the width of the 5-95 % interval relative to the figure; `point` is a
    figure that was published without a margin, `unknown` a figure that is missing.
    """
    if value is None:
        return "unknown" if low is None or high is None else "open"
    if low is None or high is None:
        return "point"
    if value == 0:
        return "exact" if low == high == 0 else "open"
    relative = (high - low) / 2 / abs(value)
    return next(word for end, word in SURENESS if relative <= end)


@lru_cache(maxsize=4096)
def day(value: date | str | None, language: str) -> str:
    """Return a date in words, such as `4 juli 2025`; text that is no date stays as it is."""
    if value is None or value == "":
        return MISSING
    try:
        when = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    return format_date(when, format="d MMMM y", locale=_LOCALES[language])


def enumerate_words(words: list[str], language: str) -> str:
    """Return words as a list in a sentence: `a, b en c`."""
    if len(words) < 2:
        return "".join(words)
    last = "en" if language == "nl" else "and"
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
