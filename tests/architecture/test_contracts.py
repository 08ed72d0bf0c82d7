"""The import contracts of the rooms hold, in the code as written and as it runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, imported, modules

# A library that only one module may import, so that it can be replaced in one place.
SOLE_IMPORTER = {
    "duckdb": "store/warehouse.py",
    "httpx": "sources/kit/http.py",
}
HEAVY = ("duckdb", "fastapi", "httpx", "numpy", "pyarrow", "pyspark", "scipy", "starlette")


def test_the_rooms_import_downwards_only() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("library", "sole"), SOLE_IMPORTER.items())
def test_one_module_imports(library: str, sole: str) -> None:
    importers = {path for path, tree in modules() if library in imported(tree)}
    assert importers <= {sole}


def test_no_second_table_library_at_run_time() -> None:
    importers = {path for path, tree in modules() if {"pandas", "polars"} & set(imported(tree))}
    assert importers == set()


def test_the_front_door_opens_without_heavy_libraries() -> None:
    code = f"import sys, grondstof.cli.main; print(*set({HEAVY!r}) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
