"""Disruptions of 2021-2025: what was published, and what the engine makes of the same loss.

Direction and order of magnitude are asserted; misses are recorded as they are. Volumes are those
of Chinese customs as Reuters printed them unless said otherwise; base flows are of 2022 to 2024.
"""

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.price_episodes import price_episodes
from grondstof.assess.shock_network import Base, base_of
from grondstof.assess.shock_parameters import reaction
from grondstof.methods.distributions import interval
from grondstof.methods.shock import Network, Shock, run
from grondstof.methods.shock_price import clearing
from grondstof.store.editions import Edition

Floats = NDArray[np.float64]
STEPS, DRAWS = 24, 300


def short(base: Base, losses: list[float], *, outage: bool = False) -> Floats:
    """Return the short part of the EU's use by draw and month when China loses these shares."""
    loss = np.zeros(STEPS)
    loss[: len(losses)] = losses
    sources = np.array([name == "CHN" for name in base.territories])
    shock = Shock(sources, np.ones_like(sources), loss, outage)
    parts = [_run(network, shock, base) for network in base.variants.values()]
    return np.concatenate(parts)


def _run(network: Network, shock: Shock, base: Base) -> Floats:
    keep = np.array([base.home])
    path = run(network, [shock], reaction(DRAWS), STEPS, keep=keep)
    return np.asarray(path.shortage[:, :, 0] / path.need[0])


def ends(path: Floats) -> tuple[float, float]:
    """Return the 5 and 95 % ends of the last month with 5 % or more of use short."""
    last = [float(np.max(np.flatnonzero(row >= 0.05), initial=-1) + 1) for row in path]
    _, low, high = interval(np.array(last))
    return low, high


def test_magnets_april_2025(edition: Edition) -> None:
    # 5,278 t in July 2024; 2,628, 1,238, 3,188 and 5,577 t from April to July 2025.
    sent = [2628.0, 1238.0, 3188.0, 5577.0]
    losses = [max(0.0, 1.0 - tonnes / 5278.0) for tonnes in sent]
    path = short(base_of(edition, "EU27", code=("HS2017", "850511")), losses)
    first = int(np.argmax((path >= 0.05).mean(axis=0) > 0.05)) + 1
    # CLEPA, 4 June 2025: plants had stopped after about nine weeks, so in the third month.
    assert first in (3, 4)
    low, high = ends(path)
    assert high <= 6
    # Volume was back in the fourth month: the engine is late by transit, not by more.
    assert low <= 5


def test_graphite_december_2023(edition: Edition) -> None:
    # S&P Global: December -75 % on the mean of January to October; MMTA: price +4 %. No shortage.
    base = base_of(edition, "EU27", material="natural-graphite", stage="extraction")
    path = short(base, [0.75, 0.7, 0.6, 0.2])
    assert float(np.median(path.sum(axis=1))) < 0.1


def test_gallium_2023(edition: Edition) -> None:
    # None in August 2023, 0.25 t in October against 3.25 t, 1.5 against 5.6 t in November, 1.2
    # against 6.5 t in March 2024; a record in July 2024: volume back after eleven months.
    losses = [1.0, 1.0, 0.92, 0.73, 0.75, 0.78, 0.8, 0.81, 0.6, 0.4, 0.2]
    path = short(base_of(edition, "EU27", material="gallium", stage="processing"), losses)
    low, high = ends(path)
    assert 9 <= low <= high <= 14


def test_antimony_2024_parts_prices_inside_and_outside(edition: Edition) -> None:
    # 6,533 t in September 2024, 190 t in October, 808 t, 1,721 t. Rotterdam +250 % in 2024; the
    # price in China fell by 10 % while it rose outside.
    losses = [1.0 - tonnes / 3989.0 for tonnes in (190.0, 808.0, 1721.0)]
    base = base_of(edition, "EU27", material="antimony", stage="processing")
    path = short(base, losses)
    # Recorded miss: Europe got none from October on and its price rose by 250 %, while the engine
    # sees no shortage within stocks of one to three months, because base flows of 2022 to 2024 show
    # few direct purchases from China.
    assert float(np.median(path.max(axis=1))) < 0.05
    # Direction of prices: exports fall, so a surplus stays inside and a gap opens outside.
    place = base.territories.index("CHN")
    network = next(iter(base.variants.values()))
    lost = float(np.mean(losses)) * float(network.flows[place].sum()) / float(network.use.sum())
    # The elasticities are numbers to test with, none that were published for antimony.
    sides = np.array([-0.3]), np.array([0.2])
    outside, inside = clearing(np.array([[1.0 - lost, 1.0 + lost]]), *sides)[0]
    assert outside > 1.0 > inside
    steps = {item.row_id: item.factor[0] for item in price_episodes()}
    assert steps["sb-europe-2025"] > 1.0 > steps["sb-china-2025"]


def test_magnesium_2021(edition: Edition) -> None:
    # Half of Fugu county's output, itself half of China's, and more stopped for about two months;
    # output was half restarted by 12 November and took three more months to reach the EU (CIPS).
    base = base_of(edition, "EU27", material="magnesium", stage="processing")
    path = short(base, [0.5, 0.5], outage=True)
    low, high = ends(path)
    # The EU held stock for about 10.5 weeks and was not short in most draws; what the engine says
    # lasts until one transit after the stop.
    assert high <= 5
    # Recorded miss: the text has supply back in the EU three months after the restart, so in the
    # fifth month or later; the engine, with one to one and a half months of transit, is earlier.
    assert low < 5
