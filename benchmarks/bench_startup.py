"""Start-up of the command line: what a reader waits for before the first word is printed.

Measured from the start of the process to its end, median of five, after one run to warm the disk.
"""

import subprocess
import sys
from pathlib import Path

from measure import report, seconds

COMMAND = Path(sys.executable).with_name("grondstof")


def _run(*words: str) -> None:
    subprocess.run([COMMAND, *words], check=True, capture_output=True)


def main() -> None:
    """Time the help page and the page of one material."""
    for words, limit in ((("--help",), 1.0), (("show", "gallium"), 1.0)):
        _run(*words)
        name = "grondstof " + " ".join(words)
        report(name, seconds(lambda words=words: _run(*words)), "s", at_most=limit)


if __name__ == "__main__":
    main()
