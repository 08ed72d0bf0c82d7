"""Runs a scenario on an edition: for each subject the path of home, its range and its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.by_products import Hits, began, bound_of, bounded
from grondstof.assess.scenario import Scenario, Subject
from grondstof.assess.secondary_supply import at_home
from grondstof.assess.shock_cases import Case, cases_of, causes_of, followers_of, hits_of
from grondstof.assess.shock_network import Base
from grondstof.assess.shock_parameters import reaction
from grondstof.assess.shock_runs import Runs, best_sharing, variance
from grondstof.methods.distributions import interval
from grondstof.methods.shock import Path, Reaction, Shock
from grondstof.methods.shock_program import Best
from grondstof.methods.streams import DEFAULT_SEED
from grondstof.store.editions import Edition
from grondstof.store.private import private_stocks

Floats = NDArray[np.float64]
DRAWS = 1000


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
        interaction: Months of cover lost beyond the sum of the single shocks, those to hosts
            included; None for one shock.
        need: Use of home in a month, in the unit of the base.
        shock_months: Months in which a shock is on.
        outside: Short part of the use of all that restrict no exports, by draw and month; at the
            point first. [fraction]
        shocks: Disruptions of the subject.
        factors: What was drawn, by name.
        hosts: Host metals that bound it; it follows from them alone when `follows`.
        follows: Whether no shock names it, so that it is only a by-product of what is hit.
        alone: Months of cover that each shock costs by itself; empty for one shock.
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
    alone: tuple[float, ...] = ()

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
    series: bool = True,
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
        series: Whether months follow the series that are at hand beside the edition.

    Raises:
        InputError: A subject has no supplier data.
    """
    cases = cases_of(edition, scenario, home, draws, seed, series=series)
    hits, single = hits_of(cases, scenario.horizon, scenario.first_month)
    if followers and hits:
        named = {case.subject.material for case in cases}
        cases += followers_of(edition, scenario, home, hits, named, series=series)
    order = _Order(scenario, draws, seed, program)
    found = [_ran(case, order, hits, single) for case in cases]
    return [item for item in found if not item.follows or item.hosts]


@dataclass(frozen=True)
class _Order:
    """How to run: the scenario, draws, seed and whether with the linear programme."""

    scenario: Scenario
    draws: int
    seed: int
    program: bool


def _ran(case: Case, order: _Order, hits: Hits, single: Sequence[Hits]) -> Ran:
    subject, base, still = case.subject, case.base, case.still
    networks = list(base.variants.values())
    how = _how(case, order)
    bound = bound_of(hits, case.key, base, None, order.seed)
    outside = (bound[0] if bound else None, began(hits, *case.key))
    point, world = how.points(networks, still, *outside)
    drawn, beyond, factors, parts = _drawn(case, order, how, hits)
    path = how.path(
        networks[0], still, reaction(None), outside[0], keep=[base.home], onsets=outside[1]
    )
    best = best_sharing(how, still, outside[0]) if order.program and (still or bound) else None
    causes = causes_of(case, single, order.seed)
    alone = how.alone(networks, causes) if len(causes) > 1 else ()
    return Ran(
        subject, base, path, drawn if drawn is not None else point[None, :], point, world,
        variance(factors, drawn, parts, len(networks)) if drawn is not None else {},
        best, float(point.sum()) - sum(alone) if alone else None,
        float(networks[0].use[base.home] / 12.0), _months(still, outside[0]),
        (path.outside, path.outside if beyond is None else beyond), tuple(case.shocks), factors,
        tuple(item.host for item in bounded(hits, *case.key)),
        not still, alone,
    )  # fmt: skip


def _how(case: Case, order: _Order) -> Runs:
    base = case.base
    rule = order.scenario.allocation if base.basis == "trade" else "pro-rata"
    return Runs(
        base, order.scenario.horizon, rule, _stocks(case.subject, base),
        at_home(base.secondary, 1, len(base.territories), base.home),
        order.scenario.first_month,
    )  # fmt: skip


def _drawn(
    case: Case, order: _Order, how: Runs, hits: Hits
) -> tuple[Floats | None, Floats | None, dict[str, Floats], list[NDArray[np.intp]]]:
    """Return the short part of use of home and outside by draw, what was drawn, and the mixes."""
    if not order.draws:
        return None, None, {}, []
    networks = list(case.base.variants.values())
    react = reaction(order.draws, order.seed)
    bound = bound_of(hits, case.key, case.base, order.draws, order.seed)
    base, onsets = case.base, began(hits, *case.key)
    more = at_home(base.secondary, order.draws, len(base.territories), base.home, order.seed)
    parts = np.array_split(np.arange(order.draws), len(networks))
    shorts = [
        how.short(
            network, [_part_of(item, part) for item in case.shocks], _part(react, part),
            bound[0][part] if bound else None, None if more is None else more[part], onsets,
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


def _part_of(item: Shock, part: NDArray[np.intp]) -> Shock:
    return item if item.size is None else replace(item, size=item.size[part])


def _months(shocks: Sequence[Shock], bound: Floats | None) -> int:
    """Return in how many months a shock is on, or a host that is hit bounds production."""
    if shocks:
        return int(np.array([item.loss > 0.0 for item in shocks]).any(axis=0).sum())
    return 0 if bound is None else int((bound < 1.0 - 1e-9).any(axis=(0, 2)).sum())


def _stocks(subject: Subject, base: Base) -> Floats | None:
    known = private_stocks()
    found = [known.get((subject.material or "", name), np.nan) for name in base.territories]
    return np.array(found) if not np.isnan(found).all() else None


def _part(react: Reaction, part: NDArray[np.intp]) -> Reaction:
    return Reaction(**{name: getattr(react, name)[part] for name in Reaction.names()})
