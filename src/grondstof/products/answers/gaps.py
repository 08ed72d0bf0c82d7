"""Which needs of projects no instrument meets: by need and stage, for a home and a material.

A stand-in project is held against all instruments: a company in the home that invests, once as a
pilot and once as a plant, with all else left open. It answers where the instruments leave a hole,
not whether a given project gets money.
"""

from typing import Any

from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Sentence
from grondstof.products.answers.match import ASPECT_WORDS, instruments
from grondstof.products.answers.register_view import cited, document_rows, view
from grondstof.register.matching import Match, facts, match
from grondstof.register.models import ASPECTS, Instrument
from grondstof.register.project_file import Phase, Project, Stage
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials

STAGES: tuple[Stage, ...] = ("extraction", "processing", "component", "end-of-life")
PHASES: tuple[Phase, ...] = ("pilot", "investment")
# What the stand-in asks [million euro] in each phase.
NEEDS = {"pilot": 2.0, "investment": 25.0}

_NONE = Sentence(
    "Voor deze thuisbasis staat er geen regeling in het register.",
    "The register holds no scheme for this home.",
)


def answer(edition: Edition, question: Question) -> Answer:
    """Return the needs by stage and phase with the instruments that meet them, or none."""
    book = view(edition, question.home)
    on = question.as_of or edition.as_of
    material = materials.find(question.material).material_id if question.material else None
    chosen = instruments(book)
    rows = []
    for stage in STAGES if question.stage is None else (_stage(question.stage),):
        for phase in PHASES:
            project = _stand_in(question.home, stage, phase, material)
            found = match(facts(project, question.home, on), chosen, on)
            rows += [_row(aspect, stage, phase, found) for aspect in ASPECTS]
    holes = [row for row in rows if row["gap"]]
    return Answer(
        "gaps",
        question,
        edition.name,
        _sentence(rows, holes) if chosen else _NONE,
        sorted(rows, key=lambda row: (not row["gap"], row["row_id"])),
        tables={"missing_instruments": _missing(chosen)},
        sources=document_rows(book, cited(chosen)),
        notes=[
            Sentence(
                "Een regeling telt mee als zij past, of past onder een voorwaarde; onbekende "
                "regels tellen niet mee.",
                "A scheme counts when it fits, or fits on a condition; unknown ones do not count.",
            )
        ],
    )


def _stage(name: str) -> Stage:
    return next((stage for stage in STAGES if stage == name), "processing")


def _stand_in(home: str, stage: Stage, phase: Phase, material: str | None) -> Project:
    return Project(
        name="stand-in",
        country=home,
        applicant=("company", "sme", "large", "consortium"),
        stage=(stage,),
        phase=(phase,),
        materials=(material,) if material else (),
        need_meur=NEEDS[phase],
        payback_years=8.0,
        esg=True,
        art6={"a": "met", "b": "met", "c": "met"},
        strategic_status=True,
    )


def _row(aspect: str, stage: str, phase: str, found: list[Match]) -> dict[str, Any]:
    serving = [one for one in found if aspect in one.instrument.aspects]
    fits = [one.instrument.id for one in serving if one.outcome == "eligible"]
    maybe = [one.instrument.id for one in serving if one.outcome == "eligible if"]
    nl, en = ASPECT_WORDS[aspect]
    return {
        "row_id": f"{aspect}/{stage}/{phase}",
        "aspect": aspect,
        "stage_id": stage,
        "phase": phase,
        "name_nl": nl,
        "name_en": en,
        "gap": not fits and not maybe,
        "eligible": ";".join(fits) or None,
        "eligible_if": ";".join(maybe) or None,
        "unknown": sum(one.outcome == "unknown" for one in serving),
    }


def _missing(chosen: list[Instrument]) -> list[dict[str, Any]]:
    return [
        {
            "row_id": item.id,
            "item_id": item.id,
            "name_nl": item.title_nl,
            "name_en": item.title_en,
            "aspects": ";".join(item.aspects) or None,
            "note": item.note,
        }
        for item in chosen
        if item.gap
    ]


def _sentence(rows: list[dict[str, Any]], holes: list[dict[str, Any]]) -> Sentence:
    empty = [
        aspect for aspect in ASPECTS if all(row["gap"] for row in rows if row["aspect"] == aspect)
    ]
    if not empty:
        return Sentence(
            f"In {len(holes)} van {len(rows)} gevallen is er geen regeling.",
            f"In {len(holes)} of {len(rows)} cases there is no scheme.",
        )
    nl = ", ".join(ASPECT_WORDS[one][0] for one in empty)
    en = ", ".join(ASPECT_WORDS[one][1] for one in empty)
    return Sentence(
        f"Voor {nl} is er in geen enkele stap van de keten een regeling.",
        f"For {en} there is no scheme at any stage of the chain.",
    )
