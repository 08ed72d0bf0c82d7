"""Stages of a chain, from extraction to end of life."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.vocabulary.reading import read_list

STAGES: tuple[str, ...] = ("extraction", "processing", "component", "assembly", "end-of-life")


@dataclass(frozen=True)
class Stage:
    """One stage: its names and its place in the chain, from 1."""

    stage_id: str
    name_nl: str
    name_en: str
    rank: int
    note: str


@cache
def stages() -> Mapping[str, Stage]:
    """Return all stages by id, in the order of the chain."""
    return {
        row["stage_id"]: Stage(
            row["stage_id"], row["name_nl"], row["name_en"], int(row["rank"]), row["note"]
        )
        for row in read_list("stages")
    }


@cache
def aliases() -> Mapping[str, str]:
    """Return every known spelling of a stage with its id."""
    found = {row["label"]: row["stage_id"] for row in read_list("stage_aliases")}
    for stage in stages().values():
        found.setdefault(stage.name_nl, stage.stage_id)
        found.setdefault(stage.name_en, stage.stage_id)
    return found
