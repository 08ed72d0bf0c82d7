"""The fixtures that more than one room of tests uses.

Strategy, in the order of preference:
1. No fixture: write the three numbers of the case in the test, where the reader sees them.
2. Rows of your own in a `Warehouse(tmp_path / "warehouse.duckdb")`: for the store and settle.
3. Arrow tables built by hand and given to a recipe's `run`: for assess; no edition is needed.
4. `edition`: the shipped edition, really built once per session; for answers and renderings.
5. `published`: the whole site as files, made once per session, some 80 seconds.
6. `browser`: a real Chromium; only for what needs a screen.
Every test has a data folder that is not yours, and no way out but to this machine itself.
Set GRONDSTOF_TEST_CACHE to a folder to keep the built edition between runs; it is found back by
a digest of the package, so any change of code, list or frozen input builds it anew.
Set GRONDSTOF_TEST_DATA to a data folder with an edition to use that one as it is, while writing.
"""

import hashlib
import ipaddress
import os
import shutil
import socket
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from grondstof.store.editions import Edition

# An edition is built with one thread of BLAS, and that is set before NumPy is imported.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "grondstof"
BROWSER = "tests/browser"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in a browser last: the browser keeps an event loop running in this thread."""
    items.sort(key=lambda item: "browser" in item.path.parts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the time of each room of tests, the making of what a room was first to need included.

    The tests in a browser must stay under five minutes; here one sees what they take.
    """
    taken: dict[str, float] = defaultdict(float)
    for report in chain.from_iterable(terminalreporter.stats.values()):
        if isinstance(report, pytest.TestReport):
            taken["/".join(report.nodeid.split("/")[:2]).partition("::")[0]] += report.duration
    if len(taken) > 1 or BROWSER in taken:
        terminalreporter.section("seconds by room")
        for room, seconds in sorted(taken.items(), key=lambda item: -item[1]):
            terminalreporter.line(f"{seconds:8.1f}  {room}")


@pytest.fixture(scope="session")
def session_monkeypatch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="session", autouse=True)
def data_folder(
    session_monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Give the whole session a data folder of its own; nothing touches the reader's."""
    given, cache = os.environ.get("GRONDSTOF_TEST_DATA"), os.environ.get("GRONDSTOF_TEST_CACHE")
    if given:
        session_monkeypatch.setenv("GRONDSTOF_DATA", given)
        return Path(given)
    folder = Path(cache) / _digest() if cache else tmp_path_factory.mktemp("data")
    folder.mkdir(parents=True, exist_ok=True)
    session_monkeypatch.setenv("GRONDSTOF_DATA", str(folder))
    return folder


@pytest.fixture(scope="session", autouse=True)
def offline(session_monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = str(address[0]) if isinstance(address, tuple) else "localhost"
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise ConnectionRefusedError(f"tests run without a network; {host} was asked for")
        connect(self, address)

    session_monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def edition(data_folder: Path) -> Iterator["Edition"]:
    """The shipped edition, built by the real build, opened read-only."""
    from grondstof.assess.build import build_edition
    from grondstof.store.editions import open_current

    if not (data_folder / "current").is_file():
        build_edition()
    opened = open_current()
    yield opened
    opened.reader.close()


@pytest.fixture(scope="session")
def published(
    edition: "Edition", data_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The whole site as files, made once; before it an overlay of canaries was worked with."""
    from tests.products import whole_site

    out, done = whole_site.make(data_folder, tmp_path_factory.mktemp("published"))
    assert done.left_out == []
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A headless Chromium: the machine's own, else the one that playwright fetched."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    installed = next((path for path in map(shutil.which, names) if path), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=installed, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


def _digest() -> str:
    """Return a digest of all files of the package."""
    total = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(str(path.relative_to(PACKAGE)).encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]
