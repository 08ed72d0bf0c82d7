"""Multipliers and footprints of a table of EXIOBASE size, against pymrio.

Synthetic table of 49 regions by 200 sectors (9,800), 10 extension rows, 49 consumers. Every run is
a process of its own that loads the same matrix from disk; medians of five. The time of pymrio is
that of `calc_all` alone, without loading; ours counts the reading. The exact path is the default:
sweeps with a proven error of at most 1e-12, and the factor where they do not get there. The
interactive path stops the same sweeps at 1e-6. The factor (one LU in place) is measured apart; it
answers what-if questions from disk. What is right is found by the power series, in `_reference`.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from measure import oracle_python, peak_memory_mib, report
from synthetic_mrio import synthetic

from grondstof.methods import input_output as io
from grondstof.methods.input_output.sweeps import EXACT
from grondstof.store import factors

TIMES = 5
SIZES = {"exiobase": (49, 200), "figaro": (46, 64), "tiny": (6, 10)}
SIZE = os.environ.get("GRONDSTOF_BENCH_SIZE", "exiobase")

PYMRIO = """
import json, resource, sys, time
import numpy as np, pandas as pd, pymrio
folder = sys.argv[1]
A, Y, F, x = (np.load(f"{folder}/{name}.npy") for name in ("A", "Y", "F", "x"))
regions = Y.shape[1]
index = pd.MultiIndex.from_product(
    [range(regions), range(len(x) // regions)], names=["region", "sector"]
)
final = pd.MultiIndex.from_product([range(regions), ["final"]], names=["region", "category"])
table = pymrio.IOSystem(
    Z=pd.DataFrame(A * x, index=index, columns=index),
    Y=pd.DataFrame(Y, index=index, columns=final),
)
del A
rows = [f"row {number}" for number in range(len(F))]
table.rows = pymrio.Extension(name="rows", F=pd.DataFrame(F, index=rows, columns=index))
start = time.perf_counter()
table.calc_all()
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
np.save(f"{folder}/pymrio_M.npy", table.rows.M.to_numpy())
print(json.dumps({"seconds": seconds, "peak": peak}))
"""


def _exact(folder: Path) -> dict[str, float]:
    return _sweeps(folder, "exact", EXACT)


def _interactive(folder: Path) -> dict[str, float]:
    return _sweeps(folder, "interactive", 1e-6)


def _sweeps(folder: Path, name: str, tolerance: float) -> dict[str, float]:
    S, Y, x = (np.load(folder / f"{part}.npy") for part in ("S", "Y", "x"))
    block = SIZES[SIZE][1]
    start = time.perf_counter()
    A = np.load(folder / "A.npy", mmap_mode="r")
    found = io.approximate(A, S, x=x, y=Y.sum(axis=1), tolerance=tolerance, block=block)
    D = io.footprints(found.multipliers, Y)
    spent = time.perf_counter() - start
    _save(folder, name, found.multipliers, D)
    assert found.footprint_bound is not None
    return {
        "seconds": spent,
        "bound": float(found.error_bound.max()),
        "footprint_bound": float(found.footprint_bound.max()),
        "sweeps": float(found.sweeps),
        "fell_back": float(found.path == "factor"),
    }


def _factor(folder: Path) -> dict[str, float]:
    S, Y = np.load(folder / "S.npy"), np.load(folder / "Y.npy")
    start = time.perf_counter()
    A = np.load(folder / "A.npy")
    loaded = time.perf_counter()
    factor = io.factorise(A, overwrite=True)
    M = factor.rows(S)
    D = io.footprints(M, Y)
    spent = time.perf_counter()
    _save(folder, "factor", M, D)
    return {"seconds": spent - start, "alone": spent - loaded}


def _kept(folder: Path) -> dict[str, float]:
    start = time.perf_counter()
    factor = io.factorise(np.load(folder / "A.npy"), overwrite=True)
    arrays = {"packed": factor.packed, "pivots": factor.pivots}
    assert factors.keep(folder / "cache", "synthetic", arrays)
    return {"seconds": time.perf_counter() - start}


def _what_if(folder: Path) -> dict[str, float]:
    M = np.load(folder / "exact_M.npy")
    sectors = M.shape[1] // np.load(folder / "Y.npy").shape[1]
    start = time.perf_counter()
    arrays = factors.find(folder / "cache", "synthetic")
    assert arrays is not None
    opened = time.perf_counter()
    factor = io.Factor(np.asarray(arrays["packed"]), np.asarray(arrays["pivots"]))
    A = np.load(folder / "A.npy", mmap_mode="r")
    kept = io.supplier_rows(factor, A, np.arange(3 * sectors, 4 * sectors))
    found = io.cut_multipliers(M, kept, io.Cut(0.5))
    first = time.perf_counter()
    io.cut_multipliers(M, kept, io.Cut(0.25, spare_own=True))
    again = time.perf_counter()
    np.save(folder / "whatif_M.npy", found)
    return {
        "seconds": first - opened,
        "opened": first - start,
        "again": again - first,
    }


def _save(folder: Path, name: str, M: object, D: object) -> None:
    np.save(folder / f"{name}_M.npy", M)
    np.save(folder / f"{name}_D.npy", D)


CASES: dict[str, Callable[[Path], dict[str, float]]] = {
    "exact": _exact,
    "interactive": _interactive,
    "factor": _factor,
    "kept": _kept,
    "what-if": _what_if,
}


Figures = dict[str, float]


def _measure(commands: Mapping[str, list[str]], times: int = TIMES) -> dict[str, Figures]:
    """Run processes in turn, several rounds; return the median of each figure they print.

    In turn, so that a busy machine is busy for all of them.
    """
    runs: dict[str, list[Figures]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            runs[name].append(json.loads(done.stdout.splitlines()[-1]))
    return {
        name: {key: statistics.median(run[key] for run in found) for key in found[0]}
        for name, found in runs.items()
    }


def _own(case: str, folder: Path) -> list[str]:
    return [sys.executable, __file__, case, str(folder)]


def _relative(found: Path, exact: Path) -> float:
    a, b = np.load(found), np.load(exact)
    return float((np.abs(a - b).max(axis=1) / np.abs(b).max(axis=1)).max())


def _prepare(folder: Path) -> None:
    """Write the table and, by a plain solve with refinement, what the answers should be."""
    table = synthetic(*SIZES[SIZE])
    for name in ("A", "Y", "S", "x"):
        np.save(folder / f"{name}.npy", getattr(table, name))
    np.save(folder / "F.npy", table.S * table.x)
    M = _reference(table.A, table.S)
    _save(folder, "reference", M, M @ table.Y)
    sectors = SIZES[SIZE][1]
    table.A[3 * sectors : 4 * sectors] *= 0.5
    np.save(folder / "reference_whatif_M.npy", _reference(table.A, table.S))


def _reference(A: io.factor.Array, S: io.factor.Array) -> io.factor.Array:
    """Return S (I - A)^-1 by the power series with refinement, which shares no code with LU."""
    total, rest = np.zeros_like(S), S
    for _ in range(2):
        term, found = rest, rest.copy()
        for _ in range(200):
            term = term @ A
            found += term
            if np.abs(term).max() <= 1e-17 * np.abs(found).max():
                break
        total = total + found
        rest = S - total + total @ A
    return total


def _report_sweeps(name: str, folder: Path, found: Figures, most: tuple[float, float]) -> None:
    """Report time, proven bounds and true errors of one use of the sweeps."""
    how = f"{found['sweeps']:.0f} sweeps" + (", fell back" if found["fell_back"] else "")
    report(f"{name} path: open, multipliers, footprints", found["seconds"], "s", note=how)
    report(f"{name} path: peak memory", found["peak"], "MiB", note="with the mapped file")
    for what, part, key, limit in (
        ("multipliers", "M", "bound", most[0]),
        ("footprints", "D", "footprint_bound", most[1]),
    ):
        report(f"{name} path: proven bound of {what}", found[key], "relative")
        error = _relative(folder / f"{name}_{part}.npy", folder / f"reference_{part}.npy")
        report(f"{name} path: error of {what}", error, "relative", at_most=limit)


def _report_factor(folder: Path, found: Figures) -> None:
    note = f"{found['alone']:.2f} s without reading the table"
    report("factor: read, LU in place, multipliers, footprints", found["seconds"], "s", note=note)
    report("factor: peak memory", found["peak"], "MiB")
    for what, part in (("multipliers", "M"), ("footprints", "D")):
        error = _relative(folder / f"factor_{part}.npy", folder / f"reference_{part}.npy")
        report(f"factor: error of {what}", error, "relative", at_most=1e-12)


def _compare_with_pymrio(folder: Path, found: Mapping[str, Figures]) -> None:
    peer = found.get("pymrio")
    if peer is None:
        return
    report("pymrio calc_all", peer["seconds"], "s", note="without loading")
    report("pymrio peak memory", peer["peak"], "MiB")
    times = "with loading on our side only; runs in turn"
    for name, limit in (("exact", 1 / 5), ("interactive", 1 / 15), ("factor", 1 / 5)):
        ratio = found[name]["seconds"] / peer["seconds"]
        note = f"{1 / ratio:.1f} times as fast, {times}"
        report(f"{name} time / pymrio time", ratio, "-", at_most=limit, note=note)
        memory = found[name]["peak"] / peer["peak"]
        report(f"{name} memory / pymrio memory", memory, "-", at_most=1 / 5)
    alone = found["factor"]["alone"] / peer["seconds"]
    report("factor without reading / pymrio time", alone, "-", note=f"{1 / alone:.1f} times")
    error = _relative(folder / "pymrio_M.npy", folder / "exact_M.npy")
    report("multipliers, difference from pymrio", error, "relative", at_most=1e-12)


def _what_ifs(folder: Path) -> None:
    kept = _measure({"kept": _own("kept", folder)}, 1)["kept"]
    report("factor and keep it on disk with checksum", kept["seconds"], "s", note="once")
    answer = _measure({"what-if": _own("what-if", folder)})["what-if"]
    report("what-if, first question on a country", answer["seconds"], "s", at_most=1.0)
    note = "first question in a process"
    report("the same with opening and checking the factor", answer["opened"], "s", note=note)
    report("what-if, again", answer["again"], "s", at_most=0.1)
    error = _relative(folder / "whatif_M.npy", folder / "reference_whatif_M.npy")
    report("what-if: difference from a fresh solve", error, "relative", at_most=1e-10)


def _hard() -> None:
    table = synthetic(*SIZES["figaro"], hard=True)
    sums = f"column sums to {table.A.sum(axis=0).max():.2f}"
    exact = _reference(table.A, table.S)
    start = time.perf_counter()
    found = io.approximate(table.A, table.S, tolerance=EXACT, block=SIZES["figaro"][1])
    spent = time.perf_counter() - start
    note = f"{sums}; {found.path}, {found.sweeps} sweeps"
    report("hard table of 2,944: exact path", spent, "s", note=note)
    start = time.perf_counter()
    M = io.factorise(table.A, overwrite=True).rows(table.S)
    report("hard table of 2,944: factor", time.perf_counter() - start, "s")
    for name, given in (("exact path", found.multipliers), ("factor", M)):
        error = (np.abs(given - exact).max(axis=1) / np.abs(exact).max(axis=1)).max()
        report(f"hard table of 2,944: error, {name}", float(error), "relative", at_most=1e-12)


def main() -> None:
    """Prepare the table, run every case and report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(folder)
        commands = {case: _own(case, folder) for case in ("exact", "interactive", "factor")}
        oracles = oracle_python()
        if oracles is not None:
            commands["pymrio"] = [str(oracles), "-W", "ignore", "-c", PYMRIO, str(folder)]
        found = _measure(commands)
        _report_sweeps("exact", folder, found["exact"], (1e-12, 1e-12))
        _report_sweeps("interactive", folder, found["interactive"], (1e-6, 1e-5))
        _report_factor(folder, found["factor"])
        _compare_with_pymrio(folder, found)
        _what_ifs(folder)
    _hard()


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in CASES:
        figures = CASES[sys.argv[1]](Path(sys.argv[2]))
        print(json.dumps({**figures, "peak": peak_memory_mib()}))
    else:
        main()
