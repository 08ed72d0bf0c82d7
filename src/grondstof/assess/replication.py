"""What the EU method gives from public inputs, beside what the Commission printed.

2017: every material is recomputed; the ends come from interval arithmetic over the rounding of all
inputs. 2023: ranges of the inputs that are not public (see `unpublished`). A value that cannot be
reproduced stays so, with what was found out about the reason.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from grondstof.assess.criticality import (
    ASSESSED_2023,
    INPUTS_2017,
    assess_2017,
    period,
    scope_of,
)
from grondstof.assess.eu_inputs import (
    Index,
    Printed,
    ShareSet,
    governance_risks,
    printed_parameters,
    share_sets,
    weighted_index,
)
from grondstof.assess.findings import Words, explain, join, stated
from grondstof.assess.national_statements import addresses, stated_index, statement
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.assess.unpublished import STAGES, StageFinding, ranges, stage_finding
from grondstof.methods.governance import PeriodScore
from grondstof.methods.groups import group_mean
from grondstof.methods.intervals import Interval
from grondstof.methods.supply_risk import supply_risk_interval
from grondstof.store.parameters import Parameters, address, parameters
from grondstof.vocabulary.materials import members

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "assessed__replication"
_ANY = "any"


def interval_2017(printed: Mapping[str, Printed]) -> Interval:
    """Return every supply risk that the printed inputs of a material allow."""
    tops = {"import_reliance": 1.0, "eol_rir": 1.0, "substitution_sr": 1.0}
    spans = {name: printed[name].interval(0.0, tops.get(name)) for name in INPUTS_2017}
    return supply_risk_interval(
        hhi_global=spans["hhi_governance_global"],
        hhi_eu=spans["hhi_governance_eu"],
        import_reliance=spans["import_reliance"],
        recycling=spans["eol_rir"] or Interval(0.0, 1.0),
        substitution=spans["substitution_sr"] or Interval(0.0, 1.0),
        scope=scope_of(printed),
    )


def run_2017(tables: Tables, question: Question) -> "pa.Table":
    """Return one row for each material and group of the 2017 study."""
    source = parameters("eu-2017", "2017")
    wanted = (*INPUTS_2017, "scope", "published_sr", "published_ei")
    printed = printed_parameters(tables["settled__parameter"], wanted, *period(source))
    published = {name: values["published_sr"].value for name, values in printed.items()}
    rows = [
        _row_2017(name, values, source)
        if "substitution_sr" in values
        else _group_row(name, published, values)
        for name, values in printed.items()
    ]
    return _table(rows, REPLICATION_2017)


def _row_2017(
    material_id: str, printed: Mapping[str, Printed], source: Parameters
) -> dict[str, Any]:
    found, span = assess_2017(material_id, printed), interval_2017(printed)
    point = None if found is None else found.value
    row = _compared("eu-2017", material_id, printed["published_sr"], point, span)
    reliance = printed["import_reliance"].interval(0.0, 1.0)
    index = printed["substitution_sr"].interval(0.0, 1.0)
    scope = scope_of(printed).value
    return (
        row
        | _span("import_reliance", reliance)
        | _span("substitution", index)
        | {
            "scope": scope,
            "stage_used": row["stage_id"],
            "finding_nl": f"Bereik {scope}; alle invoer is op een decimaal of procent gegeven.",
            "finding_en": f"Scope {scope}; all inputs are printed to one decimal or one percent.",
            "oldest_year": period(source)[0],
        }
    )


def _group_row(
    group_id: str, published: Mapping[str, float | None], printed: Mapping[str, Printed]
) -> dict[str, Any]:
    mean = group_mean(published, members(group_id))
    span = None if mean.value is None else Interval(mean.value - 0.05, mean.value + 0.05)
    row = _compared("eu-2017", group_id, printed["published_sr"], mean.value, span)
    return row | {
        "finding_nl": f"Gemiddelde van de gepubliceerde waarden van {len(mean.used)} leden.",
        "finding_en": f"Arithmetic mean of the published values of {len(mean.used)} members.",
        "oldest_year": period(parameters("eu-2017", "2017"))[0],
    }


def _compared(
    method_id: str,
    material_id: str,
    printed: Printed,
    point: float | None,
    span: Interval | None,
) -> dict[str, Any]:
    target = printed.interval()
    word = "not-testable"
    if target is not None and point is not None and target.contains(point):
        word = "yes"
    elif target is not None and span is not None:
        word = "within-interval" if span.overlaps(target) else "no"
    return {
        "method_id": method_id,
        "material_id": material_id,
        "stage_id": printed.stage_id,
        "published": printed.value,
        "computed": point,
        "reproduced": word,
        "kind": "computed",
        "lacks": None if point is not None else "computed",
    } | _span("computed", span)


def _span(name: str, span: Interval | None) -> dict[str, float | None]:
    return {
        f"{name}_low": None if span is None else span.low,
        f"{name}_high": None if span is None else span.high,
    }


def run_2023(tables: Tables, question: Question) -> "pa.Table":
    """Return rows for each material with an own published supply risk and printed world shares.

    One row per stage with shares, and one with stage `any`: the material is reproduced when at
    least one of its stages is.
    """
    source = parameters("eu-2023", "2023")
    sets = share_sets(tables["settled__supply_share"], *period(source))
    risks = governance_risks(tables["settled__governance"], *period(source))
    within = source.number("shares.complete_within")
    indices = {key: weighted_index(shares, risks, within) for key, shares in sets.items()}
    settled = tables["settled__parameter"]
    published = printed_parameters(settled, ("published_sr",), ASSESSED_2023, ASSESSED_2023)
    recycling = printed_parameters(settled, ("eol_rir",), *period(source))
    rows: list[dict[str, Any]] = []
    for name, values in published.items():
        mine = {key[1:]: index for key, index in indices.items() if key[0] == name}
        rate = recycling.get(name, {}).get("eol_rir")
        if any(scope == "global" for _, scope in mine):
            made = _rows_2023(name, values["published_sr"], mine, rate, source, sets)
            rows += _beside(made, values["published_sr"], mine, rate, source, sets, risks)
    return _table(rows, REPLICATION_2023)


def _rows_2023(
    material_id: str,
    published: Printed,
    indices: Mapping[tuple[str, str], Index],
    recycling: Printed | None,
    source: Parameters,
    sets: Mapping[tuple[str, str, str], ShareSet],
) -> list[dict[str, Any]]:
    target = published.interval()
    if target is None:
        return []
    findings = []
    for stage_id in STAGES:
        mine = {scope: index for (stage, scope), index in indices.items() if stage == stage_id}
        if mine:
            findings.append(stage_finding(stage_id, target, mine, recycling, ranges(source)))
    said = explain(material_id, target, findings, recycling, sets)
    shared = {
        "method_id": "eu-2023",
        "material_id": material_id,
        "published": published.value,
        "computed": None,
        "kind": "modelled",
        "oldest_year": period(source)[0],
        "lacks": "computed",
    }
    rows = [shared | _stage_row(item) | said[item.stage_id].columns() for item in findings]
    return [*rows, shared | _best_row(findings) | said[_ANY].columns()]


def _beside(
    rows: list[dict[str, Any]],
    published: Printed,
    indices: Mapping[tuple[str, str], Index],
    recycling: Printed | None,
    source: Parameters,
    sets: Mapping[tuple[str, str, str], ShareSet],
    risks: Mapping[str, PeriodScore],
) -> list[dict[str, Any]]:
    """Add to what is not reproducible what a national document would make of it."""
    target = published.interval()
    for row in rows:
        found = statement(row["material_id"], row["stage_id"])
        world = indices.get((row["stage_id"], "global"))
        if row["reproduced"] != "no" or found is None or world is None or target is None:
            continue
        shares = sets[row["material_id"], row["stage_id"], "global"]
        trade = {item.territory_id: item.trade for item in shares.suppliers}
        index = stated_index(found, risks, trade)
        if index is None:
            continue
        both = {"global": world, "eu": index}
        again = stage_finding(row["stage_id"], target, both, recycling, ranges(source))
        before = Words(rows[-1]["finding_nl"], rows[-1]["finding_en"])
        rows[-1] |= join([before, stated(found, again)]).columns()
    return rows


def _stage_row(found: StageFinding) -> dict[str, Any]:
    return {
        "stage_id": found.stage_id,
        "stage_used": found.stage_id,
        "scope": found.scope.value,
        "reproduced": "no" if found.result.empty else "within-interval",
        **_span("computed", found.possible),
        **_span("import_reliance", found.result.import_reliance),
        **_span("substitution", found.result.substitution),
    }


def _best_row(findings: Sequence[StageFinding]) -> dict[str, Any]:
    """Return the row of the stage that fits best, as the row of the material."""
    best = max(findings, key=lambda item: (not item.result.empty, item.possible.high))
    return _stage_row(best) | {"stage_id": _ANY}


def _table(rows: Sequence[dict[str, Any]], recipe: Recipe) -> "pa.Table":
    from grondstof.store.arrow import as_table

    mark = {"recipe": recipe.name, "recipe_version": recipe.version}
    ordered = sorted(rows, key=lambda row: (row["material_id"], row["stage_id"]))
    return as_table(_OUTPUT, [row | mark for row in ordered])


REPLICATION_2017 = Recipe(
    name="replication-eu-2017",
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
    homes=("EU28",),
    parameters=(address("eu-2017", "2017"),),
)

REPLICATION_2023 = Recipe(
    name="replication-eu-2023",
    version="1",
    inputs=(
        Input("settled__supply_share", on=("material_id",), where="year_from = 2016"),
        Input(
            "settled__governance",
            through="settled__supply_share",
            through_on=("territory_id",),
            where="year between 2016 and 2020",
        ),
        Input(
            "settled__parameter",
            on=("material_id",),
            where="parameter in ('published_sr', 'eol_rir') and year_to in (2020, 2023)",
        ),
    ),
    output=_OUTPUT,
    run=run_2023,
    homes=("EU27",),
    parameters=(address("eu-2023", "2023"), *addresses()),
)
