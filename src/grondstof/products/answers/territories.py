"""The territories that home leans on, by the number of trade codes that come mostly from each."""

from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Sentence, sources
from grondstof.products.answers.names import in_sentence
from grondstof.products.answers.territory import DEPENDENT, SOURCES
from grondstof.products.answers.trade_names import named, with_code_name
from grondstof.products.wording import capital
from grondstof.store.editions import Edition

# Of two vintages of a code the newest year counts, else the longer series, as on each factsheet.
_SQL = """
    with newest as (
        select * from "assessed__origin" o
        where importer_id = ? and share is not null
        qualify year = max(year) over (partition by code_system, code)
    ), once as (
        select * from newest
        qualify row_number() over (partition by code, origin_id order by year desc, code_system) = 1
    )
    select origin_id as territory_id, count(*) filter (share >= ?) as codes_count,
           max_by(code, share) as code, max(share) as share,
           max_by(share_low, share) as share_low, max_by(share_high, share) as share_high,
           max_by(kind, share) as kind, max(year) as year, min(oldest_year) as oldest_year
    from once where origin_id not in ('unknown', 'remainder', importer_id)
    group by origin_id having codes_count > 0
    order by codes_count desc, share desc, territory_id
"""


def answer(edition: Edition, question: Question) -> Answer:
    """Return the territories from which at least 30 % of the imports of a code come, traced."""
    rows = named(edition.rows(_SQL, [question.home, DEPENDENT]), "territory_id")
    rows = with_code_name([{"row_id": row["territory_id"], **row} for row in rows])
    home_nl, home_en = in_sentence(question.home)
    if not rows:
        told = Sentence(
            f"Voor {home_nl} heeft de editie geen herleide herkomst.",
            f"The edition holds no traced origin for {home_en}.",
        )
        return Answer("territories", question, edition.name, told, [])
    first_nl, first_en = in_sentence(rows[0]["territory_id"])
    first, least = rows[0], f"{100 * DEPENDENT:.0f} %"
    told = Sentence(
        f"{capital(home_nl)} hangt het vaakst af van {first_nl}: bij {first['codes_count']} "
        f"goederencodes komt minstens {least} daarvandaan, ook via andere landen.",
        f"{capital(home_en)} depends most often on {first_en}: under {first['codes_count']} trade "
        f"codes at least {least} comes from there, also through other countries.",
    )
    return Answer(
        "territories", question, edition.name, told, rows, sources=sources(edition, SOURCES)
    )
