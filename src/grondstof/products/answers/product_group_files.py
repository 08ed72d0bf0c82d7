"""Reads product groups of the circular economy, and which items of the register serve them."""

from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from grondstof.errors import UnknownName
from grondstof.store.content import content_folder, load, yaml_files

FOLDER = "product_groups"
SERVING = "circularity/serving.yml"
Strategy = Literal["narrow", "substitute", "slow", "close"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(_Strict):
    """A text in both languages."""

    nl: str
    en: str


class Cited(_Strict):
    """Document and place that name the group."""

    document: str
    place: str


class Group(_Strict):
    """A product group of the national programme for the circular economy.

    Attributes:
        chains: Chains of the stock model whose products belong to the group.
        materials: Materials of those chains that count; all when empty.
        products: Products whose intensities are shown.
        codes: Six-digit codes of goods in the group, for what they hold.
        tags: Tags by which items of the register name the group.
    """

    id: str
    title: Title
    chains: tuple[str, ...]
    materials: tuple[str, ...] = ()
    products: tuple[str, ...]
    codes: tuple[str, ...] = ()
    tags: tuple[str, ...]
    not_known: Title
    source: Cited


class Serving(_Strict):
    """An item of the register that serves circularity strategies of groups."""

    item: str
    strategies: tuple[Strategy, ...]
    groups: tuple[str, ...] | Literal["all"]
    reason: Title

    def serves(self, group: str) -> bool:
        """Return whether the item is about a group."""
        return self.groups == "all" or group in self.groups


@cache
def groups() -> dict[str, Group]:
    """Return the product groups by id, in the order of their names."""
    files = yaml_files(content_folder() / FOLDER)
    found = [Group.model_validate(load(path).data) for path in files]
    return {item.id: item for item in found}


@cache
def serving() -> tuple[Serving, ...]:
    """Return the items that serve circularity, in the order of the file."""
    data: Any = load(content_folder() / SERVING).data
    return tuple(Serving.model_validate(item) for item in data["serving"])


def find_group(text: str) -> Group:
    """Return the group of an id or name.

    Raises:
        UnknownName: If there is no such group.
    """
    word = text.strip().lower()
    for item in groups().values():
        if word in (item.id, item.title.nl.lower(), item.title.en.lower(), *item.tags):
            return item
    raise UnknownName("product group", text, "a product group", sorted(groups()))
