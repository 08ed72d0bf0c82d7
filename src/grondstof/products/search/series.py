"""Type numbers and norm designations that say what a product is, as in "6205-2RS" or "DIN 912".

`content/products/series.csv` holds a row per pattern: the pattern on the folded line, what it
stands for, and the codes in order of likelihood. A type number alone never makes a guess sure.
"""

import re
from dataclasses import dataclass
from functools import cache

from grondstof.errors import Fault, InputError
from grondstof.products.composition.nomenclature import texts
from grondstof.store.content import content_folder, csv_lines
from grondstof.vocabulary.reading import fold

# Shortest text that a pattern may find; below it a size would pass for a type number.
SHORTEST = 2


@dataclass(frozen=True)
class Series:
    """One row of the list.

    Attributes:
        pattern: Compiled pattern, tried on the folded line.
        name_nl: What it stands for, in Dutch.
        name_en: The same in English.
        codes: Codes, most likely first.
    """

    pattern: re.Pattern[str]
    name_nl: str
    name_en: str
    codes: tuple[str, ...]


@cache
def all_series() -> tuple[Series, ...]:
    """Return the reviewed patterns.

    Raises:
        InputError: a row holds a pattern that cannot be read, or a code the nomenclature lacks.
    """
    path = content_folder() / "products" / "series.csv"
    rows = csv_lines(path)
    known, faults, kept = texts(), [], []
    for line, row in rows:
        where = f"products/series.csv:{line}"
        codes = tuple(row["codes"].split())
        faults += [
            Fault(where, f"'{code}'", "a code of the nomenclature", "Mend it")
            for code in codes
            if code not in known
        ]
        try:
            pattern = re.compile(row["pattern"])
        except re.error as error:
            faults.append(Fault(where, f"'{row['pattern']}': {error}", "a pattern", "Mend it"))
            continue
        kept.append(Series(pattern, row["name_nl"], row["name_en"], codes))
    if faults:
        raise InputError(faults)
    return tuple(kept)


def series_of(line: str) -> list[tuple[Series, str]]:
    """Return the patterns found in a line with the text they found, longest text first."""
    plain = fold(line)
    found = [
        (series, match.group(0).strip())
        for series in all_series()
        if (match := series.pattern.search(plain)) is not None
    ]
    usable = [item for item in found if len(item[1]) >= SHORTEST]
    return sorted(usable, key=lambda item: -len(item[1]))
