"""Scenarios: what is given wrongly is told in three parts, all at once."""

import pytest

from grondstof.assess.scenario import of_options, scenarios, subject_of
from grondstof.errors import InputError, UnknownName


def faults(**options: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        of_options(options)
    return [str(fault) for fault in caught.value.faults]


def test_all_faults_of_a_scenario_are_told_at_once() -> None:
    found = faults(exporter="XYZ", material="gallum", loss="1.5", months="-3", form="embargo")
    assert found[0] == (
        "scenario, form: found 'embargo'. Expected one of ban, quota, tax, licence, outage, war. "
        "Choose one of them."
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
