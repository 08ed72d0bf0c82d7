"""What followed each export control in trade: one line a measure, every year, and what is missing.

The figures are those of `assessed__export_followed`; for a home that the build does not make, the
same recipe runs on the edition. Here they are only chosen: codes that the measure names before
codes of our map, and the first whole year after it before the year of the measure itself.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from grondstof.assess.export_codes import MAPPED, NAMED
from grondstof.assess.export_followed import (
    AIM,
    FOLLOWED,
    HOME,
    LATER,
    NO_FLOW,
    OUTPUT,
    UNSHIPPED,
    WORLD,
)
from grondstof.assess.recipe import Question
from grondstof.assess.trade_codes import codes
from grondstof.products.answers.base import Gap, Sentence, row_id
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials
from grondstof.vocabulary.tables import table

Row = Mapping[str, Any]

TABLE = OUTPUT
SOURCES = ("baci",)
# Homes whose rows stand in the table, so that a number of theirs can be walked back.
HOMES = FOLLOWED.homes
# Whom exports go to, in the order in which they tell most of a measure.
PARTNERS = (AIM, WORLD, HOME)
# Why a change is not known, the plainest first.
REASONS = (LATER, NO_FLOW, UNSHIPPED)
NOTE = Sentence(
    "Dit is wat volgde, niet wat de maatregel veroorzaakte: ook prijs, vraag en andere "
    "leveranciers bewegen, en onder een code van zes cijfers vallen meer goederen dan de "
    "maatregel noemt.",
    "This is what followed and not what the measure caused: prices, demand and other suppliers "
    "move too, and a code of six digits holds more goods than the measure names.",
)
_TRADE = "settled__trade"
# Exports of those who restrict, and one empty row a code and year: that trade in it ships at all.
_EXPORTS = f"""
    select year, exporter_id, importer_id, code_system, code, value_usd, quantity_kg,
           quantity_kg_low, quantity_kg_high, quantity_basis
    from "{_TRADE}"
    where exporter_id in (select territory_id from "reported__restriction")
    union all
    select distinct year, '', '', code_system, code, 0::bigint, null::bigint, null::bigint,
           null::bigint, 'none' from "{_TRADE}"
"""
_ORDER = (NAMED, MAPPED)
# What is missing, why and what follows from it; English, then Dutch.
_GAPS = (
    ("change_value", "younger than the trade that ships",
     "what followed is not known yet; it is not 0",
     "jonger dan de handel die wij meeleveren",
     "wat erop volgde is nog niet bekend; het is geen 0"),
    ("change_value", "no exports printed, or trade that does not ship, in one of the two years",
     "the change is not known",
     "voor een van de twee jaren is geen uitvoer afgedrukt of leveren wij de handel niet mee",
     "de verandering is niet bekend"),
    ("codes_counted", "without codes, or with codes under which no trade ships",
     "nothing can be said about what followed",
     "zonder codes, of met codes waarvan wij de handel niet meeleveren",
     "over wat erop volgde is niets te zeggen"),
)  # fmt: skip


def years(edition: Edition, home: str) -> list[dict[str, Any]]:
    """Return what was exported by measure, codes, partner and year, in the order of the table."""
    goal = table(OUTPUT)
    order = ", ".join(goal.key)
    found = edition.rows(f'select * from "{OUTPUT}" where home_id = ? order by {order}', [home])
    if not found:
        read = [name for name in FOLLOWED.reads if name != _TRADE]
        tables = {name: edition.arrow(f'select * from "{name}"') for name in read}
        tables[_TRADE] = edition.arrow(_EXPORTS)
        found = FOLLOWED.run(tables, Question(home=home)).to_pylist()
    return [{"row_id": row_id(row, goal.key), **row} for row in found]


def headlines(rows: Sequence[Row], measures: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Return one row for each measure and each kind of buyer.

    Args:
        rows: Rows of `years`.
        measures: Materials of each measure, in the order in which measures shall stand.
    """
    wanted = [row for row in rows if row["restriction_id"] in measures]
    places = {name: place for place, name in enumerate(measures)}
    grouped = {
        key: list(part)
        for key, part in groupby(sorted(wanted, key=_measure_and_partner), key=_measure_and_partner)
    }
    return [
        _headline(grouped[key], measures[key[0]])
        for key in sorted(grouped, key=lambda key: (places[key[0]], PARTNERS.index(key[1])))
    ]


def _measure_and_partner(row: Row) -> tuple[str, str]:
    return row["restriction_id"], row["partner"]


def _headline(rows: Sequence[Row], names: Sequence[str]) -> dict[str, Any]:
    """Return the row that tells most: see the head of this file."""
    series = [[row for row in rows if row["basis"] == basis] for basis in _ORDER]
    held = [part for part in series if part]
    moved = [part for part in held if any(row["change_value"] is not None for row in part)]
    chosen = (moved or held)[0]
    told = [row for row in chosen if row["change_value"] is not None]
    after = [row for row in told if row["phase"] == "after"]
    # Without a year to compare with, the first year after tells why there is none.
    row = (after or told or [row for row in chosen if row["phase"] != "before"])[0]
    sorts = _materials(row["codes_counted"], names)
    return {**row, "counted_materials": "; ".join(sorts) or None}


def _materials(counted: str, names: Sequence[str]) -> list[str]:
    """Return the materials of a measure that the codes counted hold by our map.

    A code that is not in the map may hold any of them.
    """
    keys = [tuple(key.split()) for key in counted.split("; ")]
    links = [codes().get((system, code)) for system, code in keys]
    if any(link is None for link in links):
        return list(names)
    found = {name for link in links if link is not None for name in link.materials}
    return [name for name in names if found & {name, *materials.groups_of(name)}]


def aimed(rows: Sequence[Row]) -> list[Row]:
    """Return one row a measure: towards whom it is aimed at, else towards the world."""
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: PARTNERS.index(row["partner"])):
        if row["partner"] != HOME:
            found.setdefault(row["restriction_id"], row)
    return list(found.values())


def gaps(count: int, rows: Sequence[Row]) -> list[Gap]:
    """Return what is not known of what followed.

    Args:
        count: How many measures are asked about.
        rows: Rows of `headlines` on them.
    """
    told = aimed(rows)
    young = sum(LATER in str(row["lacks"]).split(";") for row in told)
    still = sum(row["change_value"] is None for row in told) - young
    silent = count - len(told)
    return [
        Gap(what, f"{number} of {count} measures: {why}", effect,
            f"{number} van de {count} maatregelen: {why_nl}", effect_nl)
        for number, (what, why, effect, why_nl, effect_nl) in zip(
            (young, still, silent), _GAPS, strict=True
        )
        if number
    ]  # fmt: skip
