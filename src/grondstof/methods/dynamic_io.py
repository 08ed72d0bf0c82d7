"""A shock in an input-output table step by step, with inventories and rationing by product.

n suppliers (region by product), P products, n users; an order of a product goes to its suppliers
by fixed shares, and a supplier that is short serves all users in proportion. Orders are kept by
product (P by n), not by supplier; what arrives in a step and what is asked in the next are computed
together for each product, so that the n by n shares pass through memory once a step.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Economy:
    """The base of a dynamic input-output run.

    Attributes:
        shares: For each product its suppliers' share in what user f buys of it, shape (suppliers
            of the product, n) each. [fraction]
        needs: Input of each product per unit of output, shape (P, n). [fraction]
        output: Output of a step without shock, shape (n,). [money]
        final: Final demand of a step, shape (n,). [money]
        product: Number of the product of each supplier, shape (n,).
        slots: Places of the suppliers of each product.
    """

    shares: tuple[Floats, ...]
    needs: Floats
    output: Floats
    final: Floats
    product: NDArray[np.intp]
    slots: tuple[NDArray[np.intp], ...]


@dataclass(frozen=True)
class Rules:
    """How users react.

    Attributes:
        stock_steps: Inventory of every input at the start and as a goal. [steps of use]
        restock_steps: Time in which a gap in inventory is filled. [steps]
        essential: Part of output lost per part of a product that is short, shape (P,): 1 for an
            essential, 0 for a non-essential product. [fraction]
        overtime: Most output as a multiple of the base. [multiple]
    """

    stock_steps: float
    restock_steps: float
    essential: Floats
    overtime: float = 1.0


def economy(Z: Floats, final: Floats, product: NDArray[np.intp], steps: float) -> Economy:
    """Return the base from flows of a year.

    Args:
        Z: Deliveries of i to f in a year, shape (n, n). [money]
        final: Final demand of a year, shape (n,). [money]
        product: Number of the product of each supplier, from 0, shape (n,).
        steps: Steps in a year.
    """
    count = int(product.max()) + 1
    slots = tuple(np.flatnonzero(product == number) for number in range(count))
    output = Z.sum(axis=1) + final
    bought = np.stack([Z[rows].sum(axis=0) for rows in slots])
    safe = np.where(bought > 0.0, bought, 1.0)
    shares = tuple(Z[rows] / safe[number] for number, rows in enumerate(slots))
    needs = bought / np.where(output > 0.0, output, 1.0)
    return Economy(shares, needs, output / steps, final / steps, product, slots)


def run(base: Economy, rules: Rules, capacity: Floats) -> tuple[Floats, Floats]:
    """Return output and unmet final demand of every step.

    With x0 base output and w inventories, in each step t:
    o = needs x0 + (goal - w) / restock, at least 0;  d_i = sum_f shares_if o_pf + final_i;
    x = min(d, capacity_t overtime x0, inventory limit);  r = min(1, x / d);
    received_pf = o_pf sum_(i in p) shares_if r_i;  w += received - needs x.
    The inventory limit of user f is x0_f times the least of 1 - e_p (1 - w_pf / (needs_pf x0_f)).

    Args:
        base: The economy.
        rules: How users react.
        capacity: Part of capacity that works, shape (steps, n). [fraction]

    Returns:
        Output and unmet final demand, shape (steps, n) each. [money per step]

    Source: ARIO, Hallegatte (2008), An adaptive regional input-output model; classes of inputs
    from Pichler et al. (2021); kept by product here, which gives the same path when suppliers of
    one product are rationed alike.
    """
    use = base.needs * base.output
    goal = rules.stock_steps * use
    stock, orders = goal.copy(), use.copy()
    output, unmet = np.zeros_like(capacity), np.zeros_like(capacity)
    limit, most = base.output.copy(), rules.overtime * base.output
    demand = base.final.copy()
    for number, rows in enumerate(base.slots):
        demand[rows] += base.shares[number] @ orders[number]
    for step, works in enumerate(capacity):
        made = np.minimum(np.minimum(demand, works * most), limit)
        served = np.where(demand > 0.0, made / np.where(demand > 0.0, demand, 1.0), 1.0)
        output[step], unmet[step] = made, base.final * (1.0 - served)
        wanted = np.minimum(demand, most)
        demand, part = base.final.copy(), np.ones_like(made)
        for number, rows in enumerate(base.slots):
            shares, needs = base.shares[number], base.needs[number]
            held = stock[number] + orders[number] * (served[rows] @ shares) - needs * made
            held = np.maximum(held, 0.0)
            stock[number] = held
            cover = np.divide(held, use[number], out=np.ones_like(held), where=use[number] > 0.0)
            np.minimum(cover, 1.0, out=cover)
            np.minimum(part, 1.0 - rules.essential[number] * (1.0 - cover), out=part)
            gap = (goal[number] - held) / rules.restock_steps
            orders[number] = np.maximum(needs * wanted + gap, 0.0)
            demand[rows] += shares @ orders[number]
        limit = base.output * part
    return output, unmet
