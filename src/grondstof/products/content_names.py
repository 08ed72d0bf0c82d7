"""Names of what the project wrote itself: scenarios, chains and measures, by their id."""

from collections.abc import Callable, Mapping

from grondstof.assess import measure_files, scenario
from grondstof.assess.chains import chains

Both = tuple[str, str]


def content_name(kind: str, name: str, language: str) -> str:
    """Return the name of a scenario, chain or measure in a language; an unknown id as it is.

    Args:
        kind: `scenario`, `chain` or `measure`.
        name: Its id.
        language: `nl` or `en`.
    """
    both = _FINDERS[kind](name)
    return both[0 if language == "nl" else 1] if both else name


def _scenario(name: str) -> Both | None:
    found = scenario.scenarios().get(name)
    return (found.name.nl, found.name.en) if found else None


def _chain(name: str) -> Both | None:
    found = chains().get(name)
    return (found.file.name.nl, found.file.name.en) if found else None


def _measure(name: str) -> Both | None:
    for file in measure_files.chains().values():
        for item in file.measures:
            if item.id == name:
                return item.title.nl, item.title.en
    return None


_FINDERS: Mapping[str, Callable[[str], Both | None]] = {
    "scenario": _scenario, "chain": _chain, "measure": _measure,
}  # fmt: skip
KINDS = frozenset(_FINDERS)
