"""A small edition that holds the register and nothing else."""

import json

import pytest

from grondstof.register.load import load_register
from grondstof.store.editions import Edition
from grondstof.store.warehouse import Warehouse
from grondstof.store.writer import write_table
from grondstof.vocabulary.tables import tables


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("register-edition")
    with Warehouse(folder / "scratch.duckdb") as warehouse:
        load_register(warehouse)
        for table in tables().values():
            if table.name.startswith(("reported__register", "reported__restriction")):
                write_table(warehouse, table, folder / "tables")
    manifest = {"as_of": "2026-11-01", "sources": []}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return Edition("register-only", folder)
