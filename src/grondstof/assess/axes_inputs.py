"""What the two axes of a home's list read: who supplies world and home, recycling, substitution."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.axes_trade import HomeSourcing, home_sourcing
from grondstof.assess.judgements import Judgement
from grondstof.assess.recipe import Tables
from grondstof.methods.governance import scaled
from grondstof.methods.probabilistic_risk import Sourcing
from grondstof.store.parameters import Leaf, Parameters
from grondstof.vocabulary import territories

if TYPE_CHECKING:
    import pyarrow as pa

Floats = NDArray[np.float64]
Key = tuple[str, str]

EU_PERIOD = (2016, 2020)
UNKNOWN_RISK, UNKNOWN_RISK_SPREAD = 5.0, 5.0


@dataclass(frozen=True)
class Number:
    """One uncertain number: value, distribution, width, kind and where it comes from."""

    value: float
    dist: str
    spread: float | None
    kind: str
    reason: str
    year: int


@dataclass(frozen=True)
class Governance:
    """Scaled governance risk of every territory, 0 (good) to 10 (bad).

    Attributes:
        places: Place of each territory in the arrays; the last place is for unknown governance.
        mean: Mean risk over the period, shape (territories + 1,).
        spread: Standard deviation of that mean, same shape.
    """

    places: Mapping[str, int]
    mean: Floats
    spread: Floats

    def name(self, place: int) -> str | None:
        """Return the territory at a place; None for unknown governance."""
        return next((name for name, number in self.places.items() if number == place), None)

    def place(self, territory_id: str) -> int:
        """Return the place of a territory; that of unknown governance when it has no estimate."""
        return self.places.get(territory_id, len(self.mean) - 1)


@dataclass(frozen=True)
class Terms:
    """All inputs of supply risk of one material at one stage.

    Attributes:
        world: World supply.
        home: What home buys; None where only world supply is known.
        basis: `true-origin`, `direct`, `eu-proxy` or `global-only`.
        import_reliance: IR with its reason.
        recycling: End-of-life recycling input rate.
        substitution: Substitution index.
        unknown_governance: Territories without any governance estimate.
        oldest_year: Year of the oldest input.
        restricted: Restrictions that apply to home on the day, by id.
        judged: Judgements that stand in the place of an input, by id.
    """

    material_id: str
    stage_id: str
    world: Sourcing
    home: Sourcing | None
    direct: Sourcing | None
    basis: str
    import_reliance: Number
    recycling: Number
    substitution: Number
    unknown_governance: tuple[str, ...]
    oldest_year: int
    restricted: tuple[str, ...] = field(default=())
    judged: tuple[str, ...] = field(default=())


def governance_of(table: "pa.Table", first: int, last: int) -> Governance:
    """Return governance risk over a period with its standard deviation.

    The mean is over six dimensions and the years of the period. Standard errors are taken as
    independent between dimensions and fully shared between years, because the same sources err in
    the same way year after year: sd = 2 * sqrt(sum_d se_d^2) / 6.
    """
    from pyarrow.compute import field

    rows = table.filter((field("year") >= first) & (field("year") <= last)).to_pylist()
    newest = max((row["vintage"] for row in rows), default="")
    found: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["vintage"] == newest and row["estimate"] is not None and row["dimension"] != "hdi":
            pair = (row["estimate"], row["spread"] or 0.0)
            found[row["territory_id"]][row["dimension"]].append(pair)
    names = sorted(found)
    means, spreads = [], []
    for name in names:
        groups = [np.mean(np.asarray(pairs), axis=0) for pairs in found[name].values()]
        each = np.asarray(groups)
        means.append(float(scaled(each[:, 0].mean())))
        spreads.append(float(2.0 * np.sqrt((each[:, 1] ** 2).sum()) / len(each)))
    return Governance(
        {name: place for place, name in enumerate(names)},
        np.asarray([*means, UNKNOWN_RISK]),
        np.asarray([*spreads, UNKNOWN_RISK_SPREAD]),
    )


class Assembly:
    """Puts the inputs of a home's list together from the tables.

    Args:
        tables: The tables of the recipe.
        home: Territory or group whose list it is.
        as_of: Day on which restrictions are looked up.
        parameters: Parameters of `nl-axes`.
        restricted: Whether export restrictions count.
        judgements: Judgements that stand in the place of inputs.
        only: Materials that are wanted; None for all.
    """

    def __init__(
        self,
        tables: Tables,
        home: str,
        as_of: date,
        parameters: Parameters,
        *,
        restricted: bool = True,
        judgements: Sequence[Judgement] = (),
        only: frozenset[str] | None = None,
    ) -> None:
        self.tables = tables
        self.home = home
        self.as_of = as_of
        self.parameters = parameters
        self.restricted = restricted
        self.judgements = judgements
        self.only = only
        self.members = territories.members(home, as_of)

    def without_restrictions(self) -> "Assembly":
        """Return the same assembly as if no export restriction held."""
        return self._again(restricted=False, judgements=self.judgements)

    def without_judgements(self) -> "Assembly":
        """Return the same assembly with every input as it was before a judgement replaced it."""
        return self._again(restricted=self.restricted, judgements=())

    def _again(self, *, restricted: bool, judgements: Sequence[Judgement]) -> "Assembly":
        found = Assembly(
            self.tables,
            self.home,
            self.as_of,
            self.parameters,
            restricted=restricted,
            judgements=judgements,
            only=self.only,
        )
        # None of these depends on restrictions or judgements.
        for name in ("bought", "governance", "_supply", "_printed"):
            found.__dict__[name] = getattr(self, name)
        return found

    def span(self, name: str) -> tuple[int, int]:
        """Return the first and last year of a period of the parameter file."""
        numbers = self.parameters.number
        return int(numbers(f"{name}.first_year")), int(numbers(f"{name}.last_year"))

    def terms(self) -> list[Terms]:
        """Return the inputs of every material and stage with world supply, sorted."""
        return [self._terms(key) for key in sorted(self.world)]

    @cached_property
    def governance(self) -> Governance:
        """Return governance risk of every territory over the period of the parameter file."""
        first, last = self.span("governance")
        return governance_of(self.tables["settled__governance"], first, last)

    @cached_property
    def world(self) -> Mapping[Key, list[dict[str, Any]]]:
        """Return the rows of world supply by material and stage."""
        return self._shares("global")

    @cached_property
    def eu(self) -> Mapping[Key, list[dict[str, Any]]]:
        """Return the rows of EU sourcing by material and stage."""
        return self._shares("eu")

    @cached_property
    def bought(self) -> Mapping[Key, HomeSourcing]:
        """Return what home buys by origin, by material and stage, where a trade code exists."""
        first, last = self.span("sourcing")
        return home_sourcing(self.tables, self.home, first, last)

    @cached_property
    def restrictions(self) -> Mapping[tuple[str, str], list[dict[str, Any]]]:
        """Return the restrictions in force for home on the day, by material and issuer."""
        found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        rows = self.tables["reported__restriction"].to_pylist() if self.restricted else []
        for row in rows:
            if applies(row, self.home, self.as_of):
                found[row["material_id"], row["territory_id"]].append(row)
        return found

    def _shares(self, scope: str) -> Mapping[Key, list[dict[str, Any]]]:
        found: dict[Key, list[dict[str, Any]]] = defaultdict(list)
        for row in self._supply:
            if row["scope"] == scope:
                found[row["material_id"], row["stage_id"]].append(row)
        return found

    @cached_property
    def _supply(self) -> list[dict[str, Any]]:
        rows = self.tables["settled__supply_share"].to_pylist()
        # In one order whatever the order of the table, because draws go from supplier to supplier.
        rows.sort(key=lambda row: row["territory_id"])
        return [
            row
            for row in rows
            if (row["year_from"], row["year_to"]) == EU_PERIOD
            and (self.only is None or row["material_id"] in self.only)
        ]

    def _terms(self, key: Key) -> Terms:
        world, mine = self.world[key], self.bought.get(key)
        home, direct, basis = self._home(key, mine)
        names = [row["territory_id"] for row in world]
        restricted = sorted(
            {row["restriction_id"] for name in names for row in self._measures(key, name)}
        )
        return Terms(
            material_id=key[0],
            stage_id=key[1],
            world=self._sourcing(key, world),
            home=home,
            direct=direct,
            basis=basis,
            import_reliance=self._judged(key, "import_reliance", self._import_reliance(names)),
            recycling=self._judged(key, "recycling", self._recycling(key)),
            substitution=self._judged(key, "substitution", self._substitution(key)),
            judged=tuple(item.id for item in self.judgements if _of_entry(item, self.home, key)),
            unknown_governance=tuple(name for name in names if name not in self.governance.places),
            oldest_year=EU_PERIOD[0],
            restricted=tuple(restricted),
        )

    def _home(
        self, key: Key, mine: HomeSourcing | None
    ) -> tuple[Sourcing | None, Sourcing | None, str]:
        kappa = self.parameters.number("sourcing.kappa")
        if mine is not None:
            direct = self._from_shares(key, mine.direct, kappa)
            if mine.traced:
                return self._from_shares(key, mine.traced, kappa), direct, "true-origin"
            return direct, direct, "direct"
        if key in self.eu and sum(_printed(row) for row in self.eu[key]) > 0.5:
            return self._sourcing(key, self.eu[key]), None, "eu-proxy"
        return None, None, "global-only"

    def _sourcing(self, key: Key, rows: Sequence[Mapping[str, Any]]) -> Sourcing:
        trades = [self._trade(key, row["territory_id"], row["trade_parameter"]) for row in rows]
        return Sourcing(
            suppliers=np.asarray([self.governance.place(row["territory_id"]) for row in rows]),
            shares=np.asarray([_printed(row) for row in rows]),
            kappa=rows[0]["spread"],
            trade=np.asarray([value for value, _ in trades]),
            trade_spread=np.asarray([spread for _, spread in trades]),
        )

    def _from_shares(self, key: Key, shares: Mapping[str, float], kappa: float) -> Sourcing:
        rows = [
            {"territory_id": name, "share": share, "trade_parameter": None, "spread": kappa}
            for name, share in sorted(shares.items())
        ]
        return self._sourcing(key, rows)

    def _trade(self, key: Key, territory_id: str, printed: float | None) -> tuple[float, float]:
        for item in self.judgements:
            if item.territory == territory_id and item.concerns(self.home, *key, "trade_parameter"):
                return item.value, item.spread or 0.0
        members = territories.members("EU", self.as_of)
        at_home_in_eu = self.home in ("EU", "EU27") or self.home in members
        base = 0.8 if at_home_in_eu and territory_id in members else 1.0
        point = base if printed is None else printed
        widest = (point, 0.0)
        for row in self._measures(key, territory_id):
            leaf = self.parameters.leaf(f"restriction.{row['form']}")
            if float(leaf.value) > widest[0]:
                widest = (float(leaf.value), leaf.spread or 0.0)
        return widest

    def _measures(self, key: Key, territory_id: str) -> Sequence[Mapping[str, Any]]:
        found = self.restrictions.get((key[0], territory_id), ())
        return [row for row in found if row["stage_id"] in (None, key[1])]

    def _import_reliance(self, producers: Sequence[str]) -> Number:
        name = "with_production" if self.members & set(producers) else "without_production"
        return _judged(self.parameters.leaf(f"import_reliance.{name}"), EU_PERIOD[0])

    def _judged(self, key: Key, name: str, found: Number) -> Number:
        for item in self.judgements:
            if item.concerns(self.home, *key, name):
                year = item.valid_until.year
                return Number(item.value, item.dist, item.spread, "judged", item.reason, year)
        return found

    @cached_property
    def _printed(self) -> Mapping[tuple[str, str, str], dict[str, Any]]:
        return {
            (row["material_id"], row["parameter"], row["region_id"]): row
            for row in self.tables["settled__parameter"].to_pylist()
            if row["value"] is not None
        }

    def _recycling(self, key: Key) -> Number:
        found = self._printed.get((key[0], "eol_rir", "EU27"))
        if found:
            return _published(found, 0.0)
        old = self._printed.get((key[0], "eol_rir", "EU28"))
        if old:
            return _published(old, self.parameters.leaf("recycling.carried_over").spread or 0.0)
        return _judged(self.parameters.leaf("recycling.unknown"), EU_PERIOD[1])

    def _substitution(self, key: Key) -> Number:
        old = self._printed.get((key[0], "substitution_sr", "EU28"))
        if old:
            return _published(old, self.parameters.leaf("substitution.carried_over").spread or 0.0)
        return _judged(self.parameters.leaf("substitution.unknown"), EU_PERIOD[1])


def applies(row: Mapping[str, Any], home: str, day: date) -> bool:
    """Return whether a restriction is in force for home on a day.

    A restriction aimed at one destination does not apply to another; one that is suspended on the
    day, or has not begun, or has ended, does not apply either.
    """
    target = row["destination_id"]
    if target is not None and home not in territories.members(target, day) and target != home:
        return False
    if row["valid_from"] is None or row["valid_from"] > day:
        return False
    if row["valid_to"] is not None and row["valid_to"] <= day:
        return False
    start, end = row["suspended_from"], row["suspended_to"]
    return not (start is not None and start <= day and (end is None or day < end))


def _of_entry(item: Judgement, home: str, key: Key) -> bool:
    return item.concerns(home, *key, item.input)


def _printed(row: Mapping[str, Any]) -> float:
    if row["share"] is not None:
        return float(row["share"])
    low, high = row.get("share_low") or 0.0, row.get("share_high") or 0.0
    return float((low + high) / 2.0)


def _published(row: Mapping[str, Any], extra: float) -> Number:
    half = (row["spread"] or 0.0) + extra
    kind = "modelled" if extra else "published"
    return Number(row["value"], "uniform", half or None, kind, row["reason"], row["year_from"])


def _judged(leaf: Leaf, year: int) -> Number:
    return Number(float(leaf.value), leaf.dist, leaf.spread, "judged", leaf.reason, year)
