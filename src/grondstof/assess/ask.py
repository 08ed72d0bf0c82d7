"""Runs a recipe for a question on the tables of an edition; writes nothing."""

from typing import TYPE_CHECKING

from grondstof.assess.recipe import Question, Recipe
from grondstof.store.editions import Edition

if TYPE_CHECKING:
    import pyarrow as pa


def ask(edition: Edition, recipe: Recipe, question: Question) -> "pa.Table":
    """Return the rows a recipe gives for a question on an edition.

    Args:
        edition: Opened edition; only read.
        recipe: Recipe to run.
        question: Home, date, scenario and whatever else is asked.
    """
    from grondstof.assess.order import recipes

    makers = {item.output: item for item in recipes() if question.home not in item.homes}
    tables = {}
    for name in recipe.reads:
        if name in makers and makers[name].name != recipe.name:
            # What the build made holds only its own homes; another home gets rows of its own.
            tables[name] = ask(edition, makers[name], question)
        else:
            tables[name] = edition.arrow(f'select * from "{name}"')
    return recipe.run(tables, question)
