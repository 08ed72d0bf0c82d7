"""Editions: dated releases of all tables, built aside and put in place in one step.

`editions/<name>` is a link to a folder that is never changed after it was built, so a reader sees
the old edition or the new one and nothing in between, whenever a build is killed. `current` is a
text file that holds the name of the edition that is served.
"""

import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from grondstof.errors import Fault, InputError, Phrase
from grondstof.settings import data_folder
from grondstof.store import lookup
from grondstof.store.own_home import DEFAULT, refuse_other
from grondstof.store.warehouse import ParquetReader

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_KEPT_BUILDS = 2
# Recipes of tables that stand beside an edition.
RECIPES = "recipes.json"


@dataclass(frozen=True)
class Edition:
    """One edition, opened for reading.

    Attributes:
        name: Name of the edition.
        folder: Folder with `manifest.json` and `tables/`.
    """

    name: str
    folder: Path

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """Return what was built, from what, with what."""
        found: Mapping[str, Any] = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        return found

    @property
    def home(self) -> str:
        """Return the home for which the tables were made, beside the Union."""
        return _home_of(self.folder)

    @cached_property
    def reader(self) -> ParquetReader:
        """Return the reader of the edition's tables, opened on first use."""
        return ParquetReader(self.folder / "tables", data_folder() / "cache", self.beside)

    @property
    def beside(self) -> Path:
        """Return the folder of tables made after this build; another build has another folder."""
        return data_folder() / "library" / self.folder.name.removeprefix(".built-")

    @property
    def made_beside(self) -> str:
        """Return a text that changes when tables are made beside this build."""
        try:
            return f"{(self.beside / RECIPES).stat().st_mtime_ns:x}"
        except OSError:
            return "0"

    @property
    def recipes(self) -> Mapping[str, Any]:
        """Return the recipes of the build, and of the tables that were made after it."""
        later = self.beside / RECIPES
        more = json.loads(later.read_text("utf-8")) if later.is_file() else {}
        return {**self.manifest["recipes"], **more}

    @property
    def as_of(self) -> date:
        """Return the day up to which publications were taken in."""
        return date.fromisoformat(self.manifest["as_of"])

    @cached_property
    def _lookup(self) -> lookup.Lookup | None:
        file = lookup.path(self.folder)
        return lookup.Lookup(file) if file.is_file() else None

    def look_up(self, name: str, **keys: object) -> list[dict[str, Any]]:
        """Return whole rows of one table by the values of one or more columns, in key order.

        What `lookup.SUBJECTS` names comes packed, without a query, when the lookup file of the
        build was made; all else, and every table before that, is asked of the tables.

        Args:
            name: Table.
            keys: Column -> value that the rows hold.
        """
        found = self._lookup.rows(name, keys) if self._lookup else None
        return (
            self.rows(lookup.query(name, tuple(keys)), [*keys.values()]) if found is None else found
        )

    def rows(self, sql: str, params: Any = None) -> list[dict[str, Any]]:
        """Return the rows of a query over the tables of the edition."""
        return self.reader.rows(sql, params)

    def arrow(self, sql: str, params: Any = None) -> Any:
        """Return the result of a query over the tables of the edition as an Arrow table."""
        return self.reader.arrow(sql, params)


@lru_cache(maxsize=64)
def _home_of(build: Path) -> str:
    found = json.loads((build / "manifest.json").read_text("utf-8"))
    return str(found.get("home", DEFAULT))


def folder() -> Path:
    """Return the folder of all editions."""
    return data_folder() / "editions"


def check_name(name: str) -> str:
    """Return the name of an edition if it can be one.

    Raises:
        InputError: If the name has other characters than small letters, digits, `.`, `_`, `-`.
    """
    if not _NAME.fullmatch(name):
        fault = Fault(
            "edition name",
            f"'{name[:60]}'",
            "1 to 40 small letters, digits, dots, dashes or underscores",
            "Choose a name such as 2026 or 2027-1",
        )
        raise InputError([fault])
    return name


def names() -> list[str]:
    """Return the names of the editions at hand, sorted."""
    if not folder().is_dir():
        return []
    return sorted(
        path.name
        for path in folder().iterdir()
        if not path.name.startswith(".") and (path / "manifest.json").is_file()
    )


def open_edition(name: str) -> Edition:
    """Open an edition by name.

    Raises:
        InputError: If there is no such edition; the message names those there are.
    """
    path = folder() / check_name(name)
    if not (path / "manifest.json").is_file():
        known = ", ".join(names()) or "none yet"
        raise InputError(
            [
                Fault(
                    Phrase("edition {name}", name=name),
                    "no such edition",
                    Phrase("one of: {names}", names=known),
                    "Build it with `make edition`, or choose another",
                )
            ]
        )
    # The link is followed once, so that a reader keeps the build it opened.
    return Edition(name, path.resolve())


def current_name() -> str | None:
    """Return the name of the edition that is served, or None before the first build."""
    path = data_folder() / "current"
    return path.read_text("utf-8").strip() or None if path.is_file() else None


def open_current() -> Edition:
    """Open the edition that is served.

    Raises:
        InputError: If nothing has been built yet, or what was built is for another home.
    """
    name = current_name()
    if name is None:
        fault = Fault(
            str(data_folder()), "no edition", "a built edition", "Run `make edition` first"
        )
        raise InputError([fault])
    return of_own_home(open_edition(name))


def of_own_home(edition: Edition) -> Edition:
    """Return an edition whose tables are for the home of this installation.

    Raises:
        InputError: If they are for another home.
    """
    refuse_other(edition.name, edition.home)
    return edition


def staging(name: str) -> Path:
    """Return a new empty folder in which an edition can be put together."""
    path = folder() / f".building-{check_name(name)}-{os.getpid()}"
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def publish(name: str, built: Path, digest: str, *, serve: bool = True) -> Edition:
    """Put a finished build in place and, when asked, make it the one that is served.

    Args:
        name: Name of the edition.
        built: Folder from `staging`, with manifest and tables.
        digest: Hash over the manifest's tables; names the folder.
        serve: Whether `current` shall name this edition.
    """
    home = folder() / f".built-{name}-{digest[:12]}"
    if home.is_dir():
        shutil.rmtree(built)
    else:
        built.rename(home)
    link = folder() / f".link-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(home.name, target_is_directory=True)
    link.replace(folder() / name)
    if serve:
        serve_edition(name)
    _prune(name, keep=home)
    return open_edition(name)


def serve_edition(name: str) -> None:
    """Make an edition the one that is served, in one step."""
    part = data_folder() / f".current-{os.getpid()}"
    part.write_text(name + "\n", "utf-8")
    part.replace(data_folder() / "current")


def _prune(name: str, keep: Path) -> None:
    prefix = f".built-{name}-"
    builds = [path for path in folder().glob(f"{prefix}*") if len(path.name) == len(prefix) + 12]
    old = sorted((path for path in builds if path != keep), key=lambda path: path.stat().st_mtime)
    for path in old[: max(0, len(builds) - _KEPT_BUILDS)]:
        shutil.rmtree(path, ignore_errors=True)
