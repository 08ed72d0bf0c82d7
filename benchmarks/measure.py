"""How a benchmark reports: one JSON line per figure on standard output.

A benchmark is a script `benchmarks/bench_<subject>.py`. Its module docstring says what is
measured and why; it calls `report` once per figure. `run.py` runs each in a process of its own
and writes `docs/benchmarks.md`.
"""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path


def report(
    name: str, value: float, unit: str, *, at_most: float | None = None, note: str = ""
) -> None:
    """Print one figure as a JSON line.

    Args:
        name: What was measured, as a clause a reader understands.
        value: The figure.
        unit: Its unit, for example `s`, `MiB`, `1/s`.
        at_most: The limit that was agreed, if there is one.
        note: What the reader has to know to judge the figure.
    """
    line = {"name": name, "value": value, "unit": unit, "at_most": at_most, "note": note}
    print(json.dumps(line, ensure_ascii=False), flush=True)


def seconds(action: Callable[[], object], *, times: int = 5) -> float:
    """Return the median wall-clock time of an action over a number of runs. [s]"""
    runs = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        runs.append(time.perf_counter() - start)
    return statistics.median(runs)


def peak_memory_mib(*, of_children: bool = False) -> float:
    """Return the largest resident memory so far of this process or its children. [MiB]

    Of this process the kernel's own mark is read where there is one: `getrusage` hands the mark of
    the process that started this one on to it.
    """
    status = Path("/proc/self/status")
    if not of_children and status.is_file():
        marks = (line.split() for line in status.read_text(encoding="utf-8").splitlines())
        return next(int(mark[1]) / 1024 for mark in marks if mark and mark[0] == "VmHWM:")
    who = resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF
    largest = resource.getrusage(who).ru_maxrss
    return largest / (1024**2 if sys.platform == "darwin" else 1024)


def oracle_python() -> Path | None:
    """Return the interpreter that has the programs to compare with; None outside `make bench`."""
    given = os.environ.get("GRONDSTOF_ORACLES")
    return Path(given) if given else None
