"""UN Comtrade: replies as the API gives them, keys, limits, and calls that come back full."""

import json
from datetime import date
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest

from grondstof.errors import InputError
from grondstof.sources.comtrade.fetch import fetch
from grondstof.sources.comtrade.parse import parse, rows_of
from grondstof.sources.kit.http import Limits
from grondstof.sources.kit.load import load
from grondstof.store.snapshots import Papers, keep
from grondstof.store.warehouse import Warehouse
from tests.sources.misbehaving import misbehaving_server


def item(**changes):
    """Return a row as https://comtradeapi.un.org/data/v1/get gives it."""
    return {
        "typeCode": "C",
        "freqCode": "A",
        "refPeriodId": 20220101,
        "refYear": 2022,
        "refMonth": 52,
        "period": "2022",
        "reporterCode": 528,
        "flowCode": "M",
        "partnerCode": 156,
        "partner2Code": 0,
        "classificationCode": "H6",
        "isOriginalClassification": True,
        "cmdCode": "811292",
        "customsCode": "C00",
        "motCode": 0,
        "qtyUnitCode": 8,
        "qty": 1200.0,
        "isQtyEstimated": False,
        "netWgt": 1200.0,
        "isNetWgtEstimated": False,
        "cifvalue": 99000.4,
        "fobvalue": None,
        "primaryValue": 99000.4,
    } | changes


def reply(*items):
    return json.dumps({"elapsedTime": "0.1 secs", "count": len(items), "data": items, "error": ""})


def refused(call):
    with pytest.raises(InputError) as error:
        call()
    for fault in error.value.faults:
        assert fault.where
        assert fault.found
        assert fault.expected
        assert fault.action
    return error.value.faults[0]


def test_a_row_is_read_with_its_valuation():
    ((table, rows),) = parse({"a.json": reply(item()).encode()})
    assert table == "reported__trade_declared"
    assert rows == [
        {
            "year": 2022,
            "month": 0,
            "reporter_id": "NLD",
            "partner_id": "CHN",
            "flow": "import",
            "code_system": "HS2022",
            "code": "811292",
            "source_id": "comtrade",
            "value_eur": None,
            "value_usd": 99000,
            "quantity_kg": 1200,
            "valuation": "CIF",
        }
    ]


def test_the_world_and_parts_of_a_flow_are_left_out():
    data = reply(
        item(partnerCode=0),
        item(customsCode="C01"),
        item(motCode=1000),
        item(partner2Code=56),
        item(flowCode="RX"),
        item(),
    )
    assert len(rows_of("a.json", data.encode())) == 1


def test_exact_duplicates_count_once_but_two_amounts_are_refused():
    assert len(rows_of("a.json", reply(item(), item()).encode())) == 1
    fault = refused(lambda: rows_of("a.json", reply(item(), item(primaryValue=5)).encode()))
    assert fault.found.startswith("a second amount for 2022/0/NLD/CHN/import/811292")


def test_own_numbers_of_the_publisher_are_known():
    rows = rows_of("a.json", reply(item(partnerCode=842), item(partnerCode=490)).encode())
    assert [row["partner_id"] for row in rows] == ["USA", "S19"]


def test_a_weight_of_zero_is_missing():
    assert rows_of("a.json", reply(item(netWgt=0)).encode())[0]["quantity_kg"] is None


def test_a_month():
    row = rows_of("a.json", reply(item(period="202305", flowCode="X")).encode())[0]
    assert (row["year"], row["month"], row["valuation"]) == (2023, 5, "FOB")


def test_an_unknown_territory_or_classification():
    assert "999" in refused(lambda: rows_of("a", reply(item(partnerCode=999)).encode())).found
    fault = refused(lambda: rows_of("a", reply(item(classificationCode="S4")).encode()))
    assert fault.found == "classification 'S4'"


def test_a_year_that_does_not_exist():
    fault = refused(lambda: rows_of("2099.json", reply().encode()))
    assert fault.where == "2099.json"
    assert fault.found == "a reply without rows"
    assert "future ones come back empty" in fault.action


@pytest.mark.parametrize(
    ("changes", "found", "expected"),
    [
        (
            {"period": "2019", "classificationCode": "H6"},
            "HS2022 for trade of 2019",
            "a vintage of the HS in force in 2019",
        ),
        (
            {"cmdCode": "854140"},
            "code 854140, which HS2022 does not hold",
            "a code of six digits of HS2022",
        ),
    ],
)
def test_a_code_of_another_vintage(changes, found, expected):
    """Photovoltaic cells stood under 8541 40 until HS 2022 gave them 8541 42 and 43."""
    fault = refused(lambda: rows_of("a.json", reply(item(**changes)).encode()))
    assert (fault.where, fault.found, fault.expected) == ("a.json, row 1", found, expected)
    older = item(cmdCode="854140", classificationCode="H5")
    assert rows_of("a.json", reply(older).encode())[0]["code_system"] == "HS2017"


def test_weights_in_another_unit():
    fault = refused(lambda: rows_of("a.json", reply(item(netWgt=1.2)).encode()))
    assert fault.found == "netWgt 1.2 beside 1200 in kilograms"
    assert fault.expected == "the same weight in both, in kilograms"
    assert "tonnes" in fault.action


def test_unit_values_that_show_another_unit():
    """Unwrought aluminium, weights in tonnes and no second quantity to lay beside them."""
    rows = [
        item(cmdCode="760110", partnerCode=one, qtyUnitCode=-1, primaryValue=2300.0, netWgt=1.0)
        for one in (56, 156, 276, 250, 380)
    ]
    fault = refused(lambda: rows_of("a.json", reply(*rows).encode()))
    assert fault.where == "a.json, code 760110"
    assert fault.found == "2300 USD per kg"
    assert fault.expected == "about 2.3 USD per kg"


def test_a_bad_reply_stops_before_anything_is_written(tmp_path):
    """The gate raises while reading, so nothing is settled and the last edition stays served."""
    papers = Papers("UNSD", "UN Comtrade", "l", "c", "u", date(2026, 1, 1), date(2026, 1, 1))
    bad = (reply(), reply(item(cmdCode="854140")), reply(item(netWgt=1.2)), reply(item())[:-9])
    for text in bad:
        snapshot = keep(tmp_path / "snapshots", "comtrade", "a.json", text.encode(), papers)
        with Warehouse(tmp_path / "warehouse.duckdb") as warehouse:
            refused(partial(load, "comtrade", [snapshot], warehouse))
            assert warehouse.count("reported__trade_declared") == 0


def test_a_renamed_column():
    odd = item()
    odd["netWeight"] = odd.pop("netWgt")
    fault = refused(lambda: rows_of("a.json", reply(odd).encode()))
    assert fault.where == "a.json, header"
    assert "netWgt" in fault.action


def test_values_shifted_under_right_names():
    """Every value stands under its neighbour's name; nothing of it may be left out in silence."""
    names = list(item())
    moved = dict(zip([*names[1:], names[0]], item().values(), strict=True))
    fault = refused(lambda: rows_of("a.json", reply(moved).encode()))
    assert fault.where == "a.json, row 1"
    assert fault.expected.startswith("one of M, X")
    assert "wrong name" in fault.action


def test_a_truncated_reply():
    fault = refused(lambda: rows_of("a.json", reply(item()).encode()[:-10]))
    assert fault.found == "text that is not a reply with data"
    assert fault.expected == "JSON with a list under 'data'"


def test_an_error_page():
    fault = refused(lambda: rows_of("a.json", b"<html>quota</html>"))
    assert fault.found == "text that is not a reply with data"


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


def test_without_a_key_nothing_is_asked(monkeypatch, tmp_path, limits):
    monkeypatch.delenv("GRONDSTOF_COMTRADE_KEY", raising=False)
    fault = refused(lambda: fetch(tmp_path, ["811292"], "2022", [528], limits=limits))
    assert fault.where == "GRONDSTOF_COMTRADE_KEY"


def test_a_full_reply_is_split_by_reporter_and_the_key_stays_out_of_the_address(
    monkeypatch, tmp_path, limits
):
    monkeypatch.setenv("GRONDSTOF_COMTRADE_KEY", "secret-key")
    asked = []

    def page(handler, count):
        query = parse_qs(urlsplit(handler.path).query)
        reporters = query["reporterCode"][0].split(",")
        asked.append((reporters, handler.headers["Ocp-Apim-Subscription-Key"], handler.path))
        if count == 1:
            handler.reply(429, b"", [("Retry-After", "1"), ("Content-Type", "application/json")])
            return
        body = reply(*(item(reporterCode=int(one)) for one in reporters)).encode()
        handler.reply(200, body, [("Content-Type", "application/json; charset=utf-8")])

    with misbehaving_server({"/C/A/HS": page}) as server:
        found = fetch(
            tmp_path, ["811292"], "2022", [528, 276], limits=limits, base=server.base, most_rows=2
        )
    assert [names for names, _, _ in asked] == [["528", "276"], ["528", "276"], ["528"], ["276"]]
    assert {key for _, key, _ in asked} == {"secret-key"}
    assert not any("secret" in path for _, _, path in asked)
    assert len(found) == 2
    assert {rows_of(p.name, p.read_bytes())[0]["reporter_id"] for p in found} == {"NLD", "DEU"}


def test_an_empty_reply_or_an_error_page_never_becomes_a_file(monkeypatch, tmp_path, limits):
    monkeypatch.setenv("GRONDSTOF_COMTRADE_KEY", "key")
    for body, found in (
        (reply().encode(), "a reply without rows"),
        (b"<html>quota</html>", "text that is not a reply with data"),
    ):

        def page(handler, count, body=body):
            handler.reply(200, body, [("Content-Type", "application/json")])

        with misbehaving_server({"/C/A/HS": page}) as server:
            fault = refused(
                lambda base=server.base: fetch(
                    tmp_path, ["811292"], "2099", [528, 276], limits=limits, base=base
                )
            )
        assert fault.found == found
        assert list(tmp_path.iterdir()) == []


def test_a_refused_key_is_told(monkeypatch, tmp_path, limits):
    monkeypatch.setenv("GRONDSTOF_COMTRADE_KEY", "wrong")

    def page(handler, count):
        handler.reply(401, b"{}", [("Content-Type", "application/json")])

    with misbehaving_server({"/C/A/HS": page}) as server:
        fault = refused(
            lambda: fetch(tmp_path, ["1"], "2022", [528], limits=limits, base=server.base)
        )
    assert fault.found == "HTTP status 401"
    assert "wrong" not in str(fault)
