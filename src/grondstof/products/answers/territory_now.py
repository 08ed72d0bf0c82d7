"""What a home for which the edition was not built draws from a territory, computed when asked."""

from typing import Any

from grondstof.assess.ask import ask
from grondstof.assess.origin import members_of
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.store.editions import Edition


def traced_now(edition: Edition, place: str, question: Question) -> list[dict[str, Any]]:
    """Return the traced shares that one origin holds in the imports of any home, in one year.

    All codes of the year are traced at once; the outcome is kept for the next question.

    Args:
        edition: Opened edition.
        place: Origin.
        question: Home, and the year; None for the newest year of trade.

    Returns:
        Rows of `assessed__origin` with `imports_musd` and `traced_musd` [million USD], largest
        share first.
    """
    year = question.year or _newest(edition)
    recipe = Recipe(
        "origin-of-one-year",
        "1",
        (Input("assessed__origin", on=("importer_id=home_id",), years=(year, year)),),
        "assessed__origin",
        lambda tables, asked: _origins(tables),
    )
    imports = _imports(edition, question.home, year)
    found = [
        {**row, "imports_musd": bought, "traced_musd": row["share"] * bought}
        for row in ask(edition, recipe, question).to_pylist()
        if row["origin_id"] == place
        for bought in (imports.get((row["code_system"], row["code"]), 0.0),)
    ]
    return sorted(found, key=lambda row: (-row["share"], row["code_system"], row["code"]))


def _origins(tables: Tables) -> Any:
    return tables["assessed__origin"]


def _newest(edition: Edition) -> int:
    (row,) = edition.rows('select max(year) as year from "settled__trade"')
    return int(row["year"] or 0)


def _imports(edition: Edition, home: str, year: int) -> dict[tuple[str, str], float]:
    own = sorted(members_of(home) or {home})
    rows = edition.rows(
        """
        select code_system, code, sum(value_usd) / 1e6 as value from "settled__trade"
        where year = ? and list_contains(?, importer_id) and not list_contains(?, exporter_id)
        group by code_system, code
        """,
        [year, own, own],
    )
    return {(row["code_system"], row["code"]): float(row["value"]) for row in rows}
