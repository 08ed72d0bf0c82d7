"""How far the first users of materials reach into what a home buys: one structure, all materials.

Everything here is about money and industries; materials come in later as shares over the first
using industries, so one factor of the foreign economy and a few right-hand sides serve them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.io_concordance import industries_of
from grondstof.assess.io_factors import whole
from grondstof.assess.io_table import Checked, home_blocks
from grondstof.methods import input_output as io

Array = NDArray[np.float64]
Index = NDArray[np.intp]

FINAL_BUYER = "final-demand"


@dataclass(frozen=True)
class Reach:
    """What one unit of first use abroad, or at home, ends up in.

    Attributes:
        divisions: NACE divisions s of first use that the concordance knows.
        sigma: Error of the concordance of each division, shape (s,) [-].
        regions: Regions of the table that are not the home, shape (r).
        buyers: Industries of the home, then its final demand.
        users: Share of a division's first use at home by industry of the home, shape (s, i) [-].
        imported: Share of a division's foreign first use that is inside what each buyer imports,
            shape (s, r, b) [-].
        products: Industries whose products final demand buys.
        consumed_abroad: Share of a division's foreign first use inside the final demand of the
            home, by product bought, shape (s, p) [-].
        consumed_home: The same for first use at home, shape (s, p) [-].
    """

    divisions: tuple[str, ...]
    sigma: Array
    regions: tuple[str, ...]
    buyers: tuple[str, ...]
    users: Array
    imported: Array
    products: tuple[str, ...]
    consumed_abroad: Array
    consumed_home: Array


def reach(checked: Checked, members: Sequence[str], divisions: Sequence[str]) -> Reach:
    """Return the reach of divisions into a home.

    What a home imports, per unit of foreign output, is L_ff [Z_fh, Y_fh]: the foreign economy
    alone, so that nothing that passes the home twice is counted twice.

    Args:
        checked: The table.
        members: Territories of the home.
        divisions: NACE divisions of first use; those without an industry are left out.

    Raises:
        InputError: The home has no region in the table.
    """
    table, x = checked.table, checked.balance.output
    size = len(table.card.industries)
    home = home_blocks(table, members)
    away = np.setdiff1d(np.arange(len(x)), home).astype(np.intp)
    known = tuple(d for d in divisions if _present(checked, d))
    weight_away = _weights(checked, known, away)
    weight_home = _weights(checked, known, home)
    consumers = np.array(
        [n for n, (region, _) in enumerate(table.card.consumers) if region in set(members)]
    )
    factor = whole(checked)
    bought = _bought(checked, factor, home, away, consumers)
    blocks = away.reshape(-1, size)
    imported = np.stack(
        [weight_away[:, block] @ bought[np.searchsorted(away, block)] for block in blocks], axis=1
    )
    used = factor.rows(np.vstack([weight_away, weight_home]))
    demand = table.Y[:, consumers].sum(axis=1)
    by_product = (used * demand).reshape(2 * len(known), len(table.card.regions), size).sum(axis=1)
    return Reach(
        divisions=known,
        sigma=np.array(
            [max(m.sigma for m in industries_of(table.card.industry_system, d)) for d in known],
            dtype=np.float64,
        ),
        regions=tuple(table.card.regions[block[0] // size] for block in blocks),
        buyers=(*table.card.industries, FINAL_BUYER),
        users=(weight_home * x)[:, home].reshape(len(known), len(home) // size, size).sum(axis=1),
        imported=imported,
        products=table.card.industries,
        consumed_abroad=by_product[: len(known)],
        consumed_home=by_product[len(known) :],
    )


def _present(checked: Checked, division: str) -> bool:
    card = checked.table.card
    return any(
        match.industry_code in card.industries
        for match in industries_of(card.industry_system, division)
    )


def _weights(checked: Checked, divisions: Sequence[str], where: Index) -> Array:
    """Return first use of one unit of each division for a unit of output, shape (s, n).

    A division's unit is spread over its industries by output; each row of it adds up to one unit
    over those places, and to none where the places have no output.
    """
    table, x = checked.table, checked.balance.output
    size = len(table.card.industries)
    found = np.zeros((len(divisions), len(x)))
    inside = np.zeros(len(x), dtype=bool)
    inside[where] = True
    place = {code: number for number, code in enumerate(table.card.industries)}
    for number, division in enumerate(divisions):
        for match in industries_of(table.card.industry_system, division):
            if match.industry_code in place:
                found[number, place[match.industry_code] :: size] = 1.0
        found[number] *= inside & (x > 0.0)
        total = float(found[number] @ x)
        if total > 0.0:
            found[number] /= total
    return found


def _bought(
    checked: Checked, factor: io.Factor, home: Index, away: Index, consumers: Index
) -> Array:
    """Return foreign output inside the imports of each buyer, L_ff [Z_fh, Y_fh], shape (f, b)."""
    table, x = checked.table, checked.balance.output
    size = len(table.card.industries)
    to_industries = table.Z[:, home].reshape(len(x), -1, size).sum(axis=1)
    to_final = table.Y[:, consumers].sum(axis=1)
    demand = np.column_stack([to_industries, to_final])
    if len(home) <= len(away):
        return io.apart(factor, home, demand)[away]
    flows = np.ascontiguousarray(table.Z[np.ix_(away, away)])
    rest = io.factorise(io.coefficients(flows, x[away], overwrite=True), overwrite=True)
    return rest.columns(demand[away])
