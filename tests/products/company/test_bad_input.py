"""Files that should not be trusted: refused or told, all at once, with sheet and row."""

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from grondstof.errors import Fault, InputError
from grondstof.products.company import sheets
from grondstof.products.company.columns import corrected, guess
from grondstof.products.company.lines import Read, read_lines
from grondstof.products.company.sheets import read_grid
from tests.products.company.books import GOOD, HEAD, ledger, saved, with_part, workbook


def _read(path: Path) -> Read:
    grid = read_grid(path)
    return read_lines(grid, guess(grid))


def _only(path: Path) -> Fault:
    with pytest.raises(InputError) as caught:
        read_grid(path)
    return caught.value.faults[0]


def test_a_good_workbook_is_read_whole(tmp_path: Path) -> None:
    read = _read(saved(tmp_path / "bom.xlsx"))
    assert read.faults == []
    assert [line.mass_kg for line in read.lines] == [10.0, 200.0, 2.0]
    assert [line.supplier_country for line in read.lines] == ["CHN", "DEU", "NLD"]


def test_merged_cells_are_told_with_their_range(tmp_path: Path) -> None:
    book = workbook(tmp_path)
    book.active.merge_cells("B2:B3")
    book.save(tmp_path / "bom.xlsx")
    (fault, *_) = _read(tmp_path / "bom.xlsx").faults
    assert fault.found == "merged cells B2:B3"
    assert fault.where == "sheet 'BOM', row 2"


def test_a_formula_is_a_fault_and_its_line_is_left_out(tmp_path: Path) -> None:
    rows = [GOOD[0], ("A9", "motor", "850152", "=2+2", 1.0, "B", "NL", 1.0, None)]
    read = _read(saved(tmp_path / "bom.xlsx", rows))
    assert [fault.found for fault in read.faults] == ["a formula"]
    assert read.left_out == (3,)
    assert len(read.lines) == 1


def test_a_hidden_sheet_is_told(tmp_path: Path) -> None:
    book = workbook(tmp_path)
    book.create_sheet("Marge").sheet_state = "hidden"
    book.save(tmp_path / "bom.xlsx")
    assert _read(tmp_path / "bom.xlsx").faults[0].where == "sheet 'Marge'"


def test_another_visible_sheet_is_named_as_not_read(tmp_path: Path) -> None:
    book = workbook(tmp_path)
    book.create_sheet("Oud")
    book.save(tmp_path / "bom.xlsx")
    assert read_grid(tmp_path / "bom.xlsx").not_read == ("Oud",)


def test_macros_links_and_document_types_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "bom.xlsx")
    with_part(path, "xl/vbaProject.bin", b"x")
    with_part(path, "xl/externalLinks/externalLink1.xml", b"<a/>")
    with_part(path, "xl/extra.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")
    with pytest.raises(InputError) as caught:
        read_grid(path)
    found = {fault.found for fault in caught.value.faults}
    assert found == {"macros", "links to other files", "a document type"}


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = with_part(saved(tmp_path / "bom.xlsx"), "xl/media/a.bin", b"\0" * 60_000_000)
    assert "unpacks to" in _only(path).found


def test_an_encrypted_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500)
    assert "encrypted" in _only(path).found


def test_a_damaged_workbook_and_a_binary_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "b.csv").write_bytes(b"a;b\n\0\0\0")
    assert "damaged" in _only(tmp_path / "a.xlsx").found
    assert "no text" in _only(tmp_path / "b.csv").found
    assert _only(tmp_path / "c.csv").found == "no file that can be read"


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 100)
    path = ledger(tmp_path / "bom.csv", [("A", "x", "", "1", "1", "B", "NL", "1", "")] * 200)
    assert _only(path).expected == "at most 100 rows"


def test_two_million_rows_are_refused_within_seconds(tmp_path: Path) -> None:
    path = tmp_path / "bom.csv"
    path.write_text("item;mass\n" + "A;1\n" * 2_000_000, encoding="utf-8")
    assert _only(path).found == "too many rows"


BAD_ROWS = [
    ("A1", "motor", "850152", "1,5", "1", "B", "NL", "1", ""),
    ("A2", "motor", "850152", "-2,5", "1", "B", "NL", "1", ""),
    ("A3", "motor", "850152", "1,5", "1", "B", "Atlantis", "1", ""),
    ("A4", "motor", "8501", "1,5", "1", "B", "NL", "1", ""),
    ("A5", "motor", "850152", "12 stuks", "1", "B", "NL", "1", ""),
    ("A6", "motor", "850152", "2.5", "1", "B", "NL", "1", ""),
    ("A1", "motor", "850152", "1,5", "1", "B", "NL", "1", ""),
    ("", "", "", "1,5", "1", "B", "NL", "1", ""),
    ('=HYPERLINK("x")', "motor", "850152", "1,5", "1", "B", "NL", "1", ""),
    ("A8", "motor", "850152", "veel", "1", "B", "NL", "1", ""),
]


def test_all_faults_of_a_ledger_are_told_at_once_with_row_and_column(tmp_path: Path) -> None:
    read = _read(ledger(tmp_path / "bom.csv", BAD_ROWS))
    found = {fault.where.split(",")[1].strip(): fault.found for fault in read.faults}
    assert found == {
        "row 3": "a negative or impossible amount",
        "row 4": "an unknown country",
        "row 5": "no trade code",
        "row 6": "no unit of mass",
        "row 7": "a decimal point in a column with decimal commas",
        "row 8": "the same line as row 2",
        "row 9": "no item, code or text",
        "row 10": "a formula",
        "row 11": "no number",
    }
    assert [line.row for line in read.lines] == [2]
    assert read.left_out == (3, 4, 5, 6, 7, 8, 9, 10, 11)


def test_a_fault_never_repeats_what_the_company_typed(tmp_path: Path) -> None:
    rows = [
        ("GEHEIM-7", "geheim", "99", "geheim", "geheim", "geheim", "geheim", "geheim", "geheim")
    ]
    told = " ".join(map(str, _read(ledger(tmp_path / "bom.csv", rows)).faults)).casefold()
    assert "geheim" not in told


def test_a_number_that_can_be_read_in_two_ways_is_asked_about(tmp_path: Path) -> None:
    rows = [("A", "x", "", "1.234", "1", "B", "NL", "1", "")]
    path = ledger(tmp_path / "bom.csv", rows)
    assert "two ways" in _read(path).faults[0].found
    grid = read_grid(path)
    mapping = tmp_path / "columns.yml"
    mapping.write_text(
        "header: 1\ndecimal: comma\nunit: kg\n"
        'columns: {item: Artikelnummer, mass: "Gewicht (kg)"}\n'
    )
    (line,) = read_lines(grid, corrected(grid, mapping)).lines
    assert line.mass_kg == 1234.0


def test_units_are_converted_and_a_clash_is_told(tmp_path: Path) -> None:
    head = ("item", "mass", "unit")
    rows = [("A", "500", "g"), ("B", "2", "t"), ("C", "3 kg", "g"), ("D", "4", "stuks")]
    read = _read(ledger(tmp_path / "bom.csv", rows, head))
    assert [line.mass_kg for line in read.lines] == pytest.approx([0.5, 2000.0])
    assert [fault.found for fault in read.faults] == [
        "a unit other than in the unit column",
        "no unit of mass",
    ]


def test_headings_that_are_not_understood_are_told(tmp_path: Path) -> None:
    grid = read_grid(ledger(tmp_path / "bom.csv", [("a", "b")], ("foo", "bar")))
    with pytest.raises(InputError) as caught:
        guess(grid)
    assert "columns.yml" in caught.value.faults[0].action


def test_a_mapping_that_names_what_is_not_there_is_refused(tmp_path: Path) -> None:
    grid = read_grid(saved(tmp_path / "bom.xlsx"))
    mapping = tmp_path / "columns.yml"
    mapping.write_text("header: 1\ndecimal: dot\ncolumns: {item: Nope, colour: Omzet}\n")
    with pytest.raises(InputError) as caught:
        corrected(grid, mapping)
    assert len(caught.value.faults) == 3


def test_the_guess_finds_all_columns(tmp_path: Path) -> None:
    mapped = guess(read_grid(saved(tmp_path / "bom.xlsx")))
    assert list(mapped.names.values()) == list(HEAD)
    assert mapped.unit == "kg"


def test_wrong_bytes_anywhere_are_told_and_never_trip_the_reader(tmp_path: Path) -> None:
    good = saved(tmp_path / "good.xlsx").read_bytes()
    random = Random(3)
    for _ in range(150):
        raw = bytearray(good)
        for _ in range(random.randint(1, 12)):
            raw[random.randrange(len(raw))] = random.randrange(256)
        path = tmp_path / "bom.xlsx"
        path.write_bytes(raw)
        with suppress(InputError):
            _read(path)
