"""The terms of the formula of each method, read from the tables of an edition."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grondstof.store.editions import Edition


@dataclass(frozen=True)
class Term:
    """One term of a formula.

    Attributes:
        name: Symbol in the formula.
        meaning_nl: What it is, in Dutch.
        meaning_en: What it is, in English.
        value: Its value; None where only an interval is known.
        low: Lower end of what it can be.
        high: Upper end of what it can be.
        kind: Kind of number.
        place: Table and key it stands at, for tracing.
    """

    name: str
    meaning_nl: str
    meaning_en: str
    value: float | None
    low: float | None
    high: float | None
    kind: str
    place: str


_MEANING: Mapping[str, tuple[str, str]] = {
    "HHI_GS": (
        "concentratie van de wereldproductie, gewogen met bestuur en handel",
        "concentration of world supply, weighted by governance and trade",
    ),
    "HHI_EU": (
        "concentratie van wat de EU betrekt, gewogen met bestuur en handel",
        "concentration of EU sourcing, weighted by governance and trade",
    ),
    "IR": ("afhankelijkheid van invoer", "import reliance"),
    "EoL_RIR": ("aandeel recycling in de aanvoer", "end-of-life recycling input rate"),
    "SI_SR": ("vervangbaarheid", "substitution index"),
}
_NAMES_2017: Mapping[str, str] = {
    "HHI_GS": "hhi_governance_global",
    "HHI_EU": "hhi_governance_eu",
    "IR": "import_reliance",
    "EoL_RIR": "eol_rir",
    "SI_SR": "substitution_sr",
}


# Terms that cannot be more than one.
_PARTS = ("IR", "EoL_RIR", "SI_SR")


def _term(name: str, value: Any, low: Any, high: Any, kind: str, place: str) -> Term:
    return Term(name, *_MEANING[name], value, low, high, kind, place)


def terms_2017(edition: Edition, material_id: str, stage_id: str) -> list[Term]:
    """Return the terms of supply risk in the EU study of 2017: all are printed there."""
    rows = edition.rows(
        """
        select * from "settled__parameter"
        where material_id = ? and stage_id = ? and region_id = 'EU28' and year_from = 2010
        """,
        [material_id, stage_id],
    )
    by_name = {row["parameter"]: row for row in rows if row["value"] is not None}
    return [
        _printed(name, by_name[parameter])
        for name, parameter in _NAMES_2017.items()
        if parameter in by_name
    ]


def _printed(name: str, row: Mapping[str, Any]) -> Term:
    half = row["spread"] or 0.0
    value = row["value"]
    place = f"settled__parameter/{row['material_id']}/{row['parameter']}"
    top = 1.0 if name in _PARTS else math.inf
    low, high = max(0.0, value - half), min(top, value + half)
    return _term(name, value, low, high, "published", place)


def terms_2023(edition: Edition, material_id: str, stage_id: str) -> list[Term]:
    """Return the terms of supply risk in the EU study of 2023: some only as an interval.

    Both indices are of the stage whose inputs fit the published value best.
    """
    fits = fit_2023(edition, material_id)
    stage = fits["stage_used"] if fits else stage_id
    indices = edition.rows(
        """
        select * from "assessed__indicator" where material_id = ? and stage_id = ?
        and indicator_id in ('hhi-governance-world', 'hhi-governance-eu-sourcing')
        """,
        [material_id, stage],
    )
    terms = []
    for name, indicator in (
        ("HHI_GS", "hhi-governance-world"),
        ("HHI_EU", "hhi-governance-eu-sourcing"),
    ):
        for row in [row for row in indices if row["indicator_id"] == indicator][:1]:
            place = f"assessed__indicator/{indicator}/{material_id}/{row['stage_id']}"
            bounds = row["value_low"], row["value_high"]
            terms.append(_term(name, row["value"], *bounds, row["kind"], place))
    return terms + _implied(edition, material_id, fits)


def fit_2023(edition: Edition, material_id: str) -> Mapping[str, Any] | None:
    """Return what fits the published value of a material best, with its stage and scope."""
    rows = edition.rows(
        """
        select * from "assessed__replication"
        where material_id = ? and method_id = 'eu-2023' and stage_id = 'any'
        """,
        [material_id],
    )
    return rows[0] if rows else None


def _implied(edition: Edition, material_id: str, fits: Mapping[str, Any] | None) -> list[Term]:
    recycling = edition.rows(
        """
        select * from "settled__parameter"
        where material_id = ? and parameter = 'eol_rir' and region_id = 'EU27'
        and value is not null
        """,
        [material_id],
    )
    terms = []
    if fits is not None:
        place = f"assessed__replication/eu-2023/{material_id}/any"
        low, high = fits["import_reliance_low"], fits["import_reliance_high"]
        terms.append(_term("IR", None, low, high, "modelled", place))
        low, high = fits["substitution_low"], fits["substitution_high"]
        terms.append(_term("SI_SR", None, low, high, "modelled", place))
    return terms + [_printed("EoL_RIR", row) for row in recycling[:1]]


TERMS: Mapping[str, Callable[[Edition, str, str], list[Term]]] = {
    "eu-2017": terms_2017,
    "eu-2023": terms_2023,
}
