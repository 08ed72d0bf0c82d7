"""Scenarios: what stops, where, how much and for how long; from a file or from an address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from grondstof.assess import month_series
from grondstof.assess.chain_model import Name, Part, Words
from grondstof.assess.month_series import SeriesItem
from grondstof.errors import Fault, InputError, Phrase, UnknownName
from grondstof.register.validated import faults_of
from grondstof.store.content import content_folder, load, yaml_files

Form = Literal["ban", "quota", "tax", "licence", "outage", "war"]
# These stop production itself; the others stop only what leaves.
PRODUCTION_FORMS = ("outage", "war")
# What this stops waits at the border and leaves later.
WAITING_FORM = "licence"
MOST_MONTHS = 60
MOST_SHOCKS = 12
_WHERE = "scenario"


class ShockItem(Part):
    """One disruption as written.

    Attributes:
        loss: Share of the flow that is lost. [fraction]
        loss_low: Least share that may be lost; the loss itself when left out. [fraction]
        loss_high: Largest share that may be lost. [fraction]
        start: First month, counted from 1.
        months: Duration.
        targets: Destinations that are hit; all when empty.
    """

    exporters: Annotated[list[str], Field(min_length=1)]
    material: str | None = None
    stage: str | None = None
    product: str | None = None
    code: str | None = None
    form: Form = "ban"
    loss: float
    start: int = 1
    months: int
    targets: list[str] = Field(default_factory=list)
    loss_low: float | None = None
    loss_high: float | None = None

    @property
    def loss_range(self) -> tuple[float, float]:
        """Return the least and largest share that may be lost. [fraction]"""
        low, high = self.loss_low, self.loss_high
        return (self.loss if low is None else low, self.loss if high is None else high)

    @property
    def ranged(self) -> bool:
        """Return whether the size is a range."""
        low, high = self.loss_range
        return high > low


class Scenario(Part):
    """A scenario as written.

    Attributes:
        correlation: How far the sizes of shocks with a range move together, 0 to 1.
        correlation_reason: Why; needed where it is not zero.
        first_month: Calendar month in which month 1 falls, 1 to 12.
        series: Months of flows and production that go before all others.
    """

    scenario_id: Name
    name: Words
    summary: Words
    horizon: int = 24
    allocation: Literal["pro-rata", "price"] = "pro-rata"
    correlation: float = 0.0
    correlation_reason: str | None = None
    first_month: int = 1
    series: list[SeriesItem] = Field(default_factory=list)
    shocks: Annotated[list[ShockItem], Field(min_length=1, max_length=MOST_SHOCKS)]


@dataclass(frozen=True)
class Subject:
    """What a shock is about: a material at a stage, or a trade code, perhaps of a product.

    Attributes:
        effects: Material whose users stand for those of a product.
    """

    label: str
    material: str | None
    stage: str | None
    code: tuple[str, str] | None
    product: str | None = None
    effects: str | None = None


def scenarios() -> Mapping[str, Scenario]:
    """Return all scenario files by id.

    Raises:
        InputError: a file breaks a rule; all faults at once, each with file and line.
    """
    return _scenarios()


@cache
def _scenarios() -> Mapping[str, Scenario]:
    found: dict[str, Scenario] = {}
    faults: list[Fault] = []
    for path in yaml_files(content_folder() / "scenarios" / "shock"):
        item = _read(path, faults)
        if item is not None:
            found[item.scenario_id] = item
    if faults:
        raise InputError(faults)
    return found


def of_options(options: Mapping[str, Any]) -> Scenario:
    """Return the scenario that options name or spell out.

    Args:
        options: `scenario` (id of a file), or `exporter`, one of `material`, `product`, `code`
            (several separated by commas make a shock each), and `stage`, `loss`, `loss_low`,
            `loss_high`, `correlation`, `months`, `start`, `form`, `target`, `horizon`,
            `allocation`, `first_month`.

    Raises:
        UnknownName: No scenario of that name.
        InputError: The options do not make a scenario; all faults at once.
    """
    given = options.get("scenario")
    if given:
        if given not in scenarios():
            raise UnknownName("scenario", str(given), "a scenario", sorted(scenarios()))
        return scenarios()[str(given)]
    faults: list[Fault] = []
    items = _items(options, faults)
    words = Words(nl="eigen scenario", en="scenario of your own")
    rule: Any = "price" if options.get("allocation") == "price" else "pro-rata"
    found = Scenario(
        scenario_id="own",
        name=words,
        summary=words,
        horizon=int(_number(options, "horizon", 24.0, faults)),
        allocation=rule,
        correlation=_number(options, "correlation", 0.0, faults),
        correlation_reason="Given with the question.",
        first_month=int(_number(options, "first_month", 1.0, faults)),
        shocks=items,
    )
    faults += check(found, _WHERE)
    if faults:
        raise InputError(faults)
    return found


def _items(options: Mapping[str, Any], faults: list[Fault]) -> list[ShockItem]:
    """Return a shock for each material, product and code that is named."""
    named = [
        {kind: name}
        for kind in ("material", "product", "code")
        for name in _names(options.get(kind))
    ]
    if len(named) > MOST_SHOCKS:
        told = Phrase("{count} subjects", count=len(named))
        most = Phrase("at most {most}", most=MOST_SHOCKS)
        faults.append(Fault(_WHERE, told, most, "Name fewer"))
    ends = {
        name: _number(options, name, 0.0, faults) if options.get(name) else None
        for name in ("loss_low", "loss_high")
    }
    common: dict[str, Any] = {
        "exporters": _names(options.get("exporter")) or ["?"],
        "stage": options.get("stage") or None,
        "form": _form(options.get("form") or "ban", faults),
        "loss": _number(options, "loss", 1.0, faults),
        "start": int(_number(options, "start", 1.0, faults)),
        "months": int(_number(options, "months", 12.0, faults)),
        "targets": _names(options.get("target")),
        **ends,
    }
    return [ShockItem(**{**common, **subject}) for subject in named[:MOST_SHOCKS] or [{}]]


def from_file(path: Path) -> Scenario:
    """Return the scenario of a file of your own.

    Raises:
        InputError: There is no such file, or it breaks a rule; all faults at once, with lines.
    """
    if not path.is_file():
        fault = Fault(str(path), "no file", "a scenario file", "Name a file that exists")
        raise InputError([fault])
    faults: list[Fault] = []
    found = _read(path, faults)
    if faults or found is None:
        raise InputError(faults)
    return found


def _read(path: Path, faults: list[Fault]) -> Scenario | None:
    file = load(path)
    try:
        item = Scenario.model_validate(file.data)
    except ValidationError as error:
        faults += faults_of(file, error, "the file")
        return None
    faults += check(item, path.name)
    return item


def _names(given: Any) -> list[str]:
    texts = given.split(",") if isinstance(given, str) else list(given or [])
    return [str(text).strip() for text in texts if str(text).strip()]


def _form(given: Any, faults: list[Fault]) -> Form:
    known: tuple[Form, ...] = ("ban", "quota", "tax", "licence", "outage", "war")
    for form in known:
        if given == form:
            return form
    expected = Phrase("one of: {names}", names=", ".join(known))
    faults.append(Fault(_at(_WHERE, "form"), f"'{given}'", expected, "Choose one of these"))
    return "ban"


def _number(options: Mapping[str, Any], name: str, default: float, faults: list[Fault]) -> float:
    given = options.get(name)
    if given in (None, ""):
        return default
    try:
        value = float(str(given).replace(",", "."))
    except ValueError:
        value = float("nan")
    if not -1e6 < value < 1e6:
        action = Phrase("Write {name} as 12", name=name)
        faults.append(Fault(_at(_WHERE, name), f"'{given}'", "a number", action))
        return default
    return value


def _at(where: str, field: str) -> Phrase:
    """Return the place of a field of a scenario or of one of its shocks."""
    return Phrase("{where}, {field}", where=where, field=field)


def check(found: Scenario, where: str) -> list[Fault]:
    """Return every fault of a scenario that has the right shape."""
    faults = list(_whole(found, where))
    for number, item in enumerate(found.shocks, start=1):
        place = Phrase("{where}, shock {number}", where=where, number=number)
        faults += _item(item, place, found.horizon)
    for number, months in enumerate(found.series, start=1):
        place = Phrase("{where}, series {number}", where=where, number=number)
        faults += month_series.check(months, place)
        for name in (months.exporter, months.importer, months.producer):
            faults += _place(name, place) if name else []
        faults += _about(months)
    return faults


def _whole(found: Scenario, where: str) -> Iterator[Fault]:
    if not 1 <= found.horizon <= MOST_MONTHS:
        most = Phrase("1 to {most} months", most=MOST_MONTHS)
        yield Fault(_at(where, "horizon"), str(found.horizon), most, "Write 24")
    if not 1 <= found.first_month <= 12:
        told = str(found.first_month)
        yield Fault(_at(where, "first_month"), told, "a month from 1 to 12", "Write 1 for January")
    if not 0.0 <= found.correlation <= 1.0:
        told = f"{found.correlation:g}"
        yield Fault(_at(where, "correlation"), told, "a number from 0 to 1", "Write 0.5, or 0")
    elif found.correlation and not found.correlation_reason:
        action = "Write correlation_reason"
        told = "no reason"
        yield Fault(_at(where, "correlation"), told, "why sizes move together", action)


def _item(item: ShockItem, where: str, horizon: int) -> Iterator[Fault]:
    if not 0.0 <= item.loss <= 1.0:
        action = "Write the share that is lost, such as 0.5 for half"
        yield Fault(_at(where, "loss"), f"{item.loss:g}", "a fraction from 0 to 1", action)
    low, high = item.loss_range
    if 0.0 <= item.loss <= 1.0 and not 0.0 <= low <= item.loss <= high <= 1.0:
        expected = "0 <= loss_low <= loss <= loss_high <= 1"
        told = Phrase("{low:g} to {high:g}", low=low, high=high)
        yield Fault(_at(where, "loss"), told, expected, "Mend the range")
    if item.months < 1:
        action = "Write the duration"
        yield Fault(_at(where, "months"), str(item.months), "1 month or more", action)
    if not 1 <= item.start <= horizon:
        expected = Phrase("a month from 1 to {last}", last=horizon)
        yield Fault(_at(where, "start"), str(item.start), expected, "Write 1")
    for name in (*item.exporters, *item.targets):
        yield from _place(name, where)
    yield from _about(item)


def _about(item: ShockItem | SeriesItem) -> Iterator[Fault]:
    try:
        subject_of(item)
    except InputError as error:
        yield from error.faults


def _place(name: str, where: str) -> Iterator[Fault]:
    from grondstof.vocabulary.territories import find

    if name == "?":
        expected = "the territory that stops, such as CHN"
        yield Fault(_at(where, "exporter"), "nothing", expected, "Name the exporter")
        return
    try:
        find(name)
    except InputError as error:
        yield from (
            Fault(_at(where, "exporter"), fault.found, fault.expected, fault.action)
            for fault in error.faults
        )


def subject_of(item: ShockItem | SeriesItem) -> Subject:
    """Return what a shock or a series is about.

    Raises:
        UnknownName: A material, stage, product or code that nobody carries.
        InputError: None of material, product and code is given, or more than one.
    """
    from grondstof.vocabulary.materials import find
    from grondstof.vocabulary.stages import aliases, stages

    given = [name for name in (item.material, item.product, item.code) if name]
    if len(given) != 1:
        fault = Fault(
            _WHERE,
            Phrase("{count} of material, product and code", count=len(given)),
            "exactly one of them",
            "Name one, such as the material gallium or the product permanent-magnet",
        )
        raise InputError([fault])
    stage = aliases().get(item.stage, item.stage) if item.stage else None
    if stage is not None and stage not in stages():
        raise UnknownName(_at(_WHERE, "stage"), stage, "a stage", sorted(stages()))
    if item.product:
        return _product(item.product)
    if item.code:
        return _code(item.code)
    material = find(str(item.material)).material_id
    return Subject(material, material, stage, None)


def _code(text: str) -> Subject:
    from grondstof.assess.trade_codes import codes, find_code

    digits, vintages = find_code(text)
    known = [vintage for vintage in vintages if (vintage, digits) in codes()]
    if not known:
        raise UnknownName(
            _at(_WHERE, "code"), text, "a code with trade", sorted(code for _, code in codes())
        )
    key = (max(known), digits)
    link = codes()[key].single
    material, stage = (link.material_id, link.stage_id) if link else (None, None)
    return Subject(f"{key[0]} {digits}", material, stage, key)


def _product(product: str) -> Subject:
    from grondstof.assess.chains import chain
    from grondstof.assess.trade_codes import codes

    found = chain(product)
    for written in found.nodes[found.final].codes:
        system, _, digits = written.partition(" ")
        if (system, digits) in codes():
            first = next((node.material for node in found.nodes.values() if node.material), None)
            return Subject(product, None, None, (system, digits), product, first)
    fault = Fault(
        _at(_WHERE, "product"),
        Phrase("'{product}', whose end product has no trade code with data", product=product),
        "a product with a code, such as permanent-magnet",
        "Name a material of its chain instead",
    )
    raise InputError([fault])
