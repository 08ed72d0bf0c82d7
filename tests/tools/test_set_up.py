"""The set-up scripts on machines that lack something: each is played by a folder of programs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("sh", "rm", "mkdir", "ln", "sed", "head", "touch", "cat")
BROKEN_VENV = f"""#!/bin/sh
if [ "$1" = -m ] && [ "$2" = venv ] && [ ! -e "$REPAIRED" ]; then
    mkdir -p "$3/bin"
    ln -s {sys.executable} "$3/bin/python-without-pip"
    exit 1
fi
exec {sys.executable} "$@"
"""
OLD_PYTHON = """#!/bin/sh
[ "$1" = --version ] && echo "Python 3.9.2" && exit 0
exit 1
"""


class Machine:
    """A folder of programs that stands in for a machine's PATH."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir()
        for name in NEEDED:
            found = shutil.which(name)
            assert found is not None
            (self.bin / name).symlink_to(found)

    def program(self, name: str, text: str) -> None:
        path = self.bin / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def user(self, number: int) -> None:
        self.program("id", f"#!/bin/sh\necho {number}\n")

    def run(self, script: str, *words: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.bin), "REPAIRED": str(self.folder / "repaired")}
        environment |= {key: os.environ[key] for key in ("HOME", "TMPDIR") if key in os.environ}
        command = ["sh", str(ROOT / "tools" / script), *words]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_without_venv_a_user_gets_one_command_and_no_broken_folder(machine: Machine) -> None:
    machine.user(1000)
    machine.program("python3", BROKEN_VENV)
    done = machine.run("environment.sh", "env")
    assert done.returncode == 1
    assert "    sudo apt-get install python3-venv\n" in done.stderr
    assert not (machine.folder / "env").exists()


def test_without_venv_root_gets_it_installed(machine: Machine) -> None:
    machine.user(0)
    machine.program("python3", BROKEN_VENV)
    machine.program("apt-get", '#!/bin/sh\n[ "$1" = install ] && touch "$REPAIRED"\nexit 0\n')
    done = machine.run("environment.sh", "env")
    assert done.returncode == 0, done.stderr
    assert (machine.folder / "env" / "bin" / "pip").exists()
    again = machine.run("environment.sh", "env")
    assert (again.returncode, again.stdout) == (0, "")


def test_an_old_python_is_named(machine: Machine) -> None:
    machine.program("python3", OLD_PYTHON)
    done = machine.run("environment.sh", "env")
    assert done.returncode == 1
    assert "'python3' is Python 3.9.2. grondstof needs Python 3.11 or newer." in done.stderr
    assert "make run PYTHON=python3.13" in done.stderr


def test_no_python_at_all(machine: Machine) -> None:
    done = machine.run("environment.sh", "env")
    assert done.returncode == 1
    assert "No program 'python3' was found." in done.stderr


def test_an_installed_browser_is_used(machine: Machine) -> None:
    machine.program("google-chrome", "#!/bin/sh\n")
    done = machine.run("browser.sh", "python3")
    assert (done.returncode, done.stdout) == (0, "")


def test_root_gets_debians_browser(machine: Machine) -> None:
    machine.user(0)
    machine.program("apt-get", '#!/bin/sh\necho "asked: $*"\n')
    done = machine.run("browser.sh", "python3")
    assert done.returncode == 0
    assert "asked: update -qq" in done.stdout
    assert done.stdout.rstrip().endswith("chromium")


def test_a_user_gets_the_test_runners_browser_or_one_command(machine: Machine) -> None:
    machine.user(1000)
    machine.program("python3", '#!/bin/sh\necho "asked: $*"\n')
    done = machine.run("browser.sh", "python3")
    assert "asked: -m playwright install chromium" in done.stdout
    machine.program("python3", "#!/bin/sh\nexit 1\n")
    refused = machine.run("browser.sh", "python3")
    assert refused.returncode == 1
    assert "    sudo apt-get install chromium\n" in refused.stderr


@pytest.mark.parametrize(("version", "good"), [("17.0.15", True), ("1.8.0_402", False)])
def test_java_must_be_new_enough(machine: Machine, version: str, good: bool) -> None:
    machine.user(1000)
    machine.program("java", f"#!/bin/sh\necho 'openjdk version \"{version}\" 2025' >&2\n")
    done = machine.run("java.sh")
    assert (done.returncode == 0) is good
    if not good:
        assert "The Spark tests need Java 17 or newer." in done.stderr
        assert "    sudo apt-get install default-jre-headless\n" in done.stderr


def test_root_gets_java(machine: Machine) -> None:
    machine.user(0)
    machine.program("apt-get", '#!/bin/sh\necho "asked: $*"\n')
    done = machine.run("java.sh")
    assert done.returncode == 0
    assert done.stdout.rstrip().endswith("default-jre-headless")
