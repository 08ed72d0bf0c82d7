"""The ledger of home: one tonne is counted in one of three accounts, never in two.

- direct: imports of the material itself, under a code that no composition is kept of;
- in products: imports of a code that the composition table holds, times what it contains;
- indirect: what suppliers abroad used; it comes from input-output tables, not from codes.

The rule is `account_of`. A cell that cannot be filled says whether composition or trade is missing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from grondstof.assess.origin import members_of
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.assess.trade_codes import codes
from grondstof.assess.trade_systems import HomeFlow, home_flows
from grondstof.store.content import content_folder, csv_rows

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = "2"
DIRECT, IN_PRODUCTS, INDIRECT = "direct", "in-products", "indirect"
POOLED = "pooled"
# Products whose imports carry critical materials: what is missing is told where nothing is filled.
PRODUCTS: Mapping[str, str] = {
    "850511": "permanent magnets",
    "850760": "lithium-ion batteries",
    "854140": "photovoltaic modules, cells and diodes in one code (until HS 2017)",
    "854143": "photovoltaic modules (from HS 2022)",
}
# Products of which the compositions of product groups are used; magnets have a list of their own.
_BY_GROUP = ("850760", "854143")


@dataclass(frozen=True)
class Content:
    """What a product code contains of a material, over all variants at hand [g/kg]."""

    material_id: str
    low: float
    high: float
    source: str


@cache
def composition() -> Mapping[str, Sequence[Content]]:
    """Return the contents of each product code; the range spans the variants.

    A material that some variants hold and others do not starts at nothing.
    """
    rows = csv_rows(content_folder() / "maps/trade_composition.csv")
    rows += [
        row
        for row in csv_rows(content_folder() / "products/composition.csv")
        if row["code"] in _BY_GROUP
    ]
    found: dict[str, dict[str, Content]] = {}
    for row in rows:
        low, high = float(row["low_g_per_kg"]), float(row["high_g_per_kg"])
        source = f"{row['publisher']}: {row['title']} ({row['year']}), {row['locator']}"
        known = found.setdefault(row["code"], {}).get(row["material_id"])
        if known is not None:
            low, high = min(low, known.low), max(high, known.high)
            source = f"{known.source}; {source}"
        found[row["code"]][row["material_id"]] = Content(row["material_id"], low, high, source)
    return {code: tuple(by.values()) for code, by in found.items()}


def account_of(code: str) -> str:
    """Return the account in which an imported tonne under a code counts.

    A code with a composition is a product; every other code is the material itself. Nothing that
    is imported is indirect: indirect is what suppliers used and did not ship.
    """
    return IN_PRODUCTS if code in composition() else DIRECT


def direct_row(flow: HomeFlow, home: str) -> dict[str, Any]:
    """Return the direct account of one code and year: contained tonnes, else dollars."""
    code = codes()[flow.code_system, flow.code]
    link = code.links[0] if len(code.links) == 1 else None
    row = _row(home, link.material_id if link else POOLED, flow.year, DIRECT, _subject(flow))
    if link and link.content and flow.kg is not None:
        tonnes = flow.kg / 1000.0
        fraction, low, high = link.content
        return row | {
            "value": tonnes * fraction,
            "value_low": tonnes * low,
            "value_high": tonnes * high,
            "unit": "t",
            "basis": f"{link.content_basis} tonnes from weight and reviewed content",
        }
    missing = "content" if flow.kg is not None else "weight"
    return row | {
        "value": flow.imports_usd,
        "unit": "USD",
        "basis": f"value; {missing} is not known",
        "lacks": "value_low;value_high",
    }


def product_rows(flow: HomeFlow, home: str) -> Iterator[dict[str, Any]]:
    """Yield the account in products of one code and year."""
    for content in composition()[flow.code]:
        row = _row(home, content.material_id, flow.year, IN_PRODUCTS, _subject(flow))
        if flow.kg is None:
            yield row | {"unit": "t", "basis": "trade has no weight", "lacks": "value"}
            continue
        tonnes = flow.kg / 1000.0
        # Not every item of the code is of the kind that holds it: from nothing to all.
        yield row | {
            "value_low": 0.0,
            "value_high": tonnes * content.high / 1000.0,
            "unit": "t",
            "basis": f"at most {content.low:g} to {content.high:g} g/kg; {content.source}",
            "lacks": "value",
        }


def _uncomposed(flow: HomeFlow, home: str) -> dict[str, Any]:
    row = _row(home, "any", flow.year, IN_PRODUCTS, _subject(flow))
    basis = f"{PRODUCTS[flow.code]}: composition missing"
    return row | {"unit": "t", "basis": basis, "lacks": "value"}


def missing_rows(home: str, years: Sequence[int], seen: set[str]) -> Iterator[dict[str, Any]]:
    """Yield the cells that cannot be filled, each with what is missing."""
    year = max(years)
    for code, name in PRODUCTS.items():
        if code in seen:
            continue
        if code not in composition():
            row = _row(home, "any", year, IN_PRODUCTS, code)
            basis = f"{name}: composition and trade missing"
            yield row | {"unit": "t", "basis": basis, "lacks": "value"}
            continue
        for content in composition()[code]:
            row = _row(home, content.material_id, year, IN_PRODUCTS, code)
            held = f"holds {content.low:g} to {content.high:g} g/kg ({content.source})"
            yield row | {"unit": "t", "basis": f"{name}: trade missing; {held}", "lacks": "value"}
    basis = "from input-output tables; not from trade by code"
    row = _row(home, "any", year, INDIRECT, "input-output")
    yield row | {"unit": "t", "basis": basis, "lacks": "value"}


def _subject(flow: HomeFlow) -> str:
    return f"{flow.code_system}:{flow.code}"


def _row(home: str, material: str, year: int, account: str, subject: str) -> dict[str, Any]:
    return {
        "home_id": home,
        "material_id": material,
        "year": year,
        "account": account,
        "subject_id": subject,
        "code": subject.rpartition(":")[2],
        "kind": "computed" if account == DIRECT else "modelled",
        "oldest_year": year,
        "recipe": "ledger",
        "recipe_version": VERSION,
    }


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return the three accounts of home for every year."""
    from grondstof.store.arrow import as_table

    home = question.home
    members = members_of(home)
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    years: list[int] = [2024]
    for flow in home_flows(tables["settled__trade"], home, members, tuple(PRODUCTS)):
        years.append(flow.year)
        seen.add(flow.code)
        if account_of(flow.code) == IN_PRODUCTS:
            rows += product_rows(flow, home)
        elif flow.code in PRODUCTS:
            # A product without a composition: its imports are no material, so no direct account.
            rows.append(_uncomposed(flow, home))
        else:
            rows.append(direct_row(flow, home))
    rows += missing_rows(home, years, seen)
    return as_table("assessed__ledger", rows)


LEDGER = Recipe(
    "ledger",
    VERSION,
    (Input("settled__trade", on=("importer_id=home_id", "year", "code")),),
    "assessed__ledger",
    run,
    parameters=("maps/trade_codes.csv", "maps/trade_composition.csv", "products/composition.csv"),
)
