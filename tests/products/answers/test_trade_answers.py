"""Trade, origin, territory and signals: the answers a reader gets from the shipped edition."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pyarrow.compute as pc
import pytest

from grondstof.assess.recipe import Question
from grondstof.errors import InputError, UnknownName
from grondstof.products.answers import origin, signals, territory, trade


def asked(text, home="NLD", year=None):
    return Question(home=home, year=year, options={"subject": text})


def no_gap_is_a_number(found):
    for row in [*found.rows, *(row for rows in found.tables.values() for row in rows)]:
        assert row["row_id"]
        assert all(value == value for value in row.values()), "no NaN"


@pytest.mark.parametrize("text", ["cobalt", "magnesium", "tungsten", "811292", "850511"])
def test_an_origin_answer_tells_direct_traced_anchor_and_range(edition, text):
    found = origin.answer(edition, asked(text))
    no_gap_is_a_number(found)
    for language in (found.sentence.nl, found.sentence.en):
        assert "%" in language
    assert {row["kind"] for row in found.rows} == {"modelled"}
    for row in found.tables["coverage"]:
        total = row["anchored_share"] + row["bounded_share"] + row["unknown_share"]
        assert total == pytest.approx(1.0)
        assert row["anchor"]
    assert {row["anchor"] for row in found.tables["anchors"]} >= {"at the border"}


@pytest.mark.parametrize("text", ["gallium", "germanium", "indium", "coking-coal", "neodymium"])
def test_a_pooled_figure_never_carries_one_materials_name(edition, text):
    from grondstof.vocabulary.materials import find

    material = find(text)
    for answers in (origin, trade):
        found = answers.answer(edition, asked(text, year=2022))
        pooled = [row for row in found.rows if row["code"] in ("811292", "270112", "850511")]
        assert pooled
        for row in pooled:
            name = row.get("code_name_nl") or row["name_nl"]
            assert name.casefold() != material.name_nl.casefold()
        if all(row["code"] in ("811292", "270112", "850511") for row in found.rows):
            assert not found.sentence.en.startswith(material.name_en)


def test_another_home_gives_the_same_as_the_built_one_would(edition):
    """The recipe run for one question equals the rows that the build wrote."""
    built = {r["origin_id"]: r["share"] for r in origin.answer(edition, asked("850511")).rows}
    code = trade.subject("850511")[1][0]
    homes = origin.ORIGIN.homes
    try:
        object.__setattr__(origin.ORIGIN, "homes", ())
        rows = origin.origin_rows(edition, "NLD", code)
    finally:
        object.__setattr__(origin.ORIGIN, "homes", homes)
    newest = max(row["year"] for row in rows)
    asked_for = {row["origin_id"]: row["share"] for row in rows if row["year"] == newest}
    assert asked_for == pytest.approx(built)


@pytest.mark.parametrize("home", ["NLD", "EU27", "BEL", "JPN"])
def test_trade_of_any_home(edition, home):
    found = trade.answer(edition, asked("cobalt", home))
    no_gap_is_a_number(found)
    assert found.rows
    assert len(found.tables["bands"]) <= 12
    assert {row["valuation"] for row in found.rows} == {"FOB dollars"}


def test_the_total_shows_published_beside_bounded(edition):
    found = trade.answer(edition, asked("", year=2022))
    assert "82,0 %" in found.sentence.nl
    assert {row["basis"] for row in found.rows} == {"published", "own bound"}
    assert found.tables["off_by"]
    for row in found.rows:
        assert row["concept"]
        assert row["list_version"]
        assert row["valuation"]


def test_a_territory_tells_what_home_depends_on_it_for(edition):
    found = territory.answer(edition, Question(options={"territory": "China"}))
    no_gap_is_a_number(found)
    assert found.rows[0]["share"] > 0.9
    assert found.tables["governance"]
    assert found.tables["restrictions"]
    assert "China" in found.sentence.nl


def test_another_home_is_traced_when_asked(edition):
    found = territory.answer(edition, Question(home="DEU", options={"territory": "CHN"}))
    no_gap_is_a_number(found)
    assert found.rows
    assert {(row["importer_id"], row["year"]) for row in found.rows} == {("DEU", 2024)}
    magnets = next(row for row in found.rows if row["code"] == "850511")
    same = origin.origin_rows(edition, "DEU", trade.subject("850511")[1][0])
    (alone,) = [row for row in same if (row["origin_id"], row["year"]) == ("CHN", 2024)]
    assert magnets["share"] == pytest.approx(alone["share"])
    assert magnets["traced_musd"] == pytest.approx(magnets["share"] * magnets["imports_musd"])
    assert "dependence over the years" in {gap.what for gap in found.gaps}


def test_every_territory_of_trade_has_a_factsheet(edition):
    rows = edition.rows('select distinct exporter_id as id from "settled__trade" order by id')
    assert len(rows) > 220
    for row in rows[:: max(1, len(rows) // 12)]:
        found = territory.answer(edition, Question(options={"territory": row["id"]}))
        assert found.sentence.nl


def test_signals_are_sorted_by_severity_and_come_with_their_record(edition):
    found = signals.answer(edition, Question())
    order = {"high": 0, "medium": 1, "low": 2}
    ranks = [order[row["severity"]] for row in found.rows]
    assert ranks == sorted(ranks)
    scores = {row["rule_id"]: row for row in found.tables["scores"]}
    tried = scores["partner-share-break"]
    assert tried["hits"] + tried["late"] + tried["misses"] == tried["episodes"]
    assert tried["hits_by_chance"] is not None
    assert tried["false_alarms_per_year"] > 0
    assert scores["mirror-gap"]["episodes"] == 0
    tested = [row for row in scores.values() if row["episodes"]]
    # The day a rule beats chance, the note, the how-to and this line change together.
    assert all(row["hits"] <= row["hits_by_chance"] for row in tested)
    assert "none of the" in found.notes[-1].en
    assert "better than chance" in found.notes[-1].en


def test_every_signal_says_what_it_means_for_whom_and_what_to_do(edition):
    found = signals.answer(edition, Question())
    for row in found.rows:
        for language in ("nl", "en"):
            for part in ("text", "meaning", "action", "reason"):
                assert row[f"{part}_{language}"].strip()
        assert row["text_nl"] != row["text_en"]
    listed = [row for row in found.rows if row["severity"] == "high"]
    ranks = [row["eu_list"] is None for row in listed]
    assert ranks == sorted(ranks), "materials on the lists of the EU come first"
    assert any("Who uses it: " in row["meaning_en"] for row in listed)
    pooled = [row for row in found.rows if row["material_id"] == "pooled"]
    assert all("The code pools: " in row["meaning_en"] for row in pooled)


def test_signals_of_one_material(edition):
    found = signals.answer(edition, Question(material="tungsten"))
    assert found.rows
    assert any(row["rule_id"] == "restriction" for row in found.rows)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_feed_is_atom(edition, language):
    found = signals.answer(edition, Question())
    day = datetime(2026, 11, 1, tzinfo=UTC)
    dated = ElementTree.fromstring(signals.feed(found, language, "/nl/signalen", day))
    assert all(one.text <= day.isoformat() for one in dated.iter() if one.tag.endswith("updated"))
    root = ElementTree.fromstring(signals.feed(found, language, "https://example.org/s"))
    space = {"a": "http://www.w3.org/2005/Atom"}
    entries = root.findall("a:entry", space)
    assert len(entries) == len(found.rows) > 0
    ids = [entry.findtext("a:id", namespaces=space) for entry in entries]
    assert len(set(ids)) == len(ids)
    for tag in ("a:title", "a:updated", "a:id"):
        assert root.findtext(tag, namespaces=space)


def test_names_that_nobody_carries(edition):
    with pytest.raises(UnknownName):
        origin.answer(edition, asked("999999"))
    with pytest.raises(UnknownName):
        trade.answer(edition, asked("unobtanium"))
    with pytest.raises(UnknownName):
        territory.answer(edition, Question(options={"territory": "Atlantis"}))


def test_a_year_without_trade_says_what_there_is(edition):
    with pytest.raises(InputError) as error:
        origin.answer(edition, asked("850511", year=2010))
    (fault,) = error.value.faults
    assert "in 2010" in fault.found
    assert "30 codes have 2022 and 2024 only" in fault.expected


def test_stored_months_reach_the_signals_and_the_mirror_gap(edition, tmp_path, monkeypatch):
    """The rows say that they rest on months; the yearly rule for that code steps aside."""
    from grondstof.products.answers import declared
    from grondstof.store.months import add_month
    from tests.assess.test_signals import months

    rows = months(0.9)
    for year in range(2020, 2024):
        for month in range(1, 13):
            one = rows.filter((pc.field("year") == year) & (pc.field("month") == month))
            folder = tmp_path / "monthly" / "trade_declared"
            add_month(folder, year, month, one, f"{year}{month:02d}".ljust(64, "0"))
    monkeypatch.setattr(declared, "data_folder", lambda: tmp_path)
    asked_on = edition.as_of
    monkeypatch.setattr(type(edition), "as_of", property(lambda self: date(2024, 6, 1)))
    found = signals.answer(edition, Question())
    monkeypatch.undo()
    assert edition.as_of == asked_on
    graphite = [row for row in found.rows if row["code"] == "250410"]
    spans = {row["rule_id"]: row["span"] for row in graphite if row["span"] != "day"}
    assert spans["partner-share-break-month"] == "month"
    assert "partner-share-break" not in spans
    assert {"month", "year"} <= {row["span"] for row in found.rows}


def test_a_region_without_stored_months_reads_the_edition(edition):
    found = signals.answer(edition, Question())
    assert {row["span"] for row in found.rows} <= {"month", "year", "day"}
    assert "monthly trade" in {gap.what for gap in found.gaps}
