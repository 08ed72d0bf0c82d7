"""The two largest rooms say in their own words which file holds what; no file is left out."""

import importlib
import re
from pathlib import Path

import pytest

ROOMS = ("grondstof.assess", "grondstof.products.answers")


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_of_a_large_room_stands_on_its_map(room: str) -> None:
    module = importlib.import_module(room)
    assert module.__file__ is not None
    assert module.__doc__ is not None
    told = re.findall(r"`([a-z_0-9]+)(\*?)`", module.__doc__)
    names = {path.stem for path in Path(module.__file__).parent.glob("*.py")} - {"__init__"}

    def stands(name: str) -> bool:
        return any(name == word or (star and name.startswith(word)) for word, star in told)

    assert sorted(name for name in names if not stands(name)) == [], f"add it to the map of {room}"
    gone = [
        word + star
        for word, star in told
        if word != "answer" and word not in names
        if not (star and any(name.startswith(word) for name in names))
    ]
    assert gone == []
