"""What a territory exported in the year before, the year of and the years after a restriction.

Exports under the codes of the measure to the world, to home and to the territory the measure is
aimed at, added up over codes that ship in both years that are compared. It is what followed, not
what the measure caused: prices, demand and other suppliers move too, and a six-digit code holds
more than the goods of a measure. A year without trade that ships, and a year in which the
publisher prints no flow, is empty and never 0.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from grondstof.assess.export_codes import Measure, Shipped, Years, counted, measures
from grondstof.assess.export_flows import Exports, Flows, years_shipped
from grondstof.assess.origin import members_of
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.methods.before_after import relative_change, unit_value
from grondstof.vocabulary.tables import table

if TYPE_CHECKING:
    import pyarrow as pa

OUTPUT = "assessed__export_followed"
VERSION = "1"
WORLD, HOME, AIM = "world", "home", "destination"
# Why a year is empty; words in the messages.
LATER, UNSHIPPED, NO_FLOW = "later_trade", "code_trade", "printed_flow"
# Part of the value of exports whose weight must be printed and believed before weight is compared
# or divided by: below it, weights were mostly made from unit values, and say nothing of their own.
_LEAST_PRINTED = 0.5
_KG_PER_T = 1000.0
# The figures of the year before, under the names that they have in every row.
_BEFORE = {
    "before_usd": "value_usd",
    "before_t": "quantity_t",
    "before_t_low": "quantity_t_low",
    "before_t_high": "quantity_t_high",
}
_CHANGES = ("change_value", "change_quantity", "change_unit_value")


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return for each measure, way of looking, partner and year what was exported."""
    from grondstof.store.arrow import as_table

    found = measures(tables)
    years = years_shipped(tables["settled__trade"])
    flows = Exports(tables["settled__trade"], found)
    home = members_of(question.home) or frozenset([question.home])
    rows = [
        row | {"home_id": question.home, "kind": "computed"}
        | {"recipe": FOLLOWED.name, "recipe_version": VERSION}
        for measure in found
        for partner, partner_id, inside in _partners(measure, question.home, home)
        for row in _rows(measure, partner, partner_id, flows.to(inside), years)
    ]  # fmt: skip
    rows.sort(key=lambda row: tuple(row[name] for name in table(OUTPUT).key))
    return as_table(OUTPUT, rows)


def _partners(
    measure: Measure, home_id: str, home: frozenset[str]
) -> Iterator[tuple[str, str | None, frozenset[str] | None]]:
    yield WORLD, None, None
    yield HOME, home_id, home
    if measure.destination_id is not None:
        yield AIM, measure.destination_id, frozenset([measure.destination_id])


def _rows(
    measure: Measure, partner: str, partner_id: str | None, flows: Flows, years: Years
) -> Iterator[dict[str, Any]]:
    start = measure.start.year
    newest = max((year for held in years.values() for year in held), default=start)
    last = max(newest, start)
    for basis, digits in measure.codes().items():
        taken, left = counted(digits, years, min(start - 1, newest), newest)
        if not taken:
            continue
        fixed = {
            "restriction_id": measure.restriction_id,
            "territory_id": measure.territory_id,
            "destination_id": measure.destination_id,
            "valid_from": measure.start,
            "basis": basis,
            "partner": partner,
            "partner_id": partner_id,
            "before_year": start - 1,
            "codes_counted": "; ".join(" ".join(key) for key in taken),
            "codes_left_out": "; ".join(left) or None,
        }
        base: dict[str, Any] = {}
        for year in range(start - 1, last + 1):
            row = _year(year, measure.territory_id, taken, flows, years, newest)
            base = base or row
            yield fixed | {"phase": _phase(year, start)} | row | _changes(base, row)


def _phase(year: int, start: int) -> str:
    return "before" if year < start else "of" if year == start else "after"


def _year(
    year: int, seller: str, taken: Collection[Shipped], flows: Flows, years: Years, newest: int
) -> dict[str, Any]:
    """Return the figures of one year; empty, with the reason, where they are not known."""
    if year > newest:
        return _empty(year, LATER)
    if any(year not in years[key] for key in taken):
        return _empty(year, UNSHIPPED)
    found = [flows[seller, *key, year] for key in taken if (seller, *key, year) in flows]
    if not found:
        return _empty(year, NO_FLOW)
    weighed = all(one.weighed for one in found)
    tonnes = {
        name: sum(getattr(one, part) for one in found) / _KG_PER_T if weighed else None
        for name, part in (("quantity_t", "kg"), ("quantity_t_low", "kg_low"),
                           ("quantity_t_high", "kg_high"))
    }  # fmt: skip
    usd, printed_usd = sum(one.usd for one in found), sum(one.printed_usd for one in found)
    printed = sum(one.printed_kg for one in found) / _KG_PER_T
    enough = printed_usd >= _LEAST_PRINTED * usd
    paid = unit_value(float(printed_usd), printed) if enough else None
    lacks = [] if weighed else ["quantity_t"]
    lacks += [] if paid is not None else ["unit_value_usd_t"]
    return {
        "year": year,
        "value_usd": usd,
        **tonnes,
        "unit_value_usd_t": paid,
        "oldest_year": year,
        "lacks": ";".join(lacks) or None,
    }


def _empty(year: int, why: str) -> dict[str, Any]:
    return {"year": year, "oldest_year": None, "lacks": why}


def _changes(base: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes since the year before; none for that year itself."""
    held = {name: base.get(own) for name, own in _BEFORE.items()}
    if base["year"] == row["year"]:
        return held
    names = ("value_usd", "quantity_t", "unit_value_usd_t")
    found = {
        change: relative_change(base.get(name), row.get(name))
        for change, name in zip(_CHANGES, names, strict=True)
    }
    if found["change_unit_value"] is None:
        found["change_quantity"] = None
    why = [part for part in (row["lacks"], base["lacks"]) if part and found["change_value"] is None]
    known = found["change_value"] is not None
    ages = [base["oldest_year"], row["oldest_year"]] if known else [row["oldest_year"]]
    told = [part for text in (row["lacks"], *why) if text for part in text.split(";")]
    if known:
        told += [name for name, value in found.items() if value is None]
    return {
        **held,
        **found,
        "lacks": ";".join(dict.fromkeys(told)) or None,
        "oldest_year": min((age for age in ages if age is not None), default=None),
    }


FOLLOWED = Recipe(
    "export-followed",
    VERSION,
    (
        Input(
            "settled__trade",
            on=("exporter_id=territory_id",),
            # A group is longer than the id of a territory; its buyers are its members.
            where="list_contains(string_split(:codes_counted, '; '), code_system || ' ' || code) "
            "and year in (:year, :before_year) and (:partner_id is null "
            "or importer_id = :partner_id or length(:partner_id) > 3)",
        ),
        Input("reported__restriction", on=("restriction_id",)),
        Input("reported__register_item", where="item_id = 'restriction-' || :restriction_id"),
    ),
    OUTPUT,
    run,
    parameters=("maps/trade_codes.csv",),
)
