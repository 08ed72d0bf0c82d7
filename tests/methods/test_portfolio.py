"""Choice of measures: brute force on small cases, caps, refusals, and how sure an order is."""

import itertools
import time
from dataclasses import replace

import numpy as np
import pytest

from grondstof.errors import InputError
from grondstof.methods.portfolio import (
    Problem,
    avoided_alone,
    choose,
    expected_loss,
    frontier,
    stability,
)


def problem(seed: int, measures: int = 8, scenarios: int = 12, nodes: int = 3) -> Problem:
    """Return a random problem with alternatives and shares of the largest supplier."""
    rng = np.random.default_rng(seed)
    reach = rng.random((measures, nodes)) < 0.5
    return Problem(
        names=tuple(f"measure {i}" for i in range(measures)),
        cost=rng.uniform(1e6, 2e7, measures),
        effect=rng.gamma(2, 10, (scenarios, measures, nodes)) * reach,
        shortage=rng.gamma(2, 25, (scenarios, nodes)),
        loss=rng.uniform(1e4, 1e6, nodes),
        weight=np.full(scenarios, 1 / scenarios),
        alternatives=((0, 1, 2),),
        share=rng.uniform(0.6, 0.9, nodes),
        relief=rng.uniform(0, 0.2, (measures, nodes)) * reach,
        nodes=tuple(f"node {j}" for j in range(nodes)),
    )


def brute(case: Problem, budget: float, cap: float | None) -> float | None:
    """Return the least expected loss over all sets of measures."""
    best = None
    for bits in itertools.product([False, True], repeat=len(case.cost)):
        chosen = np.array(bits)
        if case.cost[chosen].sum() > budget:
            continue
        if any(chosen[list(group)].sum() > 1 for group in case.alternatives):
            continue
        if cap is not None and np.any(case.share - case.relief[chosen].sum(axis=0) > cap + 1e-9):
            continue
        loss = expected_loss(case, chosen)
        best = loss if best is None else min(best, loss)
    return best


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("cap", [None, 0.65])
def test_equal_to_brute_force_on_ten_small_cases(seed: int, cap: float | None) -> None:
    """All 256 sets are tried; the optimiser finds the same loss, or both find no set."""
    case = problem(seed)
    wanted = brute(case, 3e7, cap)
    if wanted is None:
        with pytest.raises(InputError):
            choose(case, 3e7, cap=cap)
        return
    found = choose(case, 3e7, cap=cap)
    assert found.loss == pytest.approx(wanted, rel=1e-6, abs=1e-3)
    assert found.proved
    assert found.gap < 1e-5
    assert found.cost <= 3e7


def test_two_hundred_measures_and_scenarios_within_a_minute() -> None:
    """The size that is promised; the gap says how good the choice is at least."""
    case = replace(problem(1, 200, 200, 6), share=np.full(6, np.nan))
    start = time.perf_counter()
    found = choose(case, 1e8, seconds=60)
    assert time.perf_counter() - start < 65
    assert found.gap < 0.01
    assert found.cost <= 1e8


def test_more_money_never_avoids_less() -> None:
    """The frontier rises."""
    found = frontier(problem(3), [2e7, 4e7, 6e7, 2e8], seconds=20)
    avoided = [choice.avoided for choice in found]
    assert avoided == sorted(avoided)


def test_a_budget_below_the_cheapest_measure_is_refused() -> None:
    """The message names the cheapest measure and its cost."""
    case = problem(2)
    cheapest = case.cost.min()
    with pytest.raises(InputError) as caught:
        choose(case, cheapest - 1)
    fault = caught.value.faults[0]
    assert fault.where == "budget"
    assert f"at least {cheapest:,.0f}, the cheapest measure" in fault.expected


def test_a_cap_that_no_measure_reaches_says_where_and_how_far() -> None:
    """With all measures the largest supplier still has 60 %."""
    case = replace(problem(4), share=np.array([0.9, np.nan, 0.5]), relief=np.zeros((8, 3)))
    with pytest.raises(InputError) as caught:
        choose(case, 1e9, cap=0.65)
    fault = caught.value.faults[0]
    assert fault.where == "node 0"
    assert fault.found.startswith("a largest supplier with 90%, 90% at best")


def test_a_cap_beyond_the_budget_says_what_it_costs() -> None:
    """The cheapest set that meets the cap is priced."""
    relief, dear = np.zeros((8, 3)), int(np.argmax(problem(4).cost))
    relief[dear, 0] = 0.5
    case = replace(problem(4), share=np.array([0.9, np.nan, 0.5]), relief=relief)
    with pytest.raises(InputError, match="a budget that is too small for the cap") as caught:
        choose(case, float(case.cost[dear]) - 1, cap=0.65)
    assert f"{case.cost[dear]:,.0f}" in caught.value.faults[0].expected
    assert bool(choose(case, float(case.cost.sum()), cap=0.65).chosen[dear])


def test_a_measure_without_cost_is_no_part_of_a_choice() -> None:
    """It belongs in the ranking by effect; more than 200 measures are refused too."""
    case = problem(5)
    with pytest.raises(InputError, match="a cost of 0"):
        choose(replace(case, cost=np.zeros(8)), 1e9)
    with pytest.raises(InputError, match="201 measures"):
        choose(problem(6, measures=201), 1e9)


def test_an_order_that_is_sure_and_one_that_is_a_coin_toss() -> None:
    """Where one measure is ten times better it is always first; equals share the place."""
    rng = np.random.default_rng(0)
    noise = rng.uniform(0.9, 1.1, (200, 2))
    sure = stability(noise * [10.0, 1.0], np.full(200, 1 / 200), np.ones((1, 2)), rng)
    assert sure.rank.tolist() == [1, 2]
    assert sure.first.tolist() == [1.0, 0.0]
    assert sure.agreement == 1.0
    toss = stability(noise, np.full(200, 1 / 200), rng.uniform(0.5, 2, (500, 2)), rng)
    assert 0.3 < toss.first[0] < 0.7
    assert (toss.low.min(), toss.high.max()) == (1, 2)


def test_avoided_alone_is_capped_by_the_shortage() -> None:
    """A measure cannot avoid more than there is to lose."""
    case = problem(7)
    total = (case.shortage @ case.loss)[:, None]
    assert np.all(avoided_alone(case) <= total + 1e-6)
