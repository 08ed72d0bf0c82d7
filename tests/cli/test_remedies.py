"""The commands on remedies, as a reader types them: answers, and every refusal in three parts."""

import json
import re

import pytest

from grondstof.cli.main import run

WIND = """id: own
territory: NLD
title: {nl: eigen, en: own}
note: mine
sources: {me: {publisher: me, title: mine, year: 2026, url: "https://example.org", licence: none}}
series:
  - technology: wind
    quantity: stock
    unit: MW
    points:
      - {year: 2020, value: 100, kind: judged, source: me, locator: a}
      - {year: 2030, value: 1000, kind: judged, source: me, locator: b}
      - {year: 2040, value: 1500, kind: judged, source: me, locator: c}
"""


def told(capsys, *words):
    """Return exit code, standard output and standard error of a command."""
    with pytest.raises(SystemExit) as left:
        run(list(words))
    found = capsys.readouterr()
    return left.value.code, found.out, found.err


def asked(capsys, *words):
    """Return the answer to a command as JSON."""
    code, out, err = told(capsys, *words, "--format", "json")
    assert code == 0, err
    return json.loads(out)


@pytest.mark.parametrize(
    "words",
    [
        ("demand", "--chain", "battery", "--year", "2040"),
        ("urban-mine", "neodymium"),
        ("stockpile", "gallium", "--cover-days", "60"),
        ("measures", "--chain", "permanent-magnet", "--budget", "50e6"),
    ],
)
def test_the_commands_of_the_four_questions_answer(edition, capsys, words):
    for language in ("nl", "en"):
        code, out, err = told(capsys, *words, "--language", language)
        assert (code, err) == (0, "")
        assert "Traceback" not in out
        assert ("Bronnen" if language == "nl" else "Sources") in out


def test_a_scenario_of_ones_own_with_a_lifetime_of_its_own(edition, capsys, tmp_path):
    """A longer life leaves more in use and lets less go out of use; demand follows the stock."""
    shown = {}
    for years in (15, 30):
        life = f"unit: MW\n    lifetime: {{mean: {years}, deviation: 4, reason: mine}}"
        path = tmp_path / f"{years}.yml"
        path.write_text(WIND.replace("unit: MW", life))
        found = asked(capsys, "demand", "--chain", "wind", "--scenario-file", str(path))
        shown[years] = {row["materialId"]: row for row in found["rows"]}
    for material, row in shown[15].items():
        assert shown[30][material]["outflowT"] < row["outflowT"]
        assert shown[30][material]["demandT"] < row["demandT"]


@pytest.mark.parametrize(
    ("old", "new", "where", "found", "expected"),
    [
        ("unit: MW", "unit: MW\n    lifetime: {mean: 0, deviation: 4, reason: r}",
         "own.yml:", "lifetime.mean = '0'", "greater than 0"),
        ("unit: MW", "unit: MW\n    lifetime: {mean: 5, spread: 6, deviation: 4, reason: r}",
         "own.yml:", "series.0.lifetime", "no lifetime is zero or below"),
        ("unit: MW", "unit: MW\n    retired: [{year: 2035, share: 1.2, reason: r}]",
         "own.yml:", "retired.0.share = '1.2'", "less than or equal to 1"),
        ("unit: MW", "unit: MW\n    start: {year: 2045, reason: r}",
         "own.yml:", "starts in 2045 and ends in 2040", "ends after it starts"),
        ("value: 1500", "value: 100",
         "wind, 2031", "a stock that falls faster than products leave use (inflow -",
         "an inflow of zero or more"),
        ("value: 100,", "value: -100,", "own.yml:", "value = '-100'", "greater than or equal to 0"),
    ],
)  # fmt: skip
def test_a_scenario_that_cannot_be_is_refused(
    edition, capsys, tmp_path, old, new, where, found, expected
):
    """Never clipped, never a traceback: exit 2 with where, found, expected and what to do."""
    path = tmp_path / "own.yml"
    text = WIND.replace(old, new)
    path.write_text(
        text.replace("2040, value", "2033, value") if where.startswith("wind") else text
    )
    code, out, err = told(capsys, "demand", "--chain", "wind", "--scenario-file", str(path))
    words = re.sub(r"\s+", " ", err)
    assert (code, out) == (2, "")
    assert where in words
    assert found in words
    assert "expected" in words.lower()
    assert expected in words
    assert "Traceback" not in words


@pytest.mark.parametrize(
    ("words", "code", "found", "expected"),
    [
        (("measures", "--budget", "10"), 2, "budget: found 10", "the cheapest measure"),
        (("measures", "--budget", "-5"), 2, "budget: found '-5.0'", "above zero"),
        (("measures", "--cap", "0.3"), 2, "a largest supplier with", "a reachable cap of 30%"),
        (("measures", "--cap", "1.4"), 2, "cap: found 1.4", "between 0 and 1"),
        (("measures", "--cap", "0.65", "--budget", "300000"), 2, "", "xpected"),
        (("stockpile", "gallium", "--cover-days", "-1"), 2, "days of cover: found -1", "zero or"),
        (("stockpile", "gallium", "--least-share", "2"), 2, "least_share: found 2", "0 and 1"),
        (("stockpile", "gallium", "--level", "1.5"), 2, "level: found 1.5", "between 0 and 1"),
        (("stockpile", "gallium", "--use-t", "0"), 2, "use: found 0 t", "above zero"),
        (("stockpile", "unobtainium"), 2, "unobtainium", "a material"),
        (("demand", "--chain", "toaster"), 2, "toaster", "a chain with demand"),
        (("demand", "--scenario", "nl-adopt"), 2, "nl-adopt", "nl-adapt"),
        (("urban-mine", "--group", "toasters"), 2, "toasters", "a product group"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(edition, capsys, words, code, found, expected):
    left, out, err = told(capsys, *words)
    text = re.sub(r"\s+", " ", err)
    assert (left, out) == (code, ""), text
    assert found in text
    assert expected in text
    assert "Traceback" not in text


def test_a_home_without_a_scenario_says_so_and_is_no_error(edition, capsys):
    found = asked(capsys, "demand", "--chain", "solar-pv", "--home", "DEU")
    assert found["rows"] == []
    assert "no scenario for Germany" in found["gaps"][0]["why"]


def test_the_stock_that_keeps_the_loss_under_a_chosen_level(edition, capsys):
    found = asked(capsys, "stockpile", "gallium", "--level", "0.3")
    stocks = {row["lossShare"]: row["stockT"] for row in found["tables"]["levels"]}
    assert list(stocks) == [0.5, 0.3, 0.2, 0.1]
    assert stocks[0.5] < stocks[0.3] < stocks[0.2]
