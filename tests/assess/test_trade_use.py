"""What stays and what leaves: bounds by code and list, and the published figure that wins."""

import pytest

from grondstof.assess.ledger import DIRECT, IN_PRODUCTS, account_of, composition
from grondstof.assess.ledger import run as run_ledger
from grondstof.assess.recipe import Question
from grondstof.assess.trade_use import run
from tests.assess.trade_world import joined, settled, trade

TRADE = joined(
    trade(("ZAF", "NLD", 100_000_000, 10_000_000), ("NLD", "DEU", 80_000_000, 8_000_000)),
    trade(("AUS", "NLD", 300_000_000, 9), ("NLD", "DEU", 10_000_000, 1), code="270112"),
)


def figure(**values):
    row = {
        "territory_id": "NLD",
        "subject_kind": "list",
        "subject_id": "eu-crma-critical",
        "concept": "share leaving",
        "period": "2022",
        "list_version": "office",
        "value": 0.82,
        "unit": "fraction",
        "valuation": "CIF euro",
        "losers": 0,
    }
    return settled("settled__trade_figure", row | values)


def used(figures):
    return run({"settled__trade": TRADE, "settled__trade_figure": figures}, Question()).to_pylist()


def pick(rows, subject, concept, basis="own bound"):
    (row,) = [
        r for r in rows if (r["subject_id"], r["concept"], r["basis"]) == (subject, concept, basis)
    ]
    return row


def test_what_leaves_is_bounded_by_code_and_with_and_without_coal():
    rows = used(figure())
    assert pick(rows, "261100", "share leaving")["value"] == pytest.approx(0.8)
    assert pick(rows, "mapped-codes", "share leaving")["value"] == pytest.approx(90 / 400)
    assert pick(rows, "mapped-codes-without-coal", "share leaving")["value"] == pytest.approx(0.8)
    bound = pick(rows, "261100", "share leaving")
    assert (bound["value_low"], bound["value_high"]) == (0.0, bound["value"])
    assert bound["kind"] == "modelled"


def test_the_published_figure_wins_and_the_estimate_stays_with_its_distance():
    rows = used(figure())
    printed = pick(rows, "eu-crma-critical", "share leaving", "published")
    assert (printed["value"], printed["chosen"], printed["kind"]) == (0.82, True, "published")
    ours = pick(rows, "mapped-codes", "share leaving")
    assert ours["chosen"] is False
    assert ours["off_by"] == pytest.approx((90 / 400 - 0.82) / 0.82)


def test_dollars_and_euros_are_never_set_against_each_other():
    rows = used(figure(concept="imports", value=13500.0, unit="million EUR"))
    ours = pick(rows, "mapped-codes", "imports")
    assert (ours["unit"], ours["valuation"]) == ("million USD", "FOB dollars")
    assert ours["off_by"] is None


def test_every_total_names_its_list():
    versions = {row["list_version"] for row in used(figure()) if row["subject_kind"] == "list"}
    assert "HS1992: 2 mapped codes" in versions
    assert "HS1992: 1 mapped codes without bituminous coal" in versions


def test_a_tonne_counts_in_one_account_by_the_composition_table():
    assert account_of("850511") == IN_PRODUCTS
    assert account_of("261100") == DIRECT
    assert account_of("850760") == account_of("854143") == IN_PRODUCTS
    assert set(composition()) == {"850511", "850760", "854143"}


def test_the_ledger_fills_what_it_can_and_says_what_is_missing():
    magnets = trade(("CHN", "NLD", 10_000, 1_000_000), code_system="HS2017", code="850511")
    rows = run_ledger({"settled__trade": joined(TRADE, magnets)}, Question()).to_pylist()
    (direct,) = [r for r in rows if r["subject_id"] == "HS1992:261100"]
    assert (direct["account"], direct["unit"]) == ("direct", "t")
    assert direct["value"] == pytest.approx(10_000 * 0.515)
    held = {r["material_id"]: r for r in rows if r["subject_id"] == "HS2017:850511"}
    assert {r["account"] for r in held.values()} == {"in-products"}
    assert held["neodymium"]["value_high"] == pytest.approx(325.0)
    assert held["neodymium"]["lacks"] == "value"
    missing = {r["subject_id"]: r["basis"] for r in rows if r["material_id"] == "any"}
    assert missing["854140"].endswith("composition and trade missing")
    assert "input-output" in missing
    lithium = [r for r in rows if (r["subject_id"], r["material_id"]) == ("850760", "lithium")]
    assert lithium[0]["basis"].startswith("lithium-ion batteries: trade missing; holds 9.277 to")
    assert lithium[0]["value_high"] is None
    silver = [r for r in rows if (r["subject_id"], r["material_id"]) == ("854143", "silver")]
    assert silver[0]["basis"].startswith("photovoltaic modules (from HS 2022): trade missing")


def test_batteries_and_modules_are_filled_as_soon_as_their_trade_is_there():
    batteries = trade(("CHN", "NLD", 10_000, 1_000_000), code_system="HS2022", code="850760")
    modules = trade(("CHN", "NLD", 10_000, 2_000_000), code_system="HS2022", code="854143")
    older = trade(("CHN", "NLD", 10_000, 2_000_000), code_system="HS2017", code="854140")
    world = {"settled__trade": joined(TRADE, batteries, modules, older)}
    rows = run_ledger(world, Question()).to_pylist()
    held = {(r["subject_id"], r["material_id"]): r for r in rows}
    assert held["HS2022:850760", "lithium"]["value_high"] == pytest.approx(28.01)
    assert held["HS2022:850760", "cobalt"]["value_low"] == 0.0, "LFP holds none"
    assert held["HS2022:854143", "silver"]["value_high"] == pytest.approx(2000 * 0.3941 / 1000)
    assert held["HS2017:854140", "any"]["basis"].endswith("composition missing")
    assert {r["account"] for r in rows if r["code"] in ("850760", "854143", "854140")} == {
        "in-products"
    }


def test_no_flow_stands_in_two_accounts():
    magnets = trade(("CHN", "NLD", 10_000, 1_000_000), code_system="HS2017", code="850511")
    rows = run_ledger({"settled__trade": joined(TRADE, magnets)}, Question()).to_pylist()
    accounts = {}
    for row in rows:
        accounts.setdefault((row["subject_id"], row["year"]), set()).add(row["account"])
    assert all(len(found) == 1 for found in accounts.values())


def test_a_figure_handed_in_for_one_code_replaces_our_estimate_of_it():
    given = figure(subject_kind="code", subject_id="261100", value=0.9)
    ours = pick(used(given), "261100", "share leaving")
    assert ours["chosen"] is False
    assert ours["off_by"] == pytest.approx((0.8 - 0.9) / 0.9)
    assert pick(used(given), "261100", "share leaving", "published")["chosen"] is True
