"""Kinds of number and states of a claim, each with its words.

The kind says who made a number: measured, published, computed, modelled, judged. The status says
what a publisher says of its own figure: measured, estimated, provisional, withheld, nil.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.vocabulary.reading import read_list

KINDS: tuple[str, ...] = ("measured", "published", "computed", "modelled", "judged")
STATUSES: tuple[str, ...] = ("measured", "estimated", "provisional", "withheld", "nil")


@dataclass(frozen=True)
class Kind:
    """One kind of number: its words, its visible mark and what it means."""

    kind: str
    name_nl: str
    name_en: str
    mark: str
    meaning_nl: str
    meaning_en: str


@dataclass(frozen=True)
class Status:
    """One status that a publisher gives its figure: its words and what it means."""

    status: str
    name_nl: str
    name_en: str
    meaning_nl: str
    meaning_en: str


@cache
def kinds() -> Mapping[str, Kind]:
    """Return all kinds by name."""
    return {row["kind"]: Kind(**row) for row in read_list("kinds")}


@cache
def statuses() -> Mapping[str, Status]:
    """Return all statuses by name."""
    return {row["status"]: Status(**row) for row in read_list("statuses")}
