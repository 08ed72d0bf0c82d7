"""Reads the CSV lists that stand in `data/`; the only place of the room that opens a file."""

import csv
from importlib.resources import files


def read_list(name: str) -> list[dict[str, str]]:
    """Return the rows of the list `data/<name>.csv` as text by column name."""
    path = files("grondstof.vocabulary").joinpath("data", f"{name}.csv")
    with path.open("r", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
