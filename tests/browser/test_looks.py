"""What a picture of a page shows and its HTML does not: labels in each other, cut or lost words.

Each sort of page at the width of a desktop, a phone and a small phone, with all tables open.
"""

import pytest

from grondstof.products.web.addresses import Address
from tests.browser.test_site import SORTS

pytestmark = pytest.mark.browser

# Pages with long names, many codes, few figures or none, beside one of each sort.
MORE = [
    ("materials", ("cobalt", "keten")), ("materials", ("copper", "extraction")),
    ("materials", ("promethium",)), ("materials", ("drempel",)), ("materials", ("methoden",)),
    ("materials", ("eindproducten",)), ("materials", ("zekerheid",)), ("products", ("280530",)),
    ("products", ("903289",)), ("territories", ("KIR",)), ("territories", ("SUN",)),
    ("territories", ("EU27",)),
]  # fmt: skip
# Letters of two labels may touch by their line boxes, which are higher than letters.
FAULTS = """() => {
  const found = [], round = Math.round;
  for (const svg of document.querySelectorAll('svg.chart')) {
    const sheet = (svg.closest('.draw') || svg).getBoundingClientRect();
    const labels = [...svg.querySelectorAll('text')]
      .map(t => [t.textContent.trim(), t.getBoundingClientRect()])
      .filter(([words, box]) => words && box.width);
    labels.forEach(([words, box], n) => {
      if (box.left < sheet.left - 3 || box.right > sheet.right + 3) found.push(['cut', words]);
      for (const [other, next] of labels.slice(n + 1)) {
        const wide = Math.min(box.right, next.right) - Math.max(box.left, next.left);
        const high = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
        if (wide > 2 && high > 6) found.push(['met', words, other, round(wide), round(high)]);
      }
    });
  }
  for (const cell of document.querySelectorAll('th, td'))
    if (!cell.textContent.trim()) found.push(['empty', cell.closest('table').caption.textContent]);
  for (const part of document.querySelectorAll('h1, h2, h3, dt, dd, li, summary, main p, main a')) {
    const inside = part.closest('.scroll, .draw, .tabs, pre, .hide, table');
    if (!inside && part.clientWidth && part.scrollWidth > part.clientWidth + 2)
      found.push(['wide', part.textContent.trim().slice(0, 60)]);
  }
  return found.slice(0, 12);
}"""


# English is as long as Dutch or shorter; its labels are looked at where charts name most.
ENGLISH = [
    ("materials", ()), ("materials", ("cobalt", "keten")), ("products", ("850511",)),
    ("territories", ("CHN",)), ("scenario", ("gallium-ban-china",)), ("signals", ()), ("trade", ()),
    ("measures", ("wind-turbine",)), ("stockpile", ()), ("sectors", ("WIOD35:c14",)), ("data", ()),
]  # fmt: skip
LOOKS = [("nl", sort) for sort in (*SORTS, *MORE)] + [("en", sort) for sort in ENGLISH]


@pytest.fixture(scope="module")
def window(browser):
    """One window for all looks; a fresh one for each page would take most of the time."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("language", "sort"),
    LOOKS,
    ids=lambda part: part if isinstance(part, str) else "-".join((part[0], *part[1])),
)
def test_no_label_meets_another_and_no_word_is_cut(window, address, language, sort):
    window.goto(address + Address(language, *sort).path())
    window.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    found = []
    for width in (1280, 390, 320):
        window.set_viewport_size({"width": width, "height": 800})
        assert window.evaluate("() => document.documentElement.scrollWidth") <= width
        found += [(width, *fault) for fault in window.evaluate(FAULTS)]
    assert found == []


PRINTED = [("materials", ("gallium",)), ("materials", ("tabel",)), ("territories", ("COD",)),
           ("products", ("850511",)), ("trade", ())]  # fmt: skip


@pytest.mark.parametrize("sort", PRINTED, ids=lambda sort: "-".join((sort[0], *sort[1])))
def test_a_page_fits_its_paper_and_prints_no_buttons(window, address, sort):
    window.set_viewport_size({"width": 794, "height": 1123})
    window.goto(address + Address("nl", *sort).path())
    window.emulate_media(media="print")
    try:
        assert window.evaluate("() => document.documentElement.scrollWidth") <= 794
        for words in ("summary", ".down", ".what", ".toc", ".find"):
            assert not any(part.is_visible() for part in window.locator(words).all()), words
        assert window.locator("table tbody tr").first.is_visible()
    finally:
        window.emulate_media(media="screen")
