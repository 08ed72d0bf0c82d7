"""Which instruments fit a project, with the reason of every rule.

A rule of the documents holds, fails, or cannot be told because the project file is silent. A rule
that the documents do not settle never excludes: it makes the outcome `eligible if`. The outcome is
the first of: `not eligible` (a settled rule fails, or the instrument does not exist), `unknown`
(a settled rule cannot be told, or no rule was found), `eligible if` (an unsettled rule, or a
window that is not known to be open), `eligible`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from grondstof.register.models import Instrument, Rule
from grondstof.register.project_file import Project

OUTCOMES = ("eligible", "eligible if", "unknown", "not eligible")
Facts = Mapping[str, object]


@dataclass(frozen=True)
class Reason:
    """One rule held against the project: True, False, or None when it cannot be told."""

    rule: Rule
    holds: bool | None


@dataclass(frozen=True)
class Match:
    """The outcome of one instrument for one project, with its reasons."""

    instrument: Instrument
    outcome: str
    reasons: tuple[Reason, ...]
    window: str


def facts(project: Project, home: str, on: date) -> Facts:
    """Return the fields that rules look at; None and empty mean that the file is silent."""
    met = [project.art6.get(letter) for letter in ("a", "b", "c")]
    art6 = True if all(one == "met" for one in met) else False if "missing" in met else None
    return {
        "region": project.region(home, on),
        "country": project.country,
        "applicant": project.applicant or None,
        "stage": project.stage or None,
        "phase": project.phase or None,
        "chain": (*project.chain, "raw materials"),
        "materials_any": project.materials or None,
        "need_meur": project.need_meur,
        "payback_years": project.payback_years,
        "offtake_years": project.offtake_years,
        "esg": project.esg,
        "art6": art6,
        "strategic_status": project.strategic_status,
    }


def match(known: Facts, instruments: Sequence[Instrument], on: date) -> list[Match]:
    """Return the outcome of every instrument for the facts of a project."""
    return [_match(known, instrument, on) for instrument in instruments]


def window_on(instrument: Instrument, on: date) -> str:
    """Return the state of the window for applications on a day."""
    if instrument.window_to and on > instrument.window_to:
        return "closed"
    if instrument.window_from and on < instrument.window_from:
        return "announced"
    return instrument.window


def _match(known: Facts, instrument: Instrument, on: date) -> Match:
    reasons = tuple(Reason(rule, _holds(rule, known.get(rule.field))) for rule in instrument.rules)
    window = window_on(instrument, on)
    return Match(instrument, _outcome(instrument, reasons, window), reasons, window)


def _outcome(instrument: Instrument, reasons: Sequence[Reason], window: str) -> str:
    if instrument.gap or any(one.rule.settled and one.holds is False for one in reasons):
        return "not eligible"
    if not reasons or any(one.rule.settled and one.holds is None for one in reasons):
        return "unknown"
    if any(not one.rule.settled for one in reasons):
        return "eligible if"
    return "eligible" if window in ("open", "continuous", "service") else "eligible if"


def _holds(rule: Rule, value: object) -> bool | None:
    if value is None:
        return None
    if rule.test in ("one of", "none of"):
        given = {str(one) for one in value} if isinstance(value, tuple) else {str(value)}
        allowed = rule.value if isinstance(rule.value, tuple) else (str(rule.value),)
        hit = not given.isdisjoint(allowed)
        return hit if rule.test == "one of" else not hit
    if rule.test == "is":
        return bool(value) == bool(rule.value)
    if isinstance(value, int | float) and isinstance(rule.value, int | float):
        return value >= rule.value if rule.test == "at least" else value <= rule.value
    return None
