"""Reasons behind the terms of a list, in both languages.

The reasons themselves are data of settling and of the parameter file, written in English; their
Dutch stands in the messages under `value.reason.<English>`.
"""

import re
from collections.abc import Mapping

from grondstof.products import messages
from grondstof.vocabulary import territories

# As `assess.list_terms` names a supplier: territory, share, governance risk, trade parameter.
_SUPPLIER = re.compile(r"([A-Z0-9]+|unknown) (\d+) % \(risk ([\d.]+), t ([\d.]+)\)")


def reasons(reason: str | None) -> Mapping[str, str | None]:
    """Return a reason as `reason_nl` and `reason_en`."""
    if not reason:
        return {"reason_nl": None, "reason_en": None}
    if _SUPPLIER.match(reason):
        return {"reason_nl": _suppliers(reason, "nl"), "reason_en": _suppliers(reason, "en")}
    dutch = messages.says(f"value.reason.{reason}", "nl", reason)
    return {"reason_nl": dutch, "reason_en": reason}


def _suppliers(reason: str, language: str) -> str:
    words = "bestuursrisico" if language == "nl" else "governance risk"
    trade = "handel" if language == "nl" else "trade"
    parts = []
    for name, share, risk, t in _SUPPLIER.findall(reason):
        place = territories.territories().get(name)
        known = name if place is None else place.name_nl if language == "nl" else place.name_en
        numbers = f"{words} {risk}" + ("" if t == "1.0" else f", {trade} {t}")
        numbers = numbers.replace(".", ",") if language == "nl" else numbers
        parts.append(f"{known} {share} % ({numbers})")
    return "; ".join(parts)
