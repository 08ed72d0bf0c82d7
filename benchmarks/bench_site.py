"""The site under load: cached and fresh pages per second, slow tail, memory, and publishing.

The server runs on the edition of the data folder, with one process and with two, and shares the
machine with the load. Cached is what a page costs once it was made. Fresh is a page made from its
typed answer on every request: the server keeps no pages (`--pages-mb 0`), the desk keeps answers.
The load of `wrk` goes round one page of every sort in both languages, large ones included; without
wrk a load in Python takes its place, which is slower itself. The tail is measured at a steady 500
requests a second, of which one in twenty asks for a page that nobody asked before: pages on disk
are taken away before every half minute, and in memory fewer fit than are asked. Memory is the sum
over the processes of their proportional set size, in which what they share counts once.

`--minutes 1` makes the steady load on one process that short; `--no-publish` leaves publishing out.
`--browser` measures instead what a headless Chromium sees: when one page of every sort is ready,
and how long the tests in a browser take; `run.py --browser` adds that to the usual run.
`--every-page` opens each page of the site, which takes a quarter of an hour.
"""

import argparse
import asyncio
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from urllib.request import urlopen

from measure import report

from grondstof.settings import data_folder

COMMAND = [sys.executable, "-m", "grondstof"]
RATE, FRESH_PART, SECONDS, CONNECTIONS = 500, 20, 6, 16
WARM_S = 10.0
PUBLISH_LIMIT_S = 120.0
# One page of every sort; the words differ per language and are read from the site itself.
START = ("/nl", "/en")
TABS = {"nl": ("keten", "trend", "uitleg"), "en": ("chain", "trend", "explained")}
_MANY = ("/grondstoffen", "/materials", "/landen", "/countries")
LUA = """local paths = {%s}
local n = 0
request = function() n = n + 1; return wrk.format("GET", paths[n %% #paths + 1]) end
"""


def _port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _get(base: str, path: str) -> str:
    with urlopen(base + path, timeout=60) as reply:
        text: str = reply.read().decode()
        return text


@contextmanager
def _server(*more: str) -> Iterator[tuple[str, int]]:
    port = _port()
    command = [*COMMAND, "serve", "--port", str(port), *more]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                _get(base, "/healthz")
                break
            except OSError:
                time.sleep(0.1)
        yield base, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _pages(base: str) -> tuple[list[str], list[str]]:
    """Return one page of every sort, and many pages of materials and territories."""
    sorts: list[str] = []
    many: list[str] = []
    for start in START:
        menu = re.findall(rf'href="({start}/[^"?#]+)"', _get(base, start))
        indexes = [path for path in dict.fromkeys(menu) if path.count("/") == 2]
        indexes = [path for path in indexes if _well(base, path)]
        sorts += [start, *indexes]
        for index in indexes:
            inner = re.findall(rf'href="({index}/[^"?#/]+)"', _get(base, index))
            sorts += inner[len(inner) // 2 : len(inner) // 2 + 1]
            many += inner if index.endswith(_MANY) else []
    gallium = [path for path in dict.fromkeys(many) if path.endswith("/gallium")]
    sorts += [f"{path}/{tab}" for path in gallium for tab in TABS[path.split("/")[1]]]
    tabs = [f"{path}/{tab}" for path in many for tab in ("processing", "extraction")
            if "/grondstoffen/" in path or "/materials/" in path]  # fmt: skip
    return [path for path in dict.fromkeys(sorts) if _well(base, path)], [*many, *tabs]


def _well(base: str, path: str) -> bool:
    try:
        _get(base, path)
    except OSError:
        print(f"left out of the load: {path}", file=sys.stderr)
        return False
    return True


def _load(base: str, paths: Sequence[str], packed: bool) -> tuple[float, float]:
    """Return requests per second and the 99th percentile of the waiting. [1/s, ms]"""
    if not shutil.which("wrk"):
        times, taken = asyncio.run(_steady(base, cycle(paths), None, SECONDS))
        return len(times) / taken, 1000 * _tail(times)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA % ",".join(f'"{path}"' for path in paths))
        script.flush()
        head = ["-H", "Accept-Encoding: gzip"] if packed else []
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", "--latency", "--timeout", "20",
                   *head, "-s", script.name, base]  # fmt: skip
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(said)
    found = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if not found or not rate:
        raise RuntimeError(said)
    return float(rate[1]), float(found[1]) * {"us": 1e-3, "ms": 1.0, "s": 1e3}[found[2]]


def _tail(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


async def _steady(
    base: str, paths: Iterator[str], rate: int | None, seconds: float
) -> tuple[list[float], float]:
    """Ask pages over kept connections, at a steady rate when one is given; return the waits. [s]

    A wait is counted from the moment the request was due, so that a stall counts in full.
    """
    host, _, port = base.removeprefix("http://").partition(":")
    queue: asyncio.Queue[tuple[str, float] | None] = asyncio.Queue(4 * CONNECTIONS * 50)
    times: list[float] = []

    async def visitor() -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        while (one := await queue.get()) is not None:
            path, due = one
            writer.write(
                f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
            )
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head)
            await reader.readexactly(int(length[1]) if length else 0)
            times.append(time.perf_counter() - due)
        writer.close()

    visitors = [asyncio.create_task(visitor()) for _ in range(4 * CONNECTIONS)]
    start = time.perf_counter()
    count = 0
    while time.perf_counter() - start < seconds:
        if rate is None:
            due = time.perf_counter()
        else:
            due = start + count / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await queue.put((next(paths), due))
        count += 1
    for _ in visitors:
        await queue.put(None)
    await asyncio.gather(*visitors)
    return times, time.perf_counter() - start


def _mixed(kept: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield kept pages, and as every twentieth a page that was not asked before."""
    known, fresh = cycle(kept), cycle(new)
    for n in cycle(range(FRESH_PART)):
        yield next(known) if n else next(fresh)


def _tree(process: int) -> list[int]:
    place = Path(f"/proc/{process}/task/{process}/children")
    children = place.read_text().split() if place.is_file() else []
    return [process, *(one for child in children for one in _tree(int(child)))]


def _memory(process: int) -> float:
    """Return the proportional set size of a process and its children. [MB]"""
    total = 0
    for one in _tree(process):
        text = Path(f"/proc/{one}/smaps_rollup").read_text()
        total += sum(map(int, re.findall(r"^Pss:\s+(\d+)", text, re.M)))
    return total * 1024 / 1e6


def _rates() -> None:
    for words, more, least in (
        ("fresh pages, two processes", ("--workers", "2", "--pages-mb", "0"), 300),
        ("fresh pages, one process", ("--pages-mb", "0"), 0),
        ("cached pages, two processes", ("--workers", "2"), 3000),
        ("cached pages, one process", (), 0),
    ):
        with _server(*more) as (base, process):
            paths, _ = _pages(base)
            _load(base, paths, packed=True)
            rate, tail = _load(base, paths, packed=False)
            note = f"at least {least} wanted" if least else "for comparison"
            note += f"; {len(paths)} pages in turn, {CONNECTIONS} connections, p99 {tail:.0f} ms"
            report(words, rate, "1/s", note=note)
            rate, _ = _load(base, paths, packed=True)
            report(f"{words}, packed with gzip", rate, "1/s")
            report(f"memory after it ({words})", _memory(process), "MB", at_most=250.0)


def _steadily(minutes: float, rate: int, workers: int) -> None:
    words = "one process" if workers == 1 else "two processes"
    with _server("--workers", str(workers)) as (base, process):
        kept, new = _pages(base)
        _empty_shelf()
        # Every process gets the pages that count as kept, before anything is measured.
        asyncio.run(_steady(base, cycle(kept), rate, WARM_S))
        memory = [_memory(process)]
        paths = _mixed(kept, new)
        times: list[float] = []
        for _ in range(max(2, round(2 * minutes))):
            _empty_shelf()
            found, _ = asyncio.run(_steady(base, paths, rate, 30.0))
            times += found
            memory.append(_memory(process))
        note = f"{len(times)} requests, one in {FRESH_PART} new; pages of {len(kept)}"
        report(
            f"p99 at {rate} requests a second, {words}",
            1000 * _tail(times), "ms", at_most=100.0, note=note,
        )  # fmt: skip
        report(f"median wait at that rate, {words}", 1000 * statistics.median(times), "ms")
        said = " ".join(f"{value:.0f}" for value in memory)
        note = f"every 30 s: {said}"
        report(f"largest memory, {words}", max(memory), "MB", at_most=250.0, note=note)
        half = len(memory) // 2
        growth = max(memory[half:]) - max(memory[:half])
        report(f"growth in the second half, {words}", growth, "MB", at_most=10.0)


def _empty_shelf() -> None:
    """Take the finished pages on disk away, so that a new page is one that must be made."""
    for file in (data_folder() / "cache" / "pages").glob("*/*"):
        file.unlink(missing_ok=True)


def _publish() -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        done = subprocess.run(
            [*COMMAND, "publish", folder, "--base", "/grondstof"],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        taken = time.perf_counter() - start
        note = done.stdout.strip().rpartition(", in ")[0]
        report("publish the whole site", taken, "s", at_most=PUBLISH_LIMIT_S, note=note)
        left_out = done.stderr.count("could not be made")
        report("pages left out", left_out, "", at_most=0)
        pages = sum(1 for _ in Path(folder).rglob("*.html"))
        report("pages", pages, "", note=f"{os.cpu_count()} cores, two processes")


def _in_browser(*, every: bool) -> None:
    import site_in_browser

    with _server() as (base, _):
        if every:
            site_in_browser.ready(base, _whole_site(), "every page")
            return
        site_in_browser.ready(base, _pages(base)[0], "one page of every sort")
    site_in_browser.suite()


def _whole_site() -> list[str]:
    from grondstof.products.answers.desk import Desk
    from grondstof.products.web.publish import page_paths

    return [address.path() for address in page_paths(Desk())]


def main() -> None:
    """Run all parts, or those that a browser sees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--minutes", type=float, default=10.0, help="length of the steady load on one process"
    )
    parser.add_argument("--rate", type=int, default=RATE, help="requests a second of that load")
    parser.add_argument("--no-publish", action="store_true", help="leave publishing out")
    parser.add_argument("--only-steady", action="store_true", help="the steady load alone")
    parser.add_argument("--browser", action="store_true", help="only what a browser sees")
    parser.add_argument("--every-page", action="store_true", help="only when each page is ready")
    given = parser.parse_args()
    if given.browser or given.every_page:
        _in_browser(every=given.every_page)
        return
    if not given.only_steady:
        _rates()
    _steadily(1.0, given.rate, 2)
    _steadily(given.minutes, given.rate, 1)
    if not given.no_publish and not given.only_steady:
        _publish()


if __name__ == "__main__":
    main()
