"""The sources of an indicator's figures: those its register entry names, and no others."""

import pytest

from grondstof.products.answers.desk import Desk
from grondstof.products.answers.indicator import sources_of
from grondstof.products.messages import says
from grondstof.products.web.words_of import tongue
from grondstof.vocabulary.indicators import indicators


@pytest.fixture(scope="module")
def counted(edition):
    return [row for row in Desk().ask("indicator").rows if row["known"]]


def test_every_indicator_with_figures_has_a_source_of_the_edition(counted, edition):
    known = {item["source_id"] for item in Desk().edition().manifest["sources"]}
    assert counted
    for row in counted:
        found = sources_of(row["indicator_id"])
        assert found, row["indicator_id"]
        assert set(found) <= known


def test_concentration_of_production_rests_on_production_alone(edition):
    answer = Desk().ask("indicator", indicator="hhi-production")
    assert {one["source_id"] for one in answer.sources} == {"wmd", "usgs_mcs", "bgs"}


def test_a_formula_is_told_in_dutch():
    english = [
        name
        for name, item in indicators().items()
        if tongue(says(f"formula.{name}", "nl", item.formula)) == "en"
    ]
    assert english == []
