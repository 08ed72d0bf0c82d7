"""Write the exact pins of `requirements/*.txt` from the packages of this environment.

One file per extra of `pyproject.toml`; a package stands in the first file that needs it. No
address is written: pip takes packages from wherever the machine is set up to take them.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
FILES = {
    "report": "report",
    "letters": "letters",
    "fetch": "fetch",
    "mrio": "mrio",
    "dev": "test",
    "spark": "spark",
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def _name(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def _wanted(marker: Marker | None, extras: Iterable[str]) -> list[str]:
    """Return the Python versions on which a requirement applies."""
    tries = list(extras) or [""]
    return [
        python
        for python in PYTHONS
        if marker is None
        or any(
            marker.evaluate(
                {"extra": e, "python_version": python, "python_full_version": python + ".9"}
            )
            for e in tries
        )
    ]


def _closure(requirements: Iterable[str]) -> dict[str, set[str]]:
    """Return every package that the requirements pull in, with the Pythons that need it."""
    found: dict[str, set[str]] = {}
    queue: list[tuple[str, frozenset[str], tuple[str, ...]]] = [
        (text, frozenset(PYTHONS), ()) for text in requirements
    ]
    seen: set[tuple[str, frozenset[str], tuple[str, ...]]] = set()
    while queue:
        entry = queue.pop()
        if entry in seen:
            continue
        seen.add(entry)
        text, pythons, extras = entry
        need = Requirement(text)
        applies = frozenset(pythons & set(_wanted(need.marker, extras)))
        if not applies:
            continue
        name = _name(need.name)
        found.setdefault(name, set()).update(applies)
        queue.extend((t, applies, tuple(need.extras)) for t in _needs(name))
    return found


def _needs(name: str) -> list[str]:
    try:
        return distribution(name).requires or []
    except PackageNotFoundError:
        return []


def _lines(packages: dict[str, set[str]], done: set[str]) -> Iterator[str]:
    for name, pythons in sorted(packages.items()):
        if name in done:
            continue
        try:
            pin = f"{name}=={distribution(name).version}"
        except PackageNotFoundError:
            continue
        newest = max(pythons, key=PYTHONS.index)
        bound = "" if newest == PYTHONS[-1] else f' ; python_version <= "{newest}"'
        yield pin + bound


def _missing(requirements: Iterable[str]) -> list[str]:
    names = [Requirement(text).name for text in requirements]
    return [name for name in names if not _installed(name)]


def _installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def main() -> None:
    """Write one file of pins per extra; an extra that is not installed keeps its file."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        settings = tomllib.load(file)
    project = settings["project"]
    groups = {"build": [*settings["build-system"]["requires"], "editables"]}
    groups["run"] = project["dependencies"]
    groups |= {file: project["optional-dependencies"][extra] for extra, file in FILES.items()}
    done: set[str] = set()
    for file, requirements in groups.items():
        target = ROOT / "requirements" / f"{file}.txt"
        if missing := _missing(requirements):
            print(f"{target.name}: kept, because {', '.join(missing)} is not installed here")
            continue
        packages = _closure(requirements)
        target.write_text("\n".join(_lines(packages, done)) + "\n", encoding="utf-8")
        print(f"{target.name}: {len(target.read_text(encoding='utf-8').splitlines())} pins")
        if file not in ("build", "mrio"):
            done |= set(packages)


if __name__ == "__main__":
    main()
