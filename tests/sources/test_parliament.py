"""The services of parliament, spoken to on a local server that speaks their formats."""

import json
from dataclasses import replace

import pytest

from grondstof.errors import InputError
from grondstof.register.load import load_register
from grondstof.settle.chamber_status import CHAMBER_STATUS
from grondstof.settle.settlement import settle
from grondstof.sources.officiele_bekendmakingen import fetch as papers
from grondstof.sources.officiele_bekendmakingen import parse as paper_pages
from grondstof.sources.tweede_kamer import fetch as kamer
from grondstof.sources.tweede_kamer import parse as pages
from grondstof.sources.tweede_kamer.sift import sift
from grondstof.store.card import read_source
from grondstof.store.gate import accept
from grondstof.store.warehouse import Warehouse
from tests.sources.misbehaving import misbehaving_server

ODATA = "/OData/v4/2.0/Toezegging"


def record(number="TZ202310-028", status="Openstaand", **more):
    given = {
        "Nummer": number,
        "Tekst": "De minister zegt toe de Kamer te informeren.",
        "Status": status,
        "Ministerie": "Buitenlandse Zaken",
        "Aanmaakdatum": "2023-10-05T17:42:13.69+02:00",
        "DatumNakoming": "0001-01-01T00:00:00Z",
        "GewijzigdOp": "2024-02-01T10:00:00Z",
        "Verwijderd": False,
    }
    return given | more


def page(*records, link=None):
    body = {"@odata.context": "x#Toezegging", "value": list(records)}
    return json.dumps(body | ({"@odata.nextLink": link} if link else {})).encode()


def entry(number="TZ202310-028", status="Voldaan", removed="false"):
    return (
        "<entry><title>x</title><content type='application/xml'>"
        "<toezegging xmlns='http://www.tweedekamer.nl/xsd/tkData/v1-0' "
        "xmlns:tk='http://www.tweedekamer.nl/xsd/tkData/v1-0' id='1' "
        f"tk:bijgewerkt='2025-01-02T00:00:00' tk:verwijderd='{removed}'>"
        f"<nummer>{number}</nummer><status>{status}</status><tekst>Tekst</tekst>"
        "<ministerie>EZ</ministerie><aanmaakdatum>2023-10-05T00:00:00</aanmaakdatum>"
        "</toezegging></content></entry>"
    )


def feed(*entries, link=None):
    following = f"<link rel='next' href='{link}'/>" if link else ""
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom'>{following}{''.join(entries)}</feed>".encode()
    )


def sru(*records, following=None):
    more = f"<sru:nextRecordPosition>{following}</sru:nextRecordPosition>" if following else ""
    return (
        "<sru:searchRetrieveResponse xmlns:sru='http://docs.oasis-open.org/ns/search-ws/sruResponse'"
        " xmlns:dcterms='http://purl.org/dc/terms/'><sru:records>"
        + "".join(
            f"<sru:record><sru:recordData><dcterms:identifier>{name}</dcterms:identifier>"
            f"<dcterms:title>{title}</dcterms:title><dcterms:type>Kamerstuk</dcterms:type>"
            "<dcterms:creator>Tweede Kamer</dcterms:creator>"
            "<dcterms:issued>2023-12-22</dcterms:issued></sru:recordData></sru:record>"
            for name, title in records
        )
        + f"</sru:records>{more}</sru:searchRetrieveResponse>"
    ).encode()


def answering(*bodies):
    return lambda handler, count: handler.reply(200, bodies[min(count, len(bodies)) - 1])


def local(limits):
    return replace(limits, hosts=("127.0.0.1",), loopback_http=True)


def test_all_pages_of_commitments_are_followed(tmp_path):
    with misbehaving_server() as server:
        second = f"{server.base}{ODATA}?$skiptoken=2"
        bodies = page(record(), link=second), page(record("TZ202308-032", "Voldaan"))
        server.pages[ODATA] = answering(*bodies)
        files = kamer.fetch(tmp_path, limits=local(kamer.LIMITS), base=server.base)
    rows = [row for path in files for row in pages.read_published(path.name, path.read_bytes())]
    assert [row["item_id"] for row in rows] == ["TZ202310-028", "TZ202308-032"]
    assert rows[0]["since"] == "2023-10-05"
    assert rows[0]["due"] == ""


def test_a_page_that_leads_to_itself_ends_with_a_sentence(tmp_path):
    with misbehaving_server() as server:
        again = f"{server.base}{ODATA}?$skiptoken=2"
        server.pages[ODATA] = answering(page(record(), link=again))
        with pytest.raises(InputError, match="a page that leads to itself"):
            kamer.fetch(tmp_path, limits=local(kamer.LIMITS), base=server.base)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<html>storing</html>", "text that is no JSON"),
        (b'{"value": 3}', "no list `value`"),
        (b'{"error": {"message": "te druk"}}', "the error 'te druk'"),
        (b"[1]", "a list"),
        (page(record(status="Misschien")), "the status 'Misschien'"),
        (page(3), "a int"),
    ],
)
def test_a_malformed_page_is_told_in_three_parts(body, found):
    with pytest.raises(InputError) as error:
        pages.read_published("toezegging-0001.json", body)
    assert found in str(error.value)
    assert "toezegging-0001.json" in str(error.value)


def test_a_broken_record_never_hides_the_others():
    body = page(record("TZ1"), record(), record(status="?"))
    with pytest.raises(InputError) as error:
        pages.read_published("p.json", body)
    assert [fault.where for fault in error.value.faults] == ["p.json, record 1", "p.json, record 3"]


def test_changes_come_by_feed_and_removed_ones_are_told(tmp_path):
    path = "/SyncFeed/2.0/Feed"
    with misbehaving_server() as server:
        link = f"{server.base}{path}?category=Toezegging&amp;skiptoken=9"
        server.pages[path] = answering(
            feed(entry(), entry("TZ202308-032", removed="true"), link=link), feed(entry())
        )
        files = kamer.fetch_changes(tmp_path, limits=local(kamer.LIMITS), base=server.base)
    rows = [row for one in files for row in pages.read_feed(one.name, one.read_bytes())[0]]
    found = sift(rows, {})
    assert [row["state"] for row in found.changed] == ["Voldaan"]
    assert found.removed == ("TZ202308-032",)


def test_a_clean_up_of_old_records_is_no_news():
    known = {
        f"TZ2020{n:02d}-{m:03d}": {
            "item_id": f"TZ2020{n:02d}-{m:03d}",
            "state": "Voldaan",
            "changed": "2020-12-31",
        }
        for n in range(1, 13)
        for m in range(200)
    }
    bumped = [{**row, "changed": "2026-01-02"} for row in known.values()]
    bumped[5] = {**bumped[5], "state": "Vervallen"}
    found = sift(bumped, known)
    assert found.flood
    assert [row["state"] for row in found.changed] == ["Vervallen"]
    assert found.untouched == len(known) - 1


def test_the_papers_of_a_dossier_come_page_by_page(tmp_path):
    with misbehaving_server() as server:
        server.pages["/sru"] = answering(
            sru(("kst-32852-259", "Motie van de leden"), following=101),
            sru(("kst-32852-291", "Brief van de minister")),
        )
        files = papers.fetch(tmp_path, limits=local(papers.LIMITS), base=server.base + "/sru")
    rows = [row for one in files for row in paper_pages.read_published(one.name, one.read_bytes())]
    assert [(row["item_id"], row["kind"]) for row in rows] == [
        ("kst-32852-259", "motion"),
        ("kst-32852-291", "document"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>fout</body></html>",
        b"<a",
        b"<!DOCTYPE html><html></html>",
        b"<searchRetrieveResponse><diagnostics><diagnostic><message>query</message></diagnostic>"
        b"</diagnostics></searchRetrieveResponse>",
    ],
)
def test_a_reply_that_is_none(body):
    with pytest.raises(InputError, match="reply of the SRU service"):
        paper_pages.read_published("dossier-0001.xml", body)


def test_the_status_by_the_kamer_stands_beside_the_claim(tmp_path):
    from importlib.resources import files

    body = pages.read_published("p.json", page(record(status="Openstaand")))
    head = ",".join(pages.COLUMNS)
    line = ",".join(f'"{body[0][name]}"' for name in pages.COLUMNS)
    table, rows = next(pages.parse({"toezeggingen.csv": f"{head}\n{line}\n".encode()}))
    source = read_source(files("grondstof.sources").joinpath("tweede_kamer"))
    with Warehouse(tmp_path / "w.duckdb") as warehouse:
        load_register(warehouse)
        accept(rows, table, source, warehouse, snapshot_id="tweede_kamer@0", where="test")
        assert settle(CHAMBER_STATUS, warehouse) == 1
        (row,) = warehouse.rows('select * from "settled__chamber_status"')
    assert (row["item_id"], row["state"], row["claimed_state"], row["agrees"]) == (
        "TZ202310-028",
        "Openstaand",
        "claimed",
        False,
    )
