"""The engine: views, parameters, Parquet in and out, and equal cells on DuckDB and Spark."""

import math

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from grondstof.errors import InputError
from grondstof.store import engine_spark
from grondstof.store.engine import DuckEngine, named, open_engine, sql_text

RECIPES = ("concentration", "importers", "mirror")


@pytest.fixture
def duck(tmp_path):
    with DuckEngine(threads=1, folder=tmp_path) as engine:
        yield engine


def world(rows=20_000, seed=7):
    """Return trade with ties, missing governance and a group, small enough to read."""
    dice = np.random.default_rng(seed)
    places = np.array([f"T{number:02d}" for number in range(40)])
    codes = np.array(["250410", "261100", "811292", "999999"])
    seller, buyer = dice.integers(0, 40, rows), dice.integers(0, 40, rows)
    keep = seller != buyer
    value = dice.integers(1, 50, rows) * 1000
    trade = pa.table(
        {
            "year": pa.array(dice.integers(2020, 2023, rows)[keep], pa.int16()),
            "exporter_id": places[seller[keep]],
            "importer_id": places[buyer[keep]],
            "code_system": pa.array(["HS2017"] * int(keep.sum())),
            "code": codes[dice.integers(0, 4, rows)[keep]],
            "value_usd": pa.array(value[keep], pa.int64()),
        }
    )
    code_map = pa.table(
        {
            "code_system": ["HS2017"] * 2,
            "code": ["250410", "261100"],
            "material_id": ["natural-graphite", "tungsten"],
            "stage_id": ["extraction"] * 2,
        }
    )
    risk = dice.uniform(0, 10, 40)
    risk[5] = np.nan
    territories = pa.table(
        {
            "territory_id": places,
            "place": pa.array(np.arange(40), pa.int16()),
            "risk": pa.array(risk, mask=np.isnan(risk)),
        }
    )
    members = pa.table({"territory_id": ["T01", "T02"], "group_id": ["G", "G"]})
    sides = dice.integers(1, 1000, (2, 3000)) * 7
    declared = pa.table(
        {
            "year": pa.array([2022] * 6000, pa.int16()),
            "month": pa.array([0] * 6000, pa.int16()),
            "reporter_id": np.concatenate([places[:30], places[10:]] * 100),
            "partner_id": np.concatenate([places[10:], places[:30]] * 100),
            "flow": ["import"] * 3000 + ["export"] * 3000,
            "code_system": ["HS2017"] * 6000,
            "code": np.tile(codes[:3], 2000),
            "value_usd": pa.array(sides.ravel(), pa.int64(), mask=sides.ravel() % 5 == 0),
            "value_eur": pa.array(sides.ravel() * 2, pa.int64(), mask=sides.ravel() % 3 == 0),
            "valuation": ["CIF"] * 3000 + ["FOB"] * 3000,
        }
    )
    return {
        "trade": trade,
        "code_map": code_map,
        "territories": territories,
        "members": members,
        "declared": declared,
    }


def same(one, other):
    """Assert equal keys, counts and text, and floats to 1e-12 relative."""
    assert one.column_names == other.column_names
    assert one.num_rows == other.num_rows
    for name in one.column_names:
        for left, right in zip(one[name].to_pylist(), other[name].to_pylist(), strict=True):
            if isinstance(left, float) and isinstance(right, float):
                assert math.isclose(left, right, rel_tol=1e-12), name
            else:
                assert left == right, name


def test_parameters_are_found_but_not_in_casts_or_comments():
    assert named("select :home, x::int -- not :this\nwhere y = :year and z = :home") == [
        "home",
        "year",
    ]


def test_a_query_takes_named_parameters(duck):
    duck.view("t", pa.table({"x": [1, 2, 3]}))
    found = duck.query("select x from t where x > :least order by x", {"least": 1, "unused": 9})
    assert found["x"].to_pylist() == [2, 3]
    with pytest.raises(KeyError, match="least"):
        duck.query("select :least", {})


def test_partitioned_parquet_in_and_out(duck, tmp_path):
    duck.view("t", pa.table({"year": [2020, 2020, 2021], "x": [1, 2, 3]}))
    files = duck.write("select * from t", None, tmp_path / "out", ["year"])
    assert {path.parent.name for path in files} == {"year=2020", "year=2021"}
    duck.view("back", [tmp_path / "out"])
    assert duck.query("select sum(x) as s from back where year = 2020")["s"].to_pylist() == [3]
    duck.write("select 9 as x", None, tmp_path / "out", [])
    assert len(list((tmp_path / "out").rglob("*.parquet"))) == 1, "the old parts are gone"


def test_files_can_be_a_view(duck, tmp_path):
    pq.write_table(pa.table({"x": [5]}), tmp_path / "a's.parquet")
    duck.view("t", [tmp_path / "a's.parquet"])
    assert duck.query("select x from t")["x"].to_pylist() == [5]


def test_concentration_equals_a_plain_loop(duck):
    tables = world(2000)
    for name, table in tables.items():
        duck.view(name, table)
    found = {
        (r["year"], r["material_id"], r["importer_id"]): r
        for r in duck.query(sql_text("concentration")).to_pylist()
    }
    names = {"250410": "natural-graphite", "261100": "tungsten"}
    risk = dict(
        zip(*(tables["territories"][c].to_pylist() for c in ("territory_id", "risk")), strict=True)
    )
    sums = {}
    for row in tables["trade"].to_pylist():
        if row["code"] in names:
            key = (row["year"], names[row["code"]], row["importer_id"])
            flows = sums.setdefault(key, {})
            flows[row["exporter_id"]] = flows.get(row["exporter_id"], 0) + row["value_usd"]
    assert set(found) == set(sums)
    for key, flows in sums.items():
        total = sum(flows.values())
        row = found[key]
        assert row["hhi"] == pytest.approx(sum((v / total) ** 2 for v in flows.values()))
        known = sum((v / total) ** 2 * risk[p] for p, v in flows.items() if risk[p] is not None)
        assert row["hhi_governance"] == pytest.approx(known)
        top = min(flows, key=lambda place: (-flows[place], place))
        assert row["top_supplier"] == top, "among equals the earlier id"


def test_trade_inside_a_group_is_neither_import_nor_export(duck):
    trade = pa.table(
        {
            "year": pa.array([2022] * 3, pa.int16()),
            "exporter_id": ["T01", "T03", "T01"],
            "importer_id": ["T02", "T01", "T03"],
            "code_system": ["HS2017"] * 3,
            "code": ["261100"] * 3,
            "value_usd": pa.array([100, 10, 4], pa.int64()),
        }
    )
    duck.view("trade", trade)
    duck.view("members", world(10)["members"])
    rows = {r["territory_id"]: r for r in duck.query(sql_text("importers")).to_pylist()}
    assert rows["G"]["imports_usd"] == 10
    assert rows["G"]["exports_usd"] == 4
    assert rows["G"]["leaving_usd"] == 4
    assert "T02" not in rows


def test_an_unknown_engine_is_refused(monkeypatch):
    monkeypatch.setenv("GRONDSTOF_ENGINE", "abacus")
    with pytest.raises(InputError, match="Expected duckdb or spark"):
        open_engine()


def test_spark_that_cannot_start_says_what_is_missing(monkeypatch):
    monkeypatch.setenv("GRONDSTOF_ENGINE", "spark")
    monkeypatch.setattr(engine_spark, "why_not", lambda: "no Java was found")
    with pytest.raises(InputError) as error:
        open_engine()
    (fault,) = error.value.faults
    assert fault.found == "spark, but no Java was found"
    assert fault.action == "Install grondstof[spark] and, on Debian, default-jre-headless"


@pytest.fixture(scope="module")
def spark():
    """A Spark inside this process; where Java or PySpark is missing the test fails and says so."""
    reason = engine_spark.why_not()
    assert reason is None, f"{reason}: `make test` installs both; see docs/scale.md"
    engine = engine_spark.SparkEngine(threads=2)
    yield engine
    engine.close()


@pytest.mark.spark
@pytest.mark.parametrize("recipe", RECIPES)
def test_both_engines_give_equal_cells(recipe, duck, spark, tmp_path):
    for name, table in world().items():
        folder = tmp_path / name
        folder.mkdir()
        pq.write_table(table, folder / "part.parquet")
        duck.view(name, [folder])
        spark.view(name, [folder])
    one, other = duck.query(sql_text(recipe)), spark.query(sql_text(recipe))
    assert one.num_rows > 50
    same(one, other)


@pytest.mark.spark
def test_both_engines_give_equal_cells_on_shipped_trade(duck, spark):
    from importlib.resources import files
    from pathlib import Path

    from grondstof.sources.baci.parse import parse_bulk

    folder = Path(str(files("grondstof.sources.baci"))) / "snapshot"
    trade = parse_bulk(folder / "hs1992-2022.parquet").drop_columns(["quantity_kg", "month"])
    members = pa.table({"territory_id": ["NLD", "DEU"], "group_id": ["G", "G"]})
    for engine in (duck, spark):
        engine.view("trade", trade)
        engine.view("members", members)
    same(duck.query(sql_text("importers")), spark.query(sql_text("importers")))


@pytest.mark.spark
def test_spark_writes_the_same_partitions(duck, spark, tmp_path):
    table = pa.table({"year": [2020, 2021, 2021], "x": [1, 2, 3]})
    for engine, name in ((duck, "duck"), (spark, "spark")):
        engine.view("t", table)
        engine.write("select * from t where x >= :least", {"least": 1}, tmp_path / name, ["year"])
        duck.view("back", [tmp_path / name])
        rows = duck.query("select year, x from back order by x").to_pylist()
        assert [(int(row["year"]), row["x"]) for row in rows] == [(2020, 1), (2021, 2), (2021, 3)]
