"""The stress test of a strategic raw material, by the fields of Article 20 of the CRM Act."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.assess.chain_view import SINGLE_POINT
from grondstof.assess.library import candidates
from grondstof.assess.recipe import Question
from grondstof.assess.scenario import Scenario, ShockItem
from grondstof.assess.shock_effects import sectors
from grondstof.assess.shocks import Ran, run_scenario
from grondstof.errors import InputError
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.names import in_sentence
from grondstof.products.answers.scenario import SOURCES
from grondstof.products.answers.stress_fields import field_rows
from grondstof.products.answers.trade_names import place_name
from grondstof.store.editions import Edition
from grondstof.vocabulary import territories
from grondstof.vocabulary.materials import find

Row = dict[str, Any]
DRAWS = 200
# Months of use below which a shortage would read as none.
LEAST_MONTHS = 0.05
# Disruptions of the test: share lost and months.
TESTS = ((1.0, 12), (0.5, 12), (1.0, 3))


def answer(edition: Edition, question: Question) -> Answer:
    """Return the stress test of one material.

    Args:
        edition: Opened edition.
        question: `material` or `options["material"]`; `home`.

    Raises:
        UnknownName: No such material or home.
        InputError: Nobody says who supplies the material at any stage.
    """
    material = find(str(question.material or question.options.get("material") or "")).material_id
    home = territories.find(question.home)
    found = candidates(edition, home, materials=[material])
    rows: list[Row] = []
    runs: list[tuple[str, str, Ran]] = []
    for stage in dict.fromkeys(item.stage for item in found):
        worst = max((item for item in found if item.stage == stage), key=lambda item: item.share)
        for loss, months in TESTS:
            ran = _run(edition, home, material, stage, worst.exporter, loss, months)
            runs.append((stage, worst.exporter, ran))
            rows.append(_row(material, stage, worst.exporter, worst.share, loss, months, ran))
    if not rows:
        raise InputError([_nobody(material)])
    return Answer(
        "stress-test",
        question,
        edition.name,
        _sentence(material, home, rows),
        rows,
        method="shock 2026",
        tables={
            "fields": field_rows(edition, material, {stage: ran for stage, _, ran in runs}),
            "suppliers": [_supplier(material, item) for item in found],
            "sectors": _sectors(edition, home, runs),
        },
        gaps=_gaps(material),
        sources=sources(edition, SOURCES),
        notes=[
            Sentence(
                "Velden naar artikel 20 van Verordening (EU) 2024/1252; de wettekst zelf is niet "
                "nagelezen.",
                "Fields after Article 20 of Regulation (EU) 2024/1252; the legal text itself was "
                "not read.",
            )
        ],
    )


def _nobody(material: str) -> Any:
    from grondstof.errors import Fault, Phrase

    return Fault(
        "material",
        Phrase("'{material}', for which nobody says who supplies it", material=material),
        "a material with supply shares or production",
        "Choose another material",
    )


def _run(
    edition: Edition, home: str, material: str, stage: str, exporter: str, loss: float, months: int
) -> Ran:
    from grondstof.assess.chain_model import Words

    words = Words(nl=material, en=material)
    shock = ShockItem(
        exporters=[exporter], material=material, stage=stage, loss=loss, months=months
    )
    scenario = Scenario(scenario_id="stress-test", name=words, summary=words, shocks=[shock])
    return run_scenario(edition, scenario, home, draws=DRAWS, program=False)[0]


def _row(
    material: str, stage: str, exporter: str, share: float, loss: float, months: int, ran: Ran
) -> Row:
    middle, low, high = ran.cover
    name_nl, name_en = place_name(exporter)
    return {
        "row_id": f"{material}/{stage}/{exporter}/{loss}/{months}",
        "material_id": material,
        "stage_id": stage,
        "exporter_id": exporter,
        "name_nl": name_nl,
        "name_en": name_en,
        "share": share,
        "loss_share": loss,
        "months": months,
        "months_of_use": middle,
        "months_of_use_low": low,
        "months_of_use_high": high,
        "worst_month_share": float(ran.point_short.max()),
        "basis": ran.base.basis,
        "kind": "modelled",
        "oldest_year": min(ran.base.years),
    }


def _supplier(material: str, item: Any) -> Row:
    name_nl, name_en = place_name(item.exporter)
    return {
        "row_id": f"{material}/{item.stage}/{item.exporter}",
        "stage_id": item.stage,
        "territory_id": item.exporter,
        "name_nl": name_nl,
        "name_en": name_en,
        "share": item.share,
        "above_limit": item.share > SINGLE_POINT,
        "kind": "computed",
    }


def _sectors(edition: Edition, home: str, runs: Sequence[tuple[str, str, Ran]]) -> list[Row]:
    from grondstof.assess.io_concordance import name_of

    worst = max(runs, key=lambda item: item[2].cover[0])
    rows: list[Row] = []
    for row in sectors(edition, home, worst[2])[:10]:
        name_nl, name_en = name_of(row["industry_system"], row["industry_code"])
        named: Mapping[str, Any] = {"name_nl": name_nl, "name_en": name_en}
        rows.append({"row_id": str(row["industry_code"]), **row, **named})
    return rows


def _sentence(material: str, home: str, rows: Sequence[Row]) -> Sentence:
    worst = max(rows, key=lambda row: float(row["months_of_use"]))
    words = find(material)
    home_nl, home_en = in_sentence(home)
    low, high = float(worst["months_of_use_low"]), float(worst["months_of_use_high"])
    span = f"{low:.1f} tot {high:.1f}".replace(".", ",")
    place_nl, place_en = in_sentence(str(worst["exporter_id"]))
    if high < LEAST_MONTHS:
        return Sentence(
            f"Valt {place_nl} een jaar weg als leverancier van {words.name_nl}, dan ontstaat in "
            f"{home_nl} volgens dit model geen tekort.",
            f"If {place_en} stops supplying {words.name_en} for a year, by this model no shortage "
            f"arises in {home_en}.",
        )
    return Sentence(
        f"Valt {place_nl} een jaar weg als leverancier van {words.name_nl}, dan mist "
        f"{home_nl} {span} maanden gebruik.",
        f"If {place_en} stops supplying {words.name_en} for a year, {home_en} misses "
        f"{low:.1f} to {high:.1f} months of use.",
    )


def _gaps(material: str) -> list[Gap]:
    return [
        Gap(
            "capacities of economic operators",
            "reports of companies under the act are not public",
            "the field of capacities stays empty",
            what_nl="capaciteit van bedrijven",
            why_nl="meldingen van bedrijven onder de wet zijn niet openbaar",
            effect_nl="het veld over capaciteit blijft leeg",
        ),
        Gap(
            "logistics, energy, workforce and natural hazards",
            "no set of figures per material was found",
            "what can disrupt supply holds restrictions and host metals only",
            what_nl="vervoer, energie, personeel en natuurrampen",
            why_nl="wij vonden geen cijfers per grondstof",
            effect_nl="wat de aanvoer kan verstoren: alleen beperkingen en gastmetalen staan er",
        ),
    ]
