"""The only HTTP client: bounded downloads from named hosts, over https, that never half succeed.

A download either ends as a complete file under its final name or leaves none: bytes go to a
neighbour `<name>.part`, are hashed while they come in, and are moved into place when everything
that was promised has arrived. A broken transfer is resumed with a range request.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from grondstof.errors import Fault, InputError

MAX_REDIRECTS = 5
ATTEMPTS = 5
LONGEST_WAIT = 60.0
CHUNK = 1 << 16
TEMPORARY = frozenset({408, 425, 429, 500, 502, 503, 504})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
AGENT = "grondstof (open observatory for critical raw materials)"

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Limits:
    """What one request may take.

    Attributes:
        hosts: Hosts that may be asked, redirects included.
        max_bytes: Largest body accepted [B].
        timeout: Longest silence [s].
        total: Longest duration of the whole download, retries included [s].
        expect_types: Accepted media types; empty accepts all.
        loopback_http: True lets tests talk http to a server on this machine.
        pause: How to wait; tests replace it.
    """

    hosts: Sequence[str]
    max_bytes: int
    timeout: float = 30.0
    total: float = 3600.0
    expect_types: Sequence[str] = ()
    loopback_http: bool = False
    pause: Callable[[float], None] = time.sleep


@dataclass(frozen=True)
class Fetched:
    """A complete file: where it is, its hash, size, media type and the address that gave it."""

    path: Path
    sha256: str
    size: int
    media_type: str
    url: str


class _TryAgain(Exception):
    """The attempt failed in a way that may pass; `wait` is what the server asked for [s]."""

    def __init__(self, found: str, wait: float | None = None) -> None:
        super().__init__(found)
        self.found = found
        self.wait = wait


def download(
    url: str,
    *,
    hosts: Sequence[str],
    into: Path,
    max_bytes: int,
    timeout: float,
    expect_types: Sequence[str] = (),
    progress: Progress | None = None,
    loopback_http: bool = False,
) -> Path:
    """Download one file and return its path; see `fetch` for the rules.

    Args:
        url: Address, https.
        hosts: Hosts that may be asked, redirects included.
        into: Path of the file to write.
        max_bytes: Largest body accepted [B].
        timeout: Longest silence [s].
        expect_types: Accepted media types such as `application/zip`; empty accepts all.
        progress: Called with the bytes so far and the bytes promised, if known.
        loopback_http: True lets tests talk http to a server on this machine.
    """
    limits = Limits(hosts, max_bytes, timeout, 3600.0, expect_types, loopback_http)
    return fetch(url, into, limits, progress).path


def fetch(url: str, into: Path, limits: Limits, progress: Progress | None = None) -> Fetched:
    """Download one file, resuming and retrying, and return what was fetched.

    Raises:
        InputError: address not https or host not listed, a final HTTP error, a redirect loop,
            another media type than expected, a body that is too large or stays truncated.
    """
    into.parent.mkdir(parents=True, exist_ok=True)
    part = into.with_name(into.name + ".part")
    deadline = time.monotonic() + limits.total
    with _client(limits) as client:
        for attempt in range(ATTEMPTS):
            try:
                found = _attempt(client, url, part, limits, progress)
                part.replace(into)
                return Fetched(into, found.sha256, found.size, found.media_type, found.url)
            except (_TryAgain, httpx.TransportError) as error:
                _wait(error, attempt, url, limits, deadline)
            except InputError:
                part.unlink(missing_ok=True)
                raise
    raise AssertionError("the last attempt either returns or raises")


def read(url: str, limits: Limits, headers: Mapping[str, str] | None = None) -> bytes:
    """Return the body of one small reply, for paged interfaces; the same rules without resuming.

    Args:
        url: Address, https.
        limits: What the request may take.
        headers: Extra request headers, such as a subscription key.
    """
    deadline = time.monotonic() + limits.total
    with _client(limits, headers) as client:
        for attempt in range(ATTEMPTS):
            try:
                with _open(client, url, limits, {}) as reply:
                    _check_reply(reply, limits)
                    return b"".join(_bounded(reply, 0, limits))
            except (_TryAgain, httpx.TransportError) as error:
                _wait(error, attempt, url, limits, deadline)
    raise AssertionError("the last attempt either returns or raises")


def _client(limits: Limits, headers: Mapping[str, str] | None = None) -> httpx.Client:
    # Identity only: a compressed transfer could grow without bound when unpacked.
    base = {"User-Agent": AGENT, "Accept-Encoding": "identity", **(headers or {})}
    return httpx.Client(follow_redirects=False, timeout=limits.timeout, headers=base)


def _attempt(
    client: httpx.Client, url: str, part: Path, limits: Limits, progress: Progress | None
) -> Fetched:
    tag_file = part.with_name(part.name + ".tag")
    have = part.stat().st_size if part.is_file() and tag_file.is_file() else 0
    headers = {}
    if have:
        headers = {"Range": f"bytes={have}-", "If-Range": tag_file.read_text(encoding="ascii")}
    with _open(client, url, limits, headers) as reply:
        if reply.status_code == 416:
            part.unlink(missing_ok=True)
            raise _TryAgain("a range that the server no longer has")
        _check_reply(reply, limits)
        start = _resumed_at(reply, have)
        tag = reply.headers.get("etag", "")
        _keep_tag(tag_file, tag)
        digest, size = _save(reply, part, start, limits, progress)
        tag_file.unlink(missing_ok=True)
        media = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(part, digest, size, media, str(reply.url))


def _keep_tag(tag_file: Path, tag: str) -> None:
    # Only a strong tag proves that the rest belongs to the same bytes.
    if tag and not tag.startswith("W/") and tag.isascii():
        tag_file.write_text(tag, encoding="ascii")
    else:
        tag_file.unlink(missing_ok=True)


def _resumed_at(reply: httpx.Response, have: int) -> int:
    if reply.status_code != 206:
        return 0
    given = reply.headers.get("content-range", "")
    if not given.startswith(f"bytes {have}-"):
        raise _TryAgain(f"a part of another place ({given[:40]})")
    return have


def _save(
    reply: httpx.Response, part: Path, start: int, limits: Limits, progress: Progress | None
) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = start
    length = reply.headers.get("content-length", "")
    promised = start + int(length) if length.isdigit() else None
    if start:
        with part.open("rb") as stream:
            while block := stream.read(CHUNK):
                digest.update(block)
    with part.open("ab" if start else "wb") as stream:
        for block in _bounded(reply, start, limits):
            stream.write(block)
            digest.update(block)
            size += len(block)
            if progress is not None:
                progress(size, promised)
    return digest.hexdigest(), size


def _bounded(reply: httpx.Response, start: int, limits: Limits) -> Iterator[bytes]:
    """Yield the body; stop when it is larger than allowed, retry when it is shorter than said."""
    size, length = start, reply.headers.get("content-length", "")
    # Without a chunk size: what came in before a cut must not be lost in a buffer.
    for block in reply.iter_raw():
        size += len(block)
        if size > limits.max_bytes:
            raise _too_large(str(reply.url), f"more than {limits.max_bytes:,} bytes", limits)
        yield block
    if length.isdigit() and size - start != int(length):
        raise _TryAgain(f"{size - start:,} of the {int(length):,} bytes that were promised")


@contextmanager
def _open(
    client: httpx.Client, url: str, limits: Limits, headers: Mapping[str, str]
) -> Iterator[httpx.Response]:
    seen = [url]
    while True:
        check_address(seen[-1], limits)
        with client.stream("GET", seen[-1], headers=dict(headers)) as reply:
            if not reply.is_redirect:
                yield reply
                return
            target = urljoin(seen[-1], reply.headers.get("location", ""))
        if target in seen or len(seen) > MAX_REDIRECTS:
            raise InputError(
                [
                    Fault(
                        url,
                        f"a chain of redirects that comes back or is longer than {MAX_REDIRECTS}",
                        "a file after a few redirects",
                        "Open the address in a browser and put the final one in source.yml",
                    )
                ]
            )
        seen.append(target)


def check_address(url: str, limits: Limits) -> None:
    """Refuse an address that is not https or not on a listed host.

    Raises:
        InputError: the address may not be asked.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    plain = parts.scheme == "http" and limits.loopback_http and host in LOOPBACK
    if parts.scheme != "https" and not plain:
        raise InputError(
            [Fault(url, f"scheme '{parts.scheme}'", "https", "Use the https address of the file")]
        )
    if host not in {name.lower() for name in limits.hosts}:
        raise InputError(
            [
                Fault(
                    url,
                    f"host '{host}'",
                    "one of " + ", ".join(sorted(limits.hosts)),
                    "Add the host to source.yml after checking that it belongs to the publisher",
                )
            ]
        )


def _check_reply(reply: httpx.Response, limits: Limits) -> None:
    url, status = str(reply.url), reply.status_code
    if status in TEMPORARY:
        raise _TryAgain(f"HTTP status {status}", _asked_wait(reply))
    if status not in {200, 206}:
        raise InputError(
            [
                Fault(
                    url,
                    f"HTTP status {status}",
                    "status 200 with the file",
                    "Check the address at the publisher; files move with a new release",
                )
            ]
        )
    media = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if limits.expect_types and media not in limits.expect_types:
        raise InputError(
            [
                Fault(
                    url,
                    f"media type '{media or 'none'}'",
                    " or ".join(limits.expect_types),
                    "Open the address in a browser; a page in place of a file means a moved file",
                )
            ]
        )
    if reply.headers.get("content-encoding", "identity").lower() != "identity":
        raise InputError(
            [
                Fault(
                    url,
                    "a compressed transfer that was not asked for",
                    "the bytes of the file as they are",
                    "Ask the publisher for an address without a compressing cache",
                )
            ]
        )
    length = reply.headers.get("content-length", "")
    if length.isdigit() and int(length) > limits.max_bytes:
        raise _too_large(url, f"a file of {int(length):,} bytes", limits)


def _asked_wait(reply: httpx.Response) -> float | None:
    text = reply.headers.get("retry-after", "").strip()
    return float(text) if text.isdigit() else None


def _too_large(url: str, found: str, limits: Limits) -> InputError:
    return InputError(
        [
            Fault(
                url,
                found,
                f"at most {limits.max_bytes:,} bytes",
                "Check the address; raise max_bytes in source.yml if the file really grew",
            )
        ]
    )


def _wait(error: Exception, attempt: int, url: str, limits: Limits, deadline: float) -> None:
    """Wait before the next attempt, or give up with the reason."""
    found = error.found if isinstance(error, _TryAgain) else f"{type(error).__name__}: {error}"
    asked = error.wait if isinstance(error, _TryAgain) else None
    wait = asked if asked is not None else min(2.0**attempt, LONGEST_WAIT)
    late = time.monotonic() + wait > deadline
    if attempt + 1 < ATTEMPTS and wait <= LONGEST_WAIT and not late:
        limits.pause(wait)
        return
    why = f" and a request to wait {asked:.0f} s" if asked is not None and asked > wait - 1 else ""
    raise InputError(
        [
            Fault(
                url,
                f"{found[:120]}{why} at attempt {attempt + 1}",
                f"the complete file within {ATTEMPTS} attempts",
                "Try again later; what was received is kept and the download resumes",
            )
        ]
    ) from error
