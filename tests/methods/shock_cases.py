"""Random networks, reactions and shocks that the tests of the shock engine share."""

import numpy as np

from grondstof.methods.shock import Months, Network, Path, Reaction, Shock

STEPS = 24
N = 8


def network(seed: int, n: int = N) -> Network:
    rng = np.random.default_rng(seed)
    flows = rng.lognormal(0.0, 2.0, (n, n)) * (rng.random((n, n)) < 0.5)
    np.fill_diagonal(flows, 0.0)
    net = np.maximum(0.0, flows.sum(axis=1) - flows.sum(axis=0))
    return Network(flows, net + rng.lognormal(0.0, 1.0, n), rng.random(n))


def seasonal(seed: int, n: int = N) -> Network:
    """Return a network in which every flow and all production have months of their own."""
    found, rng = network(seed, n), np.random.default_rng(seed + 1)
    flows, made = rng.dirichlet(np.ones(12), (n, n)), rng.dirichlet(np.ones(12), n)
    months = Months(np.moveaxis(flows, -1, 0), made.T)
    return Network(found.flows, found.production, found.bids, months)


def reaction(seed: int, draws: int = 6) -> Reaction:
    rng = np.random.default_rng(seed)
    u = rng.uniform
    return Reaction(
        stock_days=u(0, 90, draws),
        spare_capacity=u(0, 0.3, draws),
        spare_ramp_months=u(1, 9, draws),
        transit_months=u(1, 2.9, draws),
        link_growth=u(1, 1.5, draws),
        switch_lag_months=u(1, 15, draws),
        new_link_share=u(0, 1, draws),
        recycling_growth=u(0, 0.05, draws),
        substitution=u(0, 0.1, draws),
        substitution_ramp_months=u(6, 24, draws),
        severity=np.ones(draws),
    )


def still(stock_days: float = 0.0, growth: float = 1.0) -> Reaction:
    """Return a reaction of one draw that only has stock, a month of transit and room on links."""
    return Reaction(*(np.array([x]) for x in (stock_days, 0, 1, 1, growth, 99, 0, 0, 0, 1, 1)))


def any_shock(rng: np.random.Generator, n: int = N, *, waits: bool | None = None) -> Shock:
    """Return a shock of any form, size, start and duration on one or two territories."""
    start, months = int(rng.integers(0, 15)), int(rng.integers(1, 13))
    month = np.arange(STEPS)
    loss = np.where((month >= start) & (month < start + months), rng.uniform(0.05, 1.0), 0.0)
    form = rng.integers(0, 3) if waits is None else 2 if waits else 0
    sources, targets = rng.random(n) < 0.2, rng.random(n) < 0.7
    sources[rng.integers(0, n)] = True
    return Shock(sources, targets, loss, bool(form == 1), waits=bool(form == 2))


def lost(path: Path) -> np.ndarray:
    """Return the use that is missed in all, by draw."""
    return path.shortage.sum(axis=(1, 2))
