"""Writes the folder of a new home pack, ready to be filled in."""

from pathlib import Path

from grondstof.errors import Fault, InputError
from grondstof.vocabulary import territories

_HOME = """\
# What makes {name} a home: languages, names, offices. No code knows them.
home_id: {home_id}
# The first language comes first; Dutch (nl) and English (en) are always there.
languages: [{language}, en]
name:
  nl: {name_nl}
  en: {name}
# Remove what the home does not have. Each entry has a text for each language.
list_note:
  nl: Dit is geen officiële lijst van {name_nl}.
  en: This is not an official list of {name}.
"""
_LABELS = "kind,id,language,label\n"


def new_home(text: str, language: str, root: Path) -> list[Path]:
    """Write the pack of a home into a checkout and return the paths of its files.

    Args:
        text: Name or id of a territory or group.
        language: Main language of the home, such as `fr`.
        root: Checkout to write into.

    Raises:
        UnknownName: If there is no such territory.
        InputError: If the home has a pack already.
    """
    home_id = territories.find(text)
    known = territories.territories().get(home_id) or territories.groups()[home_id]
    folder = root / "src" / "grondstof" / "content" / "homes" / home_id.lower()
    if folder.exists():
        fault = Fault(str(folder), "a home pack", "nothing yet", "Edit the pack that is there")
        raise InputError([fault])
    folder.mkdir(parents=True)
    text = _HOME.format(
        home_id=home_id, name=known.name_en, name_nl=known.name_nl, language=language
    )
    (folder / "home.yml").write_text(text, "utf-8")
    (folder / "labels.csv").write_text(_LABELS, "utf-8")
    return [folder / "home.yml", folder / "labels.csv"]
