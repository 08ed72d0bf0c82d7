"""Circularity of one product group: materials, stock, outflow, secondary supply, actions, gaps."""

from collections.abc import Sequence
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Edition, Gap, Sentence, row_id, sources
from grondstof.products.answers.demand import (
    SHOWN_YEARS,
    SOURCES,
    benchmark,
    demand_rows,
    find_home,
    find_year,
    has_scenario,
    no_scenario,
    usual_year,
)
from grondstof.products.answers.names import with_material
from grondstof.products.answers.product_group_files import Group, find_group, groups
from grondstof.products.answers.product_group_tables import (
    CRITERION,
    intensities_of,
    materials_of,
    register_of,
    strategies_of,
)
from grondstof.products.answers.remedy_words import with_product
from grondstof.products.answers.urban_mine import published
from grondstof.products.wording import percent

KIND = "product-group"


def answer(edition: Edition, question: Question) -> Answer:
    """Return what is known of the circularity of a product group in a year.

    Options: `group`; the index of groups without it.

    Raises:
        UnknownName: If group or home is unknown.
        InputError: If the year lies outside the scenarios.
    """
    home = find_home(question.home)
    if not question.options.get("group"):
        return _index(edition, question.with_home(home))
    group = find_group(str(question.options["group"]))
    every = demand_rows(edition, question.with_home(home)) if group.chains else []
    rows = [
        row
        for row in every
        if row["product_id"] in group.chains
        and (not group.materials or row["material_id"] in group.materials)
    ]
    year = find_year(question.year, usual_year(rows))
    now = _named([row for row in rows if row["year"] == year])
    register = register_of(edition, group)
    held = materials_of(edition, group)
    return Answer(
        KIND,
        question.with_home(home),
        edition.name,
        _sentence(group, year, now, held, register),
        now,
        method="dynamic stock model, Weibull lifetimes",
        tables={
            "years": _named([row for row in rows if row["year"] in SHOWN_YEARS]),
            "benchmark": with_material(benchmark(rows)),
            "materials": held,
            "strategies": strategies_of(register),
            "actions": [row for row in register if row["register_kind"] != CRITERION],
            "criteria": [row for row in register if row["register_kind"] == CRITERION],
            "published": published(home) if "electronics" in group.tags else [],
            "intensities": intensities_of(edition, group),
        },
        gaps=_gaps(group, question.with_home(home), rows),
        sources=sources(edition, (*SOURCES, "ec_study", "ec_study_2017")),
    )


def _named(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    key = ("home_id", "scenario_id", "product_id", "material_id", "year")
    return [
        {"row_id": row_id(row, key), **with_product(row, row["product_id"])}
        for row in with_material(rows)
    ]


def _index(edition: Edition, question: Question) -> Answer:
    rows = [
        {
            "row_id": item.id,
            "group": item.id,
            "name_nl": item.title.nl,
            "name_en": item.title.en,
            "modelled": bool(item.chains),
            "note_nl": item.not_known.nl,
            "note_en": item.not_known.en,
        }
        for item in groups().values()
    ]
    return Answer(
        KIND,
        question,
        edition.name,
        Sentence(
            f"Het programma circulaire economie kent {len(rows)} productgroepen; voor "
            f"{sum(bool(row['modelled']) for row in rows)} is berekend wat terugkomt.",
            f"The circular economy programme has {len(rows)} product groups; for "
            f"{sum(bool(row['modelled']) for row in rows)} what comes back is computed.",
        ),
        rows,
    )


def _sentence(
    group: Group,
    year: int,
    rows: Sequence[dict[str, Any]],
    held: Sequence[dict[str, Any]],
    register: Sequence[dict[str, Any]],
) -> Sentence:
    acting = len([row for row in register if row["register_kind"] != CRITERION])
    ready = [row for row in rows if row["secondary_share"] is not None]
    nl, en = group.title.nl, group.title.en
    if ready and group.materials:
        # Only the part in modelled products is known: the sentence must not speak for the whole.
        nl, en = f"{nl} in turbines, panelen en accu's", f"{en} in turbines, panels and batteries"
    if ready:
        top = max(ready, key=lambda row: row["secondary_share_high"])
        low, high = top["secondary_share_low"], top["secondary_share_high"]
        return Sentence(
            f"Van {nl} kan recycling in {year} het meest {top['name_nl']} geven: "
            f"{percent(low, 'nl', 0)} tot {percent(high, 'nl', 0)} van de vraag; {acting} "
            "afspraken en regelingen dienen de vier strategieën.",
            f"For {en} recycling can give most {top['name_en']} in {year}: "
            f"{percent(low, 'en', 0)} to {percent(high, 'en', 0)} of demand; {acting} promises "
            "and schemes serve the four strategies.",
        )
    known = [row for row in held if row["eol_rir"] is not None]
    if not known:
        return Sentence(
            f"Voor {nl} is geen voorraad of uitstroom berekend; {acting} afspraken en regelingen "
            "dienen de vier strategieën.",
            f"No stock or outflow is computed for {en}; {acting} promises and schemes serve the "
            "four strategies.",
        )
    few = len([row for row in known if row["eol_rir"] < 0.05])
    return Sentence(
        f"Voor {nl} is geen voorraad of uitstroom berekend. Van de {len(known)} grondstoffen erin "
        f"met een gepubliceerd cijfer komt er bij {few or 'geen'} in de EU minder dan 5 % uit oud "
        f"schroot; {acting} afspraken en regelingen dienen de vier strategieën.",
        f"No stock or outflow is computed for {en}. Of the {len(known)} materials in it with a "
        f"published figure, {few or 'none'} have less than 5 % from old scrap in the EU; {acting} "
        "promises and schemes serve the four strategies.",
    )


def _gaps(group: Group, question: Question, rows: Sequence[dict[str, Any]]) -> list[Gap]:
    gaps = [
        Gap(
            "not_known",
            group.not_known.en,
            "the page shows less than there is",
            group.not_known.nl,
            "de pagina laat minder zien dan er is",
        )
    ]
    if group.chains and not has_scenario(question):
        gaps.append(no_scenario(question.home))
    elif group.chains and not rows:
        gaps.append(
            Gap(
                "stock_t",
                "no scenario of this home has the technologies",
                "no stock is shown",
                "geen scenario van dit thuisland heeft de technieken",
                "er staat geen voorraad",
            )
        )
    elif not group.chains:
        gaps.append(
            Gap(
                "stock_t",
                "no scenario for this group that may be shipped",
                "no stock, outflow or secondary supply of the group; the shares of old scrap are "
                "those of the EU over all uses",
                "geen scenario voor deze groep dat mee mag",
                "geen voorraad, uitstroom of secundair aanbod van de groep; de delen uit oud "
                "schroot zijn die van de EU over al het gebruik",
            )
        )
    gaps.append(
        Gap(
            "criteria",
            "the progress report announces criteria; their text was not found",
            "criteria are named, not quoted",
            "de voortgangsrapportage kondigt criteria aan; de tekst is niet gevonden",
            "criteria staan er met hun naam, niet met hun tekst",
        )
    )
    return gaps
