"""Asks the whole site in this process, without a socket."""

import asyncio

import httpx


class Asking:
    """A client of an ASGI application.

    Args:
        app: The application.
    """

    def __init__(self, app):
        self.app = app
        self._loop = asyncio.new_event_loop()
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=True)
        self._client = httpx.AsyncClient(transport=transport, base_url="http://testserver")

    def ask(self, method, path, **given):
        return self._loop.run_until_complete(self._client.request(method, path, **given))

    def get(self, path, **given):
        return self.ask("GET", path, **given)

    def head(self, path):
        return self.ask("HEAD", path)

    def post(self, path):
        return self.ask("POST", path)

    def close(self):
        self._loop.run_until_complete(self._client.aclose())
        self._loop.close()
