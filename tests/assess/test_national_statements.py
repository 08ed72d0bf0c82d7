"""What a national document says about EU sourcing: bounds over every division of the rest."""

import pytest

from grondstof.assess.national_statements import addresses, stated_index, statement
from grondstof.methods.governance import PeriodScore


def score(risk):
    return PeriodScore(risk, 0.0, 30, ())


RISKS = {"CHN": score(5.7), "BEL": score(2.4), "DEU": score(2.0)}


def test_the_statement_on_germanium_is_content_of_a_home_pack():
    found = statement("germanium", "processing")
    assert found.named["CHN"].value == 0.45
    assert found.others == ("BEL", "DEU")
    assert "December 2023" in found.source
    assert statement("tin", "processing") is None
    assert addresses() == ("homes/nld/judgements/eu-sourcing.yml",)


def test_the_range_holds_every_division_of_the_rest():
    trade = {"BEL": 0.8, "DEU": 0.8}
    index = stated_index(statement("germanium", "processing"), RISKS, trade)
    for tenth in range(11):
        belgium = 0.55 * tenth / 10
        value = 0.45**2 * 5.7 + belgium**2 * 2.4 * 0.8 + (0.55 - belgium) ** 2 * 2.0 * 0.8
        assert index.interval.contains(value)
    low = (0.445**2) * 5.7 + 0.55**2 / (1 / (2.4 * 0.8) + 1 / (2.0 * 0.8))
    assert index.interval.low == pytest.approx(low)


def test_without_governance_of_a_supplier_nothing_is_said():
    assert stated_index(statement("germanium", "processing"), {"CHN": score(5.7)}, {}) is None
