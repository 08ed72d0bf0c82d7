"""Who supplies each node of a chain, by country of production and by country of control."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from grondstof.assess.chain_model import Node, Published, Settled
from grondstof.assess.chains import Chain
from grondstof.errors import Fault, InputError
from grondstof.store.content import content_folder, csv_lines
from grondstof.store.editions import Edition
from grondstof.vocabulary.materials import groups_of

UNKNOWN = "unknown"
# A year counts as covered when it has at least this part of the most territories of late years.
_COVERED = 0.6


@dataclass(frozen=True)
class Supply:
    """Shares of a node.

    Attributes:
        shares: Share of each territory; what is not published stands under no name. [fraction]
        ranges: Lowest and highest published share where there is one. [fraction]
        basis: What the shares are of: production, supply, capacity and so on.
        year: Year of the shares; None where nothing is known.
        why: Why nothing is known; None otherwise.
        source: Publisher and title for published shares; None for settled ones.
        locator: Place in it.
        reading: How to read the shares.
        cited: Publisher and title by territory, where shares are published.
    """

    shares: Mapping[str, float]
    ranges: Mapping[str, tuple[float, float]]
    basis: str | None
    year: int | None
    why: str | None = None
    source: str | None = None
    locator: str | None = None
    reading: str | None = None
    cited: Mapping[str, str] = field(default_factory=dict)

    @property
    def covered(self) -> float:
        """Return the part of supply that is named. [fraction]"""
        return min(1.0, sum(self.shares.values()))


@dataclass(frozen=True)
class Owned:
    """One row of the ownership list: who controls which part of a territory's output."""

    material_id: str
    stage_id: str
    territory_id: str
    control_id: str
    owner: str
    share_of_territory: float | None
    share_of_world: float | None
    year: int
    sure: str
    publisher: str
    title: str
    locator: str
    note: str
    where: str


def supplies(edition: Edition, found: Chain) -> dict[str, Supply]:
    """Return who supplies each node, by node."""
    return {name: _supply(edition, found, node) for name, node in found.nodes.items()}


def _supply(edition: Edition, found: Chain, node: Node) -> Supply:
    if isinstance(node.supply, Settled):
        return _settled(edition, node.material, node.stage)
    if isinstance(node.supply, Published):
        shares = node.supply.published
        cited = {share.territory: _named(found, share.source) for share in shares}
        return Supply(
            {share.territory: share.share for share in shares},
            {
                share.territory: (share.low, share.high)
                for share in shares
                if share.low is not None and share.high is not None
            },
            shares[0].basis,
            min(share.year for share in shares),
            source="; ".join(dict.fromkeys(cited.values())),
            locator=shares[0].locator,
            reading=node.supply.reading,
            cited=cited,
        )
    return Supply({}, {}, None, None, why=node.supply.unknown)


def _named(found: Chain, name: str) -> str:
    cited = found.sources[name]
    return f"{cited.publisher}, {cited.title} ({cited.year or 'n.d.'})"


@lru_cache(maxsize=512)
def _settled(edition: Edition, material: str | None, stage: str) -> Supply:
    made = edition.rows(
        """
        select territory_id, year, sum(quantity_t) as t, max(content_basis) as content_basis
        from "settled__production"
        where material_id = ? and stage_id = ? and grade_id = 'any' and quantity_t > 0
        group by territory_id, year order by year, territory_id
        """,
        [material, stage],
    )
    years = sorted({row["year"] for row in made})[-3:]
    if years:
        count = {year: sum(1 for row in made if row["year"] == year) for year in years}
        year = max(y for y in years if count[y] >= _COVERED * max(count.values()))
        rows = [row for row in made if row["year"] == year]
        total = sum(row["t"] for row in rows)
        shares = {row["territory_id"]: row["t"] / total for row in rows}
        return Supply(shares, {}, "production", year)
    rows = edition.rows(
        """
        select territory_id, share, share_low, share_high, year_to from "settled__supply_share"
        where material_id = ? and stage_id = ? and scope = 'global' and share > 0
        order by territory_id
        """,
        [material, stage],
    )
    if not rows:
        return Supply({}, {}, None, None, why="no publisher gives shares of this stage")
    return Supply(
        {row["territory_id"]: row["share"] for row in rows},
        {row["territory_id"]: (row["share_low"], row["share_high"]) for row in rows},
        "world supply, mean of five years",
        max(row["year_to"] for row in rows),
    )


@cache
def ownership() -> tuple[Owned, ...]:
    """Return the ownership list.

    Raises:
        InputError: A row is not complete; all faults at once.
    """
    path = content_folder() / "maps" / "ownership.csv"
    faults: list[Fault] = []
    found: list[Owned] = []
    for line, row in csv_lines(path):
        where = f"maps/ownership.csv:{line}"
        try:
            found.append(_owned(row, where))
        except ValueError as error:
            expected = "one share from 0 to 1, a year, and known ids"
            faults.append(Fault(where, str(error), expected, "Mend this row"))
    if faults:
        raise InputError(faults)
    return tuple(found)


def _owned(row: Mapping[str, str], where: str) -> Owned:
    from grondstof.vocabulary.materials import materials
    from grondstof.vocabulary.territories import territories

    local, world = (
        float(row[name]) if row[name] else None for name in ("share_of_territory", "share_of_world")
    )
    given = [share for share in (local, world) if share is not None]
    if len(given) != 1 or not 0.0 <= given[0] <= 1.0:
        raise ValueError(f"{len(given)} shares")
    for name in ("territory_id", "control_id"):
        if row[name] not in territories():
            raise ValueError(f"the territory '{row[name]}'")
    if row["material_id"] not in materials():
        raise ValueError(f"the material '{row['material_id']}'")
    return Owned(
        row["material_id"], row["stage_id"], row["territory_id"], row["control_id"], row["owner"],
        local, world, int(row["year"]), row["sure"], row["publisher"], row["title"],
        row["locator"], row["note"], where,
    )  # fmt: skip


def control(node: Node, supply: Supply) -> tuple[dict[str, float], float, list[Owned]]:
    """Return shares by country of control, the part of production they cover, and their rows.

    An owner known for a group of materials is used for its members, and said so by its row.
    """
    names = {node.material, *(groups_of(node.material) if node.material else ())}
    if node.material is not None and names & {"lree", "hree"}:
        names.add("rare-earths")
    shares: dict[str, float] = {}
    used: list[Owned] = []
    for row in ownership():
        if row.material_id not in names or row.stage_id != node.stage:
            continue
        here = supply.shares.get(row.territory_id, 0.0)
        part = row.share_of_world
        if row.share_of_territory is not None:
            part = row.share_of_territory * here
        if part and here:
            shares[row.control_id] = shares.get(row.control_id, 0.0) + min(part, here)
            used.append(row)
    return shares, min(1.0, sum(shares.values())), used
