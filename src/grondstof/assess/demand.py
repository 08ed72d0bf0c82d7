"""Demand for materials by scenario: what is added, in use, going out of use, and can come back.

Demand counts the material inside products that come into use; losses in making them are not in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.demand_inputs import Drawer, Intensity, Key, intensities
from grondstof.assess.demand_scenarios import (
    LAST_YEAR,
    WORLD,
    Scenario,
    Series,
    homes,
    of_home,
    scenario_files,
)
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.errors import InputError, UnknownName
from grondstof.methods.end_of_life import end_of_life, secondary_share
from grondstof.methods.stock_dynamics import from_inflow, from_stock
from grondstof.methods.streams import DEFAULT_SEED
from grondstof.store.own_home import DEFAULT, built_homes
from grondstof.store.parameters import address, parameters

if TYPE_CHECKING:
    import pyarrow as pa

Floats = NDArray[np.float64]
Years = NDArray[np.int64]

OUTPUT = "assessed__demand"
NAME = "demand"
METHOD, VERSION = "demand", "1"
DRAWS = 200
FIRST_YEAR = 2020
KG_PER_TONNE = 1_000.0

MAGNET = "permanent-magnet"
MAGNET_MATERIALS = ("neodymium", "praseodymium", "dysprosium", "terbium")
# Chain -> technologies of a scenario that put its product into use.
CHAINS: Mapping[str, tuple[str, ...]] = {
    "solar-pv": ("solar-pv",),
    "wind-turbine": ("wind", "wind-on-land", "wind-at-sea"),
    "li-ion-battery": ("electric-car", "ev-battery"),
    MAGNET: ("wind", "wind-on-land", "wind-at-sea", "electric-car"),
}
ALIASES: Mapping[str, str] = {
    "battery": "li-ion-battery",
    "batteries": "li-ion-battery",
    "magnet": MAGNET,
    "pv": "solar-pv",
    "wind": "wind-turbine",
}


@dataclass(frozen=True)
class Flows:
    """Flows of one material of one chain, each of shape (draws, years) [t]."""

    demand: Floats
    stock: Floats
    outflow: Floats
    secondary: Floats

    def plus(self, other: "Flows") -> "Flows":
        """Return the sum of two flows of the same years."""
        return Flows(
            self.demand + other.demand,
            self.stock + other.stock,
            self.outflow + other.outflow,
            self.secondary + other.secondary,
        )


def find_chain(text: str) -> str:
    """Return the id of a chain that demand is known for.

    Raises:
        UnknownName: If there is no such chain.
    """
    word = text.strip().lower()
    found = ALIASES.get(word, word)
    if found not in CHAINS:
        raise UnknownName("chain", text, "a chain with demand", [*CHAINS, *ALIASES])
    return found


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return demand, stock, outflow and secondary supply by scenario, chain, material and year.

    Options: `scenario` (an id), `scenario_file` (a file of one's own), `draws`, `seed`.

    Raises:
        InputError: If home has no scenario, or a scenario cannot be.
    """
    from grondstof.store.arrow import as_table

    rows = [
        row
        for scenario in chosen_scenarios(question)
        for row in scenario_rows(tables, scenario, question)
    ]
    return as_table(OUTPUT, rows)


def chosen_scenarios(question: Question) -> list[Scenario]:
    """Return the scenarios a question asks for."""
    place = question.options.get("scenario_file")
    named = question.options.get("scenario")
    return of_home(
        question.home,
        None if named is None else str(named),
        None if place is None else Path(str(place)),
    )


def scenario_rows(
    tables: Tables, scenario: Scenario, question: Question
) -> Iterator[dict[str, Any]]:
    """Yield the rows of one scenario; years after its end are empty and say what is lacking."""
    drawer = Drawer(
        parameters(METHOD, VERSION),
        int(question.options.get("draws", DRAWS)),
        int(question.options.get("seed", DEFAULT_SEED)),
    )
    known = intensities(tables["settled__intensity"])
    for chain in CHAINS:
        years, flows = chain_flows(chain, scenario, known, drawer)
        oldest = _oldest(chain, scenario)
        for material, flow in flows.items():
            figures = _figures(flow)
            for year in range(FIRST_YEAR, LAST_YEAR + 1):
                place = int(np.searchsorted(years, year))
                inside = place < len(years) and years[place] == year
                yield {
                    "home_id": question.home,
                    "scenario_id": scenario.scenario_id,
                    "product_id": chain,
                    "material_id": material,
                    "year": year,
                    **{name: _cell(line, place, inside) for name, line in figures.items()},
                    "kind": "modelled",
                    "oldest_year": oldest,
                    "lacks": None if inside else "demand_t;stock_t;outflow_t;secondary_t",
                    "recipe": NAME,
                    "recipe_version": DEMAND.version,
                }


def chain_flows(
    chain: str, scenario: Scenario, known: Mapping[Key, Intensity], drawer: Drawer
) -> tuple[Years, dict[str, Flows]]:
    """Return the years and the flows of each material of a chain.

    Technologies that end earlier than others cut the chain off: a sum without them would be false.

    Raises:
        InputError: If a stock falls faster than its products leave use.
    """
    series = [item for name in CHAINS[chain] if (item := scenario.of(name)) is not None]
    if not series:
        return np.empty(0, dtype=np.int64), {}
    years = np.arange(
        min(item.first_year for item in series), min(item.last_year for item in series) + 1
    )
    total: dict[str, Flows] = {}
    for item in series:
        for material, flow in _series_flows(chain, item, years, known, drawer).items():
            total[material] = flow if material not in total else total[material].plus(flow)
    return years, dict(sorted(total.items()))


def _series_flows(
    chain: str, series: Series, years: Years, known: Mapping[Key, Intensity], drawer: Drawer
) -> dict[str, Flows]:
    """Return the flows of one technology on the years of its chain."""
    own, figures = series.by_year()
    keep = own <= years[-1]
    own, figures = own[keep], figures[keep]
    left = drawer.survival(series.technology, len(own), series.lifetime)
    early = series.early(own)
    retired = np.tile(early, (drawer.draws, 1)) if early.any() else None
    additions = _additions(series, figures, left, retired, own)
    content = contents(chain, series.technology, own, known, drawer)
    if not content:
        return {}
    inflow = additions[:, :, None] * np.stack(list(content.values()), axis=2) / KG_PER_TONNE
    stocks = from_inflow(inflow, left, retired)
    found = {}
    for place, material in enumerate(content):
        out = stocks.outflow[:, :, place]
        rates = [
            drawer.rate(_treated_as(chain, series.technology), what, material)[:, None]
            for what in ("collection", "recovery", "quality")
        ]
        back = end_of_life(out, *rates).secondary
        parts = (stocks.inflow[:, :, place], stocks.stock[:, :, place], out, back)
        found[material] = Flows(*(_onto(part, own, years) for part in parts))
    return found


def _treated_as(chain: str, technology: str) -> str:
    """Return the product whose end of life holds: magnets in turbines come back with turbines."""
    return "wind-turbine" if chain == MAGNET and technology.startswith("wind") else chain


def _onto(part: Floats, own: Years, years: Years) -> Floats:
    """Return a flow on longer years, zero before its technology came."""
    wide = np.zeros((len(part), len(years)))
    wide[:, own[0] - years[0] :] = part
    return wide


def _additions(
    series: Series, figures: Floats, left: Floats, retired: Floats | None, own: Years
) -> Floats:
    """Return what comes into use in each year for each draw, shape (draws, years)."""
    if series.quantity == "addition":
        return np.tile(figures, (len(left), 1))
    level = np.tile(figures, (len(left), 1))[:, :, None]
    name, first = [series.technology], int(own[0])

    def early(one: slice) -> Floats | None:
        return None if retired is None else retired[one]

    one = slice(0, 1)
    central = from_stock(level[one], left[one], early(one), products=name, first_year=first)
    found = np.repeat(central.inflow[:, :, 0], len(left), axis=0)
    for draw in range(1, len(left)):
        one = slice(draw, draw + 1)
        try:
            found[draw] = from_stock(level[one], left[one], early(one)).inflow[0, :, 0]
        except InputError:
            # A long life cannot follow this stock down; the draw keeps the central additions.
            continue
    return found


def contents(
    chain: str, technology: str, years: Years, known: Mapping[Key, Intensity], drawer: Drawer
) -> dict[str, Floats]:
    """Return kilograms of each material in one unit of a technology, shape (draws, years)."""
    if chain == MAGNET and technology == "electric-car":
        share = drawer.leaf("use.magnet_motor_share")
        course = Intensity({2020: 1.0}, None, None, 0.0).drawn(drawer, "motor", years)
        return {
            name: (share * drawer.leaf(f"motor.{name}"))[:, None] * course
            for name in MAGNET_MATERIALS
        }
    product = "wind-turbine" if chain == MAGNET else chain
    per_unit = drawer.leaf("use.kwh_per_car") if technology == "electric-car" else 1.0
    found: dict[str, Floats] = {}
    mix = product if product == "li-ion-battery" else technology
    for variant, share in drawer.shares(mix).items():
        for (own, kind, material), intensity in known.items():
            if (own, kind) != (product, variant):
                continue
            if chain == MAGNET and material not in MAGNET_MATERIALS:
                continue
            weight = share * per_unit * _natural(material, drawer)
            name = f"{product}|{variant}|{material}"
            part = weight[:, None] * intensity.drawn(drawer, name, years)
            found[material] = found[material] + part if material in found else part
    return found


def _natural(material: str, drawer: Drawer) -> Floats | float:
    return drawer.leaf("use.natural_graphite_share") if material == "natural-graphite" else 1.0


def _figures(flow: Flows) -> dict[str, Floats]:
    """Return each figure and its 5 and 95 % ends by year."""
    drawn = {
        "demand_t": flow.demand,
        "stock_t": flow.stock,
        "outflow_t": flow.outflow,
        "secondary_t": flow.secondary,
        "secondary_share": secondary_share(flow.secondary, flow.demand),
    }
    found: dict[str, Floats] = {}
    for name, draws in drawn.items():
        low, high = np.quantile(draws, [0.05, 0.95], axis=0)
        found[name] = draws[0]
        found[f"{name}_low"] = np.minimum(low, draws[0])
        found[f"{name}_high"] = np.maximum(high, draws[0])
    return found


def _cell(line: Floats, place: int, inside: bool) -> float | None:
    value = float(line[place]) if inside else np.nan
    return None if np.isnan(value) else value


def _oldest(chain: str, scenario: Scenario) -> int | None:
    found = [item for name in CHAINS[chain] if (item := scenario.of(name)) is not None]
    years = [point.year for item in found for point in item.points]
    return min(years) if years else None


def _homes() -> tuple[str, ...]:
    """Return the homes of the build and the world; without those no scenario is about."""
    asked = (*built_homes(), WORLD)
    # The scenarios that ship are read here only for a home of which it is not known.
    return asked if DEFAULT in asked else tuple(home for home in asked if home in homes())


INPUTS = (Input("settled__intensity", on=("material_id",)),)

DEMAND = Recipe(
    NAME,
    "2",
    INPUTS,
    OUTPUT,
    run,
    homes=_homes(),
    parameters=(address(METHOD, VERSION), *scenario_files()),
)
