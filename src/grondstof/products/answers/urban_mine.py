"""The urban mine: how much of a material is in use in home, goes out of use and can come back."""

from collections.abc import Sequence
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.assess.urban_mine import comparisons, counted
from grondstof.products.answers.base import Answer, Edition, Gap, Sentence, row_id, sources
from grondstof.products.answers.demand import (
    SOURCES,
    demand_rows,
    find_home,
    find_year,
    no_scenario,
)
from grondstof.products.answers.names import with_material
from grondstof.products.answers.remedy_words import home_name, with_product
from grondstof.products.wording import large, measure
from grondstof.vocabulary import materials

KIND = "urban-mine"
DEFAULT_YEAR = 2025
# Tonnes from which a number is written short.
MANY = 1000.0
SHOWN_YEARS = (2025, 2030, 2040, 2050)
# The year for which materials are ranked by what can come back of demand.
SHARE_YEAR = 2040


def answer(edition: Edition, question: Question) -> Answer:
    """Return stock, outflow and secondary supply of a material by product and scenario.

    Without a material: one row for each material that is known to be in use.

    Raises:
        UnknownName: If material or home is unknown.
        InputError: If the year lies outside the scenarios.
    """
    home = find_home(question.home)
    if question.material is None:
        return _index(edition, question.with_home(home))
    material = materials.find(question.material).material_id
    every = demand_rows(edition, question.with_home(home))
    rows = [row for row in every if row["material_id"] == material]
    year = find_year(question.year, DEFAULT_YEAR)
    now = _named([row for row in rows if row["year"] == year])
    return Answer(
        KIND,
        question.with_home(home),
        edition.name,
        _sentence(material, home, year, now),
        now,
        method="dynamic stock model, Weibull lifetimes",
        tables={
            "years": _named([row for row in rows if row["year"] in SHOWN_YEARS]),
            "published": published(home, material),
            "course": _named([row for row in rows if not row["lacks"]]),
            "rates": [
                with_product(item.model_dump(), item.product)
                | {"unit": "fraction", "kind": "published"}
                for item in comparisons().rates
                if item.home == home
            ],
        },
        gaps=_gaps(home, material, bool(every), bool(now)),
        sources=sources(edition, SOURCES),
        notes=_NOTES,
    )


def _index(edition: Edition, question: Question) -> Answer:
    """Return one row for each material: the mean of the scenarios, their outermost ends."""
    year = find_year(question.year, DEFAULT_YEAR)
    every = [row for row in demand_rows(edition, question) if counted_row(row)]
    beside = {row["material_id"]: row for row in published(question.home)}
    names = sorted({row["material_id"] for row in every} | set(beside))
    rows = []
    for name in names:
        own = [row for row in every if row["material_id"] == name]
        now, later = ([row for row in own if row["year"] == at] for at in (year, SHARE_YEAR))
        row = {"home_id": question.home, "material_id": name, "year": year}
        for column in ("stock_t", "outflow_t", "secondary_t"):
            row |= _over_scenarios(now, column)
        row |= _share(later) | {"share_year": SHARE_YEAR}
        known = beside.get(name, {})
        row |= {"published_t": known.get("published_t"), "publisher": known.get("publisher")}
        row |= {"kind": "modelled", "lacks": None if now else "stock_t;secondary_share"}
        rows.append({"row_id": f"{question.home}/{name}", **row})
    place = home_name(question.home)
    gaps = [] if every else [no_scenario(question.home)]
    ready = [row for row in rows if row["stock_t"] is not None]
    return Answer(
        KIND,
        question,
        edition.name,
        Sentence(
            f"In {place.nl} is van {len(ready)} grondstoffen berekend hoeveel er in turbines, "
            f"panelen, auto's en accu's zit; van {len(beside)} is een totaal in elektrische "
            "apparaten gepubliceerd.",
            f"In {place.en} the amount in turbines, panels, cars and batteries is computed for "
            f"{len(ready)} materials; for {len(beside)} a total in electrical equipment is "
            "published.",
        ),
        with_material(rows),
        method="dynamic stock model, Weibull lifetimes",
        gaps=gaps,
        sources=sources(edition, SOURCES),
        notes=_NOTES,
    )


def counted_row(row: dict[str, Any]) -> bool:
    """Return whether a row enters a sum over products."""
    return counted(row["product_id"], row["material_id"])


def _over_scenarios(rows: Sequence[dict[str, Any]], column: str) -> dict[str, float | None]:
    """Return the sum over products: mean of the scenarios, least and most of them."""
    ends = ("", "_low", "_high")
    sums: dict[str, list[float]] = {}
    for row in rows:
        if row[column] is not None:
            own = sums.setdefault(row["scenario_id"], [0.0, 0.0, 0.0])
            for at, end in enumerate(ends):
                own[at] += row[f"{column}{end}"]
    if not sums:
        return {f"{column}{end}": None for end in ends}
    middle, low, high = zip(*sums.values(), strict=True)
    return {
        column: sum(middle) / len(middle),
        f"{column}_low": min(low),
        f"{column}_high": max(high),
    }


def _share(rows: Sequence[dict[str, Any]]) -> dict[str, float | None]:
    """Return secondary supply over demand of all products together, within 5 and 95 % of supply."""
    supply, demand = _over_scenarios(rows, "secondary_t"), _over_scenarios(rows, "demand_t")
    wanted = demand["demand_t"]
    return {
        f"secondary_share{end}": None if value is None or not wanted else value / wanted
        for end in ("", "_low", "_high")
        for value in (supply[f"secondary_t{end}"],)
    }


_NOTES = (
    Sentence(
        "Magneten in windturbines staan twee keer: in de turbine en bij de magneten. Tel ze niet "
        "op.",
        "Magnets in wind turbines appear twice: in the turbine and under magnets. Do not add them.",
    ),
    Sentence(
        "Het gepubliceerde totaal gaat over elektrische apparaten; ons totaal over turbines, "
        "panelen, auto's en accu's. Ze vullen elkaar aan en toetsen elkaar niet.",
        "The published total is about electrical equipment; ours about turbines, panels, cars and "
        "batteries. They complement and do not test each other.",
    ),
)


def published(home: str, material: str | None = None) -> list[dict[str, Any]]:
    """Return published stocks of a home; of one material, or of all."""
    found = [
        {
            **with_product({"product_id": item.product}, item.product),
            "material_id": item.material,
            "year": item.year,
            "published_t": item.value_t,
            "covers_nl": item.covers.nl,
            "covers_en": item.covers.en,
            "publisher": item.publisher,
            "title": item.title,
            "locator": item.locator,
            "kind": "published",
        }
        for item in comparisons().figures
        if item.home == home
        and item.figure == "stock"
        and item.value_t is not None
        and (material is None or item.material == material)
    ]
    return with_material(found)


def _named(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    key = ("home_id", "scenario_id", "product_id", "material_id", "year")
    named = with_material(rows)
    return [
        {
            "row_id": row_id(row, key),
            **with_product(row, row["product_id"]),
            "counted": counted(row["product_id"], row["material_id"]),
        }
        for row in named
    ]


def _sentence(material: str, home: str, year: int, rows: Sequence[dict[str, Any]]) -> Sentence:
    name = materials.materials()[material]
    own = [row for row in rows if row["counted"] and row["stock_t"] is not None]
    beside = published(home, material)
    if not own and not beside:
        place = home_name(home)
        return Sentence(
            f"Van {name.name_nl} is niet bekend hoeveel er in {place.nl} in gebruik is.",
            f"It is not known how much {name.name_en} is in use in {place.en}.",
        )
    per: dict[str, list[float]] = {}
    for row in own:
        low, high = per.setdefault(row["scenario_id"], [0.0, 0.0])
        per[row["scenario_id"]] = [low + row["stock_t_low"], high + row["stock_t_high"]]
    nl, en = "", ""
    if per:
        low, high = min(pair[0] for pair in per.values()), max(pair[1] for pair in per.values())
        place = home_name(home)
        nl = (
            f"In windturbines, zonnepanelen, auto's en accu's in {place.nl} zit in {year} "
            f"{_tonnes(low, 'nl')} tot {_tonnes(high, 'nl')} ton {name.name_nl}. "
        )
        en = (
            f"Wind turbines, solar panels, cars and batteries in {place.en} hold "
            f"{_tonnes(low, 'en')} to {_tonnes(high, 'en')} tonnes of {name.name_en} in {year}. "
        )
    if beside:
        item = beside[0]
        nl += f"In elektrische apparaten zit {large(item['published_t'], 'nl')} ton volgens "
        nl += f"{item['publisher']}."
        en += f"Electrical equipment holds {large(item['published_t'], 'en')} tonnes according to "
        en += f"{item['publisher']}."
    return Sentence(nl.strip(), en.strip())


def _tonnes(value: float, language: str) -> str:
    """Return tonnes with no more decimals than their margin bears."""
    return large(value, language) if value >= MANY else measure(value, language, 1)


def _gaps(home: str, material: str, known: bool, held: bool) -> list[Gap]:
    gaps = [_outside(material)]
    if not known:
        return [*gaps, no_scenario(home)]
    return gaps if held else [*gaps, _nothing(material)]


def _outside(material_id: str) -> Gap:
    material = materials.materials()[material_id].name_en
    stof = materials.materials()[material_id].name_nl
    return Gap(
        "stock_t",
        f"{material} in other products (buildings, machines, ships, defence, stored goods): no "
        "composition and stock that may be shipped",
        "the urban mine is larger than the rows show",
        f"{stof} in andere producten (gebouwen, machines, schepen, defensie, opgeslagen "
        "goederen): geen samenstelling en voorraad die mee mogen",
        "de urban mine is groter dan de rijen laten zien",
    )


def _nothing(material_id: str) -> Gap:
    material = materials.materials()[material_id].name_en
    stof = materials.materials()[material_id].name_nl
    return Gap(
        "stock_t",
        f"none of the products with a scenario holds {material} in a source that may be shipped",
        "no stock, outflow or secondary supply of our own",
        f"geen product met een scenario bevat {stof} in een bron die mee mag",
        "geen eigen voorraad, uitstroom of secundair aanbod",
    )
