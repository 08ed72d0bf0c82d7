"""GeoPolRisk as geopolrisk-py 2.0.1 gives it, from the shipped trade and production.

Governance: World Bank, Worldwide Governance Indicators, 2023 update, political stability 2022, as
distributed with geopolrisk-py 2.0.1 (`data/political_stability_2022.csv`). The package takes 0.5
for a partner without an estimate (Taiwan under other Asia); ours leaves the score open. Its
governance of 2023 is not at hand, so its values of 2023 are not reproduced beyond the
concentration.
"""

import csv
from pathlib import Path
from time import perf_counter

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from grondstof.assess.geopolrisk import query
from grondstof.vocabulary import materials, territories
from tests.architecture.repository import PACKAGE

HERE = Path(__file__).parent
YEARS = (2022, 2023)
# Importer, material -> score, concentration, import risk of 2022.
PUBLISHED_2022 = {
    ("NLD", "cobalt"): (0.2410, 0.4929, 0.4889),
    ("NLD", "lithium"): (0.1440, 0.3198, 0.4503),
    ("NLD", "nickel"): (0.1510, 0.2675, 0.5646),
    ("NLD", "rare-earths"): (0.2997, 0.5218, 0.5743),
    ("NLD", "copper"): (0.0388, 0.1037, 0.3743),
    ("DEU", "cobalt"): (0.2135, 0.4929, 0.4331),
}
CONCENTRATION_2023 = {
    "cobalt": 0.5072,
    "lithium": 0.2706,
    "nickel": 0.3258,
    "rare-earths": 0.4534,
    "copper": 0.1048,
}


def trade() -> pa.Table:
    folder = PACKAGE / "sources" / "baci" / "snapshot"
    parts = []
    for year in YEARS:
        part = pq.read_table(folder / f"hs1992-{year}.parquet")
        parts.append(part.append_column("year", pa.array([year] * part.num_rows)))
    whole = pa.concat_tables(parts).rename_columns(
        {"exporter": "exporter_id", "importer": "importer_id"}
    )
    return whole.append_column("code_system", pa.array(["HS1992"] * whole.num_rows))


def production() -> pa.Table:
    names = {
        row["label"]: row["id"]
        for row in csv.DictReader(
            (PACKAGE / "sources" / "wmd" / "labels.csv").read_text("utf-8").splitlines()
        )
        if row["kind"] == "material"
    }
    rows = pq.read_table(
        PACKAGE / "sources" / "wmd" / "snapshot" / "production.parquet"
    ).to_pylist()
    return pa.Table.from_pylist(
        [
            {
                "material_id": names[row["material"]],
                "territory_id": territories.alias(row["territory"]) or row["territory"],
                "year": int(row["year"]),
                "quantity_t": float(row["value"]),
            }
            for row in rows
            if row["material"] in names and row["territory"] != "Total" and row["value"]
        ]
    )


def stability() -> pa.Table:
    text = (HERE / "data" / "political_stability_2022.csv").read_text("utf-8")
    return pa.Table.from_pylist(
        [
            {"territory_id": row["territory_id"], "year": 2022, "estimate": float(row["estimate"])}
            for row in csv.DictReader(text.splitlines())
        ]
    )


@pytest.fixture(scope="module")
def found():
    rows = query(trade(), production(), stability()).to_pylist()
    return {(row["importer_id"], row["material_id"], row["year"]): row for row in rows}


@pytest.mark.parametrize("key", PUBLISHED_2022)
def test_the_published_score_with_its_silent_default(found, key) -> None:
    row = found[(*key, 2022)]
    score, concentration, risk = PUBLISHED_2022[key]
    assert row["hhi"] == pytest.approx(concentration, abs=5e-5)
    assert row["replicated"] == pytest.approx(risk, abs=5e-5)
    assert row["hhi"] * row["replicated"] == pytest.approx(score, abs=1e-4)


def test_a_partner_without_an_estimate_leaves_ours_open(found) -> None:
    cobalt = found["NLD", "cobalt", 2022]
    assert cobalt["open_share"] > 0.0
    assert cobalt["import_risk"] is None
    assert cobalt["import_risk_low"] < cobalt["replicated"] < cobalt["import_risk_high"]
    assert found["NLD", "nickel", 2022]["import_risk"] == pytest.approx(0.5646, abs=5e-5)


@pytest.mark.parametrize("material", CONCENTRATION_2023)
def test_the_concentration_of_2023(found, material) -> None:
    row = found["NLD", material, 2023]
    assert row["hhi"] == pytest.approx(CONCENTRATION_2023[material], abs=5e-5)


def test_no_trade_gives_no_row_instead_of_no_risk(found) -> None:
    assert ("NLD", "gallium", 2022) not in found
    assert {name for _, name, _ in found} <= set(materials.materials())


def test_every_material_importer_and_year_in_one_quick_query() -> None:
    given = trade(), production(), stability()
    start = perf_counter()
    query(*given)
    assert perf_counter() - start < 5.0
