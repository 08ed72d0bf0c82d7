"""Hypothetical extraction: what output and value added fall away without some suppliers.

Three forms: `global` takes the deliveries and the purchases of the suppliers out of the economy,
`partial` a share of both, `export` only deliveries to other regions (intermediate and final).
All are upper bounds: nobody substitutes.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.input_output.factor import Factor

Array = NDArray[np.float64]
Index = NDArray[np.intp]


@dataclass(frozen=True)
class Extraction:
    """What is taken out.

    Attributes:
        index: Positions R of the suppliers, shape (r,).
        form: `global`, `partial` or `export`.
        share: Part that is taken out; 1 for global [-].
        home: Positions whose purchases are spared when the form is `export`.
        home_consumers: Columns of final demand that are spared when the form is `export`.
    """

    index: Index
    form: Literal["global", "partial", "export"]
    share: float = 1.0
    home: Index | None = None
    home_consumers: Index | None = None


@dataclass(frozen=True)
class Loss:
    """What falls away.

    Attributes:
        output: x - x', shape (n,) [money/year].
        value_added: The same in value added, shape (n,) [money/year].
    """

    output: Array
    value_added: Array


def extract(
    factor: Factor, A: Array, Y: Array, x: Array, value_added: Array, taken: Extraction
) -> Loss:
    """Return the loss of output and value added, x - (I - A')^-1 y'.

    The change of A has rank r (rows) or 2 r (rows and columns), so x' follows from the factor of
    the whole economy by a Woodbury update.

    Args:
        factor: Factor of (I - A)^T.
        A: Technical coefficients, shape (n, n) [-].
        Y: Final demand, shape (n, c) [money/year].
        x: Output L Y 1, shape (n,) [money/year].
        value_added: Value added, shape (n,) [money/year].
        taken: What is taken out.

    Raises:
        ValueError: A share outside 0 to 1, or an export extraction without its home.

    Source:
        Dietzenbacher and Lahr 2013, Economic Systems Research 25(3), 341-360; Miller and Blair
        2009, section 12.2.6.
    """
    if not 0.0 <= taken.share <= 1.0:
        raise ValueError("the share taken out must lie between 0 and 1")
    left, right = _change(A, taken)
    demand = _demand(Y, taken)
    reached = factor.columns(np.column_stack([left, demand]))
    core = np.eye(left.shape[1]) - right @ reached[:, :-1]
    after = reached[:, -1] + reached[:, :-1] @ np.linalg.solve(core, right @ reached[:, -1])
    lost = x - after
    rate = np.divide(value_added, x, out=np.zeros_like(x), where=x != 0.0)
    return Loss(lost, rate * lost)


def apart(factor: Factor, left_out: Index, Y: Array) -> Array:
    """Return (I - A_ff)^-1 Y_f, what the rest f of the economy makes for columns of demand alone.

    The inverse of a block follows from the whole inverse, L_ff - L_fr L_rr^-1 L_rf with r the
    industries left out, so that no second factorisation is needed.

    Args:
        factor: Factor of (I - A)^T of the whole economy.
        left_out: Positions r that are left out, shape (r,).
        Y: Columns of demand on the rest, shape (n, c); rows of r are not read [money/year].

    Returns:
        Output, shape (n, c), zero in the rows of r [money/year].

    Source:
        Horn and Johnson 2013, Matrix Analysis, section 0.7.3 (inverse of a partitioned matrix).
    """
    demand = np.array(Y, dtype=np.float64)
    demand[left_out] = 0.0
    unit = np.zeros((factor.size, len(left_out)))
    unit[left_out, np.arange(len(left_out))] = 1.0
    through = factor.columns(np.column_stack([unit, demand]))
    reached, made = through[:, : len(left_out)], through[:, len(left_out) :]
    found = made - reached @ np.linalg.solve(reached[left_out], made[left_out])
    found[left_out] = 0.0
    return np.asarray(found)


def _share(taken: Extraction) -> float:
    return 1.0 if taken.form == "global" else taken.share


def _change(A: Array, taken: Extraction) -> tuple[Array, Array]:
    """Return U, shape (n, q), and W, shape (q, n), with A' = A + U W."""
    n, place, share = A.shape[0], taken.index, _share(taken)
    pick = np.zeros((n, len(place)))
    pick[place, np.arange(len(place))] = 1.0
    rows = -share * A[place]
    if taken.form == "export":
        if taken.home is None or taken.home_consumers is None:
            raise ValueError("an export extraction needs the home industries and consumers")
        rows[:, taken.home] = 0.0
        return pick, rows
    columns = -share * A[:, place]
    # Deliveries among the suppliers lose one share, not two: the rows have already lost theirs.
    columns[place] = 0.0
    return np.column_stack([pick, columns]), np.vstack([rows, pick.T])


def _demand(Y: Array, taken: Extraction) -> Array:
    kept = Y.sum(axis=1)
    cut = Y[taken.index]
    if taken.form == "export" and taken.home_consumers is not None:
        cut = np.delete(cut, taken.home_consumers, axis=1)
    kept[taken.index] -= _share(taken) * cut.sum(axis=1)
    return np.asarray(kept)
