"""The EU assessments of 2017 and 2023: supply risk, importance and verdict of every entry.

2017: all inputs of supply risk are printed, so it is computed here from them; its interval and the
probability of being critical come from the rounding of those inputs. Economic importance is the
published one, because its inputs are not printed. The verdict is that of the published results.

2023: import reliance and substitution are printed for no material, so supply risk and importance
are the published ones with the half-width of their rounding. What the public inputs allow stands
in `assessed__replication`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from grondstof.assess.eu_inputs import Printed, numbered, printed_parameters
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.methods.classification import Thresholds, classify, probability_critical
from grondstof.methods.distributions import draw, interval
from grondstof.methods.streams import DEFAULT_SEED, stream
from grondstof.methods.supply_risk import Scope, supply_risk
from grondstof.store.parameters import Parameters, address, parameters

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "assessed__criticality"
DRAWS = 4000
EU_2017_HOME = "EU28"
EU_2023_HOME = "EU27"
ASSESSED_2023 = 2023

SCOPES: Mapping[str, Scope] = {
    "GS + EUS": Scope.BOTH,
    "GS only": Scope.GLOBAL_ONLY,
    "EUS only": Scope.EU_ONLY,
}
INPUTS_2017 = (
    "hhi_governance_global",
    "hhi_governance_eu",
    "import_reliance",
    "eol_rir",
    "substitution_sr",
)
# Largest value each input can have; none for the indices.
_MAXIMA: Mapping[str, float] = {"import_reliance": 1.0, "eol_rir": 1.0, "substitution_sr": 1.0}


@dataclass(frozen=True)
class Assessed2017:
    """Supply risk of one material from the printed inputs of 2017.

    Attributes:
        value: Point from the printed inputs; None for a group, which has none.
        low: 5 % point of the draws over the rounding of the inputs.
        high: 95 % point.
        draws: All draws.
    """

    value: float
    low: float
    high: float
    draws: np.ndarray[Any, np.dtype[np.float64]]


def thresholds(source: Parameters) -> Thresholds:
    """Return the thresholds of a version of the EU methodology."""
    return Thresholds(
        supply_risk=source.number("thresholds.supply_risk"),
        importance=source.number("thresholds.importance"),
        digits=int(source.number("thresholds.digits")),
    )


def period(source: Parameters) -> tuple[int, int]:
    """Return the first and last year of the reference period."""
    first = source.number("reference_period.first_year")
    return int(first), int(source.number("reference_period.last_year"))


def scope_of(printed: Mapping[str, Printed]) -> Scope:
    """Return the scope rule that the 2017 study applied to a material."""
    return SCOPES[printed["scope"].text or ""]


def assess_2017(material_id: str, printed: Mapping[str, Printed]) -> Assessed2017 | None:
    """Compute the supply risk of a material from its printed inputs; None for a group."""
    if "substitution_sr" not in printed:
        return None
    scope = scope_of(printed)
    point = {name: printed[name].value for name in INPUTS_2017}
    drawn = {name: _draws(material_id, name, printed[name]) for name in INPUTS_2017}
    value = _risk(point, scope)
    draws = np.asarray(_risk(drawn, scope))
    _, low, high = interval(np.broadcast_to(draws, (DRAWS,)))
    return Assessed2017(float(value), low, high, draws)


def _draws(material_id: str, name: str, printed: Printed) -> Any:
    if printed.value is None:
        return None
    rng = stream(DEFAULT_SEED, "settled__parameter", f"{material_id}/{name}/eu-2017")
    top = _MAXIMA.get(name, np.inf)
    return draw("uniform", printed.value, printed.half_width, DRAWS, rng, low=0.0, high=top)


def _risk(inputs: Mapping[str, Any], scope: Scope) -> Any:
    return supply_risk(
        hhi_global=inputs["hhi_governance_global"],
        hhi_eu=inputs["hhi_governance_eu"],
        import_reliance=inputs["import_reliance"],
        recycling=inputs["eol_rir"],
        substitution=inputs["substitution_sr"],
        scope=scope,
    )


def run_2017(tables: Tables, question: Question) -> "pa.Table":
    """Return one row for each of the 78 materials and three groups of the 2017 study."""
    source = parameters("eu-2017", "2017")
    wanted = (*INPUTS_2017, "scope", "published_sr", "published_ei")
    printed = printed_parameters(tables["settled__parameter"], wanted, *period(source))
    rows = [_row_2017(name, values, question, source) for name, values in printed.items()]
    return _table(rows)


def _row_2017(
    material_id: str, printed: Mapping[str, Printed], question: Question, source: Parameters
) -> dict[str, Any]:
    row = _published_row("eu-2017", EU_2017_HOME, material_id, printed, question, source)
    row["stage_id"] = printed["published_sr"].stage_id
    found = assess_2017(material_id, printed)
    if found is None:
        return row
    worth = printed["published_ei"].value
    row |= {
        "supply_risk": found.value,
        "supply_risk_low": found.low,
        "supply_risk_high": found.high,
        "kind": "computed",
        "lacks": None,
    }
    if worth is not None:
        row["probability_critical"] = probability_critical(found.draws, worth, thresholds(source))
    return row


def run_2023(tables: Tables, question: Question) -> "pa.Table":
    """Return one row for each entry that the 2023 study gives a result for."""
    source = parameters("eu-2023", "2023")
    wanted = ("published_sr", "published_ei")
    printed = printed_parameters(tables["settled__parameter"], wanted, ASSESSED_2023, ASSESSED_2023)
    rows = [
        _published_row("eu-2023", EU_2023_HOME, name, values, question, source)
        for name, values in printed.items()
    ]
    return _table(rows)


def _published_row(
    method_id: str,
    home_id: str,
    material_id: str,
    printed: Mapping[str, Printed],
    question: Question,
    source: Parameters,
) -> dict[str, Any]:
    risk, worth = printed["published_sr"], printed["published_ei"]
    row: dict[str, Any] = {
        "method_id": method_id,
        "home_id": home_id,
        "as_of": question.as_of or date(int(method_id[-4:]), 12, 31),
        "material_id": material_id,
        "grade_id": "any",
        "stage_id": risk.stage_id,
        "verdict": classify(risk.value, worth.value, thresholds(source)).value,
        "published_supply_risk": risk.value,
        "published_importance": worth.value,
        "kind": "published",
        "oldest_year": period(source)[0],
        "lacks": "probability_critical",
    }
    return row | _spread("supply_risk", risk) | _spread("importance", worth)


def _spread(name: str, printed: Printed) -> dict[str, float | None]:
    span = printed.interval()
    return {
        name: printed.value,
        f"{name}_low": None if span is None else span.low,
        f"{name}_high": None if span is None else span.high,
    }


def _table(rows: list[dict[str, Any]]) -> "pa.Table":
    from grondstof.store.arrow import as_table

    for row in numbered(rows):
        recipe = EU_2017 if row["method_id"] == "eu-2017" else EU_2023
        row |= {"recipe": recipe.name, "recipe_version": recipe.version}
    ordered = sorted(rows, key=lambda row: (row["material_id"], row["stage_id"]))
    return as_table(_OUTPUT, ordered)


EU_2017 = Recipe(
    name="criticality-eu-2017",
    version="1",
    inputs=(
        Input(
            "settled__parameter",
            on=("material_id",),
            where="year_from = 2010 and year_to = 2014",
        ),
    ),
    output=_OUTPUT,
    run=run_2017,
    homes=(EU_2017_HOME,),
    parameters=(address("eu-2017", "2017"),),
)

EU_2023 = Recipe(
    name="criticality-eu-2023",
    version="1",
    inputs=(
        Input(
            "settled__parameter",
            on=("material_id",),
            where="year_from = 2023 and parameter in ('published_sr', 'published_ei')",
        ),
    ),
    output=_OUTPUT,
    run=run_2023,
    homes=(EU_2023_HOME,),
    parameters=(address("eu-2023", "2023"),),
)
