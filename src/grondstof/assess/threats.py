"""Threat tags of a home pack: which country, for which product, says who; reviewed by hand.

`homes/<territory>/threats.csv` holds them. A row is about every product (`*`), about a material,
or about one product of a chain; it cites the assessment that says so.
"""

from dataclasses import dataclass
from functools import cache

from grondstof.assess.chain_model import Node
from grondstof.errors import Fault, InputError
from grondstof.store.content import csv_lines, home_folder

EVERY = "*"


@dataclass(frozen=True)
class Threat:
    """One tag.

    Attributes:
        subject: `*`, a material, or the id of a step of a chain.
        territory: The country.
        tag: The tag in a word or two.
        source: Publisher, title and year.
        locator: Place in it.
        where: `file:line`.
    """

    subject: str
    territory: str
    tag: str
    source: str
    locator: str
    where: str


@cache
def threats(home: str) -> tuple[Threat, ...]:
    """Return the tags of a home; none where its pack has no such file.

    Raises:
        InputError: A row names no known country, or no source; all faults at once.
    """
    from grondstof.vocabulary.territories import territories

    path = home_folder(home) / "threats.csv"
    if not path.is_file():
        return ()
    found, faults = [], []
    for line, row in csv_lines(path):
        where = f"homes/{home.lower()}/threats.csv:{line}"
        needed = ("subject", "threat_tag", "publisher", "title", "year", "locator", "reviewed")
        if row["territory_id"] not in territories() or any(not row[name] for name in needed):
            text = f"'{row['territory_id']}' with {row['publisher'] or 'no publisher'}"
            expected = "a known territory, a tag, its source with place, and a day of review"
            faults.append(Fault(where, text, expected, "Complete this row"))
            continue
        source = f"{row['publisher']}, {row['title']} ({row['year']})"
        found.append(
            Threat(
                row["subject"],
                row["territory_id"],
                row["threat_tag"],
                source,
                row["locator"],
                where,
            )
        )
    if faults:
        raise InputError(faults)
    return tuple(found)


def tags_of(home: str, territory: str, node: Node) -> tuple[Threat, ...]:
    """Return the tags of a country for a step: those for every product and for this one."""
    subjects = {EVERY, node.id, node.material}
    return tuple(
        item for item in threats(home) if item.territory == territory and item.subject in subjects
    )
