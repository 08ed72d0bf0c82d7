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
    tables = {name: edition.arrow(f'select * from "{name}"') for name in recipe.reads}
    return recipe.run(tables, question)
