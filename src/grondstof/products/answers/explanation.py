"""Why a material scores as it does: the formula with its numbers filled in, term by term."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import Phrase, UnknownName
from grondstof.products.answers import explanation_national, national_list
from grondstof.products.answers.base import Answer, Gap, Sentence, row_id, sources
from grondstof.products.answers.criticality_list import choose
from grondstof.products.answers.explanation_terms import TERMS, Term
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials
from grondstof.vocabulary.materials import Material
from grondstof.vocabulary.tables import table

_RESULT = "assessed__criticality"
_OPEN = "?"


def answer(edition: Edition, question: Question) -> Answer:
    """Return the formula of the home's method for a material with every term filled in.

    Raises:
        UnknownName: If no material carries that name, or the method says nothing of it.
    """
    found = materials.find(question.material or explanation_national.EXAMPLE)
    if question.options.get("method") in (None, national_list.METHOD):
        return explanation_national.answer(edition, question)
    method, home = choose(edition, question)
    result, place = _result(edition, found, method, home)
    terms = _terms(edition, place, method, result["stage_id"])
    rows = [_row(term) for term in terms] + [_outcome(result)]
    return Answer(
        "explanation",
        question,
        edition.name,
        _sentence(found, place, result),
        rows,
        method=method,
        tables={"formula": _formula(edition, method, place, terms, result)},
        gaps=[
            Gap(
                term.name,
                "not published for this material",
                "the interval holds what it can be",
                "voor deze grondstof niet gepubliceerd",
                "de marge omvat wat het kan zijn",
            )
            for term in terms
            if term.value is None
        ],
        sources=sources(edition, {"ec_study", "ec_study_2017", "wgi"}),
    )


def _result(
    edition: Edition, material: Material, method: str, home: str
) -> tuple[dict[str, Any], str]:
    for name in (material.material_id, *materials.groups_of(material.material_id)):
        sql = f"""
            select * from "{_RESULT}" where material_id = ? and method_id = ? and home_id = ?
            order by supply_risk desc nulls last, stage_id limit 1
        """
        rows = edition.rows(sql, [name, method, home])
        if rows:
            return rows[0], name
    sql = f'select distinct material_id from "{_RESULT}" where method_id = ?'
    known = [row["material_id"] for row in edition.rows(sql, [method])]
    raise UnknownName(
        Phrase("explain by {method}", method=method),
        material.material_id,
        "an assessed material",
        known,
    )


def _terms(edition: Edition, material_id: str, method: str, stage_id: str) -> list[Term]:
    reader = TERMS.get(method)
    return reader(edition, material_id, stage_id) if reader else []


def _row(term: Term) -> dict[str, Any]:
    return {
        "row_id": term.name,
        "term": term.name,
        "meaning_nl": term.meaning_nl,
        "meaning_en": term.meaning_en,
        "value": term.value,
        "value_low": term.low,
        "value_high": term.high,
        "kind": term.kind,
        "from": term.place,
    }


def _outcome(result: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "row_id": "SR",
        "term": "SR",
        "meaning_nl": "leveringsrisico",
        "meaning_en": "supply risk",
        "value": result["supply_risk"],
        "value_low": result["supply_risk_low"],
        "value_high": result["supply_risk_high"],
        "kind": result["kind"],
        "from": f"{_RESULT}/{row_id(result, table(_RESULT).key)}",
    }


# Scope of a replication -> the core of the formula.
_CORES: Mapping[str, str] = {
    "both": "(HHI_GS * IR/2 + HHI_EU * (1 - IR/2))",
    "global-only": "HHI_GS",
    "eu-only": "HHI_EU",
}


def _formula(
    edition: Edition, method: str, place: str, terms: Sequence[Term], result: Mapping[str, Any]
) -> list[dict[str, Any]]:
    if method not in ("eu-2017", "eu-2023"):
        return []
    values = {term.name: _number(term) for term in terms}
    scope = _scope(edition, method, place, result["stage_id"])
    symbols = f"{_CORES.get(scope, _CORES['both'])} * (1 - EoL_RIR) * SI_SR"
    filled = symbols
    for name in ("HHI_GS", "HHI_EU", "EoL_RIR", "SI_SR", "IR"):
        filled = re.sub(rf"\b{name}\b", values.get(name, _OPEN), filled)
    risk = result["supply_risk"]
    outcome = _OPEN if risk is None else format(risk, ".2f")
    return [
        {
            "row_id": "formula",
            "scope": scope,
            "symbols": f"{symbols} = SR",
            "filled_in": f"{filled} = {outcome}",
        }
    ]


def _scope(edition: Edition, method: str, place: str, stage_id: str) -> str:
    rows = edition.rows(
        """
        select scope from "assessed__replication" where material_id = ? and method_id = ?
        order by stage_id = ? desc, stage_id = 'any' desc
        """,
        [place, method, "any" if method == "eu-2023" else stage_id],
    )
    return str(rows[0]["scope"]) if rows and rows[0]["scope"] else "both"


def _number(term: Term) -> str:
    if term.value is not None:
        return f"{term.value:.2f}"
    if term.low is None or term.high is None:
        return _OPEN
    return f"[{term.low:.2f}..{term.high:.2f}]"


def _sentence(material: Material, place: str, result: Mapping[str, Any]) -> Sentence:
    risk, worth = result["supply_risk"], result["importance"]
    group_nl = "" if place == material.material_id else f" (als deel van {place})"
    group_en = "" if place == material.material_id else f" (as part of {place})"
    words_nl = {"critical": "kritiek", "not-critical": "niet kritiek", "watch": "op de volglijst"}
    nl_verdict = words_nl.get(result["verdict"], "niet beoordeeld")
    en_verdict = str(result["verdict"]).replace("-", " ")
    return Sentence(
        f"{material.name_nl.capitalize()}{group_nl} is {nl_verdict}: leveringsrisico "
        f"{_nl(risk)}, economisch belang {_nl(worth)}.",
        f"{material.name_en.capitalize()}{group_en} is {en_verdict}: supply risk {_en(risk)}, "
        f"importance {_en(worth)}.",
    )


def _en(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.1f}"


def _nl(value: float | None) -> str:
    return "onbekend" if value is None else f"{value:.1f}".replace(".", ",")
