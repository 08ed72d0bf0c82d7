"""Product groups: amounts as a range, names without amounts, or plainly "not known"."""

import pytest

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers import product


def _asked(edition, code):
    return product.answer(edition, Question(options={"code": code}))


def test_a_magnet_holds_ranges_from_the_library_and_never_a_middle(edition):
    answer = _asked(edition, "850511")
    rows = {row["material_id"]: row for row in answer.tables["inside"]}
    assert rows["neodymium"]["content_g_kg_low"] == 0.0 < rows["neodymium"]["content_g_kg_high"]
    assert rows["neodymium"]["grade"] in ("measured", "derived", "proxy")
    assert rows["terbium"]["content_g_kg_high"] is None
    assert rows["terbium"]["lacks"] == "content_g_kg_high"
    assert len(answer.tables["eleven"]) == 5 * 11


def test_measures_stand_once_with_cost_time_and_complexity(edition):
    rows = _asked(edition, "850511").tables["measures"]
    assert len({row["row_id"] for row in rows}) == len(rows)
    assert all({row["cost"], row["time"], row["complexity"]} <= {1, 2, 3} for row in rows)


@pytest.mark.parametrize("code", ["010121", "0101.21"])
def test_a_code_that_nobody_described_says_so(edition, code):
    answer = _asked(edition, code)
    assert answer.tables["inside"] == []
    assert "niet bekend" in answer.sentence.nl
    assert "not known" in answer.sentence.en


def test_a_cn_code_falls_under_its_six_digits(edition):
    assert _asked(edition, "8505.11.00").rows[0]["code"] == "850511"


def test_a_number_that_is_no_code_is_refused_with_the_nearest(edition):
    with pytest.raises(UnknownName) as caught:
        _asked(edition, "850599")
    assert any(code.startswith("8505") for code in caught.value.nearest)


def test_the_index_names_every_code_of_map_and_library_once(edition):
    rows = product.answer(edition, Question()).rows
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes)) > 250
    assert all(row["materials_count"] == len(row["materials"].split("; ")) for row in rows)
