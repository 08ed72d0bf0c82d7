"""Methods side by side: the same materials by five methods, how far they agree, and why not."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from grondstof.assess import dera, geopolrisk
from grondstof.assess.agreement import agreement
from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers import national_list
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.methods_published import (
    Replicated,
    published_importers,
    published_table,
)
from grondstof.products.answers.methods_side import NAMES, side_by_side
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials, territories

Row = dict[str, Any]
Scores = Mapping[str, Row]

METHODS: Mapping[str, tuple[str, str, str]] = {
    "nl-axes": (
        "(HHI_GS * IR/2 + HHI_home * (1 - IR/2)) * (1 - EoL_RIR) * SI_SR",
        "leveringsrisico zoals de EU het rekent, met wat het thuisland betrekt",
        "supply risk as the EU computes it, with what home buys",
    ),
    "eu-2023": (
        "(HHI_GS * IR/2 + HHI_EU * (1 - IR/2)) * (1 - EoL_RIR) * SI_SR",
        "gepubliceerd leveringsrisico van de EU, 2016-2020",
        "published supply risk of the EU, 2016-2020",
    ),
    "geopolrisk": (
        "HHI * sum(g_i * f_i) / (p + F)",
        "concentratie maal politieke stabiliteit van de landen waarvan wordt ingevoerd",
        "concentration times political stability of the countries imported from",
    ),
    "dera": (
        "HHI = 10000 * sum(s^2); risk = sum(s * WGI)",
        "concentratie en landenrisico van de productie, zonder thuisland",
        "concentration and country risk of production, without a home",
    ),
    "tno": (
        "–",
        "een scorebord zonder eindcijfer: alleen de onderdelen",
        "a dashboard without a total: components only",
    ),
}
_WHY: Mapping[frozenset[str], tuple[str, str]] = {
    frozenset({"nl-axes", "eu-2023"}): (
        "Een andere thuisbasis, nieuwere bestuurscijfers en de beperkingen van nu.",
        "Another home, newer governance figures and the restrictions of today.",
    ),
    frozenset({"nl-axes", "geopolrisk"}): (
        "GeoPolRisk kent geen recycling, vervanging of beperkingen, en neemt één bestuurscijfer.",
        "GeoPolRisk knows no recycling, substitution or restrictions and takes one governance "
        "figure.",
    ),
    frozenset({"nl-axes", "dera"}): (
        "DERA kijkt naar de productie van de wereld, niet naar wie levert aan het thuisland.",
        "DERA looks at world production, not at who supplies home.",
    ),
    frozenset({"eu-2023", "geopolrisk"}): (
        "Andere jaren, één bestuurscijfer en invoer in brutogewicht.",
        "Other years, one governance figure and imports in gross weight.",
    ),
    frozenset({"eu-2023", "dera"}): (
        "DERA telt aandelen van de mijn of raffinage en weegt recycling niet mee.",
        "DERA counts shares of mine or refinery and does not weigh recycling.",
    ),
    frozenset({"geopolrisk", "dera"}): (
        "GeoPolRisk weegt met de invoer van het thuisland, DERA met de productie.",
        "GeoPolRisk weighs with the imports of home, DERA with production.",
    ),
}


def answer(edition: Edition, question: Question) -> Answer:
    """Return the results of all methods for a home, of one material when one is named.

    Raises:
        UnknownName: If home or material is not known, or no method knows the material.
    """
    home = territories.find(question.home)
    asked = question.with_home(home)
    listed = {row["material_id"]: row for row in national_list.listed(edition, asked)}
    replicated = geopolrisk.replications(edition, {home, *published_importers()})
    found = {
        "nl-axes": _national(listed),
        "eu-2023": _published(edition),
        "geopolrisk": _geopolrisk(edition, replicated, home),
        "dera": _dera(edition),
    }
    values = {name: _values(scores) for name, scores in found.items()}
    pairs = [_pair(one, other, values) for one, other in combinations(values, 2)]
    material = materials.find(question.material).material_id if question.material else None
    rows = [
        {"row_id": f"{method}/{name}", "method_id": method, **row}
        for method, scores in found.items()
        for name, row in scores.items()
        if material in (None, name)
    ]
    if material is not None and not rows:
        known = sorted({name for scores in found.values() for name in scores})
        raise UnknownName("methods", material, "a material that a method assesses", known)
    return Answer(
        "methods",
        question.with_home(home),
        edition.name,
        _sentence(found, pairs, material),
        rows,
        tables={
            "side_by_side": [
                row for row in side_by_side(found, listed) if material in (None, row["material_id"])
            ],
            "agreement": pairs,
            "formulas": _formulas(found),
            "published": [
                row
                for row in published_table(edition, replicated)
                if material in (None, row["material_id"])
            ],
        },
        gaps=_gaps(found, material),
        sources=sources(edition, {*national_list.SOURCES, "wmd"}),
        notes=_notes(pairs) if material else [],
    )


def _national(listed: Mapping[str, Row]) -> Scores:
    return {
        row["material_id"]: _score(
            row["material_id"],
            row["supply_risk"],
            row["supply_risk_low"],
            row["supply_risk_high"],
            verdict=row["verdict"],
            rank=row["rank"],
        )
        for row in listed.values()
    }


def _published(edition: Edition) -> Scores:
    sql = """
        select * from "assessed__criticality" where method_id = 'eu-2023'
        and supply_risk is not null order by supply_risk desc, material_id
    """
    return _ranked(
        {
            row["material_id"]: _score(
                row["material_id"],
                row["supply_risk"],
                row["supply_risk_low"],
                row["supply_risk_high"],
                verdict=row["verdict"],
                kind=row["kind"],
            )
            for row in edition.rows(sql)
        }
    )


def _geopolrisk(edition: Edition, replicated: Replicated, home: str) -> Scores:
    newest: dict[str, Row] = {}
    for row in geopolrisk.scores(edition, home):
        if row["year"] <= dera.GOVERNANCE_YEAR:
            newest[row["material_id"]] = row
    return _ranked(
        {
            name: _score(name, row["value"], row["value_low"], row["value_high"])
            | {
                "year": row["year"],
                "concentration": row["concentration"],
                "replicated": replicated.get((home, name, row["year"]), (0.0, None))[1],
            }
            for name, row in newest.items()
        }
    )


def _dera(edition: Edition) -> Scores:
    best: dict[str, Row] = {}
    for row in dera.scores(edition):
        old = best.get(row["material_id"])
        if old is None or row["hhi"] > old["value"]:
            group = row["group"]
            verdict = None if group is None else f"group-{group}"
            best[row["material_id"]] = _score(
                row["material_id"], row["hhi"], None, None, verdict=verdict
            ) | {"year": row["year"], "country_risk": row["country_risk"]}
    return _ranked(best)


def _score(
    name: str,
    value: float | None,
    low: float | None,
    high: float | None,
    *,
    verdict: str | None = None,
    rank: int | None = None,
    kind: str = "computed",
) -> Row:
    known = materials.materials()[name]
    return {
        "material_id": name,
        "name_nl": known.name_nl,
        "name_en": known.name_en,
        "value": value,
        "value_low": low,
        "value_high": high,
        "rank": rank,
        "verdict": verdict,
        "kind": kind,
    }


def _ranked(scores: dict[str, Row]) -> Scores:
    order = sorted(
        (row for row in scores.values() if _middle(row) is not None),
        key=lambda row: (-(_middle(row) or 0.0), row["material_id"]),
    )
    for place, row in enumerate(order, start=1):
        row["rank"] = place
    return scores


def _middle(row: Row) -> float | None:
    if row["value"] is not None or row["value_low"] is None:
        found: float | None = row["value"]
        return found
    return float((row["value_low"] + row["value_high"]) / 2.0)


def _values(scores: Scores) -> dict[str, float]:
    return {name: value for name, row in scores.items() if (value := _middle(row)) is not None}


def _pair(one: str, other: str, values: Mapping[str, Mapping[str, float]]) -> Row:
    tau, count = agreement(values[one], values[other])
    nl, en = _WHY[frozenset({one, other})]
    return {
        "row_id": f"{one}/{other}",
        "method_id": one,
        "other_method_id": other,
        "kendall_tau": tau,
        "materials_in_both": count,
        "reason_nl": nl,
        "reason_en": en,
        "kind": "computed",
    }


def _formulas(found: Mapping[str, Scores]) -> list[Row]:
    return [
        {
            "row_id": name,
            "method_id": name,
            "formula": formula,
            "meaning_nl": nl,
            "meaning_en": en,
            "materials_assessed": len(found.get(name, {})),
        }
        for name, (formula, nl, en) in METHODS.items()
    ]


def _sentence(found: Mapping[str, Scores], pairs: Sequence[Row], material: str | None) -> Sentence:
    if material is not None:
        known = materials.materials()[material]
        places = {name: rows[material]["rank"] for name, rows in found.items() if material in rows}
        nl = ", ".join(f"{NAMES[name][0]} {rank or 'open'}" for name, rank in places.items())
        en = ", ".join(f"{NAMES[name][1]} {rank or 'open'}" for name, rank in places.items())
        return Sentence(
            f"De plaats van {known.name_nl} per methode: {nl}.",
            f"The rank of {known.name_en} by method: {en}.",
        )
    low = min((row["kendall_tau"] for row in pairs if row["kendall_tau"] is not None), default=0.0)
    top = max((row["kendall_tau"] for row in pairs if row["kendall_tau"] is not None), default=0.0)
    return Sentence(
        f"Vier methoden naast elkaar. Per paar komen hun volgordes voor {_nl(low)} tot {_nl(top)} "
        "overeen; 1 is gelijk, 0 is geen verband (Kendalls tau).",
        f"Four methods side by side. By pair their rankings agree for {low:.2f} to {top:.2f}; 1 is "
        "equal, 0 is no relation (Kendall's tau).",
    )


def _gaps(found: Mapping[str, Scores], material: str | None) -> list[Gap]:
    gaps = [
        Gap(
            "tno",
            "the dashboard has no total and not all of its indicators may be shipped",
            "only its components are shown, as companion indicators of the material",
            "het scorebord heeft geen eindcijfer en niet alle indicatoren mogen mee",
            "alleen de onderdelen staan er, als indicatoren bij de grondstof",
        )
    ]
    if material is not None:
        gaps += [
            Gap(
                name,
                "the method has no input for this material",
                "left open, never zero",
                "de methode heeft geen invoer voor deze grondstof",
                "blijft open, nooit nul",
            )
            for name, scores in found.items()
            if material not in scores
        ]
    return gaps


def _notes(pairs: Sequence[Row]) -> list[Sentence]:
    return [Sentence(row["reason_nl"], row["reason_en"]) for row in pairs[:3]]


def _nl(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
