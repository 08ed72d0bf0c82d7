"""Stocks equal those of flodym 1.1.0 under the same convention, for four curves and four timings.

`flodym_stocks.csv` holds what that program gives for one series of inflows: log-normal and normal
lifetimes of 9 years with a deviation of 3, a fixed one of 9.25, Weibull of shape 3 and scale 10.
"""

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from grondstof.methods.stock_dynamics import from_inflow, from_stock
from grondstof.methods.survival import Lifetime, survival_by_age, weibull_moments

LIVES = {
    "lognormal": Lifetime("lognormal", 9.0, 3.0),
    "normal": Lifetime("normal", 9.0, 3.0),
    "fixed": Lifetime("fixed", 9.25),
    "weibull": Lifetime("weibull", *weibull_moments(3.0, 10.0)),
}


@cache
def told() -> list[dict[str, str]]:
    """Return what flodym gave."""
    text = Path(__file__).with_name("flodym_stocks.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("timing", ["start", "middle", "end", "even"])
@pytest.mark.parametrize("curve", sorted(LIVES))
def test_stock_and_outflow_equal_flodym(curve: str, timing: str) -> None:
    rows = [row for row in told() if (row["curve"], row["timing"]) == (curve, timing)]
    inflow, stock, outflow = (
        np.array([float(row[name]) for row in rows]) for name in ("inflow", "stock", "outflow")
    )
    left = survival_by_age(LIVES[curve], len(rows), timing)[None]
    found = from_inflow(inflow[None, :, None], left)
    assert found.stock[0, :, 0] == pytest.approx(stock, rel=1e-9)
    assert found.outflow[0, :, 0] == pytest.approx(outflow, rel=1e-9, abs=1e-9)
    if left[0, 0] > 0.0:
        back = from_stock(stock[None, :, None], left)
        assert back.inflow[0, :, 0] == pytest.approx(inflow, rel=1e-9)
