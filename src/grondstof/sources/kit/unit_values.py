"""Refuses quantities in another unit: unit values of well-known codes are off by a large factor.

The usual values are world totals of BACI, 2015-2024: the median over the years of value over
weight, rounded. A wrong unit is a factor of 1,000 (kilograms for tonnes) or 100; prices of these
codes have moved by less than a factor of ten in all those years.
"""

import math
import statistics
from collections.abc import Mapping

from grondstof.errors import Fault

# USD for a kilogram, by code of six digits.
USUAL: Mapping[str, float] = {
    "250410": 1.1,
    "260111": 0.1,
    "260300": 1.6,
    "260700": 1.8,
    "261100": 9.8,
    "261400": 0.4,
    "270900": 0.5,
    "280469": 2.5,
    "280530": 11.0,
    "282200": 12.0,
    "283691": 15.0,
    "284690": 15.0,
    "720293": 23.0,
    "740311": 9.2,
    "750210": 18.0,
    "760110": 2.3,
    "810110": 31.0,
    "810411": 3.0,
    "810510": 13.0,
    "811010": 18.0,
    "811292": 160.0,
    "850511": 26.0,
}
FACTOR = 30.0
# Value [USD or EUR], weight [kg] and number of flows, by code of six digits.
Sums = Mapping[str, tuple[float, float, int]]


def unit_faults(where: str, sums: Sums, advice: str, *, least: int = 20) -> list[Fault]:
    """Return a fault for every well-known code whose unit value is off by more than `FACTOR`.

    Nothing is said while most of the known codes are as usual: a single odd code is an outlier,
    which settling deals with, and not another unit.

    Args:
        where: File that was read.
        sums: Value, weight and number of flows by code of six digits.
        advice: What to do about it.
        least: Flows below which a code says too little.
    """
    found = {
        code: value / weight
        for code, (value, weight, count) in sums.items()
        if code in USUAL and count >= least and weight > 0.0 and value > 0.0
    }
    steps = [math.log(value / USUAL[code]) for code, value in found.items()]
    if not steps or abs(statistics.median(steps)) < math.log(FACTOR):
        return []
    return [
        Fault(
            f"{where}, code {code}",
            f"{value:.4g} USD per kg",
            f"about {USUAL[code]:g} USD per kg",
            advice,
        )
        for code, value in sorted(found.items())
        if abs(math.log(value / USUAL[code])) >= math.log(FACTOR)
    ]
