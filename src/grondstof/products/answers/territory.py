"""What home depends on a territory for: by code and stage, direct and traced, with its marks."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from grondstof.assess.origin import ORIGIN
from grondstof.assess.recipe import Question
from grondstof.assess.trade_codes import codes
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.names import in_sentence, with_material
from grondstof.products.answers.territory_now import traced_now
from grondstof.products.answers.trade_names import (
    percent,
    with_code_name,
    with_row_id,
)
from grondstof.products.wording import within
from grondstof.store.editions import Edition
from grondstof.vocabulary import territories

SOURCES = ("baci", "wgi", "undp_hdr", "ec_study", "wmd", "usgs_mcs", "bgs")
_IMPORTS = """
    select list_version as code_system, subject_id as code, period, value
    from "assessed__trade_use"
    where territory_id = ? and subject_kind = 'code' and concept = 'imports'
"""
_NEWEST = """
    select code_system, code, max(year) as year from "assessed__origin"
    where importer_id = ? group by code_system, code
"""
_HISTORY = (
    "code_system", "code", "year", "direct_share", "share", "share_low", "share_high",
    "origin_id", "importer_id", "kind",
)  # fmt: skip
_KEPT_HOMES = 4
DEPENDENT = 0.3
# Share of world supply from which a territory counts as a supplier worth a line.
SMALLEST = 0.01


def answer(edition: Edition, question: Question) -> Answer:
    """Return what home depends on a territory for.

    Args:
        edition: Opened edition.
        question: `options["territory"]` is the territory, in any known spelling; `home` any
            territory or group: what the build did not make is computed now, for one year.

    Raises:
        UnknownName: no territory carries that name.
    """
    place = territories.find(str(question.options.get("territory", "")))
    traced = edition.look_up("assessed__origin", importer_id=question.home, origin_id=place)
    rows: Sequence[Mapping[str, Any]]
    if question.home in ORIGIN.homes:
        rows = _supplies(edition, question, traced)
    else:
        rows = traced_now(edition, place, question)
    supplies = _with_code(with_row_id(with_code_name(_once(rows)), "assessed__origin"))
    tables = {
        "governance": _governance(edition, place),
        "supply": _world_supply(edition, place),
        "production": _production(edition, place),
        "restrictions": _restrictions(edition, place),
        "history": _history(traced),
    }
    return Answer(
        "territory",
        question,
        edition.name,
        _sentence(place, question.home, supplies),
        supplies,
        tables=tables,
        gaps=_gaps(question.home, supplies, tables),
        sources=sources(edition, SOURCES),
        notes=(
            Sentence(
                "De aandelen zijn delen van de invoer per goederencode. Aan de grens telt het "
                "laatste land, herleid telt het land waar de goederen gemaakt zijn.",
                "The shares are parts of the imports by trade code. At the border the last country "
                "counts, traced the country where the goods were made.",
            ),
        ),
    )


def _once(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return one row for each code: of two vintages the newest year, else the longer series."""
    kept: dict[str, Mapping[str, Any]] = {}
    for row in sorted(rows, key=lambda r: (-r["year"], r["code_system"])):
        kept.setdefault(row["code"], row)
    return sorted(kept.values(), key=lambda r: (-r["share"], r["code_system"], r["code"]))


def _with_code(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        code = codes()[row["code_system"], row["code"]]
        found.append(
            {
                **row,
                "materials": ", ".join(code.materials),
                "stage_id": code.links[0].stage_id,
                "match": "pooled" if code.pooled else code.links[0].match,
                "name_nl": code.name_nl,
                "name_en": code.name_en,
            }
        )
    return found


def _supplies(
    edition: Edition, question: Question, traced: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the traced shares of one year, else of the newest year of each code, and their worth.

    Returns:
        Rows of `assessed__origin` with `imports_musd` and `traced_musd` [million USD].
    """
    newest, imports = _newest(edition, question.home), _imports(edition, question.home)
    found = []
    for row in traced:
        code = row["code_system"], row["code"]
        if row["year"] != (question.year or newest[code]):
            continue
        bought = imports.get((*code, str(row["year"])))
        worth = None if bought is None else row["share"] * bought
        found.append({**row, "traced_musd": worth, "imports_musd": bought})
    return found


@lru_cache(maxsize=_KEPT_HOMES)
def _newest(edition: Edition, home: str) -> Mapping[tuple[str, str], int]:
    """Return the newest year in which each code of a home was traced."""
    rows = edition.rows(_NEWEST, [home])
    return {(row["code_system"], row["code"]): row["year"] for row in rows}


@lru_cache(maxsize=_KEPT_HOMES)
def _imports(edition: Edition, home: str) -> Mapping[tuple[str, str, str], float]:
    """Return what a home imports under each code in each year. [million USD]"""
    rows = edition.rows(_IMPORTS, [home])
    return {(row["code_system"], row["code"], row["period"]): row["value"] for row in rows}


def _governance(edition: Edition, place: str) -> list[dict[str, Any]]:
    rows = edition.look_up("settled__governance", territory_id=place)
    rows.sort(key=lambda row: (-row["year"], row["dimension"]))
    return with_row_id(rows, "settled__governance")


def _world_supply(edition: Edition, place: str) -> list[dict[str, Any]]:
    found = edition.look_up("settled__supply_share", territory_id=place)
    rows = [row for row in found if row["share"] is not None and row["share"] >= SMALLEST]
    rows.sort(key=lambda r: (-r["share"], r["material_id"], r["stage_id"], r["scope"]))
    return with_row_id(with_material(rows), "settled__supply_share")


def _production(edition: Edition, place: str) -> list[dict[str, Any]]:
    """Return what is made, of each product in the newest year in which any was made."""
    found = edition.look_up("settled__production", territory_id=place)
    made = [row for row in found if row["quantity_t"] is not None and row["quantity_t"] > 0]
    newest: dict[tuple[str, ...], int] = {}
    for row in made:
        newest[_product(row)] = max(row["year"], newest.get(_product(row), row["year"]))
    rows = [row for row in made if row["year"] == newest[_product(row)]]
    rows.sort(key=lambda row: (row["material_id"], row["stage_id"], row["content_basis"]))
    return with_row_id(with_material(rows), "settled__production")


def _product(row: Mapping[str, Any]) -> tuple[str, ...]:
    return row["material_id"], row["grade_id"], row["stage_id"], row["content_basis"]


def _restrictions(edition: Edition, place: str) -> list[dict[str, Any]]:
    rows = edition.look_up("reported__restriction", territory_id=place)
    rows.sort(key=lambda row: (row["restriction_id"], row["material_id"]))
    rows.sort(key=lambda row: row["valid_from"] or date.min, reverse=True)
    return with_row_id(with_material(rows), "reported__restriction")


def _history(traced: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the codes that lean on the territory for a third or more, over the years."""
    strong = {(r["code_system"], r["code"]) for r in traced if r["share"] >= DEPENDENT}
    rows = [
        {name: row[name] for name in _HISTORY}
        for row in traced
        if (row["code_system"], row["code"]) in strong
    ]
    rows.sort(key=lambda row: (row["code_system"], row["code"], row["year"]))
    return with_row_id(with_code_name(rows), "assessed__origin")


def _sentence(place: str, home: str, rows: Sequence[Mapping[str, Any]]) -> Sentence:
    nl, en = in_sentence(place)
    home_nl, home_en = in_sentence(home)
    strong = [row for row in rows if row["share"] >= DEPENDENT]
    limit = f"{100 * DEPENDENT:.0f} %"
    if not rows:
        return Sentence(
            f"Geen goederencode op deze site laat zien dat {home_nl} iets uit {nl} haalt.",
            f"No trade code on this site shows that {home_en} gets anything from {en}.",
        )
    if place == home:
        return Sentence(
            f"Bij {counted(rows, 'nl')} komen goederen uit {nl} via andere landen terug.",
            f"Under {counted(rows, 'en')} goods from {en} come back through other countries.",
        )
    top = rows[0]
    most_nl = (
        f"Het meest bij {within(top['name_nl'])}: herleid {percent(top['share'], 'nl')}, aan de "
        f"grens {percent(top['direct_share'], 'nl')}."
    )
    most_en = (
        f"Most for {within(top['name_en'])}: {percent(top['share'], 'en')} traced, "
        f"{percent(top['direct_share'], 'en')} at the border."
    )
    if not strong:
        return Sentence(
            f"Bij geen enkele goederencode haalt {home_nl} {limit} of meer uit {nl}, ook niet via "
            f"andere landen. {most_nl}",
            f"Under no trade code does {home_en} get {limit} or more from {en}, also counting "
            f"what comes through other countries. {most_en}",
        )
    return Sentence(
        f"Bij {counted(strong, 'nl')} haalt {home_nl} minstens {limit} uit {nl}, ook via andere "
        f"landen. {most_nl}",
        f"Under {counted(strong, 'en')} {home_en} gets at least {limit} from {en}, also through "
        f"other countries. {most_en}",
    )


def counted(rows: Sequence[Any], language: str) -> str:
    """Return how many trade codes there are, in words of a sentence."""
    one, more = ("één goederencode", "goederencodes") if language == "nl" else (
        "one trade code", "trade codes"
    )  # fmt: skip
    return one if len(rows) == 1 else f"{len(rows)} {more}"


def _gaps(home: str, rows: Sequence[Any], tables: Mapping[str, Sequence[Any]]) -> list[Gap]:
    found = [
        Gap(
            name,
            "none of our publishers gives it for this country",
            "that part of the page is left out",
            "geen van onze uitgevers geeft dit voor dit land",
            "dat deel van de pagina ontbreekt",
        )
        for name in ("governance", "production", "restrictions")
        if not tables[name]
    ]
    if home not in ORIGIN.homes:
        found.append(
            Gap(
                "dependence over the years",
                f"the edition holds all years for {' and '.join(ORIGIN.homes)} only",
                "one year is computed for this home; choose another with `--year`",
                f"de editie heeft alle jaren alleen voor {' en '.join(ORIGIN.homes)}",
                "voor deze thuisblik is één jaar berekend; kies een ander met `--year`",
            )
        )
    return found
