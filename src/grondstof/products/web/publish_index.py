"""The index that search and basket use on a site of files: names, and codes with materials."""

import json
from typing import Any

from grondstof.products.answers.desk import Desk
from grondstof.products.answers.product import newest_codes, risks
from grondstof.products.web.addresses import Address
from grondstof.vocabulary import materials, territories


def index_script(desk: Desk) -> str:
    """Return the index as a script, because a page on a disk may not read other files."""
    found = {"hits": _hits(), "codes": _codes(), "materials": _materials(desk)}
    return f"window.grondstof = {json.dumps(found, ensure_ascii=False, separators=(',', ':'))};\n"


def _hits() -> list[list[str]]:
    spellings: dict[str, list[str]] = {}
    for word, name in materials.aliases().items():
        spellings.setdefault(name, []).append(word)
    found = [
        _hit("materials", name, item.name_nl, item.name_en, " ".join(spellings.get(name, [])))
        for name, item in materials.materials().items()
    ]
    found += [
        _hit("territories", t.territory_id, t.name_nl, t.name_en, t.territory_id)
        for t in territories.territories().values()
    ]
    found += [
        _hit("products", digits, code.name_nl, code.name_en, f"{digits[:4]}.{digits[4:]} {digits}")
        for digits, code in newest_codes().items()
    ]
    return found


def _hit(screen: str, name: str, nl: str, en: str, words: str) -> list[str]:
    paths = [Address(language, screen, (name,)).path().strip("/") for language in ("nl", "en")]
    return [nl, en, *paths, f"{nl} {en} {words}".casefold()]


def _codes() -> dict[str, Any]:
    return {
        digits: [code.name_nl, code.name_en, sorted({link.material_id for link in code.links})]
        for digits, code in newest_codes().items()
    }


def _materials(desk: Desk) -> dict[str, Any]:
    risk = risks(desk.edition(), desk.ask("list").question)
    return {
        name: [item.name_nl, item.name_en, risk.get(name, {}).get("supply_risk"),
               risk.get(name, {}).get("verdict")]
        for name, item in materials.materials().items()
    }  # fmt: skip
