"""A process that serves gives back what it does not use, and works on as before."""

import subprocess
import sys
from pathlib import Path

from grondstof.products.web import memory

MAPS = """\
55a0c0000000-55a0c0001000 r-xp 00001000 fe:00 123   /usr/bin/python3.11
7f0000000000-7f0000200000 r-xp 00010000 fe:00 456                    /usr/lib/libarrow.so.2600
7f0000200000-7f0000300000 r--p 00210000 fe:00 456                    /usr/lib/libarrow.so.2600
7f0000300000-7f0000310000 rw-p 00310000 fe:00 456                    /usr/lib/libarrow.so.2600
7f0000400000-7f0000410000 r-xp 00000000 00:00 0
7f0000500000-7f0000510000 rwxp 00000000 fe:00 457                    /usr/lib/written.so
7f0000600000-7f0000610000 r-xp 00000000 fe:00 458                    /usr/lib/one.cpython-311.so
7ffd00000000-7ffd00002000 r-xp 00000000 00:00 0                      [vdso]
"""


def test_only_instructions_of_libraries_are_given_back() -> None:
    assert list(memory.programs(MAPS)) == [
        (0x7F0000000000, 0x200000),
        (0x7F0000600000, 0x10000),
    ]


def test_libraries_work_on_after_their_instructions_were_given_back() -> None:
    program = """
import re, numpy, duckdb
from pathlib import Path
from grondstof.products.web import memory

def resident():
    return int(re.search(r"^Rss:\\s+(\\d+)", Path("/proc/self/smaps_rollup").read_text(), re.M)[1])

def work():
    matrix = numpy.arange(9.0).reshape(3, 3)
    asked = duckdb.connect().execute("select sum(x) from range(1000) t(x)").fetchone()[0]
    return float((matrix @ matrix).sum()), int(asked)

first, before = work(), resident()
memory.give_back_once()
after = resident()
assert work() == first, first
print(before - after)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[0]) > 5_000, "kilobytes given back"


def test_where_programs_lie_is_read_from_this_system() -> None:
    found = list(memory.programs(Path("/proc/self/maps").read_text()))
    assert found
    assert all(length > 0 for _, length in found)
