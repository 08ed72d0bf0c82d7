"""Circularity of one product group: materials, stock, outflow, secondary supply, actions, gaps."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer, Edition, Gap, Sentence, row_id, sources
from grondstof.products.answers.demand import (
    DEFAULT_YEAR,
    SHOWN_YEARS,
    SOURCES,
    benchmark,
    demand_rows,
    find_home,
)
from grondstof.products.answers.names import with_material
from grondstof.products.answers.urban_mine import published
from grondstof.products.wording import percent
from grondstof.store.content import content_folder, load, yaml_files

KIND = "product-group"
FOLDER = "product_groups"
# The four strategies of the progress report of 2023, with the words of the report.
STRATEGIES = {
    "narrow": ("vermindering van grondstoffengebruik", "using less"),
    "substitute": ("substitutie van grondstoffen", "substitution"),
    "slow": ("levensduurverlenging", "longer life"),
    "close": ("hoogwaardige verwerking", "high-grade processing"),
}
_SERVING = ("action", "commitment", "motion", "instrument", "programme", "target", "initiative")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(_Strict):
    """Name in both languages."""

    nl: str
    en: str


class Cited(_Strict):
    """Document and place that name the group."""

    document: str
    place: str


class Group(_Strict):
    """A product group of the national programme for the circular economy."""

    id: str
    title: Title
    chains: tuple[str, ...]
    products: tuple[str, ...]
    tags: tuple[str, ...]
    not_known: Title
    source: Cited


@cache
def groups() -> dict[str, Group]:
    """Return the product groups by id, in the order of their names."""
    files = yaml_files(content_folder() / FOLDER)
    found = [Group.model_validate(load(path).data) for path in files]
    return {item.id: item for item in found}


def find_group(text: str) -> Group:
    """Return the group of an id or name.

    Raises:
        UnknownName: If there is no such group.
    """
    word = text.strip().lower()
    for item in groups().values():
        if word in (item.id, item.title.nl.lower(), item.title.en.lower(), *item.tags):
            return item
    raise UnknownName("product group", text, "a product group", sorted(groups()))


def answer(edition: Edition, question: Question) -> Answer:
    """Return what is known of the circularity of a product group in a year.

    Options: `group`.

    Raises:
        UnknownName: If group or home is unknown.
        InputError: If home has no scenario.
    """
    home = find_home(question.home)
    group = find_group(str(question.options.get("group", "wind-farms")))
    year = question.year or DEFAULT_YEAR
    every = demand_rows(edition, question.with_home(home)) if group.chains else []
    rows = [row for row in every if row["product_id"] in group.chains]
    now = _named([row for row in rows if row["year"] == year])
    register = _register(edition, group)
    return Answer(
        KIND,
        question.with_home(home),
        edition.name,
        _sentence(group, year, now, register),
        now,
        method="dynamic stock model, Weibull lifetimes",
        tables={
            "years": _named([row for row in rows if row["year"] in SHOWN_YEARS]),
            "benchmark": with_material(benchmark(rows)),
            "intensities": _intensities(edition, group),
            "strategies": _strategies(register),
            "actions": [row for row in register if row["register_kind"] != "criterion"],
            "criteria": [row for row in register if row["register_kind"] == "criterion"],
            "published": published(home) if "electronics" in group.tags else [],
        },
        gaps=_gaps(group, rows),
        sources=sources(edition, SOURCES),
    )


def _named(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    key = ("home_id", "scenario_id", "product_id", "material_id", "year")
    return [{"row_id": row_id(row, key), **row} for row in with_material(rows)]


def _intensities(edition: Edition, group: Group) -> list[dict[str, Any]]:
    if not group.products:
        return []
    marks = ", ".join("?" for _ in group.products)
    sql = (
        "select product_id, variant, material_id, year, intensity, intensity_low, "
        f'intensity_high, per_unit, reason from "settled__intensity" where product_id in '
        f"({marks}) qualify row_number() over (partition by product_id, variant, material_id "
        "order by case when year <= 2024 then year else -year end desc) = 1 "
        "order by product_id, variant, material_id"
    )
    return with_material(
        {**row, "kind": "published"} for row in edition.rows(sql, list(group.products))
    )


def _register(edition: Edition, group: Group) -> list[dict[str, Any]]:
    """Return the items of the register that carry one of the group's tags."""
    sql = (
        "select item_id, kind, title_nl, title_en, state, owner, due, body "
        'from "reported__register_item" where kind in '
        f"({', '.join('?' for _ in (*_SERVING, 'criterion'))}) order by kind, item_id"
    )
    found = []
    for row in edition.rows(sql, [*_SERVING, "criterion"]):
        body = json.loads(row["body"])
        if not set(group.tags) & set(body.get("tags") or ()):
            continue
        found.append(
            {
                "item_id": row["item_id"],
                "register_kind": row["kind"],
                "name_nl": row["title_nl"],
                "name_en": row["title_en"],
                "state": row["state"],
                "owner": row["owner"],
                "due": row["due"],
                "strategies": ", ".join(body.get("strategies") or ()) or None,
                "note": body.get("note"),
            }
        )
    return found


def _strategies(register: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for strategy, (nl, en) in STRATEGIES.items():
        serving = [row for row in register if strategy in (row["strategies"] or "").split(", ")]
        rows.append(
            {
                "strategy": strategy,
                "name_nl": nl,
                "name_en": en,
                "actions": len(serving),
                "items": ", ".join(row["item_id"] for row in serving) or None,
            }
        )
    return rows


def _sentence(
    group: Group, year: int, rows: Sequence[dict[str, Any]], register: Sequence[dict[str, Any]]
) -> Sentence:
    acting = len([row for row in register if row["register_kind"] != "criterion"])
    ready = [row for row in rows if row["secondary_share"] is not None]
    if not ready:
        return Sentence(
            f"Voor {group.title.nl} is geen vraag of uitstroom bekend; {acting} acties in het "
            "register gaan erover.",
            f"No demand or outflow is known for {group.title.en}; {acting} items of the register "
            "are about it.",
        )
    top = max(ready, key=lambda row: row["secondary_share_high"])
    return Sentence(
        f"Van {group.title.nl} kan recycling in {year} het meest {top['name_nl']} geven: "
        f"{percent(top['secondary_share_low'], 'nl', 0)} tot "
        f"{percent(top['secondary_share_high'], 'nl', 0)} van de vraag; {acting} acties in het "
        "register gaan over deze groep.",
        f"For {group.title.en} recycling can give most {top['name_en']} in {year}: "
        f"{percent(top['secondary_share_low'], 'en', 0)} to "
        f"{percent(top['secondary_share_high'], 'en', 0)} of demand; {acting} items of the "
        "register are about this group.",
    )


def _gaps(group: Group, rows: Sequence[dict[str, Any]]) -> list[Gap]:
    gaps = [
        Gap(
            "product group",
            group.not_known.en,
            "the page shows less than there is",
            group.not_known.nl,
            "de pagina laat minder zien dan er is",
        )
    ]
    if not group.chains:
        gaps.append(
            Gap(
                "stock_t",
                "no scenario or composition for this group that may be shipped",
                "no stock, outflow or secondary supply",
                "geen scenario of samenstelling voor deze groep die mee mag",
                "geen voorraad, uitstroom of secundair aanbod",
            )
        )
    elif not rows:
        gaps.append(
            Gap(
                "stock_t",
                "no scenario of this home has the technologies",
                "no stock is shown",
                "geen scenario van dit thuisland heeft de technieken",
                "er staat geen voorraad",
            )
        )
    gaps.append(
        Gap(
            "procurement criteria",
            "the report announces criteria; their text was not found",
            "criteria are named, not quoted",
            "het rapport kondigt criteria aan; de tekst is niet gevonden",
            "criteria staan er met hun naam, niet met hun tekst",
        )
    )
    return gaps
