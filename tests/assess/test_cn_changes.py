"""Codes over revisions: splits, mergers, the way back, and the real case of 2022."""

from hypothesis import given
from hypothesis import strategies as st

from grondstof.assess.cn_changes import became, family, shipped_changes

STEPS = ((2001, "A", "B"), (2001, "A", "C"), (2002, "C", "D"), (2002, "E", "D"))


def test_a_split_and_a_merger_by_hand():
    assert became("A", 2000, 2001, STEPS) == {"B", "C"}
    assert became("A", 2000, 2002, STEPS) == {"B", "D"}
    assert became("D", 2002, 2000, STEPS) == {"A", "E"}
    assert became("Z", 2000, 2002, STEPS) == {"Z"}


def test_a_family_lets_no_goods_in_or_out():
    assert family("B", 2001, 2000, 2002, STEPS) == {
        2000: {"A", "E"},
        2001: {"B", "C", "E"},
        2002: {"B", "D"},
    }


def test_hafnium_left_the_pooled_code_in_2022():
    """CN 8112 92 10 (hafnium, unwrought) became 8112 31 00, as Eurostat lists it."""
    assert became("81129210", 2021, 2022) == {"81123100"}
    assert became("81123100", 2022, 2021) == {"81129210"}
    assert became("81129221", 2021, 2022) == {"81124110", "81129221"}


def test_every_shipped_change_is_between_eight_digits_and_known_years():
    assert shipped_changes()
    for year, old, new in shipped_changes():
        assert 1989 <= year <= 2025
        assert {len(old), len(new)} == {8}
        assert (old + new).isdigit()


@given(st.sampled_from(shipped_changes()))
def test_the_way_back_leads_home(change):
    year, old, _ = change
    for new in became(old, year - 1, year):
        assert old in became(new, year, year - 1)
