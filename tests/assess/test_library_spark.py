"""The library spread over Spark gives what one process gives."""

from dataclasses import asdict

import pytest

from grondstof.assess import library
from grondstof.assess.library_spark import spread
from grondstof.store.editions import Edition
from grondstof.store.engine_spark import why_not


def test_local_spark_equals_one_process(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    assert why_not() is None, "PySpark and Java belong to the development environment"
    monkeypatch.setenv("GRONDSTOF_SPARK_MASTER", "local[2]")
    monkeypatch.setenv("GRONDSTOF_SPARK_MEMORY", "1g")
    bans = library.candidates(edition, "NLD", ["gallium", "magnesium"])[:4]
    tasks = [(ban, draws) for ban, draws in zip(bans, (0, 0, 50, 50), strict=True)]
    spreaded = [asdict(entry) for entry in spread(edition, "NLD", tasks)]
    alone = [asdict(entry) for entry in library.here(edition, "NLD", tasks)]
    for one, other in zip(spreaded, alone, strict=True):
        assert one.keys() == other.keys()
        for name, value in one.items():
            if isinstance(value, float):
                assert value == pytest.approx(other[name], rel=1e-12)
            else:
                assert value == other[name]
