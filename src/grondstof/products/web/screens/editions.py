"""The editions at hand: what each rests on, and which one is served."""

from grondstof.errors import UnknownName
from grondstof.products.web.addresses import Address
from grondstof.products.web.page import Cell, Head, Page, Table, TableBlock
from grondstof.products.web.screens import Screen
from grondstof.products.web.visit import Visit
from grondstof.products.wording import day


def show(visit: Visit) -> Page:
    """Return the list of editions."""
    if visit.rest:
        raise UnknownName("address", visit.rest[0], "a page", [])
    rows = []
    current = visit.desk.current()
    for name in visit.desk.names():
        manifest = visit.desk.manifest(name)
        count = sum(entry["rows"] for entry in manifest["tables"].values())
        link = Address(visit.language, "start", (), name).path()
        rows.append(
            [
                Cell(name, link),
                Cell(day(manifest["as_of"], visit.language), sort=manifest["as_of"]),
                Cell(visit.number(count, 0), sort=str(count)),
                Cell(visit.number(len(manifest["sources"]), 0)),
                Cell(visit.say("yes") if name == current else visit.say("no")),
            ]
        )
    heads = [
        Head(visit.say("edition.name")), Head(visit.say("edition.day")),
        Head(visit.say("edition.rows"), numeric=True),
        Head(visit.say("edition.sources"), numeric=True), Head(visit.say("edition.served")),
    ]  # fmt: skip
    table = Table("editions", visit.say("nav.editions"), heads, rows, len(rows))
    lead = visit.say("editions.lead", count=len(rows), name=current)
    block = TableBlock(visit.say("nav.editions"), table, visit.say("editions.what"))
    return Page(visit.say("nav.editions"), lead, [block])


SCREEN = Screen(show)
