"""Reads the CSV lists that stand in `data/`; the only place of the room that opens a file."""

import csv
import io
import unicodedata
from importlib.resources import files


def read_list(name: str) -> list[dict[str, str]]:
    """Return the rows of the list `data/<name>.csv` as text by column name."""
    path = files("grondstof.vocabulary").joinpath("data", f"{name}.csv")
    text = path.read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def fold(text: str) -> str:
    """Return a text as names are compared: no case, no accents, no difference of dash and space.

    Only what people type is folded; labels of publishers are compared as they are written.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.replace("-", " ").replace("_", " ").replace("’", "'").split())
