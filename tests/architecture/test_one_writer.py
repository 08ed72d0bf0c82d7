"""Every table is written by exactly one module, the one that the data dictionary names.

The long table of indicators is shared by the recipes of one room; there each indicator has one
recipe.
"""

import ast
from collections.abc import Iterator

import pytest

from grondstof.vocabulary.tables import tables
from tests.architecture.repository import PACKAGE, modules

LAYERS = ("reported__", "settled__", "assessed__")
WRITING = {"append", "replace", "write"}


def _constants(tree: ast.Module) -> dict[str, str]:
    """Return the module's own names for texts, such as `OUTPUT = "settled__price"`."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _written(tree: ast.Module) -> Iterator[str]:
    """Yield the tables a module writes: `x.append("table", ...)` and `Recipe(output="table")`."""
    names = _constants(tree)

    def text(node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return names.get(node.id, "")
        return str(node.value) if isinstance(node, ast.Constant) else ""

    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr in WRITING and node.args:
            yield text(node.args[0])
        yield from (text(word.value) for word in node.keywords if word.arg == "output")


def _modules_of(writer: str) -> set[str]:
    """Return the files that may stand for a writer: the module, or all of its package."""
    stem = writer.replace(".", "/")
    if (PACKAGE / f"{stem}.py").is_file():
        return {f"{stem}.py"}
    return {path for path, _ in modules() if path.startswith(stem + "/")}


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_the_writer_of_a_table_exists(table) -> None:
    assert _modules_of(table.writer), (
        f"{table.name} names writer {table.writer}, which is no module"
    )


def test_nobody_else_writes_a_table() -> None:
    wrong = [
        f"{path} writes {name}"
        for path, tree in modules()
        for name in _written(tree)
        if name.startswith(LAYERS)
        if name not in tables() or path not in _modules_of(tables()[name].writer)
    ]
    assert wrong == []


def test_a_room_writes_its_own_layer_only() -> None:
    rooms = {"reported": {"store"}, "settled": {"settle"}, "assessed": {"assess"}}
    wrong = [
        f"{table.name} is written by {table.writer}"
        for table in tables().values()
        if table.writer.partition(".")[0] not in rooms[table.layer]
    ]
    assert wrong == []


def test_an_indicator_comes_from_one_recipe(edition) -> None:
    shared = edition.rows(
        "select indicator_id from assessed__indicator "
        "group by indicator_id having count(distinct recipe) > 1"
    )
    assert shared == []
