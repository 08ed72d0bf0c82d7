"""Judgements: used while they hold, beside the list without them, refused when not in order."""

from pathlib import Path

import pytest

from grondstof.assess.judgements import judgements
from grondstof.assess.nl_axes import run
from grondstof.errors import InputError
from tests.assess.list_inputs import asked, tables

GOOD = """\
judgements:
  - id: gallium-recycling
    home: NLD
    material: gallium
    input: recycling
    value: 0.9
    dist: exact
    spread: null
    reason: A closed loop at the two users.
    author: Reader One
    second_reader: Reader Two
    valid_from: 2026-01-01
    valid_until: 2027-06-30
"""


def write(folder: Path, text: str) -> str:
    path = folder / "one.yml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def gallium(**more: str) -> dict[str, object]:
    found = run(tables(), asked(**more)).to_pylist()
    return next(row for row in found if row["material_id"] == "gallium")


def test_a_judgement_moves_the_list_and_the_list_without_it_stands_beside(tmp_path: Path) -> None:
    before = gallium()
    after = gallium(judgements=write(tmp_path, GOOD))
    assert after["recycling_rate"] == 0.9
    assert after["judgements"] == "gallium-recycling"
    assert after["verdict"] == "not-listed"
    assert after["verdict_without_judgements"] == before["verdict"] == "listed"


def test_a_judgement_for_another_home_does_nothing(tmp_path: Path) -> None:
    other = write(tmp_path, GOOD.replace("home: NLD", "home: DEU"))
    assert gallium(judgements=other)["judgements"] is None


def test_a_trade_parameter_is_for_one_supplier(tmp_path: Path) -> None:
    text = GOOD.replace("input: recycling", "input: trade_parameter\n    territory: CHN")
    low = gallium(judgements=write(tmp_path, text.replace("value: 0.9", "value: 0.5")))
    assert low["supply_risk_point"] < gallium()["supply_risk_point"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("second_reader: Reader Two", "second_reader: ''", "nothing for second_reader"),
        ("second_reader: Reader Two", "second_reader: Reader One", "one person"),
        ("    valid_until: 2027-06-30\n", "", "no end date"),
        ("valid_until: 2027-06-30", "valid_until: 2025-06-30", "before the start"),
        ("value: 0.9", "value: 1.9", "the value 1.9"),
        ("material: gallium", "material: galium", "material 'galium'"),
        ("reason:", "because:", "unknown keys: because"),
    ],
)
def test_a_judgement_that_is_not_in_order_is_refused(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(InputError) as caught:
        judgements(Path(write(tmp_path, GOOD.replace(old, new))))
    fault = next(item for item in caught.value.faults if words in item.found)
    assert fault.where == "one.yml:2"
    assert fault.expected
    assert fault.action


def test_a_judgement_that_has_expired_is_refused(tmp_path: Path) -> None:
    old = GOOD.replace("valid_until: 2027-06-30", "valid_until: 2026-06-30")
    with pytest.raises(InputError) as caught:
        gallium(judgements=write(tmp_path, old))
    fault = caught.value.faults[0]
    assert fault.found == "the judgement gallium-recycling, which ended on 2026-06-30"
    assert fault.expected == "judgements that hold on 2026-11-01"
    assert "read again" in fault.action


def test_what_ships_is_in_order() -> None:
    assert len({item.id for item in judgements()}) == len(judgements())
