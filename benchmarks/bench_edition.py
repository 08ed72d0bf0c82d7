"""Building the shipped edition: time, memory and size, from nothing, in an empty data folder.

The build computes with one thread on purpose, so that equal inputs give equal bytes.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import peak_memory_mib, report

COMMAND = Path(sys.executable).with_name("grondstof")


def _build(folder: Path) -> float:
    """Build the edition in a data folder and return the time it took. [s]."""
    environment = dict(os.environ) | {"GRONDSTOF_DATA": str(folder)}
    start = time.perf_counter()
    command = [COMMAND, "edition", "build"]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Build twice: from nothing, and once more when nothing has changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report("build from nothing", _build(folder), "s", at_most=180.0)
        memory = peak_memory_mib(of_children=True)
        report("largest memory of the build", memory, "MiB", at_most=2048.0)
        report("build again, nothing changed", _build(folder), "s", at_most=5.0)
        files = [path for path in (folder / "editions").rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1024**2
        report("size of the edition", size, "MiB")


if __name__ == "__main__":
    main()
