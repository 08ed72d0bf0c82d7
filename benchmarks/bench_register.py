"""The register: reading and checking all entries, search, and matching projects with instruments.

Search is measured warm, over queries of every kind, and cold: the first question of a process that
has just opened the edition, index included. Matching holds 1,000 made-up projects against the
instruments of the register. Briefs are the slowest answer of the register.
"""

import random
import subprocess
import sys
import time
from datetime import date

from measure import report, seconds

from grondstof.assess.recipe import Question
from grondstof.products.answers import brief, find, search
from grondstof.products.answers.match import instruments
from grondstof.products.answers.register_view import view
from grondstof.register.content import read_register
from grondstof.register.matching import facts, match
from grondstof.register.project_file import Project
from grondstof.register.restrictions import read_restrictions
from grondstof.store import editions
from grondstof.store.content import content_folder, home_folder
from grondstof.vocabulary import materials

QUERIES = (
    "32 852, nr. 259", "motie 32852-259", "gallium", "galium", "groeifons", "Invest-NL",
    "zeldzame aardmetalen", "CRMA artikel 45", "recycling magneten", "Thijssen",
)  # fmt: skip
PROJECTS = 1_000
DAY = date(2026, 11, 20)
_COLD = """
import time
from grondstof.assess.recipe import Question
from grondstof.products.answers import search
from grondstof.products.answers.register_view import view
from grondstof.store import editions
book = editions.open_current()
{before}
start = time.perf_counter()
search.answer(book, Question(options={{"text": "galium"}}))
print(time.perf_counter() - start)
"""


def _read() -> None:
    read_register(home_folder("NLD") / "register", "NLD")
    read_restrictions(content_folder() / "restrictions")


def _cold(before: str = "") -> float:
    done = subprocess.run(
        [sys.executable, "-c", _COLD.format(before=before)], check=True, capture_output=True
    )
    return float(done.stdout)


def _projects() -> list[Project]:
    chance = random.Random(20261120)
    names = sorted(materials.materials())
    return [
        Project(
            name=f"project {number}",
            country=chance.choice(("NLD", "DEU", "CHL", "COD")),
            applicant=(chance.choice(("sme", "large", "consortium", "fund")),),
            stage=(chance.choice(("extraction", "processing", "component", "end-of-life")),),
            phase=(chance.choice(("pilot", "demonstration", "investment")),),
            materials=(chance.choice(names),),
            need_meur=chance.choice((None, 0.5, 5.0, 50.0)),
            payback_years=chance.choice((None, 5.0, 12.0)),
            esg=chance.choice((None, True, False)),
        )
        for number in range(PROJECTS)
    ]


def _search(book: editions.Edition) -> None:
    for answers, name in ((search, "register and documents"), (find, "the whole site")):
        slowest = 0.0
        for text in QUERIES:
            asked = Question(options={"text": text})
            answers.answer(book, asked)
            slowest = max(slowest, seconds(lambda a=answers, q=asked: a.answer(book, q)))
        report(f"search over {name}, slowest of {len(QUERIES)} queries", slowest * 1e3, "ms",
               at_most=50.0)  # fmt: skip
    cold = sorted(_cold("view(book)") for _ in range(5))[2]
    report("first search of a process, index built on the way", cold * 1e3, "ms", at_most=50.0,
           note="register already read from the edition")  # fmt: skip
    whole = sorted(_cold() for _ in range(5))[2]
    report("first search of a process, register read as well", whole * 1e3, "ms")


def _match(book: editions.Edition) -> None:
    known = instruments(view(book))
    projects = _projects()
    start = time.perf_counter()
    for project in projects:
        match(facts(project, "NLD", DAY), known, DAY)
    taken = time.perf_counter() - start
    report(f"{PROJECTS:,} projects matched with {len(known)} instruments", taken, "s", at_most=2.0)


def main() -> None:
    """Time reading, search, matching and the brief."""
    _read()
    count = len(read_register(home_folder("NLD") / "register", "NLD").entries)
    report(f"{count} entries and all restrictions read and checked", seconds(_read), "s",
           at_most=2.0)  # fmt: skip
    book = editions.open_current()
    _search(book)
    _match(book)
    asked = Question(options={"subject": "gallium"})
    brief.answer(book, asked)
    report("brief on gallium", seconds(lambda: brief.answer(book, asked)), "s")


if __name__ == "__main__":
    main()
