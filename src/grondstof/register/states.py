"""Fair states of promises on a day: done, claimed, open, overdue, or no word since a date.

- `done`: a document shows it, beyond the words of who promised it.
- `claimed`: a letter says that it is met; the sentence is kept. The Kamer's own status is another
  fact and stands beside it.
- `overdue`: the date has passed and a source that covers the time after it tells of no result.
- `no word`: the date has passed, or a year has gone by, and nothing that was read tells what came
  of it. Our silence is never the minister's delay, so this is not overdue.
- `open`: the date has not passed, or the last word is less than a year old.

Days late are counted from the due date to the day of the result, of the claim, or to the last
day that a covering source reaches.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from grondstof.register.models import (
    Chamber,
    Document,
    Item,
    ItemId,
    Moment,
    Promise,
    Short,
    Strict,
)
from grondstof.register.validated import validated

STATES = ("done", "claimed", "open", "overdue", "no word", "dropped")
FRESH_DAYS = 365


class Period(Strict):
    """A time over which a source has been read for whatever it says on its subject.

    Attributes:
        covers: Owners whose promises the source would report on; empty for all.
        complete: Only a complete reading can call a promise overdue.
    """

    id: ItemId
    source: Short
    what: Short
    first: date
    last: date
    complete: bool
    covers: tuple[str, ...] = ()


class Periods(Strict):
    """The coverage file of a home pack."""

    items: tuple[Period, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where a promise stands on a day.

    Attributes:
        state: One of `STATES`.
        since: Day of that state: of the result, the claim, the last word.
        due: Day by which it is due.
        days_late: Days after the due date; None when not late or not due.
        at_most: True when the day of the result is only known as `at the latest`.
        last_word: Day of the newest document that speaks of it.
        moment: What a document tells of the state.
        chamber: The Kamer's own status, the newest on that day.
    """

    state: str
    since: date | None
    due: date | None
    days_late: int | None
    at_most: bool
    last_word: date | None
    moment: Moment | None
    chamber: Chamber | None


def standing(
    item: Promise,
    as_of: date,
    documents: Mapping[str, Document],
    periods: Sequence[Period] = (),
) -> Standing | None:
    """Return where a promise stands on a day; None when it had not been made by then."""
    if item.made_on and item.made_on > as_of:
        return None
    moment = _moment(item, as_of)
    word = last_word(item, as_of, documents)
    chamber = _chamber(item, as_of)
    if moment and moment.state in ("done", "claimed", "dropped"):
        late = None
        if item.due and moment.state != "dropped" and moment.since > item.due:
            late = (moment.since - item.due).days
        return Standing(
            moment.state, moment.since, item.due, late, moment.at_latest, word, moment, chamber
        )
    if item.due and item.due < as_of:
        reach = covered_to(item, as_of, periods)
        if reach and reach > item.due:
            late = (reach - item.due).days
            return Standing("overdue", item.due, item.due, late, False, word, moment, chamber)
        return Standing("no word", word, item.due, None, False, word, moment, chamber)
    stale = not item.due and (word is None or (as_of - word).days > FRESH_DAYS)
    state = "no word" if stale else "open"
    return Standing(state, word, item.due, None, False, word, moment, chamber)


def covered_to(item: Item, as_of: date, periods: Sequence[Period]) -> date | None:
    """Return the last day up to which a complete source would have told of the item."""
    days = [
        min(period.last, as_of)
        for period in periods
        if period.complete
        and period.first <= as_of
        and (not period.covers or (item.owner in period.covers))
    ]
    return max(days) if days else None


def last_word(item: Item, as_of: date, documents: Mapping[str, Document]) -> date | None:
    """Return the day of the newest document up to a day that speaks of the item."""
    days = [cited.date for cited in map(documents.get, _cited(item)) if cited and cited.date]
    if isinstance(item, Promise):
        days += [moment.since for moment in item.moments]
        days += [status.as_of for status in item.chamber]
        days += [item.made_on] if item.made_on else []
    past = [day for day in days if day <= as_of]
    return max(past) if past else None


def next_due(item: Promise, as_of: date) -> date | None:
    """Return the next day on which the promise is due, repeats included; None if there is none."""
    if item.due is None:
        return None
    if item.due >= as_of or item.repeats is None:
        return item.due if item.due >= as_of else None
    months = {"P3M": 3, "P6M": 6, "P1Y": 12, "P2Y": 24, "P3Y": 36, "P5Y": 60}[item.repeats]
    day = item.due
    while day < as_of:
        total = day.year * 12 + day.month - 1 + months
        year, month = divmod(total, 12)
        first = date(year, month + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        day = first.replace(day=min(item.due.day, last.day))
    return day


def read_periods(path: Path) -> tuple[Period, ...]:
    """Read the coverage file of a home pack; empty when there is none.

    Raises:
        InputError: with every fault of the file.
    """
    return validated(path, Periods).items


def _cited(item: Item) -> list[str]:
    return [cite.document for cite in item.cites]


def _moment(item: Promise, as_of: date) -> Moment | None:
    known = [
        moment
        for moment in item.moments
        if moment.since <= as_of and (moment.until is None or moment.until > as_of)
    ]
    return max(known, key=lambda moment: moment.since) if known else None


def _chamber(item: Promise, as_of: date) -> Chamber | None:
    known = [status for status in item.chamber if status.as_of <= as_of]
    return max(known, key=lambda status: status.as_of) if known else None
