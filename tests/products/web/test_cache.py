"""Finished pages are kept packed, within a bound, and come out as they went in."""

from gzip import decompress

import pytest

from grondstof.products.web.cache import Cache, entry

PAGE = b"<p>gallium</p>" * 400


def test_a_kept_page_comes_out_as_it_went_in() -> None:
    made, cache = entry(200, "text/html; charset=utf-8", PAGE), Cache()
    cache.put("gallium", made)
    kept = cache.get("gallium")
    assert kept is not None
    assert kept.body == PAGE
    assert kept.packed == made.packed
    assert decompress(kept.packed or b"") == PAGE
    assert (kept.status, kept.etag, kept.headers) == (made.status, made.etag, made.headers)


def test_only_the_packed_page_is_kept() -> None:
    cache = Cache()
    cache.put("gallium", entry(200, "text/html; charset=utf-8", PAGE))
    kept = cache.get("gallium")
    assert kept is not None
    assert kept.size < len(PAGE) / 4
    assert len(kept.content) < len(PAGE) / 4


def test_what_packs_badly_is_kept_as_it_is() -> None:
    cache = Cache()
    cache.put("map", entry(200, "image/png", PAGE))
    kept = cache.get("map")
    assert kept is not None
    assert kept.content == PAGE
    assert kept.packed is None


@pytest.mark.parametrize("most", [0, 400])
def test_nothing_is_kept_beyond_the_bound(most: int) -> None:
    cache = Cache(most)
    cache.put("map", entry(200, "image/png", PAGE))
    assert cache.get("map") is None


def test_the_page_that_was_least_asked_for_goes_first() -> None:
    cache = Cache(2 * (len(PAGE) + 600))
    for name in ("one", "two"):
        cache.put(name, entry(200, "image/png", PAGE))
    cache.get("one")
    cache.put("three", entry(200, "image/png", PAGE))
    assert [cache.get(name) is None for name in ("one", "two", "three")] == [False, True, False]
