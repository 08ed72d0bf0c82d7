"""What a project is worth: economic value, share of the target, dependence it takes away.

The weights are the asker's; they stand beside the values and nothing is added up, because a euro, a
share of a target and a month of supply have no common unit.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from grondstof.assess.project_shock import STAGES, Relief, relief
from grondstof.assess.recipe import Question
from grondstof.products.wording import number
from grondstof.register.project_file import Project
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials, territories

Row = dict[str, Any]
# Stage -> share of the yearly consumption of the Union that the law asks by 2030, and its name:
# Regulation (EU) 2024/1252, Article 5(1)(a). Components and assembly have no such target.
TARGETS: Mapping[str, tuple[float, str, str]] = {
    "extraction": (0.10, "10 % winning", "10 % extraction"),
    "processing": (0.40, "40 % verwerking", "40 % processing"),
    "end-of-life": (0.25, "25 % recycling", "25 % recycling"),
}
MOST_MATERIALS = 5
_REASONS = {
    "capacity_t": ("de capaciteit staat niet in het bestand", "the file gives no capacity"),
    "stage": (
        "de stap van het project is geen stap van een grondstof",
        "the stage of the project is no stage of a material",
    ),
    "materials": ("het bestand noemt geen grondstof", "the file names no material"),
    "supplier_data": (
        "er zijn geen gegevens over wie de EU levert",
        "no data tell who supplies the Union",
    ),
    "eu_consumption_t": (
        "van deze grondstof zijn alleen aandelen bekend; het EU-verbruik staat niet in het bestand",
        "only shares are known of this material; the file gives no Union consumption",
    ),
}


def value_rows(edition: Edition, project: Project, question: Question) -> list[Row]:
    """Return the values of a project with the weights of the question.

    Options `weight_economic`, `weight_strategic` and `weight_dependence` set the weights.
    """
    weight = {
        name: float(question.options.get(f"weight_{name}", 0.5))
        for name in ("economic", "strategic", "dependence")
    }
    return [
        _economic(project, weight["economic"]),
        strategic_value(project, weight["strategic"]),
        *_dependence(edition, project, weight["dependence"]),
    ]


def _economic(project: Project, weight: float) -> Row:
    known = project.yearly_value_meur is not None
    return {
        "row_id": "economic",
        "name_nl": "Economische waarde per jaar",
        "name_en": "Economic value a year",
        "value": project.yearly_value_meur,
        "unit": "million euro a year",
        "weight": weight,
        "kind": "published" if known else None,
        "lacks": None if known else "yearly_value_meur",
    }


def strategic_value(project: Project, weight: float) -> Row:
    """Return what part of the target of its stage a project could meet, 1 at most."""
    share = None
    lacks = "capacity_t;eu_consumption_t"
    target = next((TARGETS[stage] for stage in project.stage if stage in TARGETS), None)
    if target is None:
        lacks = "stage"
    elif project.capacity_t is not None and project.eu_consumption_t:
        share = min(1.0, project.capacity_t / (target[0] * project.eu_consumption_t))
    return {
        "row_id": "strategic",
        "name_nl": f"Deel van het EU-doel van {target[1]}" if target else "Deel van een EU-doel",
        "name_en": f"Share of the EU target of {target[2]}" if target else "Share of an EU target",
        "value": share,
        "unit": "fraction of the target",
        "weight": weight,
        "kind": "computed" if share is not None else None,
        "lacks": None if share is not None else lacks,
    }


def _dependence(edition: Edition, project: Project, weight: float) -> Iterator[Row]:
    names: tuple[str | None, ...] = project.materials[:MOST_MATERIALS] or (None,)
    stage = next((one for one in project.stage if one in STAGES), None)
    for name in names:
        found: Relief | str
        if name is None or project.capacity_t is None or stage is None:
            found = "materials" if name is None else "stage" if stage is None else "capacity_t"
        elif len(names) > 1:
            # One capacity for several materials does not say how much of each is made.
            found = "capacity_t"
        else:
            found = relief(
                edition,
                name,
                stage,
                project.country,
                project.capacity_t,
                project.eu_consumption_t,
            )
        yield _relief_row(name, found, weight)


def _relief_row(name: str | None, found: Relief | str, weight: float) -> Row:
    known = materials.materials().get(name or "")
    nl, en = (known.name_nl, known.name_en) if known else ("grondstof", "material")
    told = found if isinstance(found, Relief) else None
    why_nl, why_en = (None, None) if told else _REASONS[str(found)]
    if told:
        place = territories.territories().get(told.supplier)
        by_nl, by_en = (place.name_nl, place.name_en) if place else (told.supplier,) * 2
        lost_nl, lost_en = number(told.without, "nl", 1), number(told.without, "en", 1)
        why_nl = f"als {by_nl} een jaar stopt, mist de EU {lost_nl} maanden verbruik"
        why_en = f"when {by_en} stops for a year, the Union misses {lost_en} months of use"
    return {
        "row_id": f"dependence/{name or 'none'}",
        "name_nl": f"Minder afhankelijk van één land: {nl}",
        "name_en": f"Less dependent on one country: {en}",
        "value": told.reduced if told else None,
        "value_low": told.reduced_low if told else None,
        "value_high": told.reduced_high if told else None,
        "unit": "months of Union use",
        "weight": weight,
        "supplier": told.supplier if told else None,
        "missed_without": told.without if told else None,
        "missed_with": told.with_project if told else None,
        "share_of_use": told.covered if told else None,
        "reason_nl": why_nl,
        "reason_en": why_en,
        "kind": "modelled" if told else None,
        "oldest_year": told.oldest_year if told else None,
        "lacks": None if told else "value",
    }
