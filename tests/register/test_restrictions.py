"""Export restrictions: dates, states on a day, and what is not known."""

from datetime import date

import pytest

from grondstof.errors import InputError
from grondstof.register.restrictions import read_restrictions, restrictions
from grondstof.vocabulary import materials, territories


def one(name):
    return next(
        placed.restriction for placed in restrictions() if placed.restriction.id.endswith(name)
    )


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [
        ("CN-2023-23", date(2023, 7, 31), "not yet"),
        ("CN-2023-23", date(2023, 8, 1), "in force"),
        ("CN-2023-39", date(2023, 12, 1), "in force"),
        ("CN-2024-46-1", date(2026, 11, 20), "in force"),
        ("CN-2024-46-2", date(2025, 11, 8), "in force"),
        ("CN-2024-46-2", date(2026, 11, 20), "suspended"),
        ("CN-2025-18", date(2026, 11, 20), "in force"),
        ("CN-2025-57", date(2026, 3, 1), "suspended"),
        ("CD-2025-001", date(2025, 7, 1), "ended"),
        ("GA-2029", date(2026, 11, 20), "announced"),
    ],
)
def test_the_state_on_a_day(name, day, state):
    assert one(name).state_on(day) == state


def test_no_act_was_read_so_none_is_called_verified():
    assert {placed.restriction.legal_status for placed in restrictions()} == {"unverified"}


def test_materials_and_territories_are_those_of_the_vocabulary():
    known, places = materials.materials(), territories.territories()
    for placed in restrictions():
        item = placed.restriction
        assert set(item.materials) <= set(known), item.id
        assert item.issuer in places
        assert item.destination is None or item.destination in places


def test_where_to_look_in_trade_does_not_narrow_a_restriction():
    item = one("ID-2020-NI")
    assert item.trade_stages == ("extraction",)
    assert item.stages == ()


def test_the_duplicated_entry_of_announcement_10_is_left_out():
    item = one("CN-2025-10")
    assert set(item.materials) == {"tungsten", "tellurium", "bismuth", "molybdenum", "indium"}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("legal_status: verified", "verified without a legal reference"),
        ("valid_to: 2020-01-01", "is not after valid_from"),
        ("form: embargo", "form = 'embargo'"),
        ("trade_stages: [mining]", "trade_stages.0 = 'mining'"),
    ],
)
def test_a_broken_entry_names_file_and_line(tmp_path, change, found):
    lines = [
        "items:",
        "  - id: r1",
        "    title_nl: Iets",
        "    title_en: Something",
        "    issuer: CHN",
        "    issuing_body: MOFCOM",
        "    measure: No. 1",
        "    form: ban",
        "    valid_from: 2024-01-01",
        "    state: in force",
        "    source: {publisher: Press, title: Text, year: 2024}",
        "    place: body",
    ]
    key = change.partition(":")[0]
    lines = [line for line in lines if not line.strip().startswith(f"{key}:")]
    (tmp_path / "chn.yml").write_text("\n".join([*lines, f"    {change}"]) + "\n", "utf-8")
    with pytest.raises(InputError) as error:
        read_restrictions(tmp_path)
    assert found in str(error.value)
    assert "chn.yml:" in str(error.value)
