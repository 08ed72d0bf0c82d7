"""One row for each material with its place in every method, and why two methods differ on it."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from grondstof.vocabulary import materials

Row = dict[str, Any]
Scores = Mapping[str, Row]
# Methods of which the place is told, in the order of the columns.
ORDER = ("nl-axes", "eu-2023", "geopolrisk", "dera")
NAMES: Mapping[str, tuple[str, str]] = {
    "nl-axes": ("de Nederlandse methode", "the Dutch method"),
    "eu-2023": ("de EU", "the EU"),
    "geopolrisk": ("GeoPolRisk", "GeoPolRisk"),
    "dera": ("DERA", "DERA"),
}
# What sets two methods apart for every material, told where nothing about the material stands out.
_NEWER_NL = "de Nederlandse rekent met een invoerafhankelijkheid van 1 en het bestuur van 2019-2023"
_NEWER_EN = "the Dutch one takes import reliance as 1 and governance of 2019-2023"
_ONE_NL = "GeoPolRisk neemt één jaar, één bestuurscijfer en geen recycling"
_ONE_EN = "GeoPolRisk takes one year, one governance figure and no recycling"
_MADE_NL = "DERA telt alleen de productie van 2024 en weegt bestuur niet in de plaats"
_MADE_EN = "DERA counts production of 2024 alone and its rank does not weigh governance"
_DEFAULT: Mapping[frozenset[str], tuple[str, str]] = {
    frozenset({"nl-axes", "eu-2023"}): (_NEWER_NL, _NEWER_EN),
    frozenset({"nl-axes", "geopolrisk"}): (_ONE_NL, _ONE_EN),
    frozenset({"eu-2023", "geopolrisk"}): (_ONE_NL, _ONE_EN),
    frozenset({"nl-axes", "dera"}): (_MADE_NL, _MADE_EN),
    frozenset({"eu-2023", "dera"}): (_MADE_NL, _MADE_EN),
    frozenset({"geopolrisk", "dera"}): (
        "GeoPolRisk weegt de landen van invoer, DERA niet",
        "GeoPolRisk weighs the countries of import, DERA does not",
    ),
}
# From this difference in place, as a part of all places, a difference is worth a reason.
WORTH_TELLING = 0.1


def side_by_side(found: Mapping[str, Scores], listed: Mapping[str, Row]) -> list[Row]:
    """Return a row for each material: rank and verdict by method, and the widest difference.

    Args:
        found: Scores by method, then by material.
        listed: Rows of the national list by material, for the reasons.
    """
    names = sorted({name for scores in found.values() for name in scores})
    known = materials.materials()
    rows = [
        {
            "row_id": name,
            "material_id": name,
            "name_nl": known[name].name_nl,
            "name_en": known[name].name_en,
            **{
                f"{part}_{_column(method)}": found[method].get(name, {}).get(part)
                for method in ORDER
                for part in ("rank", "verdict")
            },
            **_difference(name, found, listed.get(name)),
            "kind": "computed",
        }
        for name in names
    ]
    return sorted(rows, key=lambda row: (row["rank_nl_axes"] is None, row["rank_nl_axes"] or 0))


def _column(method: str) -> str:
    return method.replace("-", "_")


def _difference(name: str, found: Mapping[str, Scores], listed: Row | None) -> Row:
    """Return the two methods whose places differ most, and why."""
    places = {
        method: found[method][name]["rank"] / max(len(found[method]), 1)
        for method in ORDER
        if name in found[method] and found[method][name]["rank"]
    }
    if len(places) < 2:
        one = "Maar één methode geeft hier een plaats.", "One method only gives a rank here."
        return {"differ": None, "why_nl": one[0], "why_en": one[1]}
    first, second = max(
        combinations(places, 2), key=lambda pair: abs(places[pair[0]] - places[pair[1]])
    )
    gap = abs(places[first] - places[second])
    if gap < WORTH_TELLING:
        same = "De plaatsen liggen dicht bij elkaar.", "The places lie close together."
        return {"differ": gap, "why_nl": same[0], "why_en": same[1]}
    high, low = (first, second) if places[first] < places[second] else (second, first)
    nl, en = _why(high, low, found, name, listed)
    return {
        "differ": gap,
        "why_nl": f"Hoger bij {NAMES[high][0]} dan bij {NAMES[low][0]}: {nl}.",
        "why_en": f"Higher with {NAMES[high][1]} than with {NAMES[low][1]}: {en}.",
    }


def _why(
    high: str, low: str, found: Mapping[str, Scores], name: str, listed: Row | None
) -> tuple[str, str]:
    parts = [
        *_factors(high, low, listed),
        *_concentrated(high, low, found, name),
    ] or [_DEFAULT[frozenset({high, low})]]
    nl = [part for part, _ in parts[:2]]
    en = [part for _, part in parts[:2]]
    return " en ".join(nl), " and ".join(en)


def _factors(high: str, low: str, listed: Row | None) -> list[tuple[str, str]]:
    """Return what the EU formula knows that concentration alone does not, for this material."""
    if listed is None:
        return []
    formula, plain = ("nl-axes", "eu-2023"), ("geopolrisk", "dera")
    found: list[tuple[str, str]] = []
    if high == "nl-axes" and listed["restrictions"]:
        found.append(("beperkingen van nu tellen mee", "restrictions of today count"))
    if high in plain and low in formula:
        found += _lowered(listed)
    if {high, low} == set(formula) and listed["supply_basis"] in ("true-origin", "direct"):
        found.append(("een ander land koopt elders in", "another home buys elsewhere"))
    return found


def _lowered(listed: Row) -> list[tuple[str, str]]:
    found = []
    rate, index = listed["recycling_rate"], listed["substitution_index"]
    if rate >= 0.1:
        nl, en = f"{100 * rate:.0f} % recycling telt daar mee", f"{100 * rate:.0f} % recycling"
        found.append((nl, f"{en} counts there"))
    if index <= 0.85:
        found.append(("vervangbaarheid telt daar mee", "substitution counts there"))
    home, world = listed["home_index"], listed["world_index"]
    if home is not None and world and home < 0.7 * world:
        found.append(
            (
                "thuis koopt meer gespreid in dan de wereld maakt",
                "home buys from more countries than the world produces in",
            )
        )
    return found


def _concentrated(
    high: str, low: str, found: Mapping[str, Scores], name: str
) -> list[tuple[str, str]]:
    """Return what production figures say: how concentrated, and how well governed."""
    row = found["dera"].get(name)
    if row is None:
        return []
    hhi, risk = row["value"], row.get("country_risk")
    if high == "dera" and risk is not None and risk > 0.3:
        return [
            (
                "de makers worden goed bestuurd en dat telt daar niet in de plaats",
                "the producers are well governed, which its place does not count",
            )
        ]
    if low == "dera" and hhi < 2500:
        return [
            (
                "de productie van nu is volgens World Mining Data meer gespreid",
                "production of today is more spread by World Mining Data",
            )
        ]
    if high == "dera" and hhi > 5000:
        return [
            (
                "DERA telt alleen de concentratie, en die is hoog",
                "DERA counts concentration alone, which is high",
            )
        ]
    if {high, low} == {"geopolrisk", "dera"}:
        return [("de landen van invoer wegen er anders", "the countries of import weigh otherwise")]
    return []
