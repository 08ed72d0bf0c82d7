"""Reads from an edition only the rows that are about some materials."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grondstof.store.editions import Edition
from grondstof.vocabulary.tables import table

if TYPE_CHECKING:
    import pyarrow as pa

# What home makes of all materials; use counts by this industry system and in its newest year.
_BY_INDUSTRY = """
    select * from "settled__value_added" where industry_system = 'ICIO45' and year = (
        select max(year) from "settled__value_added" where industry_system = 'ICIO45')
"""


def about(
    edition: Edition, names: Sequence[str], materials: Sequence[str]
) -> dict[str, "pa.Table"]:
    """Return tables with the rows of some materials; whole where a table knows no materials.

    Of value added by industry, the newest year of the industries of the input-output table.

    Args:
        edition: Opened edition; only read.
        names: Names of tables.
        materials: Materials.
    """
    return {name: _read(edition, name, materials) for name in names}


def _read(edition: Edition, name: str, materials: Sequence[str]) -> "pa.Table":
    if name == "settled__value_added":
        return edition.arrow(_BY_INDUSTRY)
    if "material_id" not in {column.name for column in table(name).columns}:
        return edition.arrow(f'select * from "{name}"')
    marks = ", ".join("?" for _ in materials)
    return edition.arrow(f'select * from "{name}" where material_id in ({marks})', list(materials))
