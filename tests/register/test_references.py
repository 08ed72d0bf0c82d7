"""Every notation of a parliamentary number leads to one id."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.register.references import canonical, find_references, kind_of, link

NOTATIONS = (
    "{d}-{n}",
    "kst-{d}-{n}",
    "Kamerstuk {d}-{n}",
    "{s}, nr. {n}",
    "{s} – {n}",
    "{s} - {n}",
    "{s}-{n}",
    "{d} nr. {n}",
    "{d} nr {n}",
    "Kamerstuk {s}, nr. {n}",
    "Kamerstukken II 2022/23, {s}, nr. {n}",
    "Kamerstukken II, 2022-2023, {s}, nr. {n}",
    "Motie {s} – {n}",
    "Kamerbrief {s}-{n}",
    "(Kamerstuk {s}, nr. {n})",
    "de motie ({d}, nr. {n}) van het lid",
    "zie {s}, nr.{n}.",
    "kamerstuk {d}/{n}",
    "Kamerstuk {d}, {n}",
    "{d}, nummer {n}",
)


def test_two_hundred_generated_notations_each_give_their_paper():
    dice = random.Random(7)
    tried = 0
    for notation in NOTATIONS:
        for _ in range(10):
            dossier, number = dice.randint(10_000, 39_999), dice.randint(1, 2999)
            spaced = f"{dossier // 1000} {dossier % 1000:03d}"
            text = notation.format(d=dossier, s=spaced, n=number)
            assert canonical(text) == f"kst-{dossier}-{number}", text
            tried += 1
    assert tried == 200


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kamerstuk 21501-30-577", "kst-21501-30-577"),
        ("21 501-30, nr. 577", "kst-21501-30-577"),
        ("Kamerstuk 36200-XII-102", "kst-36200-XII-102"),
        ("36 200 XII, nr. 102", "kst-36200-XII-102"),
        ("36410-L-7", "kst-36410-L-7"),
        ("Kamerstuk 2023Z20335", "2023Z20335"),
        ("2022D50339", "2022D50339"),
        ("toezegging TZ202310-028", "TZ202310-028"),
        ("Handelingen II 2022/23, nr. 103, item 61", "h-tk-20222023-103-61"),
        ("Aanhangsel Handelingen II 2024/25, nr. 2062", "ah-tk-20242025-2062"),
        ("Staatscourant 2024, 36826", "stcrt-2024-36826"),
        ("DGBI-TOP / 43841053", "DGBI-TOP/43841053"),
    ],
)
def test_other_kinds_and_parts_of_dossiers(text, name):
    assert canonical(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "motie 32852-259",
        "32 852, nr. 259",
        "32852 nr 259",
        "kst-32852-259",
        "Kamerstukken II 2022/23, 32 852, nr. 259",
    ],
)
def test_five_notations_of_the_motion_on_gallium_hit_one_item(text):
    assert canonical(text) == "kst-32852-259"


@pytest.mark.parametrize(
    "text",
    [
        "2023-2024",
        "NPCE 2023 - 2030",
        "UNEA-resolutie 5/12",
        "EUR 32.852",
        "06-12345678",
        "(XIII)",
        "100.000-200.000",
        "1,5 mln",
    ],
)
def test_what_only_looks_like_a_number_is_none(text):
    assert find_references(text) == []


@given(st.text(max_size=300))
def test_any_text_gives_ordered_references_that_do_not_overlap(text):
    found = find_references(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(kind_of(one.id) == one.kind for one in found)


def test_the_address_of_a_paper():
    assert link("kst-32852-259") == "https://zoek.officielebekendmakingen.nl/kst-32852-259.html"
    assert link("DGBI-TOP/1234567") is None
