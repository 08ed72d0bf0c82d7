"""The national list of one home: draws, sensitivity, value of information, and GeoPolRisk.

The draws are set against the raw speed of drawing the same number of gamma variates, which is what
a Dirichlet distribution costs at least.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from measure import peak_memory_mib, report

from grondstof.assess import geopolrisk
from grondstof.assess.axes_draws import WORKERS, all_draws, governance_draws
from grondstof.assess.axes_inputs import Terms
from grondstof.assess.axes_rows import list_rows
from grondstof.assess.list_information import LIST_INFORMATION
from grondstof.assess.nl_axes import NATIONAL_LIST, assemble, compute, settings_of
from grondstof.assess.recipe import Question
from grondstof.products.answers import national_list
from grondstof.store.editions import open_current
from grondstof.store.engine import DuckEngine, sql_text

HOME, OTHER = "NLD", "DEU"


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def _alphas(entries: Sequence[Terms]) -> list[Any]:
    """Return the concentrations of every Dirichlet distribution of the list."""
    sourcings = [item.world for item in entries]
    sourcings += [item.home for item in entries if item.home is not None]
    return [
        item.shares[item.shares > 0.0] * item.kappa for item in sourcings if item.kappa is not None
    ]


def _raw_gammas(alphas: Sequence[Any], draws: int) -> float:
    """Return the seconds it takes to draw the same gamma variates and do nothing with them."""

    def draw(place: int) -> None:
        rng = np.random.default_rng(place)
        rng.standard_gamma(alphas[place], (draws, alphas[place].size))

    def all_of_them() -> None:
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(draw, range(len(alphas))))

    return _timed(all_of_them)[1]


def main() -> None:
    """Measure on the edition that is served."""
    edition = open_current()
    question = Question(HOME, edition.as_of)
    tables = {name: edition.arrow(f'select * from "{name}"') for name in NATIONAL_LIST.reads}
    settings = settings_of(question)
    assembly = assemble(tables, question)
    entries = assembly.terms()
    risks = governance_draws(assembly.governance, settings)
    _, seconds = _timed(lambda: all_draws(entries, risks, settings))
    report("10,000 draws, all materials and stages", seconds, "s", at_most=3.0)

    alphas = _alphas(entries)
    count = sum(alpha.size for alpha in alphas) * settings.draws
    drawn = count / 1e6 / seconds
    report("shares drawn in all", count / 1e6, "million")
    report("shares drawn per second", drawn, "million/s")
    raw = count / 1e6 / _raw_gammas(alphas, settings.draws)
    report("the same gamma variates, raw, per second, on as many threads", raw, "million/s")
    report("speed of the draws, whole, against raw gamma variates", drawn / raw, "x")

    found, whole = _timed(lambda: compute(tables, question))
    report("draws with inputs, restrictions and second axis", whole, "s")
    _, seconds = _timed(lambda: list_rows(found, sensitivity=True))
    report("rows with sensitivity indices", seconds, "s", at_most=30.0)
    _, seconds = _timed(lambda: LIST_INFORMATION.run(tables, question))
    report("value of information", seconds, "s")
    report("largest memory", peak_memory_mib(), "MiB", at_most=1024.0)
    asked = Question(OTHER)
    _, seconds = _timed(lambda: national_list.answer(edition, asked))
    report("a home outside the build, traced and drawn", seconds, "s", note=f"home {OTHER}")

    given = [
        edition.arrow(text)
        for text in (geopolrisk.TRADE, geopolrisk.PRODUCTION, geopolrisk.STABILITY)
    ]
    years = {"first_year": geopolrisk.FIRST_YEAR, "last_year": geopolrisk.LAST_YEAR}
    with DuckEngine() as engine:
        names = ("trade", "production", "stability", "code_map")
        for name, rows in zip(names, (*given, geopolrisk.code_map()), strict=True):
            engine.view(name, rows)
        rows, seconds = _timed(lambda: engine.query(sql_text("geopolrisk"), years))
    report("GeoPolRisk, all materials, importers and years", seconds, "s", at_most=0.2)
    report("GeoPolRisk, scores", float(rows.num_rows), "rows")


if __name__ == "__main__":
    main()
