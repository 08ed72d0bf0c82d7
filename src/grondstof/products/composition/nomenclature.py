"""The published texts of the nomenclature by code, as they ship in `content/maps/`."""

from collections.abc import Mapping
from functools import cache

from grondstof.store.content import content_folder, csv_rows


@cache
def texts() -> Mapping[str, str]:
    """Return the English text of every chapter, heading and six-digit code (HS 2022 included)."""
    path = content_folder() / "maps" / "nomenclature.csv"
    return {row["code"]: row["text_en"] for row in csv_rows(path)}


def six_digit_codes() -> Mapping[str, str]:
    """Return the texts of the six-digit codes alone."""
    return {code: text for code, text in texts().items() if len(code) == 6}
