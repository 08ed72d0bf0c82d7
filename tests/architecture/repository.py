"""What the architecture tests look at: the files of the repository and the code as a tree."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "grondstof"
UNTRACKED = {".git", ".venv", ".venv-bench", ".data", "__pycache__", "dist"}


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files that git tracks; of an unpacked archive, all files."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        return tuple(
            path for name in listed.split("\0") if name and (path := ROOT / name).is_file()
        )
    return tuple(
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and not UNTRACKED & set(path.relative_to(ROOT).parts)
    )


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Return name and content of every tracked text file."""
    found = []
    for path in tracked():
        try:
            found.append((name(path), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return tuple(found)


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Return path within the package and syntax tree of every module."""
    return tuple(
        (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    )


def name(path: Path) -> str:
    """Return a path as it is written in the repository."""
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the top-level packages that a module imports, anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
