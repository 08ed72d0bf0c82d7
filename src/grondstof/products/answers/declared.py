"""Declared trade at hand: what the edition holds, and the months that were fetched beside it."""

from typing import TYPE_CHECKING

from grondstof.assess.declared_trade import TABLE
from grondstof.assess.origin import members_of
from grondstof.settings import data_folder
from grondstof.store.editions import Edition
from grondstof.store.months import read_months

if TYPE_CHECKING:
    import pyarrow as pa


def declared_at_hand(edition: Edition, home: str) -> "pa.Table":
    """Return declared trade of home and of its partners with it, the edition's first.

    Months of Comext lie beside the editions (`monthly/trade_declared/`); they are five million
    rows each and never become part of an edition.
    """
    import pyarrow as pa

    printed = edition.arrow(f'select * from "{TABLE}"')
    months = stored_months(home)
    if months is None:
        return printed
    return pa.concat_tables([printed, months], promote_options="permissive")


def stored_months(home: str) -> "pa.Table | None":
    """Return the stored months of Comext that are about home; None where there are none."""
    own = sorted(members_of(home) or {home})
    return read_months(data_folder() / "monthly" / "trade_declared", own)
