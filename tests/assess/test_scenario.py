"""Scenarios: what is given wrongly is told in three parts, all at once."""

from pathlib import Path

import pytest

from grondstof.assess.scenario import from_file, of_options, scenarios, subject_of
from grondstof.errors import InputError, UnknownName


def faults(**options: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        of_options(options)
    return [str(fault) for fault in caught.value.faults]


def test_all_faults_of_a_scenario_are_told_at_once() -> None:
    found = faults(exporter="XYZ", material="gallum", loss="1.5", months="-3", form="embargo")
    assert found[0] == (
        "scenario, form: found 'embargo'. Expected one of: ban, quota, tax, licence, outage, war. "
        "Choose one of these."
    )
    assert found[1] == (
        "scenario, shock 1, loss: found 1.5. Expected a fraction from 0 to 1. "
        "Write the share that is lost, such as 0.5 for half."
    )
    assert found[2].startswith("scenario, shock 1, months: found -3. Expected 1 month or more.")
    assert "'XYZ'" in found[3]
    assert "Did you mean 'Gallium'" in found[4]


def test_an_unknown_code_and_a_product_without_one_are_refused() -> None:
    assert "'999999'" in faults(exporter="CHN", code="999999")[0]
    assert "no trade code" in faults(exporter="CHN", product="electric-car")[0]
    assert "exactly one of them" in faults(exporter="CHN")[0]
    assert "the territory that stops" in faults(material="gallium")[0]


def test_words_that_are_no_number_are_refused() -> None:
    assert "Expected a number" in faults(exporter="CHN", material="gallium", loss="all")[0]


def test_an_unknown_scenario_names_the_nearest() -> None:
    with pytest.raises(UnknownName) as caught:
        of_options({"scenario": "gallium-ban"})
    assert "gallium-ban-china" in caught.value.nearest


def test_a_code_may_be_written_with_dots() -> None:
    found = of_options({"exporter": "China", "code": "8505.11"})
    assert subject_of(found.shocks[0]).code == ("HS2017", "850511")


def test_every_shipped_scenario_is_whole() -> None:
    assert {"gallium-ban-china", "magnet-ban-china"} <= set(scenarios())


def test_several_subjects_make_a_shock_each_and_move_together() -> None:
    found = of_options(
        {
            "exporter": "CHN", "material": "gallium,germanium", "loss": "0.5", "loss_low": "0.2",
            "loss_high": "0.9", "correlation": "0.7",
        }
    )  # fmt: skip
    assert [item.material for item in found.shocks] == ["gallium", "germanium"]
    assert found.shocks[1].loss_range == (0.2, 0.9)
    assert found.correlation == 0.7


def test_a_range_and_a_correlation_out_of_order_are_refused() -> None:
    told = faults(exporter="CHN", material="gallium", loss="0.5", loss_low="0.6", correlation="2")
    assert told == [
        "scenario, correlation: found 2. Expected a number from 0 to 1. Write 0.5, or 0.",
        "scenario, shock 1, loss: found 0.6 to 0.5. Expected 0 <= loss_low <= loss <= loss_high "
        "<= 1. Mend the range.",
    ]


def test_a_scenario_of_your_own_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_text(
        "scenario_id: own-one\nname: {nl: a, en: a}\nsummary: {nl: a, en: a}\nshocks:\n"
        "  - {exporters: [CHN], material: gallium, loss: 0.5, months: 3}\n",
        encoding="utf-8",
    )
    assert from_file(path).shocks[0].months == 3
    path.write_text(path.read_text("utf-8").replace("loss: 0.5, months: 3", "months: -3"), "utf-8")
    with pytest.raises(InputError) as caught:
        from_file(path)
    assert "own.yml:5" in str(caught.value.faults[0])
    with pytest.raises(InputError, match="Name a file that exists"):
        from_file(tmp_path / "none.yml")
