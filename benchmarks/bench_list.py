"""The national list of one home: draws, sensitivity, value of information, and GeoPolRisk.

The draws are set against the raw speed of drawing the same number of gamma variates, which is what
a Dirichlet distribution costs at least.
"""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from measure import peak_memory_mib, report

from grondstof.assess import geopolrisk
from grondstof.assess.axes_draws import all_draws, governance_draws
from grondstof.assess.axes_rows import list_rows
from grondstof.assess.list_information import LIST_INFORMATION
from grondstof.assess.nl_axes import NATIONAL_LIST, assemble, compute, settings_of
from grondstof.assess.recipe import Question
from grondstof.store.editions import open_current
from grondstof.store.engine import DuckEngine, sql_text

HOME = "NLD"


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


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

    sizes = [item.world.shares.size for item in entries]
    sizes += [item.home.shares.size for item in entries if item.home is not None]
    count = sum(sizes) * settings.draws
    rng = np.random.default_rng(1)
    _, raw = _timed(lambda: [rng.standard_gamma(0.5, (settings.draws, size)) for size in sizes])
    report("shares drawn in all", count / 1e6, "million")
    report("shares drawn per second", count / 1e6 / seconds, "million/s")
    report("raw gamma variates per second, one thread", count / 1e6 / raw, "million/s")

    found, whole = _timed(lambda: compute(tables, question))
    report("draws with inputs, restrictions and second axis", whole, "s")
    _, seconds = _timed(lambda: list_rows(found, sensitivity=True))
    report("rows with sensitivity indices", seconds, "s", at_most=30.0)
    _, seconds = _timed(lambda: LIST_INFORMATION.run(tables, question))
    report("value of information", seconds, "s")
    report("largest memory", peak_memory_mib(), "MiB", at_most=1024.0)

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
