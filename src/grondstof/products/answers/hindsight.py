"""The list in hindsight: hits, misses and false alarms, beside the EU list of the day."""

from collections import Counter
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.names import with_material
from grondstof.store.editions import Edition

OUTCOMES = ("hit", "miss", "false-alarm", "quiet", "not-counted")


def answer(edition: Edition, question: Question) -> Answer:
    """Return hits, misses and false alarms of each test year; the misses stand in full."""
    sql = 'select * from "assessed__list_hindsight" order by test_year, material_id'
    rows = with_material(edition.rows(sql))
    for row in rows:
        row["row_id"] = f"{row['test_year']}/{row['material_id']}"
    years = sorted({row["test_year"] for row in rows})
    summary = [_summary(year, [row for row in rows if row["test_year"] == year]) for year in years]
    hits = sum(row["hit"] for row in summary)
    misses = sum(row["miss"] for row in summary)
    return Answer(
        "hindsight",
        question,
        edition.name,
        Sentence(
            f"Van {hits + misses} beperkingen binnen drie jaar na een toetsjaar stonden er {hits} "
            f"op de lijst of de volglijst; {misses} niet.",
            f"Of {hits + misses} restrictions within three years of a test year {hits} were on the "
            f"list or watch list; {misses} were not.",
        ),
        summary,
        tables={
            "misses": [row for row in rows if row["outcome"] == "miss"],
            "all": rows,
        },
        gaps=[
            Gap(
                "importance_share",
                "no end-use shares and value added as they were known then",
                "only the first axis is tested, and on world supply alone",
                "geen gebruiksaandelen en toegevoegde waarde zoals toen bekend",
                "alleen de eerste as is getoetst, en alleen op de aanvoer van de wereld",
            ),
            Gap(
                "restricted",
                "before 2023 the register holds single events",
                "false alarms are counted from 2023 on",
                "voor 2023 staan er losse gebeurtenissen in het register",
                "vals alarm telt vanaf 2023",
            ),
        ],
        sources=sources(edition, {"bgs", "wmd", "wgi", "register"}),
        notes=[
            Sentence(
                "De cijfers zijn van jaren die toen uit waren, maar in de herziening van nu.",
                "The figures are of years that were out by then, but in the revision of today.",
            )
        ],
    )


def _summary(year: int, rows: list[dict[str, Any]]) -> dict[str, Any]:
    ours = Counter(row["outcome"] for row in rows)
    eu = Counter(row["eu_outcome"] for row in rows if row["eu_outcome"] is not None)
    known = any(row["eu_outcome"] is not None for row in rows)
    counted = {name.replace("-", "_"): ours[name] for name in OUTCOMES}
    beside = {f"eu_{name.replace('-', '_')}": eu[name] if known else None for name in OUTCOMES[:3]}
    return {
        "row_id": str(year),
        "test_year": year,
        "materials": len(rows),
        **counted,
        **beside,
        "kind": "computed",
    }
