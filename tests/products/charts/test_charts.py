"""Charts are true to their numbers, escape their words, and draw no band across the map."""

import re
import xml.etree.ElementTree as ET

import pytest

from grondstof.products.charts import svg
from grondstof.products.charts.banded import banded_list, both_forms
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.charts.lines import series
from grondstof.products.charts.sankey import MOST_BANDS, Flow, largest, sankey
from grondstof.products.charts.scatter import Axis, Dot, scatter
from grondstof.products.charts.worldmap import borders, class_limits, used_classes, worldmap
from grondstof.vocabulary import territories

SVG = "{http://www.w3.org/2000/svg}"
EVIL = '<script>alert(1)</script> & "quotes"'


def _parsed(text):
    return ET.fromstring(text)


def test_a_bar_is_as_long_as_its_share():
    root = _parsed(bars([Bar("a", "50 %", 0.5), Bar("b", "25 %", 0.25)], "words", maximum=1.0))
    drawn = [r.get("width") for r in root.iter(f"{SVG}rect") if "bar" in r.get("class", "")]
    assert drawn == ["50.00%", "25.00%"] or drawn == ["50%", "25%"]


def test_a_missing_value_draws_no_bar_but_keeps_its_name():
    root = _parsed(bars([Bar("a", "–", None)], "words"))
    assert [r for r in root.iter(f"{SVG}rect") if r.get("class", "").startswith("bar ")] == []
    assert "a" in "".join(root.itertext())


def test_an_interval_is_drawn_where_it_lies():
    root = _parsed(bars([Bar("a", "x", 0.5, 0.4, 0.6)], "words", maximum=1.0))
    ends = {line.get("x1") for line in root.iter(f"{SVG}line")}
    assert {"40%", "60%"} <= {end.replace(".00", "") for end in ends}


@pytest.mark.parametrize(
    "chart",
    [
        bars([Bar(EVIL, EVIL, 1.0, href="/x", hint=EVIL)], EVIL),
        scatter(
            [Dot(EVIL, 1, 1, href="/x", hint=EVIL)], Axis(EVIL, 2, []), Axis(EVIL, 2, []), EVIL
        ),
        worldmap({"CHN": 1.0}, {"CHN": EVIL}, EVIL),
        sankey([Flow(0, EVIL, "b", 1.0, EVIL)], EVIL),
        banded_list([Flow(0, EVIL, "b", 1.0, EVIL)], EVIL),
        series([(2020, 1.0), (2021, None), (2022, 2.0)], EVIL, [EVIL, "–", EVIL]),
    ],
)
def test_words_are_escaped_and_there_is_no_inline_style(chart):
    assert "<script" not in chart
    assert "style=" not in chart
    assert {drawn.get("aria-label") for drawn in _parsed(f"<p>{chart}</p>")} == {EVIL}


def test_a_long_name_stands_on_one_line_of_a_page_and_on_more_of_a_phone():
    long = "Permanente magneten van metaal, met neodymium"
    page, phone = _parsed(
        f"<p>{bars([Bar(long, '12 %', 0.12), Bar('zink', '3 %', 0.03)], 'w')}</p>"
    )
    assert (page.get("class"), phone.get("class")) == ("chart bars wide", "chart bars narrow")
    assert [text.text for text in page.iter(f"{SVG}text")] == [long, "12 %", "zink", "3 %"]
    assert [text.text for text in phone.iter(f"{SVG}text")][:3] != [long, "12 %", "zink"]
    assert bars([Bar("zink", "3 %", 0.03)], "w").count("<svg") == 1


def test_the_key_of_a_map_names_the_classes_that_are_on_it():
    values = {"CHN": 1.0, "DEU": 0.02, "FRA": 0.03}
    assert used_classes(values) == [
        ("c0", 0.0, pytest.approx(0.04)), ("c4", pytest.approx(0.64), pytest.approx(1.0)),
    ]  # fmt: skip
    keys = [("c0", "up to 4 %"), ("c4", "64–100 %"), ("none", "no data")]
    land, key, phone = _parsed(f"<p>{worldmap(values, {}, 'w', keys=keys)}</p>")
    assert "up to 4 %" not in "".join(land.itertext())
    assert "".join(key.itertext()) == "".join(phone.itertext()) == "up to 4 %64–100 %no data"
    assert [box.get("class") for box in key.iter(f"{SVG}rect")] == ["c0", "c4", "none"]


def test_all_bands_of_a_flow_picture_have_the_thickness_of_their_value():
    flows = [Flow(0, "a", "home", 30.0, ""), Flow(0, "b", "home", 10.0, "")]
    root = _parsed(sankey(flows, "words"))
    thick = [float(p.get("stroke-width")) for p in root.iter(f"{SVG}path")]
    assert thick[0] / thick[1] == pytest.approx(3.0, rel=0.01)


def test_a_flow_picture_has_at_most_twelve_bands_and_names_the_rest():
    many = [Flow(0, f"c{n}", "home", 100.0 - n, "") for n in range(40)]
    kept = largest(many, "rest", "{value}")
    assert len(kept) <= MOST_BANDS
    assert sum(flow.value for flow in kept) == pytest.approx(sum(flow.value for flow in many))
    with pytest.raises(ValueError, match="40 bands"):
        sankey(many, "words")


def test_bands_leave_and_arrive_without_crossing_where_every_name_has_one_origin():
    """A tree: what comes from the upper name arrives above what comes from the lower."""
    flows = [
        Flow(0, "a", "small", 10.0, ""), Flow(0, "a", "large", 20.0, ""),
        Flow(1, "small", "x", 10.0, ""), Flow(1, "large", "y", 11.0, ""),
        Flow(1, "large", "z", 9.0, ""),
    ]  # fmt: skip
    root = _parsed(sankey(flows, "words"))
    ends = [re.findall(r"[\d.]+", p.get("d")) for p in root.iter(f"{SVG}path")]
    for level in (ends[:2], ends[2:]):
        leave = sorted(level, key=lambda n: float(n[1]))
        assert leave == sorted(level, key=lambda n: float(n[7]))


def test_the_form_for_a_phone_tells_every_band_with_its_number():
    flows = [
        Flow(0, "x", "home", 30.0, "30 t"), Flow(0, "y", "home", 10.0, "10 t"),
        Flow(1, "home", "z", 15.0, "15 t"),
    ]  # fmt: skip
    root = _parsed(banded_list(flows, "words"))
    told = [t.text for t in root.iter(f"{SVG}text")]
    assert told == ["→ home", "x", "30 t", "y", "10 t", "home →", "z", "15 t"]
    drawn = [r.get("width") for r in root.iter(f"{SVG}rect")]
    assert drawn == ["100%", "33.33%", "50%"]
    assert both_forms(flows, "words").count("<svg") == 2


def test_no_stretch_of_a_border_crosses_the_map():
    sheet = borders()
    for place, path in sheet["areas"].items():
        for part in path.split("M")[1:]:
            steps = re.findall(r"(-?\d+)[, ]?(-?\d+)", part.partition("l")[2])
            assert all(abs(int(x)) < 0.4 * sheet["width"] for x, _ in steps), place


def test_borders_name_known_territories_and_their_source():
    sheet = borders()
    known = territories.territories()
    assert [p for p in [*sheet["areas"], *sheet["dots"]] if p not in known] == []
    assert sheet["source"]["licence"] == "public domain"
    assert {"SGP", "MLT", "HKG", "BHR"} <= set(sheet["dots"])
    assert {"XKX", "RUS", "FJI", "NLD", "TWN"} <= set(sheet["areas"])


def test_classes_of_the_map_end_at_the_largest_value():
    limits = class_limits({"A": 0.5, "B": 1.0})
    assert limits[-1] == pytest.approx(1.0)
    assert limits == sorted(limits)


def test_a_picture_of_its_own_carries_style_caption_and_size():
    chart = bars([Bar("a", "1", 1.0)], "words")
    root = _parsed(svg.standalone(chart, ".bar{fill:red}", "Title. Source: somebody."))
    assert root.get("width") == "720"
    assert "somebody" in "".join(root.itertext())
