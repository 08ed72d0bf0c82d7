"""The index of a site of files: what can be found, what codes hold, and the library of bans."""

import json
from typing import Any

from grondstof.products.answers.desk import Desk
from grondstof.products.answers.find import entries
from grondstof.products.answers.product import risks
from grondstof.products.web.addresses import Address
from grondstof.vocabulary import materials, stages

# Sort of what is found -> screen that shows it.
SCREENS = {
    "material": "materials", "territory": "territories", "code": "products", "item": "register",
    "term": "terms", "indicator": "indicators",
}  # fmt: skip
# Sorts whose names and ids hold every word to match, so that the words are not written twice.
_PLAIN = frozenset({"item", "term", "indicator", "territory", "code"})


def index_script(desk: Desk) -> str:
    """Return the index as a script, because a page on a disk may not read other files."""
    found = {
        "hits": _hits(desk),
        "places": _places(),
        "codes": _codes(desk),
        "materials": _materials(desk),
        "library": _library(desk),
    }
    return f"window.grondstof = {json.dumps(found, ensure_ascii=False, separators=(',', ':'))};\n"


def _hits(desk: Desk) -> list[list[Any]]:
    order = list(SCREENS)
    return [
        [nl, "" if en == nl else en, order.index(sort), name, "" if sort in _PLAIN else words]
        for words, sort, name, nl, en in entries(desk.edition())
    ]


def _places() -> list[list[str]]:
    """Return the folder of each sort in both languages, in the order of `SCREENS`."""
    return [
        [Address(one, screen).path().strip("/") for one in ("nl", "en")]
        for screen in SCREENS.values()
    ]


def _codes(desk: Desk) -> dict[str, Any]:
    """Return names and materials of every product group of the library and the map."""
    return {
        row["code"]: [
            row["name_nl"],
            row["name_en"],
            [n for n in row["materials"].split("; ") if n],
        ]
        for row in desk.ask("product").rows
    }


def _materials(desk: Desk) -> dict[str, Any]:
    risk = risks(desk.edition(), desk.ask("list").question)
    return {
        name: [item.name_nl, item.name_en, risk.get(name, {}).get("supply_risk"),
               risk.get(name, {}).get("verdict")]
        for name, item in materials.materials().items()
    }  # fmt: skip


def _library(desk: Desk) -> list[list[Any]]:
    """Return the one-year bans that were computed, the costliest first; none before a build."""
    if "library" not in desk.questions():
        return []
    return [
        [
            row["material_id"],
            stages.stages()[row["stage_id"]].name_nl,
            stages.stages()[row["stage_id"]].name_en,
            row["exporter_nl"],
            row["exporter_en"],
            *(_short(row[name]) for name in
              ("share", "months_of_use", "months_of_use_low", "months_of_use_high")),
        ]
        for row in desk.ask("library", all=True).rows
    ]  # fmt: skip


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
