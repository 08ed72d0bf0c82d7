"""What only a screen can tell of single pages: no scripts, keyboard, sorting, print, colours."""

import pytest

pytestmark = pytest.mark.browser


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
