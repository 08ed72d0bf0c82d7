"""Sets reports and pictures in a process of their own, with a time limit, and keeps what was made.

Setting a paper takes seconds and much memory, and a strange one could take for ever. So it is done
by a process that ends with its job or is ended at the limit, one at a time. What was made is kept
in the cache of the data folder under the edition it was made from.
"""

import pickle
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from threading import Lock

from grondstof import __version__
from grondstof.errors import Fault, FaultyError, InputError
from grondstof.products.report.printed import Paper
from grondstof.settings import data_folder

LIMIT_S = 30.0
MOST_FILES = 400
MOST_EDITIONS = 3
_bench = Lock()


@dataclass(frozen=True)
class Job:
    """What is to be made: a paper in a format, or a picture as PNG.

    Attributes:
        ending: `pdf`, `docx`, `html` or `png`.
        content: The paper, or the SVG of the picture.
    """

    ending: str
    content: Paper | str


def made(job: Job, stamp: str, limit: float = LIMIT_S) -> bytes:
    """Return the finished file of a job: the kept one, else a new one.

    Args:
        job: What is to be made.
        stamp: Text that names the build of the edition.
        limit: Time limit. [s]

    Raises:
        TimeoutError: If it was not finished in time, or too many others wait.
        InputError: If the job cannot be done, such as a picture that is too large.
        RuntimeError: If the process failed otherwise.
    """
    packed = pickle.dumps(job)
    digest = sha256(__version__.encode() + packed).hexdigest()[:32]
    place = data_folder() / "cache" / "reports" / stamp / f"{digest}.{job.ending}"
    if place.is_file():
        return place.read_bytes()
    if not _bench.acquire(timeout=limit):
        raise TimeoutError("others are being set")
    try:
        body = _set(packed, limit)
    finally:
        _bench.release()
    # A folder that cannot be written costs time and not the report.
    with suppress(OSError):
        _keep(place, body)
    return body


def _set(packed: bytes, limit: float) -> bytes:
    command = [sys.executable, "-P", "-m", "grondstof.products.report.workshop"]
    try:
        done = subprocess.run(command, input=packed, capture_output=True, timeout=limit, check=True)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"not finished in {limit:.0f} s") from error
    except subprocess.CalledProcessError as error:
        raise RuntimeError(error.stderr.decode(errors="replace")[-2000:]) from error
    # Comes from our own process and never from a visitor.
    found, faults = pickle.loads(done.stdout)
    if faults:
        raise InputError(faults)
    return bytes(found)


def _keep(place: Path, body: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_suffix(".part")
    part.write_bytes(body)
    part.replace(place)
    _thin(place.parent, MOST_FILES)
    _thin(place.parent.parent, MOST_EDITIONS)


def _thin(folder: Path, most: int) -> None:
    """Take the oldest away until a folder holds no more than it may."""
    items = sorted(folder.iterdir(), key=lambda item: item.stat().st_mtime)
    for item in items[: max(0, len(items) - most)]:
        if item.is_dir():
            rmtree(item, ignore_errors=True)
        else:
            item.unlink(missing_ok=True)


def _work(job: Job) -> bytes:
    if isinstance(job.content, str):
        from grondstof.products.report.pictures import png

        return png(job.content)
    from grondstof.products.report.write import FORMATS

    return FORMATS[f".{job.ending}"](job.content)


def main() -> None:
    """Do the job on the standard input and put the file, or what is wrong, on the output."""
    # Under its own name, because the job was packed by the module and not by this script.
    from grondstof.products.report import workshop

    job = pickle.loads(sys.stdin.buffer.read())
    body, faults = b"", list[Fault]()
    try:
        body = workshop._work(job)
    except FaultyError as error:
        faults = list(error.faults)
    sys.stdout.buffer.write(pickle.dumps((body, faults)))


if __name__ == "__main__":
    main()
