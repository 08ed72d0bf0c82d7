"""Reads the CSV lists that stand in `data/`; the only place of the room that opens a file."""

import csv
import io
from importlib.resources import files


def read_list(name: str) -> list[dict[str, str]]:
    """Return the rows of the list `data/<name>.csv` as text by column name."""
    path = files("grondstof.vocabulary").joinpath("data", f"{name}.csv")
    text = path.read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))
