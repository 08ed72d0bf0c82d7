"""A site of two processes: both answer, they end together, and a taken port is said."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from grondstof.errors import InputError
from grondstof.products.web import workers


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served(edition, port):
    command = [sys.executable, "-m", "grondstof", "serve", "--workers", "2", "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    yield process
    process.kill()
    process.wait()


def _status(port):
    for _ in range(300):
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as reply:
                return reply.status
        except OSError:
            time.sleep(0.1)
    return None


def _children(process):
    text = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8")
    return [int(child) for child in text.split()]


def test_two_processes_answer_and_end_when_asked(served, port):
    assert _status(port) == 200
    (other,) = _children(served)
    served.send_signal(signal.SIGTERM)
    served.wait(20)
    assert not Path(f"/proc/{other}").exists()


def test_when_one_ends_all_end_so_that_the_whole_is_started_anew(served, port):
    assert _status(port) == 200
    (other,) = _children(served)
    os.kill(other, signal.SIGKILL)
    served.wait(20)
    assert served.returncode is not None


def test_a_taken_port_is_said(port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(InputError, match="a free port"):
            workers.run(lambda: None, "127.0.0.1", port, 1)
