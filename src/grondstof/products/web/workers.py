"""Runs the site on one port, in one process or in a few that share what they loaded.

Programs, words and borders are loaded once; the other processes are forked from the first before
it opens an edition, and serve beside it. They live and die together: when one ends unasked, all
end, so that whoever started the first (systemd, a container) starts the whole anew.
"""

import gc
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from grondstof import log
from grondstof.errors import Fault, InputError
from grondstof.products import messages
from grondstof.products.charts import worldmap
from grondstof.products.web import memory, render
from grondstof.products.web.screens import screens
from grondstof.vocabulary import kinds, materials, territories
from grondstof.vocabulary.tables import columns, tables

_BACKLOG = 2048
_LIBRARIES = ("duckdb", "pyarrow.compute", "numpy", "scipy.sparse", "scipy.linalg")
_SWITCH_S = 0.001


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
    memory.spare()
    _load()
    memory.give_back_once()
    alone = workers < 2 or not hasattr(os, "fork")
    others = [] if alone else _fork(lambda: _serve(make, host, port, shared=True), workers - 1)
    try:
        _serve(make, host, port, shared=not alone, others=others)
    finally:
        _end(others)


def _serve(
    make: Callable[[], ASGIApp],
    host: str,
    port: int,
    *,
    shared: bool,
    others: Sequence[int] = (),
) -> None:
    # Access lines would hold addresses of visitors; events go to the log without them.
    settings = uvicorn.Config(
        make(), log_level="warning", access_log=False, server_header=False,
        timeout_keep_alive=15, limit_concurrency=400, backlog=_BACKLOG,
    )  # fmt: skip
    server = uvicorn.Server(settings)
    # A page in the making lets a kept page go before it, instead of holding it up for 5 ms.
    sys.setswitchinterval(_SWITCH_S)
    if others:
        _watch(server, others)
    threading.Thread(target=memory.give_back, daemon=True).start()
    server.run(sockets=[_listen(host, port, shared=shared)])


def _listen(host: str, port: int, *, shared: bool) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, or asyncio would leave small packets waiting for each other.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
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
    return found


def _load() -> None:
    """Load what every page needs, once and before the first visitor."""
    load = (messages.catalogue, worldmap.borders, screens, columns, tables, kinds.kinds,
            materials.materials, territories.territories, render.code_stamp)  # fmt: skip
    for one in load:
        one()
    for name in _LIBRARIES:
        import_module(name)
    # What is loaded now stays: it is never looked through again for what may go, which would hold
    # up a page, and processes go on sharing it.
    gc.collect()
    gc.freeze()


def _fork(serve: Callable[[], None], number: int) -> list[int]:
    """Start processes that share what this one has loaded; return their ids."""
    return [_start(serve) for _ in range(number)]


def _start(serve: Callable[[], None]) -> int:
    first = os.getpid()
    process = os.fork()
    if process:
        return process
    threading.Thread(target=_follow, args=(first,), daemon=True).start()
    try:
        serve()
    finally:
        os._exit(0)


def _follow(first: int) -> None:
    """End this process soon after the first one is gone."""
    while os.getppid() == first:
        time.sleep(1.0)
    os.kill(os.getpid(), signal.SIGTERM)


def _watch(server: uvicorn.Server, others: Sequence[int]) -> None:
    """Make the first process end with the others, and the others with the first."""

    def gone(number: int, frame: FrameType | None) -> None:
        if not server.should_exit:
            log.logger("web").error("one of the processes ended; all end, to be started anew")
            server.should_exit = True

    def stop(number: int, frame: FrameType | None) -> None:
        server.should_exit = True
        _end(others)

    signal.signal(signal.SIGCHLD, gone)
    signal.signal(signal.SIGTERM, stop)


def _end(others: Sequence[int]) -> None:
    if others:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for process in others:
        try:
            os.kill(process, signal.SIGTERM)
            os.waitpid(process, 0)
        except (ProcessLookupError, ChildProcessError):
            continue
