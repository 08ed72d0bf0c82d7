"""Answers of chains, scenarios, stress tests and the library on the built edition."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from grondstof.assess import library
from grondstof.assess.recipe import Question
from grondstof.errors import InputError, UnknownName
from grondstof.products.answers import chain, chains, scenario, stress_test
from grondstof.products.answers import library as library_answer
from grondstof.store.editions import Edition


def ask(edition: Edition, **options: Any) -> Any:
    return scenario.answer(edition, Question(options={"draws": 100} | options))


def walk(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from walk(item)
    elif isinstance(value, list):
        for item in value:
            yield from walk(item)
    else:
        yield value


@pytest.mark.parametrize("product", ["wind-turbine", "electric-car", "defence-systems"])
def test_the_focus_chains_can_be_walked(edition: Edition, product: str) -> None:
    found = chain.answer(edition, Question(options={"product": product}))
    stages = {row["stage_id"] for row in found.rows}
    assert {"extraction", "processing", "component", "assembly"} <= stages
    assert {row["node_id"] for row in found.tables["control"]} == {
        row["node_id"] for row in found.rows
    }
    assert all(row["share"] is None or 0 < row["share"] <= 1 for row in found.tables["control"])
    assert any("control" in gap.what for gap in found.gaps)
    values = [value for value in walk(found.to_dict()) if isinstance(value, float)]
    assert all(math.isfinite(value) for value in values)


def test_chains_are_ranked_and_equal_ones_share_a_rank(edition: Edition) -> None:
    rows = chains.answer(edition, Question()).rows
    keys = [(row["single_points"], row["band"]) for row in rows]
    assert keys == sorted(keys, reverse=True)
    for one, other in pairwise(rows):
        same = (one["single_points"], one["band"]) == (other["single_points"], other["band"])
        assert (one["rank"] == other["rank"]) == same


def test_a_step_at_the_limit_counts_and_the_sentence_says_so(edition: Edition) -> None:
    found = chain.answer(edition, Question(options={"product": "wind-turbine"}))
    shares = [row["share"] for row in found.tables["bottlenecks"]]
    assert min(shares) == pytest.approx(0.65)
    assert "65 % of meer" in found.sentence.nl
    assert "65 % or more" in found.sentence.en


def test_a_stop_without_a_shortage_says_so(edition: Edition) -> None:
    found = stress_test.answer(edition, Question(material="roundwood"))
    assert max(row["months_of_use_high"] for row in found.rows) < stress_test.LEAST_MONTHS
    assert "geen tekort" in found.sentence.nl
    assert "no shortage" in found.sentence.en


@pytest.mark.parametrize(
    "options",
    [
        {"exporter": "CHN", "material": "gallium", "loss": 1.0, "months": 12},
        {"exporter": "CHN", "product": "permanent-magnet", "loss": 1.0, "months": 12},
    ],
)
def test_a_chinese_ban_gives_a_range_with_reasons(
    edition: Edition, options: dict[str, Any]
) -> None:
    found = ask(edition, **options, draws=600)
    row = found.rows[0]
    assert 0.0 < row["months_of_use_low"] < row["months_of_use"] < row["months_of_use_high"] < 12
    assert row["recovered_month_low"] <= row["recovered_month"] <= row["recovered_month_high"]
    assert row["least_months_of_use_low"] <= row["least_months_of_use_high"]
    shares = {item["parameter"]: item["variance_share"] for item in found.tables["sensitivity"]}
    assert max(shares, key=lambda name: shares[name]) == "stock_days"
    assert 0.5 < sum(shares.values()) < 1.3
    for sector in found.tables["sectors"]:
        low, high = sector["at_risk_musd_low"], sector["at_risk_musd_high"]
        assert high > 0.0
        assert (low is None) == (sector["lacks"] is not None)
        assert low is None or low <= high
    assert any(gap.what == "price" for gap in found.gaps)
    for book in found.tables["books"]:
        left = book["production"] + book["imports"] + book["stock_draw"] + book["recycling"]
        right = book["use"] + book["exports"] + book["stock_build"]
        assert left == pytest.approx(right, rel=1e-9)


def test_a_larger_loss_never_costs_less(edition: Edition) -> None:
    months = [
        ask(edition, exporter="CHN", material="magnesium", loss=loss).rows[0]["months_of_use"]
        for loss in (0.25, 0.5, 0.75, 1.0)
    ]
    assert months == sorted(months)


def test_two_exporters_are_reported_with_their_interaction(edition: Edition) -> None:
    found = scenario.answer(
        edition, Question(options={"scenario": "cobalt-quota-congo", "draws": 50})
    )
    assert found.rows[0]["interaction_months"] is not None
    assert len(found.tables["shocks"]) == 2


def test_the_index_lists_scenarios(edition: Edition) -> None:
    rows = scenario.answer(edition, Question()).rows
    assert "gallium-ban-china" in {row["scenario_id"] for row in rows}


def test_no_supplier_data_is_refused(edition: Edition) -> None:
    with pytest.raises(InputError) as caught:
        ask(edition, exporter="CHN", material="argon")
    assert "no supplier data" in str(caught.value)
    with pytest.raises(UnknownName):
        chain.answer(edition, Question(options={"product": "nothing"}))


def test_stress_test_fills_the_fields_it_can(edition: Edition) -> None:
    found = stress_test.answer(edition, Question(material="gallium"))
    fields = {row["field"]: row["finding_en"] for row in found.tables["fields"]}
    assert fields["a-where"] is not None
    assert fields["b-capacity"] is None
    assert fields["e-strategic"] == "yes"
    assert {row["loss_share"] for row in found.rows} == {0.5, 1.0}


def test_the_library_goes_on_where_it_was_stopped(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "file_of", lambda *_: tmp_path / "library.jsonl")
    calls: list[str] = []

    def counting(of: Edition, home: str, tasks: Any) -> Any:
        for ban, draws in tasks:
            calls.append(ban.key)
            yield library.compute(of, home, ban, min(draws, 20))

    whole = library.build(edition, "NLD", limit=4, spread=counting)
    file = tmp_path / "library.jsonl"
    lines = file.read_text().splitlines()
    first = [line for line in lines if '"draws": 0' in line]
    file.write_text("\n".join(first[:3]) + "\n" + first[3][:40])
    calls.clear()
    again = library.build(edition, "NLD", limit=4, spread=counting)
    assert calls[0] == library.candidates(edition, "NLD")[3].key
    assert {e.key: asdict(e) for e in again} == {e.key: asdict(e) for e in whole}
    answered = library_answer.answer(edition, Question(material=whole[0].material))
    assert {row["material_id"] for row in answered.rows} == {whole[0].material}


def test_a_private_folder_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from grondstof.store.private import private_folder

    monkeypatch.setenv("GRONDSTOF_PRIVATE", "/nowhere/at/all")
    with pytest.raises(InputError, match="a folder that exists"):
        private_folder()
