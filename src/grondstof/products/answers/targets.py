"""The targets of law, versioned by date, and what public figures show beside them."""

from datetime import date
from typing import Any

from grondstof.assess.benchmarks import Standing, largest_outside, union_series, union_share
from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.register_view import (
    View,
    cited,
    document_rows,
    item_row,
    view,
)
from grondstof.products.answers.target_status import status_rows
from grondstof.register.models import Benchmark, Obligation, Target
from grondstof.register.states import next_due
from grondstof.store.editions import Edition
from grondstof.vocabulary import lists, materials, territories

LIMIT = 0.65
STAGES = ("extraction", "processing")
_SHARES = """
    select material_id, stage_id, scope, territory_id, share, year_from, year_to
    from "settled__supply_share" where list_contains(?, material_id)
    order by all
"""


_MADE = """
    select material_id, territory_id, year, quantity_t, content_basis
    from "settled__production"
    where list_contains(?, material_id) and stage_id = 'extraction' and year >= ?
    order by all
"""
TREND_FROM = 2018


def answer(edition: Edition, question: Question) -> Answer:
    """Return the targets valid on a day, the duties with their dates, and figures by material."""
    book = view(edition, question.home)
    as_of = question.as_of or edition.as_of
    targets = [item for item in book.register.items("target") if isinstance(item, Target)]
    rows = [_target(book, item, as_of) for item in targets]
    figures = _figures(edition, as_of)
    standings = [item for item in book.register.items("benchmark") if isinstance(item, Benchmark)]
    valid = [item for item, row in zip(targets, rows, strict=True) if row["valid_on_day"]]
    status = status_rows(standings, _strategic(), valid)
    duties = [item for item in book.register.items("obligation") if isinstance(item, Obligation)]
    over = [row for row in figures if row["above_limit"]]
    return Answer(
        "targets",
        question,
        edition.name,
        _sentence(rows, figures, over),
        rows,
        tables={
            name: part
            for name, part in {
                "status": status,
                "by_material": figures,
                "trend": _trend(edition, as_of),
                "obligations": [_duty(book, item, as_of) for item in duties],
            }.items()
            if part
        },
        gaps=[
            Gap(
                "progress_to_targets",
                "no publisher at hand gives yearly Union consumption and capacity by material",
                "published classes of 2022 are shown, unverified, and shares of world output and "
                "of sourcing, which are not the targets",
                "geen uitgever bij de hand geeft per grondstof EU-verbruik en EU-capaciteit per "
                "jaar",
                "te zien zijn gepubliceerde klassen van 2022 (niet gecontroleerd) en aandelen in "
                "wereldproductie en inkoop; dat zijn niet de doelen zelf",
            )
        ],
        sources=[
            *document_rows(book, cited([*targets, *standings])),
            *sources(edition, ("ec_study", "wmd", "usgs_mcs", "bgs")),
        ],
    )


def _target(book: View, item: Target, as_of: date) -> dict[str, Any]:
    valid = (item.valid_from is None or item.valid_from <= as_of) and (
        item.valid_to is None or as_of < item.valid_to
    )
    return {
        **item_row(book, item),
        "value": item.value,
        "unit": item.unit,
        "scope": item.scope,
        "target_year": item.target_year,
        "stage_id": item.stage,
        "valid_on_day": valid,
        "kind": "published" if item.value is not None else None,
        "lacks": None if item.value is not None else "value",
    }


def _duty(book: View, item: Obligation, as_of: date) -> dict[str, Any]:
    return {
        "row_id": item.id,
        "item_id": item.id,
        "article": item.article,
        "addressee": item.addressee,
        "name_nl": item.title_nl,
        "name_en": item.title_en,
        "summary_nl": item.summary_nl,
        "summary_en": item.summary_en,
        "owner": item.owner,
        "due": item.due,
        "next_due": next_due(item, as_of),
        "deadline_text": item.deadline_text,
        "legal_status": item.legal_status,
        "certainty": item.certainty,
        "document": item.cites[0].document,
        "place": item.cites[0].place,
    }


def _strategic() -> list[str]:
    known = lists.memberships("gallium")
    strategic = next((one for one in reversed(known) if "strategic" in one.list_id), None)
    return sorted(lists.members(strategic.list_id)) if strategic else []


def _trend(edition: Edition, as_of: date) -> list[dict[str, Any]]:
    """Return the Union's share of world mine output in the first and the last year at hand."""
    names, members = _strategic(), territories.members("EU", as_of)
    found = edition.rows(_MADE, [names, TREND_FROM]) if names else []
    rows = []
    for name, basis in sorted({(row["material_id"], row["content_basis"]) for row in found}):
        part = [r for r in found if (r["material_id"], r["content_basis"]) == (name, basis)]
        series = union_series(part, members)
        if len(series) < 2:
            continue
        first, last = min(series), max(series)
        rows.append(
            {
                "row_id": f"{name}/{basis}",
                "material_id": name,
                "name_nl": materials.materials()[name].name_nl,
                "name_en": materials.materials()[name].name_en,
                "content_basis": basis,
                "first_year": first,
                "first_share": series[first],
                "last_year": last,
                "last_share": series[last],
                "change": series[last] - series[first],
                "kind": "computed",
                "oldest_year": first,
            }
        )
    return rows


def _figures(edition: Edition, as_of: date) -> list[dict[str, Any]]:
    names = _strategic()
    members = territories.members("EU", as_of)
    found = edition.rows(_SHARES, [names]) if names else []
    rows = []
    for name in names:
        for stage in STAGES:
            part = [r for r in found if r["material_id"] == name and r["stage_id"] == stage]
            world = union_share([r for r in part if r["scope"] == "global"], members)
            single = largest_outside([r for r in part if r["scope"] == "eu"], members)
            if world or single:
                rows.append(_figure(name, stage, world, single))
    return rows


def _figure(
    name: str, stage: str, world: Standing | None, single: Standing | None
) -> dict[str, Any]:
    known, shown = materials.materials()[name], single or world
    return {
        "row_id": f"{name}/{stage}",
        "material_id": name,
        "name_nl": known.name_nl,
        "name_en": known.name_en,
        "stage_id": stage,
        "union_share_of_world": world.share if world else None,
        "largest_country": single.territory_id if single else None,
        "largest_share": single.share if single else None,
        "above_limit": single.share > LIMIT if single else None,
        "year_from": shown.year_from if shown else None,
        "year_to": shown.year_to if shown else None,
        "kind": "computed",
        "oldest_year": shown.year_from if shown else None,
        "lacks": ";".join(
            text
            for text, value in (("union_share_of_world", world), ("largest_share", single))
            if value is None
        )
        or None,
    }


def _sentence(
    rows: list[dict[str, Any]], figures: list[dict[str, Any]], over: list[dict[str, Any]]
) -> Sentence:
    valid = sum(bool(row["valid_on_day"]) and row["value"] is not None for row in rows)
    if not figures:
        return Sentence(
            f"Er gelden {valid} doelen met een getal; deze editie heeft er geen cijfers bij.",
            f"{valid} targets with a number apply; this edition has no figures beside them.",
        )
    names = {row["material_id"] for row in over}
    return Sentence(
        f"Er gelden {valid} doelen met een getal. Van {len(names)} strategische grondstoffen haalt "
        f"de EU in een stap meer dan 65 % uit één land.",
        f"{valid} targets with a number apply. For {len(names)} strategic raw materials the EU "
        f"gets over 65 % from one country at a stage.",
    )
