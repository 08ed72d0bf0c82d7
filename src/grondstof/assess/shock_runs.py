"""Runs of one base under shocks: at the point, in draws, alone and together, and the least loss."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.scenario import PRODUCTION_FORMS, ShockItem
from grondstof.assess.shock_network import Base
from grondstof.assess.shock_parameters import number, reaction
from grondstof.methods import shock_outcome as outcome
from grondstof.methods.shock import Allocation, Network, Path, Reaction, Shock, run
from grondstof.methods.shock_program import Best, least_loss, limits_of

Floats = NDArray[np.float64]


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


@dataclass(frozen=True)
class Runs:
    """How the networks of one base are run.

    Attributes:
        base: The base.
        steps: Number of months.
        rule: How what is left is shared.
        stocks: Stock days of single territories, NaN elsewhere; None for the common ones.
        secondary: What the stock model gives back, shape (1, n); None where not known.
    """

    base: Base
    steps: int
    rule: str
    stocks: Floats | None
    secondary: Floats | None = None

    def path(
        self,
        network: Network,
        shocks: list[Shock],
        react: Reaction,
        bound: Floats | None = None,
        *,
        keep: Sequence[int] | None = None,
        secondary: Floats | None = None,
    ) -> Path:
        """Return the path of a network; draws of their own for what the stock model gives back."""
        allocation: Allocation = "price" if self.rule == "price" else "pro-rata"
        return run(
            network, shocks, react, self.steps, allocation=allocation, stocks=self.stocks,
            bound=bound, keep=None if keep is None else np.array(keep),
            secondary=self.secondary if secondary is None else secondary,
        )  # fmt: skip

    def short(
        self,
        network: Network,
        shocks: list[Shock],
        react: Reaction,
        bound: Floats | None,
        secondary: Floats | None,
    ) -> tuple[Floats, Floats]:
        """Return the short part of use of home, and of all outside, shape (draws, steps) each."""
        path = self.path(network, shocks, react, bound, keep=[self.base.home], secondary=secondary)
        need = float(path.need[0])
        home = path.shortage[:, :, 0] / need if need > 0.0 else np.zeros(path.shortage.shape[:2])
        return home, path.outside

    def points(
        self, networks: Sequence[Network], shocks: list[Shock], bound: Floats | None = None
    ) -> tuple[Floats, Floats]:
        """Return home's and the world's short part of use at the point, mean over the mixes."""
        homes, worlds = [], []
        for network in networks:
            path = self.path(network, shocks, reaction(None), bound)
            need = np.maximum(path.need, 1e-300)
            homes.append(path.shortage[0, :, self.base.home] / need[self.base.home])
            worlds.append(path.shortage[0].sum(axis=1) / need.sum())
        return np.mean(homes, axis=0), np.mean(worlds, axis=0)

    def interaction(self, networks: Sequence[Network], shocks: list[Shock]) -> float | None:
        """Return loss(all) less the sum of loss(each alone), in months of home's use."""
        if len(shocks) < 2:
            return None
        together_ = self.points(networks, shocks)[0].sum()
        alone = [self.points(networks, [item])[0].sum() for item in shocks]
        return float(together_ - sum(alone))


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


def best_sharing(how: Runs, shocks: list[Shock]) -> Best | None:
    """Return the least loss in an average month of the shocks, on the first network of a base."""
    base = how.base
    network = next(iter(base.variants.values()))
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
    more = how.secondary
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
