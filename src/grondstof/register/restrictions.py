"""Export restrictions as reviewed content: who restricts what, towards whom, from when to when.

One YAML file for each issuing territory under `content/restrictions/`. The legal status stays
`unverified` until the act itself is cited; what a press text calls the state is kept beside the
dates, because a suspension that has run out is not known to be lifted or renewed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator

from grondstof.errors import Fault, InputError
from grondstof.register.models import Certainty, Day, ItemId, Short, Strict
from grondstof.register.validated import fault_of
from grondstof.store.content import Located, content_folder, load, yaml_files

Text = Annotated[str, StringConstraints(max_length=500)]
TradeStage = Literal["extraction", "processing", "component", "assembly", "end-of-life"]


class Source(Strict):
    """The text that was read."""

    publisher: Short
    title: Short
    year: Annotated[int, Field(ge=1990, le=2100)]
    url: str = ""


class Restriction(Strict):
    """One measure of one issuer.

    Attributes:
        issuer: Territory that restricts.
        restricts: What may not leave freely; only `material` is a claim about the material itself.
        destination: Territory it is aimed at; None for all.
        trade_stages: Stages of our code map that the goods in `items` belong to, judged from that
            text; they say where to look in trade and do not narrow the restriction.
        state: What the text read calls it.
        legal_status: `verified` only when the act itself was read and is cited.
    """

    id: ItemId
    title_nl: Short
    title_en: Short
    issuer: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    issuing_body: Short
    measure: Short
    announced: Day | None = None
    materials: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    trade_stages: tuple[TradeStage, ...] = ()
    items: Text | None = None
    restricts: Literal["material", "technology", "equipment", "other"] = "material"
    form: Literal["licence", "quota", "ban", "tax", "other"]
    form_text: Short | None = None
    destination: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    destination_text: Short | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    suspended_from: Day | None = None
    suspended_to: Day | None = None
    state: Literal["in force", "suspended", "ended", "announced"]
    state_text: Short | None = None
    legal_status: Literal["unverified", "verified"] = "unverified"
    legal_reference: Text | None = None
    code_system: str | None = None
    codes: tuple[str, ...] = ()
    source: Source
    place: Short
    certainty: Certainty = "reported"
    covers: tuple[str, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Restriction":
        for first, last in (("valid_from", "valid_to"), ("suspended_from", "suspended_to")):
            begin, end = getattr(self, first), getattr(self, last)
            if begin and end and end <= begin:
                raise ValueError(f"{last} {end} is not after {first} {begin}")
        if self.legal_status == "verified" and not self.legal_reference:
            raise ValueError("verified without a legal reference")
        return self

    def state_on(self, day: Day) -> str:
        """Return `not yet`, `in force`, `suspended`, `ended` or `unknown start` on a day.

        After the last day of a suspension the measure counts as in force again: the text that
        suspended it says so, and no later text was read.
        """
        if self.state == "announced" and (self.valid_from is None or day < self.valid_from):
            return "announced"
        if self.valid_to and day >= self.valid_to:
            return "ended"
        if self.state == "ended" and self.valid_to is None:
            return "ended"
        if (
            self.suspended_from
            and self.suspended_from <= day
            and not (self.suspended_to and day >= self.suspended_to)
        ):
            return "suspended"
        if self.valid_from is None:
            return "unknown start"
        return "in force" if day >= self.valid_from else "not yet"


@dataclass(frozen=True)
class Placed:
    """A restriction and where it stands."""

    restriction: Restriction
    locator: str


@cache
def restrictions() -> tuple[Placed, ...]:
    """Return the restrictions that ship with the package."""
    return read_restrictions(content_folder() / "restrictions")


def read_restrictions(folder: Path) -> tuple[Placed, ...]:
    """Read and validate all restriction files of a folder, or one file.

    Raises:
        InputError: with every fault of every file, or when there is none.
    """
    paths = [folder] if folder.is_file() else list(yaml_files(folder)) if folder.is_dir() else []
    if not paths:
        wanted = "a folder with .yml files, or one such file"
        raise InputError([Fault(str(folder), "no .yml file", wanted, "Correct the path")])
    faults: list[Fault] = []
    found: dict[str, Placed] = {}
    for path in paths:
        try:
            located = load(path)
        except InputError as error:
            faults.extend(error.faults)
            continue
        _take(located, found, faults)
    if faults:
        raise InputError(faults)
    return tuple(found.values())


def _take(located: Located, found: dict[str, Placed], faults: list[Fault]) -> None:
    data = located.data
    raw_items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(raw_items, list):
        faults.append(
            Fault(
                located.where(), "no list `items:`", "a list of restrictions", "Start with items:"
            )
        )
        return
    for number, raw in enumerate(raw_items):
        place = located.where(("items", number))
        try:
            item = Restriction.model_validate(raw)
        except ValidationError as error:
            faults.extend(_shape(located, number, error))
            continue
        if item.id in found:
            faults.append(
                Fault(
                    place,
                    f"the id '{item.id}' a second time",
                    f"ids that occur once (the first stands at {found[item.id].locator})",
                    "Give one of the two another id, or merge them",
                )
            )
        found.setdefault(item.id, Placed(item, place))


def _shape(located: Located, number: int, error: ValidationError) -> Iterator[Fault]:
    for part in error.errors():
        field = ".".join(map(str, part["loc"])) or "the entry"
        yield fault_of(located.where(("items", number, *part["loc"])), field, part)
