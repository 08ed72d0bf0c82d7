"""Trade at world scale, on synthetic trade shaped like BACI.

Concentration for every year, material and importer from 30 million rows through the engine, beside
a hand-written DuckDB query on the same files (in turn, medians of five); the same text on 30, 100
and 300 million rows laid out alike; true origin for every code and year (150,000 systems) on two
processes; a month of Comext of five million rows. A folder as argument keeps the synthetic files
between runs; `GRONDSTOF_BENCH_SIZE=small` leaves the growing tables out.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from measure import peak_memory_mib, report
from synthetic_trade import CODES, PLACES, write_comext, write_lists, write_many, write_trade

ROWS, GROWING, TIMES = 30_000_000, (30_000_000, 100_000_000, 300_000_000), 5
HAND_WRITTEN = """
    with flow as (
        select t.year, m.material_id, t.importer_id, t.exporter_id, sum(t.value_usd)::double as v
        from trade t join code_map m using (code_system, code)
        group by all
    )
    select year, material_id, importer_id, sum(v * v) / sum(v) ** 2 as hhi,
           sum(v * v * risk) / sum(v) ** 2 as hhi_governance, arg_max(exporter_id, v) as top
    from flow join territories g on exporter_id = g.territory_id
    group by all order by all
"""


def _engine(folder: Path, name: str) -> None:
    """Run the recipe through the engine and print time and memory."""
    from grondstof.store.engine import DuckEngine, sql_text

    with DuckEngine(threads=2, folder=folder) as engine:
        for listed in ("code_map", "territories"):
            engine.view(listed, [folder / f"{listed}.parquet"])
        files = sorted((folder / name).glob("*.parquet"))
        engine.view("trade", files or [folder / name])
        start, busy = time.perf_counter(), time.process_time()
        found = engine.query(sql_text("concentration"))
        _tell(time.perf_counter() - start, time.process_time() - busy, found.num_rows)


def _by_hand(folder: Path, name: str) -> None:
    """Run the hand-written query and print time and memory."""
    import duckdb

    base = duckdb.connect(config={"threads": "2", "temp_directory": str(folder / "spill")})
    base.execute(f"set memory_limit = '{os.environ.get('GRONDSTOF_MEMORY', '1GB')}'")
    for listed in ("code_map", "territories"):
        base.execute(f"create view {listed} as select * from '{folder / listed}.parquet'")
    base.execute(f"create view trade as select * from '{folder / name}/*.parquet'")
    start, busy = time.perf_counter(), time.process_time()
    found = base.sql(HAND_WRITTEN).to_arrow_table()
    _tell(time.perf_counter() - start, time.process_time() - busy, found.num_rows)


def _tell(seconds: float, busy: float, rows: int) -> None:
    told = {"seconds": seconds, "busy": busy, "memory": peak_memory_mib(), "rows": rows}
    print(json.dumps(told))


def _run(case: str, folder: Path, rows: int, memory: str, name: str = "") -> dict[str, float]:
    environment = dict(os.environ) | {"GRONDSTOF_MEMORY": memory}
    done = subprocess.run(
        [sys.executable, __file__, case, str(folder), name or str(rows)],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _concentration(folder: Path) -> None:
    """Measure both queries in turn."""
    runs: dict[str, list[dict[str, float]]] = {"engine": [], "by-hand": []}
    for _ in range(TIMES):
        for case, kept in runs.items():
            kept.append(_run(case, folder, ROWS, "400MB"))
    ours, plain = (_middle(runs[case], "seconds") for case in ("engine", "by-hand"))
    memory = max(run["memory"] for run in runs["engine"])
    cells = int(runs["engine"][0]["rows"])
    report("concentration, 30 M rows, recipe", ours, "s", note=f"{cells} result rows")
    report("concentration, 30 M rows, hand-written query", plain, "s")
    report("recipe over hand-written query", ours / plain, "times", at_most=1.15)
    busy = _middle(runs["engine"], "busy") / _middle(runs["by-hand"], "busy")
    report("the same in processor time", busy, "times")
    report("largest memory of the recipe", memory, "MiB", at_most=600.0)


def _large(folder: Path) -> None:
    """Measure more and more rows in turn, laid out alike, all with the same room to work in."""
    for rows in GROWING:
        write_many(folder / f"many-{rows}", rows)
    runs: dict[int, list[dict[str, float]]] = {rows: [] for rows in GROWING}
    for _ in range(TIMES):
        for rows, kept in runs.items():
            kept.append(_run("engine", folder, rows, "1GB", f"many-{rows}"))
    first = GROWING[0]
    for rows in GROWING:
        wall, busy = _middle(runs[rows], "seconds"), _middle(runs[rows], "busy")
        millions = rows // 1_000_000
        note = "the rows of a year lie on disk once and are read for every year"
        report(f"concentration, {millions} M rows, recipe, 1 GB to work in", wall, "s", note=note)
        report(f"one million rows of {millions} M", 1000 * busy / millions, "ms of one core")
        if rows > first:
            for name, what in (("seconds", "time"), ("busy", "processor time")):
                ratio = _middle(runs[rows], name) / _middle(runs[first], name)
                label = f"{what}, {millions} M over {first // 1_000_000} M rows"
                report(label, ratio, "times", at_most=rows / first)
        memory = max(run["memory"] for run in runs[rows])
        report(f"largest memory at {millions} M rows", memory, "MiB")


def _middle(runs: list[dict[str, float]], name: str) -> float:
    return statistics.median(run[name] for run in runs)


def _systems(path: Path) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Yield (seller, buyer, value) of each code of one yearly file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = ["exporter_id", "importer_id", "code", "value_usd"]
    rows = pq.read_table(path, columns=names, read_dictionary=names[:3]).unify_dictionaries()
    rows = rows.combine_chunks()

    def places(name: str) -> np.ndarray:
        column = rows[name].combine_chunks() if rows[name].num_chunks != 1 else rows[name].chunk(0)
        words = column.dictionary
        order = np.argsort(np.argsort(np.array(words.to_pylist())))
        return np.asarray(order[column.indices.to_numpy()])

    assert isinstance(rows, pa.Table)
    seller, buyer, code = (places(name) for name in names[:3])
    value = rows["value_usd"].to_numpy().astype(np.float64)
    cuts = [0, *(np.flatnonzero(np.diff(code)) + 1).tolist(), len(code)]
    for first, last in pairwise(cuts):
        yield seller[first:last], buyer[first:last], value[first:last]


def _trace_year(path: Path) -> dict[str, float]:
    """Trace every code of a year; return how many, links, largest residual and worst sum."""
    from grondstof.methods.true_origin_batch import trace_links

    begun = time.process_time()
    count, links, residual, off, kept = 0, 0, 0.0, 0.0, 0
    for seller, buyer, value in _systems(path):
        found = trace_links(seller, buyer, value, None)
        total = found.shares.sum(axis=1) + found.unknown + found.remainder
        residual = max(residual, found.residual)
        off = max(off, float(np.abs(total - 1.0).max()))
        count, links, kept = count + 1, links + seller.size, kept + found.shares.size
    busy = time.process_time() - begun
    figures = {"count": count, "links": links, "residual": residual, "off": off, "busy": busy}
    return figures | {"kept": kept}


def _origin(files: list[Path], label: str, limit: float) -> None:
    start = time.perf_counter()
    # Started afresh, so that the libraries in them see that they have one thread.
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        runs = list(pool.map(_trace_year, files))
    spent = time.perf_counter() - start
    systems = int(sum(run["count"] for run in runs))
    links = sum(run["links"] for run in runs) / systems
    note = f"{systems} systems, {links:.0f} links a system, {PLACES} territories, {CODES} codes"
    busy = sum(run["busy"] for run in runs)
    report(f"true origin, {label}", spent, "s", at_most=limit, note=note)
    report(f"processor time of true origin, {label}", busy, "s", note="both processes, reading too")
    report(f"one system, {label}", 1000 * busy / systems, "ms of one core")
    worst = max(run["residual"] for run in runs)
    report(f"largest residual, {label}", worst, "fraction", at_most=1e-10)
    off = max(run["off"] for run in runs)
    report(f"largest distance of a sum from 1, {label}", off, "fraction", at_most=1e-9)


def _dense(count: int = 400, links: int = 2000) -> None:
    """Trace systems as dense as those of a full BACI year, on one core."""
    from grondstof.methods.true_origin_batch import trace_links

    dice = np.random.default_rng(20261120)
    weights = dice.lognormal(0.0, 1.3, PLACES)
    weights /= weights.sum()
    busy, residual, off = 0.0, 0.0, 0.0
    for _ in range(count):
        pairs = dice.choice(PLACES, (2, 6 * links), p=weights)
        packed = np.unique(pairs[0] * PLACES + pairs[1])
        packed = packed[packed // PLACES != packed % PLACES]
        packed = dice.choice(packed, min(links, packed.size), replace=False)
        value = np.maximum(1.0, dice.lognormal(10.0, 2.6, packed.size))
        start = time.process_time()
        found = trace_links(packed // PLACES, packed % PLACES, value, None)
        busy += time.process_time() - start
        total = found.shares.sum(axis=1) + found.unknown + found.remainder
        residual = max(residual, found.residual)
        off = max(off, float(np.abs(total - 1.0).max()))
    each = busy / count
    note = (
        f"{count} systems measured; 150,000 of them would take {75_000 * each:.0f} s on two cores"
    )
    report("one system, about 2,000 links", 1000 * each, "ms of one core", note=note)
    report("largest residual, about 2,000 links", residual, "fraction", at_most=1e-10)
    report("largest distance of a sum from 1, about 2,000 links", off, "fraction", at_most=1e-9)


def _comext(folder: Path) -> None:
    from grondstof.sources.comext.parse import parse_bulk
    from grondstof.store.months import add_month, digest_of, has_month

    path = folder / "full_v2_202405.dat"
    if not path.is_file():
        write_comext(path, 5_000_000)
    goal = Path(tempfile.mkdtemp(dir=folder)) / "monthly"
    start = time.perf_counter()
    assert add_month(goal, 2024, 5, parse_bulk(path), digest_of(path))
    report("a month of Comext, 5 M rows, added", time.perf_counter() - start, "s")
    start = time.perf_counter()
    before = {p: p.stat().st_mtime_ns for p in goal.rglob("*")}
    assert has_month(goal, 2024, 5, digest_of(path))
    assert before == {p: p.stat().st_mtime_ns for p in goal.rglob("*")}
    note = "nothing changed on disk"
    report("the same month again", time.perf_counter() - start, "s", note=note)


def main() -> None:
    """Make the synthetic files and measure."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        # Two processes share two cores; threads inside them would only wait for each other.
        os.environ[name] = "1"
    kept = sys.argv[1] if len(sys.argv) == 2 else None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(kept or name)
        files = write_trade(folder / str(ROWS), ROWS)
        write_lists(folder)
        _concentration(folder)
        _origin(files, "about 200 links", 90.0)
        _dense()
        _comext(folder)
        if os.environ.get("GRONDSTOF_BENCH_SIZE") != "small":
            _large(folder)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        {"engine": _engine, "by-hand": _by_hand}[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
    else:
        main()
