"""The cases of a scenario: each subject once, with its base, its months, its shocks, its causes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.by_products import (
    Hits,
    HostPath,
    began,
    bound_of,
    bounded,
    host_path,
    hosts,
)
from grondstof.assess.month_series import of_item
from grondstof.assess.scenario import Scenario, Subject, subject_of
from grondstof.assess.shock_months import with_months
from grondstof.assess.shock_network import Base, base_of
from grondstof.assess.shock_runs import Cause, shock_of
from grondstof.errors import InputError
from grondstof.methods.correlated_draws import together
from grondstof.methods.shock import Shock
from grondstof.methods.streams import stream
from grondstof.store.editions import Edition

Floats = NDArray[np.float64]
STAGES = ("processing", "extraction", "component")


@dataclass(frozen=True)
class Case:
    """One subject with its base and shocks; `sizes` are the drawn sizes of shocks with a range."""

    subject: Subject
    base: Base
    shocks: list[Shock]
    sizes: Mapping[str, Floats]

    @property
    def key(self) -> tuple[str | None, str | None]:
        """Return material and stage."""
        return self.subject.material, self.subject.stage

    @property
    def still(self) -> list[Shock]:
        """Return the shocks at their stated size."""
        return [replace(item, size=None) for item in self.shocks]


def cases_of(
    edition: Edition, scenario: Scenario, home: str, draws: int, seed: int, *, series: bool
) -> list[Case]:
    """Return the subjects that shocks name, each with all its shocks.

    Raises:
        InputError: A subject has no supplier data.
    """
    groups: dict[Subject, list[int]] = {}
    bases: dict[Subject, Base] = {}
    for number_, item in enumerate(scenario.shocks):
        subject, base = stage_of(edition, subject_of(item), home)
        groups.setdefault(subject, []).append(number_)
        bases[subject] = base
    sizes = _sizes(scenario, draws, seed)
    found = []
    for subject, numbers in groups.items():
        base = _monthly(scenario, subject, bases[subject], home) if series else bases[subject]
        shocks = [
            replace(shock_of(scenario.shocks[n], base, scenario.horizon), size=sizes.get(n))
            for n in numbers
        ]
        named = {f"size {n + 1}": sizes[n] for n in numbers if n in sizes}
        found.append(Case(subject, base, shocks, named))
    return found


def _monthly(scenario: Scenario, subject: Subject, base: Base, home: str) -> Base:
    own = [of_item(item) for item in scenario.series if _about(subject_of(item), subject)]
    return with_months(base, subject, own, home)


def _about(named: Subject, subject: Subject) -> bool:
    """Return whether a series that names a subject is about this one."""
    if named.code or subject.code:
        return named.code == subject.code
    return named.material == subject.material and named.stage in (None, subject.stage)


def _sizes(scenario: Scenario, draws: int, seed: int) -> dict[int, Floats]:
    """Return the drawn size of each shock with a range, over its stated loss; they move together.

    A stated loss of zero has no size to multiply, so it stays what it is.
    """
    ranged = [n for n, item in enumerate(scenario.shocks) if item.ranged and item.loss > 0.0]
    if not ranged or not draws:
        return {}
    rng = stream(seed, "scenario", "sizes")
    u = together(rng, draws, len(ranged), scenario.correlation)
    found = {}
    for row, n in zip(u, ranged, strict=True):
        item = scenario.shocks[n]
        low, high = item.loss_range
        found[n] = (low + (high - low) * row) / item.loss
    return found


def followers_of(
    edition: Edition, scenario: Scenario, home: str, hits: Hits, named: set[str | None],
    *, series: bool,
) -> list[Case]:  # fmt: skip
    """Return the by-products of hosts that are hit and that no shock names, without shocks."""
    found, hit = [], {host for host, _ in hits}
    wins = dict.fromkeys((item.material, item.stage) for item in hosts() if item.host in hit)
    for name, stage in wins:
        if name in named:
            continue
        try:
            subject, base = stage_of(edition, Subject(name, name, stage, None), home)
        except InputError:
            continue
        base = _monthly(scenario, subject, base, home) if series else base
        found.append(Case(subject, base, [], {}))
    return found


def stage_of(edition: Edition, subject: Subject, home: str) -> tuple[Subject, Base]:
    """Return the subject with its stage, and its base; the first stage with suppliers is taken.

    Raises:
        InputError: No stage has supplier data.
    """
    if subject.stage is not None or subject.code is not None:
        base = base_of(
            edition, home, material=subject.material, stage=subject.stage, code=subject.code
        )
        return subject, base
    fault: InputError | None = None
    for stage in STAGES:
        try:
            base = base_of(edition, home, material=subject.material, stage=stage)
        except InputError as error:
            fault = fault or error
            continue
        return Subject(subject.label, subject.material, stage, None, subject.product), base
    raise fault if fault else InputError([])


def hits_of(cases: Sequence[Case], steps: int, first_month: int) -> tuple[Hits, list[Hits]]:
    """Return what is left of the hosts that are hit, under all shocks and under each alone."""
    whole: dict[tuple[str, str], HostPath] = {}
    single: list[Hits] = []
    for case in cases:
        if not any(item.host == case.subject.material for item in hosts()):
            continue
        key = (str(case.subject.material), str(case.subject.stage))
        whole[key] = host_path(case.base, case.still, steps, first_month)
        for item in case.still:
            one = [item]
            path = whole[key] if len(case.still) == 1 else None
            single.append({key: path or host_path(case.base, one, steps, first_month)})
    return whole, single


def causes_of(case: Case, single: Sequence[Hits], seed: int) -> list[Cause]:
    """Return what bears on a subject, one by one: its own shocks, and those of its hosts."""
    found = [Cause([item]) for item in case.still]
    for hits in single:
        if bounded(hits, *case.key):
            bound = bound_of(hits, case.key, case.base, None, seed)
            if bound is not None:
                found.append(Cause([], bound[0], began(hits, *case.key)))
    return found
