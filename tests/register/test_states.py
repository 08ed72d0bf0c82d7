"""Fair states: our silence is never the minister's delay."""

from datetime import date

import pytest

from grondstof.register.content import register
from grondstof.register.models import Cite, Document, Moment, Promise
from grondstof.register.states import Period, next_due, standing

LETTER = Document(
    id="letter",
    kind="document",
    title_nl="Brief",
    title_en="Letter",
    publisher="Ministry",
    year=2024,
    date=date(2024, 1, 10),
)


def promise(**more):
    given = {"made_on": date(2024, 1, 10), "due": date(2024, 6, 30)}
    return Promise(
        id="p",
        kind="action",
        title_nl="Doe iets",
        title_en="Do it",
        owner="ezk",
        cites=(Cite(document="letter", place="p. 1"),),
        **(given | more),
    )


def state(item, day, *periods):
    return standing(item, day, {"letter": LETTER}, periods)


def whole(last, *covers):
    return Period(
        id="x",
        source="Kamer",
        what="all",
        first=date(2024, 1, 1),
        last=last,
        complete=True,
        covers=covers,
    )


def test_before_the_date_it_is_open():
    assert state(promise(), date(2024, 3, 1)).state == "open"


def test_after_the_date_without_a_source_it_is_no_word_and_not_overdue():
    found = state(promise(), date(2025, 3, 1))
    assert (found.state, found.since, found.days_late) == ("no word", date(2024, 1, 10), None)


def test_overdue_needs_a_complete_source_that_reaches_past_the_date():
    assert state(promise(), date(2025, 3, 1), whole(date(2024, 6, 1))).state == "no word"
    found = state(promise(), date(2025, 3, 1), whole(date(2024, 7, 30)))
    assert (found.state, found.days_late) == ("overdue", 30)
    assert state(promise(), date(2025, 3, 1), whole(date(2024, 7, 30), "kgg")).state == "no word"


def test_a_claim_is_not_done_and_counts_its_own_days():
    said = Moment(state="claimed", since=date(2024, 7, 10), document="letter", place="p. 2")
    found = state(promise(moments=(said,)), date(2025, 1, 1))
    assert (found.state, found.days_late) == ("claimed", 10)


def test_a_later_result_is_not_known_before_its_day():
    done = Moment(state="done", since=date(2024, 7, 10), document="letter", place="p. 2")
    assert state(promise(moments=(done,)), date(2024, 7, 1)).state == "no word"


def test_it_does_not_exist_before_it_was_promised():
    assert state(promise(), date(2023, 12, 31)) is None


def test_the_observatory_opened_43_days_after_the_end_of_2024():
    found = register()
    item = found.get("actie-observatorium")
    late = standing(item, date(2026, 11, 20), found.documents)
    assert (late.state, late.since, late.days_late) == ("done", date(2025, 2, 12), 43)


@pytest.mark.parametrize(
    ("repeats", "day"), [("P1Y", date(2026, 6, 30)), ("P2Y", date(2026, 6, 30)), (None, None)]
)
def test_the_next_time_of_a_repeated_duty(repeats, day):
    assert next_due(promise(repeats=repeats), date(2026, 1, 1)) == day
