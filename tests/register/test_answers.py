"""What the register answers: progress, search, one item, changes, brief, match, gaps, reports."""

import json
import time
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from pypdf import PdfReader

from grondstof.assess.recipe import Question
from grondstof.errors import InputError, UnknownName
from grondstof.products.answers import (
    brief,
    brief_chains,
    calendar,
    commitment,
    gaps,
    instrument,
    match,
    partnership,
    progress,
    project,
    search,
    since,
    strategy,
    targets,
)
from grondstof.products.report.atom import to_atom
from grondstof.products.report.brief_report import brief_paper
from grondstof.products.report.match_report import match_paper
from grondstof.products.report.printed_html import to_html
from grondstof.products.report.strategy_reports import write_report
from grondstof.products.report.write import write
from grondstof.register.load import load_register
from grondstof.register.project_file import Project
from grondstof.register.restrictions import read_restrictions
from grondstof.store.warehouse import Warehouse

DAY = date(2026, 11, 20)


def ask(**options):
    return Question(as_of=DAY, options=options)


def test_every_row_went_through_the_gate_with_file_line_and_document(book):
    rows = book.rows('select * from "reported__register_item"')
    assert len(rows) > 750
    assert all(":" in row["locator"] and row["source_id"] and row["claim_id"] for row in rows)
    measures = book.rows('select * from "reported__restriction"')
    assert {row["form"] for row in measures} >= {"licence", "ban", "quota", "tax"}
    assert all("unverified" in row["legal_reference"] for row in measures)


def test_the_register_loads_twice_the_same(tmp_path):
    with Warehouse(tmp_path / "a.duckdb") as one, Warehouse(tmp_path / "b.duckdb") as two:
        assert load_register(one) == load_register(two)


def test_the_observatory_is_43_days_late_and_nothing_is_called_overdue(book):
    found = progress.answer(book, ask())
    row = next(row for row in found.rows if row["item_id"] == "actie-observatorium")
    assert (row["state"], row["days_late"]) == ("done", 43)
    assert not [row for row in found.rows if row["state"] == "overdue"]
    json.dumps(found.to_dict())


def test_progress_narrows_to_a_perspective_an_owner_and_a_material(book):
    rows = progress.answer(book, ask(perspective="hp3", owner="bhos")).rows
    assert rows
    assert all("hp3" in row["perspectives"] and row["owner"] == "bhos" for row in rows)
    gallium = progress.answer(book, Question(as_of=DAY, material="Ga")).rows
    assert "kst-32852-259" in [row["item_id"] for row in gallium]
    with pytest.raises(UnknownName):
        progress.answer(book, ask(owner="ezkk"))


@pytest.mark.parametrize(
    "text", ["motie 32852-259", "32 852, nr. 259", "32852 nr 259", "kst-32852-259", "32 852 – 259"]
)
def test_five_notations_show_asked_claimed_and_the_status_on_one_line(book, text):
    (row,) = commitment.answer(book, ask(item=text)).rows
    assert row["item_id"] == "kst-32852-259"
    assert row["state"] == "claimed"
    assert row["claim_sentence"].startswith("In lijn met de motie")
    assert row["chamber_status"] is None


def test_an_unknown_number_names_what_is_near(book):
    with pytest.raises(UnknownName):
        commitment.answer(book, ask(item="32852-999"))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("galium", "kst-32852-259"),
        ("groeifons", "groeifonds"),
        ("versnelingshuis", "versnellingshuis"),
        ("EKOOC-CE", "ekoo-ce"),
        ("duurzame aardmetalen", "kst-32849-224"),
        ("Madini", "madini"),
    ],
)
def test_search_forgives_typing_errors(book, typed, wanted):
    assert wanted in [row["item_id"] for row in search.answer(book, ask(text=typed)).rows]


def test_search_takes_under_fifty_milliseconds(book):
    search.answer(book, ask(text="eerste"))
    for text in ("gallium", "galium", "natuurlik grafiet", "32852-259", "a" * 200):
        runs = []
        for _ in range(5):
            start = time.perf_counter()
            search.answer(book, ask(text=text))
            runs.append(time.perf_counter() - start)
        # The quickest run: the machine may be doing something else in between.
        assert min(runs) < 0.05, text


@pytest.mark.parametrize("text", ["", " ", "x" * 201, None])
def test_search_without_a_text(book, text):
    with pytest.raises(InputError, match="search text"):
        search.answer(book, ask(text=text))


@pytest.mark.parametrize("text", ['"', "a AND b OR", "NEAR(x", "gal*", "'; drop table words; --"])
def test_search_takes_signs_of_its_own_language_as_text(book, text):
    assert search.answer(book, ask(text=text)).rows is not None


def test_what_changed_is_newest_first_and_has_ids_of_its_own(book):
    found = since.answer(book, ask(since=date(2025, 6, 1)))
    days = [row["date"] for row in found.rows]
    assert days == sorted(days, reverse=True)
    assert len({row["row_id"] for row in found.rows}) == len(found.rows)
    assert {"restriction", "partnership", "document"} <= {row["subject"] for row in found.rows}
    feed = ET.fromstring(to_atom(found, "https://example.org"))
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == min(100, len(found.rows))


def test_changes_from_a_later_day_are_refused(book):
    with pytest.raises(InputError, match="since"):
        since.answer(book, ask(since=date(2027, 1, 1)))


def test_the_brief_of_gallium_has_a_footnote_for_each_dated_sentence(book, tmp_path):
    found = brief.answer(book, ask(subject="gallium"))
    sections = {row["section"] for row in found.rows}
    assert {"what", "happened", "promised"} <= sections
    assert all(row["footnotes"] for row in found.rows if row["section"] == "happened")
    path = write(brief_paper(found), tmp_path / "brief.pdf")
    assert len(PdfReader(path).pages) <= 2
    assert write(brief_paper(found), tmp_path / "brief.docx").stat().st_size > 5_000


@pytest.mark.parametrize(
    "subject", ["China", "batteries", "Ge", "natuurlijk grafiet", "wind-turbine"]
)
def test_the_brief_takes_a_territory_a_chain_or_any_spelling(book, subject):
    found = brief.answer(book, ask(subject=subject))
    assert found.rows
    assert "<script" not in to_html(brief_paper(found, "en"))


def test_the_materials_of_a_chain_come_from_its_file_and_its_words_from_a_map():
    for word in ("permanent-magnets", "magneten", "permanent-magnet"):
        kind, subject = brief.subject_of(word)
        assert (kind, subject) == ("chain", ("permanent-magnet",))
    assert {"neodymium", "dysprosium"} <= set(
        brief_chains.materials_of("chain", ("permanent-magnet",))
    )
    assert brief.subject_of("batterijen") == ("chain", ("li-ion-battery",))


def test_a_brief_on_nothing_names_the_nearest(book):
    with pytest.raises(UnknownName):
        brief.answer(book, ask(subject="gibberishium"))


def test_a_magnet_recycler_sees_that_no_scheme_covers_offtake(book):
    project = Project(
        name="Magneten",
        country="NLD",
        applicant=("company", "sme"),
        stage=("end-of-life",),
        phase=("demonstration",),
        materials=("neodymium",),
        need_meur=25.0,
        needs=("offtake",),
    )
    found = match.answer(book, ask(project=project))
    offtake = next(row for row in found.tables["needs"] if row["aspect"] == "offtake")
    assert (offtake["covered"], offtake["sentence_nl"]) == (
        False,
        "Geen regeling dekt afname op lange termijn.",
    )
    assert all(row["why_nl"] for row in found.rows if row["outcome"] == "not eligible")
    rows = gaps.answer(book, Question(as_of=DAY, stage="end-of-life")).rows
    assert {row["aspect"] for row in rows if row["gap"]} >= {"feedstock"}
    assert all(rule["place"] for rule in found.tables["rules"])


def test_dependence_taken_away_stays_empty_with_the_reason_where_nobody_tells_who_supplies(book):
    project = Project(
        name="Gallium",
        country="NLD",
        stage=("processing",),
        materials=("gallium",),
        capacity_t=20.0,
        eu_consumption_t=60.0,
    )
    found = match.answer(book, ask(project=project, weight_dependence=0.9))
    row = next(r for r in found.tables["values"] if r["row_id"] == "dependence/gallium")
    assert (row["value"], row["lacks"], row["weight"]) == (None, "value", 0.9)
    assert row["reason_en"] == "no data tell who supplies the Union"
    assert found.gaps[0].what == "dependence_reduced"


def test_targets_carry_their_document_and_their_dates(book):
    rows = {row["item_id"]: row for row in targets.answer(book, ask()).rows}
    assert rows["crma-verwerking-2030"]["value"] == 0.40
    assert not rows["crma-recycling-voorstel"]["valid_on_day"]
    before = Question(as_of=date(2023, 6, 1))
    past = {row["item_id"]: row for row in targets.answer(book, before).rows}
    assert past["crma-recycling-voorstel"]["valid_on_day"]
    assert not past["crma-verwerking-2030"]["valid_on_day"]


def test_standings_on_the_targets_are_as_published_and_name_what_is_missing(book):
    rows = {row["row_id"]: row for row in targets.answer(book, ask()).tables["status"]}
    assert len(rows) == 4 * len({row["material_id"] for row in rows.values()})
    gallium = rows["gallium/processing"]
    assert (gallium["value"], gallium["target"], gallium["year"]) == (0.02, 0.40, 2022)
    assert gallium["gap"] == pytest.approx(0.38)
    assert gallium["trend"] == pytest.approx(-0.98)
    assert (gallium["kind"], gallium["certainty"]) == ("published", "reported")
    copper = rows["copper/processing"]
    assert copper["target_met"]
    assert copper["class_low"] == 0.8
    assert copper["gap"] is None
    assert "gap" in copper["lacks"]
    assert copper["held_by_en"].startswith("European Commission")
    assert rows["dysprosium/recycling"]["published_for"] == "hree"
    silicon = rows["silicon-metal/extraction"]
    assert silicon["class_en"] is None
    assert silicon["lacks"] == "class;value;gap;trend"
    assert rows["tungsten/extraction"]["class_en"] is None


@pytest.mark.parametrize("which", ["progress", "contribution"])
@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_both_reports_in_three_formats(book, tmp_path, which, ending):
    path = write_report(book, ask(), which, tmp_path / f"report.{ending}")
    assert path.stat().st_size > 5_000


def test_a_report_with_another_ending_is_refused(book, tmp_path):
    with pytest.raises(InputError, match="the ending"):
        write_report(book, ask(), "progress", tmp_path / "report.odt")


@pytest.mark.parametrize("text", ["gal\x00lium", '"unfinished', "a AND OR NOT", "(((", "é\x07*"])
def test_odd_letters_never_break_the_search(book, text):
    search.answer(book, ask(text=text))


def test_the_overview_counts_all_five_perspectives(book):
    found = strategy.answer(book, ask())
    assert [row["item_id"] for row in found.rows] == ["hp1", "hp2", "hp3", "hp4", "hp5"]
    assert all(row["all_states"] > 5 for row in found.rows)
    assert {row["row_id"] for row in found.tables["kinds"]} >= {"restriction", "finding"}
    assert len(found.tables["findings"]) >= 15


def test_partnerships_at_the_end_of_2023_and_later(book):
    rows = partnership.answer(book, ask()).rows
    eu = [row for row in rows if row["party"] == "EU" and row["kind_of_item"] == "partnership"]
    dated = [row["signed"] for row in eu if row["signed"]]
    assert len(eu) == 15
    assert max(dated) == date(2025, 11, 20)
    one = partnership.answer(book, ask(item="eu-namibia"))
    assert one.gaps
    with pytest.raises(UnknownName):
        partnership.answer(book, ask(item="eu-mars"))


def test_projects_stand_beside_their_published_counts(book):
    found = project.answer(book, ask())
    assert {row["selection"]: row["published"] for row in found.tables["counts"]} == {
        "eu-47": 47.0,
        "third-country-13": 13.0,
    }
    assert found.gaps
    assert project.answer(book, Question(as_of=DAY, material="gallium")).rows


def test_instruments_show_window_and_rules(book):
    rows = {row["item_id"]: row for row in instrument.answer(book, ask()).rows}
    assert len(rows) == 40
    assert rows["veki"]["window"] == "closed"
    assert rows["strategische-projectgarantie"]["missing"]
    assert instrument.answer(book, ask(item="ekoo-ce")).tables["rules"]


def test_the_calendar_looks_forward_only(book):
    days = [row["date"] for row in calendar.answer(book, ask()).rows]
    assert days == sorted(days)
    assert days[0] >= DAY


def test_a_measure_announced_today_stands_in_the_brief_of_today(book, tmp_path):
    (tmp_path / "new.yml").write_text(
        "items:\n"
        "  - id: restriction-CN-2026-99\n"
        "    title_nl: Vergunningplicht voor gallium\n"
        "    title_en: Licence duty for gallium\n"
        "    issuer: CHN\n"
        "    issuing_body: MOFCOM\n"
        "    measure: Announcement No. 99 of 2026\n"
        "    announced: 2026-11-19\n"
        "    materials: [gallium]\n"
        "    form: licence\n"
        "    valid_from: 2026-12-01\n"
        "    state: announced\n"
        "    source: {publisher: Press, title: Text, year: 2026}\n"
        "    place: first paragraph\n",
        "utf-8",
    )
    extra = read_restrictions(tmp_path)
    found = brief.answer(book, ask(subject="gallium", extra=extra))
    first = next(row for row in found.rows if row["section"] == "happened")
    assert "Announcement No. 99 of 2026; aangekondigd" in first["sentence_nl"]
    assert any(source["source_id"] == "restriction-CN-2026-99" for source in found.sources)
    json.dumps(found.to_dict())


def test_a_match_prints_on_two_pages(book, tmp_path):
    one = Project(
        name="Magneten",
        country="NLD",
        stage=("end-of-life",),
        materials=("neodymium",),
        needs=("offtake",),
    )
    found = match.answer(book, ask(project=one))
    path = write(match_paper(found), tmp_path / "match.pdf")
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert len(PdfReader(path).pages) <= 2
    assert "Geen regeling dekt afname op lange termijn (gevraagd)" in text


def test_another_home_sees_no_dutch_institution(book):
    for module in (progress, strategy, calendar, instrument, match, gaps):
        options = {"project": Project(name="Belgian", country="BEL")} if module is match else {}
        found = module.answer(book, Question(home="BEL", as_of=DAY, options=options))
        assert "Kamer" not in json.dumps(found.to_dict())
        assert "Nederland" not in json.dumps(found.to_dict(), ensure_ascii=False)
    rows = brief.answer(book, Question(home="BEL", as_of=DAY, options={"subject": "gallium"}))
    promised = [row["sentence_en"] for row in rows.rows if row["section"] == "promised"]
    assert promised
    assert all(text.startswith("What comes next") for text in promised)
