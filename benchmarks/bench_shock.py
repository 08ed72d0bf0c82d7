"""A supply shock: one scenario, its linear programme, a thousand draws, and its page on the site.

Network of 230 territories, as dense as world trade in a code (one link in ten), 24 monthly steps.
The page is that of the served edition, for a material of shares and for a product of trade.
"""

import os

# As the server does: small arrays gain nothing from more threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from dataclasses import replace

import numpy as np
from measure import report, seconds
from numpy.typing import NDArray

from grondstof.methods.shock import Network, Reaction, Shock, run
from grondstof.methods.shock_calendar import even_months
from grondstof.methods.shock_program import least_loss, limits_of

N, STEPS = 230, 24


def _network() -> Network:
    rng = np.random.default_rng(1)
    flows = rng.lognormal(0.0, 2.0, (N, N)) * (rng.random((N, N)) < 0.1)
    np.fill_diagonal(flows, 0.0)
    net = np.maximum(0.0, flows.sum(axis=1) - flows.sum(axis=0))
    return Network(flows, net + rng.lognormal(0.0, 1.0, N), rng.random(N))


def _reaction(draws: int) -> Reaction:
    u = np.random.default_rng(2).uniform
    return Reaction(
        u(30, 90, draws), u(0, 0.3, draws), u(3, 9, draws), u(1, 1.5, draws), u(1, 1.5, draws),
        u(3, 15, draws), u(0.2, 0.8, draws), u(0, 0.04, draws), u(0, 0.1, draws),
        u(12, 24, draws), np.ones(draws),
    )  # fmt: skip


def _program(network: Network) -> None:
    passes = np.ones((N, N))
    passes[0] = 0.0
    use = network.use / 12.0
    limits = limits_of(
        network.flows / 12.0, network.production / 12.0, use, passes=passes, runs=np.ones(N),
        spare=0.15, growth=1.25, new_links=0.1, cover=use * 0.3, value=np.ones(N),
    )  # fmt: skip
    least_loss(limits, 5)


def _harder(network: Network, shock: Shock, many: Reaction, keep: NDArray[np.intp]) -> None:
    """Report 1,000 draws of what costs more than one ban: delay, months, clocks, price."""
    other = np.arange(N) == 1
    later = replace(shock, loss=np.where(np.arange(STEPS) >= 8, 0.5, 0.0), sources=other)
    cases = {
        "a licence delay": (network, [replace(shock, waits=True)], "pro-rata"),
        "months of their own": (replace(network, months=even_months(N)), [shock], "pro-rata"),
        "two shocks that begin apart": (network, [shock, later], "pro-rata"),
        "sharing by price": (network, [shock], "price"),
    }
    for told, (base, shocks, rule) in cases.items():
        taken = seconds(
            lambda a=base, b=shocks, c=rule: run(a, b, many, STEPS, keep=keep, allocation=c),
            times=3,
        )
        report(f"1,000 draws: {told}", taken, "s", at_most=10)


def _pages() -> None:
    """Report how long the server needs for a page that follows a slider; each address is new."""
    from grondstof.products.answers.desk import Desk
    from grondstof.products.web.app import Site

    site = Site(Desk())
    for told, what in (("gallium", "gallium"), ("magnets", "product:permanent-magnet")):
        asked = [f"exporter=CHN&what={what}&loss={0.4 + n / 50:.2f}&months=9" for n in range(16)]
        site.make("/nl/scenario", asked.pop())
        page = seconds(lambda asked=asked: site.make("/nl/scenario", asked.pop()), times=15)
        report(f"page of a scenario at a new place of a slider, {told}", 1000 * page, "ms",
               at_most=300)  # fmt: skip


def main() -> None:
    """Report the figures."""
    network, keep = _network(), np.array([5])
    loss = np.where(np.arange(STEPS) < 12, 1.0, 0.0)
    shocks = [Shock(np.arange(N) == 0, np.ones(N, dtype=bool), loss)]
    one, many = _reaction(1), _reaction(1000)
    told = "closed form, 230 territories, 24 monthly steps"
    point = seconds(lambda: run(network, shocks, one, STEPS, keep=keep))
    report("one scenario", 1000 * point, "ms", at_most=150, note=told)
    program = seconds(lambda: _program(network), times=3)
    report("one scenario with the linear programme", program + point, "s", at_most=1, note=told)
    draws = seconds(lambda: run(network, shocks, many, STEPS, keep=keep), times=3)
    report("one scenario in 1,000 draws", draws, "s", at_most=10, note=told)
    _harder(network, shocks[0], many, keep)
    _pages()


if __name__ == "__main__":
    main()
