"""The order in which the build settles and assesses; a line is the place of a recipe."""

from collections.abc import Iterator
from importlib import import_module
from typing import cast

from grondstof.assess.recipe import Recipe
from grondstof.settle.settlement import Settlement

# module:name of each settlement. One settled table each.
SETTLEMENTS: tuple[str, ...] = (
    "grondstof.settle.supply_share:SUPPLY_SHARE",
    "grondstof.settle.governance:GOVERNANCE",
    "grondstof.settle.use_share:USE_SHARE",
    "grondstof.settle.parameter:PARAMETER",
    "grondstof.settle.production:PRODUCTION",
    "grondstof.settle.reserves:RESERVES",
    "grondstof.settle.price:PRICE",
    "grondstof.settle.value_added:VALUE_ADDED",
    "grondstof.settle.intensity:INTENSITY",
    "grondstof.settle.trade:TRADE",
    "grondstof.settle.trade_figure:TRADE_FIGURE",
    "grondstof.settle.chamber_status:CHAMBER_STATUS",
)

# module:name of each recipe. A recipe may read what the ones above it wrote.
RECIPES: tuple[str, ...] = (
    "grondstof.assess.criticality:EU_2017",
    "grondstof.assess.criticality:EU_2023",
    "grondstof.assess.replication:REPLICATION_2017",
    "grondstof.assess.replication:REPLICATION_2023",
    "grondstof.assess.concentration:CONCENTRATION",
    "grondstof.assess.importance:IMPORTANCE",
    "grondstof.assess.origin:ORIGIN",
    "grondstof.assess.trade_use:TRADE_USE",
    "grondstof.assess.trade_indicators:TRADE_INDICATORS",
    "grondstof.assess.signals:SIGNALS",
    "grondstof.assess.signals:BACKTEST",
    "grondstof.assess.ledger:LEDGER",
    "grondstof.assess.nl_axes:NATIONAL_LIST",
    "grondstof.assess.list_threshold:LIST_THRESHOLD",
    "grondstof.assess.list_information:LIST_INFORMATION",
    "grondstof.assess.hindsight:HINDSIGHT",
    "grondstof.assess.companion:COMPANION",
    "grondstof.assess.companion:RESTRICTED",
    "grondstof.assess.companion:SOURCES",
    "grondstof.assess.footprint:FOOTPRINT",
    "grondstof.assess.exposure_io:SECTOR_EXPOSURE",
    "grondstof.assess.demand:DEMAND",
    "grondstof.assess.export_followed:FOLLOWED",
)


def settlements() -> Iterator[Settlement]:
    """Yield the settlements in order."""
    for address in SETTLEMENTS:
        yield cast(Settlement, _get(address))


def recipes() -> Iterator[Recipe]:
    """Yield the recipes in order."""
    for address in RECIPES:
        yield cast(Recipe, _get(address))


def _get(address: str) -> object:
    module, _, name = address.partition(":")
    return getattr(import_module(module), name)
