"""The curve along a threshold: every point told, the one in use marked, nothing outside."""

import re
from itertools import pairwise

from grondstof.products.charts.curve import Spot, curve

SPOTS = [Spot(x, 40 - 10 * x, f"{x:.1f}", f"{40 - 10 * x:.0f}") for x in (0.5, 0.9, 1.0, 1.1, 2.0)]


def test_every_point_has_a_dot_its_words_and_one_is_marked() -> None:
    found = curve(SPOTS, "label", "across", "up", 2)
    assert found.count("<circle") == len(SPOTS)
    assert found.count('class="threshold"') == 1
    assert all(f"{spot.x_words}: {spot.y_words}" in found for spot in SPOTS)
    assert 'aria-label="label"' in found


def test_higher_values_stand_higher_and_within_the_picture() -> None:
    found = curve(SPOTS, "label", "across", "up", 0)
    heights = [float(y) for y in re.findall(r'<circle cx="[^"]+" cy="([^"]+)"', found)]
    assert heights == sorted(heights)
    assert all(0 < y < 260 for y in heights)


def test_words_on_the_axis_do_not_stand_on_each_other() -> None:
    found = curve(SPOTS, "label", "across", "up", 2)
    ticks = re.findall(r'<text x="([\d.]+)%" y="232[^"]*"[^>]*>([\d.]+)<', found)
    places = [float(x) for x, _ in ticks]
    assert "1.0" in [words for _, words in ticks]
    assert all(b - a >= 13 for a, b in pairwise(places))


def test_nothing_gives_an_empty_picture() -> None:
    assert "<circle" not in curve([], "label", "across", "up", 0)
