"""The site on a port of this machine, and pages of a real browser that may go nowhere else."""

import socket
import threading
import time

import pytest
import uvicorn

from grondstof.products.answers.desk import Desk
from grondstof.products.web.server import site


@pytest.fixture(scope="session")
def address(edition):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(site(Desk()), host="127.0.0.1", port=port, log_level="error", ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def opened(browser, address):
    """A function that opens a page in a fresh context; foreign requests and errors are kept."""
    contexts = []

    def opening(path, **choices):
        context = browser.new_context(**choices)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.requests, page.faults = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
        page.goto(address + path)
        return page

    yield opening
    for context in contexts:
        context.close()
