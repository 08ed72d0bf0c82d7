"""What only a screen can tell: accessibility, reflow, letters, keyboard, no scripts, budgets."""

from pathlib import Path

import axe_playwright_python as axe_core
import pytest

from grondstof.products.web.addresses import Address

pytestmark = pytest.mark.browser

# One of each sort of page.
SORTS = [
    ("start", ()), ("materials", ()), ("materials", ("gallium",)),
    ("materials", ("gallium", "keten")), ("materials", ("gallium", "trend")),
    ("materials", ("gallium", "uitleg")), ("territories", ()), ("territories", ("CHN",)),
    ("products", ()), ("products", ("850511",)), ("basket", ()), ("controls", ()),
    ("chains", ()), ("chains", ("permanent-magnet",)), ("scenario", ()),
    ("scenario", ("gallium-ban-china",)), ("sectors", ()), ("sectors", ("WIOD35:c14",)),
    ("remedies", ()), ("technologies", ("wind-turbine",)), ("product-groups", ("wind-farms",)),
    ("urban-mine", ()), ("stockpile", ()), ("measures", ("wind-turbine",)), ("compare", ()),
    ("trade", ()), ("signals", ()), ("register", ()), ("calendar", ()), ("since", ()),
    ("partnerships", ()), ("projects", ()), ("instruments", ()), ("match", ()), ("gaps", ()),
    ("targets", ()), ("brief", ("gallium",)), ("indicators", ()),
    ("indicators", ("hhi-production",)), ("terms", ()), ("terms", ("kind",)), ("search", ()),
    ("questions", ()), ("editions", ()), ("corrections", ()), ("data", ()), ("method", ()),
    ("api", ()), ("accessibility", ()), ("privacy", ()),
]  # fmt: skip
LABELS = """() => Math.min(99, ...[...document.querySelectorAll('.chart text')]
  .filter(t => t.getBoundingClientRect().width)
  .map(t => parseFloat(getComputedStyle(t).fontSize) *
    (t.ownerSVGElement.viewBox.baseVal.width
      ? t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width
      : 1)))"""


SIDEWAYS = """() => [...document.querySelectorAll('.draw')]
  .filter(d => d.scrollWidth > d.clientWidth + 1).map(d => d.closest('figure').id)"""

# The accessibility engine, once a page; what it finds, as rule and first place.
AXE = Path(axe_core.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RUN = """async (rules) => (await axe.run(document, {resultTypes: ["violations"],
    ...(rules ? {runOnly: rules} : {})}))
  .violations.map(v => [v.id, v.nodes[0].html.slice(0, 160)])"""
# What can differ between widths; all other rules hold at one width as at another.
BY_WIDTH = ["target-size", "scrollable-region-focusable", "label", "link-name", "button-name"]


@pytest.fixture(scope="module")
def plain(browser):
    """One page without the site's policy, so that the accessibility engine may be put in."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def _path(language, sort):
    return Address(language, *sort).path()


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: "-".join((sort[0], *sort[1])))
def test_axe_finds_nothing(plain, address, sort):
    """Each page in nl and en, light and dark, at 1280, 390 and 320 pixels: twelve looks.

    All rules run at 390 pixels; at the other widths those that a width can change.
    """
    found = []
    for language in ("nl", "en"):
        plain.goto(address + _path(language, sort))
        plain.evaluate(AXE)
        for scheme in ("light", "dark"):
            plain.emulate_media(color_scheme=scheme)
            for width, rules in ((390, None), (1280, BY_WIDTH), (320, BY_WIDTH)):
                plain.set_viewport_size({"width": width, "height": 800})
                result = plain.evaluate(RUN, rules)
                found += [(language, scheme, width, *one) for one in result]
    assert found == []


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: "-".join((sort[0], *sort[1])))
def test_a_page_keeps_its_budget_and_asks_nobody_else(opened, address, sort):
    page = opened(_path("nl", sort), viewport={"width": 390, "height": 800})
    assert [url for url in page.requests if not url.startswith(address)] == []
    assert len(page.requests) <= 6
    assert page.faults == []
    size = page.evaluate(
        "() => [...performance.getEntriesByType('navigation'),"
        " ...performance.getEntriesByType('resource')].reduce((n, e) => n + e.transferSize, 0)"
    )
    assert size <= 60_000
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        # A picture is seen whole; only tables and tabs may be moved sideways.
        assert page.evaluate(SIDEWAYS) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate(LABELS) >= 11


def test_everything_works_without_scripts(opened):
    page = opened("/nl/grondstoffen", java_script_enabled=False)
    page.select_option("#f-method", "eu-2023")
    page.click("main form button")
    assert "method=eu-2023" in page.url
    page.click("summary")
    assert page.locator("table tbody tr").count() > 30


def test_keyboard_alone_reaches_the_content_and_the_menu(opened):
    page = opened("/nl/grondstoffen/gallium")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    for _ in range(4):
        page.keyboard.press("Tab")
    style = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert style != "none"


def test_a_table_sorts_and_says_so(opened):
    page = opened("/nl/data")
    page.click("summary")
    head = page.locator("table thead th").nth(4)
    head.locator("button").click()
    first = head.get_attribute("aria-sort")
    head.locator("button").click()
    assert {first, head.get_attribute("aria-sort")} == {"ascending", "descending"}


def test_the_language_switch_keeps_the_page(opened):
    page = opened("/nl/grondstoffen/gallium/keten")
    page.click('.tongue a[hreflang="en"]')
    assert page.url.endswith("/en/materials/gallium/chain")
    page.go_back()
    assert page.url.endswith("/nl/grondstoffen/gallium/keten")


def test_print_is_a_tagged_pdf(opened):
    page = opened("/nl/grondstoffen/gallium")
    assert b"StructTreeRoot" in page.pdf(tagged=True)


def test_reduced_motion_and_forced_colours_still_show_the_figure(opened):
    page = opened("/nl/grondstoffen/gallium", reduced_motion="reduce", forced_colors="active")
    assert page.locator("figure svg.bars").first.is_visible()


def test_a_page_is_ready_in_half_a_second(opened):
    times = []
    for _ in range(3):
        page = opened("/nl/grondstoffen/gallium")
        times.append(
            page.evaluate("() => performance.getEntriesByType('navigation')[0].domComplete")
        )
    assert min(times) < 500
