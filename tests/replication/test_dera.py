"""Concentrations of the German list beside those of World Mining Data, and how far they lie apart.

Published: Deutsche Rohstoffagentur, DERA-Rohstofflisten of 2019 and 2021, as excerpted: refined
gallium 9,244 and germanium about 7,200 (2018), iron ore from mines 2,030 with a weighted country
risk of +0.50. The German list rests on production figures of its own, so numbers differ; classes
do not. The refined gallium of 2016 (7,890) has no figure in World Mining Data 2018-2024.
"""

from collections import defaultdict

import pytest

from grondstof.methods.concentration import herfindahl
from grondstof.methods.dera import Classes, risk_group
from grondstof.store.parameters import parameters
from tests.replication.test_geopolrisk import production

YEAR = 2018


@pytest.fixture(scope="module")
def made() -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for row in production().to_pylist():
        if row["year"] == YEAR and row["quantity_t"] > 0.0:
            found[row["material_id"]].append(row["quantity_t"])
    return found


def own(made: dict[str, list[float]], name: str) -> float:
    total = sum(made[name])
    return 10_000.0 * float(herfindahl([part / total for part in made[name]]))


@pytest.mark.parametrize(
    ("name", "published", "ours", "apart"),
    [
        ("iron-ore", 2030, 2014, 0.01),
        ("gallium", 9244, 8925, 0.04),
        ("germanium", 7200, 8072, 0.13),
    ],
)
def test_concentration_lies_near_the_published_one(made, name, published, ours, apart) -> None:
    found = own(made, name)
    assert found == pytest.approx(ours, abs=1.0)
    assert abs(found - published) / published < apart


@pytest.mark.parametrize(
    ("name", "published"), [("iron-ore", 2030), ("gallium", 9244), ("germanium", 7200)]
)
def test_the_class_is_that_of_the_published_figure(made, name, published) -> None:
    number = parameters("dera", "2023").number
    bounds = Classes(
        number("classes.hhi_medium"),
        number("classes.hhi_high"),
        number("classes.risk_low"),
        number("classes.risk_high"),
    )
    for risk in (-1.0, 0.0, 1.0):
        assert risk_group(own(made, name), risk, bounds) == risk_group(published, risk, bounds)
