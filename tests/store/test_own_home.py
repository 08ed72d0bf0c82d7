"""The home of an installation: unset, set, misspelt, and an edition made for another home."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pyarrow as pa
import pytest

from grondstof.assess.recipe import Question, Recipe
from grondstof.errors import InputError, UnknownName
from grondstof.store import own_home


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    """Forget the home that was read, before and after a test."""
    own_home.own_home.cache_clear()
    yield
    own_home.own_home.cache_clear()


def _recipe() -> Recipe:
    return Recipe("any", "1", (), "assessed__any", lambda tables, question: pa.table({}))


def test_home_is_the_netherlands_when_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions, recipes and the build then look from the Netherlands and the Union."""
    monkeypatch.delenv("GRONDSTOF_HOME", raising=False)
    assert own_home.own_home() == "NLD"
    assert Question().home == "NLD"
    assert _recipe().homes == ("NLD", "EU27")


@pytest.mark.parametrize(
    ("given", "home", "homes"),
    [
        ("BEL", "BEL", ("BEL", "EU27")),
        ("belgium", "BEL", ("BEL", "EU27")),
        ("EU27", "EU27", ("EU27",)),
    ],
)
def test_a_territory_or_group_is_home(
    given: str, home: str, homes: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any spelling of the vocabulary will do, and no home is built twice."""
    monkeypatch.setenv("GRONDSTOF_HOME", given)
    assert Question().home == home
    assert _recipe().homes == homes


def test_an_unknown_home_is_refused_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault says what was found, what was expected, and which name comes near."""
    monkeypatch.setenv("GRONDSTOF_HOME", "Belgum")
    with pytest.raises(UnknownName) as refused:
        own_home.own_home()
    fault = refused.value.faults[0]
    assert fault.where == "GRONDSTOF_HOME"
    assert "Belgum" in str(fault.found)
    assert "Belgium" in str(fault.action)


def test_a_command_leaves_with_2_on_an_unknown_home() -> None:
    """The same on the command line: three parts on the error stream and no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "grondstof", "list"],
        env={**os.environ, "GRONDSTOF_HOME": "Belgum"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("GRONDSTOF_HOME: found 'Belgum'. Expected the name of a ")
    assert "Did you mean 'Belgium'" in done.stderr


def test_an_edition_of_another_home_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its tables hold nothing for this home, so nothing is told from them."""
    monkeypatch.setenv("GRONDSTOF_HOME", "BEL")
    own_home.refuse_other("2026", "BEL")
    with pytest.raises(InputError) as refused:
        own_home.refuse_other("2026", "NLD")
    told = str(refused.value.faults[0])
    assert "edition 2026: found tables for NLD. Expected tables for BEL" in told
    assert "Build it anew, or set GRONDSTOF_HOME to NLD" in told
