"""Statistics Netherlands: published figures, and OData v4 with its marks."""

import json
from importlib.resources import files

import pytest

from grondstof.errors import InputError
from grondstof.sources.cbs.fetch import fetch
from grondstof.sources.cbs.parse import parse, read_published
from grondstof.sources.kit.http import Limits
from tests.sources.misbehaving import misbehaving_server

FIGURES = files("grondstof.sources.cbs").joinpath("snapshot", "figures.csv").read_bytes()


def observation(**changes):
    return {
        "Id": 1,
        "Measure": "M004566",
        "ValueAttribute": "None",
        "Value": 12.0,
        "StringValue": None,
        "Goederensoorten": "T001082 ",
        "Perioden": "2022JJ00",
    } | changes


def page(*items, following=None):
    body = {"@odata.context": "https://datasets.cbs.nl/$metadata", "value": list(items)}
    if following:
        body["@odata.nextLink"] = following
    return json.dumps(body).encode()


def refused(call):
    with pytest.raises(InputError) as error:
        call()
    for fault in error.value.faults:
        assert fault.where
        assert fault.found
        assert fault.expected
        assert fault.action
    return error.value.faults[0]


@pytest.mark.parametrize(
    ("concept", "version", "value"),
    [
        ("imports", "CBS 2023: 32 critical materials", 13500.0),
        ("share leaving", "CBS 2023: 32 critical materials", 0.82),
        ("domestic use", "CBS 2023: 32 critical materials", 2400.0),
        ("imports", "CBS 2025: wider scope with aluminium", 16400.0),
    ],
)
def test_published_totals_of_2022_stand_as_printed(concept, version, value):
    ((_, rows),) = parse({"figures.csv": FIGURES})
    (row,) = [
        r
        for r in rows
        if (r["subject_kind"], r["concept"], r["list_version"], r["period"])
        == ("list", concept, version, "2022")
    ]
    assert row["value"] == value
    assert row["locator"]


@pytest.mark.parametrize(
    ("material", "concept", "value"),
    [
        ("coking-coal", "share of domestic use", 0.598),
        ("nickel", "share of domestic use", 0.171),
        ("silicon-metal", "share of domestic use", 0.035),
        ("germanium", "share from China", 0.45),
        ("gallium", "share from China", 0.71),
        ("gallium", "share leaving", 1.0),
    ],
)
def test_published_figures_of_single_materials_stand_as_printed(material, concept, value):
    ((_, rows),) = parse({"figures.csv": FIGURES})
    found = [r["value"] for r in rows if (r["subject_id"], r["concept"]) == (material, concept)]
    assert found == [value]


@pytest.mark.parametrize(
    ("changes", "value", "status"),
    [
        ({}, "12.0", "measured"),
        ({"ValueAttribute": "Provisional"}, "12.0", "provisional"),
        ({"ValueAttribute": "FurtherProvisional"}, "12.0", "provisional"),
        ({"ValueAttribute": "Confidential", "Value": None}, "", "withheld"),
        ({"ValueAttribute": "None", "Value": None, "StringValue": "x"}, "", "withheld"),
        ({"ValueAttribute": "None", "Value": None, "StringValue": "."}, "", "withheld"),
        ({"ValueAttribute": "None", "Value": None, "StringValue": "-"}, "", "nil"),
        ({"ValueAttribute": "None", "Value": None}, "", "withheld"),
    ],
)
def test_marks_are_kept_and_a_secret_is_never_zero(changes, value, status):
    (row,) = read_published("a.json", page(observation(**changes)))
    assert (row["value"], row["status"]) == (value, status)
    assert row["Goederensoorten"] == "T001082"


def test_a_renamed_column():
    odd = observation()
    odd["Waarde"] = odd.pop("Value")
    fault = refused(lambda: read_published("a.json", page(odd)))
    assert "CBS renamed Value" in fault.action


def test_an_unknown_mark():
    fault = refused(lambda: read_published("a.json", page(observation(ValueAttribute="Odd"))))
    assert fault.found == "value attribute 'Odd'"


def test_an_error_page():
    assert "not a page of observations" in refused(lambda: read_published("a", b"<html>")).found


@pytest.fixture
def limits():
    return Limits(("127.0.0.1",), 1_000_000, 5.0, loopback_http=True, pause=lambda s: None)


def test_pages_are_followed_to_the_last(tmp_path, limits):
    def first(handler, count):
        target = f"{handler.server.base}/85430NED/Observations?$skip=1" if count == 1 else None
        body = page(observation(Id=count), following=target)
        handler.reply(200, body, [("Content-Type", "application/json")])

    with misbehaving_server({"/85430NED/Observations": first}) as server:
        found = fetch(tmp_path, "85430NED", limits=limits, base=server.base)
    assert [path.name for path in found] == [
        "85430NED-Observations-0001.json",
        "85430NED-Observations-0002.json",
    ]


def test_a_next_page_on_another_host_is_refused(tmp_path, limits):
    def first(handler, count):
        body = page(observation(), following="https://evil.example/next")
        handler.reply(200, body, [("Content-Type", "application/json")])

    with misbehaving_server({"/85430NED/Observations": first}) as server:
        fault = refused(lambda: fetch(tmp_path, "85430NED", limits=limits, base=server.base))
    assert fault.found == "host 'evil.example'"


def test_a_table_that_does_not_exist(tmp_path, limits):
    with misbehaving_server() as server:
        fault = refused(lambda: fetch(tmp_path, "00000NED", limits=limits, base=server.base))
    assert fault.found == "HTTP status 404"
