"""The services of parliament, spoken to on a local server that speaks their formats."""

import json
from dataclasses import replace
from datetime import date

import pytest

from grondstof.errors import InputError
from grondstof.register.load import load_register
from grondstof.settle.chamber_status import CHAMBER_STATUS
from grondstof.settle.settlement import settle
from grondstof.sources.kit.find import source as source_of
from grondstof.sources.officiele_bekendmakingen import fetch as papers
from grondstof.sources.officiele_bekendmakingen import parse as paper_pages
from grondstof.sources.tweede_kamer import fetch as kamer
from grondstof.sources.tweede_kamer import frozen_tables, update
from grondstof.sources.tweede_kamer import parse as pages
from grondstof.sources.tweede_kamer.sift import sift
from grondstof.store.card import read_source
from grondstof.store.gate import accept
from grondstof.store.warehouse import Warehouse
from tests.sources.misbehaving import misbehaving_server

CARD = source_of("tweede_kamer").card
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


def case(number="2023Z20335", volume=259, dossiers=((32852, None),), **more):
    given = {
        "Id": "a1",
        "Nummer": number,
        "Soort": "Motie",
        "Onderwerp": "Motie over gallium",
        "Status": "Vrijgegeven",
        "GestartOp": "2023-11-30T00:00:00+01:00",
        "Termijn": None,
        "Volgnummer": volume,
        "Kabinetsappreciatie": "Oordeel Kamer",
        "GewijzigdOp": "2024-01-10T09:00:00Z",
        "Verwijderd": False,
        "Kamerstukdossier": [{"Nummer": n, "Toevoeging": suffix} for n, suffix in dossiers],
        "Besluit": [
            {"BesluitSoort": "Stemmen - aangenomen", "GewijzigdOp": "2023-12-05T00:00:00Z"},
            {"BesluitSoort": "Ingediend", "GewijzigdOp": "2023-11-30T00:00:00Z"},
        ],
    }
    return given | more


def document(number="2023D45760", volume=291, sort="Brief regering", **more):
    given = {
        "Id": f"d-{number}",
        "DocumentNummer": number,
        "Soort": sort,
        "Onderwerp": "Voortgang",
        "Datum": "2023-12-22T00:00:00+01:00",
        "Volgnummer": volume,
        "GewijzigdOp": "2024-01-02T00:00:00Z",
        "Verwijderd": False,
        "Kamerstukdossier": [{"Nummer": 32852, "Toevoeging": None}],
    }
    return given | more


def listing(entity, *records, link=None):
    body = {"@odata.context": f"https://x/$metadata#{entity}(Id)", "value": list(records)}
    return json.dumps(body | ({"@odata.nextLink": link} if link else {})).encode()


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        (case(), "kst-32852-259"),
        (case(dossiers=((21501, "30"),), volume=577), "kst-21501-30-577"),
        (case(dossiers=((36200, "XII"),), volume=102), "kst-36200-XII-102"),
        (case(volume=-1), "2023Z20335"),
        (case(dossiers=()), "2023Z20335"),
        (case(dossiers=((32852, None), (31125, None))), "2023Z20335"),
    ],
)
def test_a_motion_carries_its_number_decision_and_the_judgement_of_the_cabinet(record, wanted):
    (row,) = pages.read_published("zaak-0001.json", listing("Zaak", record))
    assert (row["item_id"], row["kind"], row["state"]) == (wanted, "motion", "Aangenomen")
    assert row["appreciation"] == "Oordeel Kamer"
    assert row["since"] == "2023-11-30"


def test_papers_leave_motions_to_the_cases_and_annexes_keep_their_own_number():
    body = listing(
        "Document",
        document(),
        document("2023D45761", 291, "Bijlage"),
        document("2023D45762", 259, "Motie"),
        document("2023D45763", Verwijderd=True),
    )
    rows = pages.read_published("document-0001.json", body)
    assert [row["item_id"] for row in rows] == ["kst-32852-291", "2023D45761"]


@pytest.mark.parametrize(
    ("entity", "record", "found"),
    [
        ("Zaak", case(number="Z1"), "the number 'Z1'"),
        ("Document", document(number="kst"), "the number 'kst'"),
    ],
)
def test_a_record_without_a_number_is_told_with_its_place(entity, record, found):
    with pytest.raises(InputError) as error:
        pages.read_published("p.json", listing(entity, record))
    assert found in str(error.value)
    assert "p.json, record 1" in str(error.value)


def test_motions_of_a_dossier_come_page_by_page_also_when_the_service_is_busy(tmp_path):
    path = "/OData/v4/2.0/Zaak"
    waited = []
    with misbehaving_server() as server:
        second = f"{server.base}{path}?$skiptoken=2"

        def reply(handler, count):
            if count == 1:
                return handler.reply(429, b"", [("Retry-After", "3")])
            bodies = listing("Zaak", case(), link=second), listing("Zaak", case("2024Z00001", 301))
            return handler.reply(200, bodies[min(count - 2, 1)])

        server.pages[path] = reply
        limits = replace(local(kamer.LIMITS), pause=waited.append)
        found = update.dossier_papers(
            tmp_path, "Zaak", [], dossier="32852", limits=limits, base=server.base
        )
    assert waited == [3.0]
    assert [row["item_id"] for row in found.rows] == ["kst-32852-259", "kst-32852-301"]


def test_a_malformed_second_page_stops_the_run_and_names_the_page(tmp_path):
    path = "/OData/v4/2.0/Document"
    with misbehaving_server() as server:
        link = f"{server.base}{path}?$skiptoken=2"
        server.pages[path] = answering(listing("Document", document(), link=link), b"<html>")
        with pytest.raises(InputError, match=r"document-0002\.json"):
            kamer.fetch_dossier(tmp_path, "Document", limits=local(kamer.LIMITS), base=server.base)


@pytest.mark.parametrize("dossier", ["", "3285", "32852 or 1 eq 1", "３２８５２"])
def test_a_dossier_that_is_no_number_is_not_asked(tmp_path, dossier):
    with pytest.raises(InputError, match="five digits"):
        kamer.fetch_dossier(tmp_path, "Zaak", dossier)


def test_a_second_run_takes_only_changes_and_goes_on_where_the_feed_ended(tmp_path):
    path = "/SyncFeed/2.0/Feed"
    gone = (
        "<entry><content type='application/xml'><toezegging "
        "xmlns='http://www.tweedekamer.nl/xsd/tkData/v1-0' "
        "xmlns:tk='http://www.tweedekamer.nl/xsd/tkData/v1-0' id='g2' "
        "tk:bijgewerkt='2025-01-02T00:00:00' tk:verwijderd='true'/></content>"
        "<link rel='next' href='https://x/Feed?category=Toezegging&amp;skiptoken=77'/></entry>"
    )
    old = entry("TZ202001-001").replace("2023-10-05", "2020-01-05")
    with misbehaving_server() as server:
        server.pages[ODATA] = answering(
            page(record(Id="g1"), record("TZ202308-032", Id="g2"), record("TZ202309-001", Id="g3"))
        )
        server.pages[path] = answering(feed(entry().replace("id='1'", "id='g1'"), gone, old))
        asked = {"since": "2022-12-09", "limits": local(kamer.LIMITS), "base": server.base}
        first = update.promises(tmp_path / "1", [], None, **asked)
        frozen_tables.freeze(tmp_path, first.name, first.rows, CARD, date(2025, 1, 1))
        known = frozen_tables.known(tmp_path, first.name)
        second = update.promises(tmp_path / "2", known, None, **asked)
    assert [row["item_id"] for row in second.rows] == ["TZ202309-001", "TZ202310-028"]
    assert second.rows[1]["state"] == "Voldaan"
    assert second.token == 77
    frozen_tables.keep_token(tmp_path, second.token)
    assert frozen_tables.token(tmp_path) == 77


def test_motions_that_were_only_touched_are_not_news(tmp_path):
    path = "/OData/v4/2.0/Zaak"
    with misbehaving_server() as server:
        server.pages[path] = answering(
            listing("Zaak", case()), listing("Zaak", case(GewijzigdOp="2026-01-01T00:00:00Z"))
        )
        asked = {"dossier": "32852", "limits": local(kamer.LIMITS), "base": server.base}
        first = update.dossier_papers(tmp_path / "1", "Zaak", [], **asked)
        second = update.dossier_papers(tmp_path / "2", "Zaak", first.rows, **asked)
    assert not second.sifted.changed
    assert second.sifted.untouched == 1
    assert second.rows == first.rows


def test_a_damaged_token_says_what_to_do(tmp_path):
    (tmp_path / "tweede_kamer").mkdir()
    (tmp_path / "tweede_kamer" / "feed.json").write_text("{")
    with pytest.raises(InputError, match="Delete the file"):
        frozen_tables.token(tmp_path)
