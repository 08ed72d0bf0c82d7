"""What a picture of a page shows and its HTML does not: labels in each other, cut or lost words.

`test_every_page.py` looks so at one of each sort of page; here are the ones that hold the most, the
longest or the least, and pages on paper.
"""

import pytest

from grondstof.products.web.addresses import Address
from tests.browser.looking import FAULTS, MORE, UNFOLD, WIDE, name_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def window(browser):
    """One window for all looks; a fresh one for each page would take most of the time."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


LOOKS = [("nl", sort) for sort in MORE] + [("en", ("materials", ("cobalt", "keten")))]


@pytest.mark.parametrize(
    ("language", "sort"), LOOKS, ids=lambda part: part if isinstance(part, str) else name_of(part)
)
def test_no_label_meets_another_and_no_word_is_cut(window, address, language, sort):
    window.goto(address + Address(language, *sort).path())
    window.evaluate(UNFOLD)
    found = []
    for width in (1280, 390, 320):
        window.set_viewport_size({"width": width, "height": 800})
        assert window.evaluate(WIDE) <= width
        found += [(width, *fault) for fault in window.evaluate(FAULTS)]
    assert found == []


PRINTED = [("materials", ("gallium",)), ("materials", ("tabel",)), ("territories", ("COD",)),
           ("products", ("850511",)), ("trade", ())]  # fmt: skip


@pytest.mark.parametrize("sort", PRINTED, ids=name_of)
def test_a_page_fits_its_paper_and_prints_no_buttons(window, address, sort):
    window.set_viewport_size({"width": 794, "height": 1123})
    window.goto(address + Address("nl", *sort).path())
    window.emulate_media(media="print")
    try:
        assert window.evaluate(WIDE) <= 794
        for words in ("summary", ".down", ".what", ".toc", ".find"):
            assert not any(part.is_visible() for part in window.locator(words).all()), words
        assert window.locator("table tbody tr").first.is_visible()
    finally:
        window.emulate_media(media="screen")
