"""What followed each export control in trade: one line a measure, every year, and what is missing.

The figures are those of `assessed__export_followed`; for a home that the build does not make, the
same recipe runs on the edition. Here they are only chosen: codes that the measure names before
codes of our map, and the first whole year after it before the year of the measure itself.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from grondstof.assess.export_codes import MAPPED, NAMED
from grondstof.assess.export_followed import AIM, FOLLOWED, HOME, LATER, OUTPUT, WORLD
from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Gap, Sentence, row_id
from grondstof.store.editions import Edition
from grondstof.vocabulary.tables import table

Row = Mapping[str, Any]

SOURCES = ("baci",)
NOTE = Sentence(
    "Dit is wat volgde, niet wat de maatregel veroorzaakte: ook prijs, vraag en andere "
    "leveranciers bewegen, en onder een code van zes cijfers vallen meer goederen dan de "
    "maatregel noemt.",
    "This is what followed and not what the measure caused: prices, demand and other suppliers "
    "move too, and a code of six digits holds more goods than the measure names.",
)
_MOVED = ("value_usd", "quantity_t", "unit_value_usd_t")
_ORDER = (NAMED, MAPPED)


def years(edition: Edition, home: str) -> list[dict[str, Any]]:
    """Return what was exported by measure, codes, partner and year, in the order of the table."""
    goal = table(OUTPUT)
    order = ", ".join(goal.key)
    found = edition.rows(f'select * from "{OUTPUT}" where home_id = ? order by {order}', [home])
    if not found:
        tables = {name: edition.arrow(f'select * from "{name}"') for name in _READ}
        found = FOLLOWED.run(tables, Question(home=home)).to_pylist()
    return [{"row_id": row_id(row, goal.key), **row} for row in found]


_READ = (*FOLLOWED.reads, "reported__register_item")


def headlines(rows: Sequence[Row], order: Sequence[str]) -> list[dict[str, Any]]:
    """Return one row for each measure and each kind of buyer, with the figures of the year before.

    Args:
        rows: Rows of `years`.
        order: Ids of the measures, in the order in which they shall stand.
    """
    wanted = [row for row in rows if row["restriction_id"] in set(order)]
    places = {name: place for place, name in enumerate(order)}
    partners = {name: place for place, name in enumerate((AIM, WORLD, HOME))}
    grouped = {
        key: list(part)
        for key, part in groupby(sorted(wanted, key=_measure_and_partner), key=_measure_and_partner)
    }
    return [
        _headline(grouped[key])
        for key in sorted(grouped, key=lambda key: (places[key[0]], partners[key[1]]))
    ]


def _measure_and_partner(row: Row) -> tuple[str, str]:
    return row["restriction_id"], row["partner"]


def _headline(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the row that tells most: see the head of this file."""
    series = [[row for row in rows if row["basis"] == basis] for basis in _ORDER]
    held = [part for part in series if part]
    moved = [part for part in held if any(row["value_change"] is not None for row in part)]
    chosen = (moved or held)[0]
    before = chosen[0]
    told = [row for row in chosen if row["value_change"] is not None]
    after = [row for row in told if row["phase"] == "after"]
    # Without a year to compare with, the first year after tells why there is none.
    row = (after or told or [row for row in chosen if row["phase"] != "before"])[0]
    return {**row, **{f"{name}_before": before[name] for name in _MOVED}}


def gaps(measures: Mapping[str, Row], rows: Sequence[Row]) -> list[Gap]:
    """Return what is not known of what followed.

    Args:
        measures: One row of each measure asked about, by its id.
        rows: Rows of `headlines` on them.
    """
    world = [row for row in rows if row["partner"] == WORLD]
    young = sum(LATER in str(row["lacks"]).split(";") for row in world)
    still = sum(row["value_change"] is None for row in world) - young
    silent = len(measures) - len(world)
    found = []
    if young:
        found.append(
            Gap(
                "value_change",
                f"{young} measures are younger than the trade that ships",
                "what followed them is not known yet; it is not 0",
                f"{young} maatregelen zijn jonger dan de handel die wij meeleveren",
                "wat erop volgde is nog niet bekend; het is geen 0",
            )
        )
    if still:
        found.append(
            Gap(
                "value_change",
                f"for {still} measures trade under the codes does not ship for both years",
                "their change is not known",
                f"van {still} maatregelen leveren wij de handel niet voor beide jaren mee",
                "de verandering is niet bekend",
            )
        )
    if silent:
        found.append(
            Gap(
                "codes_counted",
                f"no trade ships under codes of {silent} measures, or they have no codes",
                "nothing can be said about what followed them",
                f"van {silent} maatregelen leveren wij geen handel onder hun codes, of zij "
                "hebben geen codes",
                "over wat daarop volgde is niets te zeggen",
            )
        )
    return found
