"""The indexes of a site of files: what can be found, what codes hold, and the library of bans.

Each is a script, because a page on a disk may not read other files, and each is loaded only by the
page that needs it, in the language of that page, so that a first visit stays small.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any

from grondstof.products.answers.desk import Desk
from grondstof.products.answers.find import entries
from grondstof.products.web.addresses import Address
from grondstof.products.wording import LANGUAGES
from grondstof.vocabulary import materials, stages

# Sort of what is found -> screen that shows it, in the order in which a reader sees them.
SCREENS = {
    "material": "materials", "territory": "territories", "code": "products", "item": "register",
    "term": "terms", "indicator": "indicators",
}  # fmt: skip
Entries = Collection[tuple[str, str, str, str, str]]


def index_scripts(desk: Desk, known: Collection[str]) -> Mapping[str, str]:
    """Return the indexes by their path.

    Args:
        desk: Where questions are asked.
        known: Paths of the pages that are written; only these can be found.
    """
    found = [row for row in entries(desk.edition()) if _path("nl", row) in known]
    bans = _library(desk)
    scripts = {}
    for language in LANGUAGES:
        parts = {"search": _search(found, language), "basket": _basket(desk, language),
                 "titles": _titles(found, language)}  # fmt: skip
        if bans:
            parts["library"] = [_ban(row, language) for row in bans]
        for name, part in parts.items():
            scripts[f"/static/{name}-{language}.js"] = _script(name, part)
    return scripts


def _script(name: str, part: Any) -> str:
    body = json.dumps(part, ensure_ascii=False, separators=(",", ":"))
    return f"(window.grondstof ??= {{}}).{name} = {body};\n"


def _path(language: str, row: tuple[str, str, str, str, str]) -> str:
    _, sort, name, _, _ = row
    return Address(language, SCREENS[sort], (name,)).path()


def _search(found: Entries, language: str) -> list[list[str]]:
    """Return by sort: its name, folder, ids, names, and further words to match, one a line.

    Columns pack better than rows. Titles of documents in the other language stand in `_titles`.
    """
    parts = []
    for sort, screen in SCREENS.items():
        rows = [row for row in found if row[1] == sort]
        names = [nl if language == "nl" else en for _, _, _, nl, en in rows]
        words = [_further(row, language) for row in rows] if sort != "item" else []
        place = Address(language, screen).path().strip("/")
        ids = [row[2] for row in rows]
        parts.append([sort, place, *("\n".join(map(_line, c)) for c in (ids, names, words))])
    return parts


def _further(row: tuple[str, str, str, str, str], language: str) -> str:
    words, sort, _, nl, en = row
    other = en if language == "nl" else nl
    return f"{other} {words}" if sort == "material" else "" if nl == en else other


def _titles(found: Entries, language: str) -> str:
    """Return the titles of documents in a language, in the order of `_search`."""
    rows = [row for row in found if row[1] == "item"]
    return "\n".join(_line(nl if language == "nl" else en) for _, _, _, nl, en in rows)


def _line(words: str) -> str:
    return " ".join(words.split())


def _basket(desk: Desk, language: str) -> dict[str, Any]:
    """Return name and materials of every product group, and name and risk of every material."""
    from grondstof.products.answers.product import risks

    risk = risks(desk.edition(), desk.ask("list").question)
    own = f"name_{language}"
    return {
        "codes": {
            row["code"]: [row[own], [n for n in row["materials"].split("; ") if n]]
            for row in desk.ask("product").rows
        },
        "materials": {
            name: [getattr(item, own), _short(risk.get(name, {}).get("supply_risk"))]
            for name, item in materials.materials().items()
        },
        "places": [
            Address(language, screen).path().strip("/") for screen in ("products", "materials")
        ],
    }


def _library(desk: Desk) -> list[Mapping[str, Any]]:
    """Return the one-year bans that were computed, the costliest first; none before a build."""
    if "library" not in desk.questions():
        return []
    return list(desk.ask("library", all=True).rows)


def _ban(row: Mapping[str, Any], language: str) -> list[Any]:
    """Return material, its name, stage, exporter, and months of use with their interval."""
    own = f"name_{language}"
    return [
        row["material_id"],
        row[own],
        getattr(stages.stages()[row["stage_id"]], own),
        row[f"exporter_{language}"],
        *(_short(row[name]) for name in
          ("months_of_use", "months_of_use_low", "months_of_use_high")),
    ]  # fmt: skip


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
