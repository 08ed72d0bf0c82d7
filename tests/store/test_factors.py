"""Arrays on disk: no pickle, checksums that notice, and a limit that is kept."""

import numpy as np
import pytest

from grondstof.errors import InputError, UnknownName
from grondstof.store import factors, region_tables
from grondstof.store.region_tables import RegionTable, TableCard


def test_arrays_come_back_memory_mapped_in_their_own_order(tmp_path):
    packed = np.asfortranarray(np.arange(12.0).reshape(3, 4))
    assert factors.keep(tmp_path, "one", {"packed": packed, "pivots": np.arange(3, dtype=np.int32)})
    found = factors.find(tmp_path, "one")
    assert isinstance(found["packed"], np.memmap)
    assert found["packed"].flags.f_contiguous
    assert np.array_equal(found["packed"], packed)
    assert factors.find(tmp_path, "two") is None


def test_damaged_entry_is_noticed_and_removed(tmp_path):
    factors.keep(tmp_path, "one", {"packed": np.arange(100.0)})
    path = tmp_path / "one" / "packed.npy"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert factors.find(tmp_path, "one") is None
    assert not (tmp_path / "one").exists()


def test_entry_that_would_run_code_is_never_written_or_read(tmp_path):
    with pytest.raises(ValueError, match="pickle"):
        factors.keep(tmp_path, "one", {"packed": np.array([object()])})
    assert factors.find(tmp_path, "one") is None


def test_oldest_entries_go_when_the_limit_is_passed(tmp_path):
    import os

    block = np.zeros(1000)
    for number, key in enumerate(("first", "second")):
        factors.keep(tmp_path, key, {"packed": block}, max_bytes=20_000)
        os.utime(tmp_path / key / "entry.json", (number, number))
    factors.keep(tmp_path, "third", {"packed": block}, max_bytes=20_000)
    assert factors.find(tmp_path, "first") is None
    assert factors.find(tmp_path, "third") is not None
    assert not factors.keep(tmp_path, "large", {"packed": np.zeros(9000)}, max_bytes=20_000)
    assert not (tmp_path / "large").exists()


def _table(name="figaro-2023"):
    card = TableCard(
        name=name,
        publisher="Eurostat",
        title="FIGARO",
        release="26ed",
        year=2023,
        unit="million EUR",
        industry_system="NACE2",
        regions=("NLD", "ROW"),
        industries=("C24", "C28"),
        consumers=(("NLD", "P3_S14"),),
        extensions=(("CO2", "kg"),),
    )
    return RegionTable(
        card, np.eye(4), np.ones((4, 1)), np.full(4, 2.0), np.zeros(4), np.ones((1, 4))
    )


def test_plugged_in_table_comes_back_whole(tmp_path):
    table = _table()
    region_tables.keep(tmp_path, table)
    found = region_tables.open_table(tmp_path, "figaro-2023")
    assert found.card == table.card
    for name in ("Z", "Y", "output", "taxes", "extensions"):
        assert np.array_equal(getattr(found, name), getattr(table, name))


def test_unknown_table_names_the_nearest(tmp_path):
    region_tables.keep(tmp_path, _table())
    with pytest.raises(UnknownName) as error:
        region_tables.open_table(tmp_path, "figaro-2032")
    assert error.value.nearest == ("figaro-2023",)


def test_arrays_that_do_not_fit_the_labels_are_refused():
    table = _table()
    with pytest.raises(InputError) as error:
        RegionTable(table.card, np.eye(3), table.Y, table.output, table.taxes, np.ones((2, 4)))
    assert len(error.value.faults) == 2
