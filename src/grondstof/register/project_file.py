"""A project as its owner describes it in `project.yml`; only name and country must be there."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator

from grondstof.errors import InputError
from grondstof.register.models import Day, Short, Strict
from grondstof.register.validated import faults_of
from grondstof.store.content import load
from grondstof.vocabulary import materials, territories

Stage = Literal["extraction", "processing", "component", "assembly", "end-of-life"]
Phase = Literal[
    "study", "exploration", "research", "pilot", "demonstration", "investment", "export"
]
Aspect = Literal["finance", "offtake", "feedstock", "policy", "infrastructure", "skills"]
Evidence = Literal["met", "missing", "unknown"]
Letter = Annotated[str, StringConstraints(pattern="^[a-e]$")]
Amount = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]


class Stop(Strict):
    """A time in which the permit clock stands still; `last` empty while it lasts."""

    first: Day
    last: Day | None = None


class Permit(Strict):
    """The permit procedure of a strategic project."""

    complete_on: Day
    extended: bool = False
    stops: tuple[Stop, ...] = ()


class Project(Strict):
    """A project that looks for money or a place.

    Attributes:
        country: Territory in which it lies.
        applicant: What the applicant is: company, sme, startup, large, consortium, government,
            bank, fund, investor, exporter, junior-miner, implementer.
        need_meur: Money looked for [million euro].
        capacity_t: Output [tonne a year] of `materials`.
        esg: Whether the norms of responsible business are met; empty when not shown.
        art6: Evidence for the criteria (a) to (e) of Article 6.
        eu_consumption_t: Yearly Union consumption the owner reckons with [tonne].
    """

    name: Annotated[str, StringConstraints(min_length=1, max_length=240)]
    country: str
    town: str | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    developing: bool | None = None
    applicant: tuple[str, ...] = ()
    stage: tuple[Stage, ...] = ()
    phase: tuple[Phase, ...] = ()
    materials: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    need_meur: Amount | None = None
    capex_meur: Amount | None = None
    yearly_value_meur: Amount | None = None
    payback_years: Amount | None = None
    offtake_years: Amount | None = None
    capacity_t: Amount | None = None
    eu_consumption_t: Amount | None = None
    feedstock: Short | None = None
    unfc: str | None = None
    esg: bool | None = None
    strategic_status: bool | None = None
    needs: tuple[Aspect, ...] = ()
    art6: dict[Letter, Evidence] = Field(default_factory=dict)
    permit: Permit | None = None
    as_of: Day | None = None

    @model_validator(mode="after")
    def _known(self) -> "Project":
        if self.country not in territories.territories():
            raise ValueError(f"country '{self.country}' is no territory; use three letters, NLD")
        unknown = [name for name in self.materials if name not in materials.materials()]
        if unknown:
            raise ValueError(f"unknown materials: {', '.join(unknown)}")
        return self

    def region(self, home: str, on: date) -> str | None:
        """Return `NLD` (the home itself), `EU`, `developing`, `other`, or None when not known."""
        if self.country == home:
            return home
        if self.country in territories.members("EU", on):
            return "EU"
        if self.developing is None:
            return None
        return "developing" if self.developing else "other"


def read_project(path: Path) -> Project:
    """Read a project file.

    Raises:
        InputError: with every fault of the file, by line.
    """
    located = load(path)
    try:
        return Project.model_validate(located.data)
    except ValidationError as error:
        raise InputError(faults_of(located, error, "the project")) from error
