"""Choice between measures: which set avoids most expected loss for a budget, and how sure that is.

Sample average approximation: scenarios s with weights w_s, nodes j (a material at a stage of a
chain), shortage d_sj [t], loss v_j per tonne short. Measure i costs c_i and takes e_sij [t] off
the shortage of node j in scenario s. With x_i in {0, 1} and unmet shortage u_sj >= 0:

    minimise sum_s w_s sum_j v_j u_sj   subject to   u_sj >= d_sj - sum_i e_sij x_i,
    sum_i c_i x_i <= budget, at most one measure of each group of alternatives, and optionally
    for each capped node: share_j - sum_i a_ij x_i <= cap.

HiGHS solves it; the gap it leaves is reported with the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from grondstof.errors import Fault, InputError, Phrase

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MOST_MEASURES = 200
_SLACK = 1e-9
_THRIFT = 1e-7


@dataclass(frozen=True)
class Problem:
    """A choice to be made.

    Attributes:
        names: Names of the measures, for messages.
        cost: c, above zero, shape (measures,) [EUR].
        effect: e, zero or more, shape (scenarios, measures, nodes) [t].
        shortage: d, zero or more, shape (scenarios, nodes) [t].
        loss: v, loss per tonne short, shape (nodes,) [EUR/t].
        weight: w, weights of the scenarios, summing to 1, shape (scenarios,).
        alternatives: Groups of measures of which at most one can be chosen, as indices.
        share: Share of the largest supplier at each node, NaN where unknown, shape (nodes,).
        relief: a, how much a measure lowers that share, shape (measures, nodes).
        nodes: Names of the nodes, for messages.
    """

    names: tuple[str, ...]
    cost: Floats
    effect: Floats
    shortage: Floats
    loss: Floats
    weight: Floats
    alternatives: tuple[tuple[int, ...], ...] = ()
    share: Floats = field(default_factory=lambda: np.empty(0))
    relief: Floats = field(default_factory=lambda: np.empty((0, 0)))
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """The measures chosen.

    Attributes:
        chosen: True for each chosen measure.
        cost: What they cost together [EUR].
        loss: Expected loss that remains [EUR].
        avoided: Expected loss avoided [EUR].
        gap: Largest share by which a better choice could still lower the loss.
        proved: Whether the search ended before the time limit.
    """

    chosen: Bools
    cost: float
    loss: float
    avoided: float
    gap: float
    proved: bool


def expected_loss(problem: Problem, chosen: NDArray[np.bool_]) -> float:
    """Return the expected loss that remains with a set of measures [EUR]."""
    relief = problem.effect[:, chosen, :].sum(axis=1)
    unmet = np.maximum(problem.shortage - relief, 0.0)
    return float(problem.weight @ (unmet @ problem.loss))


def avoided_alone(problem: Problem) -> Floats:
    """Return the loss each measure avoids on its own, shape (scenarios, measures) [EUR]."""
    return np.asarray(taken_alone(problem) @ problem.loss, dtype=np.float64)


def taken_alone(problem: Problem) -> Floats:
    """Return the shortage each measure takes off alone, shape (scenarios, measures, nodes) [t]."""
    return np.minimum(problem.effect, problem.shortage[:, None, :])


def choose(
    problem: Problem,
    budget: float,
    *,
    cap: float | None = None,
    seconds: float = 60.0,
    tolerance: float = 1e-6,
) -> Choice:
    """Return the set of measures with the least expected loss within a budget.

    Args:
        problem: Measures, scenarios and losses.
        budget: What may be spent [EUR].
        cap: Largest share of one supplier at each node with a known share; None for no cap.
        seconds: Time limit.
        tolerance: Gap at which the search stops.

    Raises:
        InputError: If the budget is below the cheapest measure, or the cap cannot be met: with
            all measures, or with this budget (the message says what it would cost).
    """
    refuse_problem(problem)
    _refuse_budget(problem, budget)
    measures, (scenarios, nodes) = len(problem.cost), problem.shortage.shape
    unmet = scenarios * nodes
    objective = np.concatenate(
        [np.zeros(measures), (problem.weight[:, None] * problem.loss[None, :]).ravel()]
    )
    scale = float(objective.max(initial=0.0)) or 1.0
    nothing = np.zeros(measures, dtype=np.bool_)
    before = expected_loss(problem, nothing)
    # Of sets that avoid the same, the cheapest: all costs together weigh a ten-millionth.
    objective[:measures] = _THRIFT * before * problem.cost / float(problem.cost.sum())
    constraints = [_covering(problem), *_side_conditions(problem, unmet, budget, cap)]
    found = milp(
        objective / scale,
        constraints=constraints,
        bounds=Bounds(
            np.zeros(measures + unmet),
            np.concatenate([np.ones(measures), problem.shortage.ravel()]),
        ),
        integrality=np.concatenate([np.ones(measures), np.zeros(unmet)]),
        options={"time_limit": seconds, "mip_rel_gap": tolerance},
    )
    if found.x is None:
        raise _infeasible(problem, budget, cap, seconds)
    chosen = np.asarray(found.x[:measures] > 0.5)
    loss = expected_loss(problem, chosen)
    bound = float(found.mip_dual_bound) * scale if found.mip_dual_bound is not None else 0.0
    gap = max(loss - bound, 0.0) / before if before > 0.0 else 0.0
    cost = float(problem.cost[chosen].sum())
    return Choice(chosen, cost, loss, before - loss, gap, found.status == 0)


def frontier(
    problem: Problem, budgets: Sequence[float], *, cap: float | None = None, seconds: float = 60.0
) -> list[Choice]:
    """Return the best choice for each budget; time is shared between them.

    Args:
        problem: Measures, scenarios and losses.
        budgets: Budgets at or above the cheapest measure [EUR].
        cap: As in `choose`.
        seconds: Time limit for all together.
    """
    each = seconds / max(len(budgets), 1)
    return [choose(problem, budget, cap=cap, seconds=each, tolerance=1e-4) for budget in budgets]


@dataclass(frozen=True)
class Stability:
    """How sure an order of measures is; arrays of shape (measures,).

    Attributes:
        rank: Rank by loss avoided per euro, 1 is best.
        low: 5 % rank over the resamples.
        high: 95 % rank.
        first: Share of resamples in which the measure is best.
        agreement: Mean Kendall tau between the order and a resampled order, -1 to 1.
        score_low: 5 % loss avoided per euro over the resamples.
        score_high: 95 % loss avoided per euro.
    """

    rank: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    first: Floats
    agreement: float
    score_low: Floats
    score_high: Floats


def stability(
    avoided: Floats, weight: Floats, cost: Floats, rng: np.random.Generator, resamples: int = 500
) -> Stability:
    """Return how the ranking by loss avoided per euro holds when its inputs are redrawn.

    Scenarios are drawn with replacement by their weight, costs from the rows of `cost`, and what a
    tonne short costs from the first axis of `avoided`; the first draw is the central one.

    Args:
        avoided: Loss avoided by each measure alone, shape (draws, scenarios, measures), or
            (scenarios, measures) where the loss per tonne is exact [EUR].
        weight: Weights of the scenarios, shape (scenarios,).
        cost: Draws of the cost, shape (draws, measures); one row for exact costs [EUR].
        rng: Random stream.
        resamples: How often the scenarios are redrawn.
    """
    losses = avoided if avoided.ndim == 3 else avoided[None]
    scenarios = len(weight)
    base = _ranks((weight @ losses[0]) / cost[0])
    counts = rng.multinomial(scenarios, weight / weight.sum(), size=resamples) / scenarios
    costs = cost[rng.integers(len(cost), size=resamples)]
    which = rng.integers(len(losses), size=resamples)
    scores = np.stack(
        [(counts[turn] @ losses[which[turn]]) / costs[turn] for turn in range(resamples)]
    )
    ranks = np.stack([_ranks(score) for score in scores])
    least, most = np.quantile(scores, [0.05, 0.95], axis=0)
    low, high = np.quantile(ranks, [0.05, 0.95], axis=0, method="nearest")
    return Stability(
        rank=base,
        low=np.minimum(low.astype(np.int64), base),
        high=np.maximum(high.astype(np.int64), base),
        first=(ranks == 1).mean(axis=0),
        agreement=_kendall(base, ranks),
        score_low=least,
        score_high=most,
    )


def _ranks(score: Floats) -> NDArray[np.int64]:
    order = np.argsort(-score, kind="stable")
    ranks = np.empty(len(score), dtype=np.int64)
    ranks[order] = np.arange(1, len(score) + 1)
    return ranks


def _kendall(base: NDArray[np.int64], ranks: NDArray[np.int64]) -> float:
    if len(base) < 2:
        return 1.0
    one, other = np.triu_indices(len(base), 1)
    sign = np.sign(base[one] - base[other])
    return float(np.mean(np.sign(ranks[:, one] - ranks[:, other]) * sign))


def _covering(problem: Problem) -> LinearConstraint:
    """Return u_sj + sum_i e_sij x_i >= d_sj as one sparse constraint."""
    scenarios, measures, nodes = problem.effect.shape
    rows = problem.effect.transpose(0, 2, 1).reshape(scenarios * nodes, measures)
    matrix = sparse.hstack([sparse.csr_array(rows), sparse.eye_array(scenarios * nodes)])
    return LinearConstraint(sparse.csr_array(matrix), lb=problem.shortage.ravel())


def _side_conditions(
    problem: Problem, unmet: int, budget: float | None, cap: float | None
) -> list[LinearConstraint]:
    found = []
    if budget is not None:
        found.append(LinearConstraint(_wide(problem.cost, unmet), ub=budget))
    for group in problem.alternatives:
        row = np.zeros(len(problem.cost))
        row[list(group)] = 1.0
        found.append(LinearConstraint(_wide(row, unmet), ub=1.0))
    if cap is not None:
        for node in np.flatnonzero(problem.share > cap + _SLACK):
            needed = float(problem.share[node]) - cap - _SLACK
            found.append(LinearConstraint(_wide(problem.relief[:, node], unmet), lb=needed))
    return found


def _wide(row: Floats, unmet: int) -> "sparse.csr_array":
    return sparse.csr_array(np.concatenate([row, np.zeros(unmet)])[None, :])


def _refuse_budget(problem: Problem, budget: float) -> None:
    cheapest = int(np.argmin(problem.cost))
    if np.isfinite(budget) and budget >= problem.cost[cheapest]:
        return
    raise InputError(
        [
            Fault(
                "budget",
                f"{budget:,.0f}",
                Phrase(
                    "at least {cost:,.0f}, the cheapest measure ({measure})",
                    cost=float(problem.cost[cheapest]),
                    measure=problem.names[cheapest],
                ),
                "Raise the budget",
            )
        ]
    )


def _infeasible(problem: Problem, budget: float, cap: float | None, seconds: float) -> InputError:
    """Return the InputError that says why nothing was found."""
    if cap is None:
        found = Phrase("no choice within {seconds:g} seconds", seconds=seconds)
        return InputError([Fault("measures", found, "an answer in time", "Allow more time")])
    free = _side_conditions(problem, 0, None, cap)
    ones = np.ones(len(problem.cost), dtype=np.int64)
    cheapest = milp(problem.cost, constraints=free, bounds=Bounds(0, 1), integrality=ones)
    if cheapest.x is not None:
        return InputError(
            [
                Fault(
                    Phrase(
                        "cap of {cap:.0%} with a budget of {budget:,.0f}", cap=cap, budget=budget
                    ),
                    "a budget that is too small for the cap",
                    Phrase(
                        "at least {cost:,.0f}, the cheapest set that meets it",
                        cost=float(cheapest.fun),
                    ),
                    "Raise the budget or drop the cap",
                )
            ]
        )
    faults = []
    for node in np.flatnonzero(problem.share > cap + _SLACK):
        known = node < len(problem.nodes)
        name = problem.nodes[node] if known else Phrase("node {node}", node=int(node))
        reach = float(problem.share[node] - _most_relief(problem, int(node)))
        if reach > cap:
            faults.append(
                Fault(
                    name,
                    Phrase(
                        "a largest supplier with {share:.0%}, {reach:.0%} at best with the "
                        "measures given",
                        share=float(problem.share[node]),
                        reach=reach,
                    ),
                    Phrase("a reachable cap of {cap:.0%}", cap=cap),
                    "Add measures that bring in other suppliers, or raise the cap",
                )
            )
    return InputError(
        faults
        or [
            Fault(
                Phrase("cap of {cap:.0%}", cap=cap),
                "nodes that can each meet the cap, not all together",
                "measures that do not exclude each other",
                "Drop the cap, or add measures that are no alternatives of others",
            )
        ]
    )


def _most_relief(problem: Problem, node: int) -> float:
    relief = problem.relief[:, node].copy()
    for group in problem.alternatives:
        best = relief[list(group)].max()
        relief[list(group)] = 0.0
        relief[group[0]] = best
    return float(relief.sum())


def refuse_problem(problem: Problem) -> None:
    """Raise InputError that names everything in a problem that cannot be."""
    faults = []
    if len(problem.cost) > MOST_MEASURES:
        faults.append(
            Fault(
                "measures",
                Phrase("{count} measures", count=len(problem.cost)),
                Phrase("at most {most}", most=MOST_MEASURES),
                "Leave out those that cannot matter",
            )
        )
    faults += [
        Fault(
            problem.names[index],
            Phrase("a cost of {cost:g}", cost=float(problem.cost[index])),
            "a cost above zero",
            "Give the cost, or leave the measure to the ranking by effect",
        )
        for index in np.flatnonzero(~(problem.cost > 0.0))
    ]
    for name, array in (("effect", problem.effect), ("shortage", problem.shortage)):
        if not (np.isfinite(array).all() and (array >= 0.0).all()):
            faults.append(
                Fault(name, "a negative or unknown amount", "zero or more", "Correct the measure")
            )
    if faults:
        raise InputError(faults)
