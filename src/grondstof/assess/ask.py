"""Runs a recipe for a question on the tables of an edition; writes nothing."""

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from grondstof.assess.recipe import Input, Question, Recipe
from grondstof.store.editions import Edition
from grondstof.vocabulary.tables import table

if TYPE_CHECKING:
    import pyarrow as pa

_KEPT = 4
_made: "OrderedDict[tuple[str, str, str, str], pa.Table]" = OrderedDict()
_lock = Lock()


def ask(edition: Edition, recipe: Recipe, question: Question) -> "pa.Table":
    """Return the rows a recipe gives for a question on an edition.

    Args:
        edition: Opened edition; only read.
        recipe: Recipe to run.
        question: Home, date, scenario and whatever else is asked.
    """
    return recipe.run(tables_of(edition, recipe, question), question)


def tables_of(edition: Edition, recipe: Recipe, question: Question) -> dict[str, "pa.Table"]:
    """Return the tables a recipe reads for a question; what is made per home is made for its home.

    Args:
        edition: Opened edition; only read.
        recipe: Recipe whose inputs are wanted.
        question: Home and day.
    """
    from grondstof.assess.order import recipes

    makers = {item.output: item for item in recipes() if question.home not in item.homes}
    tables = {}
    for item in recipe.inputs:
        maker = makers.get(item.table)
        if item.table in tables:
            continue
        if maker is not None and maker.name != recipe.name:
            # What the build made holds only its own homes; another home gets rows of its own.
            tables[item.table] = _for_home(edition, maker, item, question)
        else:
            tables[item.table] = _that_feed(edition, item)
    return tables


def _for_home(edition: Edition, maker: Recipe, item: Input, question: Question) -> "pa.Table":
    """Return a table made for a home that the build does not make; the last few are kept."""
    if item.years is None:
        return ask(edition, maker, question)
    key = (str(edition.folder), maker.name, question.home, str(item.years))
    with _lock:
        if key in _made:
            _made.move_to_end(key)
            return _made[key]
    tables = {name: _of_years(edition, name, item.years) for name in maker.reads}
    found = maker.run(tables, Question(question.home, question.as_of))
    with _lock:
        _made[key] = found
        while len(_made) > _KEPT:
            _made.popitem(last=False)
    return found


def _that_feed(edition: Edition, item: Input) -> "pa.Table":
    """Return the rows of a table that can feed an output row, as far as the input tells."""
    if item.years is not None:
        return _of_years(edition, item.table, item.years)
    if item.where is not None and ":" not in item.where:
        return edition.arrow(f'select * from "{item.table}" where {item.where}')
    return edition.arrow(f'select * from "{item.table}"')


def _of_years(edition: Edition, name: str, years: tuple[int, int]) -> "pa.Table":
    if "year" not in {column.name for column in table(name).columns}:
        return edition.arrow(f'select * from "{name}"')
    return edition.arrow(f'select * from "{name}" where year between ? and ?', list(years))
