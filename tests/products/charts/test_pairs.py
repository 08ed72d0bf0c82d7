"""Two bars for each name: lengths in proportion, the interval on the second, numbers readable."""

import re
from xml.etree import ElementTree

from grondstof.products.charts.pairs import Pair, pairs

ITEMS = [
    Pair("China", ("55 %", "100 %"), 0.55, 1.0, 0.75, 1.0, "/nl/landen/CHN"),
    Pair("A <long> & odd name", ("24 %", "0 %"), 0.24, 0.0),
]


def test_bars_are_in_proportion_and_the_interval_is_on_the_second():
    text = pairs(ITEMS, "label", ("first", "second"))
    root = ElementTree.fromstring(text)
    bars = [e for e in root.iter() if "pair" in e.get("class", "") and e.get("height") == "10"]
    widths = [float(e.get("width").rstrip("%")) for e in bars]
    assert widths[0] / widths[1] == 0.55
    assert widths[3] == 0.0
    whiskers = [e for e in root.iter() if e.get("class") == "whisker"]
    assert len(whiskers) == 3, "one line and its two ends, for the one interval there is"
    assert float(whiskers[0].get("x2").rstrip("%")) == widths[1]


def test_names_are_escaped_and_every_number_is_written():
    text = pairs(ITEMS, "label", ("first", "second"))
    assert "A &lt;long&gt; &amp; odd name" in text
    for words in ("55 %", "100 %", "24 %", "0 %", "first", "second"):
        assert f">{words}<" in text
    assert not re.search(r"style=", text)
