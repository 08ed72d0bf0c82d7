"""What somebody comes for, clicked through in a real browser on a phone, in Dutch."""

import pytest

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 800}


def test_from_8505_11_to_what_to_do_in_five_clicks(opened):
    """What is in it, who supplies it at the border and traced, how risky, what others do."""
    page = opened("/nl", viewport=PHONE)
    page.click("text=Wat zit in een product?")
    page.fill("#f-q", "8505.11")
    page.click("main form button")
    page.click('main a[href="/nl/producten/850511"]')
    text = page.inner_text("main")
    assert "In code 8505.11 (permanente magneten van metaal) zitten" in text
    assert "neodymium" in text
    assert "aan de grens" in text.lower()
    assert "herleid" in text.lower()
    assert "hoog vanaf" in text
    assert "Wat u kunt doen" in text
    assert "Wat anderen doen aan dysprosium" in text
    assert "strategische projecten" in text
    page.click("text=Zet in mijn inkoop")
    assert "Vraag uw leverancier" in page.inner_text("main")


def test_a_journalist_takes_a_figure_its_sentence_and_a_lasting_link(opened):
    page = opened("/nl/grondstoffen/gallium", viewport=PHONE)
    figure = page.locator("figure").first
    sentence = figure.locator("figcaption p").inner_text()
    address = figure.locator('a[href$=".svg"]').get_attribute("href")
    picture = page.request.get(page.url.partition("/nl")[0] + address)
    assert picture.ok
    assert "Bron: " in picture.text()
    lasting = page.locator(".cite a").first.get_attribute("href")
    page.goto(page.url.partition("/nl")[0] + lasting)
    assert "/nl/editie/" in page.url
    assert sentence in page.locator("figure").first.inner_text()


def test_a_number_leads_to_the_cell_of_its_publisher(opened):
    page = opened("/nl/grondstoffen/gallium", viewport=PHONE)
    page.locator("main a.num").first.click()
    text = page.inner_text("main")
    assert "/herkomst/" in page.url
    assert "De weg terug" in text or page.locator(".steps li").count() > 1


def test_each_task_of_the_start_page_leads_to_an_answer(opened):
    page = opened("/nl", viewport=PHONE)
    hrefs = [a.get_attribute("href") for a in page.locator(".tasks a").all()]
    assert len(hrefs) >= 15
    for href in dict.fromkeys(hrefs):
        reply = page.request.get(page.url.partition("/nl")[0] + href)
        assert reply.status == 200, href


def test_a_word_with_a_typing_error_finds_the_product(opened):
    page = opened("/nl/producten", viewport=PHONE)
    page.fill("#f-q", "magneet")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "permanente magneten" in page.inner_text(".tree").lower()


def test_the_tree_opens_with_the_keyboard_alone_and_without_scripts(opened):
    page = opened("/nl/producten", viewport=PHONE, java_script_enabled=False)
    summary = page.locator(".tree summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".tree details[open] a").first.is_visible()
