"""The one folder that a company's assessment may write in: owner-only, whole files or none."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from grondstof.errors import Fault, InputError

OWNER_FOLDER, OWNER_FILE = 0o700, 0o600
_SCRATCH = ".unfinished"


def opened(path: Path) -> Path:
    """Return the chosen folder, made with owner-only rights when it was not there.

    Raises:
        InputError: the name is that of a file, or the folder cannot be written.
    """
    try:
        path.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        fault = Fault("--folder", "no folder that can be written", "a folder", "Choose another")
        raise InputError([fault]) from error
    return path


def write(folder: Path, name: str, content: bytes) -> Path:
    """Write a whole file with owner-only rights; a stop halfway leaves the earlier file."""
    target = folder / name
    unfinished = folder / f".{name}.unfinished"
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_FILE)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """Make all temporary files of the block in an owner-only part of the folder; remove them."""
    place = folder / _SCRATCH
    place.mkdir(mode=OWNER_FOLDER, exist_ok=True)
    earlier = tempfile.tempdir
    tempfile.tempdir = str(place)
    try:
        yield place
    finally:
        tempfile.tempdir = earlier
        rmtree(place, ignore_errors=True)
