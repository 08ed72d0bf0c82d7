"""Files and functions stay small enough to be read; so does the repository."""

import ast

from tests.architecture.repository import PACKAGE, modules, name, tracked

FILE_LINES = 400
FUNCTION_LINES = 60
TRACKED_BYTES = 2_000_000
SHIPPED_BYTES = 20_000_000


def test_no_file_is_too_long_to_read() -> None:
    lengths = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert {path: length for path, length in lengths.items() if length > FILE_LINES} == {}


def test_no_function_is_too_long_to_read() -> None:
    long = {
        f"{path}:{node.lineno} {node.name}": length
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}


def test_no_tracked_file_is_large() -> None:
    sizes = {name(path): path.stat().st_size for path in tracked()}
    assert {path: size for path, size in sizes.items() if size > TRACKED_BYTES} == {}


def test_all_frozen_inputs_together_stay_small() -> None:
    frozen = [path for path in tracked() if "snapshot" in path.parts]
    assert sum(path.stat().st_size for path in frozen) < SHIPPED_BYTES


def test_editions_and_caches_are_not_tracked() -> None:
    generated = (".data/", "editions/", ".venv", "dist/")
    endings = (".duckdb", ".pyc", ".pdf", ".7z", ".zip")
    wrong = [n for n in map(name, tracked()) if n.startswith(generated) or n.endswith(endings)]
    assert wrong == []
