"""The settled tables of the EU studies, made by the real gate and settle from what ships."""

from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from grondstof.assess.order import SETTLEMENTS
from grondstof.settle.settlement import settle
from grondstof.sources.kit import load
from grondstof.store.warehouse import Warehouse

SOURCES = ("ec_study", "ec_study_2017", "wgi")
NEEDED = (
    "settled__supply_share",
    "settled__governance",
    "settled__use_share",
    "settled__value_added",
    "settled__parameter",
)


@cache
def settled() -> dict[str, Any]:
    """Return the settled tables by name, as Arrow tables."""
    with TemporaryDirectory() as name, Warehouse(Path(name) / "scratch.duckdb") as warehouse:
        for source_id in SOURCES:
            snapshots = load.freeze_shipped(source_id, Path(name) / "snapshots")
            load.load(source_id, snapshots, warehouse)
        for address in SETTLEMENTS:
            module, _, constant = address.partition(":")
            settlement = getattr(import_module(module), constant)
            if settlement.output in NEEDED:
                settle(settlement, warehouse)
        return {table: warehouse.arrow(f'select * from "{table}"') for table in NEEDED}
