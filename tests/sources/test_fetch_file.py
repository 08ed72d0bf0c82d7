"""What the fetchers of single files ask for: only hosts of the source's own card, over https."""

from importlib import import_module

import pytest

from grondstof.sources.kit import fetch_file
from grondstof.sources.kit.http import Limits, check_address

SOURCES = (
    "battery_minerals", "bgs", "pink_sheet", "premise", "pv_ice", "undp_hdr", "usgs_mcs", "wgi",
    "wmd",
)  # fmt: skip


@pytest.fixture
def asked(monkeypatch):
    found = []

    def download(address, **given):
        found.append((address, given))
        return given["into"]

    monkeypatch.setattr(fetch_file, "download", download)
    return found


@pytest.mark.parametrize("source_id", SOURCES)
def test_a_fetcher_asks_only_hosts_that_its_card_lists(source_id, asked, tmp_path):
    fetch = import_module(f"grondstof.sources.{source_id}.fetch").fetch
    fetch(tmp_path, *(["cobalt, mine"] if source_id == "bgs" else []))
    assert asked
    for address, given in asked:
        check_address(address, Limits(given["hosts"], given["max_bytes"]))
        assert given["into"].parent == tmp_path
        assert 0 < given["max_bytes"] <= 50_000_000
