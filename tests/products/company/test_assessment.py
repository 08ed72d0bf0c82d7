"""The assessment and the dossier: every element of Article 24, nothing outside the folder."""

import csv
import json
import socket
import stat
from pathlib import Path

import pytest

from grondstof.cli.company import private
from grondstof.errors import GrondstofError, InputError
from grondstof.products.company import evidence
from grondstof.products.company.assessment import changes
from grondstof.products.company.dossier import dossier
from grondstof.products.company.dossier_files import write_dossier
from grondstof.products.company.dossier_page import Page
from grondstof.products.company.elements import ELEMENTS
from grondstof.products.company.letters import write_letters
from grondstof.products.company.run import MEASURES, read_assessment, run
from grondstof.products.report.printed import Grid, Heading, Line
from grondstof.products.wording import MISSING
from grondstof.store.editions import Edition
from tests.products.company.books import GOOD, ledger, saved


@pytest.fixture
def assessed(edition: Edition, tmp_path: Path) -> Path:
    run(edition, saved(tmp_path / "bom.xlsx"), tmp_path / "out")
    return tmp_path / "out"


def test_no_socket_is_opened_and_nothing_is_written_elsewhere(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bom = saved(tmp_path / "bom.xlsx")
    before = set(tmp_path.rglob("*"))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    run(edition, bom, tmp_path / "out")
    write_dossier(tmp_path / "out", "nl", ("docx", "html", "json", "pdf"))
    written = set(tmp_path.rglob("*")) - before
    assert all(path == tmp_path / "out" or tmp_path / "out" in path.parents for path in written)


def test_files_are_for_the_owner_only_and_no_temporary_one_stays(assessed: Path) -> None:
    write_dossier(assessed, "en", ("docx",))
    for path in assessed.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
        assert not path.name.startswith(".")


def test_every_element_of_article_24_has_its_place(assessed: Path) -> None:
    found = read_assessment(assessed)
    articles = {one.article for one in ELEMENTS}
    assert articles >= {"24(2)", "24(2)(a)", "24(2)(b)", "24(2)(c)", "24(3)", "24(4)"}
    paper = dossier(found, "en")
    chapters = {b.text.split(".")[0] for b in paper.blocks if isinstance(b, Heading)}
    for one in ELEMENTS:
        assert str(one.chapter) in chapters, one
        first, _, rest = one.key.partition("[].")
        assert first in found, one
        if rest:
            assert rest.partition("[].")[0] in found["materials"][0], one


def test_the_dossier_prints_the_list_of_elements(assessed: Path) -> None:
    grids = [b for b in dossier(read_assessment(assessed), "nl").blocks if isinstance(b, Grid)]
    assert len(grids[-1].rows) == len(ELEMENTS)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_65_per_cent_is_never_a_duty_of_a_company(assessed: Path, language: str) -> None:
    lines = [
        block.text
        for block in dossier(read_assessment(assessed), language).blocks
        if isinstance(block, Line) and "65" in block.text
    ]
    assert len(lines) == 1
    assert "Uni" in lines[0]
    assert ("niet voor een bedrijf" in lines[0]) or ("not for a company" in lines[0])


def test_neodymium_is_found_in_the_magnets_with_a_range(assessed: Path) -> None:
    rows = {row["material_id"]: row for row in read_assessment(assessed)["materials"]}
    row = rows["neodymium"]
    assert row["rows"] == [2]
    assert (row["mass_low_kg"], row["mass_high_kg"]) == (0.0, 3.25)
    assert row["single_source"]
    assert row["days_of_cover"] == 20.0


def test_every_cell_of_the_map_says_supplier_or_public(assessed: Path) -> None:
    materials = read_assessment(assessed)["materials"]
    assert materials
    for row in materials:
        assert {cell["stage_id"] for cell in row["map"]} >= {"extraction", "end-of-life"}
        for cell in row["map"]:
            assert cell["basis"] in ("supplier", "public", "not known")
            assert cell["source"]
            assert (cell["basis"] == "not known") == (cell["share"] is None)


def test_every_amount_names_rows_of_the_file(assessed: Path) -> None:
    materials = read_assessment(assessed)["materials"]
    assert materials
    for row in materials:
        assert row["rows"]
        assert set(row["rows"]) <= {2, 3, 4}


def test_an_answer_of_a_supplier_becomes_a_cell_of_its_own(
    edition: Edition, assessed: Path, tmp_path: Path
) -> None:
    head = ("day", "supplier", "material", "question", "answer")
    rows = [
        ("2026-11-21", "Magneet BV", "neodymium", "origin_processing", "Japan"),
        ("2026-11-21", "Cel AG", "kobalt", "origin_extraction", "geweigerd: vertrouwelijk"),
    ]
    found = evidence.read_answers(ledger(tmp_path / "answers.csv", rows, head))
    assert evidence.add(assessed, found) == 2
    assert evidence.add(assessed, found) == 0
    run(edition, tmp_path / "bom.xlsx", assessed)
    rows_now = {row["material_id"]: row for row in read_assessment(assessed)["materials"]}
    (cell,) = [c for c in rows_now["neodymium"]["map"] if c["basis"] == "supplier"]
    assert (cell["territory_id"], cell["stage_id"], cell["year"]) == ("JPN", "processing", 2026)
    assert cell["source"] == f"evidence {found[0].evidence_id}"
    assert [item.sort for item in evidence.read_log(assessed)] == ["answer", "refusal"]


def test_wrong_answers_are_refused_all_at_once(tmp_path: Path) -> None:
    head = ("day", "supplier", "material", "question", "answer")
    rows = [("d", "S", "kryptonite", "shoe_size", "x"), ("d", "", "kobalt", "sources", "")]
    with pytest.raises(InputError) as caught:
        evidence.read_answers(ledger(tmp_path / "answers.csv", rows, head))
    assert [fault.found for fault in caught.value.faults] == [
        "an unknown material",
        "an unknown question",
        "no supplier or answer",
    ]


def test_letters_are_logged_as_requests(assessed: Path) -> None:
    letters = write_letters(assessed, read_assessment(assessed), "de", "2026-11-20")
    assert letters
    assert {item.sort for item in evidence.read_log(assessed)} == {"request"}


def test_faulty_lines_stop_the_run_and_nothing_is_written(edition: Edition, tmp_path: Path) -> None:
    bom = ledger(tmp_path / "bom.csv", [*GOOD, ("A4", "x", "1", "", "", "", "", "", "")])
    with pytest.raises(InputError):
        run(edition, bom, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_user_may_go_on_and_the_dossier_lists_what_was_left_out(
    edition: Edition, tmp_path: Path
) -> None:
    bom = ledger(tmp_path / "bom.csv", [*GOOD, ("A4", "x", "1", "", "", "", "", "", "")])
    run(edition, bom, tmp_path / "out", leave_out=True)
    found = read_assessment(tmp_path / "out")
    assert found["left_out"] == [{"row": 5}]
    texts = [b.text for b in dossier(found, "en").blocks if isinstance(b, Line)]
    assert "Rows left out: 5" in texts


def test_measures_that_were_chosen_stand_in_the_dossier(assessed: Path) -> None:
    path = assessed / MEASURES
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    rows[0] |= {"considered": "yes", "chosen": "yes", "note": "second supplier"}
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    write_dossier(assessed, "en", ("json",))
    body = json.loads((assessed / "dossier.en.json").read_text(encoding="utf-8"))
    chosen = [m for row in body["materials"] for m in row["mitigation"]]
    assert [m["note"] for m in chosen] == ["second supplier"]
    assert len(body["elements"]) == len(ELEMENTS)


def test_the_next_cycle_shows_what_changed(
    edition: Edition, assessed: Path, tmp_path: Path
) -> None:
    saved(tmp_path / "bom.xlsx", [GOOD[0], (*GOOD[1][:7], 5.0, 1.0)])
    run(edition, tmp_path / "bom.xlsx", assessed, new_cycle=True)
    found = read_assessment(assessed)["changes"]
    assert {"material_id": "tungsten", "what": "gone", "before": None, "now": None} in found
    moved = [c for c in found if (c["material_id"], c["what"]) == ("nickel", "days of cover")]
    assert [(c["before"], c["now"]) for c in moved] == [(60.0, 5.0)]


def test_two_equal_cycles_differ_in_nothing(assessed: Path) -> None:
    found = read_assessment(assessed)
    assert changes(found, found) == []


def test_an_error_of_our_own_repeats_nothing_of_the_company() -> None:
    with pytest.raises(GrondstofError) as caught, private():
        float("GEHEIM-7")
    assert "ValueError at test_assessment.py" in str(caught.value)
    assert "GEHEIM" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("language", "told"),
    [("nl", "de Democratische Republiek Congo"), ("en", "the Democratic Republic of the Congo")],
)
def test_a_country_in_a_sentence_has_its_article(language: str, told: str) -> None:
    page = Page({"materials": []}, language)
    assert page.told("COD") == told
    assert page.told(None) == MISSING
