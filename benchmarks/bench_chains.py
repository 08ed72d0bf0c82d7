"""The chains: their order as a command, and their pages, cold and warm.

Cold is the first page of a process: it reads and checks all chain files and asks the edition for
every step. Warm is the page that the server keeps. In between stands a
desk that is new while files and supplies are known, as after an hour without visitors.
"""

import os
import subprocess
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from measure import report, seconds

COMMAND = [sys.executable, "-m", "grondstof", "chains", "--rank"]


def main() -> None:
    """Report the figures."""
    from grondstof.products.answers.desk import Desk
    from grondstof.products.web.app import Site

    ranked = seconds(lambda: subprocess.run(COMMAND, check=True, capture_output=True), times=3)
    report("`grondstof chains --rank`, as a command", ranked, "s")
    site = Site(Desk())
    site.make("/nl/data", "")
    start = time.perf_counter()
    site.make("/nl/ketens", "")
    report("index of chains, cold", 1000 * (time.perf_counter() - start), "ms")
    start = time.perf_counter()
    site.make("/nl/ketens/permanent-magnet", "")
    report("page of a chain after the index", 1000 * (time.perf_counter() - start), "ms")
    for name, path in (("index of chains", "/nl/ketens"), ("a chain", "/nl/ketens/electric-car")):
        anew = seconds(lambda path=path: Site(Desk()).make(path, ""))
        report(f"page of {name} at a new desk", 1000 * anew, "ms")
        warm = seconds(lambda path=path: site.make(path, ""))
        report(f"page of {name}, warm", 1000 * warm, "ms")


if __name__ == "__main__":
    main()
