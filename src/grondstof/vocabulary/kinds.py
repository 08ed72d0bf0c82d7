"""Kinds of number: measured, published, computed, modelled, judged; each with its mark."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.vocabulary.reading import read_list

KINDS: tuple[str, ...] = ("measured", "published", "computed", "modelled", "judged")


@dataclass(frozen=True)
class Kind:
    """One kind of number: its words, its visible mark and what it means."""

    kind: str
    name_nl: str
    name_en: str
    mark: str
    meaning_nl: str
    meaning_en: str


@cache
def kinds() -> Mapping[str, Kind]:
    """Return all kinds by name."""
    return {row["kind"]: Kind(**row) for row in read_list("kinds")}
