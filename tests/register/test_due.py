"""Dutch due phrases, relative to the date of the letter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.register.content import register
from grondstof.register.due import find_due, read_due
from grondstof.register.models import Promise

LETTER = date(2024, 12, 5)


@pytest.mark.parametrize(
    ("phrase", "begin", "until"),
    [
        ("derde kwartaal van volgend jaar", date(2025, 7, 1), date(2025, 9, 30)),
        ("eind volgend jaar", date(2025, 10, 1), date(2025, 12, 31)),
        ("in het voorjaar van 2026", date(2026, 3, 20), date(2026, 6, 20)),
        ("uiterlijk 1 mei 2025", None, date(2025, 5, 1)),
        ("voor de zomer", None, date(2025, 6, 30)),
        ("na de zomer", date(2025, 9, 1), date(2025, 12, 31)),
        ("binnen twee weken", LETTER, date(2024, 12, 19)),
        ("in mei 2025", date(2025, 5, 1), date(2025, 5, 31)),
        ("vanaf 2026", date(2026, 1, 1), None),
        ("voor het kerstreces", None, date(2024, 12, 20)),
    ],
)
def test_phrases_and_the_days_they_mean(phrase, begin, until):
    found = read_due(phrase, LETTER)
    assert (found.begin, found.until) == (begin, until)


def test_what_is_past_is_no_promise():
    assert find_due("In 2022 en op 12 december 2023, en in de tweede helft van 2023.", LETTER) == []


@given(st.text(max_size=300), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_any_text_gives_ordered_periods(text, day):
    for one in find_due(text, day):
        assert one.begin is None or one.until is None or one.begin <= one.until


def test_the_due_dates_of_the_register_are_those_of_their_phrases():
    for item in register().items():
        if isinstance(item, Promise) and item.due_phrase and item.due and not item.repeats:
            said = item.made_on or min(moment.since for moment in item.moments)
            assert read_due(item.due_phrase, said).until == item.due, item.id
