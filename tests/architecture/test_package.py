"""The wheel carries all that the checkout has: lists, frozen inputs, texts, queries, templates."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.architecture.repository import PACKAGE, ROOT, tracked


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("grondstof-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    ours = {
        path.relative_to(PACKAGE.parent).as_posix() for path in tracked() if PACKAGE in path.parents
    }
    assert ours - held == set()


def test_the_pins_carry_no_address() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            pin, _, marker = line.partition(" ; ")
            assert pin.count("==") == 1, f"{path.name}: {line} is not an exact pin"
            assert "/" not in pin
            assert marker == "" or marker.startswith("python_version")
