"""Small input tables for lists of a home: two materials, three suppliers, two homes."""

from datetime import date
from typing import Any

import pyarrow as pa

from grondstof.assess.axes_draws import Settings
from grondstof.assess.recipe import Question
from grondstof.store.arrow import schema, to_arrow
from grondstof.vocabulary.tables import table

DAY = date(2026, 11, 1)
FEW = {"draws": 400, "sensitivity": False}
SETTINGS = Settings(400, 20261120)

DIMENSIONS = ("va", "pv", "ge", "rq", "rl", "cc")
ESTIMATES = {"CHN": -0.35, "COD": -1.6, "AUS": 1.5}


def arrow(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    return to_arrow(rows, schema(table(name)))


def shares(material: str, scope: str, found: dict[str, float]) -> list[dict[str, Any]]:
    return [
        {
            "material_id": material,
            "stage_id": "processing",
            "scope": scope,
            "territory_id": territory,
            "year_from": 2016,
            "year_to": 2020,
            "share": share,
            "spread": 110.0,
            "dist": "dirichlet",
        }
        for territory, share in found.items()
    ]


def restriction(**more: Any) -> dict[str, Any]:
    return {
        "restriction_id": "R1",
        "material_id": "gallium",
        "territory_id": "CHN",
        "form": "licence",
        "valid_from": date(2023, 8, 1),
        **more,
    }


def tables(restrictions: list[dict[str, Any]] | None = None) -> dict[str, pa.Table]:
    supply = [
        *shares("gallium", "global", {"CHN": 0.94, "AUS": 0.06}),
        *shares("gallium", "eu", {"CHN": 0.7, "AUS": 0.3}),
        *shares("cobalt", "global", {"COD": 0.63, "CHN": 0.2, "AUS": 0.17}),
    ]
    governance = [
        {
            "dimension": dimension,
            "territory_id": territory,
            "year": year,
            "vintage": "2024",
            "estimate": estimate,
            "spread": 0.2,
            "dist": "normal",
        }
        for territory, estimate in ESTIMATES.items()
        for dimension in DIMENSIONS
        for year in range(2019, 2024)
    ]
    uses = [
        {
            "material_id": "gallium",
            "region_id": "EU27",
            "application": industry,
            "industry_system": "NACE2",
            "industry_code": industry,
            "year_from": 2016,
            "year_to": 2020,
            "share": share,
        }
        for industry, share in {"C26": 0.8, "C27": 0.2}.items()
    ]
    worth = [
        {
            "territory_id": home,
            "industry_system": "ICIO45",
            "industry_code": industry,
            "year": year,
            "value_musd": value * size,
        }
        for home, size in {"NLD": 1.0, "DEU": 12.0}.items()
        for industry, value in {"C26": 8000.0, "C27": 3000.0, "C28": 12000.0}.items()
        for year in (2016, 2017, 2018)
    ]
    vector = [
        {
            "territory_id": "EU27",
            "industry_system": "NACE2",
            "industry_code": industry,
            "year": 2020,
            "value_meur": value,
        }
        for industry, value in {"C26": 77000.0, "C27": 89422.0, "C28": 204200.0}.items()
    ]
    parameters = [
        {
            "material_id": "cobalt",
            "stage_id": "any",
            "region_id": "EU27",
            "parameter": "eol_rir",
            "year_from": 2016,
            "year_to": 2020,
            "value": 0.22,
            "spread": 0.005,
            "dist": "uniform",
            "reason": "as published",
        }
    ]
    return {
        "settled__supply_share": arrow("settled__supply_share", supply),
        "settled__governance": arrow("settled__governance", governance),
        "settled__parameter": arrow("settled__parameter", parameters),
        "settled__use_share": arrow("settled__use_share", uses),
        "settled__value_added": arrow("settled__value_added", worth + vector),
        "assessed__origin": arrow("assessed__origin", []),
        "reported__restriction": arrow("reported__restriction", restrictions or []),
    }


def asked(home: str = "NLD", *, day: date = DAY, **more: Any) -> Question:
    material = more.pop("material", None)
    return Question(home, day, material=material, options={**FEW, **more})
