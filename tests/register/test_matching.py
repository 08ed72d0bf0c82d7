"""Instruments and projects: a settled rule excludes, an unsettled one never does."""

import random
import time
from datetime import date

import pytest

from grondstof.errors import InputError
from grondstof.products.answers.match_values import strategic_value
from grondstof.register.matching import facts, match, window_on
from grondstof.register.models import Cite, Instrument, Rule
from grondstof.register.permit_clock import clock, distance_km
from grondstof.register.project_file import Permit, Project, Stop, read_project

DAY = date(2026, 11, 20)


def instrument(*rules, **more):
    return Instrument(
        id="i",
        kind="instrument",
        title_nl="Regeling",
        title_en="Scheme",
        actor="rvo",
        cites=(Cite(document="d1", place="p. 1"),),
        rules=rules,
        **({"aid": "grant", "window": "open"} | more),
    )


def rule(field="region", value=("NLD",), test="one of", settled=True):
    return Rule(
        field=field,
        test=test,
        value=value,
        settled=settled,
        place="Art. 1",
        reason_nl="Reden",
        reason_en="Reason",
    )


def outcome(one, **project):
    known = facts(Project(name="Project", **({"country": "NLD"} | project)), "NLD", DAY)
    return match(known, [one], DAY)[0].outcome


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (instrument(rule()), "eligible"),
        (instrument(rule(value=("developing",))), "not eligible"),
        (instrument(rule(value=("developing",), settled=False)), "eligible if"),
        (instrument(rule("esg", True, "is")), "unknown"),
        (instrument(), "unknown"),
        (instrument(rule(), window="closed"), "eligible if"),
        (instrument(rule(), window_to=date(2026, 2, 2)), "eligible if"),
        (instrument(rule(), gap=True), "not eligible"),
        (instrument(rule(), rule("need_meur", 3.0, "at most")), "not eligible"),
        (instrument(rule(), rule("stage", ("end-of-life",), "none of")), "not eligible"),
    ],
)
def test_the_outcome_of_one_instrument(one, expected):
    assert outcome(one, need_meur=25.0, stage=("end-of-life",)) == expected


def test_a_window_opens_and_closes():
    one = instrument(window_from=date(2025, 9, 16), window_to=date(2026, 2, 2))
    assert window_on(one, date(2025, 1, 1)) == "announced"
    assert window_on(one, date(2025, 10, 1)) == "open"
    assert window_on(one, DAY) == "closed"


def test_a_thousand_projects_and_forty_instruments_in_under_two_seconds():
    dice = random.Random(3)
    many = [instrument(rule(), rule("need_meur", float(n), "at most")) for n in range(40)]
    start = time.perf_counter()
    count = 0
    for number in range(1000):
        project = Project(
            name=f"Project {number}",
            country=dice.choice(["NLD", "CHL"]),
            need_meur=dice.random() * 50,
        )
        count += len(match(facts(project, "NLD", DAY), many, DAY))
    assert count == 40_000
    assert time.perf_counter() - start < 2.0


def test_the_permit_clock_of_article_11():
    start = Permit(complete_on=date(2026, 1, 1))
    assert clock(start, ["processing"], DAY).ends == date(2027, 4, 1)
    assert clock(start, ["extraction", "processing"], DAY).ends == date(2028, 4, 1)
    stopped = Permit(
        complete_on=date(2026, 1, 1),
        extended=True,
        stops=(Stop(first=date(2026, 3, 1), last=date(2026, 3, 31)),),
    )
    found = clock(stopped, ["end-of-life"], date(2026, 4, 1))
    assert (found.limit_months, found.stopped_days, found.elapsed_days) == (18, 30, 60)
    assert found.ends == date(2027, 7, 31)


def test_the_distance_of_amsterdam_and_paris_is_about_430_km():
    assert distance_km(52.37, 4.90, 48.86, 2.35) == pytest.approx(430, abs=2)


def test_a_project_file_with_faults_names_them_by_line(tmp_path):
    path = tmp_path / "project.yml"
    path.write_text("name: X project\ncountry: NLD\nstage: [smelting]\ncolour: red\n", "utf-8")
    with pytest.raises(InputError) as error:
        read_project(path)
    text = str(error.value)
    assert "project.yml:3: found stage.0 = 'smelting'" in text
    assert "project.yml:4: found the field colour" in text


@pytest.mark.parametrize(
    ("stage", "share", "named"),
    [
        (("extraction",), 1.0, "10 %"),
        (("processing",), 0.25, "40 %"),
        (("end-of-life",), 0.4, "25 %"),
        (("component",), None, "een EU-doel"),
    ],
)
def test_a_project_is_held_to_the_target_of_its_own_stage(stage, share, named):
    """Regulation (EU) 2024/1252, Article 5(1)(a)."""
    given = Project(
        name="Project", country="NLD", stage=stage, capacity_t=100.0, eu_consumption_t=1000.0
    )
    row = strategic_value(given, 0.5)
    assert row["value"] == (None if share is None else pytest.approx(share))
    assert named in row["name_nl"]
