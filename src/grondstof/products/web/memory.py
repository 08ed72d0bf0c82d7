"""Keeps a process that serves small: what is no longer used goes back to the system.

Linux only, and only a matter of room: on another system nothing is done.
"""

import ctypes
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# Names of settings in malloc.h and of advice in mman.h.
_TRIM, _MAPPED, _ARENAS = -1, -3, -8
_NOT_NEEDED = 4
_LARGE = 128 * 1024
_EVERY_S = 10.0
_MAPS = Path("/proc/self/maps")
# Private, read and run but never written, and from a shared library.
_PROGRAM = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r-xp [0-9a-f]+ \S+ [1-9]\d* +/\S+\.so[.\d]*$")


def spare() -> None:
    """Ask the C library for few heaps, so that threads do not each keep what they once used."""
    if sys.platform == "linux":
        _c_library("mallopt", _ARENAS, 2)
        # A fixed bound: large arrays go straight back when freed, instead of growing the heap.
        _c_library("mallopt", _MAPPED, _LARGE)
        _c_library("mallopt", _TRIM, _LARGE)


def give_back() -> None:
    """Give memory that is no longer used back to the system, every so many seconds, for ever."""
    while sys.platform == "linux":
        time.sleep(_EVERY_S)
        give_back_once()


def give_back_once() -> None:
    """Give back free heap, and instructions of libraries that may never be run again."""
    _c_library("malloc_trim", 0)
    for start, length in programs(_MAPS.read_text("ascii", "replace")):
        _c_library("madvise", start, length, _NOT_NEEDED)


def programs(maps: str) -> Iterator[tuple[int, int]]:
    """Yield where in memory instructions of programs lie that were read from a file.

    Instructions are never written to, so the system fetches from its own copy of the file whatever
    is run again. Most of what the large libraries run is run once, when they are loaded.

    Args:
        maps: Text of `/proc/<process>/maps`.

    Returns:
        First address and length. [bytes]
    """
    for line in maps.splitlines():
        found = _PROGRAM.match(line)
        if found:
            start, end = (int(place, 16) for place in found.groups())
            yield start, end - start


def _c_library(name: str, *numbers: int) -> None:
    function = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        # Wide enough for an address; the library takes the lower half where it wants less.
        function(*map(ctypes.c_ssize_t, numbers))
