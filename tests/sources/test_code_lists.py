"""Code lists: HS as UN Comtrade lays it out, CN changes as Eurostat does, and servers that fail."""

import json

import pytest

from grondstof.errors import InputError
from grondstof.sources.code_lists.fetch import fetch
from grondstof.sources.code_lists.parse import Change, cn_changes, hs_list
from grondstof.sources.kit.http import Limits
from tests.sources.misbehaving import misbehaving_server

HS = {
    "more": False,
    "classCode": "HS",
    "className": "HS (as reported)",
    "results": [
        {"id": "TOTAL", "text": "TOTAL - Total of all HS commodities", "parent": "#"},
        {"id": "26", "text": "26 - Ores, slag and ash", "parent": "TOTAL"},
        {"id": "2611", "text": "2611 - Tungsten ores and concentrates", "parent": "26"},
        {"id": "261100", "text": "261100 - Tungsten ores - concentrates", "parent": "2611"},
        {"id": "AG2", "text": "All 2-digit HS commodities", "parent": "#"},
    ],
}
BODY = json.dumps(HS).encode()
CN = """Period,Origin code,Destination code
20212022,8112 92 10,8112 31 00
20212022,81129221,81124110
19881989,1012100,01012100
"""


def refused(call):
    with pytest.raises(InputError) as error:
        call()
    fault = error.value.faults[0]
    assert fault.where
    assert fault.found
    assert fault.expected
    assert fault.action
    return fault


@pytest.fixture
def limits():
    return Limits(
        ("127.0.0.1",),
        1_000_000,
        timeout=5.0,
        expect_types=("application/json",),
        loopback_http=True,
        pause=lambda seconds: None,
    )


def test_codes_with_their_texts():
    assert hs_list("HS.json", b"\xef\xbb\xbf" + BODY) == {
        "26": "Ores, slag and ash",
        "2611": "Tungsten ores and concentrates",
        "261100": "Tungsten ores - concentrates",
    }


def test_changes_with_blanks_and_lost_zeros():
    assert cn_changes("cn.csv", CN.encode()) == [
        Change(2021, 2022, "81129210", "81123100"),
        Change(2021, 2022, "81129221", "81124110"),
        Change(1988, 1989, "01012100", "01012100"),
    ]
    assert cn_changes("cn.csv", CN.replace(",", ";").encode()) == cn_changes("cn.csv", CN.encode())


def test_a_renamed_column():
    odd = {"results": [{"code": "26", "text": "Ores", "parent": "TOTAL"}]}
    fault = refused(lambda: hs_list("HS.json", json.dumps(odd).encode()))
    assert fault.where == "HS.json, header"
    assert "Look for id" in fault.action
    fault = refused(lambda: cn_changes("cn.csv", CN.replace("Period", "Year", 1).encode()))
    assert fault.expected == "Period, Origin code, Destination code"


def test_a_shifted_header():
    fault = refused(lambda: cn_changes("cn.csv", ("x," + CN).encode()))
    assert "renamed or shifted" in fault.action


@pytest.mark.parametrize("row", ["20212023,81129210,81123100", "2021,8112,81123100"])
def test_periods_and_codes_that_are_none(row):
    fault = refused(lambda: cn_changes("cn.csv", f"{CN}{row}\n".encode()))
    assert fault.where == "cn.csv, row 5"


def test_a_cut_file():
    fault = refused(lambda: hs_list("HS.json", BODY[:-40]))
    assert fault.found == "text that is not a whole reference file"


def test_a_good_list_is_put_in_place_after_a_refusal(tmp_path, limits):
    def page(handler, count):
        if count == 1:
            handler.reply(503, b"", [("Content-Type", "application/json")])
        else:
            handler.reply(200, BODY, [("Content-Type", "application/json")])

    with misbehaving_server({"/HS.json": page}) as server:
        path = fetch(tmp_path, limits=limits, base=server.base)
    assert path.read_bytes() == BODY


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<html>busy</html>", "text/html"),
        (b"<html>busy</html>", "application/json"),
        (BODY[:-40], "application/json"),
    ],
)
def test_a_bad_reply_never_becomes_a_file(body, kind, tmp_path, limits):
    def page(handler, count):
        handler.reply(200, body, [("Content-Type", kind)])

    with misbehaving_server({"/H5.json": page}) as server:
        refused(lambda: fetch(tmp_path, "HS2017", limits=limits, base=server.base))
    assert list(tmp_path.iterdir()) == []


def test_a_vintage_that_does_not_exist(tmp_path):
    assert refused(lambda: fetch(tmp_path, "HS2021")).found == "'HS2021'"
