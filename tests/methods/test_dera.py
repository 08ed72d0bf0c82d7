"""The axes of the German list: weighted country risk and the matrix of risk groups."""

import pytest

from grondstof.methods.dera import Classes, risk_group, weighted_country_risk

CLASSES = Classes(hhi_medium=1500, hhi_high=2500, risk_low=0.5, risk_high=-0.5)


def test_country_risk_is_the_weighted_mean_of_governance() -> None:
    assert weighted_country_risk([0.6, 0.4], [-1.0, 1.5]) == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("hhi", "risk", "group"),
    [
        (9244, -0.3, 3),
        (9244, 0.8, 2),
        (2000, -0.8, 3),
        (2000, 0.0, 2),
        (2000, 0.8, 1),
        (1000, -0.8, 2),
        (1000, 0.0, 1),
        (1500, 0.0, 2),
        (2500, 0.0, 2),
    ],
)
def test_the_matrix_of_groups(hhi: float, risk: float, group: int) -> None:
    assert risk_group(hhi, risk, CLASSES) == group
