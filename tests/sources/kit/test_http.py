"""The HTTP client against a server that misbehaves."""

import pytest

from grondstof.errors import InputError
from grondstof.sources.kit.http import Limits, download, fetch, read
from tests.sources.misbehaving import BODY, misbehaving_server, sha256


@pytest.fixture
def server():
    with misbehaving_server() as running:
        yield running


@pytest.fixture
def waits():
    return []


@pytest.fixture
def limits(waits):
    return Limits(
        hosts=("127.0.0.1",),
        max_bytes=1_000_000,
        timeout=5.0,
        expect_types=("application/zip",),
        loopback_http=True,
        pause=waits.append,
    )


def refused(error):
    (fault,) = error.value.faults
    return fault


def test_a_good_file_is_hashed_while_it_comes_in(server, limits, tmp_path):
    found = fetch(server.base + "/good", tmp_path / "a.zip", limits)
    assert found.path.read_bytes() == BODY
    assert found.sha256 == sha256(BODY)
    assert found.size == len(BODY)
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]


def test_download_reports_progress_and_returns_the_path(server, tmp_path):
    seen = []
    path = download(
        server.base + "/good",
        hosts=["127.0.0.1"],
        into=tmp_path / "b" / "a.zip",
        max_bytes=1_000_000,
        timeout=5,
        progress=lambda done, total: seen.append((done, total)),
        loopback_http=True,
    )
    assert path.read_bytes() == BODY
    assert seen[-1] == (len(BODY), len(BODY))


def test_404_stops_at_once_and_leaves_nothing(server, limits, tmp_path, waits):
    with pytest.raises(InputError) as error:
        fetch(server.base + "/nothing-here", tmp_path / "a.zip", limits)
    fault = refused(error)
    assert fault.found == "HTTP status 404"
    assert fault.expected == "status 200 with the file"
    assert "files move with a new release" in fault.action
    assert waits == []
    assert list(tmp_path.iterdir()) == []


def test_429_waits_as_long_as_asked(server, limits, tmp_path, waits):
    assert fetch(server.base + "/busy-once", tmp_path / "a.zip", limits).sha256 == sha256(BODY)
    assert waits == [3.0]


def test_429_that_asks_for_hours_is_not_waited_for(server, limits, tmp_path, waits):
    with pytest.raises(InputError) as error:
        fetch(server.base + "/busy-for-hours", tmp_path / "a.zip", limits)
    assert "HTTP status 429 and a request to wait 7200 s" in refused(error).found
    assert waits == []


def test_503_is_tried_five_times_with_growing_pauses(server, limits, tmp_path, waits):
    with pytest.raises(InputError) as error:
        fetch(server.base + "/broken", tmp_path / "a.zip", limits)
    assert "HTTP status 503 at attempt 5" in refused(error).found
    assert waits == [1.0, 2.0, 4.0, 8.0]


def test_a_truncated_body_is_resumed_by_range(server, limits, tmp_path, waits):
    found = fetch(server.base + "/cut-then-range", tmp_path / "a.zip", limits)
    assert found.sha256 == sha256(BODY)
    assert found.path.read_bytes() == BODY
    assert server.asked[1] == ("/cut-then-range", "bytes=50000-")
    assert len(waits) == 1


def test_a_body_that_stays_truncated_never_becomes_a_file(server, limits, tmp_path):
    with pytest.raises(InputError) as error:
        fetch(server.base + "/always-cut", tmp_path / "a.zip", limits)
    assert refused(error).expected == "the complete file within 5 attempts"
    assert not (tmp_path / "a.zip").exists()


def test_a_web_page_in_place_of_the_file_is_refused(server, limits, tmp_path):
    with pytest.raises(InputError) as error:
        fetch(server.base + "/html", tmp_path / "a.zip", limits)
    assert refused(error).found == "media type 'text/html'"
    assert refused(error).expected == "application/zip"


@pytest.mark.parametrize("page", ["/loop", "/long-way"])
def test_redirects_that_do_not_end_are_refused(server, limits, tmp_path, page):
    with pytest.raises(InputError) as error:
        fetch(server.base + page, tmp_path / "a.zip", limits)
    assert "chain of redirects" in refused(error).found
    assert len(server.asked) <= 6


def test_a_redirect_to_another_host_is_refused(server, limits, tmp_path):
    with pytest.raises(InputError) as error:
        fetch(server.base + "/away", tmp_path / "a.zip", limits)
    assert refused(error).found == "host 'evil.example'"
    assert "source.yml" in refused(error).action


def test_a_redirect_on_the_same_host_is_followed(server, limits, tmp_path):
    found = fetch(server.base + "/inward", tmp_path / "a.zip", limits)
    assert found.url.endswith("/good")


@pytest.mark.parametrize("page", ["/endless", "/huge"])
def test_a_body_without_end_stops_at_the_limit(server, limits, tmp_path, page):
    with pytest.raises(InputError) as error:
        fetch(server.base + page, tmp_path / "a.zip", limits)
    assert refused(error).expected == "at most 1,000,000 bytes"
    assert list(tmp_path.glob("*.part")) == []


def test_a_compressed_transfer_is_refused(server, limits, tmp_path):
    with pytest.raises(InputError) as error:
        fetch(server.base + "/squeezed", tmp_path / "a.zip", limits)
    assert "compressed transfer" in refused(error).found


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("http://example.org/a.zip", "scheme 'http'"),
        ("file:///etc/passwd", "scheme 'file'"),
        ("ftp://127.0.0.1/a.zip", "scheme 'ftp'"),
        ("https://example.org/a.zip", "host 'example.org'"),
        ("https://127.0.0.1.example.org/a.zip", "host '127.0.0.1.example.org'"),
    ],
)
def test_addresses_that_may_not_be_asked(limits, tmp_path, url, found):
    with pytest.raises(InputError) as error:
        fetch(url, tmp_path / "a.zip", limits)
    assert refused(error).found == found


def test_plain_http_needs_the_explicit_word_even_on_this_machine(server, tmp_path):
    with pytest.raises(InputError) as error:
        fetch(server.base + "/good", tmp_path / "a.zip", Limits(("127.0.0.1",), 1_000_000))
    assert refused(error).expected == "https"


def test_a_server_that_is_not_there_is_an_input_error(limits, tmp_path):
    with pytest.raises(InputError) as error:
        fetch("http://127.0.0.1:9/a.zip", tmp_path / "a.zip", limits)
    assert "ConnectError" in refused(error).found


def test_small_replies_are_read_whole(server, limits):
    assert read(server.base + "/good", limits) == BODY
