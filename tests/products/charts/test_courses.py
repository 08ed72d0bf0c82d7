"""Courses over years: lines, bands and scales that follow from the numbers."""

from xml.etree import ElementTree

import pytest

from grondstof.products.charts.courses import Course, Moment, Panel, courses, ticks

SVG = "{http://www.w3.org/2000/svg}"


def picture(*moments):
    """Return the parsed picture of one course on a scale to 10."""
    panel = Panel("Ton", [Course("vraag", 1, moments)], [(5.0, "5"), (10.0, "10")])
    return ElementTree.fromstring(courses([panel], "De vraag stijgt."))


def test_a_line_stands_where_its_numbers_say():
    """From 0 in 2020 to 10 in 2030: from the bottom left of the field to its top right."""
    found = picture(Moment(2020, 0.0), Moment(2025, 5.0), Moment(2030, 10.0))
    line = found.find(f".//{SVG}polyline")
    assert line is not None
    assert line.get("points") == "0.0,168.0 500.0,84.0 1000.0,0.0"
    assert found.get("aria-label") == "De vraag stijgt."


def test_a_band_goes_there_along_the_top_and_back_along_the_bottom():
    found = picture(Moment(2020, 5.0, 0.0, 10.0), Moment(2030, 5.0, 5.0, 5.0))
    band = found.find(f".//{SVG}polygon")
    assert band is not None
    assert band.get("points") == "0.0,0.0 1000.0,84.0 1000.0,84.0 0.0,168.0"


def test_years_that_are_not_known_leave_a_gap():
    found = picture(Moment(2020, 1.0), Moment(2021, None), Moment(2022, 3.0), Moment(2023, 4.0))
    assert len(found.findall(f".//{SVG}polyline")) == 2


def test_two_courses_can_be_told_apart_without_colour():
    lines = [Course(name, look, [Moment(2020, 1.0), Moment(2030, 2.0)])
             for look, name in enumerate(("vraag", "afgedankt"), start=1)]  # fmt: skip
    text = courses([Panel("Ton", lines, [(2.0, "2")])], "x")
    assert 'class="course l1"' in text
    assert 'class="course l2"' in text


@pytest.mark.parametrize(
    ("most", "expected"),
    [(9.0, [5, 10]), (11.0, [5, 10, 15]), (0.3, [0.1, 0.2, 0.3]), (690, [250, 500, 750])],
)
def test_scales_are_round_and_reach_above_the_largest(most, expected):
    values = [value for value, words in ticks(most, str)]
    assert values == pytest.approx(expected)
    assert values[-1] >= most * (1 - 1e-9)


def test_nothing_at_all_still_has_a_scale():
    assert ticks(0.0, str) == [(1.0, "1.0")]
