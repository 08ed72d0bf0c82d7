"""Runs a scenario on an edition: for each subject the path of home, its range and its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.by_products import Hits, bound_of, bounded, host_path, hosts
from grondstof.assess.scenario import Scenario, Subject, subject_of
from grondstof.assess.secondary_supply import at_home
from grondstof.assess.shock_network import Base, base_of
from grondstof.assess.shock_parameters import reaction
from grondstof.assess.shock_runs import Runs, best_sharing, shock_of, variance
from grondstof.errors import InputError
from grondstof.methods.correlated_draws import together
from grondstof.methods.distributions import interval
from grondstof.methods.shock import Path, Reaction, Shock
from grondstof.methods.shock_program import Best
from grondstof.methods.streams import DEFAULT_SEED, stream
from grondstof.store.editions import Edition
from grondstof.store.private import private_stocks

Floats = NDArray[np.float64]
DRAWS = 1000
STAGES = ("processing", "extraction", "component")


@dataclass(frozen=True)
class Ran:
    """One subject of a scenario, run at the point and in draws.

    Attributes:
        subject: What it is about; the stage is filled in.
        base: Base year.
        point: Path of home at point values, mean over the variants; shape (1, steps, 1).
        drawn: Short part of home's use by draw and month, shape (draws, steps). [fraction]
        point_short: The same at point values, shape (steps,). [fraction]
        world_short: Short part of the use of the world at point values, shape (steps,). [fraction]
        variance: Share of the variance of months of cover by parameter. [fraction]
        best: Least loss by the linear programme; None where there is nothing to share.
        interaction: Months of cover lost beyond the sum of the single shocks; None for one shock.
        need: Use of home in a month, in the unit of the base.
        shock_months: Months in which a shock is on.
        outside: Short part of the use of all that restrict no exports, by draw and month; at the
            point first. [fraction]
        shocks: Disruptions of the subject.
        factors: What was drawn, by name.
        hosts: Host metals that bound it; it follows from them alone when `follows`.
        follows: Whether no shock names it, so that it is only a by-product of what is hit.
    """

    subject: Subject
    base: Base
    point: Path
    drawn: Floats
    point_short: Floats
    world_short: Floats
    variance: Mapping[str, float]
    best: Best | None
    interaction: float | None
    need: float
    shock_months: int
    outside: tuple[Floats, Floats]
    shocks: tuple[Shock, ...]
    factors: Mapping[str, Floats]
    hosts: tuple[str, ...] = ()
    follows: bool = False

    @property
    def cover(self) -> tuple[float, float, float]:
        """Return months of use that are missed: point, 5 and 95 %."""
        total = self.drawn.sum(axis=1)
        _, low, high = interval(total)
        return float(self.point_short.sum()), low, high


def run_scenario(
    edition: Edition,
    scenario: Scenario,
    home: str,
    *,
    draws: int = DRAWS,
    seed: int = DEFAULT_SEED,
    program: bool = True,
    followers: bool = False,
) -> list[Ran]:
    """Return one result for each subject of a scenario, and for by-products of hosts that are hit.

    Args:
        edition: Opened edition.
        scenario: What stops.
        home: Home.
        draws: Number of draws; 0 for the point only.
        seed: Seed.
        program: Whether to solve the linear programme too.
        followers: Whether by-products that no shock names are run as well.

    Raises:
        InputError: A subject has no supplier data.
    """
    cases = _cases(edition, scenario, home, draws, seed)
    hits = {
        (case.subject.material, case.subject.stage): host_path(
            case.base, case.shocks, scenario.horizon
        )
        for case in cases
        if case.subject.material
        and case.subject.stage
        and any(item.host == case.subject.material for item in hosts())
    }
    if followers and hits:
        named = {case.subject.material for case in cases}
        cases += _followers(edition, home, {host for host, _ in hits}, named)
    order = _Order(scenario.horizon, scenario.allocation, draws, seed, program)
    found = [_ran(case, order, hits) for case in cases]
    return [item for item in found if not item.follows or item.hosts]


@dataclass(frozen=True)
class _Case:
    """One subject with its base and shocks; `sizes` are the drawn sizes of shocks with a range."""

    subject: Subject
    base: Base
    shocks: list[Shock]
    sizes: Mapping[str, Floats]


@dataclass(frozen=True)
class _Order:
    """How to run: months, sharing, draws, seed and whether with the linear programme."""

    steps: int
    allocation: str
    draws: int
    seed: int
    program: bool


def _cases(edition: Edition, scenario: Scenario, home: str, draws: int, seed: int) -> list[_Case]:
    groups: dict[Subject, list[int]] = {}
    for number_, item in enumerate(scenario.shocks):
        groups.setdefault(subject_of(item), []).append(number_)
    sizes = _sizes(scenario, draws, seed)
    found = []
    for subject, numbers in groups.items():
        subject, base = stage_of(edition, subject, home)
        shocks = [
            replace(shock_of(scenario.shocks[n], base, scenario.horizon), size=sizes.get(n))
            for n in numbers
        ]
        named = {f"size {n + 1}": sizes[n] for n in numbers if n in sizes}
        found.append(_Case(subject, base, shocks, named))
    return found


def _sizes(scenario: Scenario, draws: int, seed: int) -> dict[int, Floats]:
    """Return the drawn size of each shock with a range, over its stated loss; they move together.

    A stated loss of zero has no size to multiply, so it stays what it is.
    """
    ranged = [n for n, item in enumerate(scenario.shocks) if item.ranged and item.loss > 0.0]
    if not ranged or not draws:
        return {}
    rng = stream(seed, "scenario", "sizes")
    u = together(rng, draws, len(ranged), scenario.correlation)
    found = {}
    for row, n in zip(u, ranged, strict=True):
        item = scenario.shocks[n]
        low, high = item.loss_range
        found[n] = (low + (high - low) * row) / item.loss
    return found


def _followers(edition: Edition, home: str, hit: set[str], named: set[str | None]) -> list[_Case]:
    """Return the by-products of hosts that are hit and that no shock names, without shocks."""
    found = []
    wins = dict.fromkeys((item.material, item.stage) for item in hosts() if item.host in hit)
    for name, stage in wins:
        if name in named:
            continue
        try:
            subject, base = stage_of(edition, Subject(name, name, stage, None), home)
        except InputError:
            continue
        found.append(_Case(subject, base, [], {}))
    return found


def stage_of(edition: Edition, subject: Subject, home: str) -> tuple[Subject, Base]:
    """Return the subject with its stage, and its base; the first stage with suppliers is taken.

    Raises:
        InputError: No stage has supplier data.
    """
    if subject.stage is not None or subject.code is not None:
        base = base_of(
            edition, home, material=subject.material, stage=subject.stage, code=subject.code
        )
        return subject, base
    fault: InputError | None = None
    for stage in STAGES:
        try:
            base = base_of(edition, home, material=subject.material, stage=stage)
        except InputError as error:
            fault = fault or error
            continue
        return Subject(subject.label, subject.material, stage, None, subject.product), base
    raise fault if fault else InputError([])


def _ran(case: _Case, order: _Order, hits: Hits) -> Ran:
    subject, base, shocks = case.subject, case.base, case.shocks
    networks = list(base.variants.values())
    how = Runs(
        base, order.steps, order.allocation if base.basis == "trade" else "pro-rata",
        _stocks(subject, base), at_home(base.secondary, 1, len(base.territories), base.home),
    )  # fmt: skip
    bound = bound_of(hits, (subject.material, subject.stage), base, None, order.seed)
    still = [replace(item, size=None) for item in shocks]
    point, world = how.points(networks, still, bound[0] if bound else None)
    drawn, outside, factors, parts = _drawn(case, order, how, hits)
    path = how.path(
        networks[0], still, reaction(None), bound[0] if bound else None, keep=[base.home]
    )
    best = best_sharing(how, still) if order.program and still else None
    mixes = len(networks)
    return Ran(
        subject, base, path, drawn if drawn is not None else point[None, :], point, world,
        variance(factors, drawn, parts, mixes) if drawn is not None else {},
        best, how.interaction(networks, still) if not bound else None,
        float(networks[0].use[base.home] / 12.0), _months(shocks) or _bound_months(bound),
        (path.outside, path.outside if outside is None else outside), tuple(shocks), factors,
        tuple(item.host for item in bounded(hits, subject.material, subject.stage)),
        not shocks,
    )  # fmt: skip


def _drawn(
    case: _Case, order: _Order, how: Runs, hits: Hits
) -> tuple[Floats | None, Floats | None, dict[str, Floats], list[NDArray[np.intp]]]:
    """Return the short part of use of home and outside by draw, what was drawn, and the mixes."""
    if not order.draws:
        return None, None, {}, []
    networks = list(case.base.variants.values())
    react = reaction(order.draws, order.seed)
    bound = bound_of(
        hits, (case.subject.material, case.subject.stage), case.base, order.draws, order.seed
    )
    base = case.base
    more = at_home(base.secondary, order.draws, len(base.territories), base.home, order.seed)
    parts = np.array_split(np.arange(order.draws), len(networks))
    shorts = [
        how.short(
            network, [_part_of(item, part) for item in case.shocks], _part(react, part),
            bound[0][part] if bound else None, None if more is None else more[part],
        )
        for network, part in zip(networks, parts, strict=True)
    ]  # fmt: skip
    factors = {name: getattr(react, name) for name in Reaction.names()}
    if more is not None:
        factors["secondary_supply"] = more.sum(axis=1)
    return (
        np.concatenate([home for home, _ in shorts]),
        np.concatenate([outside for _, outside in shorts]),
        {**factors, **case.sizes, **(bound[1] if bound else {})},
        parts,
    )


def _bound_months(bound: tuple[Floats, Mapping[str, Floats]] | None) -> int:
    return int((bound[0] < 1.0 - 1e-9).any(axis=(0, 2)).sum()) if bound else 0


def _part_of(item: Shock, part: NDArray[np.intp]) -> Shock:
    return item if item.size is None else replace(item, size=item.size[part])


def _months(shocks: Sequence[Shock]) -> int:
    return int(np.array([item.loss > 0.0 for item in shocks]).any(axis=0).sum())


def _stocks(subject: Subject, base: Base) -> Floats | None:
    known = private_stocks()
    found = [known.get((subject.material or "", name), np.nan) for name in base.territories]
    return np.array(found) if not np.isnan(found).all() else None


def _part(react: Reaction, part: NDArray[np.intp]) -> Reaction:
    return Reaction(**{name: getattr(react, name)[part] for name in Reaction.names()})
