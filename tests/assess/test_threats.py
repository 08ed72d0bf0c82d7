"""Threat tags: a country for every product, a country for one product, and rows that are wrong."""

from pathlib import Path

import pytest

from grondstof.assess import threats
from grondstof.assess.chain_supply import ownership
from grondstof.assess.chains import chain
from grondstof.errors import InputError

HEAD = "subject,territory_id,threat_tag,publisher,title,year,locator,reviewed\n"


def test_the_products_of_the_progress_report_are_tagged() -> None:
    magnet = chain("permanent-magnet").nodes["ndfeb-magnet"]
    found = threats.tags_of("NLD", "CHN", magnet)
    assert {item.subject for item in found} == {threats.EVERY, "ndfeb-magnet"}
    assert any("Voortgangsrapportage" in item.source for item in found)
    assert threats.tags_of("NLD", "AUS", magnet) == ()


def test_a_home_without_tags_has_none() -> None:
    magnet = chain("permanent-magnet").nodes["ndfeb-magnet"]
    assert threats.tags_of("BEL", "CHN", magnet) == ()


def test_a_row_without_source_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "threats.csv").write_text(f"{HEAD}*,CHN,state actor,,,,,2026-11-21\n", "utf-8")
    monkeypatch.setattr(threats, "home_folder", lambda home: tmp_path)
    with pytest.raises(InputError) as caught:
        threats.threats.__wrapped__("TST")
    assert "threats.csv:2" in str(caught.value)
    assert "Complete this row" in str(caught.value)


def test_owners_of_copper_and_platinum_metals_are_at_hand() -> None:
    assert {"copper", "nickel", "cobalt", "palladium", "platinum"} <= {
        row.material_id for row in ownership()
    }
