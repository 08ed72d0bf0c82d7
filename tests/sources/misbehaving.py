"""A local server that behaves the way publishers' servers do on a bad day."""

import hashlib
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BODY = bytes(range(256)) * 400


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_GET(self):
        path = self.path.partition("?")[0]
        self.server.asked.append((path, self.headers.get("Range")))
        count = sum(1 for seen, _ in self.server.asked if seen == path)
        extra = self.server.pages.get(path)
        if extra is not None:
            return extra(self, count)
        getattr(self, "page_" + path.strip("/").replace("-", "_"), self.page_missing)(count)
        return None

    def reply(self, status, body=b"", headers=(), length=None):
        self.send_response(status)
        names = {name.lower() for name, _ in headers}
        for name, value in headers:
            self.send_header(name, value)
        if "content-type" not in names:
            self.send_header("Content-Type", "application/zip")
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def page_missing(self, count):
        self.reply(404, b"gone")

    def page_good(self, count):
        self.reply(200, BODY)

    def page_busy_once(self, count):
        if count == 1:
            self.reply(429, b"", [("Retry-After", "3")])
        else:
            self.reply(200, BODY)

    def page_busy_for_hours(self, count):
        self.reply(429, b"", [("Retry-After", "7200")])

    def page_broken(self, count):
        self.reply(503)

    def page_cut_then_range(self, count):
        start = self.headers.get("Range")
        if start:
            offset = int(start.removeprefix("bytes=").rstrip("-"))
            rest = BODY[offset:]
            span = f"bytes {offset}-{len(BODY) - 1}/{len(BODY)}"
            self.reply(206, rest, [("ETag", '"v1"'), ("Content-Range", span)])
            return
        self.reply(200, BODY[:50_000], [("ETag", '"v1"')], length=len(BODY))
        self.close_connection = True

    def page_always_cut(self, count):
        self.reply(200, BODY[:1000], length=len(BODY))
        self.close_connection = True

    def page_html(self, count):
        self.reply(200, b"<html>moved</html>", [("Content-Type", "text/html; charset=utf-8")])

    def page_loop(self, count):
        self.reply(302, b"", [("Location", "/loop")])

    def page_long_way(self, count):
        self.reply(302, b"", [("Location", f"/long-way?{count}")])

    def page_away(self, count):
        self.reply(302, b"", [("Location", "https://evil.example/file.zip")])

    def page_inward(self, count):
        self.reply(301, b"", [("Location", "/good")])

    def page_endless(self, count):
        self.send_response(200)
        self.send_header("Content-Type", "application/zip")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            return

    def page_huge(self, count):
        self.reply(200, b"", length=10**12)
        self.close_connection = True

    def page_squeezed(self, count):
        self.reply(200, b"\x1f\x8b", [("Content-Encoding", "gzip")])


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


@contextmanager
def misbehaving_server(pages=None):
    """Serve on a free port of this machine; `pages` maps a path to `page(handler, count)`."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.asked = []
    server.pages = pages or {}
    server.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sha256(data):
    return hashlib.sha256(data).hexdigest()
