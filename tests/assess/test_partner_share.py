"""A partner's share before and after: outside the earlier range, or no effect to be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.assess.partner_share import shares, verdict

BEFORE = {2018: 0.10, 2019: 0.12, 2020: 0.11, 2021: 0.10, 2022: 0.13}


@pytest.mark.parametrize(
    ("after", "word"),
    [
        ({2024: 0.20, 2025: 0.14}, "higher"),
        ({2024: 0.05, 2025: 0.09}, "lower"),
        ({2024: 0.20, 2025: 0.12}, "no effect"),
        ({2024: 0.11}, "no effect"),
        ({}, "too early"),
    ],
)
def test_the_word_follows_the_range_of_five_years(after, word):
    assert verdict(BEFORE | {2023: 0.9} | after, 2023).word == word


def test_one_earlier_year_is_too_few():
    assert verdict({2022: 0.25, 2024: 0.75}, 2023).word == "too few years"


@given(st.dictionaries(st.integers(1995, 2030), st.floats(0, 1)), st.integers(1995, 2030))
def test_the_year_of_the_event_belongs_to_neither_side(share, year):
    found = verdict(share, year)
    assert found == verdict({y: s for y, s in share.items() if y != year}, year)


def test_shares_leave_out_years_without_imports():
    assert shares({(2020, True): 1.0, (2020, False): 3.0, (2021, False): 0.0}) == {2020: 0.25}
