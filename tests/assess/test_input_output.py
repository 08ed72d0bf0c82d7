"""The hybrid bridge: worked on one small world where every number can be followed by hand."""

from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from grondstof.assess import footprint as fp
from grondstof.assess import (
    io_axis,
    io_concordance,
    io_factors,
    io_ledger,
    io_origin,
    io_plugged,
    io_table,
)
from grondstof.assess.exposure_io import SECTOR_EXPOSURE, value_added
from grondstof.assess.footprint import FOOTPRINT
from grondstof.assess.io_environment import environment
from grondstof.assess.io_loss import losses
from grondstof.assess.io_reach import reach
from grondstof.assess.recipe import Question
from grondstof.errors import InputError, UnknownName
from grondstof.store.arrow import schema, to_arrow
from grondstof.store.region_tables import RegionTable, TableCard
from grondstof.vocabulary.tables import table
from tests.sources import region_files as files

QUESTION = Question(home="NLD", as_of=date(2026, 11, 1))


def _rows(name, rows):
    return to_arrow(rows, schema(table(name)))


def _world(regions=("NLD", "DEU", "ROW"), industries=("c12", "c14", "c31"), seed=3):
    rng = np.random.default_rng(seed)
    n = len(regions) * len(industries)
    Z = rng.lognormal(0.0, 1.0, (n, n))
    Y = rng.lognormal(3.0, 0.5, (n, len(regions)))
    x = Z.sum(axis=1) + Y.sum(axis=1)
    card = TableCard(
        name="small",
        publisher="none",
        title="small",
        release="1",
        year=2011,
        unit="million USD",
        industry_system="WIOD35",
        regions=regions,
        industries=industries,
        consumers=tuple((region, "c37") for region in regions),
    )
    return RegionTable(card, Z, Y, x, np.zeros(n), np.zeros((0, n)))


def _checked(**words):
    return io_table.check(_world(**words), accept_negative=True)


def _use(material_id, code, share):
    return {
        "material_id": material_id,
        "region_id": "EU27",
        "application": code,
        "industry_system": "NACE2",
        "industry_code": code,
        "year_from": 2016,
        "year_to": 2020,
        "share": share,
    }


def _made(territory_id, quantity_t, material_id="cobalt"):
    return {
        "material_id": material_id,
        "grade_id": "any",
        "stage_id": "processing",
        "territory_id": territory_id,
        "year": 2023,
        "content_basis": "contained",
        "quantity_t": quantity_t,
        "dist": "exact",
    }


def _trade(exporter, importer, usd, kg, code="810510", year=2022):
    return {
        "year": year,
        "exporter_id": exporter,
        "importer_id": importer,
        "code_system": "HS1992",
        "code": code,
        "value_usd": usd,
        "quantity_kg": kg,
    }


@pytest.fixture
def tables():
    use = [_use("cobalt", "C24", 0.5), _use("cobalt", "C26", 0.5), _use("gallium", "C26", 1.0)]
    made = [_made("COD", 60.0), _made("DEU", 40.0)]
    trade = [
        _trade("COD", "NLD", 300_000, 10_000),
        _trade("DEU", "NLD", 100_000, 2_000),
        _trade("NLD", "DEU", 50_000, 3_000),
        _trade("COD", "DEU", 500_000, 20_000),
    ]
    added = [
        {
            "territory_id": "NLD",
            "industry_system": "ICIO45",
            "industry_code": code,
            "year": 2020,
            "value_musd": value,
        }
        for code, value in (
            ("C24", 100.0),
            ("C25", 50.0),
            ("C26", 80.0),
            ("C27", 20.0),
            ("O", 10.0),
        )
    ]
    return {
        "settled__use_share": _rows("settled__use_share", use),
        "settled__production": _rows("settled__production", made),
        "settled__trade": _rows("settled__trade", trade),
        "settled__value_added": _rows("settled__value_added", added),
        "assessed__ledger": _rows("assessed__ledger", []),
        "assessed__trade_use": _rows("assessed__trade_use", []),
        "reported__io_cell": _rows("reported__io_cell", []),
    }


def _asked(home="NLD", **options):
    return Question(home=home, as_of=date(2026, 11, 1), options={"checked": _checked(), **options})


def _get(rows, material_id, account, cut, cut_id="all"):
    (found,) = [
        row
        for row in rows
        if (row["material_id"], row["account"], row["cut"], row["cut_id"])
        == (material_id, account, cut, cut_id)
    ]
    return found


def test_direct_is_what_comes_in_less_what_can_have_left_again(tables):
    rows = FOOTPRINT.run(tables, _asked()).to_pylist()
    content = io_ledger.codes()["HS1992", "810510"].links[0].content
    direct = _get(rows, "cobalt", "direct", "total")
    # 50 of 400 thousand dollars can have left again; so can that part of the 12 tonnes.
    stays = 1.0 - 50.0 / 400.0
    assert direct["quantity_t"] == pytest.approx(12.0 * stays * content[0])
    assert direct["value_musd"] == direct["value_musd_low"] == pytest.approx(0.4 * stays)
    assert direct["value_musd_high"] == pytest.approx(0.4)
    assert direct["quantity_t_low"] == pytest.approx(12.0 * stays * content[1])
    assert direct["quantity_t_high"] == pytest.approx(12.0 * content[2])
    from_congo = _get(rows, "cobalt", "direct", "origin", "COD")
    assert from_congo["quantity_t"] == pytest.approx(direct["quantity_t"] * 10 / 12)


def _leaves(value, basis="own bound", version="HS1992", **words):
    return {
        "territory_id": "NLD",
        "subject_kind": "code",
        "subject_id": "810510",
        "concept": "share leaving",
        "period": "2022",
        "list_version": version,
        "basis": basis,
        "value": value,
        **words,
    }


def test_what_can_have_left_is_what_the_trade_account_says_and_a_published_share_wins(tables):
    content = io_ledger.codes()["HS1992", "810510"].links[0].content[0]
    own, published = _leaves(0.25), _leaves(0.5, basis="published", version="CBS 2025")
    elsewhere = _leaves(0.9, territory_id="DEU"), _leaves(0.9, period="2021")
    for given, stays in (((own, *elsewhere), 0.75), ((published, own), 0.5)):
        use = {"assessed__trade_use": _rows("assessed__trade_use", list(given))}
        rows = FOOTPRINT.run(tables | use, _asked()).to_pylist()
        direct = _get(rows, "cobalt", "direct", "total")
        assert direct["quantity_t"] == pytest.approx(12.0 * stays * content)
        assert direct["value_musd"] == pytest.approx(0.4 * stays)


def test_stages_add_up_and_two_editions_of_a_code_list_do_not():
    ore = _trade("CHL", "NLD", 100_000, 50_000, code="260300")
    metal = _trade("CHL", "NLD", 800_000, 100_000, code="740311") | {"code_system": "HS2017"}
    rows = _rows("settled__trade", [ore, metal])
    (side,) = io_ledger.trade_sides(
        rows, "NLD", ["NLD"], 2022, {}, {"copper": "processing"}
    ).values()
    assert side.musd == pytest.approx(0.9)
    assert side.origins["CHL"] == pytest.approx(50.0 * 0.25 + 100.0)
    # Supply is counted as metal, so a tonne is worth what metal costs.
    assert side.world_usd / side.world_t == pytest.approx(8000.0)
    again = _trade("CHL", "NLD", 90_000, 40_000, code="260300") | {"code_system": "HS2017"}
    both = _rows("settled__trade", [ore, again])
    sides = io_ledger.trade_sides(both, "NLD", ["NLD"], 2022, {}, {})
    assert sum(found.musd for found in sides.values()) == pytest.approx(0.1)


def test_what_the_bridge_hands_out_is_what_the_ledger_holds(tables):
    """Footprints of all homes add up to world supply: a tonne is first used once."""
    checked = _checked()
    total = 0.0
    for home in ("NLD", "DEU", "ROW"):
        question = Question(home=home, as_of=date(2026, 11, 1), options={"checked": checked})
        found, structure, _ = fp.prepare(tables | _no_trade(), question, checked)
        cobalt = found[0]
        both = structure.consumed_abroad.sum(axis=1) * _abroad(checked, home)
        both = both + structure.consumed_home.sum(axis=1) * (1.0 - _abroad(checked, home))
        total += float(cobalt.share @ both)
    assert total == pytest.approx(1.0, rel=1e-9)


def _no_trade():
    return {"settled__trade": _rows("settled__trade", [])}


def _abroad(checked, home):
    """Share of first use abroad when it follows output, by division C24 and C26."""
    x = checked.balance.output.reshape(3, 3)
    place = checked.table.card.regions.index(home)
    world = x.sum(axis=0)[[0, 1]]
    return 1.0 - x[place][[0, 1]] / world


def test_first_use_abroad_reaches_the_home_or_stays_away():
    checked = _checked()
    structure = reach(checked, ["NLD"], ["C24", "C26"])
    assert structure.imported.shape == (2, 2, 4)
    assert np.all(structure.imported >= 0.0)
    assert np.all(structure.imported.sum(axis=(1, 2)) < 1.0)
    assert structure.users.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert np.all(structure.consumed_home.sum(axis=1) <= 1.0 + 1e-12)


def test_imports_are_those_of_the_foreign_economy_without_the_home():
    checked = _checked()
    t, x = checked.table, checked.balance.output
    away = np.arange(3, 9)
    A = t.Z[np.ix_(away, away)] / x[away]
    bought = np.linalg.inv(np.eye(6) - A) @ t.Z[np.ix_(away, np.arange(3))]
    structure = reach(checked, ["NLD"], ["C24"])
    rows = [0, 3]
    expected = bought[rows].sum(axis=0) / x[away][rows].sum()
    assert structure.imported[0].sum(axis=0)[:3] == pytest.approx(expected)


def test_origin_and_buyer_cuts_add_up_to_the_account(tables):
    rows = FOOTPRINT.run(tables, _asked()).to_pylist()
    whole = _get(rows, "cobalt", "indirect", "total")
    for cut in ("origin", "buyer"):
        parts = [r for r in rows if r["account"] == "indirect" and r["cut"] == cut]
        parts = [r for r in parts if r["material_id"] == "cobalt"]
        assert sum(r["quantity_t"] for r in parts) == pytest.approx(whole["quantity_t"])
    final = _get(rows, "cobalt", "indirect", "buyer", "final-demand")
    industry = _get(rows, "cobalt", "indirect", "total", "industry")
    assert industry["quantity_t"] + final["quantity_t"] == pytest.approx(whole["quantity_t"])


def test_interval_holds_the_figure_and_the_label_says_how_old_it_is(tables):
    rows = FOOTPRINT.run(tables, _asked()).to_pylist()
    assert any(row["account"] == "indirect" and row["world_share"] is not None for row in rows)
    for row in rows:
        if row["account"] == "indirect" and row["world_share"] is not None:
            assert row["world_share_low"] <= row["world_share"] <= row["world_share_high"]
            assert row["world_share_low"] < row["world_share_high"]
        assert row["oldest_year"] == 2011
        assert row["table_name"] == "small-2011"
        assert row["year"] == 2022


def test_material_without_tonnes_or_code_keeps_its_share_and_says_what_it_lacks(tables):
    rows = FOOTPRINT.run(tables, _asked()).to_pylist()
    gallium = _get(rows, "gallium", "indirect", "total")
    assert gallium["world_share"] > 0.0
    assert gallium["quantity_t"] is None
    assert gallium["lacks"] == "quantity_t;direct_t"
    assert not [r for r in rows if r["material_id"] == "gallium" and r["account"] == "direct"]


def test_one_rule_keeps_a_tonne_in_products_out_of_the_other_accounts(tables):
    inside = {
        "home_id": "NLD",
        "material_id": "cobalt",
        "year": 2022,
        "account": "in-products",
        "subject_id": "HS2017:850511",
        "unit": "t",
        "value_low": 0.0,
        "value_high": 1e-3,
    }
    plain = FOOTPRINT.run(tables, _asked()).to_pylist()
    ledger = {"assessed__ledger": _rows("assessed__ledger", [inside])}
    rows = FOOTPRINT.run(tables | ledger, _asked()).to_pylist()
    product = _get(rows, "cobalt", "products", "total")
    assert (product["quantity_t"], product["quantity_t_low"]) == (None, 0.0)
    assert product["quantity_t_high"] == 1e-3
    before = _get(plain, "cobalt", "indirect", "total")["quantity_t_low"]
    after = _get(rows, "cobalt", "indirect", "total")["quantity_t_low"]
    assert after == pytest.approx(before - 1e-3)


def test_shares_that_are_far_from_one_are_refused_and_near_ones_divided():
    rows = [_use("cobalt", "C24", 0.95), _use("indium", "C26", 0.7), _use("tin", "C26", None)]
    shares, refused = io_ledger.use_shares(_rows("settled__use_share", rows))
    assert shares == {"cobalt": {"C24": 1.0}}
    assert refused == {"indium": "use shares add up to 0.70"}


def test_trade_of_pooled_codes_is_lent_to_nobody(tables):
    pooled = [key for key, code in io_ledger.codes().items() if code.pooled]
    system, code = pooled[0]
    row = _trade("CHN", "NLD", 1000, 1000, code=code) | {"code_system": system}
    trade = _rows("settled__trade", [row])
    sides = io_ledger.trade_sides(trade, "NLD", ["NLD"], 2022, {}, {})
    assert sides == {}


def test_territory_without_region_is_an_origin_of_its_own_hosted_by_the_rest():
    supply = io_ledger.Supply("extraction", 2023, {"COD": 70.0, "DEU": 30.0}, 0.0)
    names, mix = io_origin.origin_mix(supply, None, ("DEU", "ROW"), ("NLD", "DEU", "ROW"), "NLD")
    assert names == ("COD", "DEU")
    assert mix == pytest.approx(np.array([[0.7, 0.3], [0.7, 0.3]]))
    side = io_ledger.TradeSide(
        world_usd=100.0, world_t=10.0, flows={("COD", "DEU"): 80.0, ("DEU", "MMR"): 20.0}
    )
    _, mix = io_origin.origin_mix(supply, side, ("DEU", "ROW"), ("NLD", "DEU", "ROW"), "NLD")
    assert mix[0] == pytest.approx([80 / 360, 280 / 360])
    assert mix[1] == pytest.approx([620 / 640, 20 / 640])
    assert io_origin.host_of("COD", ("WWA", "WWF")) == "WWF"


def test_exposure_of_an_industry_is_between_its_ends_and_adds_suppliers(tables):
    rows = SECTOR_EXPOSURE.run(tables, _asked()).to_pylist()
    by = {(row["material_id"], row["industry_code"]): row for row in rows}
    metal = by["cobalt", "c12"]
    assert metal["direct_part"] == pytest.approx(0.25)
    assert metal["total_part"] > metal["direct_part"]
    assert metal["total_part_low"] <= metal["total_part"] <= metal["total_part_high"] == 1.0
    assert metal["value_added_musd"] == pytest.approx(150.0)
    assert metal["dependent_musd"] == pytest.approx(150.0 * metal["total_part"])
    office = by["cobalt", "c31"]
    assert office["direct_part"] == 0.0
    assert office["total_part"] > 0.0
    assert by["gallium", "c14"]["dependent_musd_low"] is None
    direct = sum(r["direct_t"] for r in rows if r["material_id"] == "cobalt")
    accounts = FOOTPRINT.run(tables, _asked()).to_pylist()
    assert direct == pytest.approx(_get(accounts, "cobalt", "direct", "total")["quantity_t"])


def test_value_added_falls_back_on_the_table_and_says_its_year(tables):
    checked = _checked()
    assert value_added(tables["settled__value_added"], checked, ["NLD"])[1] == 2020
    own, year = value_added(tables["settled__value_added"], checked, ["DEU"])
    assert year == 2011
    assert own == pytest.approx(np.maximum(checked.balance.value_added[3:6], 0.0))


def test_axis_with_suppliers_shows_how_ranks_change(tables):
    rows = SECTOR_EXPOSURE.run(tables, _asked()).to_pylist()
    found = {row["material_id"]: row for row in io_axis.variant(rows)}
    assert {row["rank_total"] for row in found.values()} == {1, 2}
    for row in found.values():
        assert row["dependent_musd"] > row["direct_musd"]
        assert row["rank_change"] == row["rank_direct"] - row["rank_total"]


def test_home_without_a_region_of_its_own_is_refused_in_three_parts(tables):
    with pytest.raises(InputError) as error:
        FOOTPRINT.run(tables, _asked(home="COD"))
    assert "region of its own" in error.value.faults[0].expected


def test_table_that_balances_within_rounding_is_accepted_and_reported():
    world = _world()
    output = world.output.copy()
    output[0] += 0.3
    found = io_table.check(
        RegionTable(world.card, world.Z, world.Y, output, world.taxes, world.extensions),
        accept_negative=True,
    )
    assert "at most 0.3" in found.notes[0]


def test_table_that_does_not_balance_is_refused_with_the_worst_place():
    world = _world()
    output = world.output.copy()
    output[4] *= 2.0
    with pytest.raises(InputError) as error:
        io_table.check(
            RegionTable(world.card, world.Z, world.Y, output, world.taxes, world.extensions)
        )
    assert "DEU c14" in error.value.faults[0].where


def test_negative_value_added_is_refused_unless_accepted():
    world = _world()
    Z = world.Z.copy()
    Z[:, 2] += 100.0
    output = Z.sum(axis=1) + world.Y.sum(axis=1)
    broken = RegionTable(world.card, Z, world.Y, output, world.taxes, world.extensions)
    with pytest.raises(InputError) as error:
        io_table.check(broken)
    assert "negative value added in 1 industries" in error.value.faults[0].found
    assert "negative value added" in io_table.check(broken, accept_negative=True).notes[-1]


def test_classification_that_the_concordance_does_not_know_is_refused():
    with pytest.raises(InputError) as error:
        _checked(industries=("x1", "x2", "x3"))
    assert "io_industries.csv" in error.value.faults[0].action


def test_concordance_holds_every_manufacturing_division_in_every_system():
    wanted = {f"C{number}" for number in range(10, 33)} | {"B07", "B08"}
    for system in ("WIOD35", "ICIO45", "NACE2", "EXIO163", "EXIO200"):
        missing = {d for d in wanted if not io_concordance.industries_of(system, d)}
        assert missing <= {"C11", "C18", "C21"} & missing, (system, missing)
    assert {m.industry_code for m in io_concordance.industries_of("WIOD35", "C26")} == {"c14"}
    assert io_concordance.name_of("WIOD35", "c14")[1] == "Electrical and optical equipment"
    assert io_concordance.name_of("EXIO163", "Pulp") == ("Pulp", "Pulp")


def test_shipped_table_is_read_back_from_its_cells():
    from pathlib import Path

    import grondstof.sources.wiod as source
    from grondstof.sources.wiod.parse import parse_bulk

    rows = parse_bulk(Path(source.__file__).parent / "snapshot" / "wiot-2011.parquet")
    found = io_table.shipped(rows)
    assert found.table.card.industries[:2] == ("c1", "c2")
    assert len(found.table.card.consumers) == 41 * 5
    assert found.balance.largest == 108.0
    assert found.balance.relative == pytest.approx(4.2e-4, abs=0.2e-4)
    assert any("without output" in note for note in found.notes)
    with pytest.raises(InputError):
        io_table.shipped(pa.table({name: [] for name in rows.column_names}))


def test_plugged_in_table_is_checked_kept_and_opened_by_name(tmp_path, monkeypatch):
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path))
    path = tmp_path / "matrix_eu-ic-io_ind-by-ind_26ed_2023.csv"
    path.write_text(files.figaro(), encoding="utf-8")
    checked = io_plugged.plug_in(path, "figaro", 2023)
    assert io_plugged.kept() == ["figaro-2023"]
    again = io_plugged.open_plugged("figaro-2023")
    assert np.array_equal(again.table.Z, checked.table.Z)
    with pytest.raises(UnknownName):
        io_plugged.plug_in(path, "eora", 2023)


def test_loss_of_a_supplier_is_seen_from_both_sides():
    checked = _checked()
    rows = losses(checked, ["NLD"], "DEU", 0.5)
    assert {row["industry_code"] for row in rows} == {"c12", "c14", "c31"}
    full = losses(checked, ["NLD"], "DEU", 1.0)
    for half, whole in zip(
        sorted(rows, key=lambda r: r["row_id"]),
        sorted(full, key=lambda r: r["row_id"]),
        strict=True,
    ):
        assert half["supply_at_risk"] == pytest.approx(whole["supply_at_risk"] / 2)
        assert half["demand_loss"] <= whole["demand_loss"]
    nothing = losses(checked, ["NLD"], "DEU", 0.0)
    assert all(row["supply_at_risk"] == 0.0 for row in nothing)
    assert all(row["demand_loss"] == pytest.approx(0.0, abs=1e-9) for row in nothing)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("COD", 0.5, "export"), UnknownName),
        (("DEU", 0.5, "halfway"), UnknownName),
        (("DEU", 1.5, "export"), InputError),
    ],
)
def test_loss_refuses_what_it_cannot_use(words, error):
    with pytest.raises(error):
        losses(_checked(), ["NLD"], *words)


def test_factor_of_a_large_table_is_kept_on_disk_and_found_again(tmp_path, monkeypatch):
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path))
    monkeypatch.setattr(io_factors, "SMALLEST", 0)
    checked = _checked()
    made = io_factors.whole(checked)
    assert [path.name for path in io_factors.folder().iterdir()]
    found = io_factors.whole(checked)
    assert np.array_equal(found.packed, made.packed)
    rows = np.eye(9)[:2]
    assert np.array_equal(found.rows(rows), made.rows(rows))
    other = io_factors.whole(_checked(seed=4))
    assert not np.array_equal(other.packed, made.packed)


def test_environment_follows_what_the_home_consumes():
    world = _world()
    card = replace(world.card, extensions=(("CO2", "kg"),))
    carbon = np.arange(1.0, 10.0)[np.newaxis, :]
    checked = io_table.check(
        RegionTable(card, world.Z, world.Y, world.output, world.taxes, carbon),
        accept_negative=True,
    )
    homes = [environment(checked, [home])[0] for home in ("NLD", "DEU", "ROW")]
    assert sum(row["value"] for row in homes) == pytest.approx(carbon.sum())
    assert sum(row["at_home"] for row in homes) == pytest.approx(carbon.sum())
    assert environment(_checked(), ["NLD"]) == []
