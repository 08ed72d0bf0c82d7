"""Bad entries give faults with file and line, and never hide the others."""

import time

import pytest

from grondstof.errors import InputError
from grondstof.register.content import read_register
from grondstof.store.content import home_folder, load

GOOD = {
    "actors.yml": "items:\n  - id: ezk\n    title_nl: EZK\n    title_en: EZK\n    cites:\n"
    "      - {document: letter, place: p. 1}\n",
    "documents.yml": "items:\n  - id: letter\n    title_nl: Brief\n    title_en: Letter\n"
    "    publisher: EZK\n    year: 2024\n    date: 2024-05-01\n",
}


def faults(folder, **files):
    for name, text in (GOOD | {f"{key}.yml": value for key, value in files.items()}).items():
        (folder / name).write_text(text, "utf-8")
    with pytest.raises(InputError) as error:
        read_register(folder, "NLD")
    return [str(fault) for fault in error.value.faults]


def item(name, more="", document="letter"):
    cites = f"    cites:\n      - {{document: {document}, place: p. 1}}\n" if document else ""
    cites = cites or "    cites: []\n"
    return f"  - id: {name}\n    title_nl: Iets\n    title_en: Something\n{cites}{more}"


def test_a_tab(tmp_path):
    found = faults(tmp_path, actions="items:\n\t- id: x\n")
    assert found == [
        "actions.yml:2: found a tab. Expected spaces only. "
        "Replace the tab by two spaces for each level."
    ]


def test_an_unknown_actor(tmp_path):
    found = faults(tmp_path, actions="items:\n" + item("a", "    owner: ezkk\n"))
    assert found == [
        "actions.yml:2: found the unknown actor 'ezkk'. Expected an id of the actors. "
        "Did you mean ezk."
    ]


def test_a_commitment_without_a_document(tmp_path):
    found = faults(tmp_path, commitments="items:\n" + item("c", document=None))
    assert found[0].startswith("commitments.yml:2: found the commitment 'c' without a document.")


def test_a_date_before_its_letter(tmp_path):
    for state in ("open", "claimed"):
        moment = (
            f"    moments:\n"
            f"      - {{state: {state}, since: 2024-04-01, document: letter, place: p. 1}}\n"
        )
        found = faults(tmp_path, actions="items:\n" + item("a", moment))
        said = f"actions.yml:2: found the state {state} of 'a' since 2024-04-01. Expected a date "
        assert found[0].startswith(said + "not before its letter of 2024-05-01.")
    early = "    made_on: 2024-05-01\n    due: 2024-04-01\n"
    assert (
        "due 2024-04-01 lies before" in faults(tmp_path, actions="items:\n" + item("a", early))[0]
    )


def test_a_missing_document_is_told_beside_another_fault_of_the_same_item(tmp_path):
    early = "    made_on: 2024-05-01\n    due: 2024-04-01\n"
    found = faults(tmp_path, actions="items:\n" + item("a", early, document=None))
    assert any("lies before the promise" in fault for fault in found)
    assert any("the action 'a' without a document" in fault for fault in found)


def test_a_duplicate_id(tmp_path):
    found = faults(tmp_path, actions="items:\n" + item("a") + item("a"))
    assert "actions.yml:7: found the id 'a' a second time" in found[0]
    assert "the first stands at actions.yml:2" in found[0]


def test_two_open_states(tmp_path):
    two = "    moments:\n" + 2 * (
        "      - {state: open, since: 2024-06-01, document: letter, place: p. 1}\n"
    )
    found = faults(tmp_path, actions="items:\n" + item("a", two))
    assert "two states without an end: open, open" in found[0]


def test_a_broken_item_hides_no_other(tmp_path):
    text = "items:\n" + item("a", "    owner: nobody\n") + item("b", "    colour: red\n")
    found = faults(tmp_path, actions=text, motions="items:\n" + item("m", document="paper"))
    assert len(found) == 3
    assert any("colour" in fault and "actions.yml:13 (b)" in fault for fault in found)
    assert any("the unknown document 'paper'" in fault for fault in found)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: 1\na: 2\n", "the key 'a' a second time"),
        ("a: &x [1]\nb: *x\n", "an alias of another part"),
        ("a: [1\n", "expected ',' or ']'"),
        ("a: 1\n---\nb: 2\n", "but found another document"),
    ],
)
def test_yaml_that_people_slip_into(tmp_path, text, what):
    path = tmp_path / "x.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as error:
        load(path)
    assert what in str(error.value)
    assert "x.yml:" in str(error.value)


def test_a_file_that_is_no_utf8(tmp_path):
    path = tmp_path / "x.yml"
    path.write_bytes(b"a: \xff\n")
    with pytest.raises(InputError, match="byte 3 that is not UTF-8"):
        load(path)


def test_all_entries_of_the_home_pack_validate_in_under_two_seconds():
    start = time.perf_counter()
    found = read_register(home_folder("NLD") / "register", "NLD")
    assert time.perf_counter() - start < 2.0
    assert len(found.entries) > 700
    assert len(found.items("perspective")) == 5
    assert (
        len([x for x in found.items("partnership") if x.party == "EU" and "S184" in x.covers]) == 9
    )
    assert len([x for x in found.items("partnership") if "S190" in x.covers]) == 2
    assert {x.value for x in found.items("figure") if "S123" in x.covers} == {47, 13}
