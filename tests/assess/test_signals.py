"""Signals: rules as data, nothing seen ahead of time, and the honest back-test."""

import json
from datetime import date

import pytest

from grondstof.assess.declared_trade import TABLE
from grondstof.assess.recipe import Question
from grondstof.assess.signal_rules import episodes, rules
from grondstof.assess.signal_series import Series, fire, month_number, year_month
from grondstof.assess.signals import backtest, run
from tests.assess.trade_world import joined, settled, trade

YEARS = range(2012, 2024)


def inputs(share_2023):
    """Return a world in which China's share of Dutch graphite jumps in the last year."""
    parts = [
        trade(
            ("CHN", "NLD", int(1e8 * share), 10_000_000),
            ("BRA", "NLD", int(1e8 * (1 - share)), 10_000_000),
            year=year,
            code="250410",
        )
        for year, share in ((y, share_2023 if y == 2023 else 0.3) for y in YEARS)
    ]
    return {
        "settled__trade": joined(*parts),
        "settled__price": settled("settled__price"),
        "assessed__origin": settled("assessed__origin"),
        "settled__use_share": settled("settled__use_share"),
        "reported__restriction": settled("reported__restriction"),
        "reported__register_item": settled("reported__register_item"),
        TABLE: settled(TABLE),
    }


def test_a_jump_of_a_partner_gives_a_signal_in_both_languages_with_its_meaning():
    rows = run(inputs(0.9), Question(as_of=date(2025, 6, 1))).to_pylist()
    (china,) = [row for row in rows if row["territory_id"] == "CHN"]
    assert china["rule_id"] == "partner-share-break"
    assert china["year"] == 2023
    assert "90 %" in china["text_nl"]
    assert "90 %" in china["text_en"]
    assert china["meaning_nl"]
    assert china["severity"] in ("medium", "high")


def test_a_quiet_world_gives_no_signal():
    assert run(inputs(0.3), Question(as_of=date(2025, 6, 1))).num_rows == 0


def test_a_rule_never_sees_a_later_point():
    rule = rules()["partner-share-break"]
    months = [month_number(year, 0) for year in YEARS]
    values = dict(zip(months, [0.3] * 8 + [0.8, 0.3, 0.3, 0.3], strict=True))
    series = Series("partner-share", "code", "HS1992:250410", ("natural-graphite",), "CHN", values)
    whole = [found.month for found in fire(rule, series)]
    early = {month: values[month] for month in months[:9]}
    part = Series("partner-share", "code", "HS1992:250410", ("natural-graphite",), "CHN", early)
    assert [found.month for found in fire(rule, part)] == whole[:1] == [months[8]]


def test_months_and_years_go_round():
    assert year_month(month_number(2023, 8)) == (2023, 8)
    assert year_month(month_number(2023, 0)) == (2023, 12)


def test_a_restriction_counts_only_for_what_home_depends_on():
    tables = inputs(0.3)
    origin = {
        "code_system": "HS1992",
        "code": "250410",
        "year": 2023,
        "importer_id": "NLD",
        "origin_id": "CHN",
        "share": 0.7,
    }
    law = {"restriction_id": "R1", "material_id": "natural-graphite", "territory_id": "CHN"}
    other = law | {"restriction_id": "R2", "territory_id": "BRA"}
    tables["assessed__origin"] = settled("assessed__origin", origin)
    tables["reported__restriction"] = settled(
        "reported__restriction", law | {"form": "licence"}, other | {"form": "ban"}
    )
    rows = [r for r in run(tables, Question()).to_pylist() if r["rule_id"] == "restriction"]
    assert [row["territory_id"] for row in rows] == ["CHN"]
    assert rows[0]["severity"] == "high"


def months(last, *, mirror=1.0):
    """Return Dutch months of 2020-2023 with China at 30 %, and at `last` from October 2023 on."""
    rows = []
    for year in range(2020, 2024):
        for month in range(1, 13):
            share = last if (year, month) >= (2023, 10) else 0.3
            for partner, part in (("CHN", share), ("BRA", 1 - share)):
                flow = {
                    "year": year,
                    "month": month,
                    "code_system": f"CN{year}",
                    "code": "25041000",
                    "source_id": "comext",
                    "value_eur": int(1e6 * part),
                    "quantity_kg": int(1e6 * part),
                }
                both = {"reporter_id": "NLD", "partner_id": partner, "flow": "import"}
                rows.append(flow | both | {"valuation": "CIF"})
                told = int(1e6 * part * (mirror if share != 0.3 else 1.0))
                other = {"reporter_id": partner, "partner_id": "NLD", "flow": "export"}
                rows.append(flow | other | {"valuation": "FOB", "value_eur": told})
    return settled(TABLE, *rows)


def test_with_months_at_hand_the_rule_runs_on_months_in_place_of_years():
    tables = inputs(0.9) | {TABLE: months(0.9)}
    rows = run(tables, Question(as_of=date(2024, 6, 1))).to_pylist()
    assert "partner-share-break" not in {row["rule_id"] for row in rows}
    (china,) = [
        row
        for row in rows
        if (row["rule_id"], row["territory_id"]) == ("partner-share-break-month", "CHN")
    ]
    assert (china["year"], china["month"]) == (2023, 12)
    assert "2023-12 90 %" in china["text_en"]
    quiet = run(inputs(0.3) | {TABLE: months(0.3)}, Question(as_of=date(2024, 6, 1)))
    assert quiet.num_rows == 0


def test_sides_that_start_to_differ_give_a_signal():
    tables = inputs(0.3) | {TABLE: months(0.31, mirror=0.5)}
    rows = run(tables, Question(as_of=date(2024, 6, 1))).to_pylist()
    assert {(row["rule_id"], row["territory_id"]) for row in rows} == {
        ("mirror-gap", "CHN"),
        ("mirror-gap", "BRA"),
    }
    assert "+33 %" in rows[0]["text_en"]


def test_a_suspension_that_ends_and_an_event_are_told():
    tables = inputs(0.3)
    share = {"code_system": "HS1992", "code": "250410", "year": 2023, "importer_id": "NLD"}
    tables["assessed__origin"] = settled(
        "assessed__origin", share | {"origin_id": "CHN", "share": 0.7}
    )
    tables["reported__restriction"] = settled(
        "reported__restriction",
        {
            "restriction_id": "R1",
            "material_id": "natural-graphite",
            "territory_id": "CHN",
            "form": "licence",
            "suspended_from": date(2025, 1, 1),
            "suspended_to": date(2026, 11, 27),
        },
    )
    body = {"date": "2026-06-01", "materials": ["cobalt"], "territories": ["COD"]}
    event = {"kind": "event", "title_nl": "Mijn dicht", "title_en": "Mine closed"}
    tables["reported__register_item"] = settled(
        "reported__register_item",
        event | {"item_id": "e1", "body": json.dumps(body)},
        event | {"item_id": "e2", "body": json.dumps(body | {"date": "2020-01-01"})},
        event | {"item_id": "e3", "body": json.dumps({"date": "2026-06-01"})},
    )
    rows = run(tables, Question(as_of=date(2026, 11, 1))).to_pylist()
    found = {row["rule_id"]: row for row in rows}
    assert set(found) == {"suspension", "event"}
    assert "suspended until 2026-11-27" in found["suspension"]["text_en"]
    assert found["suspension"]["severity"] == "high"
    assert (found["event"]["subject_id"], found["event"]["territory_id"]) == ("e1/cobalt", "COD")
    assert found["event"]["lacks"] == "value"


def test_the_back_test_publishes_hits_misses_and_false_alarms():
    rows = backtest(inputs(0.9), Question()).to_pylist()
    names = {episode.episode_id for episode in episodes()}
    assert {row["episode_id"] for row in rows} == names | {"all-quiet"}
    graphite = {r["rule_id"]: r for r in rows if r["episode_id"] == "graphite-2023"}
    # The break stands in the figures of 2023, which came out after the licence of December 2023.
    assert graphite["partner-share-break"]["outcome"] == "late"
    assert graphite["price-break"]["outcome"] == "not-testable"
    quiet = {r["rule_id"]: r for r in rows if r["episode_id"] == "all-quiet"}
    assert quiet["partner-share-break"]["alarms"] == 0


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.rule_id)
def test_every_rule_says_why_and_what_to_do(rule):
    assert rule.reason
    assert rule.meaning_nl
    assert rule.meaning_en
