"""The shapes of register items: what a reviewed YAML entry may hold, and nothing else.

Every item names what it is in two languages and cites a document and a place in it. Kinds that
carry more than that have their own class below; the others are plain items.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

# A field may be called `date`, so the type goes by another name.
Day = date
ItemId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(?:[-./][A-Za-z0-9+]+)*$")]
Short = Annotated[str, StringConstraints(min_length=2, max_length=240)]
Requirement = Annotated[str, StringConstraints(pattern=r"^[SQ]\d{1,3}$")]
Certainty = Literal["read", "likely", "reported"]

ASPECTS = ("finance", "offtake", "feedstock", "policy", "infrastructure", "skills")


class Strict(BaseModel):
    """A part that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cite(Strict):
    """The place in a document that an item rests on, with at most a short quote as evidence."""

    document: ItemId
    place: Short
    quote: Annotated[str, StringConstraints(max_length=160)] | None = None


class Moment(Strict):
    """One state of a promise over a time, as one document tells it."""

    state: Literal["open", "claimed", "done", "dropped"]
    since: Day
    until: Day | None = None
    document: ItemId
    place: Short
    # True when the document shows that it is so by then, and not since when.
    at_latest: bool = False
    sentence: Annotated[str, StringConstraints(max_length=200)] | None = None


class Chamber(Strict):
    """The status the Tweede Kamer itself gives: another fact than what a letter claims."""

    status: Literal["Openstaand", "Voldaan", "Deels Voldaan", "Vervallen"]
    as_of: Day
    document: ItemId
    place: Short


class Link(Strict):
    """A relation to another item."""

    relation: Literal[
        "part of",
        "carries out",
        "answers",
        "follows",
        "amends",
        "suspends",
        "annex of",
        "shares in",
        "replaces",
        "same as",
        "about",
        "funds",
        "evidence for",
    ]
    to: ItemId


class Item(Strict):
    """What every register item has.

    Attributes:
        id: Unique over the register; parliamentary papers carry their canonical id.
        kind: The kind; the folder or file the item stands in.
        cites: Documents and places; the first one is the source of the row.
        covers: Rows of a requirements list that this item answers.
        perspectives: Perspectives of the strategy it belongs to.
        owner: Actor that answers for it.
        certainty: `read` in the document, `likely` from an indirect text, `reported` by press.
        aliases: Other spellings under which it is looked for.
    """

    id: ItemId
    kind: str
    title_nl: Short
    title_en: Short
    summary_nl: Annotated[str, StringConstraints(max_length=700)] | None = None
    summary_en: Annotated[str, StringConstraints(max_length=700)] | None = None
    cites: tuple[Cite, ...]
    covers: tuple[Requirement, ...] = ()
    perspectives: tuple[Literal["hp1", "hp2", "hp3", "hp4", "hp5"], ...] = ()
    owner: ItemId | None = None
    materials: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    date: Day | None = None
    certainty: Certainty = "read"
    note: Annotated[str, StringConstraints(max_length=500)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Item":
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            raise ValueError(f"valid_to {self.valid_to} is not after valid_from {self.valid_from}")
        return self


class Promise(Item):
    """Something that somebody said would be done: action, milestone, commitment, motion, study.

    Attributes:
        made_on: Day of the promise.
        due: Day by which it is due; `due_phrase` is how the document says it.
        repeats: ISO 8601 period when it comes back (`P1Y`).
        moments: What documents tell about its state; at most one is without an end.
        chamber: Status by the Tweede Kamer.
        needs: Outside event that it waits for.
    """

    made_on: Day | None = None
    due: Day | None = None
    due_phrase: Short | None = None
    repeats: Literal["P3M", "P6M", "P1Y", "P2Y", "P3Y", "P5Y"] | None = None
    moments: tuple[Moment, ...] = ()
    chamber: tuple[Chamber, ...] = ()
    movers: tuple[str, ...] = ()
    strategies: tuple[Literal["narrow", "substitute", "slow", "close"], ...] = ()
    part: str | None = None

    @model_validator(mode="after")
    def _one_open_state(self) -> "Promise":
        current = [moment for moment in self.moments if moment.until is None]
        if len(current) > 1:
            raise ValueError(
                "two states without an end: " + ", ".join(moment.state for moment in current)
            )
        return self

    @model_validator(mode="after")
    def _papers(self) -> "Promise":
        if self.made_on and self.due and self.due < self.made_on:
            raise ValueError(f"due {self.due} lies before the promise of {self.made_on}")
        return self


class Document(Item):
    """A document that items cite: letter, report, act, page.

    Attributes:
        publisher: Who published it.
        year: Year of publication.
        url: Public address.
        paper: Parliamentary number as the document prints it.
        mark: Kenmerk.
        signed_by: Actors that sign it.
        licence: Terms; `cited` when only facts are taken from it.
    """

    cites: tuple[Cite, ...] = ()
    publisher: Short
    year: Annotated[int, Field(ge=1900, le=2100)]
    url: str = ""
    paper: str | None = None
    mark: str | None = None
    signed_by: tuple[ItemId, ...] = ()
    licence: str = "cited"
    read: Literal["whole", "part", "opening", "listed"] = "opening"


class Office(Item):
    """Who held an office from when to when; unknown days stay empty."""

    holder: Short
    actor: ItemId


class Obligation(Promise):
    """One duty of a regulation: article, addressee, deadline, deliverable."""

    regulation: ItemId
    article: Short
    addressee: Short
    deadline_text: Short | None = None
    deliverable: Short | None = None
    legal_status: Short | None = None


class Partnership(Item):
    """A partnership or agreement with a partner outside the Union."""

    party: Literal["EU", "NLD"]
    partner: str
    form: Short
    signed: Day | None = None
    signed_text: Short | None = None
    focus: tuple[str, ...] = ()
    roadmap: Short | None = None
    status: Short | None = None


class Place(Item):
    """A plant, mine or project site with what it does and where it lies.

    Attributes:
        lat: Latitude [degrees]; empty when the source gives none.
        lon: Longitude [degrees].
        nuts: NUTS region, where known.
        stage: What is done with the material.
        capacity: Published text; `capacity_t` is the figure [t/year] when it is one.
    """

    town: str | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    coordinates_from: str | None = None
    nuts: str | None = None
    operator: str | None = None
    control: str | None = None
    stages: tuple[str, ...] = ()
    activity: Short | None = None
    capacity: Short | None = None
    capacity_t: Annotated[float, Field(ge=0)] | None = None
    status: Short | None = None
    selection: Literal["eu-47", "third-country-13"] | None = None


class Holding(Item):
    """Who controls an asset or a part of an industry, as a text says it.

    Attributes:
        controlled_from: Countries of control; several when control is shared.
        share: First share in the text [fraction of what `basis` says].
    """

    asset: Short
    locations: tuple[str, ...] = ()
    owner_text: Short | None = None
    controlled_from: tuple[str, ...] = ()
    share: Annotated[float, Field(ge=0, le=1)] | None = None
    share_text: Short | None = None
    basis: Short | None = None
    year: int | None = None


class Resource(Item):
    """A domestic occurrence: where, class, and whether it pays to win it."""

    part: Literal["European Netherlands", "Caribbean Netherlands"]
    unfc: str | None = None
    economic: bool | None = None


class Rule(Strict):
    """One condition of an instrument, with its place in the text.

    Attributes:
        field: Field of the project that is looked at.
        test: `one of`, `none of`, `at least`, `at most`, `is`.
        value: What it is held against.
        settled: False when the documents do not settle the condition.
        place: Where the document says so.
        reason_nl: The rule in words.
        reason_en: The same in English.
    """

    field: str
    test: Literal["one of", "none of", "at least", "at most", "is"]
    value: str | float | bool | tuple[str, ...]
    settled: bool = True
    place: Short
    reason_nl: Short
    reason_en: Short


class Instrument(Item):
    """A financing or policy instrument with its conditions.

    Attributes:
        actor: Who runs it.
        aid: Form of aid.
        aspects: Needs of projects that it serves.
        window_from: First day on which applications are taken; empty when unknown.
        window_to: Last day; empty when open-ended or unknown.
        window: `open`, `closed`, `continuous`, `service` or `unknown` as of `window_as_of`.
    """

    actor: ItemId
    aid: Literal[
        "grant", "guarantee", "insurance", "equity", "loan", "tax", "service", "mixed", "none"
    ]
    aspects: tuple[
        Literal["finance", "offtake", "feedstock", "policy", "infrastructure", "skills"], ...
    ] = ()
    ticket_min_meur: float | None = None
    ticket_max_meur: float | None = None
    esg: bool | None = None
    window: Literal["open", "closed", "continuous", "service", "unknown", "announced"] = "unknown"
    window_from: Day | None = None
    window_to: Day | None = None
    window_as_of: Day | None = None
    rules: tuple[Rule, ...] = ()
    gap: bool = False


class Target(Item):
    """A number in law or policy, versioned by date."""

    value: float | None = None
    unit: Short
    scope: Short
    target_year: int | None = None
    stage: str | None = None
    binding: bool = False


class Benchmark(Item):
    """Where materials stand on a benchmark in a year, as one document classes them.

    Attributes:
        measure: Benchmark of Article 5 that it is about.
        low: Lower end of the class [fraction of yearly consumption]; empty when open.
        high: Upper end of the class.
        value: The figure, only where the document prints one.
        met: Whether the document calls the benchmark met.
    """

    measure: Literal["extraction", "processing", "recycling", "single-country"]
    year: int
    low: Annotated[float, Field(ge=0, le=1)] | None = None
    high: Annotated[float, Field(ge=0, le=1)] | None = None
    value: Annotated[float, Field(ge=0, le=1)] | None = None
    earlier_year: int | None = None
    earlier_value: Annotated[float, Field(ge=0, le=1)] | None = None
    met: bool | None = None
    trend_nl: Short | None = None
    trend_en: Short | None = None


class Figure(Item):
    """A figure that a document states, as it states it."""

    value: float
    value_to: float | None = None
    unit: Short
    year: int | None = None
    approximate: bool = False


class Finding(Item):
    """A quality finding in a document: listed, never repaired silently."""

    printed: Short
    likely: Short | None = None


class Call(Item):
    """An announced or open call for applications."""

    instrument: ItemId | None = None
    opens: Day | None = None
    closes: Day | None = None
    budget_meur: float | None = None
    budget_approximate: bool = False


PROMISES = ("action", "milestone", "commitment", "motion", "study", "event", "process")
