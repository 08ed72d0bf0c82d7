"""Which industries of a table take in what the studies say a NACE division takes in.

`content/maps/io_industries.csv` is reviewed data: for each classification the NACE 2 divisions of
each industry, how well they match, and the error (sigma of the logarithm) that the match brings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.store.content import content_folder, csv_rows


@dataclass(frozen=True)
class Match:
    """One NACE division inside one industry.

    Attributes:
        industry_code: Industry of the table.
        nace2: Division of NACE Rev. 2, with its section letter.
        match: exact, merged, split or partial.
        sigma: Error of the match, as sigma of the logarithm [-].
    """

    industry_code: str
    nace2: str
    match: str
    sigma: float


@cache
def _matches(industry_system: str) -> tuple[Match, ...]:
    path = content_folder() / "maps" / "io_industries.csv"
    return tuple(
        Match(row["industry_code"], row["nace2"], row["match"], float(row["sigma"]))
        for row in csv_rows(path)
        if row["industry_system"] == industry_system
    )


def industries_of(industry_system: str, nace2: str) -> tuple[Match, ...]:
    """Return the industries that hold a division, empty when the concordance has none."""
    return tuple(match for match in _matches(industry_system) if match.nace2 == nace2)


def divisions_of(industry_system: str, industry_code: str) -> tuple[str, ...]:
    """Return the divisions that an industry holds."""
    found = (m.nace2 for m in _matches(industry_system) if m.industry_code == industry_code)
    return tuple(found)


def known_codes(industry_system: str) -> frozenset[str]:
    """Return the industries of a classification that the concordance knows."""
    return frozenset(match.industry_code for match in _matches(industry_system))


@cache
def names() -> Mapping[tuple[str, str], tuple[str, str]]:
    """Return the Dutch and English names of industries by classification and code."""
    path = content_folder() / "maps" / "io_industry_names.csv"
    return {
        (row["industry_system"], row["industry_code"]): (row["name_nl"], row["name_en"])
        for row in csv_rows(path)
    }


def name_of(industry_system: str, industry_code: str) -> tuple[str, str]:
    """Return the names of an industry; its code where the list has no name.

    Tables by NACE share their codes with the classification of the OECD where both are alike.
    """
    own = names().get((industry_system, industry_code))
    if own is None and industry_system == "NACE2":
        own = names().get(("ICIO45", industry_code))
    return own or (industry_code, industry_code)
