"""Dutch phrases for when something is due, relative to the date of the letter they stand in.

`derde kwartaal van volgend jaar` in a letter of December 2024 is 1 July to 30 September 2025.
Conventions where Dutch usage leaves room, chosen late rather than early, so that nobody is called
overdue by our reading: `begin` is January to March, `medio` and `midden` May to August, `eind` and
`einde` October to December; seasons are astronomical (spring ends 20 June); `voor de zomer` ends
on 30 June, before the summer recess; `na de zomer` and `na het zomerreces` start on 1 September.
Phrases without a date (`binnenkort`, `zo snel mogelijk`, `de komende periode`) are found as open.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
_COUNTS = {
    "één": 1,
    "een": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "acht": 8,
    "tien": 10,
    "twaalf": 12,
    "achttien": 18,
}
_SEASONS = {
    "voorjaar": ((3, 20), (6, 20)),
    "lente": ((3, 20), (6, 20)),
    "zomer": ((6, 21), (9, 22)),
    "najaar": ((9, 23), (12, 20)),
    "herfst": ((9, 23), (12, 20)),
    "winter": ((12, 21), (3, 19)),
}
_PARTS = {"begin": (1, 3), "medio": (5, 8), "midden": (5, 8), "half": (5, 8)}
_YEAR = r"(?:(?P<year>20\d{2})|(?P<relative>dit|volgend|komend)\s+(?:kalender)?jaar)"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)})"
_UNTIL = r"(?P<until>uiterlijk(?:\s+(?:in|op|voor))?|v[oó]{2}r|tegen|per|ultimo)"


@dataclass(frozen=True)
class Due:
    """One phrase that says when.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        text: What is printed.
        begin: First day of the period; None when open or for a repeated duty.
        until: Last day of the period, the date by which it is due; None when it has no end.
        repeats: ISO 8601 period of a repeated duty (`P1Y`), else None.
    """

    start: int
    end: int
    text: str
    begin: date | None
    until: date | None
    repeats: str | None = None


Span = tuple[date | None, date | None, str | None]
Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], Span | None]]


def find_due(text: str, letter: date) -> list[Due]:
    """Return the phrases in a text that point past the date of the letter, in order.

    A period that ends within 30 days of the letter tells what has been done, not what will be;
    it is left out unless the phrase sets a limit (`voor`, `uiterlijk`).
    """
    found: list[Due] = []
    for pattern, read in _RULES:
        for match in pattern.finditer(text):
            span = read(match, letter)
            if span is not None and _ahead(span, letter, match):
                found.append(Due(match.start(), match.end(), match.group(0), *span))
    found.sort(key=lambda due: (due.start, -due.end))
    kept: list[Due] = []
    for due in found:
        if not kept or due.start >= kept[-1].end:
            kept.append(due)
        elif due.end - due.start > kept[-1].end - kept[-1].start:
            kept[-1] = due
    return kept


def read_due(phrase: str, letter: date) -> Due | None:
    """Return the first due phrase of a text, or None."""
    found = find_due(phrase, letter)
    return found[0] if found else None


def _ahead(span: Span, letter: date, match: re.Match[str]) -> bool:
    begin, until, repeats = span
    if repeats is not None or (begin is None and until is None):
        return True
    if until is None:
        return begin is not None and begin > letter
    groups = match.groupdict()
    limit = bool(groups.get("until") or groups.get("lead")) or begin is None
    return until > letter + timedelta(days=0 if limit else 30)


def _year(match: re.Match[str], letter: date) -> int:
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    return letter.year + (
        1 if (groups.get("relative") or "").lower() in {"volgend", "komend"} else 0
    )


def _months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), None


def _quarter(match: re.Match[str], letter: date) -> Span:
    named = (match.groupdict().get("ordinal") or "").lower()
    number = _ORDINALS[named] if named else int(match["number"])
    return _months(_year(match, letter), 3 * number - 2, 3 * number)


def _half(match: re.Match[str], letter: date) -> Span:
    first = match["ordinal"].lower() == "eerste"
    return _months(_year(match, letter), 1 if first else 7, 6 if first else 12)


def _part(match: re.Match[str], letter: date) -> Span:
    first, last = _PARTS.get(match["part"].lower(), (10, 12))
    return _months(_year(match, letter), first, last)


def _season(match: re.Match[str], letter: date) -> Span:
    season, when = match["season"].lower(), (match["which"] or "").lower()
    (m1, d1), (m2, d2) = _SEASONS[season]
    year = int(match["year"]) if match["year"] else letter.year
    if not match["year"] and (
        when.startswith("volgend") or (when.startswith("komend") and date(year, m1, d1) <= letter)
    ):
        year += 1
    return date(year, m1, d1), date(year + (m2 < m1), m2, d2), None


def _before_recess(match: re.Match[str], letter: date) -> Span:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else letter.year
    until = date(year, 12, 20) if "kerst" in match.group(0).lower() else date(year, 6, 30)
    if until <= letter and not groups.get("year"):
        until = until.replace(year=year + 1)
    return None, until, None


def _after_recess(match: re.Match[str], letter: date) -> Span:
    year = letter.year + (letter >= date(letter.year, 9, 1))
    return date(year, 9, 1), date(year, 12, 31), None


def _day(match: re.Match[str], letter: date) -> Span | None:
    month = MONTHS.index(match["month"].lower()) + 1
    year = int(match["year"]) if match["year"] else letter.year
    if int(match["day"]) > calendar.monthrange(year, month)[1]:
        return None
    day = date(year, month, int(match["day"]))
    if not match["year"] and day < letter:
        day = day.replace(year=year + 1) if (month, day.day) != (2, 29) else day
    limit = match.groupdict().get("until")
    return (None if limit else day), day, None


def _month(match: re.Match[str], letter: date) -> Span:
    month = MONTHS.index(match["month"].lower()) + 1
    return _months(int(match["year"]), month, month)


def _whole_year(match: re.Match[str], letter: date) -> Span:
    if (match.groupdict().get("until") or "").lower().startswith("v"):
        return None, date(_year(match, letter) - 1, 12, 31), None
    return _months(_year(match, letter), 1, 12)


def _years(match: re.Match[str], letter: date) -> Span:
    return date(int(match["first"]), 1, 1), date(int(match["last"]), 12, 31), None


def _from_year(match: re.Match[str], letter: date) -> Span:
    return date(_year(match, letter), 1, 1), None, None


def _count(match: re.Match[str], letter: date) -> Span | None:
    word = match["count"].lower()
    count = int(word) if word.isdigit() else _COUNTS[word]
    unit = match["unit"].lower()
    if unit.startswith(("jaar", "jaren")):
        ends_year = match["lead"].lower().startswith("de komende")
        end = date(letter.year + count, 12, 31) if ends_year else _shift(letter, 12 * count)
        return letter, end, None
    if unit.startswith("maand"):
        return letter, _shift(letter, count), None
    return letter, letter + timedelta(days=count * (7 if unit.startswith("we") else 1)), None


def _shift(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _repeat(match: re.Match[str], letter: date) -> Span:
    word = match.group(0).lower()
    if "kwartaal" in word:
        return None, None, "P3M"
    if "half" in word or "twee keer per jaar" in word:
        return None, None, "P6M"
    return None, None, "P2Y" if word.startswith(("twee", "om de twee")) else "P1Y"


def _open(match: re.Match[str], letter: date) -> Span:
    return None, None, None


def _rule(pattern: str, read: Callable[[re.Match[str], date], Span | None]) -> Rule:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), read


def _of(what: str) -> str:
    return rf"(?:(?:in|tegen|uiterlijk(?:\s+in)?)\s+)?(?:het\s+|de\s+)?{what}"


_RULES: tuple[Rule, ...] = (
    _rule(
        _of(rf"(?P<ordinal>eerste|tweede|derde|vierde|laatste)\s+kwartaal\s+(?:van\s+)?{_YEAR}"),
        _quarter,
    ),
    _rule(rf"(?:in\s+)?(?:Q(?P<number>[1-4]))[\s-]*{_YEAR}", _quarter),
    _rule(r"(?:in\s+)?(?P<year>20\d{2})[\s-]*Q(?P<number>[1-4])", _quarter),
    _rule(
        _of(rf"(?P<ordinal>eerste|tweede)\s+(?:helft|halfjaar)\s+(?:van\s+)?{_YEAR}"),
        _half,
    ),
    _rule(
        rf"(?:voor\s+(?:het\s+)?)?(?P<part>begin|medio|midden|half|eind|einde|ultimo)\s+(?:van\s+)?{_YEAR}",
        _part,
    ),
    _rule(
        r"(?:in\s+(?:het\s+|de\s+)?)?(?P<which>dit|deze|komende?|volgende?|het|de)\s+"
        rf"(?P<season>{'|'.join(_SEASONS)})(?:\s+(?:van\s+)?(?P<year>20\d{{2}}))?",
        _season,
    ),
    _rule(
        rf"(?:in\s+)?(?P<which>)(?P<season>{'|'.join(_SEASONS)})\s+(?:van\s+)?(?P<year>20\d{{2}})",
        _season,
    ),
    _rule(
        r"v[oó]{2}r\s+(?:de\s+zomer|het\s+zomerreces|de\s+kerst|het\s+kerstreces)"
        r"(?:\s+(?:van\s+)?(?P<year>20\d{2}))?",
        _before_recess,
    ),
    _rule(r"na\s+(?:de\s+zomer|het\s+zomerreces)", _after_recess),
    _rule(rf"{_UNTIL}\s+(?P<day>[0-3]?\d)\s+{_MONTH}(?:\s+(?P<year>20\d{{2}}))?(?!\s+jl)", _day),
    _rule(
        rf"(?:op|vanaf|met\s+ingang\s+van)\s+(?P<day>[0-3]?\d)\s+{_MONTH}\s+(?P<year>20\d{{2}})",
        _day,
    ),
    _rule(rf"(?:in|eind|begin|medio|{_UNTIL})\s+{_MONTH}\s+(?P<year>20\d{{2}})", _month),
    _rule(rf"in\s+de\s+loop\s+van\s+(?:het\s+jaar\s+)?{_YEAR}", _whole_year),
    _rule(r"in\s+(?P<first>20\d{2})\s?[-\u2013]\s?(?P<last>20\d{2})", _years),
    _rule(rf"vanaf\s+(?:het\s+jaar\s+)?{_YEAR}", _from_year),
    _rule(rf"(?:in|{_UNTIL})\s+(?:het\s+jaar\s+)?{_YEAR}(?!\s?[-\u2013]\s?20\d\d)", _whole_year),
    _rule(r"(?:in\s+)?(?:het\s+)?(?P<relative>komend|volgend)e?\s+(?:kalender)?jaar", _whole_year),
    _rule(
        rf"(?P<lead>de\s+komende|binnen|over|in\s+de\s+komende)\s+{_COUNT}\s+"
        r"(?P<unit>jaar|jaren|maand|maanden|week|weken|dagen)",
        _count,
    ),
    _rule(
        r"(?:twee|half)?jaarlijks|(?:ieder|elk)\s+(?:half)?jaar|(?:ieder|elk)\s+kwartaal"
        r"|per\s+kwartaal|twee\s+keer\s+per\s+jaar|om\s+de\s+twee\s+jaar",
        _repeat,
    ),
    _rule(
        r"binnenkort|zo\s+(?:snel|spoedig)\s+mogelijk"
        r"|de\s+komende\s+(?:tijd|periode|maanden|weken|jaren)|op\s+termijn",
        _open,
    ),
)
