"""Indicators: which there are with how many values, or the newest values of one."""

from typing import Any

from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Sentence, row_id, sources
from grondstof.store.editions import Edition
from grondstof.vocabulary.indicators import indicators
from grondstof.vocabulary.tables import table, tables

# What the register of indicators says a figure rests on -> the sources that hold it.
_SOURCES = {
    "European Commission, study on critical raw materials for the EU (2023)": ("ec_study",),
    "European Commission, study on the review of the list": ("ec_study_2017",),
    "World Bank, Worldwide Governance Indicators": ("wgi",),
    "World Bank, Commodity Price Data": ("pink_sheet",),
    "US Geological Survey": ("usgs_mcs",),
    "British Geological Survey": ("bgs",),
    "World Mining Data": ("wmd",),
    "production series": ("wmd", "usgs_mcs", "bgs"),
    "UNDP, Human Development Report": ("undp_hdr",),
    "CEPII, BACI": ("baci",),
    "OECD, input-output tables": ("oecd_national",),
    "register of export restrictions": ("register",),
}
_PLACES = ("assessed__indicator", "assessed__trade_indicator")
MOST_ROWS = 500


def answer(edition: Edition, question: Question) -> Answer:
    """Return all indicators, or the newest values of the one that `options["indicator"]` names."""
    name = question.options.get("indicator")
    if name is None:
        return _all(edition, question)
    for place in _known():
        rows = edition.rows(
            f"""
            select * from "{place}" where indicator_id = ?
            qualify year = max(year) over (partition by subject_kind, subject_id, home_id)
            order by value desc nulls last, subject_id limit {MOST_ROWS}
            """,
            [name],
        )
        if rows:
            key = table(place).key
            named = [{"row_id": row_id(row, key), **row} for row in rows]
            return _one(edition, question, str(name), named)
    return _one(edition, question, str(name), [])


def sources_of(name: str) -> tuple[str, ...]:
    """Return the ids of the sources that the figures of an indicator rest on."""
    item = indicators().get(name)
    if item is None:
        return ()
    return tuple(
        source for words, ids in _SOURCES.items() if words in item.source for source in ids
    )


def _known() -> list[str]:
    return [place for place in _PLACES if place in tables()]


def _all(edition: Edition, question: Question) -> Answer:
    rows: list[dict[str, Any]] = []
    for place in _known():
        rows += edition.rows(
            f"""
            select indicator_id as row_id, indicator_id, count(*) as rows, count(value) as known,
                   min(year) as year_from, max(year) as year_to, any_value(unit) as unit
            from "{place}" group by indicator_id order by indicator_id
            """
        )
    total = sum(row["rows"] for row in rows)
    sentence = Sentence(
        f"{len(rows)} indicatoren met samen {total} waarden.",
        f"{len(rows)} indicators with {total} values in all.",
    )
    return Answer("indicator", question, edition.name, sentence, rows)


def _one(edition: Edition, question: Question, name: str, rows: list[dict[str, Any]]) -> Answer:
    item = indicators().get(name)
    name_nl, name_en = (item.name_nl, item.name_en) if item else (name, name)
    known = sum(row["value"] is not None for row in rows)
    sentence = Sentence(
        f"{name_nl[:1].upper()}{name_nl[1:]}: {known} waarden in het nieuwste jaar.",
        f"{name_en[:1].upper()}{name_en[1:]}: {known} values in the newest year.",
    )
    used = sources_of(name) if rows else ()
    return Answer(
        "indicator", question, edition.name, sentence, rows, sources=sources(edition, used)
    )
