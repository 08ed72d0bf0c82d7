"""Tables in a terminal are in the reader's language; what is typed back stays as it is."""

import sys
import time

import pytest

from grondstof.cli import progress_bar
from grondstof.cli.cells import figure, gap_line, heading
from grondstof.products.answers.base import Gap


@pytest.mark.parametrize(
    ("row", "column", "nl", "en"),
    [
        ({"share": 0.938, "share_low": 0.9, "share_high": 0.95}, "share",
         "93,8% [90,0–95,0%]", "93.8% [90.0–95.0%]"),
        ({"value": None, "value_low": 1.0, "value_high": 2.0, "unit": "t"}, "value",
         "1\u00a0ton–2\u00a0ton", "1\u00a0tonnes–2\u00a0tonnes"),
        ({"share": None}, "share", "·", "·"),
        ({"value": None, "reason": "every publisher withholds this figure"}, "value",
         "geheim", "secret"),
        ({"chosen": True}, "chosen", "ja", "yes"),
        ({"stage_id": "processing"}, "stage_id", "verwerking", "processing"),
        ({"territory_id": "DEU"}, "territory_id", "Duitsland", "Germany"),
        ({"code": "850511"}, "code", "850511", "850511"),
        ({"method_id": "nl-axes"}, "method_id", "nl-axes", "nl-axes"),
        ({"year": 2024}, "year", "2024", "2024"),
        ({"rank": 3, "rank_low": 1, "rank_high": 6}, "rank", "3 [1–6]", "3 [1–6]"),
        ({"kind": "modelled"}, "kind", "gemodelleerd", "modelled"),
    ],
)  # fmt: skip
def test_a_cell_reads_as_on_the_site(row, column, nl, en):
    assert figure(row, column, column, "nl") == nl
    assert figure(row, column, column, "en") == en


def test_a_step_of_a_walk_is_written_as_its_column():
    row = {"column": "share", "value": 0.69}
    assert figure(row, "value", "value", "nl") == "69,0%"


def test_headings_and_gaps_are_words():
    assert heading("supply_risk", "nl") == "leveringsrisico"
    assert heading("supply_risk", "en") == "supply risk"
    assert heading("item_id", "nl") == "id"
    gap = Gap("use_t", "not published", "stays empty", "niet gepubliceerd", "blijft leeg")
    assert gap_line(gap, "nl").endswith(": niet gepubliceerd (blijft leeg)")


def test_a_long_wait_shows_and_goes(monkeypatch):
    """The spinner comes after a moment on a terminal, and is gone before an answer is printed."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(progress_bar, "PATIENT_FOR", 0.01)
    waiting = progress_bar.Patience()
    waiting.begin()
    end = time.monotonic() + 20
    while waiting._spinner is None and time.monotonic() < end:
        time.sleep(0.01)
    assert waiting._spinner is not None
    waiting.end()
    assert waiting._spinner is None
    waiting.retire()
    waiting.begin()
    assert waiting._timer is None
