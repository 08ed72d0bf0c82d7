"""How numbers, dates, units and doubt read in Dutch and English.

All functions are pure; the language is `nl` or `en`. A missing number is never a zero: callers
get a dash and say why beside it.
"""

import re
from datetime import date
from functools import lru_cache
from math import floor, isfinite, log10

from babel.dates import format_date
from babel.numbers import format_decimal

from grondstof.vocabulary.materials import materials

LANGUAGES: tuple[str, ...] = ("nl", "en")
MISSING = "–"
# A day or a month as programs write it, and a day as Dutch forms write it.
_DATE = re.compile(
    r"(?<![\w-])(?:((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(\d\d))?|(\d{1,2})-(\d{1,2})-(\d{4}))(?![\w-])"
)
# A capacity of one thing, as in `50 t/y gallium`.
_OF_A_YEAR = re.compile(r"t/y ([A-Za-z]+)(?=$|[;,])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
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
# Below this a number without decimals gets two figures; no number gets more decimals than these.
_SMALL, _MOST_DIGITS = 10.0, 6
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


def enough(value: float, digits: int) -> int:
    """Return decimals with which a number that is not zero does not read as zero.

    A number below ten without decimals gets two figures, such as 7.4 tonnes beside 1,200; one
    that its decimals would round away gets one figure, up to six decimals.
    """
    size = abs(value)
    if not isfinite(size) or size == round(size):
        return digits
    figures = 2 if digits == 0 and size < _SMALL else 1
    if figures == 1 and size >= 0.5 * 10.0**-digits:
        return digits
    return max(digits, min(_MOST_DIGITS, figures - 1 - floor(log10(size))))


def percent(value: float | None, language: str, digits: int = 1) -> str:
    """Return a fraction as a percentage, such as `93,8 %`."""
    return MISSING if value is None else f"{number(100 * value, language, digits)}{_SPACE}%"


def measure(value: float | None, language: str, digits: int) -> str:
    """Return a measured number: from a thousand up without decimals, below one with two or more.

    The margins are wider than a decimal at such a size, and a tenth says too little below one.
    """
    size = 0.0 if value is None else abs(value)
    if digits and size >= 1000:
        digits = 0
    elif digits == 1 and 0 < size < 1:
        digits = 2
    return number(value, language, digits if value is None else enough(value, digits))


def large(value: float | None, language: str) -> str:
    """Return a large number in three digits with a word, such as `12,8 mld`."""
    if value is None:
        return MISSING
    for power, word in _LARGE[language]:
        if abs(value) >= power:
            short = value / power
            whole = abs(short) >= 100 or short == round(short)
            return f"{number(short, language, 0 if whole else 1)}{_SPACE}{word}"
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
    dutch = {
        "1/year": "per jaar",
        "t": "ton",
        "kg per unit": "kg",
        "million EUR": "mln euro",
        "million USD": "mln dollar",
        "USD": "dollar",
        "billion USD of US GDP": "mld dollar",
    }
    english = {
        "1/year": "a year",
        "t": "tonnes",
        "kg per unit": "kg",
        "million EUR": "m euro",
        "million USD": "m dollars",
        "USD": "dollars",
        "billion USD of US GDP": "bn dollars",
    }
    return (dutch if language == "nl" else english).get(unit, unit)


def interval(low: str, high: str, language: str) -> str:
    """Return the words for an interval between two formatted ends; equal ends are one figure."""
    if low == high:
        return low
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


def within(name: str) -> str:
    """Return a name as it stands inside a sentence; one with more capitals is kept as it is."""
    first = name.partition(" ")[0]
    return name[:1].lower() + name[1:] if first[1:].islower() else name


def tight(words: str) -> str:
    """Return words in which no line breaks between a number and its per cent sign."""
    return words.replace(" %", f"{_SPACE}%")


def opening(words: str) -> str:
    """Return words that open a line: a Dutch name in `ij` gets both letters as capitals."""
    return f"IJ{words[2:]}" if words.startswith("ij") else words


def capital(words: str) -> str:
    """Return words as they open a sentence: with a capital, `IJ` for a Dutch `ij`."""
    return opening(words) if words.startswith("ij") else words[:1].upper() + words[1:]


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


def dates_in(text: str, language: str) -> str:
    """Return a sentence whose days and months of a year are written in words."""

    def written(found: re.Match[str]) -> str:
        year, month, on, d, m, y = found.groups()
        try:
            when = date(int(year or y), int(month or m), int(on or d or 1))
        except ValueError:
            return found[0]
        form = "d MMMM y" if on or d else "MMMM y"
        return format_date(when, format=form, locale=_LOCALES[language])

    return _DATE.sub(written, text)


def capacity(text: str, language: str) -> str:
    """Return a published capacity with its unit in words and its thousands as they are written.

    Papers say `50,000 t/y battery`; a Dutch reader takes that for fifty.
    """
    dutch = language == "nl"
    unit, year = ("ton", "per jaar") if dutch else ("t", "a year")
    text = _OF_A_YEAR.sub(lambda found: _made(found[0], found[1], unit, year, dutch), text)
    text = text.replace("t/y", f"{unit} {year}")
    return _THOUSANDS.sub(".", text).replace("up to", "tot") if dutch else text


def _made(written: str, word: str, unit: str, year: str, dutch: bool) -> str:
    """Return a capacity of a material with its name before the year; other words stay last."""
    known = materials().get(word)
    if known is None:
        return written
    return f"{unit} {known.name_nl if dutch else f'of {known.name_en}'} {year}"


def enumerate_words(words: list[str], language: str) -> str:
    """Return words as a list in a sentence: `a, b en c`."""
    if len(words) < 2:
        return "".join(words)
    last = "en" if language == "nl" else "and"
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
