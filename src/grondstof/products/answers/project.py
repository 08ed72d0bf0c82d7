"""Strategic projects: the list that texts name, beside the published counts, and its pipeline."""

from collections import Counter
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer, Gap, Sentence
from grondstof.products.answers.register_view import cited, document_rows, item_row, view
from grondstof.products.wording import enumerate_words
from grondstof.register.models import Figure, Place
from grondstof.register.permit_clock import MONTHS_EXTRACTION, MONTHS_OTHER
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials, stages, territories

PUBLISHED = {"eu-47": "cijfer-projecten-eu", "third-country-13": "cijfer-projecten-derde"}


def answer(edition: Edition, question: Question) -> Answer:
    """Return the projects, one of them (`options["item"]`), or those of a material.

    Raises:
        UnknownName: If no project has that id.
    """
    book = view(edition, question.home)
    items = [item for item in book.register.items("project") if isinstance(item, Place)]
    name = question.options.get("item")
    wanted = materials.find(question.material).material_id if question.material else None
    groups = {wanted, *materials.groups_of(wanted)} if wanted else set()
    chosen = [
        item
        for item in items
        if (name is None or item.id == name) and (not groups or groups & set(item.materials))
    ]
    if name and not chosen:
        raise UnknownName("register", str(name), "a project", [item.id for item in items])
    counts = _counts(book.register.get, items)
    return Answer(
        "project",
        question,
        edition.name,
        _sentence(chosen, counts),
        [{**item_row(book, item), **_fields(item)} for item in chosen],
        tables={
            "counts": counts,
            "by_stage": _tally(stage for item in chosen for stage in item.stages),
            "by_country": _tally(item.country for item in chosen),
            "by_material": _tally(one for item in chosen for one in item.materials),
        },
        gaps=[
            Gap(
                "official_lists",
                "the annexes of the Commission decisions were not at hand",
                "the rows name what texts name; the published counts stand beside them",
                "de bijlagen bij de besluiten van de Europese Commissie waren niet te lezen",
                "de rijen komen uit andere teksten; de gepubliceerde aantallen staan ernaast",
            )
        ],
        sources=document_rows(book, cited(chosen)),
    )


def _fields(item: Place) -> dict[str, Any]:
    months = MONTHS_EXTRACTION if "extraction" in item.stages else MONTHS_OTHER
    return {
        "country": item.country,
        "town": item.town,
        "operator": item.operator,
        "stages": ";".join(item.stages) or None,
        "activity": item.activity,
        "capacity": item.capacity,
        "status_text": item.status,
        "selection": item.selection,
        "permit_limit_months": months if item.selection == "eu-47" and item.stages else None,
    }


def _counts(get: Any, items: list[Place]) -> list[dict[str, Any]]:
    rows = []
    for selection, figure_id in PUBLISHED.items():
        figure = get(figure_id)
        rows.append(
            {
                "row_id": selection,
                "selection": selection,
                "named": sum(item.selection == selection for item in items),
                "published": figure.value if isinstance(figure, Figure) else None,
                "document": figure.cites[0].document if isinstance(figure, Figure) else None,
                "kind": "published",
            }
        )
    return rows


def _tally(names: Any) -> list[dict[str, Any]]:
    count = Counter(names)
    ordered = sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"row_id": name, "name": name, "projects": number} for name, number in ordered]


def _told(item: Place, language: str) -> str:
    """Return what a project does, of what, by whom and where, as far as texts tell."""
    dutch = language == "nl"
    steps = [step for name in item.stages if (step := stages.stages().get(name))]
    known = [one for name in item.materials if (one := materials.materials().get(name))]
    place = territories.territories().get(item.country)
    does = enumerate_words([step.name_nl if dutch else step.name_en for step in steps], language)
    of = enumerate_words([one.name_nl if dutch else one.name_en for one in known], language)
    country = item.country if place is None else place.name_nl if dutch else place.name_en
    words = does or item.activity or ("stap niet genoemd" if dutch else "stage not stated")
    if of:
        words += f" {'van' if dutch else 'of'} {of}"
    if item.operator:
        words += f" {'door' if dutch else 'by'} {item.operator}"
    return f"{words}, {country}"


def _sentence(chosen: list[Place], counts: list[dict[str, Any]]) -> Sentence:
    if len(chosen) == 1:
        item = chosen[0]
        return Sentence(
            f"{item.title_nl}: {_told(item, 'nl')}.", f"{item.title_en}: {_told(item, 'en')}."
        )
    inside, outside = (f"{row['published'] or 0:.0f}" for row in counts)
    return Sentence(
        f"{len(chosen)} projecten in het register; gepubliceerd zijn er {inside} in en {outside} "
        f"buiten de EU.",
        f"{len(chosen)} projects in the register; {inside} inside and {outside} outside the EU "
        f"are published.",
    )
