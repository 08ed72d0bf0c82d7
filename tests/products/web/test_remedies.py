"""Pages on technologies, product groups, urban mine, stocks and measures: content, state, doubt."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest

from grondstof.products.answers.measures import known_chains
from grondstof.products.answers.product_group_files import groups
from grondstof.products.web.addresses import Address
from grondstof.products.web.screens.technologies import ORDER

PAGES = [
    Address(language, screen, rest).path()
    for language in ("nl", "en")
    for screen, rest in [
        ("remedies", ()),
        ("technologies", ()),
        *(("technologies", (chain,)) for chain in ORDER),
        ("product-groups", ()),
        *(("product-groups", (group,)) for group in groups()),
        ("urban-mine", ()),
        ("urban-mine", ("neodymium",)),
        ("urban-mine", ("tantalum",)),
        ("stockpile", ()),
        ("stockpile", ("cobalt",)),
        ("measures", ()),
        *(("measures", (chain,)) for chain in known_chains()),
    ]
]


def words(text):
    """Return the text of a page, without tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", text)))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_within_its_budget_and_language(client, path):
    reply = client.get(path, headers={"accept-encoding": "gzip"})
    assert reply.status_code == 200, reply.text[:2000]
    assert int(reply.headers["content-length"]) <= 50_000
    assert reply.text.count("<h1") == 1
    text = words(reply.text)
    assert "None" not in text
    english = (" demand ", " scrapped ", "How sure is this")
    dutch = (" vraag ", " afgedankt ", "Hoe zeker is dit")
    foreign = english if path.startswith("/nl") else dutch
    assert [word for word in foreign if word in text] == []


@pytest.mark.parametrize("path", PAGES)
def test_every_figure_has_sentence_table_downloads_and_source(client, path):
    for figure in re.findall(r"<figure.*?</figure>", client.get(path).text, re.S):
        assert re.search(r"<figcaption><h2>[^<]+</h2><p>[^<]+</p>", figure)
        assert "<table" in figure
        assert ".csv" in figure
        assert ".svg" in figure
        assert 'class="source"' in figure
        assert 'class="sure"' in figure


@pytest.mark.parametrize("chain", ORDER)
def test_a_technology_shows_all_flows_by_2030_2040_and_2050_with_ranges(client, chain):
    text = client.get(f"/nl/technieken/{chain}").text
    table = re.search(r'<figure class="block" id="course">.*?</figure>', text, re.S)[0]
    rows = re.findall(r'<tr><th scope="row">(\d{4})</th>(.*?)</tr>', table, re.S)
    assert [year for year, _ in rows] == ["2025", "2030", "2040", "2050"]
    for _, row in rows:
        assert row.count('class="range"') == 5
    for name in ("vraag", "voorraad", "afgedankt", "kan terugkomen"):
        assert name in table


def test_the_year_follows_the_scenarios_of_the_home(client):
    """European scenarios end in 2030, and the page says so instead of showing nothing."""
    text = words(client.get("/en/technologies/wind-turbine?thuisland=EU27").text)
    assert "In 2030 wind turbines in the EU demand most" in text
    gone = words(client.get("/en/technologies/wind-turbine?thuisland=EU27&jaar=2050").text)
    assert "no scenario reaches that far" in gone
    assert "end before 2050" in gone


@pytest.mark.parametrize(
    "path", ["technieken/solar-pv", "urban-mine/silver", "productgroepen/batteries"]
)
def test_a_home_without_a_scenario_is_a_gap_and_no_error(client, path):
    reply = client.get(f"/nl/{path}?thuisland=DEU")
    assert reply.status_code == 200
    assert "geen scenario voor Duitsland" in words(reply.text)


def test_state_stands_in_the_address_and_goes_along_to_the_other_language(client):
    query = "grondstof=cobalt&dagen=90&gebruik=100&wacht=2&maand=0.5"
    text = client.get(f"/nl/voorraad?{query}").text
    assert '<option value="cobalt" selected>' in text
    assert 'name="dagen" type="number" value="90"' in text
    other = re.search(r'href="(/en/stockpile\?[^"]*)" hreflang="en"', text)[1]
    for part in query.split("&"):
        assert part in other.replace("&amp;", "&")
    assert "24,66 ton" in words(text)
    assert "24.66 tonnes" in words(client.get(other.replace("&amp;", "&")).text)


def test_sixty_days_of_gallium_say_what_they_are_cost_and_buy(client):
    text = words(client.get("/en/stockpile?grondstof=gallium&dagen=60").text)
    assert re.search(r"60 days of gallium is [\d.]+ tonnes \([\d.]+ to [\d.]+\)", text)
    assert re.search(r"costs [\d.,\xa0a-z]+ euros to buy and [\d.,]+ euros a year to hold", text)
    for fact in ("Costs to buy", "Meets of the shortage", "Avoids in loss per cut", "Pays when"):
        assert fact in text
    assert "Article 22" in text
    assert "users do not publish which grade they can take" in text


@pytest.mark.parametrize("chain", known_chains())
@pytest.mark.parametrize(("language", "word"), [("nl", "beste"), ("en", "best ")])
def test_how_sure_the_order_is_stands_before_any_best(client, chain, language, word):
    """In the text of the page no `best` comes before the share of draws in which it is first."""
    path = Address(language, "measures", (chain,)).path()
    text = words(client.get(path).text.partition("<h1")[2])
    first = text.find(word)
    sure = re.search(r"(In|in) \d+\s?%", text)
    assert sure
    assert first == -1 or sure.start() < first


def test_measures_print_the_gap_and_the_ranks(client):
    text = words(client.get("/nl/maatregelen/permanent-magnet?budget=5000000").text)
    assert "Ruimte die openbleef" in text
    assert re.search(r"\d,\d\d\s?%", text[text.index("Ruimte die openbleef") :])
    assert "Zonder bekende kosten, op effect" in text
    assert "Automotive World" in text


@pytest.mark.parametrize("group", sorted(groups()))
def test_a_product_group_names_strategies_criteria_materials_and_what_is_unknown(client, group):
    html = client.get(f"/nl/productgroepen/{group}").text
    text = words(html)
    for strategy in ("Vermindering van grondstoffengebruik", "Substitutie van grondstoffen",
                     "Levensduurverlenging", "Hoogwaardige verwerking"):  # fmt: skip
        assert strategy in text
    assert "/nl/register/npce" in html
    assert "inkoopcriteria" in text
    assert "Welke grondstoffen erin zitten" in text or "uit oud schroot" in text
    assert groups()[group].not_known.nl.removesuffix(".") in text


@pytest.mark.parametrize(
    ("path", "status", "found"),
    [
        ("voorraad?dagen=-4", 400, "-4"),
        ("voorraad?dagen=veel", 400, "veel"),
        ("voorraad?maand=1.5", 400, "1.5"),
        ("voorraad/gallium?scenario=cobalt-quota-congo", 400, "een stop van gallium"),
        ("maatregelen/permanent-magnet?budget=10", 400, "de goedkoopste maatregel"),
        ("maatregelen/permanent-magnet?plafond=0.3", 400, "een haalbare grens van 30%"),
        ("maatregelen/toaster", 404, ""),
        ("technieken/toaster", 404, ""),
        ("technieken/solar-pv?grondstof=gold", 404, ""),
        ("productgroepen/toasters", 404, ""),
        ("urban-mine/unobtainium", 404, ""),
    ],
)
def test_what_cannot_be_asked_says_what_was_found(client, path, status, found):
    reply = client.get(f"/nl/{path}")
    assert reply.status_code == status
    assert found in words(reply.text)


def test_a_course_can_be_had_as_a_picture_of_its_own(client):
    path = "/nl/technieken/permanent-magnet/files/course"
    picture = ElementTree.fromstring(client.get(f"{path}.svg").text)
    lines = picture.findall(".//{http://www.w3.org/2000/svg}polyline")
    assert len(lines) == 4
    assert client.get(f"{path}.png").content[:4] == b"\x89PNG"


def test_the_pages_are_in_the_menu_and_on_the_way_in(client):
    assert 'href="/nl/oplossingen"' in client.get("/nl").text
    text = client.get("/nl/oplossingen").text
    for word in ("technieken", "productgroepen", "urban-mine", "voorraad", "maatregelen"):
        assert f'href="/nl/{word}"' in text


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("vraag/permanent-magnet?jaar=2030", "demand"),
        ("urban-mine", "urban-mine"),
        ("urban-mine/neodymium?thuisland=WORLD", "urban-mine"),
        ("voorraden/gallium?dagen=60", "stockpile"),
        ("maatregelen/permanent-magnet?budget=5000000", "measures"),
        ("productgroepen", "product-group"),
        ("productgroepen/batteries", "product-group"),
    ],
)
def test_the_api_answers_the_same_questions(client, path, answer):
    reply = client.get(f"/api/v1/{path}")
    assert reply.status_code == 200
    assert reply.json()["answer"] == answer
    assert reply.json()["sentence"]["nl"]


def test_a_page_that_is_a_file_has_no_form_and_no_plan_of_other_days(desk):
    """Nothing can be worked out again where pages are files."""
    from grondstof.products.web.screens import screen
    from grondstof.products.web.visit import Visit

    for name, rest in (("stockpile", ()), ("measures", ("solar-pv",)), ("technologies", ORDER[:1]),
                       ("urban-mine", ()), ("product-groups", ("batteries",))):  # fmt: skip
        page = screen(name).show(Visit(desk, Address("nl", name, rest), static=True))
        assert [block.block for block in page.blocks if block.block == "form"] == []
        charts = [block.chart for block in page.blocks if block.block == "figure"]
        assert not any("dagen=" in chart for chart in charts)
