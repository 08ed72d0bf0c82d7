"""Finds the publisher folders; there is no list to keep by hand."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

from grondstof.errors import Fault, InputError, UnknownName
from grondstof.store.card import Source, read_source
from grondstof.store.private import private_sources

if TYPE_CHECKING:
    import pyarrow as pa

Parse = Callable[[Mapping[str, bytes]], Iterator[tuple[str, list[dict[str, object]]]]]
ParseBulk = Callable[[Path], "pa.Table"]


def folder(source_id: str) -> Traversable:
    """Return the folder of a source.

    Raises:
        UnknownName: If there is no such source.
    """
    if source_id not in source_ids():
        raise UnknownName("source", source_id, "a source", source_ids())
    if source_id in private_sources():
        return private_sources()[source_id]
    return files("grondstof.sources").joinpath(source_id)


def source_ids() -> tuple[str, ...]:
    """Return the ids of all sources: every folder with a `source.yml`, sorted.

    Raises:
        InputError: A private source has the name of one that ships.
    """
    own = private_sources()
    both = sorted(set(own) & set(_shipped_ids()))
    if both:
        where = f"private overlay, sources/{both[0]}"
        fault = Fault(where, "the name of a source that ships", "a name of its own", "Rename it")
        raise InputError([fault])
    return tuple(sorted({*_shipped_ids(), *own}))


@cache
def _shipped_ids() -> tuple[str, ...]:
    root = files("grondstof.sources")
    return tuple(
        sorted(
            entry.name
            for entry in root.iterdir()
            if entry.is_dir() and entry.joinpath("source.yml").is_file()
        )
    )


@cache
def source(source_id: str) -> Source:
    """Return the card, labels and corrections of a source."""
    return read_source(folder(source_id))


def shipped(source_id: str) -> list[Traversable]:
    """Return the frozen files that ship with a source, sorted by name."""
    path = folder(source_id).joinpath("snapshot")
    if not path.is_dir():
        return []
    names = (entry for entry in path.iterdir() if entry.name.endswith((".csv", ".parquet")))
    return sorted(names, key=lambda entry: entry.name)


def parser(source_id: str) -> ModuleType:
    """Return the module `parse` of a source; a private one has plain tables and no program."""
    if source_id in private_sources():
        return import_module("grondstof.sources.kit.overlay")
    return import_module(f"grondstof.sources.{source_id}.parse")


def parse(source_id: str) -> Parse | None:
    """Return the function that reads frozen text tables, if the source has one."""
    return cast(Parse | None, getattr(parser(source_id), "parse", None))


def parse_bulk(source_id: str) -> ParseBulk | None:
    """Return the function that reads one frozen bulk file, if the source has one."""
    return cast(ParseBulk | None, getattr(parser(source_id), "parse_bulk", None))
