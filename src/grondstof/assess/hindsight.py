"""The first axis of the list in hindsight: what it would have said before restrictions came.

Only years that were out by the end of a test year are used, though in today's revision. Purchases,
recycling and substitution of those days are not at hand: the index of world supply stands with the
unknown recycling and substitution of the parameter file. The second axis cannot be tested. Before
2023 the register of restrictions holds single events, so false alarms are counted from then on.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.axes_draws import Settings, governance_draws
from grondstof.assess.axes_inputs import Governance, governance_of
from grondstof.assess.axes_parameters import METHOD, VERSION, list_parameters
from grondstof.assess.axes_rows import verdict
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.methods.distributions import draw, interval
from grondstof.methods.probabilistic_risk import Sourcing, combine, index_draws
from grondstof.methods.streams import DEFAULT_SEED, stream
from grondstof.store.content import content_folder, csv_rows
from grondstof.store.own_home import own_home
from grondstof.store.parameters import Parameters, address
from grondstof.vocabulary import lists, materials

if TYPE_CHECKING:
    import pyarrow as pa

Floats = NDArray[np.float64]
Entry = tuple[str, str]

OUTPUT = "assessed__list_hindsight"
TEST_YEARS = (2009, 2012, 2015, 2018, 2022)
COMPLETE_FROM = 2023
AFTER = 3
_DRAWS = 4_000
# A publisher brings out production of a year within two years, governance within one.
_PRODUCTION_LAG, _GOVERNANCE_LAG, _PERIOD = 2, 1, 5


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return for each test year and material what the list said and what came."""
    from grondstof.store.arrow import as_table

    judged = list_parameters()
    made = _production(tables)
    events = _events(tables, question.home)
    rows = [
        row | {"recipe": HINDSIGHT.name, "recipe_version": HINDSIGHT.version}
        for year in TEST_YEARS
        for row in _year(year, tables, made, events, judged)
    ]
    return as_table(OUTPUT, rows)


def _year(
    year: int,
    tables: Tables,
    made: Mapping[Entry, Mapping[int, Mapping[str, float]]],
    events: Mapping[str, list[int]],
    judged: Parameters,
) -> Iterator[dict[str, Any]]:
    last = year - _GOVERNANCE_LAG
    governance = governance_of(tables["settled__governance"], last - _PERIOD + 1, last)
    settings = Settings(_DRAWS, DEFAULT_SEED)
    risks = governance_draws(governance, settings)
    best: dict[str, tuple[str, int, Floats]] = {}
    for (name, stage), series in sorted(made.items()):
        shares, first = _shares(series, year)
        if not shares:
            continue
        found = _risk(year, (name, stage), shares, governance, risks, judged)
        if name not in best or np.median(found) > np.median(best[name][2]):
            best[name] = (stage, first, found)
    for name, (stage, first, found) in best.items():
        yield _row(year, name, stage, first, found, events, judged)


def _shares(series: Mapping[int, Mapping[str, float]], year: int) -> tuple[dict[str, float], int]:
    last = year - _PRODUCTION_LAG
    years = [y for y in series if last - _PERIOD < y <= last]
    total: dict[str, float] = defaultdict(float)
    for y in years:
        for name, amount in series[y].items():
            total[name] += amount
    whole = sum(total.values())
    if not whole:
        return {}, year
    return {name: amount / whole for name, amount in sorted(total.items())}, min(years)


def _risk(
    year: int,
    entry: Entry,
    shares: Mapping[str, float],
    governance: Governance,
    risks: Floats,
    judged: Parameters,
) -> Floats:
    count = len(shares)
    sourcing = Sourcing(
        suppliers=np.asarray([governance.place(name) for name in shares]),
        shares=np.asarray(list(shares.values())),
        kappa=judged.number("sourcing.kappa"),
        trade=np.ones(count),
        trade_spread=np.zeros(count),
    )
    rng = stream(DEFAULT_SEED, OUTPUT, f"{year}/{entry[0]}/{entry[1]}")
    world = index_draws(sourcing, risks, _DRAWS, rng)
    parts = []
    for name in ("recycling.unknown", "substitution.unknown"):
        leaf = judged.leaf(name)
        value = judged.number(name)
        parts.append(draw("uniform", value, leaf.spread, _DRAWS, rng, low=0.0, high=1.0))
    return combine(world, None, 1.0, *parts)


def _row(
    year: int,
    name: str,
    stage: str,
    first: int,
    risk: Floats,
    events: Mapping[str, list[int]],
    judged: Parameters,
) -> dict[str, Any]:
    median, low, high = interval(risk)
    chance = float(np.mean(risk >= judged.number("thresholds.supply_risk")))
    said = verdict(chance, judged)
    whens = {when for one in _kin(name) for when in events.get(one, [])}
    came = any(year < when <= year + AFTER for when in whens)
    eu = _eu_list(year)
    on_eu = None if eu is None else bool(_kin(name) & eu)
    return {
        "test_year": year,
        "material_id": name,
        "stage_id": stage,
        "supply_risk": median,
        "supply_risk_low": low,
        "supply_risk_high": high,
        "probability_listed": chance,
        "verdict": said,
        "restricted": came,
        "outcome": _outcome(said in ("listed", "watch"), came, year),
        "eu_listed": on_eu,
        "eu_outcome": None if on_eu is None else _outcome(on_eu, came, year),
        "kind": "modelled",
        "oldest_year": first,
        "lacks": None if on_eu is not None else "eu_listed;eu_outcome",
    }


def _outcome(warned: bool, came: bool, year: int) -> str:
    """Return hit, miss, false-alarm or quiet; not-counted where the register is not complete."""
    if came:
        return "hit" if warned else "miss"
    if year + 1 < COMPLETE_FROM:
        return "not-counted"
    return "false-alarm" if warned else "quiet"


def _kin(name: str) -> set[str]:
    """Return a material and, of a group, its members; never what shares a group with it."""
    return {name, *materials.members(name)}


def _eu_list(year: int) -> set[str] | None:
    day = date(year, 12, 31)
    for item in lists.lists().values():
        open_ = item.valid_to is None or day < item.valid_to
        if item.sort == "critical" and item.valid_from <= day and open_:
            names = {entry.material_id for entry in lists.entries(item.list_id)}
            return names | {one for name in names for one in materials.members(name)}
    return None


def _production(tables: Tables) -> Mapping[Entry, Mapping[int, Mapping[str, float]]]:
    found: dict[Entry, dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in tables["settled__production"].to_pylist():
        if row["grade_id"] == "any" and row["quantity_t"]:
            key = (row["material_id"], row["stage_id"])
            found[key][row["year"]][row["territory_id"]] = row["quantity_t"]
    return found


def _events(tables: Tables, home: str) -> Mapping[str, list[int]]:
    """Return the years in which exports of a material to home were restricted or stopped."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in tables["reported__restriction"].to_pylist():
        if row["valid_from"] is not None and row["destination_id"] in (None, home):
            _add(found, row["material_id"], row["valid_from"].year)
    path = content_folder() / "signals" / "episodes.csv"
    for row in csv_rows(path):
        _add(found, row["material_id"], date.fromisoformat(row["date"]).year)
    return found


def _add(found: dict[str, list[int]], material_id: str, year: int) -> None:
    for name in _kin(material_id):
        found[name].append(year)


HINDSIGHT = Recipe(
    "list-hindsight",
    "1",
    (
        Input("settled__production", on=("material_id", "stage_id")),
        Input(
            "settled__governance",
            through="settled__production",
            through_on=("territory_id",),
            where="dimension <> 'hdi'",
        ),
        Input("reported__restriction", on=("material_id",)),
    ),
    OUTPUT,
    run,
    homes=(own_home(),),
    parameters=(address(METHOD, VERSION), "signals/episodes.csv"),
)
