"""Which frozen file an edition reads, when an older version of the program left papers behind."""

import json
from datetime import date

from grondstof.sources.kit import find
from grondstof.sources.kit.load import choose, freeze_shipped


def test_what_ships_goes_by_the_papers_that_ship(tmp_path) -> None:
    [snapshot] = freeze_shipped("wmd", tmp_path)
    sidecar = snapshot.path.parent / "snapshot.json"
    old = json.loads(sidecar.read_text("utf-8")) | {"published": "2026-11-20", "title": "Old"}
    sidecar.write_text(json.dumps(old), "utf-8")
    [chosen] = choose("wmd", tmp_path, date(2026, 11, 1))
    card = find.source("wmd").card
    assert (chosen.papers.published, chosen.papers.title) == (card.published, card.title)


def test_what_is_published_later_is_left_out(tmp_path) -> None:
    assert choose("wmd", tmp_path, date(2018, 1, 1)) == []
