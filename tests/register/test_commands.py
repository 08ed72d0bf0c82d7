"""The commands of the register, from the front door, on an edition that holds the register."""

import json

import pytest

from grondstof.cli.main import run


@pytest.fixture
def home(book, tmp_path, monkeypatch):
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path / "data"))
    editions = tmp_path / "data" / "editions"
    editions.mkdir(parents=True)
    (editions / "register-only").symlink_to(book.folder, target_is_directory=True)
    (tmp_path / "data" / "current").write_text("register-only\n")
    return tmp_path


def said(capsys, *words):
    with pytest.raises(SystemExit) as left:
        run(list(words))
    out = capsys.readouterr()
    return left.value.code or 0, out.out, out.err


def test_progress_as_json_is_the_answer(home, capsys):
    code, out, _ = said(capsys, "progress", "--as-of", "2026-11-20", "--format", "json")
    assert code == 0
    assert json.loads(out)["answer"] == "progress"


@pytest.mark.parametrize(
    "words",
    [
        ("since", "2025-06-01"),
        ("brief", "gallium"),
        ("gaps", "--stage", "processing"),
        ("targets", "--language", "en"),
        ("register", "search", "galium"),
        ("register", "show", "motie 32852-259"),
        ("register", "check"),
    ],
)
def test_a_command_answers(home, capsys, words):
    code, out, err = said(capsys, *words)
    assert (code, err) == (0, "")
    assert out.strip()


def test_files_are_written_where_they_are_asked(home, capsys):
    project = home / "project.yml"
    project.write_text("name: Magneten\ncountry: NLD\nstage: [end-of-life]\n", "utf-8")
    for words, name in (
        (("brief", "germanium", "--out"), "brief.docx"),
        (("progress", "--report"), "progress.html"),
        (("progress", "--crma", "--report"), "crma.pdf"),
        (("match", str(project), "--out"), "match.html"),
        (("since", "2025-01-01", "--feed"), "feed.atom"),
    ):
        path = home / name
        code, out, err = said(capsys, *words, str(path))
        assert (code, err) == (0, ""), words
        assert path.stat().st_size > 1000
        assert out.strip().endswith(name)


def test_coverage_reads_the_file_that_is_named(home, capsys, monkeypatch):
    wanted = home / "requirements.md"
    rows = "| S258 | 002 | x |\n| S83 | 002 | z |\n| S17 | 000 | w |\n| S999 | 0 | y |\n"
    wanted.write_text("| id | doc | quote |\n|---|---|---|\n" + rows)
    monkeypatch.setenv("GRONDSTOF_REQUIREMENTS", str(wanted))
    code, out, _ = said(capsys, "register", "coverage")
    assert code == 0
    assert "4 requirements: 1 method, 0 page, 1 named, 1 register, 1 none" in out
    # What the register names and nothing answers is told with the reason, not counted as done.
    code, out, _ = said(capsys, "register", "coverage", "--missing")
    assert "S17  named     contacts and intake" in out
    assert "S999  none" in out
    assert "S258" not in out
    monkeypatch.delenv("GRONDSTOF_REQUIREMENTS")
    code, _, err = said(capsys, "register", "coverage")
    assert code == 2
    assert "GRONDSTOF_REQUIREMENTS: found no file" in err


def test_a_letter_gives_proposals_and_writes_nothing(home, capsys):
    letter = home / "letter.txt"
    letter.write_text(
        "Den Haag, 5 december 2024\nHiermee wordt voldaan aan de motie (29 826, nr. 184).\n"
    )
    code, out, _ = said(capsys, "read-letter", str(letter), "--format", "json")
    assert code == 0
    assert json.loads(out)["claims"][0]["about"] == "kst-29826-184"
    letter.write_text("Geen datum.\n")
    code, _, err = said(capsys, "read-letter", str(letter))
    assert code == 2
    assert "letter.txt: found no date" in err


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("brief", "nonsensium"), "'nonsensium'"),
        (("since", "2030-01-01"), "since: found 2030-01-01, after"),
        (("match", "nowhere.yml"), "nowhere.yml: found no readable file"),
        (("register", "show", "32852-999"), "'32852-999'"),
        (("progress", "--report", "x.odt"), "the ending '.odt'"),
    ],
)
def test_bad_input_gives_sentences_and_no_traceback(home, capsys, words, found):
    code, _, err = said(capsys, *words)
    assert code == 2
    assert found in err
    assert "Traceback" not in err
