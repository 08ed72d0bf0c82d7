"""Numbers as people write them: decimal commas and points, units in the cell, money signs."""

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[+-]?\d+")
_COMMA = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+),\d+")
_POINT = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)\.\d+")
_DOUBT_COMMA = re.compile(r"[+-]?\d{1,3},\d{3}")
_DOUBT_POINT = re.compile(r"[+-]?\d{1,3}\.\d{3}")
_UNIT = re.compile(r"^(.*?\d)\s*([a-zA-Z]+)$")
_MONEY = re.compile(r"(?i)^(?:€|eur)\s*|\s*(?:€|eur|,-)$")


def without_unit(text: str) -> tuple[str, str | None]:
    """Return the digits of a cell and the unit that stands behind them, if any."""
    found = _UNIT.match(_MONEY.sub("", text.strip()))
    return (found.group(1), found.group(2)) if found else (_MONEY.sub("", text.strip()), None)


def style(texts: Iterable[str]) -> str | None:
    """Return `comma` or `point`, as most clear numbers of a column show; None when none do."""
    seen = {"comma": 0, "point": 0}
    for text in texts:
        digits, _ = without_unit(text)
        if _DOUBT_COMMA.fullmatch(digits) or _DOUBT_POINT.fullmatch(digits):
            continue
        if _COMMA.fullmatch(digits) or re.fullmatch(r"[+-]?\d{1,3}(\.\d{3}){2,}", digits):
            seen["comma"] += 1
        elif _POINT.fullmatch(digits) or re.fullmatch(r"[+-]?\d{1,3}(,\d{3}){2,}", digits):
            seen["point"] += 1
    most = max(seen, key=lambda name: seen[name])
    return most if seen[most] else None


def number(text: str, decimal: str | None) -> float | str:
    """Return a number, or in words why the text is not one.

    Args:
        text: Digits without unit.
        decimal: `comma` or `point`; None when the column does not show which.
    """
    digits = text.replace(" ", "").replace("\u00a0", "").replace("'", "")
    if _PLAIN.fullmatch(digits):
        return float(digits)
    doubt = bool(_DOUBT_COMMA.fullmatch(digits) or _DOUBT_POINT.fullmatch(digits))
    if doubt and decimal is None:
        return "a number that can be read in two ways"
    if decimal == "comma" or (decimal is None and _COMMA.fullmatch(digits)):
        if _COMMA.fullmatch(digits) or _DOUBT_POINT.fullmatch(digits):
            return float(digits.replace(".", "").replace(",", "."))
        if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+", digits):
            return float(digits.replace(".", ""))
        if _POINT.fullmatch(digits):
            return "a decimal point in a column with decimal commas"
        return "no number"
    if _POINT.fullmatch(digits) or _DOUBT_COMMA.fullmatch(digits):
        return float(digits.replace(",", ""))
    if _COMMA.fullmatch(digits):
        return "a decimal comma in a column with decimal points"
    return "no number"
