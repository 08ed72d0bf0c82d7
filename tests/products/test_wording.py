"""Numbers, dates and doubt in words, by worked examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.products import wording


def test_numbers_follow_the_reader():
    assert wording.number(1234567.891, "nl", 1) == "1.234.567,9"
    assert wording.number(1234567.891, "en", 1) == "1,234,567.9"
    assert wording.number(-2.5, "nl", 1) == "\u22122,5"


def test_a_missing_number_is_a_dash_and_never_a_zero():
    assert wording.number(None, "nl") == wording.percent(None, "en") == wording.MISSING
    assert wording.with_unit(None, "t", "nl") == wording.MISSING
    assert wording.number(0.0, "nl", 0) == "0"


def test_fractions_become_percentages():
    assert wording.percent(0.938, "nl") == "93,8\u00a0%"
    assert wording.with_unit(0.69, "fraction", "en", 3) == "69.0\u00a0%"


def test_large_numbers_get_a_word():
    assert wording.large(12_800_000_000, "nl") == "12,8\u00a0mld"
    assert wording.large(12_800_000_000, "en") == "12.8\u00a0bn"


@pytest.mark.parametrize(
    ("value", "low", "high", "word"),
    [
        (100.0, 98.5, 101.0, "exact"),
        (100.0, 92.0, 108.0, "sure"),
        (100.0, 80.0, 120.0, "fair"),
        (100.0, 50.0, 150.0, "rough"),
        (100.0, 10.0, 300.0, "open"),
        (100.0, None, None, "point"),
        (None, None, None, "unknown"),
        (0.0, 0.0, 0.4, "open"),
    ],
)
def test_doubt_in_words_follows_the_interval(value, low, high, word):
    assert wording.sureness(value, low, high) == word


def test_a_number_beyond_words_is_a_power_of_ten():
    assert wording.number(3.4e38, "nl") == "3.40e+38"


def test_dates_in_words():
    assert wording.day("2025-07-04", "nl") == "4 juli 2025"
    assert wording.day("2025-07-04", "en") == "4 July 2025"
    assert wording.day(None, "nl") == wording.MISSING
    assert wording.day("first half of 2025", "en") == "first half of 2025"


@given(st.floats(-1e14, 1e14), st.integers(0, 4))
def test_a_number_reads_back_to_its_rounding(value, digits):
    text = wording.number(value, "nl", digits)
    back = float(text.replace(".", "").replace(",", ".").replace("\u2212", "-"))
    assert abs(back - value) <= 0.5 * 10**-digits + abs(value) * 1e-6


@pytest.mark.parametrize(
    ("text", "nl", "en"),
    [
        ("50,000 t/y battery", "50.000 ton per jaar battery", "50,000 t a year battery"),
        ("50 t/y gallium", "50 ton gallium per jaar", "50 t of gallium a year"),
        ("up to 7 Mt/y", "tot 7 Mton per jaar", "up to 7 Mt a year"),
    ],
)
def test_a_published_capacity_is_not_taken_for_a_thousandth(text, nl, en):
    assert (wording.capacity(text, "nl"), wording.capacity(text, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("value", "digits", "nl"),
    [(230_413.2, 1, "230.413"), (866.3, 1, "866,3"), (0.34, 1, "0,34"), (0.0, 1, "0,0"),
     (12.0, 0, "12"), (None, 1, "–")],
)  # fmt: skip
def test_a_measure_has_the_decimals_its_size_can_bear(value, digits, nl):
    assert wording.measure(value, "nl", digits) == nl


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("from 2026-01-01 on", "from 1 januari 2026 on", "from 1 January 2026 on"),
        ("tot 2026-02 maal", "tot februari 2026 maal", "tot February 2026 maal"),
        ("1-8-2023: besluit", "1 augustus 2023: besluit", "1 August 2023: besluit"),
        ("CN-2025-10, 2023-24, 2026-02-31", *["CN-2025-10, 2023-24, 2026-02-31"] * 2),
    ],
)
def test_days_and_months_inside_a_sentence_are_written_in_words(text, dutch, english):
    assert wording.dates_in(text, "nl") == dutch
    assert wording.dates_in(text, "en") == english


def test_words_that_open_a_sentence_get_a_capital_and_dutch_ij_both_letters():
    assert wording.capital("gallium uit China") == "Gallium uit China"
    assert wording.capital("ijzererts") == "IJzererts"
    assert wording.capital("") == ""


def test_a_number_and_its_per_cent_sign_stay_together():
    assert wording.tight("minstens 30 % uit China") == "minstens 30\u00a0% uit China"
