"""Every list in the repository is a whole table: an unquoted comma cannot cut a text short."""

import csv
from pathlib import Path

import pytest

from tests.architecture.repository import name, tracked

LISTS = [path for path in tracked() if path.suffix == ".csv" and "src" in path.parts]


@pytest.mark.parametrize("path", LISTS, ids=name)
def test_every_row_is_as_wide_as_the_header(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        width = len(next(reader))
        wrong = [reader.line_num for row in reader if len(row) != width]
    assert wrong == []


@pytest.mark.parametrize("path", LISTS, ids=name)
def test_a_list_has_one_heading_a_column_and_no_stray_mark(path: Path) -> None:
    raw = path.read_bytes()
    heading = next(csv.reader([raw.split(b"\n", 1)[0].decode("utf-8")]))
    assert len(heading) == len(set(heading))
    assert not raw.startswith(b"\xef\xbb\xbf"), "a byte order mark would become part of a name"
