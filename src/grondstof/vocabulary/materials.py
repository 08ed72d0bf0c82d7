"""Materials: id, names, symbol, group, host metals; found by any spelling, with typing errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.errors import UnknownName
from grondstof.vocabulary.reading import fold, read_list


@dataclass(frozen=True)
class Material:
    """One material.

    Attributes:
        material_id: Kebab-case id, never translated.
        name_nl: Dutch name.
        name_en: English name.
        symbol: Chemical symbol; empty for minerals and groups.
        group: Group it is listed under, such as `lree` or `base-metal`.
        kind: `single`, `group` of materials, or `aggregate` of a statistic that cannot be split.
        host_metals: Materials whose production it mainly comes along with.
        screened_2023: Whether the EU study of 2023 screened it.
    """

    material_id: str
    name_nl: str
    name_en: str
    symbol: str
    group: str
    kind: str
    host_metals: tuple[str, ...]
    screened_2023: bool


@cache
def materials() -> Mapping[str, Material]:
    """Return all materials by id."""
    return {
        row["material_id"]: Material(
            material_id=row["material_id"],
            name_nl=row["name_nl"],
            name_en=row["name_en"],
            symbol=row["symbol"],
            group=row["group"],
            kind=row["kind"],
            host_metals=tuple(name for name in row["host_metals"].split(";") if name),
            screened_2023=row["screened_2023"] == "yes",
        )
        for row in read_list("materials")
    }


@cache
def members(material_id: str) -> tuple[str, ...]:
    """Return the single materials of a group; the material itself when it is not a group."""
    found = tuple(
        row["material_id"]
        for row in read_list("material_members")
        if row["group_id"] == material_id
    )
    return found or (material_id,)


@cache
def groups_of(material_id: str) -> tuple[str, ...]:
    """Return the groups that a material is a member of."""
    return tuple(
        row["group_id"]
        for row in read_list("material_members")
        if row["material_id"] == material_id
    )


@cache
def aliases() -> Mapping[str, str]:
    """Return every known spelling of a material with its id: ids, names in nl and en, synonyms."""
    found: dict[str, str] = {}
    for item in materials().values():
        for name in (item.material_id, item.name_nl, item.name_en):
            found.setdefault(name, item.material_id)
    for row in read_list("material_synonyms"):
        found.setdefault(row["synonym"], row["material_id"])
    return found


@cache
def _folded() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, material_id in aliases().items():
        found.setdefault(fold(name), material_id)
    for item in materials().values():
        if item.symbol and item.kind == "single":
            found.setdefault(fold(item.symbol), item.material_id)
    return found


def find(text: str) -> Material:
    """Return the material that a text names, in Dutch or English, whatever case, accent or dash.

    Raises:
        UnknownName: If no material carries that name; the message names the nearest.
    """
    known = _folded()
    word = fold(text)
    if word in known:
        return materials()[known[word]]
    raise UnknownName("material", text, "a material", list(aliases()))
