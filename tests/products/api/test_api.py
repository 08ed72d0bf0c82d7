"""The API keeps the Dutch design rules, and no made-up question brings it down."""

import schemathesis
from hypothesis import HealthCheck, given, settings

from grondstof.products.api.endpoints import ENDPOINTS

CASES = 1000


def test_the_document_meets_the_design_rules(client):
    reply = client.get("/api/v1/openapi.json")
    assert reply.headers["access-control-allow-origin"] == "*"
    document = reply.json()
    assert document["openapi"].startswith("3.1")
    assert document["servers"][0]["url"].startswith("https://")
    assert document["servers"][0]["url"].endswith("/v1")
    assert {"name", "email", "url"} <= set(document["info"]["contact"])
    names = []
    for path, item in document["paths"].items():
        assert not path.endswith("/")
        assert path == path.lower()
        assert set(item) == {"get"}
        for operation in item.values():
            names.append(operation["operationId"])
            assert operation["tags"]
            assert "422" not in operation["responses"]
            assert "400" in operation["responses"]
            for response in operation["responses"].values():
                assert "API-Version" in response["headers"]
            for parameter in operation.get("parameters", []):
                assert parameter["name"][0].islower()
                assert "_" not in parameter["name"]
    assert len(names) == len(set(names)) >= 15


def test_every_endpoint_of_the_list_is_documented(client, desk):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert set(paths) == {e.path for e in ENDPOINTS if e.question in desk.questions()}


def test_fields_are_in_camel_case(client):
    row = client.get("/api/v1/grondstoffen").json()["rows"][0]
    assert "supplyRisk" in row
    assert not [name for name in row if "_" in name]


def test_errors_are_problems(client):
    for path, status in (
        ("/api/v1/grondstoffen/xyz", 404),
        ("/api/v1/grondstoffen?methode=x", 400),
        ("/api/v1/mand", 400),
        ("/api/v1/grondstoffen/", 404),
        ("/api/v1/niets", 404),
    ):
        reply = client.get(path)
        assert reply.status_code == status
        assert reply.headers["content-type"].startswith("application/problem+json")
        assert reply.headers["api-version"] == "1.0.0"
        assert reply.json()["status"] == status
    assert client.post("/api/v1/grondstoffen").status_code == 405


def test_head_is_answered_without_body(client):
    reply = client.head("/api/v1/bronnen")
    assert (reply.status_code, reply.content) == (200, b"")


def test_no_made_up_question_brings_it_down(client):
    document = client.get("/api/v1/openapi.json").json()
    schema = schemathesis.openapi.from_dict(document)
    operations = [result.ok() for result in schema.get_all_operations()]
    share = CASES // len(operations) + 1

    for operation in operations:

        @settings(
            max_examples=share, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def ask(case):
            _ask(client, case)

        ask()


def _ask(client, case):
    path = "/api/v1" + case.formatted_path
    reply = client.get(path, params=case.query)
    assert reply.status_code in (200, 400, 404), (path, case.query, reply.text[:500])


def test_every_question_of_the_desk_has_an_endpoint(desk):
    assert set(desk.questions()) <= {endpoint.question for endpoint in ENDPOINTS}


def test_a_scenario_can_be_asked_by_the_api(client):
    address = "/api/v1/scenario?land=CHN&grondstof=gallium&verlies=1&maanden=12"
    reply = client.get(address)
    assert reply.status_code == 200, reply.text[:400]
    assert reply.json()["answer"] == "scenario"
    wrong = client.get("/api/v1/scenario?land=CHN&grondstof=gallium&verlies=2")
    assert wrong.status_code == 400
    assert "verlies" in wrong.text


def test_the_month_of_a_shock_counts_from_1_here_as_in_a_file(client):
    address = "/api/v1/scenario?land=CHN&grondstof=gallium&verlies=1&maanden=12"
    unsaid, first = client.get(address).json(), client.get(f"{address}&begin=1").json()
    assert first["rows"] == unsaid["rows"]
    assert {shock["start"] for shock in first["tables"]["shocks"]} == {1}
    for month in ("0", "25"):
        wrong = client.get(f"{address}&begin={month}")
        assert wrong.status_code == 400
        assert wrong.json()["faults"][0]["expected"] == "a whole number from 1 to 24"


def test_every_refusal_has_the_shape_and_the_headers_of_the_api(client):
    long = client.get("/api/v1/mand", params={"codes": "8" * 9000})
    foreign = client.get("/api/v1/grondstoffen", headers={"host": "evil.example"})
    written = client.post("/api/v1/grondstoffen")
    for reply, status in ((long, 414), (foreign, 400), (written, 405)):
        assert reply.status_code == status
        assert reply.headers["content-type"] == "application/problem+json"
        assert reply.headers["api-version"]
        assert "max-age" not in reply.headers.get("cache-control", "")
    assert written.headers["allow"] == "GET, HEAD, OPTIONS"


def test_an_answer_that_the_caller_has_is_not_sent_again(client):
    first = client.get("/api/v1/grondstoffen")
    again = client.get("/api/v1/grondstoffen", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["api-version"]
    other = client.get("/api/v1/grondstoffen", headers={"if-none-match": 'W/"other"'})
    assert other.content == first.content


def test_beyond_the_limit_a_caller_is_asked_to_come_back(client, monkeypatch):
    monkeypatch.setattr("grondstof.products.api.app.MOST_WAITING", 0)
    reply = client.get("/api/v1/grondstoffen")
    assert reply.status_code == 503
    assert reply.headers["retry-after"] == "2"
    assert reply.json()["status"] == 503


def test_a_value_that_is_too_long_is_told_what_is_allowed(client):
    reply = client.get("/api/v1/mand", params={"codes": "850511," * 400})
    assert reply.status_code == 400
    assert reply.json()["faults"][0]["expected"] == "at most 2000"
