"""Runs the site on one port, in one process or in a few that share what they loaded.

Programs, words and borders are loaded once and then shared by the processes, which each open the
edition for themselves. The first process only watches: one that ends unasked is started again.
"""

import gc
import os
import signal
import socket
import time
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from grondstof import log
from grondstof.errors import Fault, InputError
from grondstof.products import messages
from grondstof.products.charts import worldmap
from grondstof.products.web import render
from grondstof.products.web.screens import screens
from grondstof.vocabulary import kinds, materials, territories
from grondstof.vocabulary.tables import columns, tables

MOST = 8
_BACKLOG = 2048
# A process that ends again and again is not started more often than this. [s]
_BREATH = 1.0


def run(make: Callable[[], ASGIApp], host: str, port: int, workers: int) -> None:
    """Serve an application until the process is asked to stop.

    Args:
        make: Makes the application; called in each process.
        host: Address to listen on.
        port: Port to listen on.
        workers: Number of processes; more than one needs a system that can fork.

    Raises:
        InputError: If the port is taken or the address is not one of this machine.
    """
    _listen(host, port, shared=False).close()
    if workers < 2 or not hasattr(os, "fork"):
        _serve(make, _listen(host, port, shared=False))
        return
    _load()
    # What is loaded now is never collected, so that the processes go on sharing it.
    gc.collect()
    gc.freeze()
    _watch(lambda: _serve(make, _listen(host, port, shared=True)), workers)


def _serve(make: Callable[[], ASGIApp], listening: socket.socket) -> None:
    # Access lines would hold addresses of visitors; events go to the log without them.
    settings = uvicorn.Config(
        make(), log_level="warning", access_log=False, server_header=False,
        timeout_keep_alive=15, limit_concurrency=400, backlog=_BACKLOG,
    )  # fmt: skip
    uvicorn.Server(settings).run(sockets=[listening])


def _listen(host: str, port: int, *, shared: bool) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        # The system then spreads the visitors over the processes.
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        found.bind((host, port))
    except OSError as error:
        found.close()
        fault = Fault(f"{host}:{port}", str(error.strerror), "a free port", "Give another --port")
        raise InputError([fault]) from error
    found.set_inheritable(True)
    return found


def _load() -> None:
    """Load what every page needs, once for all processes; opens no edition and starts no thread."""
    for load in (messages.catalogue, worldmap.borders, screens, columns, tables, kinds.kinds,
                 materials.materials, territories.territories, render.code_stamp):  # fmt: skip
        load()


def _watch(serve: Callable[[], None], workers: int) -> None:
    """Keep a number of processes running until this one is asked to stop."""
    running: set[int] = set()
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True
        for process in running:
            os.kill(process, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while len(running) < workers:
        running.add(_start(serve))
    while running:
        try:
            process, _ = os.wait()
        except InterruptedError:
            continue
        running.discard(process)
        if not stopping:
            log.logger("web").error("process %s ended; a new one is started", process)
            time.sleep(_BREATH)
            running.add(_start(serve))


def _start(serve: Callable[[], None]) -> int:
    process = os.fork()
    if process:
        return process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    code = 1
    try:
        serve()
        code = 0
    finally:
        os._exit(code)
