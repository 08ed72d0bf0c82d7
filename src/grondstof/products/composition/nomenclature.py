"""The published texts of the nomenclature by code, as they ship in `content/maps/`."""

import csv
from collections.abc import Mapping
from functools import cache

from grondstof.store.content import content_folder


@cache
def texts() -> Mapping[str, str]:
    """Return the English text of every chapter, heading and six-digit code (HS 2022 included)."""
    path = content_folder() / "maps" / "nomenclature.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row["text_en"] for row in csv.DictReader(stream)}


def six_digit_codes() -> Mapping[str, str]:
    """Return the texts of the six-digit codes alone."""
    return {code: text for code, text in texts().items() if len(code) == 6}
