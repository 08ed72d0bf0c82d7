"""Home packs: what makes a country a home. Languages, names, offices, wording, labels.

A pack is a folder with `home.yml` and, for languages beyond Dutch and English, `labels.csv`
(kind, id, language, label). The packs that ship stand in `content/homes/<territory>/`;
`GRONDSTOF_HOME_PACK` names the folder of one more.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from grondstof.errors import Fault, InputError
from grondstof.settings import read as setting
from grondstof.store.content import content_folder, load
from grondstof.vocabulary import materials, stages, territories

_REQUIRED = ("home_id", "languages", "name")
_KNOWN: Mapping[str, Any] = {
    "material": materials.materials,
    "territory": territories.territories,
    "stage": stages.stages,
}


@dataclass(frozen=True)
class HomePack:
    """One home pack.

    Attributes:
        home_id: Territory or group.
        languages: Languages of the home, the first one first.
        words: Everything else in `home.yml`: names of offices and documents by language.
        labels: Labels in further languages by (kind, id, language).
        folder: Where the pack stands.
    """

    home_id: str
    languages: tuple[str, ...]
    words: Mapping[str, Any]
    labels: Mapping[tuple[str, str, str], str]
    folder: Path

    def word(self, name: str, language: str) -> str | None:
        """Return a word of the pack in a language; None when the pack has none."""
        found = self.words.get(name)
        text = found.get(language) if isinstance(found, Mapping) else None
        return str(text) if text else None

    def label(self, kind: str, subject_id: str, language: str) -> str | None:
        """Return the label of a material, territory or stage in a further language."""
        return self.labels.get((kind, subject_id, language))

    @property
    def further_languages(self) -> tuple[str, ...]:
        """Return the languages of the home beyond Dutch and English."""
        return tuple(name for name in self.languages if name not in ("nl", "en"))


@cache
def home_packs() -> Mapping[str, HomePack]:
    """Return all home packs by home: those that ship, and the one that a setting names.

    Raises:
        InputError: With all faults of a pack.
    """
    folders = sorted((content_folder() / "homes").glob("*/home.yml"))
    found = {pack.home_id: pack for pack in (read_pack(path.parent) for path in folders)}
    own = setting("GRONDSTOF_HOME_PACK")
    if own:
        pack = read_pack(Path(own))
        found[pack.home_id] = pack
    return found


def read_pack(folder: Path) -> HomePack:
    """Read and check one home pack.

    Raises:
        InputError: If a required entry is missing, home is no territory, or a label names an id
            that the vocabulary does not have; all faults at once.
    """
    file = load(folder / "home.yml")
    data: Any = file.data
    where = f"{folder.name}/home.yml"
    faults = [
        Fault(where, f"no {name}", "home_id, languages and name", f"Add {name}")
        for name in _REQUIRED
        if name not in data
    ]
    if faults:
        raise InputError(faults)
    home_id = str(data["home_id"])
    if home_id not in territories.territories() and home_id not in territories.groups():
        fault = Fault(where, f"home_id {home_id}", "a territory or group", "Use its alpha-3 code")
        raise InputError([fault])
    labels = _labels(folder, faults)
    if faults:
        raise InputError(faults)
    words = {name: value for name, value in data.items() if name not in ("home_id", "languages")}
    return HomePack(home_id, tuple(data["languages"]), words, labels, folder)


def _labels(folder: Path, faults: list[Fault]) -> Mapping[tuple[str, str, str], str]:
    path = folder / "labels.csv"
    if not path.is_file():
        return {}
    found: dict[tuple[str, str, str], str] = {}
    rows = csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""))
    for number, row in enumerate(rows, start=2):
        kind, subject_id = row["kind"], row["id"]
        if kind not in _KNOWN or subject_id not in _KNOWN[kind]():
            faults.append(
                Fault(
                    f"{folder.name}/labels.csv, line {number}",
                    f"the {kind} '{subject_id}'",
                    "an id of a material, territory or stage",
                    "Use an id of the vocabulary",
                )
            )
        found[kind, subject_id, row["language"]] = row["label"]
    return found
