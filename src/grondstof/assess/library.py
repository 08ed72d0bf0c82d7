"""The library of one-year bans: every material, stage and country, point estimate and draws.

A ban is one line of a file beside the edition, so that a build that was stopped goes on where it
was. Likelihood is a class with an interval from governance and the history of restrictions; no
order is finer than the interval.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from grondstof.assess.chain_model import Words
from grondstof.assess.scenario import Scenario, ShockItem
from grondstof.assess.shock_effects import sectors
from grondstof.assess.shock_network import base_of
from grondstof.assess.shock_parameters import ADDRESS, METHOD, number
from grondstof.assess.shock_parameters import VERSION as VERSION_OF_PARAMETERS
from grondstof.assess.shocks import run_scenario
from grondstof.errors import InputError
from grondstof.store.editions import Edition
from grondstof.store.parameters import parameters

STAGES = ("extraction", "processing")
LARGEST = 200
DRAWS = 200
VERSION = "3"
# Classes of likelihood, the likeliest first; their intervals stand in the parameter file.
CLASSES = ("in-force", "history", "weak-governance", "other")


@dataclass(frozen=True)
class Ban:
    """A candidate: a country that could stop exports of a material at a stage."""

    material: str
    stage: str
    exporter: str
    share: float

    @property
    def key(self) -> str:
        """Return the key of the ban."""
        return f"{self.material}/{self.stage}/{self.exporter}"


@dataclass(frozen=True)
class Entry:
    """One computed ban for one home.

    Attributes:
        months: Months of home's use that are missed: point estimate.
        months_low: 5 % of the draws; None where only the point was computed.
        months_high: 95 %.
        at_risk_high: Value added at risk, Leontief. [million USD]
        at_risk_low: The same by cost pass-through; None where the price is not known.
        draws: Number of draws; 0 for the point only.
        oldest_year: Year of the oldest production or supply figure behind it.
    """

    key: str
    material: str
    stage: str
    exporter: str
    home: str
    share: float
    basis: str
    months: float
    months_low: float | None
    months_high: float | None
    at_risk_low: float | None
    at_risk_high: float | None
    draws: int
    oldest_year: int


def candidates(edition: Edition, home: str, materials: Sequence[str] | None = None) -> list[Ban]:
    """Return every country, material and stage with at least two per cent of supply."""
    return list(_all(edition, home, materials or supplied(edition)))


def supplied(edition: Edition) -> list[str]:
    """Return the materials of which somebody says who supplies them."""
    rows = edition.rows(
        """
        select distinct material_id from "settled__supply_share" where share is not null
        union select distinct material_id from "settled__production" order by 1
        """
    )
    return [row["material_id"] for row in rows]


def _all(edition: Edition, home: str, materials: Sequence[str]) -> Iterator[Ban]:
    for material in materials:
        for stage in STAGES:
            yield from _bans(edition, home, material, stage)


def _bans(edition: Edition, home: str, material: str, stage: str) -> Iterator[Ban]:
    try:
        base = base_of(edition, home, material=material, stage=stage)
    except InputError:
        return
    network = next(iter(base.variants.values()))
    total, least = float(network.production.sum()), number("library_least_share")
    for place in np.argsort(-network.production, kind="stable"):
        name = base.territories[int(place)]
        share = float(network.production[place]) / total if total > 0.0 else 0.0
        if share >= least and name not in ("ROW", home):
            yield Ban(material, stage, name, share)


def compute(edition: Edition, home: str, ban: Ban, draws: int) -> Entry:
    """Return one ban of a year, at the point and in that many draws."""
    words = Words(nl=ban.key, en=ban.key)
    shock = ShockItem(
        exporters=[ban.exporter], material=ban.material, stage=ban.stage, loss=1.0, months=12
    )
    scenario = Scenario(scenario_id="library", name=words, summary=words, shocks=[shock])
    # Fetched months lie beside the edition, and the library belongs to the edition alone.
    ran = run_scenario(edition, scenario, home, draws=draws, program=False, series=False)[0]
    middle, low, high = ran.cover
    risks = sectors(edition, home, ran) if middle > 0.0 else []
    lows = [row["at_risk_musd_low"] for row in risks]
    return Entry(
        ban.key, ban.material, ban.stage, ban.exporter, home, ban.share, ran.base.basis, middle,
        low if draws else None, high if draws else None,
        sum(lows) if lows and None not in lows else None,
        sum(row["at_risk_musd_high"] for row in risks) if risks else None,
        draws, min(ran.base.years),
    )  # fmt: skip


def file_of(edition: Edition, home: str) -> Path:
    """Return the file of the library of an edition for a home."""
    return edition.beside / f"{home.lower()}-{VERSION}.jsonl"


def entries(edition: Edition, home: str) -> list[Entry]:
    """Return what was computed so far; a line that was cut off by a stop is left out."""
    path = file_of(edition, home)
    if not path.is_file():
        return []
    found: dict[str, Entry] = {}
    for line in path.read_text("utf-8").splitlines():
        try:
            entry = Entry(**json.loads(line))
        except (ValueError, TypeError):
            continue
        if entry.key not in found or entry.draws >= found[entry.key].draws:
            found[entry.key] = entry
    return list(found.values())


Spread = Callable[[Edition, str, Sequence[tuple[Ban, int]]], Iterable[Entry]]


def here(edition: Edition, home: str, tasks: Sequence[tuple[Ban, int]]) -> Iterator[Entry]:
    """Compute bans one after another in this process."""
    for ban, draws in tasks:
        yield compute(edition, home, ban, draws)


def build(
    edition: Edition,
    home: str,
    *,
    spread: Spread = here,
    progress: Callable[[int, int], None] = lambda done, total: None,
    limit: int | None = None,
) -> list[Entry]:
    """Compute what is not there yet: all points, then draws for the largest; return everything.

    Args:
        edition: Opened edition.
        home: Home.
        spread: Where bans are computed.
        progress: Called with the number done and the total.
        limit: Only the first so many candidates.
    """
    bans = list(islice(_all(edition, home, supplied(edition)), limit))
    _stage(edition, home, [(ban, 0) for ban in bans], spread, progress)
    by_key = {ban.key: ban for ban in bans}
    largest = sorted(entries(edition, home), key=lambda e: (-e.months, e.key))[:LARGEST]
    again = [(by_key[entry.key], DRAWS) for entry in largest if entry.key in by_key]
    _stage(edition, home, again, spread, progress)
    return entries(edition, home)


def _stage(
    edition: Edition,
    home: str,
    tasks: Sequence[tuple[Ban, int]],
    spread: Spread,
    progress: Callable[[int, int], None],
) -> None:
    done = {entry.key: entry.draws for entry in entries(edition, home)}
    left = [(ban, draws) for ban, draws in tasks if done.get(ban.key, -1) < draws]
    path = file_of(edition, home)
    path.parent.mkdir(parents=True, exist_ok=True)
    ready = len(tasks) - len(left)
    with path.open("a", encoding="utf-8") as stream:
        if path.stat().st_size and not path.read_bytes().endswith(b"\n"):
            stream.write("\n")
        for number, entry in enumerate(spread(edition, home, left), start=1):
            stream.write(json.dumps(asdict(entry), sort_keys=True) + "\n")
            stream.flush()
            progress(ready + number, len(tasks))


@lru_cache(maxsize=8)
def likelihoods(edition: Edition) -> dict[tuple[str, str], str]:
    """Return the class of likelihood by territory and material from the restriction register."""
    rows = edition.rows(
        """
        select territory_id, material_id,
               max(case when valid_to is null and suspended_from is null then 1 else 0 end) as on_
        from "reported__restriction" group by all order by 1, 2
        """
    )
    return {
        (row["territory_id"], row["material_id"]): "in-force" if row["on_"] else "history"
        for row in rows
    }


def class_of(edition: Edition, exporter: str, material: str, risk: float | None) -> str:
    """Return the class of likelihood of a ban: register first, then governance.

    Args:
        edition: Opened edition.
        exporter: Country.
        material: Material.
        risk: Governance risk from 0 to 1; None where there is no estimate.
    """
    known = likelihoods(edition)
    if (exporter, material) in known:
        return known[exporter, material]
    if any(place == exporter for place, _ in known):
        return "history"
    weak = risk is not None and risk > number("weak_governance_from")
    return "weak-governance" if weak else "other"


def chance_of(name: str) -> tuple[float, float, str]:
    """Return the interval of a class of likelihood, and the reason for it. [chance in a year]"""
    leaf = parameters(METHOD, VERSION_OF_PARAMETERS).leaf(f"likelihood.{name.replace('-', '_')}")
    spread = leaf.spread or 0.0
    low, high = float(leaf.value) - spread, float(leaf.value) + spread
    return round(low, 9), round(high, 9), leaf.reason


def parameters_used() -> tuple[str, ...]:
    """Return the content files that the library rests on."""
    return (ADDRESS,)


def plain(entry: Entry) -> dict[str, Any]:
    """Return an entry as plain values."""
    return asdict(entry)
