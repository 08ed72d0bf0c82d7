"""The sentence about measures names the one that is first most often."""

import pytest

from grondstof.assess.recipe import Question
from grondstof.products.answers import measures
from grondstof.store.editions import Edition


@pytest.mark.parametrize("chain", ["permanent-magnet", "wind-turbine"])
def test_the_sentence_names_the_measure_that_is_first_most_often(
    edition: Edition, chain: str
) -> None:
    found = measures.answer(edition, Question(home="NLD", options={"chain": chain}))
    ranked = [row for row in found.rows if row["rank"] is not None]
    often = max(ranked, key=lambda row: row["best_share"])
    assert often["name_en"] in found.sentence.en
    assert often["name_nl"] in found.sentence.nl
