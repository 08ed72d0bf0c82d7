"""Words that do not belong in the repository, or in a room of it.

The patterns are written in two halves where a whole one would find itself.
"""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, texts

SELF = "tests/architecture/test_words.py"

ANYWHERE = {
    "a path of somebody's machine": (
        r"(?:^|[\s\"'`(=])/(?:work|root)/|/home/[a-z]+/|\.\./sha" + r"red"
        r"|(?:^|[\s/\"'`(])\.libr" + "ary"
    ),
    "the address of a package index": (
        r"pypi\.o" + r"rg|pythonh" + r"osted|registry\.npmj" + r"s|deb\.deb" + r"ian\.org"
        r"|(?:extra-)?index-" + "url"
    ),
    "how a text came about": (
        r"(?i)\b(?:cl" + "aude|anthro" + "pic|chat" + r"gpt|sub-?ag" + "ent|coding ag" + "ent"
        r"|language mod" + r"el|issue #\d|work ord" + "er|W-numb" + r"er)\b"
    ),
    "a note to self": r"\b(?:TO" + "DO|FIX" + "ME|HA" + r"CK)\b",
}
IN_SOURCE = {
    "a type error swept aside": r"#\s*type:\s*ignore",
    "a blind except": r"except(?:\s+Exception)?\s*:",
    "work left undone": r"\bNotImplementedError\b",
}


def _lines(pattern: str, under: str, ending: str = "") -> list[str]:
    wanted = re.compile(pattern)
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in texts()
        if path.startswith(under) and path.endswith(ending) and path != SELF
        for number, line in enumerate(text.splitlines(), start=1)
        if wanted.search(line)
    ]


@pytest.mark.parametrize("word", ANYWHERE)
def test_the_repository_holds_no(word: str) -> None:
    assert _lines(ANYWHERE[word], "") == []


@pytest.mark.parametrize("word", IN_SOURCE)
def test_the_package_holds_no(word: str) -> None:
    assert _lines(IN_SOURCE[word], "src/", ".py") == []


def test_no_room_for_everything_and_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
    wrong = [path for path, _ in texts() if path.startswith("src/") and vague & _parts(path)]
    assert wrong == []


def test_only_a_home_pack_names_national_institutions() -> None:
    words = r"\b(?:SBI ?2008|Tweede Kamer|Rijksoverheid|Ministerie van|Kamerbrief)\b"
    assert _lines(words, "src/grondstof/methods") == []
    assert _lines(words, "src/grondstof/assess") == []
    assert _lines(words, "src/grondstof/settle") == []


def test_no_test_is_always_skipped() -> None:
    wrong = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        conditional = {id(n) for i in ast.walk(tree) if isinstance(i, ast.If) for n in ast.walk(i)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute) or id(node) in conditional:
                continue
            if node.attr in {"skip", "xfail", "importorskip"} and _is_pytest(node.value):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


def test_no_test_asserts_nothing() -> None:
    assert _lines(r"^\s*assert (?:True|1)\s*$", "tests/", ".py") == []


def _is_pytest(node: ast.expr) -> bool:
    return ast.unparse(node) in {"pytest", "pytest.mark"}


def _parts(path: str) -> set[str]:
    return set(Path(path).with_suffix("").parts)
