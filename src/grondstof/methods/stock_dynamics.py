"""Dynamic stocks: from inflow to stock and outflow, and from stock back to inflow.

Arrays are (products, years, materials). A cohort matrix is made for one product at a time, so
memory grows with years squared and not with products x materials x years squared.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import solve_triangular

from grondstof.errors import Fault, InputError

Floats = NDArray[np.float64]

# Below this share of the largest stock a negative inflow is rounding, not shrinking.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Stocks:
    """Flows and stocks, each of shape (products, years, materials).

    Attributes:
        inflow: What came into use in a year.
        outflow: What left use in a year.
        stock: What is in use at the end of a year.
    """

    inflow: Floats
    outflow: Floats
    stock: Floats

    def imbalance(self) -> float:
        """Return the largest |inflow - outflow - change of stock|, relative to the largest flow."""
        change = np.diff(self.stock, axis=1, prepend=0.0)
        scale = max(float(np.abs(self.inflow).max(initial=0.0)), np.finfo(np.float64).tiny)
        return float(np.abs(self.inflow - self.outflow - change).max(initial=0.0) / scale)


def cohort_matrix(by_age: ArrayLike, retired: ArrayLike | None = None) -> Floats:
    """Return the share of each cohort in stock at the end of each year, shape (years, cohorts).

    Formula: M[t, c] = S[t - c] x prod_{u = c+1..t} (1 - r[u]) for t >= c, else 0. Early retirement
    takes a share r of what earlier cohorts still have in stock in that year, over and above age.

    Args:
        by_age: S, share left at the end of the first, second, ... year of a cohort, shape (years,).
        retired: r, share retired early in each year, 0 to 1, shape (years,).

    Raises:
        InputError: If shares lie outside 0 to 1, or a share left grows with age.
    """
    left = np.asarray(by_age, dtype=np.float64)
    _refuse_shares("survival", left)
    if np.any(np.diff(left) > 1e-12):
        raise InputError(
            [
                Fault(
                    "survival",
                    "a share in use that grows with age",
                    "shares that fall or stay equal",
                    "Give the share left, not the share gone",
                )
            ]
        )
    years = len(left)
    age = np.subtract.outer(np.arange(years), np.arange(years))
    matrix = np.where(age >= 0, left[np.maximum(age, 0)], 0.0)
    if retired is None:
        return matrix
    share = np.asarray(retired, dtype=np.float64)
    _refuse_shares("early retirement", share)
    kept = np.ones(years)
    for year in range(1, years):
        kept[:year] *= 1.0 - share[year]
        matrix[year, :year] *= kept[:year]
    return matrix


def from_inflow(inflow: ArrayLike, by_age: ArrayLike, retired: ArrayLike | None = None) -> Stocks:
    """Return stocks and outflows that follow from inflows.

    Formula: stock[t] = sum_c M[t, c] inflow[c]; outflow[t] = sum_c (M[t-1, c] - M[t, c]) inflow[c]
    with M[c-1, c] = 1, so that what comes and goes within a year is inflow and outflow.

    Args:
        inflow: Shape (products, years, materials), not negative.
        by_age: Share left by age, shape (products, years).
        retired: Share retired early, shape (products, years); None for none.

    Raises:
        InputError: If shapes do not fit, or an inflow or share is out of range.
    """
    flow, left, early = _checked(inflow, by_age, retired)
    if not np.isfinite(flow).all() or (flow < 0.0).any():
        product, year = (int(index) for index in np.argwhere(~(flow >= 0.0))[0][:2])
        raise InputError(
            [
                Fault(
                    f"inflow of product {product}, year {year} from the first",
                    "a negative or unknown amount",
                    "amounts of zero or more",
                    "Correct the scenario, or leave the product out",
                )
            ]
        )
    stock, outflow = np.empty_like(flow), np.empty_like(flow)
    for product, own in enumerate(flow):
        matrix = cohort_matrix(left[product], None if early is None else early[product])
        np.matmul(matrix, own, out=stock[product])
        np.matmul(_leaving(matrix), own, out=outflow[product])
    return Stocks(flow, outflow, stock)


def from_stock(
    stock: ArrayLike,
    by_age: ArrayLike,
    retired: ArrayLike | None = None,
    *,
    products: Sequence[str] = (),
    first_year: int = 0,
) -> Stocks:
    """Return the inflows that keep stocks at given levels, and the outflows that go with them.

    Formula: the lower triangular system M x inflow = stock, solved forward.

    Args:
        stock: Level at the end of each year, shape (products, years, materials).
        by_age: Share left by age, shape (products, years); the first must be above zero.
        retired: Share retired early, shape (products, years); None for none.
        products: Names for messages.
        first_year: Calendar year of the first column, for messages.

    Raises:
        InputError: If a stock falls faster than its products leave use, which would need a
            negative inflow: all products with the year in which that happens first.
    """
    level, left, early = _checked(stock, by_age, retired)
    if not (left[:, 0] > 0.0).all():
        raise InputError(
            [
                Fault(
                    "survival",
                    "products that leave use within their first year",
                    "something left at the end of the first year",
                    "Use a longer lifetime, or start from inflow",
                )
            ]
        )
    inflow, outflow = np.empty_like(level), np.empty_like(level)
    for product, own in enumerate(level):
        matrix = cohort_matrix(left[product], None if early is None else early[product])
        inflow[product] = solve_triangular(matrix, own, lower=True, check_finite=True)
        np.matmul(_leaving(matrix), inflow[product], out=outflow[product])
    _refuse_shrinking(inflow, level, products, first_year)
    return Stocks(inflow, outflow, level)


def _leaving(matrix: Floats) -> Floats:
    """Return the share of each cohort that leaves in each year."""
    return np.vstack([np.zeros((1, matrix.shape[1])), matrix[:-1]]) + np.eye(len(matrix)) - matrix


def _refuse_shrinking(
    inflow: Floats, stock: Floats, products: Sequence[str], first_year: int
) -> None:
    least = -_ROUNDING * np.maximum(np.abs(stock).max(axis=(1, 2)), np.finfo(np.float64).tiny)
    faults = []
    for product in range(len(inflow)):
        years, materials = np.nonzero(inflow[product] < least[product])
        if not len(years):
            continue
        name = products[product] if product < len(products) else f"product {product}"
        amount = inflow[product][years[0], materials[0]]
        faults.append(
            Fault(
                f"{name}, {first_year + int(years[0])}",
                f"a stock that falls faster than products leave use (inflow {amount:.6g})",
                "an inflow of zero or more",
                "Add early retirement in that year, or let the stock fall more slowly",
            )
        )
    if faults:
        raise InputError(faults)


def _checked(
    flow: ArrayLike, by_age: ArrayLike, retired: ArrayLike | None
) -> tuple[Floats, Floats, Floats | None]:
    """Return the arrays as float64 with shapes that fit."""
    cube = np.asarray(flow, dtype=np.float64)
    left = np.asarray(by_age, dtype=np.float64)
    early = None if retired is None else np.asarray(retired, dtype=np.float64)
    wanted = cube.shape[:2]
    if cube.ndim != 3 or left.shape != wanted or (early is not None and early.shape != wanted):
        shape = "" if early is None else f", early retirement {early.shape}"
        raise InputError(
            [
                Fault(
                    "dynamic stock",
                    f"flows of shape {cube.shape}, survival {left.shape}{shape}",
                    "(products, years, materials) and (products, years)",
                    "Give one survival curve for each product, as long as the flows",
                )
            ]
        )
    return cube, left, early


def _refuse_shares(what: str, shares: Floats) -> None:
    if np.isfinite(shares).all() and (shares >= 0.0).all() and (shares <= 1.0).all():
        return
    raise InputError(
        [
            Fault(
                what,
                f"shares from {shares.min():g} to {shares.max():g}",
                "shares between 0 and 1",
                "Write 25 % as 0.25",
            )
        ]
    )
