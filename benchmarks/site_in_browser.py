"""What a visitor waits for in a real browser: when a page is ready, and how long the tests take.

A page is opened by a headless Chromium that keeps nothing from before, on the machine that serves
it too. Ready is `domComplete`, counted from the start of the navigation. A page that was over the
limit is opened twice more and its median counts: what else the machine does is not measured.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from measure import report

ROOT = Path(__file__).resolve().parents[1]
READY_MS, SUITE_S = 500.0, 300.0
# Seconds after which going on with further pages is given up, so that a benchmark ends.
LONGEST_S = 1200.0
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
READY = "() => performance.getEntriesByType('navigation')[0].domComplete"


class Visitor:
    """A window in which every page is seen for the first time."""

    def __init__(self, page: object) -> None:
        self.page = page
        self.forget = page.context.new_cdp_session(page)

    def waits(self, url: str) -> float:
        """Return after how long a page is ready. [ms]"""
        self.forget.send("Network.clearBrowserCache")
        self.page.goto(url)
        return float(self.page.evaluate(READY))


@contextmanager
def visitor() -> Iterator[Visitor]:
    """Start a browser; the machine's own, else the one that playwright fetched."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield Visitor(browser.new_context().new_page())
        browser.close()


def ready(base: str, paths: Sequence[str], what: str) -> None:
    """Report when pages are ready that the server has made before: middle, tail, slowest, over.

    Args:
        base: Address of the server.
        paths: Pages.
        what: What the pages are, as words of the report.
    """
    found: dict[str, float] = {}
    start = time.perf_counter()
    with visitor() as one:
        one.waits(base + paths[0])
        for path in paths:
            if time.perf_counter() - start > LONGEST_S:
                break
            with urlopen(base + path, timeout=60) as reply:
                reply.read()
            waits = [one.waits(base + path)]
            if waits[0] >= READY_MS:
                waits += [one.waits(base + path) for _ in range(2)]
            found[path] = statistics.median(waits)
    slowest = max(found, key=lambda path: found[path])
    over = [path for path, wait in found.items() if wait >= READY_MS]
    report(f"median until ready, {what}", statistics.median(found.values()), "ms",
           note=f"{len(found)} of {len(paths)} pages")  # fmt: skip
    if len(found) > 1:
        tail = statistics.quantiles(found.values(), n=100, method="inclusive")[98]
        report(f"99th percentile until ready, {what}", tail, "ms", at_most=READY_MS)
    report(f"slowest until ready, {what}", found[slowest], "ms", at_most=READY_MS, note=slowest)
    report(f"pages over {READY_MS:.0f} ms, {what}", len(over), "", at_most=0,
           note=" ".join(over[:5]))  # fmt: skip


def suite() -> None:
    """Report how long the tests in a browser take, on the edition at hand."""
    from grondstof.settings import data_folder

    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/browser", "-q"],
        cwd=ROOT, env=os.environ | {"GRONDSTOF_TEST_DATA": str(data_folder())},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    taken = time.perf_counter() - start
    report("tests in a browser", taken, "s", at_most=SUITE_S, note=done.stdout.splitlines()[-1])
    report("tests in a browser that fail", done.stdout.count("\nFAILED "), "", at_most=0)
