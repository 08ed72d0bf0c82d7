"""Small settled trade for the tests of trade recipes."""

import pyarrow as pa

from grondstof.store.arrow import schema, to_arrow
from grondstof.vocabulary.tables import table


def trade(*flows, year=2022, code_system="HS1992", code="261100"):
    """Return `settled__trade` from (exporter, importer, usd, kg); a fifth item is another code."""
    rows = [
        {
            "year": year,
            "exporter_id": flow[0],
            "importer_id": flow[1],
            "code_system": code_system,
            "code": flow[4] if len(flow) > 4 else code,
            "value_usd": flow[2],
            "quantity_kg": flow[3],
            "quantity_basis": "printed" if flow[3] is not None else "none",
            "losers": 0,
        }
        for flow in flows
    ]
    return to_arrow(rows, schema(table("settled__trade")))


def settled(name, *rows):
    """Return rows of a table of the dictionary; absent columns are empty."""
    return to_arrow(rows, schema(table(name)))


def production(*rows):
    """Return `settled__production` from (material, stage, basis, year, territory, tonnes)."""
    names = ("material_id", "stage_id", "content_basis", "year", "territory_id", "quantity_t")
    return settled(
        "settled__production",
        *({"grade_id": "any", "losers": 0} | dict(zip(names, row, strict=True)) for row in rows),
    )


def joined(*tables):
    """Return several tables as one."""
    return pa.concat_tables(tables)
