"""Dynamic stocks of 100 products, 30 materials and 100 years, against flodym; choice of measures.

Both run the same convention (inflow in the middle of its year, stock at its end) on the same
inflows, each run in a process of its own; medians of five. Memory is what a run adds to what the
process held once the inputs were made. The choice is 200 measures over 200 scenarios.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from measure import oracle_python, report

if TYPE_CHECKING:
    from grondstof.methods.portfolio import Problem

TIMES = 5
PRODUCTS, MATERIALS, YEARS = (
    (6, 3, 30) if os.environ.get("GRONDSTOF_BENCH_SIZE") == "tiny" else (100, 30, 100)
)

COMMON = """
import json, resource, sys, time
import numpy as np
folder, direction = sys.argv[1], sys.argv[2]
flow = np.load(f"{folder}/{direction}.npy")
mean = np.load(f"{folder}/mean.npy")
products, years, materials = flow.shape
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
"""

OURS = (
    COMMON
    + """
from grondstof.methods.stock_dynamics import from_inflow, from_stock
from grondstof.methods.survival import Lifetime, survival_by_age
from_inflow(flow[:1, :2], np.ones((1, 2)))
before = peak()
start = time.perf_counter()
left = np.array([survival_by_age(Lifetime("lognormal", m, 0.3 * m), years) for m in mean])
found = from_inflow(flow, left) if direction == "inflow" else from_stock(flow, left)
seconds = time.perf_counter() - start
np.save(f"{folder}/ours.npy", np.stack([found.inflow, found.outflow, found.stock]))
print(json.dumps({"seconds": seconds, "peak": peak() - before}))
"""
)

FLODYM = (
    COMMON
    + """
from flodym import Dimension, DimensionSet, InflowDrivenDSM, LogNormalLifetime, StockArray
from flodym import StockDrivenDSM
dims = DimensionSet(dim_list=[
    Dimension(name="time", letter="t", items=list(range(2000, 2000 + years)), dtype=int),
    Dimension(name="product", letter="p", items=[f"p{i}" for i in range(products)], dtype=str),
    Dimension(name="material", letter="m", items=[f"m{i}" for i in range(materials)], dtype=str),
])
values = np.ascontiguousarray(flow.transpose(1, 0, 2))
spread = np.broadcast_to(mean[None, :, None], values.shape).copy()
before = peak()
start = time.perf_counter()
life = LogNormalLifetime(dims=dims, inflow_at="middle", mean=spread, std=0.3 * spread)
given = {direction: StockArray(dims=dims, values=values)}
model = (InflowDrivenDSM if direction == "inflow" else StockDrivenDSM)(
    dims=dims, lifetime_model=life, **given
)
model.compute()
seconds = time.perf_counter() - start
found = np.stack([model.inflow.values, model.outflow.values, model.stock.values])
np.save(f"{folder}/flodym.npy", found.transpose(0, 2, 1, 3))
print(json.dumps({"seconds": seconds, "peak": peak() - before}))
"""
)


def _run(interpreter: str, program: str, folder: Path, direction: str) -> dict[str, float]:
    done = subprocess.run(
        [interpreter, "-c", program, str(folder), direction],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _median(runs: list[dict[str, float]], name: str) -> float:
    return statistics.median(run[name] for run in runs)


def _ratios(direction: str, ours: list[dict[str, float]], theirs: list[dict[str, float]]) -> None:
    """Report time and memory over those of flodym, as medians of the same runs."""
    for name, words, limit in (("seconds", "time", 1.0), ("peak", "memory", 0.1)):
        ratio = _median(ours, name) / _median(theirs, name)
        report(f"{words} over flodym's, {direction}-driven", ratio, "ratio", at_most=limit)


def _stocks(folder: Path) -> None:
    rng = np.random.default_rng(20261120)
    np.save(folder / "mean.npy", rng.uniform(5, 40, PRODUCTS))
    np.save(folder / "inflow.npy", rng.uniform(0, 1e3, (PRODUCTS, YEARS, MATERIALS)))
    oracle = oracle_python()
    for direction in ("inflow", "stock"):
        ours = [_run(sys.executable, OURS, folder, direction) for _ in range(TIMES)]
        theirs = [] if oracle is None else [
            _run(str(oracle), FLODYM, folder, direction) for _ in range(TIMES)
        ]  # fmt: skip
        limit = _median(theirs, "seconds") if theirs else None
        memory = _median(theirs, "peak") / 10 if theirs else None
        note = "limit: flodym's time" if theirs else "flodym is not at hand"
        report(f"{direction}-driven", _median(ours, "seconds"), "s", at_most=limit, note=note)
        note = "limit: a tenth of flodym's" if theirs else "flodym is not at hand"
        report(
            f"memory, {direction}-driven", _median(ours, "peak"), "MiB", at_most=memory, note=note
        )
        mine = np.load(folder / "ours.npy")
        if theirs:
            _ratios(direction, ours, theirs)
            gap = np.abs(mine - np.load(folder / "flodym.npy")).max() / np.abs(mine).max()
            report(f"gap to flodym, {direction}-driven", float(gap), "relative", at_most=1e-9)
        if direction == "inflow":
            np.save(folder / "stock.npy", mine[2])
        else:
            gap = float(np.abs(mine[0] / np.load(folder / "inflow.npy") - 1.0).max())
            report("round trip back to the inflow", gap, "relative", at_most=1e-9)


def _choice() -> None:
    import time

    from grondstof.methods.portfolio import Problem, choose

    size = 20 if os.environ.get("GRONDSTOF_BENCH_SIZE") == "tiny" else 200
    rng = np.random.default_rng(1)
    problem = Problem(
        names=tuple(f"measure {i}" for i in range(size)),
        cost=rng.uniform(1e6, 2e7, size),
        effect=rng.gamma(2, 10, (size, size, 6)) * (rng.random((size, 6)) < 0.3),
        shortage=rng.gamma(2, 100, (size, 6)),
        loss=rng.uniform(1e4, 1e6, 6),
        weight=np.full(size, 1 / size),
    )
    alike = _alike(size, rng)
    for name, case, budget in (
        (f"{size} measures, {size} scenarios", problem, 1e8),
        (f"{size} measures of nearly the same worth", alike, 0.2 * float(alike.cost.sum())),
    ):
        start = time.perf_counter()
        found = choose(case, budget, seconds=60.0)
        report(name, time.perf_counter() - start, "s", at_most=60.0)
        note = f"proved: {found.proved}"
        report(f"gap left, {name}", found.gap, "relative", at_most=0.01, note=note)


def _alike(size: int, rng: np.random.Generator) -> "Problem":
    """Return a hard case: each measure serves one node at a price near what it avoids."""
    from grondstof.methods.portfolio import Problem

    nodes = 8
    effect = np.zeros((size, size, nodes))
    serves = rng.integers(nodes, size=size)
    drawn = rng.uniform(5.0, 15.0, size) * rng.uniform(0.5, 1.5, (size, size))
    effect[:, np.arange(size), serves] = drawn
    loss = rng.uniform(1e4, 1e6, nodes)
    return Problem(
        names=tuple(f"measure {i}" for i in range(size)),
        cost=(effect.mean(axis=0) @ loss) * rng.uniform(0.95, 1.05, size),
        effect=effect,
        shortage=rng.gamma(2, 100, (size, nodes)),
        loss=loss,
        weight=np.full(size, 1 / size),
        alternatives=tuple((k, k + 1, k + 2) for k in range(0, 3 * size // 4, 3)),
    )


def main() -> None:
    """Measure stocks against flodym and one choice of measures."""
    with tempfile.TemporaryDirectory() as folder:
        _stocks(Path(folder))
    _choice()


if __name__ == "__main__":
    main()
