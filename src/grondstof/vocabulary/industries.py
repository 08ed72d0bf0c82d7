"""Names of the divisions of NACE Rev. 2, the industries by which publishers tell uses.

Industries of input-output tables, and how they hold divisions, are a map of content; national
industry codes belong to a home pack.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.errors import UnknownName
from grondstof.vocabulary.reading import fold, read_list

MANUFACTURING = "C"


@dataclass(frozen=True)
class Industry:
    """One industry: its system and code, such as `NACE2` and `C24`, and its names."""

    industry_system: str
    industry_code: str
    name_nl: str
    name_en: str

    @property
    def section(self) -> str:
        """Return the letter of the section, such as `C` for manufacturing."""
        return self.industry_code[0]


@cache
def industries() -> Mapping[tuple[str, str], Industry]:
    """Return all industries by system and code."""
    return {
        (row["industry_system"], row["industry_code"]): Industry(**row)
        for row in read_list("industries")
    }


def find(text: str) -> Industry:
    """Return the industry that a text names, by code (`C24` or `24`) or name.

    Raises:
        UnknownName: If no industry carries that name; the message names the nearest.
    """
    names = {
        name: one
        for one in industries().values()
        for name in (one.industry_code, one.industry_code[1:], one.name_nl, one.name_en)
    }
    for name, one in names.items():
        if fold(name) == fold(text):
            return one
    raise UnknownName("industry", text, "an industry", list(names))
