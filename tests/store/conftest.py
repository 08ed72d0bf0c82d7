"""Small sources made for the tests of the store: one material, a few territories, by hand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from grondstof.store.card import Correction, Expectation, Label, Source, SourceCard
from grondstof.store.warehouse import Warehouse

MakeSource = Callable[..., Source]


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """Return an empty scratch database."""
    return Warehouse(tmp_path / "scratch.duckdb")


@pytest.fixture
def make_source() -> MakeSource:
    """Return a function that makes a source with given corrections and expectations."""

    def make(
        corrections: tuple[Correction, ...] = (), expectation: Expectation | None = None
    ) -> Source:
        wanted = expectation or Expectation()
        card = SourceCard(
            source_id="almanac",
            publisher="Office of Examples",
            title="Almanac",
            year=2024,
            published=date(2024, 5, 1),
            licence="CC BY 4.0",
            licence_url="https://example.org/licence",
            citation="Office of Examples (2024)",
            url="https://example.org",
            cadence="yearly",
            accessed=date(2024, 6, 1),
            allows="reuse with the source",
            tables={"reported__production": wanted, "reported__supply_share": wanted},
        )
        return Source(card, {("material", "Gallium, primary"): Label("gallium", {})}, corrections)

    return make
