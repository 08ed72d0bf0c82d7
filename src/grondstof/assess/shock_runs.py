"""Runs of one base under shocks: at the point, in draws, alone and together, and the least loss."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.scenario import PRODUCTION_FORMS, WAITING_FORM, ShockItem
from grondstof.assess.shock_network import Base
from grondstof.assess.shock_parameters import number, reaction
from grondstof.methods import shock_outcome as outcome
from grondstof.methods.shock import Allocation, Network, Path, Reaction, Shock, run
from grondstof.methods.shock_program import Best, least_loss, limits_of

Floats = NDArray[np.float64]
# What passes of a link that is not wholly open; a source with such a link has no spare capacity.
_SHUT = 1.0 - 1e-9


def shock_of(item: ShockItem, base: Base, steps: int) -> Shock:
    """Return a shock on the places of a base."""
    from grondstof.vocabulary.territories import find

    sources = _places(base, [find(name) for name in item.exporters])
    targets = _places(base, [find(name) for name in item.targets])
    if not item.targets:
        targets = np.ones(len(base.territories), dtype=bool)
    month = np.arange(1, steps + 1)
    loss = np.where((month >= item.start) & (month < item.start + item.months), item.loss, 0.0)
    waits = item.form == WAITING_FORM
    return Shock(sources, targets, loss, item.form in PRODUCTION_FORMS, waits=waits)


def _places(base: Base, names: Sequence[str]) -> NDArray[np.bool_]:
    from grondstof.vocabulary.territories import groups, members

    wanted: set[str] = set()
    for name in names:
        wanted |= {name} | (set(members(name)) if name in groups() else set())
    return np.array([name in wanted for name in base.territories])


@dataclass(frozen=True)
class Cause:
    """One shock that bears on a subject: to the subject itself, or to a host that bounds it."""

    shocks: list[Shock]
    bound: Floats | None = None
    onsets: tuple[int, ...] = ()


@dataclass(frozen=True)
class Runs:
    """How the networks of one base are run.

    Attributes:
        base: The base.
        steps: Number of months.
        rule: How what is left is shared.
        stocks: Stock days of single territories, NaN elsewhere; None for the common ones.
        secondary: What the stock model gives back, shape (1, n); None where not known.
        first_month: Calendar month of the first step, 1 to 12.
    """

    base: Base
    steps: int
    rule: str
    stocks: Floats | None
    secondary: Floats | None = None
    first_month: int = 1

    def path(
        self,
        network: Network,
        shocks: list[Shock],
        react: Reaction,
        bound: Floats | None = None,
        *,
        keep: Sequence[int] | None = None,
        secondary: Floats | None = None,
        onsets: Sequence[int] = (),
    ) -> Path:
        """Return the path of a network; draws of their own for what the stock model gives back."""
        allocation: Allocation = "price" if self.rule == "price" else "pro-rata"
        return run(
            network, shocks, react, self.steps, allocation=allocation, stocks=self.stocks,
            bound=bound, keep=None if keep is None else np.array(keep),
            secondary=self.secondary if secondary is None else secondary,
            onsets=onsets, first_month=self.first_month,
        )  # fmt: skip

    def short(
        self,
        network: Network,
        shocks: list[Shock],
        react: Reaction,
        bound: Floats | None,
        secondary: Floats | None,
        onsets: Sequence[int] = (),
    ) -> tuple[Floats, Floats]:
        """Return the short part of use of home, and of all outside, shape (draws, steps) each."""
        home = [self.base.home]
        path = self.path(
            network, shocks, react, bound, keep=home, secondary=secondary, onsets=onsets
        )
        need = float(path.need[0])
        short = path.shortage[:, :, 0] / need if need > 0.0 else np.zeros(path.shortage.shape[:2])
        return short, path.outside

    def points(
        self,
        networks: Sequence[Network],
        shocks: list[Shock],
        bound: Floats | None = None,
        onsets: Sequence[int] = (),
    ) -> tuple[Floats, Floats]:
        """Return home's and the world's short part of use at the point, mean over the mixes."""
        homes, worlds = [], []
        for network in networks:
            path = self.path(network, shocks, reaction(None), bound, onsets=onsets)
            need = np.maximum(path.need, 1e-300)
            homes.append(path.shortage[0, :, self.base.home] / need[self.base.home])
            worlds.append(path.shortage[0].sum(axis=1) / need.sum())
        return np.mean(homes, axis=0), np.mean(worlds, axis=0)

    def alone(self, networks: Sequence[Network], causes: Sequence[Cause]) -> tuple[float, ...]:
        """Return the months of home's use that each cause costs by itself, at the point."""
        return tuple(
            float(self.points(networks, item.shocks, item.bound, item.onsets)[0].sum())
            for item in causes
        )


def variance(
    factors: Mapping[str, Floats], drawn: Floats, parts: Sequence[NDArray[np.intp]], mixes: int
) -> dict[str, float]:
    """Return the share of the variance of months of cover that each drawn factor explains."""
    total = drawn.sum(axis=1)
    found = {name: outcome.given_data_share(values, total) for name, values in factors.items()}
    if mixes > 1:
        mix = np.concatenate([np.full(len(part), float(n)) for n, part in enumerate(parts)])
        found["supplier_mix"] = outcome.given_data_share(mix, total)
    return {name: share for name, share in found.items() if share > 0.0}


def best_sharing(how: Runs, shocks: list[Shock], bound: Floats | None = None) -> Best | None:
    """Return the least loss in an average month of the shocks, on the first network of a base.

    Args:
        how: The base and how it is run.
        shocks: Disruptions.
        bound: Part of production that hosts allow, shape (1, steps, n).
    """
    base = how.base
    network = next(iter(base.variants.values()))
    hit = _hit(how, shocks, bound)
    months = int(hit.sum())
    flows, made = _usual(network, np.flatnonzero(hit) + how.first_month - 1)
    use = np.maximum(made + flows.sum(axis=0) - flows.sum(axis=1), 0.0)
    if months == 0 or use[base.home] <= 0.0:
        return None
    passes, runs = _open(shocks, hit, len(use))
    if bound is not None:
        runs = runs * bound[0][hit].mean(axis=0)
    open_part = max(0.0, months - number("switch_lag_months")) / months
    more = how.secondary
    cover = network.use / 365.0 * number("stock_days") / months + network.use / 12.0 * (
        number("recycling_growth") + number("substitution") + (0.0 if more is None else more[0])
    )
    value = network.bids if network.bids is not None else np.ones(len(use))
    limits = limits_of(
        flows, made, use, passes=passes, runs=runs,
        spare=number("spare_capacity"), growth=number("link_growth"),
        new_links=number("new_link_share") * open_part, cover=cover,
        value=np.maximum(value / max(float(value.mean()), 1e-12), 1e-3),
    )  # fmt: skip
    return least_loss(limits, base.home)


def _hit(how: Runs, shocks: list[Shock], bound: Floats | None) -> NDArray[np.bool_]:
    """Return the months in which something is on."""
    hit = np.zeros(how.steps, dtype=bool)
    for item in shocks:
        hit |= item.loss > 0.0
    return hit if bound is None else hit | (bound[0] < 1.0 - 1e-9).any(axis=1)


def _usual(network: Network, months: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Return base flows and production of an average one of these months, counted from January."""
    if network.months is None or not len(months):
        return network.flows / 12.0, network.production / 12.0
    at = months % 12
    shares = network.months.flows[at].mean(axis=0), network.months.production[at].mean(axis=0)
    return network.flows * shares[0], network.production * shares[1]


def _open(shocks: list[Shock], hit: NDArray[np.bool_], places: int) -> tuple[Floats, Floats]:
    """Return the part of each link that passes, and of production that runs, in a mean month.

    What waits for a licence may leave within what the link can grow, so a little more passes.
    """
    passes, runs = np.ones((places, places)), np.ones(places)
    for item in shocks:
        mean = float(item.loss[hit].mean())
        if item.production:
            runs *= 1.0 - mean * item.sources
            continue
        gate = 1.0 - mean * np.outer(item.sources, item.targets)
        if item.waits:
            gate = np.where(gate < 1.0, np.minimum(gate * number("link_growth"), _SHUT), gate)
        passes *= gate
    return passes, runs
