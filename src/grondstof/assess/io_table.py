"""The multi-region table that an answer rests on: the shipped one, or one a user plugged in.

The shipped table is reported by one publisher only, so there is nothing to settle: its cells are
read as they were reported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.io_concordance import known_codes
from grondstof.errors import Fault, InputError
from grondstof.methods import input_output as io
from grondstof.store.region_tables import RegionTable, TableCard

if TYPE_CHECKING:
    import pyarrow as pa

Array = NDArray[np.float64]

SHIPPED = "wiod-2013"
# Beyond this share of output a difference between rows and columns is no rounding.
MOST_IMBALANCE = 0.01
# Value added may be this much below zero in a table printed in whole millions.
ROUNDING = 0.5
_OUTPUT = "OUTPUT"
# Classifications of which the concordance holds only the industries that use materials first.
PARTIAL = frozenset({"EXIO163", "EXIO200"})


@dataclass(frozen=True)
class Checked:
    """A table that passed its checks.

    Attributes:
        table: The table.
        balance: Row-sum output, its difference from the published one, value added.
        notes: What was unusual and yet accepted, as clauses.
    """

    table: RegionTable
    balance: io.Balance
    notes: tuple[str, ...]


def shipped(cells: "pa.Table", name: str = SHIPPED) -> Checked:
    """Return the shipped multi-region table of the newest year from `reported__io_cell`.

    Raises:
        InputError: The table is not there, or it fails a check.
    """
    import pyarrow.compute as pc

    rows = cells.filter(pc.equal(cells["table_name"], name))
    if not rows.num_rows:
        raise InputError(
            [
                Fault(
                    "reported__io_cell",
                    f"no cells of {name}",
                    "a multi-region table",
                    "Build the edition again with the source wiod",
                )
            ]
        )
    year = pc.max(rows["year"]).as_py()
    return check(_from_cells(rows.filter(pc.equal(rows["year"], year)), name, year))


def _from_cells(rows: "pa.Table", name: str, year: int) -> RegionTable:
    regions = tuple(rows["territory_id"].unique().to_pylist())
    industries = _in_order(set(rows["row_industry"].unique().to_pylist()) - {_OUTPUT})
    finals = _in_order(set(rows["column_industry"].unique().to_pylist()) - set(industries))
    columns = (*industries, *finals)
    across, within = len(industries), len(columns)
    j = _places(rows["territory_id"], regions) * within + _places(rows["column_industry"], columns)
    row = _places(rows["row_industry"], (*industries, _OUTPUT))
    inner = row < across
    i = _places(rows["row_territory_id"], regions) * across + row
    value = rows["value_musd"].to_numpy()
    whole = np.zeros((len(regions) * across, len(regions) * within))
    whole[i[inner], j[inner]] = value[inner]
    output = np.zeros(len(regions) * within)
    output[j[~inner]] = value[~inner]
    parts = whole.reshape(-1, len(regions), within)
    return RegionTable(
        card=TableCard(
            name=name,
            publisher="WIOD consortium, University of Groningen",
            title="World Input-Output Tables, 2013 release",
            release="2013",
            year=year,
            unit="million USD",
            industry_system="WIOD35",
            regions=regions,
            industries=industries,
            consumers=tuple((region, final) for region in regions for final in finals),
        ),
        Z=np.ascontiguousarray(parts[:, :, :across].reshape(len(whole), -1)),
        Y=np.ascontiguousarray(parts[:, :, across:].reshape(len(whole), -1)),
        output=np.ascontiguousarray(output.reshape(len(regions), within)[:, :across].reshape(-1)),
        taxes=np.zeros(len(whole)),
        extensions=np.zeros((0, len(whole))),
    )


def _places(labels: "pa.ChunkedArray", known: Sequence[str]) -> NDArray[np.intp]:
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.index_in(labels, pa.array(known))
    return np.asarray(found.to_numpy(), dtype=np.intp)


def _in_order(codes: set[str]) -> tuple[str, ...]:
    """Return codes such as c1, c2, c10 in the order of their numbers."""
    return tuple(sorted(codes, key=lambda code: (int(code[1:]), code)))


def check(table: RegionTable, *, accept_negative: bool = False) -> Checked:
    """Check a table: balance, value added, concordance; all faults at once.

    Args:
        table: The table.
        accept_negative: Accept industries with negative value added, and list them.

    Raises:
        InputError: It does not balance beyond rounding, an industry has negative value added, or
            an industry is missing from the concordance.
    """
    found = io.balance(table.Z, table.Y, table.output, table.taxes, ROUNDING)
    faults = [*_balance_faults(table, found), *_unknown_industries(table)]
    negative = [_label(table, place) for place in found.negative_value_added]
    if negative and not accept_negative:
        faults.append(_negative_fault(table, found, negative))
    if faults:
        raise InputError(faults)
    return Checked(table, found, tuple(_notes(table, found, negative)))


def _label(table: RegionTable, place: int) -> str:
    size = len(table.card.industries)
    return f"{table.card.regions[place // size]} {table.card.industries[place % size]}"


def _balance_faults(table: RegionTable, found: io.Balance) -> Sequence[Fault]:
    if found.relative <= MOST_IMBALANCE:
        return ()
    worst = int(np.abs(found.difference).argmax())
    return (
        Fault(
            f"{table.card.name}, {_label(table, worst)}",
            f"rows and output that differ by {found.relative:.1%} of output; here by "
            f"{found.difference[worst]:,.1f} {table.card.unit}",
            f"a table that balances within {MOST_IMBALANCE:.0%}",
            "Check that all columns of final demand were read and that the unit is the same",
        ),
    )


def _unknown_industries(table: RegionTable) -> Sequence[Fault]:
    card = table.card
    known = known_codes(card.industry_system)
    unknown = [code for code in card.industries if code not in known]
    if not unknown or (card.industry_system in PARTIAL and len(unknown) < len(card.industries)):
        return ()
    return (
        Fault(
            f"{card.name}, industries",
            f"{len(unknown)} of {len(card.industries)} industries of {card.industry_system} not "
            f"known, such as '{unknown[0]}'",
            "industries of the concordance",
            "Add lines for this classification to content/maps/io_industries.csv",
        ),
    )


def _negative_fault(table: RegionTable, found: io.Balance, negative: Sequence[str]) -> Fault:
    worst = min(found.value_added[list(found.negative_value_added)])
    return Fault(
        f"{table.card.name}, {', '.join(negative[:5])}",
        f"negative value added in {len(negative)} industries, down to {worst:,.1f} "
        f"{table.card.unit}",
        "inputs that cost no more than the output",
        "Check the rows of taxes and value added; --accept-negative takes the table as it is",
    )


def _notes(table: RegionTable, found: io.Balance, negative: Sequence[str]) -> list[str]:
    notes = []
    if found.largest > 0.0:
        notes.append(
            f"sold output differs from published output by at most {found.largest:,.1f} "
            f"{table.card.unit}, {found.relative:.3%} of output in all"
        )
    if found.zero_output:
        empty = ", ".join(_label(table, place) for place in found.zero_output[:40])
        notes.append(f"{len(found.zero_output)} industries without output: {empty}")
    if negative:
        notes.append(f"{len(negative)} industries with negative value added: {negative[0]} ...")
    return notes


def home_blocks(table: RegionTable, members: Sequence[str]) -> NDArray[np.intp]:
    """Return the positions of the industries of a home.

    Args:
        table: The table.
        members: Territories of the home.

    Raises:
        InputError: None of them is a region of the table.
    """
    size = len(table.card.industries)
    blocks = [n for n, region in enumerate(table.card.regions) if region in set(members)]
    if not blocks:
        fault = Fault(
            "home",
            f"{', '.join(sorted(members)[:5])}",
            f"a home with a region of its own in {table.card.name}",
            "Choose another home, or plug in a table that has this region",
        )
        raise InputError([fault])
    return np.concatenate([np.arange(b * size, (b + 1) * size) for b in blocks]).astype(np.intp)
