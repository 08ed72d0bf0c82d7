"""Reports and pictures are set in a process of their own, within a time, and kept per edition."""

import subprocess

import pytest

from grondstof.errors import InputError
from grondstof.products.report import workshop
from grondstof.products.report.printed import Paper, Writer
from grondstof.products.report.workshop import Job, made

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    '<rect width="40" height="20"/></svg>'
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path))
    return tmp_path / "cache" / "reports"


def _paper():
    writer = Writer(())
    writer.line("One sentence with <letters> & #marks.")
    return Paper("Title", "en", "Edition", tuple(writer.blocks))


def test_a_report_is_made_once_for_an_edition(folder, monkeypatch):
    first = made(Job("pdf", _paper()), "2026-aa")
    assert first.startswith(b"%PDF")

    def none(*words, **given):
        raise AssertionError("a kept report was made again")

    monkeypatch.setattr(subprocess, "run", none)
    assert made(Job("pdf", _paper()), "2026-aa") == first
    with pytest.raises(AssertionError, match="made again"):
        made(Job("pdf", _paper()), "2026-bb")
    assert [path.name for path in folder.iterdir()] == ["2026-aa"]


def test_a_job_that_takes_too_long_is_ended():
    with pytest.raises(TimeoutError, match="not finished"):
        made(Job("pdf", _paper()), "2026-aa", limit=0.05)


def test_a_picture_of_a_wrong_size_is_a_fault_with_three_parts():
    assert made(Job("png", PICTURE), "2026-aa").startswith(b"\x89PNG")
    with pytest.raises(InputError) as error:
        made(Job("png", PICTURE.replace("40", "40000")), "2026-aa")
    assert "width and height" in str(error.value)


def test_old_editions_and_files_are_taken_away(folder, monkeypatch):
    monkeypatch.setattr(workshop, "_set", lambda packed, limit: b"made")
    monkeypatch.setattr(workshop, "MOST_FILES", 2)
    for stamp in ("a", "b", "c", "d"):
        for words in ("1", "2", "3"):
            made(Job("png", words), stamp)
    assert len(list(folder.iterdir())) == workshop.MOST_EDITIONS
    assert all(len(list(place.iterdir())) == 2 for place in folder.iterdir())
