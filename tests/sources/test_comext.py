"""Eurostat Comext: the bulk month and the dissemination API in the publisher's layout."""

import json
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import py7zr
import pytest

from grondstof.errors import InputError
from grondstof.sources.comext.fetch import BULK, bulk_address, fetch, fetch_codes, unpack
from grondstof.sources.comext.parse import HEADER, ended, month_of, parse_bulk, read_published
from grondstof.sources.kit.http import Limits
from grondstof.store.months import add_month, digest_of
from tests.sources.misbehaving import misbehaving_server

ROW = "NL,CN,E,81129289,68998,24.45.30,24.45.30,220,220,15,{flow},1,,{period},{euro},{euro},{kg},0"


def line(flow="1", period="202405", euro="1500", kg="10", code="81129289", partner="CN"):
    text = ROW.format(flow=flow, period=period, euro=euro, kg=kg)
    return text.replace("81129289", code).replace("NL,CN", f"NL,{partner}")


HEAD = ",".join(HEADER)


def month(tmp_path, *lines, header=HEAD, name="full_v2_202405.dat"):
    path = tmp_path / name
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def refused(call):
    with pytest.raises(InputError) as error:
        call()
    for fault in error.value.faults:
        assert fault.where
        assert fault.found
        assert fault.expected
        assert fault.action
    return error.value.faults[0]


def test_rows_of_one_flow_are_added_up(tmp_path):
    path = month(tmp_path, line(), line(euro="500", kg="5"), line(flow="2", kg="0"))
    rows = sorted(parse_bulk(path).to_pylist(), key=lambda row: row["flow"])
    assert [row["value_eur"] for row in rows] == [1500, 2000]
    assert rows[1] == {
        "year": 2024,
        "month": 5,
        "reporter_id": "NLD",
        "partner_id": "CHN",
        "flow": "import",
        "code_system": "CN2024",
        "code": "81129289",
        "source_id": "comext",
        "value_eur": 2000,
        "value_usd": None,
        "quantity_kg": 15,
        "valuation": "CIF",
        "status": "measured",
    }
    assert rows[0]["quantity_kg"] is None, "a weight of zero was not declared"
    assert rows[0]["valuation"] == "FOB"


def test_confidential_trade_is_kept_apart_and_marked(tmp_path):
    path = month(tmp_path, line(code="99SSSSSS"), line(code="2804XXXX", partner="QZ"), line())
    rows = {row["code"]: row for row in parse_bulk(path).to_pylist()}
    assert rows["99SSSSSS"]["status"] == "withheld"
    assert rows["2804XXXX"]["status"] == "withheld"
    assert rows["2804XXXX"]["partner_id"] == "ROW"
    assert rows["81129289"]["status"] == "measured"


def test_a_whole_year_is_month_zero(tmp_path):
    path = month(tmp_path, line(period="202352"), name="full_v2_202352.dat")
    assert month_of(path) == (2023, 0)
    assert parse_bulk(path)["month"].to_pylist() == [0]


def test_a_renamed_column(tmp_path):
    header = ",".join(HEADER).replace("VALUE_EUR", "VALUE_IN_EUROS")
    fault = refused(lambda: parse_bulk(month(tmp_path, line(), header=header)))
    assert fault.where.endswith("header")
    assert fault.action == "Eurostat renamed VALUE_EUR; teach parse.py the new name"


def test_a_shifted_header(tmp_path):
    header = ",".join(("EXTRA", *HEADER))
    fault = refused(lambda: parse_bulk(month(tmp_path, line(), header=header)))
    assert fault.where.startswith("full_v2_202405.dat")


def test_a_file_of_another_month(tmp_path):
    fault = refused(lambda: parse_bulk(month(tmp_path, line(period="202404"))))
    assert (fault.found, fault.expected) == ("'202404'", "202405")


def test_an_unknown_partner(tmp_path):
    fault = refused(lambda: parse_bulk(month(tmp_path, line(partner="7Z"))))
    assert fault.found == "1 unknown codes, the first '7Z'"


def test_a_code_of_another_vintage(tmp_path):
    """8112 92 10 (hafnium) ended with 2021, as Eurostat lists it; magnets were split in 2023."""
    path = month(tmp_path, line(), line(code="81129210"), line(code="85051100"))
    fault = refused(lambda: parse_bulk(path))
    assert fault.where == "full_v2_202405.dat, column PRODUCT_NC"
    assert fault.found == "2 codes of another year, the first '81129210', ended 2022"
    assert fault.expected == "codes of CN 2024"
    assert "another vintage" in fault.action
    old = month(tmp_path, line(code="85051100", period="202205"), name="full_v2_202205.dat")
    assert parse_bulk(old)["code"].to_pylist() == ["85051100"], "in force until 2022"


def test_a_code_that_lives_on_beside_its_successors_has_not_ended():
    assert "71129900" not in ended()
    assert ended()["81129210"] == 2022


def test_codes_that_lost_their_zero(tmp_path):
    fault = refused(lambda: parse_bulk(month(tmp_path, line(code="1012100"))))
    assert fault.found == "1 codes that are none, the first '1012100'"
    assert "drops zeros" in fault.action


def test_weights_in_another_unit(tmp_path):
    """Unwrought aluminium at 2.30 euro a gram: the weight stands in tonnes."""
    path = month(tmp_path, *[line(code="76011010", euro="2300", kg="1", partner="CN")] * 25)
    rows = parse_bulk(path)
    assert rows.num_rows == 1, "25 lines of one flow are one flow, too few to judge"
    partners = ("CN", "DE", "FR", "BE", "IT", "ES", "PL", "SE", "AT", "CZ", "IE", "PT", "DK", "US")
    more = (*partners, "CA", "NO", "CH", "JP", "IN", "BR", "ZA")
    lines = [line(code="76011010", euro="2300000", kg="1", partner=one) for one in more]
    fault = refused(lambda: parse_bulk(month(tmp_path, *lines)))
    assert fault.where == "full_v2_202405.dat, code 760110"
    assert fault.found == "2.3e+06 USD per kg"
    assert fault.expected == "about 2.3 USD per kg"
    assert "still in kilograms" in fault.action


def test_a_name_without_a_month(tmp_path):
    fault = refused(lambda: parse_bulk(month(tmp_path, line(), name="may.dat")))
    assert fault.expected == "full_v2_<year><month>.dat"


def test_the_address_of_a_month():
    assert bulk_address(2024, 5) == (
        "https://ec.europa.eu/eurostat/api/dissemination/files?file="
        "comext%2FCOMEXT_DATA%2FPRODUCTS%2Ffull_v2_202405.7z"
    )


def test_unpacking_a_month(tmp_path):
    path = month(tmp_path, line())
    packed = tmp_path / "full_v2_202405.7z"
    with py7zr.SevenZipFile(packed, "w") as archive:
        archive.write(path, path.name)
    (tmp_path / "out").mkdir()
    assert unpack(packed, tmp_path / "out").read_text() == path.read_text()
    assert "at most 10 bytes" in refused(lambda: unpack(packed, tmp_path / "o", 10)).expected
    packed.write_bytes(packed.read_bytes()[:40])
    assert "not a whole 7z archive" in refused(lambda: unpack(packed, tmp_path / "out")).found


JSON_STAT = {
    "version": "2.0",
    "class": "dataset",
    "label": "EU trade since 1988 by HS2-4-6 and CN8",
    "id": ["freq", "reporter", "partner", "product", "flow", "indicators", "time"],
    "size": [1, 1, 2, 1, 1, 1, 2],
    "dimension": {
        "freq": {"category": {"index": {"M": 0}}},
        "reporter": {"category": {"index": {"NL": 0}}},
        "partner": {"category": {"index": {"CN": 0, "DE": 1}}},
        "product": {"category": {"index": {"811292": 0}}},
        "flow": {"category": {"index": {"1": 0}}},
        "indicators": {"category": {"index": {"VALUE_IN_EUROS": 0}}},
        "time": {"category": {"index": {"2024-04": 0, "2024-05": 1}}},
    },
    "value": {"0": 100.0, "3": 7.5},
    "status": {"2": "c", "3": "p"},
}


def test_json_stat_is_unrolled_and_a_hidden_cell_is_not_zero():
    rows = read_published("a.json", json.dumps(JSON_STAT).encode())
    told = [(row["partner"], row["time"], row["value"], row["status"]) for row in rows]
    assert told == [
        ("CN", "2024-04", "100.0", "measured"),
        ("DE", "2024-04", "", "withheld"),
        ("DE", "2024-05", "7.5", "provisional"),
    ]


def test_a_reply_without_cells_is_not_an_answer():
    """The service gives an empty table for a year that does not exist."""
    empty = JSON_STAT | {"value": {}, "status": {}}
    fault = refused(lambda: read_published("NL-811292.json", json.dumps(empty).encode()))
    assert fault.where == "NL-811292.json"
    assert fault.found.startswith("no cells for freq M, reporter NL")
    assert "period that the service holds" in fault.action


def served(page, path):
    body, kind = page

    def answer(handler, count):
        handler.reply(200 if body else 404, body, [("Content-Type", kind)])

    return misbehaving_server({path: answer})


@pytest.mark.parametrize(
    ("page", "found", "action"),
    [
        ((b"", "text/html"), "HTTP status 404", "about two months after its end"),
        ((b"<html>maintenance</html>", "text/html"), "text/html", ""),
        ((b"7z cut off", "application/octet-stream"), "not a whole 7z archive", "Fetch it again"),
    ],
)
def test_a_month_that_does_not_exist_or_is_no_archive(tmp_path, page, found, action):
    limits = replace(BULK, hosts=("127.0.0.1",), loopback_http=True, pause=lambda seconds: None)
    with served(page, "/files") as server:
        base = server.base + "/files"
        fault = refused(lambda: fetch(tmp_path, 2099, 1, limits=limits, base=base))
    assert found in fault.found
    assert action in fault.action
    assert not list(tmp_path.glob("*.dat"))


def test_an_empty_reply_never_becomes_a_file(tmp_path):
    empty = json.dumps(JSON_STAT | {"value": {}, "status": {}}).encode()
    limits = Limits(("127.0.0.1",), 1_000_000, 5.0, loopback_http=True)
    with served((empty, "application/json"), "/DS") as server:
        base = server.base + "/DS"
        fault = refused(
            lambda: fetch_codes(tmp_path, "NL", ["811292"], ["2099-01"], limits=limits, base=base)
        )
    assert fault.found.startswith("no cells")
    assert list(tmp_path.iterdir()) == []


def test_a_bad_month_leaves_the_stored_months_as_they_were(tmp_path):
    """Reading comes first: what is stored, and the edition that is served, are not touched."""
    goal = tmp_path / "monthly"
    good = month(tmp_path, line())
    assert add_month(goal, 2024, 5, parse_bulk(good), digest_of(good))
    before = {path: path.read_bytes() for path in goal.rglob("*") if path.is_file()}
    for bad in (line(code="81129210"), line(period="209901"), line(code="1012100")):
        path = month(tmp_path, bad)
        refused(lambda path=path: add_month(goal, 2024, 5, parse_bulk(path), digest_of(path)))
    assert before == {path: path.read_bytes() for path in goal.rglob("*") if path.is_file()}


def test_an_error_of_the_service():
    fault = refused(lambda: read_published("a.json", b'{"error":[{"status":400}]}'))
    assert fault.found == "text that is not JSON-stat"


def test_eight_digits_that_are_refused_are_asked_for_at_six(tmp_path):
    def page(handler, count):
        product = parse_qs(urlsplit(handler.path).query)["product"][0]
        status = 400 if len(product) == 8 else 200
        body = json.dumps(JSON_STAT).encode()
        handler.reply(status, body, [("Content-Type", "application/json")])

    limits = Limits(("127.0.0.1",), 1_000_000, 5.0, loopback_http=True)
    with misbehaving_server({"/DS": page}) as server:
        base = server.base + "/DS"
        found = fetch_codes(tmp_path, "NL", ["81129289"], ["2024-05"], limits=limits, base=base)
    assert [path.name for path in found] == ["NL-811292.json"]
