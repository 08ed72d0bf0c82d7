"""Every sort of page in both languages: bytes and requests of a first visit, and when it is ready.

Ready is measured once the page was made, in the best of a few visits: what is measured is the page
and the browser, not what else the machine is doing.
"""

import pytest

from grondstof.products.web.addresses import Address
from tests.browser.test_site import SORTS

pytestmark = pytest.mark.browser

MOST_BYTES, MOST_REQUESTS, MOST_MS, VISITS = 60_000, 6, 500, 4
BYTES = """() => [...performance.getEntriesByType('navigation'),
  ...performance.getEntriesByType('resource')].reduce((n, e) => n + e.transferSize, 0)"""
READY = "() => performance.getEntriesByType('navigation')[0].domComplete"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: "-".join((sort[0], *sort[1])))
def test_a_page_is_small_and_ready_soon(opened, sort, language):
    path, times = Address(language, *sort).path(), []
    for visit in range(VISITS):
        page = opened(path)
        times.append(page.evaluate(READY))
        if not visit:
            assert page.evaluate(BYTES) <= MOST_BYTES
            assert len(page.requests) <= MOST_REQUESTS
        page.context.close()
        if times[-1] < MOST_MS:
            break
    assert min(times) < MOST_MS
