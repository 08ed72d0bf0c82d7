"""A project from flat words: the same as from a file, and every fault at once."""

import pytest

from grondstof.errors import InputError
from grondstof.products.answers.match_form import project_of
from grondstof.register.project_file import Project


def test_words_give_the_project_that_a_file_gives():
    words = {
        "project_name": "Recycling",
        "country": "Nederland",
        "materials": "Ga;germanium",
        "stage": "processing,end-of-life",
        "need_meur": "12,5",
        "esg": "ja",
        "art6_a": "met",
    }
    assert project_of(words) == Project(
        name="Recycling",
        country="NLD",
        materials=("gallium", "germanium"),
        stage=("processing", "end-of-life"),
        need_meur=12.5,
        esg=True,
        art6={"a": "met"},
    )


def test_what_is_left_out_stays_unknown_and_is_no_refusal():
    project = project_of({"country": "NLD", "esg": "", "need_meur": None})
    assert (project.esg, project.need_meur, project.stage) == (None, None, ())


def test_every_fault_of_a_form_is_told_at_once():
    words = {"country": "Atlantis", "materials": "galium", "stage": "melting", "need_meur": "much",
             "esg": "maybe", "art6_a": "sure"}  # fmt: skip
    with pytest.raises(InputError) as error:
        project_of(words)
    text = str(error.value)
    for word in ("Atlantis", "galium", "melting", "'much'", "'maybe'", "'sure'"):
        assert word in text
    assert len(error.value.faults) == 6
    assert all(f.found and f.expected and f.action for f in error.value.faults)


@pytest.mark.parametrize("amount", ["inf", "nan", "-5", "1e308"])
def test_an_amount_that_no_project_has_is_refused(amount):
    with pytest.raises(InputError, match="capacity_t"):
        project_of({"country": "NLD", "capacity_t": amount})
