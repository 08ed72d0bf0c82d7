"""Chain pages from ore to product, and scenario pages whose state is their address."""

import re

import pytest

from grondstof.products.charts.months import Month, Words, months
from grondstof.products.charts.sankey import MOST_BANDS


@pytest.mark.parametrize("product", ["permanent-magnet", "li-ion-battery", "defence-systems"])
@pytest.mark.parametrize("place", ["/nl/ketens", "/en/chains"])
def test_a_focus_chain_shows_flows_bottlenecks_and_control(client, place: str, product: str):
    reply = client.get(f"{place}/{product}")
    assert reply.status_code == 200
    for block in ('id="flows"', 'id="bottlenecks"', 'id="walk"', 'id="cuts"', 'id="exposure"'):
        assert block in reply.text
    drawn = reply.text.split('id="flows"')[1].split("</svg>")[0]
    assert 1 < drawn.count('class="band"') <= MOST_BANDS
    assert "overige en onbekend" in drawn or "others and unknown" in drawn


def test_the_walk_has_control_beside_production_and_its_coverage(client):
    text = client.get("/nl/ketens/permanent-magnet").text
    walk = text.split('id="walk"')[1].split("</table>")[0]
    for words in ("grootste", "zeggenschap", "bekende"):
        assert words in walk
    assert "eigenaar niet bekend" in walk


def test_products_that_the_government_names_are_screened(client):
    text = client.get("/nl/ketens/permanent-magnet").text
    screening = text.split('id="screening"')[1].split("</section>")[0]
    assert "statelijke dreiging" in screening
    assert "risicovolle afhankelijkheid" in screening


def test_the_address_is_the_state_of_a_scenario(client):
    reply = client.get("/nl/scenario?exporter=CHN&what=gallium&loss=0.8&months=9&start=2")
    assert reply.status_code == 200
    form = reply.text.split('<form class="block ask"')[1].split("</form>")[0]
    assert "data-live" in form
    assert re.search(r'name="loss" type="range" value="0.8"', form)
    assert re.search(r'name="months" type="range" value="9"', form)
    assert 'value="CHN" selected' in form
    assert 'value="gallium" selected' in form
    assert 'id="path-gallium"' in reply.text
    assert "<script>" not in reply.text


def test_more_is_lost_in_a_longer_ban(client):
    def months_lost(months: int) -> float:
        files = "/nl/scenario/files/rows.json"
        reply = client.get(f"{files}?exporter=CHN&what=gallium&loss=1&months={months}")
        return float(reply.json()["rows"][0]["monthsOfUse"])

    assert months_lost(12) > months_lost(6) > months_lost(2)


def test_a_wrong_scenario_is_a_400_that_keeps_what_was_typed(client):
    reply = client.get("/en/scenario?exporter=XYZ&material=gallum&loss=1.5&months=-3")
    assert reply.status_code == 400
    for typed in ("XYZ", "gallum", "1.5", "-3"):
        assert f'value="{typed}"' in reply.text
    assert "a fraction from 0 to 1" in reply.text
    assert "1 month or more" in reply.text


def test_what_is_typed_is_never_markup(client):
    reply = client.get("/nl/scenario?exporter=%3Cscript%3Ealert(1)%3C/script%3E&material=gallium")
    assert reply.status_code == 400
    assert "<script>alert" not in reply.text


@pytest.mark.parametrize("name", ["magnet-ban-china", "gallium-ban-china"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_two_bans_have_a_sourced_uncertain_explained_answer(client, language: str, name: str):
    reply = client.get(f"/{language}/scenario/{name}")
    assert reply.status_code == 200
    assert 'class="whisker"' in reply.text
    assert 'id="sectors"' in reply.text
    assert 'id="sensitivity"' in reply.text
    assert ("Bronnen" if language == "nl" else "Sources") in reply.text
    assert re.search(r"\d[.,]\d (?:tot|to) \d", reply.text)


def test_months_are_drawn_once_each_with_their_ranges():
    items = [Month(n, 0.5, 0.25, 1.0, f"m{n}") for n in range(1, 13)]
    picture = months(items, "label", Words(("0", "half", "all"), "month", "stops"), (2, 5))
    assert picture.count('class="bar modelled"') == 12
    assert picture.count('class="whisker"') == 12
    assert 'class="field"' in picture
    none = months(items, "label", Words(("0", "half", "all"), "month", "stops"), (1, 0))
    assert 'class="field"' not in none
