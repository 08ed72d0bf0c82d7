"""Sentences of the brief on quantities: what stays, what comes inside goods, what is in stock."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from grondstof.products import wording
from grondstof.products.answers.brief_facts import Fact
from grondstof.products.answers.names import in_sentence
from grondstof.products.answers.register_view import View
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials

_TOTALS = """
    select * from "assessed__footprint"
    where home_id = ? and material_id = ? and cut = 'total' and cut_id = 'all'
    and account in ('direct', 'indirect') and quantity_t_low is not null
    order by account
"""
_LEAVES = """
    select value from "assessed__trade_use"
    where territory_id = ? and subject_id = ? and concept = 'share leaving' and value is not null
"""
_NOTES = ("baci", "wiod", "ec_study")


def what_flows(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return what of a material home keeps, what it takes in inside goods, and what is in stock.

    Transit is never counted as use: where only bounds are known the sentence gives both ends. No
    publisher of the edition reports stocks, so months of cover are said to be unknown.
    """
    if kind != "material":
        return []
    rows = {row["account"]: row for row in edition.rows(_TOTALS, [home, subject[0]])}
    facts = [*_inside(rows, subject[0], home), _stock(subject[0], home)]
    # What a national office published on what leaves stands in the brief already.
    if "direct" not in rows and edition.rows(_LEAVES, [home, subject[0]]):
        return facts
    return [_kept(rows.get("direct"), subject[0], home), *facts]


def _kept(row: Mapping[str, Any] | None, material_id: str, home: str) -> Fact:
    thing, (nl, en) = materials.materials()[material_id], in_sentence(home)
    if row is None:
        return Fact(
            "felt",
            f"Hoeveel {thing.name_nl} in {nl} blijft, is niet bekend: van wat binnenkomt is niet "
            "te zeggen hoeveel weer weggaat.",
            f"How much {thing.name_en} stays in {en} is not known: of what comes in nobody can "
            "tell how much leaves again.",
        )
    return Fact(
        "felt",
        f"Van wat {nl} aan {thing.name_nl} invoert, blijft {_range(row, 'nl')} ({row['year']}); de "
        "rest gaat weer weg.",
        f"Of what {en} imports of {thing.name_en}, {_range(row, 'en')} stays ({row['year']}); the "
        "rest leaves again.",
        ("baci",),
        row["kind"],
        None,
        row["oldest_year"],
    )


def _inside(rows: Mapping[str, Mapping[str, Any]], material_id: str, home: str) -> list[Fact]:
    row = rows.get("indirect")
    if row is None:
        return []
    thing, (nl, en) = materials.materials()[material_id], in_sentence(home)
    return [
        Fact(
            "felt",
            f"In goederen en diensten die {nl} in het buitenland koopt, zit {_range(row, 'nl')} "
            f"{thing.name_nl} (handelstabel van {row['table_name'][-4:]}).",
            f"Goods and services that {en} buys abroad took {_range(row, 'en')} of {thing.name_en} "
            f"(trade table of {row['table_name'][-4:]}).",
            _NOTES,
            row["kind"],
            None,
            row["oldest_year"],
        )
    ]


def _stock(material_id: str, home: str) -> Fact:
    thing, (nl, en) = materials.materials()[material_id], in_sentence(home)
    return Fact(
        "felt",
        f"Hoeveel {thing.name_nl} in {nl} op voorraad ligt, is niet bekend, dus ook niet voor "
        "hoeveel maanden dat genoeg is.",
        f"How much {thing.name_en} lies in stock in {en} is not known, so neither for how many "
        "months it would last.",
    )


def _range(row: Mapping[str, Any], language: str) -> str:
    """Return both ends in tonnes."""
    low, high = (wording.measure(row[f"quantity_t{end}"], language, 0) for end in ("_low", "_high"))
    return f"{wording.interval(low, high, language)} {'ton' if language == 'nl' else 'tonnes'}"
