"""Every recipe says in words that hold how its inputs are found again."""

import re

import pytest

from grondstof.assess.order import recipes, settlements
from grondstof.assess.recipe import Recipe
from grondstof.vocabulary.tables import table

RECIPES = list(recipes())


@pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.name for recipe in RECIPES])
def test_inputs_share_the_columns_they_name(recipe: Recipe) -> None:
    """A shared column exists in the input (left of `=`) and in the output (right of it)."""
    output = {column.name for column in table(recipe.output).columns}
    by_table = {item.table for item in recipe.inputs}
    for item in recipe.inputs:
        own = {column.name for column in table(item.table).columns}
        for pair in item.on:
            left, _, right = pair.partition("=")
            assert left in own, f"{recipe.name}: {item.table} has no {left}"
            assert (right or left) in output, f"{recipe.name}: output has no {right or left}"
        if item.through:
            other = {column.name for column in table(item.through).columns}
            assert item.through in by_table
            assert set(item.through_on) <= own & other, f"{recipe.name}: {item.table}"
        for name in re.findall(r":([a-z_]+)", item.where or ""):
            assert name in output, f"{recipe.name}: output has no {name}"


def test_names_of_recipes_are_unique() -> None:
    """The manifest keeps recipes by name."""
    assert len({recipe.name for recipe in RECIPES}) == len(RECIPES)


def test_settlements_share_their_key_with_their_claims() -> None:
    """A settled row finds its claims by columns that both tables have."""
    for item in settlements():
        for name in item.inputs:
            reported = {column.name for column in table(name).columns}
            assert set(item.on or table(item.output).key) & reported, item.output
