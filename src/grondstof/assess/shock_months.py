"""Puts monthly series on the base of a shock; what no series covers is shared evenly."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.declared_months import declared_series
from grondstof.assess.month_series import ORDER, Monthly, Series, of_private
from grondstof.assess.scenario import Subject
from grondstof.assess.shock_network import Base
from grondstof.assess.trade_codes import codes
from grondstof.methods.shock import Months, Network
from grondstof.methods.shock_calendar import even_months
from grondstof.store.private_months import private_months

Flags = NDArray[np.bool_]


def with_months(base: Base, subject: Subject, own: Sequence[Series], home: str) -> Base:
    """Return a base whose networks follow the series that are at hand.

    Declared trade counts for bases of trade, whose codes hold one material only; a private overlay
    goes before it, and the scenario itself before both.

    Args:
        base: Base year.
        subject: What it is about.
        own: Series of the scenario about this subject.
        home: Home.
    """
    contents = _contents(base)
    declared, at_hand = declared_series(home, base.territories, contents)
    digits = frozenset(code.split(" ")[-1] for code in base.codes)
    private = of_private(private_months(), subject.material, subject.stage, digits)
    series = sorted([*declared, *private, *own], key=lambda item: ORDER.index(item.origin))
    if not series:
        return replace(base, monthly=Monthly((), _none(base), 0.0, 0.0, at_hand))
    months, flows, made = _laid(base, series)
    used = {ORDER[place] for place in np.unique(np.append(flows, made)) if place >= 0}
    first = next(iter(base.variants.values()))
    bought = first.flows[:, base.home]
    monthly = Monthly(
        tuple(name for name in ORDER if name in used),
        _part(bought, flows[:, base.home] >= 0),
        _part(first.flows, flows >= 0) or 0.0,
        _part(first.production, made >= 0) or 0.0,
        at_hand,
    )
    if not used:
        return replace(base, monthly=monthly)
    variants = {name: _laid_on(network, months) for name, network in base.variants.items()}
    return replace(base, variants=variants, monthly=monthly)


def _laid_on(network: Network, months: Months) -> Network:
    return replace(network, months=months)


def _none(base: Base) -> float | None:
    first = next(iter(base.variants.values()))
    return 0.0 if first.flows[:, base.home].sum() > 0.0 else None


def _part(amounts: NDArray[np.float64], covered: Flags) -> float | None:
    total = float(amounts.sum())
    return float(amounts[covered].sum()) / total if total > 0.0 else None


def _contents(base: Base) -> dict[str, float]:
    """Return the content of each code of six digits of a base of trade."""
    found: dict[str, float] = {}
    for written in base.codes if base.basis == "trade" else ():
        system, _, digits = written.partition(" ")
        link = codes()[system, digits].single if (system, digits) in codes() else None
        found[digits[:6]] = link.content[0] if link is not None and link.content else 1.0
    return found


def _laid(
    base: Base, series: Sequence[Series]
) -> tuple[Months, NDArray[np.intp], NDArray[np.intp]]:
    """Return the months, and for each flow and producer the place of its series in the order."""
    n = len(base.territories)
    even = even_months(n)
    flows, made = even.flows, even.production
    of_flows, of_made = np.full((n, n), -1), np.full(n, -1)
    where = next(iter(base.variants.values()))
    for item in series:
        rank = ORDER.index(item.origin)
        if item.producer is not None:
            hit = _places(base, item.producer) & (where.production > 0.0)
            made[:, hit], of_made[hit] = item.shares[:, None], rank
            continue
        both = np.outer(_places(base, item.exporter), _places(base, item.importer))
        both &= where.flows > 0.0
        flows[:, both], of_flows[both] = item.shares[:, None], rank
    return Months(flows, made), of_flows, of_made


def _places(base: Base, name: str | None) -> Flags:
    from grondstof.vocabulary.territories import groups, members

    if name is None:
        return np.ones(len(base.territories), dtype=bool)
    wanted = {name} | (set(members(name)) if name in groups() else set())
    return np.array([place in wanted for place in base.territories])
