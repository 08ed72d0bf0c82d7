"""The reference of the API on the site: every endpoint, with an example that answers."""

from grondstof.products.api.endpoints import ENDPOINTS
from grondstof.products.web.screens.api_guide import example


def test_the_guide_lists_every_endpoint_in_both_languages(client):
    for path in ("/nl/api-uitleg", "/en/api-guide"):
        text = client.get(path).text
        assert all(f"/api/v1{one.path}" in text for one in ENDPOINTS)


def test_an_example_has_all_that_an_endpoint_needs():
    for one in ENDPOINTS:
        path = example(one)
        assert "{" not in path
        assert path.startswith("/api/v1/")


def test_a_few_examples_answer(client):
    for one in ENDPOINTS[:12]:
        assert client.get(example(one)).status_code == 200, example(one)
