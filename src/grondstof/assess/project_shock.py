"""How much less the Union misses when its largest supplier stops, with a project and without it.

The shock engine runs twice on the same draws: on the base year, and on the same year in which the
output of the project takes the place of imports. The supplier that stops is the largest one of the
base year; it stops all dispatch for a year. The difference is what the project takes away of the
dependence. [months of use]
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.shock_network import Base, base_of
from grondstof.assess.shock_parameters import reaction
from grondstof.errors import InputError
from grondstof.methods.distributions import interval
from grondstof.methods.shock import Network, Reaction, Shock, run
from grondstof.store.editions import Edition
from grondstof.vocabulary import territories

Floats = NDArray[np.float64]
UNION = "EU27"
STOP_MONTHS = 12
STEPS = 24
DRAWS = 200
REST = "ROW"
# What a recycler makes stands beside what a processor makes.
STAGES = {"extraction": "extraction", "processing": "processing", "end-of-life": "processing"}


@dataclass(frozen=True)
class Relief:
    """What a project takes away.

    Attributes:
        supplier: Territory that stops.
        without: Months of use that the Union misses without the project.
        with_project: The same with it.
        reduced: Difference; at least 0 up to rounding.
        reduced_low: 5 % point over the reactions.
        reduced_high: 95 % point.
        covered: Part of the Union's use that the project covers. [fraction]
        oldest_year: First year of the base.
    """

    supplier: str
    without: float
    with_project: float
    reduced: float
    reduced_low: float
    reduced_high: float
    covered: float
    oldest_year: int


def relief(
    edition: Edition,
    material: str,
    stage: str,
    country: str,
    capacity_t: float,
    consumption_t: float | None,
    draws: int = DRAWS,
) -> Relief | str:
    """Return what a project takes away of the Union's dependence, or the name of what is lacking.

    Args:
        edition: Opened edition.
        material: Material the project makes.
        stage: Stage of the project.
        country: Territory of the project.
        capacity_t: Output of the material. [t per year]
        consumption_t: Union consumption, for a base of shares that knows no tonnes. [t per year]
        draws: Number of draws of the reactions.
    """
    if stage not in STAGES:
        return "stage"
    try:
        base = base_of(edition, UNION, material=material, stage=STAGES[stage])
    except InputError:
        return "supplier_data"
    use_t = base.use_t if base.basis == "trade" else consumption_t
    if not use_t:
        return "eu_consumption_t"
    supplier = _largest(base)
    if supplier is None:
        return "supplier_data"
    inside = country in territories.members(UNION)
    results = []
    for network in base.variants.values():
        added = capacity_t / use_t * network.use[base.home]
        helped = with_output(network, base, None if inside else country, added)
        pair = [_missed(one, base, supplier, draws) for one in (network, helped)]
        results.append((pair, min(added, float(network.flows[:, base.home].sum()))))
    return _told(base, supplier, results)


def with_output(network: Network, base: Base, country: str | None, added: float) -> Network:
    """Return the network in which new output takes the place of imports of home, pro rata.

    Nobody's use changes: suppliers make and send that much less.

    Args:
        network: Base year.
        base: Places and home.
        country: Place of the output; None when it is home itself.
        added: New output, in the unit of the network, a year; more than the imports is cut off.
    """
    flows, production = network.flows.copy(), network.production.copy()
    bought = flows[:, base.home].copy()
    total = float(bought.sum())
    moved = min(added, total)
    if moved <= 0.0:
        return network
    less = bought * (moved / total)
    flows[:, base.home] -= less
    production -= less
    if country is None:
        production[base.home] += moved
    else:
        known = base.territories.index(country) if country in base.territories else None
        at = base.territories.index(REST) if known is None else known
        flows[at, base.home] += moved
        production[at] += moved
    # A re-exporter can make less than it sends; then others made it, and none goes below zero.
    return Network(flows, np.maximum(production, 0.0), network.bids)


def _largest(base: Base) -> str | None:
    bought = np.mean([one.flows[:, base.home] for one in base.variants.values()], axis=0)
    order = [int(at) for at in np.argsort(-bought) if base.territories[int(at)] != REST]
    return base.territories[order[0]] if order and bought[order[0]] > 0.0 else None


def _missed(network: Network, base: Base, supplier: str, draws: int) -> tuple[float, Floats]:
    """Return months of use that home misses at point values, and by draw."""
    hit = np.array([name == supplier for name in base.territories])
    loss = np.where(np.arange(STEPS) < STOP_MONTHS, 1.0, 0.0)
    shock = Shock(hit, np.ones(len(hit), dtype=bool), loss)

    def missed(react: Reaction) -> Floats:
        path = run(network, [shock], react, STEPS, keep=np.array([base.home]))
        need = float(path.need[0])
        found = path.shortage[:, :, 0].sum(axis=1)
        return np.asarray(found / need if need > 0.0 else np.zeros(found.shape))

    return float(missed(reaction(None))[0]), missed(reaction(draws))


def _told(
    base: Base, supplier: str, results: list[tuple[list[tuple[float, Floats]], float]]
) -> Relief:
    networks = list(base.variants.values())
    without = float(np.mean([pair[0][0] for pair, _ in results]))
    helped = float(np.mean([pair[1][0] for pair, _ in results]))
    drawn = np.concatenate([pair[0][1] - pair[1][1] for pair, _ in results])
    _, low, high = interval(drawn)
    used = [
        moved / float(network.use[base.home])
        for (_, moved), network in zip(results, networks, strict=True)
    ]
    return Relief(
        supplier, without, helped, without - helped, low, high, float(np.mean(used)),
        min(base.years),
    )  # fmt: skip
