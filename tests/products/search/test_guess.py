"""Guesses against the answer key.

`invoice_lines.csv`: 200 lines, written before the search; the 60 held apart were never looked at
while weights were chosen, but one hand wrote key and word list. `invoice_lines_fresh.csv`: 44 lines
with makers' type numbers; the type numbers of the search were widened after they were read, so they
guard what was reached and measure nothing new. `invoice_lines_independent.csv`: 120 lines by
another hand that knew neither search nor lists, 8 of them too vague for any code; no word was
changed after they were read. At first sight 84 % were right in the first three and 5 % of first
guesses were wrong though called sure; names of three codes or more are no longer called sure since.
"""

import csv
import time
from pathlib import Path

import pytest

from grondstof.errors import InputError
from grondstof.products.search import index
from grondstof.products.search.guess import Guess, guesses, read_lines

KEYS = Path(__file__).parent / "keys"


def _key(name: str, held: str | None = None) -> list[dict[str, str]]:
    with (KEYS / name).open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if held in (None, row["held_apart"])]


def _scores(rows: list[dict[str, str]]) -> tuple[float, float]:
    """Return the share right within three guesses, and the share wrong though called sure."""
    right = wrong = 0
    for row in rows:
        found, codes = guesses(row["line"]), row["codes"].split()
        right += any(guess.code in codes for guess in found)
        wrong += bool(found) and found[0].confidence == "sure" and found[0].code not in codes
    return right / len(rows), wrong / len(rows)


def test_the_key_has_two_hundred_lines_with_sixty_held_apart() -> None:
    assert len(_key("invoice_lines.csv")) == 200
    assert len(_key("invoice_lines.csv", "yes")) == 60


@pytest.mark.parametrize("held", ["no", "yes"])
def test_the_right_code_is_among_three_and_sure_is_seldom_wrong(held: str) -> None:
    right, wrong = _scores(_key("invoice_lines.csv", held))
    assert right >= 0.80
    assert wrong <= 0.03


def test_lines_with_type_numbers_stay_found() -> None:
    right, wrong = _scores(_key("invoice_lines_fresh.csv"))
    assert right >= 0.90
    assert wrong <= 0.03


def test_lines_of_another_hand_are_found_and_vague_ones_left_open() -> None:
    rows = _key("invoice_lines_independent.csv")
    named = [row for row in rows if row["codes"]]
    right, wrong = _scores(named)
    assert len(named) == 112
    assert right >= 0.80
    assert wrong <= 0.03
    vague = [guesses(row["line"]) for row in rows if not row["codes"]]
    assert all(not found or found[0].confidence == "possible" for found in vague)


def test_a_type_number_alone_is_never_sure() -> None:
    found = guesses("DSNU 25-100-PPV")
    assert found[0].code == "841231"
    assert found[0].confidence == "likely"
    assert "pneumatic cylinder" in found[0].reason
    assert "pneumatische cilinder" in found[0].reason_nl


def test_name_and_type_number_strengthen_each_other() -> None:
    assert guesses("Kogellager 6205-2RS")[0].confidence == "sure"


def test_a_code_in_the_line_wins() -> None:
    assert guesses("art. 8505.11.00 magneten") == [
        Guess("850511", "sure", "the code stands in the line", "de code staat in de regel")
    ]


def test_a_number_that_is_no_code_is_not_taken_for_one() -> None:
    assert all(guess.code != "620522" for guess in guesses("lager 6205 22"))


def test_size_decides_between_codes() -> None:
    assert guesses("Elektromotor 0,37 kW")[0].code == "850151"
    assert guesses("Elektromotor 37 kW")[0].code == "850152"
    assert guesses("Elektromotor 370 kW")[0].code == "850153"


@pytest.mark.parametrize("line", ["xyzzy 123", "Artikel 88-A", "diversen"])
def test_nonsense_is_not_known(line: str) -> None:
    assert guesses(line) == []


def test_two_hundred_lines_take_less_than_two_seconds() -> None:
    guesses("warm up")
    lines = [row["line"] for row in _key("invoice_lines.csv")]
    start = time.perf_counter()
    for line in lines:
        guesses(line)
    assert time.perf_counter() - start < 2.0


def test_the_index_is_small_and_quick(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    start = time.perf_counter()
    index.build(path)
    assert time.perf_counter() - start < 20.0
    assert path.stat().st_size < 30_000_000


def test_words_with_signs_of_the_query_language_do_no_harm() -> None:
    assert isinstance(guesses('pomp" OR * NEAR( -^:'), list)


def test_too_many_and_too_long_lines_are_refused_at_once() -> None:
    with pytest.raises(InputError) as caught:
        read_lines("\n".join(["x" * 400] * 201))
    assert "201 lines" in caught.value.faults[0].found
    assert len(caught.value.faults) > 200
