"""Why the EU's supply risk of a material changed from 2017 to 2023, in public factors."""

from collections.abc import Mapping

from grondstof.assess.ec_change import End, Span, attribution, end_of, span
from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.explanation_terms import fit_2023
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials

MEANING: Mapping[str, tuple[str, str]] = {
    "index": (
        "concentratie, gewogen met bestuur en handel, als één geheel",
        "concentration weighted by governance and trade, as one",
    ),
    "recycling": ("recycling", "recycling"),
    "rest": (
        "afhankelijkheid van invoer en vervangbaarheid samen",
        "import reliance and substitution together",
    ),
}
# The material that is shown when none is named.
EXAMPLE = "gallium"
_INDICES_2023 = ("hhi-governance-world", "hhi-governance-eu-sourcing")
_INDICES_2017 = ("hhi_governance_global", "hhi_governance_eu")


def answer(edition: Edition, question: Question) -> Answer:
    """Return the contribution of each public factor to the change of published supply risk.

    Raises:
        UnknownName: If the two studies do not both hold what is needed of the material.
    """
    found = materials.find(question.material or EXAMPLE)
    name = found.material_id
    before, after = _end_2017(edition, name), _end_2023(edition, name)
    if before is None or after is None:
        known = _both(edition)
        raise UnknownName("the EU studies of 2017 and 2023", name, "a material of both", known)
    parts = attribution(before, after)
    one, two = (sum(end.published) / 2.0 for end in (before, after))
    largest = max(parts, key=lambda key: abs(parts[key][0]))
    return Answer(
        "ec-change",
        Question(question.home, material=name),
        edition.name,
        Sentence(
            f"Het leveringsrisico van {found.name_nl} ging van {_nl(one)} (2017) naar {_nl(two)} "
            f"(2023); het meeste komt door {MEANING[largest][0]}.",
            f"Supply risk of {found.name_en} went from {one:.1f} (2017) to {two:.1f} (2023); most "
            f"of it comes from {MEANING[largest][1]}.",
        ),
        [
            {
                "row_id": key,
                "factor": key,
                "meaning_nl": MEANING[key][0],
                "meaning_en": MEANING[key][1],
                "before": before.factors()[key],
                "after": after.factors()[key],
                "contribution": value,
                "contribution_low": low,
                "contribution_high": high,
                "kind": "computed",
                "oldest_year": 2010,
            }
            for key, (value, low, high) in parts.items()
        ],
        method="eu-2023",
        gaps=[
            Gap(
                "import_reliance;substitution",
                "not public for 2023",
                "they stand together as the rest, an interval",
                "voor 2023 niet openbaar",
                "zij staan samen als de rest, met een marge",
            )
        ],
        sources=sources(edition, {"ec_study", "ec_study_2017", "wgi"}),
    )


def _end_2017(edition: Edition, name: str) -> End | None:
    rows = edition.rows(
        """
        select parameter, value, spread from "settled__parameter"
        where material_id = ? and region_id = 'EU28' and year_from = 2010 and value is not null
        """,
        [name],
    )
    spans = {row["parameter"]: span(row["value"], row["spread"]) for row in rows}
    if not {"published_sr", "eol_rir"} <= set(spans):
        return None
    scope = _scope(edition, name, "eu-2017")
    indices = [spans.get(key) for key in _INDICES_2017]
    return end_of(spans["published_sr"], indices, scope, spans["eol_rir"])


def _end_2023(edition: Edition, name: str) -> End | None:
    fits = fit_2023(edition, name)
    if fits is None:
        return None
    indices = {
        row["indicator_id"]: (row["value_low"], row["value_high"])
        for row in edition.rows(
            """
            select * from "assessed__indicator" where material_id = ? and stage_id = ?
            and indicator_id in ('hhi-governance-world', 'hhi-governance-eu-sourcing')
            """,
            [name, fits["stage_used"]],
        )
        if row["value"] is not None
    }
    rates = edition.rows(
        """
        select value, spread from "settled__parameter" where material_id = ?
        and parameter = 'eol_rir' and region_id = 'EU27' and value is not null
        """,
        [name],
    )
    if not rates:
        return None
    rate = span(rates[0]["value"], rates[0]["spread"])
    published = span(fits["published"], 0.05)
    found: list[Span | None] = [indices.get(key) for key in _INDICES_2023]
    return end_of(published, found, fits["scope"], rate)


def _scope(edition: Edition, name: str, method: str) -> str:
    rows = edition.rows(
        'select scope from "assessed__replication" where material_id = ? and method_id = ?',
        [name, method],
    )
    return str(rows[0]["scope"]) if rows and rows[0]["scope"] else "both"


def _both(edition: Edition) -> list[str]:
    rows = edition.rows('select distinct material_id from "assessed__replication" order by all')
    return [row["material_id"] for row in rows]


def _nl(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
