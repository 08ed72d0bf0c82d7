"""The shape of a chain file: nodes, edges, figures with their source, or `unknown` with a reason.

A figure names a source of the file's own list and a place in it. What is not known is written as
`unknown` with the reason; leaving a coefficient out is refused.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Group = Literal[
    "capital-equipment",
    "wind-farms",
    "solar-pv-systems",
    "climate-installations",
    "electric-and-electronic-appliances",
    "electrolysers",
    "batteries",
    "base-metals",
]
Sector = Literal["pharma", "defence", "energy", "semiconductors", "telecom"]


class Part(BaseModel):
    """A part of a chain file; an unknown key is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """A text in both languages."""

    nl: str
    en: str


class Cited(Part):
    """A publication; `year` is empty when it is undated.

    Attributes:
        licence: Terms under which it may be passed on; None where single figures are cited.
    """

    publisher: str
    title: str
    year: int | None
    url: str | None = None
    licence: str | None = None


class Unknown(Part):
    """What is not known, with the reason."""

    unknown: Annotated[str, Field(min_length=10)]


class Figure(Part):
    """A figure with its range, unit, source and place.

    Attributes:
        value: The figure.
        low: Lower end of what is published.
        high: Upper end of what is published.
    """

    value: float
    low: float
    high: float
    unit: str
    source: str
    locator: str
    note: str | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "Figure":
        if not self.low <= self.value <= self.high:
            raise ValueError("low <= value <= high")
        return self


class PublishedShare(Part):
    """Share of one territory in the supply of a node, as a publisher states it."""

    territory: str
    share: Share
    low: Share | None = None
    high: Share | None = None
    year: int
    basis: str
    source: str
    locator: str
    grade: Literal["A", "B", "C"]
    note: str | None = None


class Published(Part):
    """Published shares of a node and how to read them."""

    published: Annotated[list[PublishedShare], Field(min_length=1)]
    reading: str | None = None


class Settled(Part):
    """Shares come from the settled tables of the node's material and stage."""

    settled: Literal[True]


Supply = Settled | Published | Unknown


class Substitute(Part):
    """What can take the place of a node."""

    name: Words
    note: Words
    source: str
    locator: str


class Node(Part):
    """One thing at one stage of a chain."""

    id: Name
    name: Words
    stage: str
    supply: Supply
    material: str | None = None
    grade: str = "any"
    form: str | None = None
    codes: list[str] = []
    yield_: Annotated[Figure | Unknown | None, Field(alias="yield")] = None
    lead_time_months: Figure | Unknown | None = None
    stock_days: Figure | Unknown | None = None
    substitutes: list[Substitute] = []
    note: str | None = None
    note_source: str | None = None


class Edge(Part):
    """What one node takes from another, per unit of itself."""

    from_: Annotated[Name, Field(alias="from")]
    to: Name
    class_: Annotated[Literal["essential", "important", "non-essential"], Field(alias="class")]
    coefficient: Figure | Unknown


class ChainFile(Part):
    """One chain file as it was written; `includes` names chains it builds on."""

    product_id: Name
    name: Words
    depth: Literal["deep", "exploratory"]
    reviewed: date
    unit: str
    groups: list[Group]
    sectors: list[Sector]
    tags: Annotated[list[str], Field(min_length=1)]
    summary: Words
    includes: list[Name] = []
    sources: dict[str, Cited]
    nodes: Annotated[list[Node], Field(min_length=1)]
    edges: list[Edge]
