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
    state = _State(base, rules)
    output, unmet = np.zeros_like(capacity), np.zeros_like(capacity)
    most = rules.overtime * base.output
    for step, works in enumerate(capacity):
        best = np.minimum(state.demand, works * most)
        made = best * state.part(best)
        asked = state.demand
        served = np.where(asked > 0.0, made / np.where(asked > 0.0, asked, 1.0), 1.0)
        output[step], unmet[step] = made, base.final * (1.0 - served)
        state.move(best, made, served)
    return output, unmet


class _State:
    """Inventories and orders in steps of what they allow to be made, u = w / needs, v = o / needs.

    In that unit the tightest input of a class is the least u of its products, so that one running
    minimum stands for the scan over all inputs. An input that is not needed has u = infinity.
    """

    def __init__(self, base: Economy, rules: Rules) -> None:
        self.base, self.rules = base, rules
        self.kind = base.shares[0].dtype
        self.order = np.concatenate(base.slots)
        ends = np.cumsum([len(rows) for rows in base.slots])
        self.places = [
            slice(end - len(rows), end) for end, rows in zip(ends, base.slots, strict=True)
        ]
        self.needs = base.needs.astype(self.kind)
        goal = np.broadcast_to(rules.stock_steps * base.output, base.needs.shape)
        self.held = np.where(base.needs > 0.0, goal, np.inf).astype(self.kind)
        self.orders = np.broadcast_to(base.output, base.needs.shape).astype(self.kind)
        self.classes, self.class_of = np.unique(rules.essential, return_inverse=True)
        self.least = np.full((len(self.classes), len(base.output)), np.inf, dtype=self.kind)
        for number, kind in enumerate(self.class_of):
            np.minimum(self.least[kind], self.held[number], out=self.least[kind])
        asked = np.empty(len(base.output), dtype=self.kind)
        for number, place in enumerate(self.places):
            np.dot(base.shares[number], self.needs[number] * self.orders[number], out=asked[place])
        self.demand = self._demand(asked)

    def _demand(self, asked: Shares) -> Floats:
        """Return what each supplier is asked for by users and by final demand."""
        demand = self.base.final.copy()
        demand[self.order] += asked
        return demand

    def part(self, best: Floats) -> Floats:
        """Return the part of the best output that inventories allow, shape (n,)."""
        wanted = max(self.rules.psi * self.rules.stock_steps, 1.0) * best
        cover = np.divide(self.least, wanted, out=np.ones(self.least.shape), where=wanted > 0.0)
        np.minimum(cover, 1.0, out=cover)
        return np.asarray((1.0 - self.classes[:, None] * (1.0 - cover)).min(axis=0))

    def move(self, best: Floats, made: Floats, served: Floats) -> None:
        """Take in what arrives, use what was made, and order anew, product by product."""
        goal = (self.rules.stock_steps * best).astype(self.kind)
        used, part = made.astype(self.kind), served[self.order].astype(self.kind)
        speed = self.kind.type(1.0 / self.rules.restock_steps)
        asked = np.empty(len(part), dtype=self.kind)
        row = np.empty(len(made), dtype=self.kind)
        self.least.fill(np.inf)
        for number, place in enumerate(self.places):
            shares, held, orders = self.base.shares[number], self.held[number], self.orders[number]
            np.dot(part[place], shares, out=row)
            row *= orders
            row -= used
            held += row
            np.maximum(held, 0.0, out=held)
            least = self.least[self.class_of[number]]
            np.minimum(least, held, out=least)
            np.subtract(goal, held, out=orders)
            np.maximum(orders, 0.0, out=orders)
            orders *= speed
            orders += used
            np.multiply(orders, self.needs[number], out=row)
            np.dot(shares, row, out=asked[place])
        self.demand = self._demand(asked)
