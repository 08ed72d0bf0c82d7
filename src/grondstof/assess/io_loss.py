"""What a home loses in a year when suppliers of one territory deliver less, seen from both sides.

- demand side, hypothetical extraction: value added that home earns in the chains that end, because
  the suppliers no longer buy what they no longer deliver;
- supply side: value added of home that needs what they deliver, at any depth, weighted by cost.

Nobody substitutes and no stock helps; the two sides overlap and are not added up.
"""

from collections.abc import Sequence
from typing import Any, Literal, cast, get_args

import numpy as np

from grondstof.assess.io_factors import whole
from grondstof.assess.io_table import Checked, home_blocks
from grondstof.errors import Fault, InputError, UnknownName
from grondstof.methods import input_output as io

Form = Literal["global", "partial", "export"]
FORMS: tuple[str, ...] = get_args(Form)


def losses(
    checked: Checked, members: Sequence[str], supplier: str, share: float, form: str = "export"
) -> list[dict[str, Any]]:
    """Return value added lost or at risk by industry of the home, largest first.

    Args:
        checked: The table.
        members: Territories of the home.
        supplier: Region whose deliveries fall away.
        share: Part that falls away, in 0 to 1; a global extraction takes all.
        form: `export` (deliveries to others), `partial` (all deliveries and purchases), `global`.

    Raises:
        UnknownName: No such region or form.
        InputError: The home has no region, or the share lies outside 0 to 1.
    """
    table = checked.table
    if supplier not in table.card.regions:
        raise UnknownName("supplier", supplier, "a region of the table", table.card.regions)
    if form not in FORMS:
        raise UnknownName("form", form, "a form of extraction", FORMS)
    if not 0.0 <= share <= 1.0:
        fault = Fault("share", f"{share:g}", "a part from 0 to 1", "Write 0.5 for half")
        raise InputError([fault])
    home = home_blocks(table, members)
    theirs = home_blocks(table, [supplier])
    own = [n for n, (region, _) in enumerate(table.card.consumers) if region == supplier]
    taken = io.Extraction(theirs, cast(Form, form), share, theirs, np.array(own, dtype=np.intp))
    x = checked.balance.output
    inputs = io.coefficients(table.Z, x)
    added = np.asarray(x - table.Z.sum(axis=0) - table.taxes)
    found = io.extract(whole(checked), inputs, np.asarray(table.Y), x, added, taken)
    size = len(table.card.industries)
    part = np.zeros((1, len(x)))
    part[0, theirs] = 1.0
    needed = io.dependences(np.maximum(inputs, 0.0), part)[0]
    risk = io.value_added_at_risk(added, needed, 1.0 if form == "global" else share, 1.0)
    lost, at_risk, before = (
        values[home].reshape(-1, size).sum(axis=0) for values in (found.value_added, risk, added)
    )
    rows = [
        {
            "row_id": f"{supplier}/{form}/{code}",
            "industry_system": table.card.industry_system,
            "industry_code": code,
            "demand_loss": float(amount),
            "supply_at_risk": float(needs),
            "at_risk_share": float(needs / total) if total > 0.0 else None,
            "unit": f"{table.card.unit} per year",
            "kind": "modelled",
            "oldest_year": table.card.year,
        }
        for code, amount, needs, total in zip(
            table.card.industries, lost, at_risk, before, strict=True
        )
    ]
    return sorted(
        rows, key=lambda row: (-cast(float, row["supply_at_risk"]), str(row["industry_code"]))
    )
