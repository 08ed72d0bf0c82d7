"""Reads measures: files that say what a measure does, costs and takes, for which materials."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from grondstof.errors import Fault, InputError, UnknownName
from grondstof.store.content import Located, content_folder, load, yaml_files

FOLDER = "measures"
DAYS = "days of use"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Judged(_Strict):
    """A figure with its range, reason and source."""

    value: float = Field(ge=0.0)
    unit: str
    dist: Literal["exact", "uniform"]
    spread: float | None
    reason: str
    source: str

    @model_validator(mode="after")
    def _within(self) -> "Judged":
        if self.unit.startswith("fraction") and self.value > 1.0:
            raise ValueError("a fraction between 0 and 1")
        if (self.spread is None) != (self.dist == "exact"):
            raise ValueError("a spread unless exact")
        return self


class CostRule(_Strict):
    """A cost that is computed (`stock`) or that nobody has published (`unknown`)."""

    rule: Literal["stock", "unknown"]


class PlantCost(_Strict):
    """What it takes to build a plant for the part of use that the measure keeps going.

    Attributes:
        per_tonne: Published investment for a tonne of product a year.
        content: Tonnes of the materials in a tonne of product.
    """

    rule: Literal["plant"]
    per_tonne: Judged
    content: Judged


class Words(_Strict):
    """A text in both languages."""

    nl: str
    en: str


class Measure(_Strict):
    """One measure for one or more materials of a chain."""

    id: str
    kind: Literal[
        "stock", "second-supplier", "recycling", "substitution", "efficiency", "home-capacity"
    ]
    strategy: Literal["narrow", "substitute", "slow", "close", "stocks", "other"]
    materials: tuple[str, ...] = Field(min_length=1)
    stage: str
    title: Words
    owner: Words
    reason: Words
    effect: Judged
    years_to_work: Judged
    cost: Judged | PlantCost | CostRule
    alternatives: str | None = None
    supplier_relief: Judged | None = None

    @property
    def cost_rule(self) -> str:
        """Return how the cost is found: `given`, `plant`, `stock` or `unknown`."""
        return "given" if isinstance(self.cost, Judged) else self.cost.rule


class MeasureFile(_Strict):
    """The measures for one chain."""

    chain: str
    note: Words
    measures: tuple[Measure, ...] = Field(min_length=1)


@cache
def chains() -> dict[str, MeasureFile]:
    """Return the measure files that ship, by chain."""
    found = [parse_measures(load(path)) for path in yaml_files(content_folder() / FOLDER)]
    return {item.chain: item for item in found}


def parse_measures(file: Located) -> MeasureFile:
    """Check a file that was read; raises InputError with every fault and its line."""
    try:
        found = MeasureFile.model_validate(file.data)
    except ValidationError as error:
        raise InputError(
            [
                Fault(
                    file.where(tuple(item["loc"])),
                    f"{'.'.join(map(str, item['loc']))} = {str(item['input'])[:60]!r}",
                    item["msg"].removeprefix("Value error, "),
                    "Correct the measure",
                )
                for item in error.errors()
            ]
        ) from error
    ids = [item.id for item in found.measures]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        where = file.where(("measures",))
        raise InputError(
            [Fault(where, f"{name} twice", "each id once", "Rename one") for name in twice]
        )
    return found


def measures_of(chain: str, place: Path | None = None) -> MeasureFile:
    """Return the measures of a chain.

    Raises:
        UnknownName: If no measures are known for it.
    """
    if place is not None:
        return parse_measures(load(place))
    if chain not in chains():
        raise UnknownName("chain", chain, "a chain with measures", sorted(chains()))
    return chains()[chain]


def cost_source(measure: Measure) -> str | None:
    """Return what the cost of a measure rests on; None where nobody has published one."""
    if isinstance(measure.cost, Judged):
        return measure.cost.source
    if isinstance(measure.cost, PlantCost):
        return measure.cost.per_tonne.source
    if measure.cost.rule == "stock":
        return "price of the newest year, yearly capital and storage over ten years"
    return None
