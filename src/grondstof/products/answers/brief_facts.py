"""Sentences of the brief that rest on figures: what it is, who supplies it, what home feels."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from grondstof.products.answers.brief_chains import materials_of
from grondstof.products.answers.dependence import measured
from grondstof.products.answers.register_view import View
from grondstof.products.answers.remedy_words import home_name
from grondstof.products.messages import says
from grondstof.products.wording import (
    MISSING,
    capital,
    day,
    enumerate_words,
    number,
    percent,
    with_unit,
)
from grondstof.store.editions import Edition
from grondstof.vocabulary import lists, materials, territories

STAGE_WORDS = {
    "extraction": ("winning", "extraction"),
    "processing": ("verwerking", "processing"),
    "component": ("onderdelen", "components"),
    "assembly": ("assemblage", "assembly"),
    "end-of-life": ("recycling", "recycling"),
}
_TOP = """
    select s.*, r.source_id, r.locator
    from "settled__supply_share" s
    left join "reported__supply_share" r on r.claim_id = s.chosen_claim
    where s.material_id = ? and s.share is not null
    order by s.scope, s.stage_id, s.year_to desc, s.share desc
"""
_CRITICAL = """
    select * from "assessed__criticality"
    where material_id = ? and home_id in (?, 'EU27') order by home_id desc, method_id
"""
_LISTED = """
    select * from "assessed__national_list" where material_id = ? and home_id = ?
    order by as_of desc limit 1
"""
_ENDS = ("supply_risk_low", "supply_risk_high")
_RISK_NOTES = ("ec_study", "ec_study_2017", "wgi")
_SUPPLIES = """
    select s.*, r.source_id, r.locator
    from "settled__supply_share" s
    left join "reported__supply_share" r on r.claim_id = s.chosen_claim
    where s.territory_id = ? and s.scope = 'global' and s.share is not null
    order by s.share desc limit 5
"""
_STAYS = """
    select * from "assessed__trade_use"
    where territory_id = ? and subject_id = ? and value is not null
    order by period desc, concept limit 4
"""

_CONCEPTS = {
    "share leaving": ("Deel van de invoer dat weer weggaat", "Share of imports that leaves again"),
    "share of domestic use": ("Deel van het binnenlands verbruik", "Share of domestic use"),
    "imports": ("Invoer", "Imports"),
    "exports": ("Uitvoer", "Exports"),
    "domestic use": ("Binnenlands verbruik", "Domestic use"),
}


@dataclass(frozen=True)
class Fact:
    """One sentence of the brief.

    Attributes:
        section: Section it belongs to.
        nl: Dutch.
        en: English.
        notes: Ids of the sources behind its figures.
        kind: Kind of number in it; None for a sentence without a figure.
        locator: Place in the first source.
        oldest_year: Year of the oldest figure.
    """

    section: str
    nl: str
    en: str
    notes: tuple[str, ...] = ()
    kind: str | None = None
    locator: str | None = None
    oldest_year: int | None = None


def what_it_is(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return names, host metals and lists of a material; the name alone for others."""
    if kind != "material":
        return []
    found = materials.materials()[subject[0]]
    facts = []
    hosts = [materials.materials()[name] for name in found.host_metals]
    nl = capital(found.name_nl)
    en = capital(found.name_en)
    if hosts:
        nl_hosts = enumerate_words([host.name_nl for host in hosts], "nl")
        en_hosts = enumerate_words([host.name_en for host in hosts], "en")
        facts.append(
            Fact(
                "what",
                f"{nl} ({found.symbol or '–'}) is een bijproduct van {nl_hosts}.",
                f"{en} ({found.symbol or '–'}) is a by-product of {en_hosts}.",
            )
        )
    named = lists.memberships(found.material_id)
    if named:
        facts.append(
            Fact(
                "what",
                f"{nl} staat op: {'; '.join(one.title_nl for one in named[-3:])}.",
                f"{en} is on: {'; '.join(one.title_en for one in named[-3:])}.",
            )
        )
    return facts


def who_supplies(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return the largest supplier by stage, in the world and to the Union."""
    if kind == "territory":
        return [_supplied(row) for row in edition.rows(_SUPPLIES, [subject[0]])]
    names = materials_of(kind, subject)
    facts = []
    for name in names:
        seen: set[tuple[str, str]] = set()
        for row in edition.rows(_TOP, [name]):
            if (row["scope"], row["stage_id"]) not in seen:
                seen.add((row["scope"], row["stage_id"]))
                facts.append(_top(row))
    return facts


def _top(row: dict[str, Any]) -> Fact:
    place_nl, place_en = _place(row["territory_id"])
    thing = materials.materials()[row["material_id"]]
    nl, en = STAGE_WORDS.get(row["stage_id"], (row["stage_id"], row["stage_id"]))
    years = _span(row)
    if row["scope"] == "global":
        text_nl = f"{place_nl} had {{}} van de wereld{nl} van {thing.name_nl} ({years})"
        text_en = f"{place_en} had {{}} of world {en} of {thing.name_en} ({years})"
    else:
        text_nl = f"De EU haalde {{}} van haar {thing.name_nl} ({nl}) uit {place_nl} ({years})"
        text_en = f"The EU got {{}} of its {thing.name_en} ({en}) from {place_en} ({years})"
    return Fact(
        "what" if row["scope"] == "global" else "felt",
        text_nl.format(percent(row["share"], "nl") + _interval(row, "nl")) + ".",
        text_en.format(percent(row["share"], "en") + _interval(row, "en")) + ".",
        (row["source_id"],) if row["source_id"] else (),
        "published",
        row["locator"],
        row["year_from"],
    )


def _supplied(row: dict[str, Any]) -> Fact:
    thing = materials.materials()[row["material_id"]]
    place_nl, place_en = _place(row["territory_id"])
    nl, en = STAGE_WORDS.get(row["stage_id"], (row["stage_id"], row["stage_id"]))
    years = _span(row)
    return Fact(
        "what",
        f"{place_nl} had {percent(row['share'], 'nl')} van de wereld{nl} van {thing.name_nl} "
        f"({years}).",
        f"{place_en} had {percent(row['share'], 'en')} of world {en} of {thing.name_en} ({years}).",
        (row["source_id"],) if row["source_id"] else (),
        "published",
        row["locator"],
        row["year_from"],
    )


def _span(row: dict[str, Any]) -> str:
    if row["year_from"] == row["year_to"]:
        return str(row["year_to"])
    return f"{row['year_from']}-{row['year_to']}"


def _interval(row: dict[str, Any], language: str) -> str:
    low, high = row["share_low"], row["share_high"]
    if low is None or high is None or percent(low, language) == percent(high, language):
        return ""
    to = "tot" if language == "nl" else "to"
    return f" ({percent(low, language)} {to} {percent(high, language)})"


def _place(territory_id: str) -> tuple[str, str]:
    name = home_name(territory_id)
    return name.nl, name.en


def what_happened(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return the export restrictions that touch the subject, newest first, with their state."""
    names = set(materials_of(kind, subject))
    wide = {group for name in names for group in materials.groups_of(name)}
    touching = [
        placed
        for placed in book.restrictions
        if (kind == "territory" and placed.restriction.issuer == subject[0])
        or (names | wide) & set(placed.restriction.materials)
    ]
    touching.sort(
        key=lambda one: one.restriction.valid_from or one.restriction.announced or date.min,
        reverse=True,
    )
    words = {
        "in force": ("van kracht", "in force"),
        "suspended": ("opgeschort", "suspended"),
        "ended": ("voorbij", "ended"),
        "announced": ("aangekondigd", "announced"),
        "not yet": ("nog niet van kracht", "not in force yet"),
        "unknown start": ("begin onbekend", "start unknown"),
    }
    facts = []
    for placed in touching:
        one = placed.restriction
        nl, en = words[one.state_on(as_of)]
        place_nl, place_en = _place(one.issuer)
        whom_nl = f" naar {_place(one.destination)[0]}" if one.destination else ""
        whom_en = f" to {_place(one.destination)[1]}" if one.destination else ""
        ran_out = one.suspended_to is not None and one.suspended_to <= as_of
        if ran_out and one.state_on(as_of) == "in force":
            ended_nl, ended_en = day(one.suspended_to, "nl"), day(one.suspended_to, "en")
            nl = f"opschorting liep tot {ended_nl}, over verlenging is niets gelezen"
            en = f"the suspension ran to {ended_en}, nothing was read on a renewal"
        start = one.valid_from or one.announced
        facts.append(
            Fact(
                "happened",
                f"{day(start, 'nl')}: {place_nl}{whom_nl}, {one.title_nl[:1].lower()}"
                f"{one.title_nl[1:]} ({one.measure}; {nl}; wettekst niet gelezen).",
                f"{day(start, 'en')}: {place_en}{whom_en}, {one.title_en[:1].lower()}"
                f"{one.title_en[1:]} ({one.measure}; {en}; act not read).",
                (one.id,),
                "published",
                one.place,
                start.year if start else None,
            )
        )
    return facts


def what_home_feels(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return direct and traced dependence on the largest supplier, and what stays at home."""
    if kind != "material":
        return []
    partner = _largest(edition, subject[0])
    facts = []
    for row in measured(edition, subject, [partner], home=home) if partner else []:
        nl, en = _place(row["partners"])
        way_nl = "de werkelijke herkomst" if row["way"] == "traced" else "de directe invoer"
        way_en = "true origin" if row["way"] == "traced" else "direct imports"
        if row["pooled_codes"]:
            thing = materials.materials()[subject[0]]
            way_nl += f" onder de code waar {thing.name_nl} in zit"
            way_en += f" under the code that holds {thing.name_en}"
        # A verdict with shares opens with whose imports they are; one without is a sentence.
        to_nl, to_en = (", voor", ", for") if _compared(row) else (":", ":")
        facts.append(
            Fact(
                "felt",
                f"Aandeel van {nl} in {way_nl}, vóór en na {row['event_year']}{to_nl} "
                f"{row['verdict_nl']}.",
                f"Share of {en} in {way_en}, before and after {row['event_year']}{to_en} "
                f"{row['verdict_en']}.",
                ("baci",),
                row["kind"],
                None,
                row["oldest_year"],
            )
        )
    facts += [_stays(row) for row in edition.rows(_STAYS, [home, subject[0]])]
    return facts


def _compared(row: dict[str, Any]) -> bool:
    return None not in (row["share_before"], row["share_after"])


def _stays(row: dict[str, Any]) -> Fact:
    value_nl = with_unit(row["value"], row["unit"], "nl")
    value_en = with_unit(row["value"], row["unit"], "en")
    words = _CONCEPTS.get(row["concept"], (row["concept"], row["concept"]))
    who = "published" if row["basis"] == "published" else "computed"
    return Fact(
        "felt",
        f"{words[0]} ({row['period']}): {value_nl}.",
        f"{words[1]} ({row['period']}): {value_en}.",
        ("cbs",) if who == "published" else ("baci",),
        row["kind"],
        row["list_version"],
        row["oldest_year"],
    )


def _largest(edition: Edition, name: str) -> str | None:
    rows = [row for row in edition.rows(_TOP, [name]) if row["scope"] == "global"]
    rows = [row for row in rows if row["territory_id"] in territories.territories()]
    return str(max(rows, key=lambda row: row["share"])["territory_id"]) if rows else None


def how_sure(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return the computed supply risk with its interval, and the chance of being listed."""
    if kind != "material":
        return []
    facts = []
    for row in edition.rows(_LISTED, [subject[0], home]):
        chance = row["probability_listed"]
        nl = f"Kans dat het op de nationale lijst hoort: {percent(chance, 'nl', 0)}"
        en = f"Chance that it belongs on the national list: {percent(chance, 'en', 0)}"
        if row["rank"] is not None:
            nl += f"; plaats {row['rank']}{_ranks(row, 'tot')}"
            en += f"; rank {row['rank']}{_ranks(row, 'to')}"
        facts.append(
            Fact("sure", nl + ".", en + ".", _RISK_NOTES, row["kind"], None, row["oldest_year"])
        )
    for row in edition.rows(_CRITICAL, [subject[0], home]):
        if row["supply_risk"] is None:
            continue
        shown = [number(row[name], "nl", 1) for name in ("supply_risk", *_ENDS)]
        texts = [number(row[name], "en", 1) for name in ("supply_risk", *_ENDS)]
        method, key = row["method_id"], f"value.method_id.{row['method_id']}"
        facts.append(
            Fact(
                "sure",
                f"Leveringsrisico ({says(key, 'nl', method)}): {shown[0]}{_between(shown, 'tot')}.",
                f"Supply risk ({says(key, 'en', method)}): {texts[0]}{_between(texts, 'to')}.",
                ("ec_study",) if method == "eu-2023" else ("ec_study_2017",),
                row["kind"],
                None,
                row["oldest_year"],
            )
        )
    return facts


def _ranks(row: dict[str, Any], to: str) -> str:
    low, high = row["rank_low"], row["rank_high"]
    return "" if low is None or high is None else f" ({low} {to} {high})"


def _between(texts: list[str], to: str) -> str:
    return "" if MISSING in texts[1:] or texts[1] == texts[2] else f" ({texts[1]} {to} {texts[2]})"


FACTS: tuple[Callable[..., list[Fact]], ...] = (
    what_it_is,
    who_supplies,
    what_happened,
    what_home_feels,
    how_sure,
)
