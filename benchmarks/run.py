"""Run every benchmark and write `docs/benchmarks.md`, with the machine and the date.

A benchmark that fails is written down as failed; the run goes on and ends with exit code 1.
"""

import argparse
import ast
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
LIBRARIES = ("grondstof", "duckdb", "pyarrow", "numpy", "scipy")
LIMIT_S = 1800

INTRODUCTION = """# Benchmarks

Written by `make bench`; do not edit by hand. Each section is one script in `benchmarks/`.
Times are wall-clock on the machine named here; a limit is what was agreed beforehand.
"""


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in text.splitlines() if "model name" in line]
    return names[0] if names else platform.machine()


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"- Date: {datetime.now(UTC):%Y-%m-%d}\n"
        f"- Machine: {_processor()}, {cores} cores, {_memory_gib():.0f} GiB, "
        f"{platform.system()} {platform.machine()}\n"
        f"- Python {platform.python_version()}, {versions}\n"
    )


def _cell(value: float | str | None) -> str:
    if value is None:
        return "-"
    text = f"{value:.4g}" if isinstance(value, float) else str(value)
    return text.replace("|", "/").replace("\n", " ")


def _verdict(row: dict[str, float | str | None]) -> str:
    value, limit = row.get("value"), row.get("at_most")
    if not isinstance(value, int | float) or not isinstance(limit, int | float):
        return "-"
    return "within" if value <= limit else "**over**"


def _rows(output: str) -> list[dict[str, float | str | None]]:
    lines = [line for line in output.splitlines() if line.startswith("{")]
    return [json.loads(line) for line in lines]


def _section(script: Path, oracles: str | None, *more: str) -> tuple[str, bool]:
    """Run one benchmark, with options if any; return its part of the page and whether it went well.

    With options it is told that it is the same benchmark, and what it measures is not said again.
    """
    docstring = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or ""
    title = script.stem.removeprefix("bench_").replace("_", " ").capitalize()
    if more:
        title, docstring = f"{title}: {' '.join(more)}", "The same, with this option."
    environment = dict(os.environ) | ({"GRONDSTOF_ORACLES": oracles} if oracles else {})
    try:
        done = subprocess.run(
            [sys.executable, str(script), *more],
            cwd=HERE,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"\n## {title}\n\n{docstring}\n\n**Stopped after {LIMIT_S} s.**\n", False
    table = ["| Figure | Value | Unit | Limit | Verdict | Note |", "|---|---:|---|---:|---|---|"]
    for row in _rows(done.stdout):
        cells = (row["name"], row["value"], row["unit"], row["at_most"], _verdict(row), row["note"])
        table.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    failed = f"\n**Ended with exit code {done.returncode}.**\n" if done.returncode else ""
    return f"\n## {title}\n\n{docstring}\n\n" + "\n".join(table) + "\n" + failed, not failed


def main() -> int:
    """Run the benchmarks named on the command line, or all; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="subjects to run and print, without writing")
    parser.add_argument("--oracles", help="Python interpreter with the programs to compare with")
    parser.add_argument("--browser", action="store_true", help="also what a browser sees of a site")
    given = parser.parse_args()
    scripts = sorted(HERE.glob("bench_*.py"))
    chosen = [s for s in scripts if not given.names or s.stem.removeprefix("bench_") in given.names]
    oracles = str(Path(given.oracles).absolute()) if given.oracles else None
    sections, well = [], True
    for script in chosen:
        print(f"{script.stem} ...", flush=True)
        section, went_well = _section(script, oracles)
        sections.append(section)
        well = well and went_well
    if given.browser:
        print("bench_site --browser ...", flush=True)
        section, went_well = _section(HERE / "bench_site.py", oracles, "--browser")
        sections.append(section)
        well = well and went_well
    page = INTRODUCTION + "\n" + _machine() + "".join(sections)
    if given.names:
        print(page)
    else:
        PAGE.write_text(page, encoding="utf-8")
        print(f"Written: {PAGE.relative_to(HERE.parent)}")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
