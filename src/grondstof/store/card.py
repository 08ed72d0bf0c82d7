"""The card of a source: its papers, expectations, labels and corrections, read from its folder."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grondstof.errors import Fault, InputError

Value = str | int | float | bool | date | None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expectation(_Strict):
    """What a table must look like after a source has been read.

    Attributes:
        rows_min: Fewer rows stop the run.
        rows_max: More rows give a warning.
        share_sum_tolerance: Largest excess over 1 of shares of one key; more stops the run.
    """

    rows_min: int = 1
    rows_max: int | None = None
    share_sum_tolerance: float | None = None


class Correction(_Strict):
    """One known error of a publisher, with the guard that tells when it has been mended."""

    class Expect(_Strict):
        """What the correction must meet to be applied."""

        rows: int
        original_value: str | None = None

    id: str
    table: str
    where: dict[str, Value]
    action: Literal["drop", "override", "flag"]
    set: dict[str, Value] = Field(default_factory=dict)
    expect: Expect
    reason: str
    reported: str


class Document(_Strict):
    """A cited document that rows of a hand-kept source name as their own source."""

    publisher: str
    title: str
    year: int
    url: str
    licence: str = "cited"


class SourceCard(_Strict):
    """Who publishes a source, under which terms, and what its rows must look like."""

    source_id: str
    publisher: str
    title: str
    year: int
    published: date
    licence: str
    licence_url: str
    citation: str
    url: str
    hosts: tuple[str, ...] = ()
    cadence: str
    accessed: date
    allows: str
    tables: dict[str, Expectation]
    documents: dict[str, Document] = Field(default_factory=dict)


@dataclass(frozen=True)
class Label:
    """Where a publisher's label leads: an id, and columns that it also settles."""

    id: str
    extra: Mapping[str, str]


@dataclass(frozen=True)
class Source:
    """A card with its labels and corrections."""

    card: SourceCard
    labels: Mapping[tuple[str, str], Label]
    corrections: tuple[Correction, ...]

    @property
    def source_id(self) -> str:
        """Return the id of the source."""
        return self.card.source_id


def read_source(folder: Traversable) -> Source:
    """Read `source.yml`, `labels.csv` and `corrections.yml` of a source folder.

    Raises:
        InputError: If a file does not have the agreed shape; all faults of a file at once.
    """
    card = _validated(SourceCard, folder.joinpath("source.yml"))
    if card.source_id != folder.name:
        where = f"{folder.name}/source.yml"
        raise InputError(
            [Fault(where, f"source_id {card.source_id}", folder.name, "Use the folder name")]
        )
    return Source(card, _labels(folder), _corrections(folder))


def _validated(model: type[SourceCard], path: Traversable) -> SourceCard:
    try:
        return model.model_validate(_yaml(path))
    except ValidationError as error:
        raise InputError(_faults(path, error)) from None


def _yaml(path: Traversable) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        fault = Fault(path.name, f"text that is not YAML ({error})", "valid YAML", "Mend the file")
        raise InputError([fault]) from None


def _faults(path: Traversable, error: ValidationError) -> list[Fault]:
    return [
        Fault(
            f"{path.name}, {'.'.join(str(part) for part in item['loc']) or 'top'}",
            f"{item['input']!r:.80}",
            item["msg"],
            "Mend this entry",
        )
        for item in error.errors()
    ]


def _labels(folder: Traversable) -> Mapping[tuple[str, str], Label]:
    path = folder.joinpath("labels.csv")
    if not path.is_file():
        return {}
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    found: dict[tuple[str, str], Label] = {}
    for row in rows:
        pairs = [pair.partition("=") for pair in (row.get("extra") or "").split(";") if pair]
        extra = {name.strip(): value.strip() for name, _, value in pairs}
        found[row["kind"], row["label"]] = Label(row["id"], extra)
    return found


def _corrections(folder: Traversable) -> tuple[Correction, ...]:
    path = folder.joinpath("corrections.yml")
    if not path.is_file():
        return ()
    found: list[Correction] = []
    faults: list[Fault] = []
    for entry in _yaml(path) or []:
        try:
            found.append(Correction.model_validate(entry))
        except ValidationError as error:
            faults += _faults(path, error)
    if faults:
        raise InputError(faults)
    return tuple(found)
