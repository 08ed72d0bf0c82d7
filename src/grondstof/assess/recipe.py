"""What a recipe is: settled tables, a method and a question in; rows of an assessed table out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from grondstof.store.own_home import built_homes, own_home

if TYPE_CHECKING:
    import pyarrow as pa

Tables = Mapping[str, "pa.Table"]
# Day of the shipped edition: later publications are not in it, and a question that names no day
# is asked of this one.
DEFAULT_DAY = date(2026, 11, 1)


@dataclass(frozen=True)
class Question:
    """What is asked; the names are those of the command-line options.

    Attributes:
        home: Territory or group whose lens is used.
        as_of: Day on which the answer looks; None for the edition's own day.
        year: Year of the figures; None for the newest.
        material: Material asked about; None for all.
        stage: Stage asked about; None for all.
        options: Further named choices of one question, such as a method or a scenario.
    """

    home: str = field(default_factory=own_home)
    as_of: date | None = None
    year: int | None = None
    material: str | None = None
    stage: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    def with_home(self, home: str) -> "Question":
        """Return the same question for another home."""
        return replace(self, home=home)

    def to_dict(self) -> dict[str, Any]:
        """Return the question as plain values, options last, as it stands in an answer."""
        return {
            "home": self.home,
            "asOf": self.as_of.isoformat() if self.as_of else None,
            "year": self.year,
            "material": self.material,
            "stage": self.stage,
            **self.options,
        }


@dataclass(frozen=True)
class Input:
    """A table a recipe reads, and how the rows that fed one output row are found again.

    Attributes:
        table: Name of a settled or assessed table.
        on: Columns that the output row shares with its input rows; `region_id=home_id` where the
            input column (first) and the output column (second) have different names.
        through: Another input of the recipe whose rows share further columns with this one.
        through_on: Those further columns.
        where: A condition in SQL, such as a list of parameters; `:column` stands for a value of
            the output row.
        years: First and last year that are needed of a table made for each home; for a home that
            the build does not make, only these years are made.
    """

    table: str
    on: tuple[str, ...] = ()
    through: str | None = None
    through_on: tuple[str, ...] = ()
    where: str | None = None
    years: tuple[int, int] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return what lineage needs of an input."""
        return {
            "table": self.table,
            "on": list(self.on),
            "through": self.through,
            "through_on": list(self.through_on),
            "where": self.where,
        }


@dataclass(frozen=True)
class Recipe:
    """One way to make rows of one assessed table.

    Attributes:
        name: Name in kebab case.
        version: Version; raised when the same inputs give other rows.
        inputs: Tables it reads.
        output: Name of the assessed table.
        run: Tables by name and a question -> rows with the columns of the output table.
        homes: Homes for which the build runs it.
        parameters: Content files it reads, relative to `content/`, for lineage.
    """

    name: str
    version: str
    inputs: tuple[Input, ...]
    output: str
    run: Callable[[Tables, Question], "pa.Table"]
    homes: tuple[str, ...] = field(default_factory=built_homes)
    parameters: tuple[str, ...] = ()

    @property
    def reads(self) -> tuple[str, ...]:
        """Return the names of the tables it reads, once each."""
        return tuple(dict.fromkeys(item.table for item in self.inputs))

    def to_dict(self) -> dict[str, Any]:
        """Return what the manifest keeps of a recipe, so that lineage needs no code."""
        return {
            "version": self.version,
            "output": self.output,
            "parameters": list(self.parameters),
            "inputs": [item.to_dict() for item in self.inputs],
        }
