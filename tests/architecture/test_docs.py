"""What is not documented fails: commands, settings, tables, sources, links that lead nowhere."""

import importlib.util
import re
from functools import cache
from types import ModuleType

import pytest

from grondstof.settings import SETTINGS
from tests.architecture.repository import PACKAGE, ROOT, name, texts, tracked

GENERATED = ("docs/commands.md", "docs/settings.md", "docs/tables.md", "LICENSES.md")
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
SETTING = re.compile(r"\bGRONDSTOF_[A-Z_]+\b")
# For scripts in benchmarks/ only; no settings of the program.
FOR_BENCHMARKS = {"GRONDSTOF_ORACLES", "GRONDSTOF_BENCH_SIZE"}


@cache
def reference() -> ModuleType:
    """Return the tool that writes the generated pages."""
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", GENERATED)
def test_a_generated_page_is_up_to_date(page: str) -> None:
    made = reference().PAGES[page]()
    assert (ROOT / page).read_text(encoding="utf-8") == made, f"{page} is old: run make docs"


def test_every_setting_in_the_code_is_declared() -> None:
    declared = {setting.name for setting in SETTINGS} | FOR_BENCHMARKS
    used = {
        (path, found)
        for path, text in texts()
        if path.startswith(("src/", "tests/", "tools/", "benchmarks/", "docs/"))
        for found in SETTING.findall(text)
    }
    assert {(path, found) for path, found in used if found not in declared} == set()


def test_the_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^## `grondstof ([a-z -]+)`", reference().commands_page(), re.M))
    blocks = "".join(re.findall(r"```console\n(.*?)```", readme, re.S))
    told = re.findall(r"^grondstof ([a-z]+(?: [a-z]+)?)", blocks, re.M)
    assert told
    unknown = [words for words in told if not {words, words.split()[0]} & known]
    assert unknown == []


@pytest.mark.parametrize(
    "page", [path for path in tracked() if path.suffix == ".md"], ids=lambda path: name(path)
)
def test_links_between_pages_lead_somewhere(page) -> None:
    if PACKAGE in page.parents:
        return  # a page of the site has addresses of the site
    broken = [
        target
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not target.startswith(("http://", "https://", "mailto:"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_decisions_have_a_number_of_their_own_and_are_short() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert len(numbers) == len(set(numbers))
    long = {p.name for p in pages if len(p.read_text(encoding="utf-8").splitlines()) > 40}
    assert long == set()


def test_every_place_that_the_architecture_page_names_exists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    places = set(re.findall(r"`([\w./-]*/[\w./-]*)`", text))
    lost = {p for p in places if not (PACKAGE / p).exists() and not (ROOT / p).exists()}
    assert lost == set()


def test_every_command_file_is_in_the_table_of_commands() -> None:
    files = {
        path.stem for path in (PACKAGE / "cli").glob("*.py") if "app = typer.Typer(" in _text(path)
    }
    assert files == {entry.module for entry in reference().COMMANDS.values()}


def _text(path) -> str:
    return path.read_text(encoding="utf-8")
