"""The least loss by the linear programme on real trade: solved, and below it no sharing goes."""

import numpy as np
import pytest

from grondstof.assess.scenario import of_options, scenarios
from grondstof.assess.shocks import run_scenario
from grondstof.methods.shock_program import Limits, least_loss
from grondstof.store.editions import Edition


@pytest.mark.parametrize("home", ["NLD", "EU27"])
@pytest.mark.parametrize("name", ["magnet-ban-china", "graphite-and-magnesium-china", "platinum"])
def test_home_misses_at_least_what_it_would_if_it_went_first(
    edition: Edition, name: str, home: str
) -> None:
    # Platinum is small in tonnes, far below the tolerance of the solver without a unit of its own.
    own = {"exporter": "ZAF", "material": "platinum", "months": "14"}
    scenario = scenarios()[name] if name in scenarios() else of_options(own)
    for item in run_scenario(edition, scenario, home, draws=0):
        assert item.best is not None
        first = item.best.home_first / item.need * item.shock_months
        assert first <= item.point_short.sum() + 1e-6
        assert item.best.home_first <= item.best.home_low + 1e-6 * item.need
        assert item.best.home_low <= item.best.home_high + 1e-6 * item.need


@pytest.mark.parametrize("scale", [1e-9, 1e-3, 1.0, 1e6])
def test_the_programme_does_not_hang_on_the_unit(scale: float) -> None:
    rng = np.random.default_rng(5)
    n, links = 5, 8
    limits = Limits(
        base=rng.random(links), most=rng.random(links), ends=rng.integers(0, n, (2, links)),
        made=rng.random(n), use=rng.random(n) + 0.5, value=rng.random(n) + 0.1,
    )  # fmt: skip
    small = Limits(
        limits.base * scale, limits.most * scale, limits.ends, limits.made * scale,
        limits.use * scale, limits.value,
    )  # fmt: skip
    one, other = least_loss(limits, 2), least_loss(small, 2)
    assert other.value == pytest.approx(one.value * scale, rel=1e-6)
    assert other.home_first == pytest.approx(one.home_first * scale, rel=1e-6)
    assert other.deviation == pytest.approx(one.deviation * scale, rel=1e-6)


@pytest.mark.parametrize("months", ["1", "6", "12"])
def test_a_licence_delay_never_costs_home_more_than_a_ban(edition: Edition, months: str) -> None:
    asked = {"exporter": "CHN", "material": "magnesium", "loss": "0.6", "months": months}
    for home in ("NLD", "EU27"):
        ban, delay = (
            run_scenario(edition, of_options({**asked, "form": form}), home, draws=50)[0]
            for form in ("ban", "licence")
        )
        assert (delay.point_short <= ban.point_short + 1e-9).all()
        assert (delay.drawn.sum(axis=1) <= ban.drawn.sum(axis=1) + 1e-9).all()
    assert delay.shocks[0].waits
    assert not ban.shocks[0].waits
