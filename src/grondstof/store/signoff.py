"""Sign-off of an edition: who prepared it, who read it again, who approved it, and when.

It stands beside the tables as `signoff.json` and is no part of what `verify` rebuilds.
"""

import json
from dataclasses import asdict, dataclass

from grondstof.errors import Fault, InputError
from grondstof.store.editions import Edition, names

_FILE = "signoff.json"


@dataclass(frozen=True)
class Signoff:
    """Who answers for an edition; an empty field is not signed yet.

    Attributes:
        approved_on: Day as year-month-day.
    """

    prepared_by: str = ""
    second_reader: str = ""
    approved_by: str = ""
    approved_on: str = ""
    remark: str = ""

    @property
    def complete(self) -> bool:
        """Return whether everybody has signed."""
        return all((self.prepared_by, self.second_reader, self.approved_by, self.approved_on))


def check(signed: Signoff) -> None:
    """Refuse a sign-off in which one person is both maker and second reader.

    Raises:
        InputError: If so.
    """
    if signed.prepared_by and signed.prepared_by == signed.second_reader:
        fault = Fault(
            "sign-off",
            f"'{signed.prepared_by}' as maker and as second reader",
            "two persons",
            "Name somebody else as second reader",
        )
        raise InputError([fault])


def write(edition: Edition, signed: Signoff) -> None:
    """Put the sign-off beside the tables of an edition."""
    text = json.dumps({"edition": edition.name, **asdict(signed)}, ensure_ascii=False, indent=1)
    (edition.folder / _FILE).write_text(text + "\n", "utf-8")


def read(edition: Edition) -> Signoff:
    """Return the sign-off of an edition; empty fields when nobody has signed."""
    path = edition.folder / _FILE
    if not path.is_file():
        return Signoff()
    found = json.loads(path.read_text("utf-8"))
    return Signoff(**{name: str(found.get(name, "")) for name in asdict(Signoff())})


def refuse_existing(name: str) -> None:
    """Refuse a name that an edition has already: a frozen edition is never replaced.

    Raises:
        InputError: If there is such an edition.
    """
    if name in names():
        fault = Fault(
            f"edition {name}",
            "an edition of that name",
            "a name that is free",
            "Choose another name, such as " + name + "-1",
        )
        raise InputError([fault])
