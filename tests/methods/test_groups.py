"""Group means: the three groups of the 2017 study, and a member without a value."""

import pytest

from grondstof.methods.groups import group_mean


def test_groups_as_in_table_21_of_the_2017_study():
    pgm = {"iridium": 2.8, "palladium": 1.7, "platinum": 2.1, "rhodium": 2.5, "ruthenium": 3.4}
    assert group_mean(pgm, list(pgm)).value == pytest.approx(2.5)
    worth = {"iridium": 4.3, "palladium": 5.6, "platinum": 4.9, "rhodium": 6.6, "ruthenium": 3.5}
    assert group_mean(worth, list(worth)).value == pytest.approx(4.98)


def test_a_member_without_a_value_is_named_and_not_counted_as_zero():
    found = group_mean({"a": 2.0, "b": None}, ["a", "b", "c"])
    assert found.value == 2.0
    assert found.missing == ("b", "c")


def test_a_group_without_values_has_no_mean():
    assert group_mean({}, ["a"]).value is None
