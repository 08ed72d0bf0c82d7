"""Follows codes of the Combined Nomenclature over its yearly revisions: which became which.

A code that no change of a year names keeps its number and meaning. One code may become several and
several may become one, so a code leads to a set; where the set joins others, a series over the
years is whole only for the family of all codes that flow into each other. The changes that ship
follow mapped codes straight on and straight back; for a family give all of Eurostat's changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from grondstof.store.content import content_folder, csv_rows

Step = tuple[int, str, str]


@cache
def shipped_changes() -> tuple[Step, ...]:
    """Return (first year with the new code, old code, new code) of every change that ships.

    Source: Eurostat, Combined Nomenclature, update of codes (content/maps/cn_changes.yml).
    """
    path = content_folder() / "maps" / "cn_changes.csv"
    return tuple((int(row["year_to"]), row["code_from"], row["code_to"]) for row in csv_rows(path))


def became(
    code: str, year: int, until: int, changes: Iterable[Step] | None = None
) -> frozenset[str]:
    """Return the codes of a later (or earlier) year that hold what a code held.

    Args:
        code: Eight digits, as in force in `year`.
        year: Year of the code.
        until: Year asked for; before `year` the chain is followed backwards.
        changes: Steps; None for those that ship, which cover mapped codes only.
    """
    steps = _by_year(shipped_changes() if changes is None else changes, back=until < year)
    now = frozenset({code})
    years = range(year + 1, until + 1) if until >= year else range(year, until, -1)
    for one in years:
        table = steps.get(one, {})
        now = frozenset(new for old in now for new in table.get(old, (old,)))
    return now


def family(
    code: str, year: int, first: int, last: int, changes: Iterable[Step]
) -> dict[int, frozenset[str]]:
    """Return for every year the codes that must be added up to compare with one code's goods.

    Codes are followed back and forth until nothing is added, so that no goods enter or leave.

    Args:
        code: Eight digits, as in force in `year`.
        year: Year of the code.
        first: First year of the series.
        last: Last year of the series.
        changes: All changes of those years, as `cn_changes` of the code lists reads them.
    """
    steps = tuple(changes)
    found: dict[int, frozenset[str]] = {one: frozenset() for one in range(first, last + 1)}
    found[year] = frozenset({code})
    while True:
        wider = dict(found)
        for one in range(first, last + 1):
            for near in (one - 1, one + 1):
                for held in found.get(near, frozenset()):
                    wider[one] |= became(held, near, one, steps)
        if wider == found:
            return found
        found = wider


def _by_year(changes: Iterable[Step], *, back: bool) -> Mapping[int, Mapping[str, set[str]]]:
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for year, old, new in changes:
        one, other = (new, old) if back else (old, new)
        found[year][one].add(other)
    return found
