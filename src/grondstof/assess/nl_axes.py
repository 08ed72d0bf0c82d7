"""The national list of a home on two axes: supply uncertainty and value added of its industry.

`nl-axes` is this project's operationalisation of the two axes of the Dutch strategy; it is not the
official method, of which only the axes and the yearly recalibration are known.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.axes_draws import Settings, all_draws, governance_draws
from grondstof.assess.axes_importance import Importance, Industries, importance, industries, uses
from grondstof.assess.axes_inputs import Assembly, Terms
from grondstof.assess.axes_parameters import METHOD, VERSION, list_parameters
from grondstof.assess.axes_rows import Computed, list_rows
from grondstof.assess.axes_trade import own_codes_condition
from grondstof.assess.judgements import holding
from grondstof.assess.recipe import DEFAULT_DAY, Input, Question, Recipe, Tables
from grondstof.methods.streams import DEFAULT_SEED, stream
from grondstof.store.parameters import Parameters, address

if TYPE_CHECKING:
    import pyarrow as pa

Floats = NDArray[np.float64]
Key = tuple[str, str]

OUTPUT = "assessed__national_list"
DRAWS = 10_000
NAME = "national-list"
# Years of trade that the parameter file may name.
SOURCING_YEARS = (2020, 2024)


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return the list of a home on a day; the stage with the highest median stands for a material.

    Options: `draws`, `seed`, `sensitivity` (whether shares of variance are computed),
    `parameters` and `judgements` (files to use in the place of those that ship).

    Raises:
        InputError: If home has no value added by industry, or a judgement has expired.
    """
    from grondstof.store.arrow import as_table

    sensitivity = bool(question.options.get("sensitivity", True))
    rows = list_rows(compute(tables, question), sensitivity=sensitivity)
    made_by = {"recipe": NAME, "recipe_version": NATIONAL_LIST.version}
    return as_table(OUTPUT, [row | made_by for row in rows])


def settings_of(question: Question) -> Settings:
    """Return number of draws and seed of a question."""
    options = question.options
    return Settings(
        int(options.get("draws", DRAWS)),
        int(options.get("seed", DEFAULT_SEED)),
        bool(options.get("width", True)),
    )


def compute(tables: Tables, question: Question) -> Computed:
    """Draw supply risk and importance of every material, or of the one asked for."""
    settings, judged = settings_of(question), list_parameters(question.options)
    assembly = assemble(tables, question)
    known = industries(tables, question.home, judged)
    entries = assembly.terms()
    risks = governance_draws(assembly.governance, settings)
    risk = all_draws(entries, risks, settings)

    def again(other: Assembly, touched: list[Terms]) -> Mapping[Key, Floats]:
        keys = {(item.material_id, item.stage_id) for item in touched}
        free = [item for item in other.terms() if (item.material_id, item.stage_id) in keys]
        return {**risk, **all_draws(free, risks, settings)}

    restricted = [item for item in entries if item.restricted]
    replaced = [item for item in entries if item.judged]
    return Computed(
        home=question.home,
        day=assembly.as_of,
        entries=entries,
        risk=risk,
        free_risk=again(assembly.without_restrictions(), restricted) if restricted else risk,
        plain_risk=again(assembly.without_judgements(), replaced) if replaced else risk,
        importance=_importances(tables, known, judged, settings, assembly.only),
        industries=known,
        assembly=assembly,
        settings=settings,
        governance=risks,
    )


def assemble(tables: Tables, question: Question) -> Assembly:
    """Return the inputs of a home's list on a day, with the judgements that hold on it."""
    day = question.as_of or DEFAULT_DAY
    place = question.options.get("judgements")
    return Assembly(
        tables,
        question.home,
        day,
        list_parameters(question.options),
        judgements=holding(question.home, day, None if place is None else Path(str(place))),
        only=None if question.material is None else frozenset([question.material]),
    )


def _importances(
    tables: Tables,
    known: Industries,
    judged: Parameters,
    settings: Settings,
    only: frozenset[str] | None,
) -> Mapping[str, Importance]:
    kappa = judged.number("use_shares.kappa") if settings.width else None
    found = {}
    for name, shares in sorted(uses(tables).items()):
        if only is not None and name not in only:
            continue
        rng = stream(settings.seed, "settled__use_share", name)
        result = importance(shares, known, kappa, settings.draws, rng)
        if result.allocated > 0.0:
            found[name] = result
    return found


_IN_YEARS = f"year between {SOURCING_YEARS[0]} and {SOURCING_YEARS[1]}"
# All stages feed a row: the worst one stands for the material.
_BY_ENTRY = ("material_id",)

INPUTS = (
    Input("settled__supply_share", on=_BY_ENTRY),
    Input(
        "settled__governance",
        through="settled__supply_share",
        through_on=("territory_id",),
        where="year between 2019 and 2023",
    ),
    Input("settled__parameter", on=("material_id",)),
    Input("settled__use_share", on=("material_id",)),
    Input(
        "settled__value_added",
        # Of a group, whose id has another length, the members count.
        where="year between 2016 and 2018 and (territory_id = :home_id or length(:home_id) <> 3)",
    ),
    Input(
        "assessed__origin",
        on=("importer_id=home_id",),
        where=f"{_IN_YEARS} and {own_codes_condition()}",
        years=SOURCING_YEARS,
    ),
    Input("reported__restriction", on=("material_id",)),
)
PARAMETERS = (address(METHOD, VERSION), "maps/merged_industries.csv")

NATIONAL_LIST = Recipe(NAME, "2", INPUTS, OUTPUT, run, parameters=PARAMETERS)
