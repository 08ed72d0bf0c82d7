"""Runs a scenario on an edition: for each subject the path of home, its range and its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.scenario import PRODUCTION_FORMS, Scenario, ShockItem, Subject, subject_of
from grondstof.assess.secondary_supply import at_home
from grondstof.assess.shock_network import Base, base_of
from grondstof.assess.shock_parameters import number, reaction
from grondstof.methods import shock_outcome as outcome
from grondstof.methods.distributions import interval
from grondstof.methods.shock import Allocation, Network, Path, Reaction, Shock, run
from grondstof.methods.shock_program import Best, least_loss, limits_of
from grondstof.methods.streams import DEFAULT_SEED
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
) -> list[Ran]:
    """Return one result for each subject of a scenario.

    Raises:
        InputError: A subject has no supplier data.
    """
    groups: dict[Subject, list[ShockItem]] = {}
    for item in scenario.shocks:
        groups.setdefault(subject_of(item), []).append(item)
    return [
        _ran(edition, scenario, subject, items, home, draws, seed, program)
        for subject, items in groups.items()
    ]


def stage_of(edition: Edition, subject: Subject, home: str) -> tuple[Subject, Base]:
    """Return the subject with its stage, and its base; the first stage with suppliers is taken.

    Raises:
        InputError: No stage has supplier data.
    """
    from grondstof.errors import InputError

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


def _ran(
    edition: Edition,
    scenario: Scenario,
    subject: Subject,
    items: Sequence[ShockItem],
    home: str,
    draws: int,
    seed: int,
    program: bool,
) -> Ran:
    subject, base = stage_of(edition, subject, home)
    steps = scenario.horizon
    rule = scenario.allocation if base.basis == "trade" else "pro-rata"
    networks = list(base.variants.values())
    shocks = [shock_of(item, base, steps) for item in items]
    stocks = _stocks(subject, base)
    point, world = _points(networks, shocks, base, steps, rule, stocks)
    react = reaction(draws, seed)
    more = _secondary(base, draws, seed)
    parts = np.array_split(np.arange(draws), len(networks)) if draws else []
    shorts = [
        _short(
            network,
            shocks,
            _part(react, part),
            base,
            steps,
            rule,
            stocks,
            None if more is None else more[part],
        )
        for network, part in zip(networks, parts, strict=False)
    ]
    drawn = np.concatenate(shorts) if shorts else point[None, :]
    path = run(
        networks[0], shocks, reaction(None), steps, allocation=rule, stocks=stocks,
        keep=np.array([base.home]), secondary=_secondary(base, 1),
    )  # fmt: skip
    best = _best(networks[0], shocks, base, steps) if program else None
    return Ran(
        subject, base, path, drawn, point, world,
        _variance(react, drawn, parts, len(networks), more) if draws else {},
        best, _interaction(networks, shocks, base, steps, rule, stocks),
        float(networks[0].use[base.home] / 12.0), _months(shocks),
    )  # fmt: skip


def _secondary(base: Base, draws: int, seed: int = DEFAULT_SEED) -> Floats | None:
    """Return what the stock model says recycling can add at home, shape (draws, n)."""
    return at_home(base.secondary, draws, len(base.territories), base.home, seed)


def _months(shocks: Sequence[Shock]) -> int:
    return int(np.array([item.loss > 0.0 for item in shocks]).any(axis=0).sum())


def shock_of(item: ShockItem, base: Base, steps: int) -> Shock:
    """Return a shock on the places of a base."""
    from grondstof.vocabulary.territories import find

    sources = _places(base, [find(name) for name in item.exporters])
    targets = _places(base, [find(name) for name in item.targets])
    if not item.targets:
        targets = np.ones(len(base.territories), dtype=bool)
    month = np.arange(1, steps + 1)
    loss = np.where((month >= item.start) & (month < item.start + item.months), item.loss, 0.0)
    return Shock(sources, targets, loss, item.form in PRODUCTION_FORMS)


def _places(base: Base, names: Sequence[str]) -> NDArray[np.bool_]:
    from grondstof.vocabulary.territories import groups, members

    wanted: set[str] = set()
    for name in names:
        wanted |= {name} | (set(members(name)) if name in groups() else set())
    return np.array([name in wanted for name in base.territories])


def _stocks(subject: Subject, base: Base) -> Floats | None:
    known = private_stocks()
    found = [known.get((subject.material or "", name), np.nan) for name in base.territories]
    return np.array(found) if not np.isnan(found).all() else None


def _part(react: Reaction, part: NDArray[np.intp]) -> Reaction:
    return Reaction(**{name: getattr(react, name)[part] for name in Reaction.names()})


def _short(
    network: Network,
    shocks: list[Shock],
    react: Reaction,
    base: Base,
    steps: int,
    rule: str,
    stocks: Floats | None,
    secondary: Floats | None,
) -> Floats:
    """Return the short part of home's use, shape (draws, steps)."""
    keep = np.array([base.home])
    allocation: Allocation = "price" if rule == "price" else "pro-rata"
    path = run(
        network, shocks, react, steps, allocation=allocation, stocks=stocks, keep=keep,
        secondary=secondary,
    )  # fmt: skip
    need = float(path.need[0])
    return path.shortage[:, :, 0] / need if need > 0.0 else np.zeros(path.shortage.shape[:2])


def _points(
    networks: Sequence[Network],
    shocks: list[Shock],
    base: Base,
    steps: int,
    rule: str,
    stocks: Floats | None,
) -> tuple[Floats, Floats]:
    """Return home's and the world's short part of use at point values, mean over the variants."""
    allocation: Allocation = "price" if rule == "price" else "pro-rata"
    homes, worlds = [], []
    more = _secondary(base, 1)
    for network in networks:
        path = run(
            network, shocks, reaction(None), steps, allocation=allocation, stocks=stocks,
            secondary=more,
        )  # fmt: skip
        need = np.maximum(path.need, 1e-300)
        homes.append(path.shortage[0, :, base.home] / need[base.home])
        worlds.append(path.shortage[0].sum(axis=1) / need.sum())
    return np.mean(homes, axis=0), np.mean(worlds, axis=0)


def _interaction(
    networks: Sequence[Network],
    shocks: list[Shock],
    base: Base,
    steps: int,
    rule: str,
    stocks: Floats | None,
) -> float | None:
    """Return loss(all) less the sum of loss(each alone), in months of home's use."""
    if len(shocks) < 2:
        return None
    together = _points(networks, shocks, base, steps, rule, stocks)[0].sum()
    alone = [_points(networks, [item], base, steps, rule, stocks)[0].sum() for item in shocks]
    return float(together - sum(alone))


def _variance(
    react: Reaction, drawn: Floats, parts: Sequence[NDArray[np.intp]], mixes: int,
    secondary: Floats | None,
) -> dict[str, float]:  # fmt: skip
    total = drawn.sum(axis=1)
    found = {
        name: outcome.given_data_share(getattr(react, name), total) for name in Reaction.names()
    }
    if secondary is not None:
        found["secondary_supply"] = outcome.given_data_share(secondary.sum(axis=1), total)
    if mixes > 1:
        mix = np.concatenate([np.full(len(part), float(n)) for n, part in enumerate(parts)])
        found["supplier_mix"] = outcome.given_data_share(mix, total)
    return {name: share for name, share in found.items() if share > 0.0}


def _best(network: Network, shocks: list[Shock], base: Base, steps: int) -> Best | None:
    """Return the least loss in an average month of the shocks."""
    hit = np.array([item.loss > 0.0 for item in shocks]).any(axis=0)
    months = int(hit.sum())
    use = network.use / 12.0
    if months == 0 or use[base.home] <= 0.0:
        return None
    n = len(use)
    passes, runs = np.ones((n, n)), np.ones(n)
    for item in shocks:
        mean = float(item.loss[hit].mean())
        if item.production:
            runs *= 1.0 - mean * item.sources
        else:
            passes *= 1.0 - mean * np.outer(item.sources, item.targets)
    open_part = max(0.0, months - number("switch_lag_months")) / months
    more = _secondary(base, 1)
    cover = network.use / 365.0 * number("stock_days") / months + use * (
        number("recycling_growth") + number("substitution") + (0.0 if more is None else more[0])
    )
    value = network.bids if network.bids is not None else np.ones(n)
    limits = limits_of(
        network.flows / 12.0, network.production / 12.0, use, passes=passes, runs=runs,
        spare=number("spare_capacity"), growth=number("link_growth"),
        new_links=number("new_link_share") * open_part, cover=cover,
        value=np.maximum(value / max(float(value.mean()), 1e-12), 1e-3),
    )  # fmt: skip
    return least_loss(limits, base.home)
