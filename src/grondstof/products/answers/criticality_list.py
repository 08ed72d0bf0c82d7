"""The list: every assessed material with supply risk, importance and verdict, highest first."""

from collections.abc import Sequence
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers import national_list
from grondstof.products.answers.base import Answer, Gap, Sentence, row_id, sources
from grondstof.products.answers.names import with_material
from grondstof.store.editions import Edition
from grondstof.vocabulary.tables import table

# Methods in the order in which a home's own list is looked for.
PREFERRED = ("eu-2023", "eu-2017")
_TABLE = "assessed__criticality"


def answer(edition: Edition, question: Question) -> Answer:
    """Return the list of a home by a method; the national list when none is named.

    Raises:
        UnknownName: If the edition has no list of that method.
    """
    if question.options.get("method") in (None, national_list.METHOD):
        return national_list.answer(edition, question)
    method, home = choose(edition, question)
    rows = _rows(edition, method, home)
    assessed = [row for row in rows if row["verdict"] != "not-assessed"]
    critical = [row for row in assessed if row["verdict"] == "critical"]
    return Answer(
        "list",
        question,
        edition.name,
        _sentence(method, home, len(critical), len(assessed)),
        rows,
        method=method,
        gaps=_gaps(rows),
        sources=sources(edition, _sources(edition)),
        notes=_notes(question, method, home),
    )


def choose(edition: Edition, question: Question) -> tuple[str, str]:
    """Return the method and home of the list that answers a question.

    Raises:
        UnknownName: If the edition has no list of the method that was named.
    """
    sql = f'select distinct method_id, home_id from "{_TABLE}" order by all'
    found = [(row["method_id"], row["home_id"]) for row in edition.rows(sql)]
    named = question.options.get("method")
    methods = (named,) if named else PREFERRED
    for home in (question.home, "EU27", None):
        for method in methods:
            for known, place in found:
                if known == method and home in (place, None):
                    return known, place
    known_methods = sorted({method for method, _ in found})
    raise UnknownName("list", str(named), "a method of this edition", known_methods)


def _rows(edition: Edition, method: str, home: str) -> list[dict[str, Any]]:
    sql = f"""
        select * from "{_TABLE}" where method_id = ? and home_id = ?
        order by rank nulls last, supply_risk desc nulls last, material_id, stage_id
    """
    rows = with_material(edition.rows(sql, [method, home]))
    key = table(_TABLE).key
    return [{"row_id": row_id(row, key), **row} for row in rows]


def _sentence(method: str, home: str, critical: int, assessed: int) -> Sentence:
    return Sentence(
        f"Van {assessed} beoordeelde grondstoffen zijn er {critical} kritiek voor {home} "
        f"(methode {method}).",
        f"Of {assessed} materials assessed, {critical} are critical for {home} (method {method}).",
    )


def _gaps(rows: Sequence[dict[str, Any]]) -> list[Gap]:
    lacking: dict[str, int] = {}
    for row in rows:
        for name in (row["lacks"] or "").split(";"):
            if name:
                lacking[name] = lacking.get(name, 0) + 1
    return [
        Gap(
            name,
            f"not computable for {count} rows",
            "these rows stand without it",
            why_nl=f"niet te berekenen voor {count} rijen",
        )
        for name, count in sorted(lacking.items())
    ]


def _sources(edition: Edition) -> list[str]:
    return [item["source_id"] for item in edition.manifest["sources"]]


def _notes(question: Question, method: str, home: str) -> list[Sentence]:
    if home == question.home:
        return []
    return [
        Sentence(
            f"Voor {question.home} is er nog geen eigen lijst; dit is die van {home} ({method}).",
            f"There is no list of its own for {question.home} yet; this is that of {home} "
            f"({method}).",
        )
    ]
