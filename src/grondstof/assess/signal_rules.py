"""The rules and the labelled disruptions of the early warning, read from content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from grondstof.errors import Fault, InputError
from grondstof.store.content import content_folder, csv_rows, load

SERIES = (
    "partner-share",
    "partner-share-month",
    "unit-value",
    "unit-value-month",
    "price",
    "traced-share",
    "mirror-gap",
    "restriction",
    "suspension",
    "event",
)


@dataclass(frozen=True)
class Rule:
    """One rule as data.

    Attributes:
        rule_id: Id.
        series: Kind of series it looks at, one of `SERIES`.
        window: Number of points before the newest one.
        floor: Smallest spread taken, in the unit of the series.
        threshold: Score from which it warns; a share for traced-share, restriction, suspension.
        least_change: Smallest change that matters, in the unit of the series.
        direction: `up`, `down` or `both`.
        published_after_months: Months between the end of a period and its publication.
        severity: `low`, `medium` or `high`.
        reason: Why the rule is as it is, English.
        reason_nl: The same, Dutch.
        meaning_nl: What a signal means, Dutch.
        meaning_en: The same, English.
        action_nl: What a policy officer can do about it, Dutch.
        action_en: The same, English.
    """

    rule_id: str
    series: str
    window: int
    floor: float
    threshold: float
    least_change: float
    direction: str
    published_after_months: int
    severity: str
    reason: str
    reason_nl: str
    meaning_nl: str
    meaning_en: str
    action_nl: str
    action_en: str


@dataclass(frozen=True)
class Episode:
    """A labelled disruption."""

    episode_id: str
    material_id: str
    territory_id: str
    day: date
    name_nl: str
    name_en: str
    source: str


@cache
def rules() -> Mapping[str, Rule]:
    """Return the rules by id.

    Raises:
        InputError: an unknown key, series, direction or severity; all faults at once.
    """
    located = load(content_folder() / "signals" / "rules.yml")
    data: Any = located.data
    known = set(Rule.__dataclass_fields__) - {"rule_id"} | {"id"}
    faults: list[Fault] = []
    found: dict[str, Rule] = {}
    for number, entry in enumerate(data["rules"]):
        where = located.where(("rules", number))
        odd = sorted(set(entry) ^ known)
        if odd:
            faults.append(Fault(where, f"keys {', '.join(odd)}", "all keys, once", "Mend the rule"))
            continue
        rule = Rule(rule_id=entry["id"], **{k: v for k, v in entry.items() if k != "id"})
        faults += _check(rule, where)
        found[rule.rule_id] = rule
    if faults:
        raise InputError(faults)
    return found


def _check(rule: Rule, where: str) -> list[Fault]:
    choices = (
        (rule.series, SERIES),
        (rule.direction, ("up", "down", "both")),
        (rule.severity, ("low", "medium", "high")),
    )
    faults = [
        Fault(where, f"'{value}'", "one of " + ", ".join(allowed), "Choose one of these")
        for value, allowed in choices
        if value not in allowed
    ]
    if rule.window < 3 or not rule.floor > 0.0:
        faults.append(Fault(where, "window or floor", "window >= 3, floor > 0", "Raise it"))
    return faults


@cache
def episodes() -> tuple[Episode, ...]:
    """Return the labelled disruptions in order of date."""
    path = content_folder() / "signals" / "episodes.csv"
    rows = csv_rows(path)
    return tuple(
        sorted(
            (
                Episode(
                    row["episode_id"],
                    row["material_id"],
                    row["territory_id"],
                    date.fromisoformat(row["date"]),
                    row["name_nl"],
                    row["name_en"],
                    f"{row['publisher']}: {row['title']} ({row['year']})",
                )
                for row in rows
            ),
            key=lambda episode: (episode.day, episode.episode_id),
        )
    )
