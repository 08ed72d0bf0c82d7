"""Every fault that a visitor can cause is said in Dutch: read from the code, and asked of pages.

The first half reads the source: whoever raises a fault in a room that pages reach must give it
words that stand in `content/faults.csv`, whether or not a test happens to cause it.
"""

import ast
import csv
import pickle
import re
import string
from pathlib import Path

import pytest

from grondstof import errors
from grondstof.errors import Fault, Phrase, UnknownName
from grondstof.products import faults

PACKAGE = Path(errors.__file__).resolve().parent
# Rooms and modules whose faults reach a page.
REACHED = (
    "errors.py", "products/answers", "products/composition", "products/search", "products/web",
    "vocabulary", "assess/axes_importance.py", "assess/chains.py", "assess/demand.py",
    "assess/demand_scenarios.py", "assess/home_use.py", "assess/measure_files.py",
    "assess/measures.py", "assess/scenario.py", "assess/shock_network.py",
    "assess/stockpile_shock.py", "assess/trade_codes.py", "methods/portfolio.py",
    "methods/stockpile.py", "store/editions.py", "store/lineage.py", "store/own_home.py",
)  # fmt: skip
# Functions that read what ships, or what a program is started with: no visitor can cause these.
SHIPPED = frozenset({
    "_read", "from_file", "read_library", "_borrow", "_chain_links", "_rows", "publish_site",
    "_fault", "_words", "_order", "_faults", "parse_measures", "parse_scenario", "all_series",
    "kinds", "_listen", "_check", "_wrong", "own_home",
})  # fmt: skip


def _calls():
    """Yield module, innermost function and every call that makes words of a fault."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith(REACHED):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function, call in _inside(tree, ""):
            if function not in SHIPPED:
                yield name, tree, call


def _inside(node, function):
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.FunctionDef) else function
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name):
            yield inner, child
        yield from _inside(child, inner)


def _words(node, tree, seen=()):
    """Yield every pattern that a part of a fault can be, and `None` for one that is made up."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from _words(node.body, tree, seen)
        yield from _words(node.orelse, tree, seen)
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Phrase":
        yield from _words(node.args[0], tree, seen)
    elif isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        yield None if re.search("[A-Za-z]{2}", text) else ""
    elif isinstance(node, ast.BinOp):
        yield None
    elif isinstance(node, ast.Name) and node.id not in seen:
        for other in ast.walk(tree):
            if isinstance(other, ast.Assign) and node.id in map(ast.unparse, other.targets):
                yield from _words(other.value, tree, (*seen, node.id))


def test_every_fault_that_reaches_a_page_has_a_dutch_form():
    missing = []
    for name, tree, call in _calls():
        for part in _parts(call):
            for words in _words(part, tree):
                if words is None:
                    missing.append((f"{name}:{call.lineno}", ast.unparse(part), "use a Phrase"))
                elif faults.untold(words):
                    missing.append((f"{name}:{call.lineno}", words))
    assert missing == []


def _parts(call):
    """Return the words of a call: of a fault all four, of an unknown name its place and kind."""
    if call.func.id == "Fault":
        return call.args
    if call.func.id == "UnknownName":
        return [call.args[0], *call.args[2:3]]
    return call.args[:1] if call.func.id == "Phrase" else ()


def _blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_dutch_has_the_blanks_of_the_english_and_no_pattern_stands_twice():
    place = PACKAGE / "content" / "faults.csv"
    rows = list(csv.DictReader(place.read_text(encoding="utf-8").splitlines()))
    assert len({row["en"] for row in rows}) == len(rows)
    wrong = [row for row in rows if _blanks(row["nl"]) != _blanks(row["en"])]
    # A reason that was written in both languages goes along in both.
    assert [row["en"] for row in wrong] == ["{why_en}"]


def test_a_phrase_is_its_english_and_survives_a_process_of_its_own():
    phrase = Phrase("a number from {least:g} to {most:g}", least=0.5, most=2.0)
    assert phrase == "a number from 0.5 to 2"
    again = pickle.loads(pickle.dumps(phrase))
    assert (again, again.pattern, again.blanks) == (phrase, phrase.pattern, phrase.blanks)
    assert Phrase("no {blank} to fill") == "no {blank} to fill"


def test_numbers_and_names_are_the_readers_own():
    phrase = Phrase("a number from {least:g} to {most:g}", least=0.5, most=2.0)
    assert faults.spoken(phrase, "nl") == "een getal van 0,5 tot 2"
    assert faults.spoken(phrase, "en") == str(phrase)
    big = Phrase(
        "at least {cost:,.0f}, the cheapest measure ({measure})", cost=1234567.0, measure="x"
    )
    assert faults.spoken(big, "nl").startswith("ten minste 1.234.567, ")
    about = Phrase("shocks to {materials}", materials="cobalt, natural-graphite")
    assert faults.spoken(about, "nl") == "een stop van kobalt en natuurlijk grafiet"
    home = Phrase("no scenario for {home}", home="DEU")
    assert faults.spoken(home, "nl") == "geen scenario voor Duitsland"


def test_a_fault_is_one_sentence_in_either_language():
    fault = UnknownName("material", "cobal", "a material", ["cobalt", "kobalt"]).faults[0]
    assert faults.sentence(fault, "nl") == (
        "grondstof: gevonden 'cobal'. Verwacht: de naam van een grondstof. Bedoelde u 'kobalt'?"
    )
    assert faults.sentence(fault, "en") == (
        "material: found 'cobal'. Expected the name of a material. Did you mean 'cobalt'?"
    )
    place = Fault("thuisland", "'x'", "a territory", "Choose one")
    assert faults.sentence(place, "en").startswith("home: found 'x'.")


def test_what_the_project_wrote_is_called_by_its_name():
    for pattern, blanks in (
        ("scenario {scenario}", {"scenario": "cobalt-quota-congo"}),
        ("measures for {chain}", {"chain": "permanent-magnet"}),
        ("at least {cost:,.0f}, the cheapest measure ({measure})",
         {"cost": 1.0, "measure": "stock-praseodymium-30"}),
    ):  # fmt: skip
        for language in ("nl", "en"):
            told = faults.spoken(Phrase(pattern, **blanks), language)
            assert not re.search("|".join(map(str, blanks.values())), told.replace("1,", "")), told
    assert faults.spoken(Phrase("scenario {scenario}", scenario="x"), "en") == "scenario x"


@pytest.mark.parametrize("words", ["words nobody translated", Phrase("{n} words", n=2)])
def test_words_without_dutch_are_named_and_stay_english(words):
    assert faults.untold(words)
    assert faults.spoken(words, "nl") == words
