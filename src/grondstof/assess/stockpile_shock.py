"""Joins the stockpile planner to the shock engine: a scenario's shortages in place of a plain cut.

The engine already counts industry's own stocks, transit, spare capacity, substitution and extra
recycling, so what it leaves short is what a planned stock has to meet.
"""

import numpy as np

from grondstof.assess.scenario import of_options
from grondstof.assess.shocks import run_scenario
from grondstof.assess.stockpile import SCENARIOS, Cuts
from grondstof.errors import Fault, InputError, Phrase
from grondstof.store.editions import Edition


def cuts_of_scenario(
    edition: Edition, scenario_id: str, home: str, material: str, use: float, seed: int
) -> Cuts:
    """Return what goes missing of a material in a shock scenario, in 200 draws.

    Args:
        edition: Opened edition.
        scenario_id: A shock scenario that ships.
        home: Territory or group.
        material: Material of the stock.
        use: Use in a year that the shortages are parts of [t].
        seed: Seed of the draws.

    Raises:
        UnknownName: If there is no such scenario.
        InputError: If the scenario is not about this material.
    """
    scenario = of_options({"scenario": scenario_id})
    about = [
        one
        for one in run_scenario(edition, scenario, home, draws=SCENARIOS, seed=seed, program=False)
        if one.subject.material == material
    ]
    if not about:
        known = ", ".join(sorted({str(item.material or item.product) for item in scenario.shocks}))
        fault = Fault(
            Phrase("scenario {scenario}", scenario=scenario_id),
            Phrase("shocks to {materials}", materials=known),
            Phrase("a shock to {material}", material=material),
            "Choose a scenario of this material, or leave the scenario out",
        )
        raise InputError([fault])
    found = about[0]
    exporters = sorted({name for item in scenario.shocks for name in item.exporters})
    shortages = np.asarray(found.drawn, dtype=np.float64) * use / 12.0
    weights = np.full(len(shortages), 1.0 / len(shortages))
    return Cuts(shortages, weights, "+".join(exporters), float(found.point_short.max()))
