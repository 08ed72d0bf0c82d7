"""A shock in an input-output table step by step, with inventories and rationing by product.

n suppliers (region by product), P products, n users; an order of a product goes to its suppliers
by fixed shares, and a supplier that is short serves all users in proportion. Orders are kept by
product (P by n), not by supplier; what arrives in a step and what is asked in the next are computed
together for each product, so that the n by n shares pass through memory once a step.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Shares = NDArray[Any]


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

    shares: tuple[Shares, ...]
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
        psi: Part of the inventory goal below which an input limits output; never less than what
            one step uses. [fraction]
    """

    stock_steps: float
    restock_steps: float
    essential: Floats
    overtime: float = 1.0
    psi: float = 0.0


def economy(
    Z: Floats, final: Floats, product: NDArray[np.intp], steps: float, *, short: bool = False
) -> Economy:
    """Return the base from flows of a year.

    Args:
        Z: Deliveries of i to f in a year, shape (n, n). [money]
        final: Final demand of a year, shape (n,). [money]
        product: Number of the product of each supplier, from 0, shape (n,).
        steps: Steps in a year.
        short: Keep shares in 32 bits: half the memory and time, seven digits in place of sixteen.
    """
    count = int(product.max()) + 1
    slots = tuple(np.flatnonzero(product == number) for number in range(count))
    output = Z.sum(axis=1) + final
    bought = np.stack([Z[rows].sum(axis=0) for rows in slots])
    safe = np.where(bought > 0.0, bought, 1.0)
    kind = np.float32 if short else np.float64
    shares = tuple((Z[rows] / safe[number]).astype(kind) for number, rows in enumerate(slots))
    needs = bought / np.where(output > 0.0, output, 1.0)
    return Economy(shares, needs, output / steps, final / steps, product, slots)


def run(base: Economy, rules: Rules, capacity: Floats) -> tuple[Floats, Floats]:
    """Return output and unmet final demand of every step.

    With x0 base output and w inventories, in each step t:
    b = min(d, capacity_t overtime x0), the best output;
    x_f = b_f min_p (1 - e_p (1 - min(1, w_pf / (k needs_pf b_f)))), k = max(psi stock_steps, 1);
    r = x / d;  w_pf += o_pf sum_(i in p) shares_if r_i - needs_pf x_f;
    o = needs x + max(stock_steps needs b - w, 0) / restock;  d_i = sum_f shares_if o_pf + final_i.

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
    stock = rules.stock_steps * base.needs * base.output
    orders = base.needs * base.output
    output, unmet = np.zeros_like(capacity), np.zeros_like(capacity)
    most = rules.overtime * base.output
    demand = _demand(base, orders)
    for step, works in enumerate(capacity):
        best = np.minimum(demand, works * most)
        made = best * _part(base, rules, stock, best)
        served = np.where(demand > 0.0, made / np.where(demand > 0.0, demand, 1.0), 1.0)
        output[step], unmet[step] = made, base.final * (1.0 - served)
        demand, part = base.final.copy(), served.astype(base.shares[0].dtype)
        for number, rows in enumerate(base.slots):
            shares, needs = base.shares[number], base.needs[number]
            held = stock[number] + orders[number] * (part[rows] @ shares) - needs * made
            stock[number] = np.maximum(held, 0.0)
            gap = np.maximum(rules.stock_steps * needs * best - stock[number], 0.0)
            orders[number] = needs * made + gap / rules.restock_steps
            demand[rows] += shares @ orders[number].astype(shares.dtype)
    return output, unmet


def _demand(base: Economy, orders: Floats) -> Floats:
    """Return what each supplier is asked for by users and by final demand."""
    demand = base.final.copy()
    for number, rows in enumerate(base.slots):
        shares = base.shares[number]
        demand[rows] += shares @ orders[number].astype(shares.dtype)
    return demand


def _part(base: Economy, rules: Rules, stock: Floats, best: Floats) -> Floats:
    """Return the part of the best output that inventories allow, shape (n,)."""
    wanted = max(rules.psi * rules.stock_steps, 1.0) * base.needs * best
    cover = np.divide(stock, wanted, out=np.ones_like(wanted), where=wanted > 0.0)
    np.minimum(cover, 1.0, out=cover)
    return np.asarray((1.0 - rules.essential[:, None] * (1.0 - cover)).min(axis=0))
