"""The industries that the edition knows the needs of, most dependent first."""

from grondstof.assess.io_concordance import divisions_of, name_of
from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Sentence
from grondstof.store.editions import Edition

_SQL = """
    select industry_system, industry_code, sum(dependent_musd) as dependent_musd,
           count(*) as materials_count, max(kind) as kind, min(oldest_year) as oldest_year
    from "assessed__sector_exposure" where home_id = ?
    group by industry_system, industry_code
    order by dependent_musd desc nulls last, industry_code
"""


def answer(edition: Edition, question: Question) -> Answer:
    """Return the industries of a home with the materials they need."""
    rows = []
    for row in edition.rows(_SQL, [question.home]):
        nl, en = name_of(row["industry_system"], row["industry_code"])
        code = f"{row['industry_system']}:{row['industry_code']}"
        held = ", ".join(divisions_of(row["industry_system"], row["industry_code"]))
        names = {"name_nl": nl, "name_en": en, "divisions": held}
        rows.append({"row_id": code, **row, "sector": code, **names})
    sentence = Sentence(
        f"Van {len(rows)} bedrijfstakken is bekend welke grondstoffen zij nodig hebben.",
        f"For {len(rows)} industries it is known which materials they need.",
    )
    return Answer("sectors", question, edition.name, sentence, rows)
