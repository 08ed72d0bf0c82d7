"""The editions at hand: what each rests on, which one is served, and what changed on a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from grondstof.errors import Fault, FaultyError, InputError, Phrase, UnknownName
from grondstof.products.answers.edition_diff import releases, signatures
from grondstof.products.web.addresses import Address, parse
from grondstof.products.web.page import Cell, Facts, Figure, Head, Link, Page, Table, TableBlock
from grondstof.products.web.parameters import Parameter, text
from grondstof.products.web.screens import Screen, screen
from grondstof.products.web.tables import shown
from grondstof.products.web.visit import Visit
from grondstof.products.web.words_of import words_of
from grondstof.products.wording import MISSING, capital, day

Row = Mapping[str, Any]
MOST_CHANGES = 200
# Two figures nearer than this are the same figure, stored by another machine.
_SAME = 1e-9


def show(visit: Visit) -> Page:
    """Return the list of editions, or what changed on one page since one of them."""
    if visit.rest:
        raise UnknownName("address", visit.rest[0], "a page", [])
    if "pagina" in visit.query and "sinds" in visit.query:
        return _changes(visit, visit.query["pagina"], visit.query["sinds"])
    return _list(visit)


def _list(visit: Visit) -> Page:
    rows = []
    known = releases()
    current = visit.desk.current()
    for name in visit.desk.names():
        manifest = visit.desk.manifest(name)
        count = sum(entry["rows"] for entry in manifest["tables"].values())
        link = Address(visit.language, "start", (), name).path()
        rows.append(
            [
                Cell(name, link),
                Cell(visit.say("yes") if name == current else visit.say("no")),
                _signed(visit, name),
                _change(visit, name, known),
                Cell(day(manifest["as_of"], visit.language), sort=manifest["as_of"]),
                Cell(visit.number(count, 0), sort=str(count)),
                Cell(visit.number(len(manifest["sources"]), 0)),
            ]
        )
    heads = [
        Head(visit.say("edition.name")), Head(visit.say("edition.served")),
        Head(visit.say("edition.signed")), Head(visit.say("list.veranderd.tab")),
        Head(visit.say("edition.day")), Head(visit.say("edition.rows"), numeric=True),
        Head(visit.say("edition.sources"), numeric=True),
    ]  # fmt: skip
    table = Table("editions", visit.say("nav.editions"), heads, rows, len(rows))
    key = "editions.one" if len(rows) == 1 else "editions.lead"
    lead = visit.say(key, count=len(rows), name=current)
    block = TableBlock("", table, visit.say("editions.what"))
    return Page(visit.say("nav.editions"), lead, [block])


def _changes(visit: Visit, path: str, since: str) -> Page:
    """Return the figures of a page that differ between an edition and the current one."""
    if since not in visit.desk.names():
        raise UnknownName("edition", since, "an edition", visit.desk.names())
    # The reader may have changed language since the page was left.
    address = replace(parse(path.partition("?")[0]), edition=None, language=visit.language)
    crumbs = [Link(visit.say("changed.back"), address.path())]
    title = visit.say("changed.title", name=since)
    now = _page(visit, address, path)
    try:
        then = _page(visit, replace(address, edition=since), path)
    except FaultyError:
        return Page(title, visit.say("changed.new", name=since), crumbs=crumbs)
    if now.answer is None or then.answer is None:
        return Page(title, visit.say("changed.words"), crumbs=crumbs)
    rows = [*_differences(visit, then, now), *_other_facts(then, now)]
    total = len(_figures(now)) + len(_facts(now))
    if not total and not rows:
        return Page(title, visit.say("changed.words"), crumbs=crumbs)
    lead = visit.say(
        "changed.none", page=capital(now.title), name=since, total=visit.number(total, 0)
    )
    if rows:
        lead = visit.say(
            "changed.told" if len(rows) > 1 else "changed.one", page=capital(now.title), name=since,
            count=visit.number(len(rows), 0), total=visit.number(total, 0),
        )  # fmt: skip
    heads = [
        Head(visit.say("changed.where")), Head(visit.say("changed.what")),
        Head(visit.say("changed.then", name=since), numeric=True),
        Head(visit.say("changed.now", name=visit.desk.current()), numeric=True),
    ]  # fmt: skip
    table = Table("changed", title, heads, rows[:MOST_CHANGES], len(rows))
    return Page(title, lead, [TableBlock(capital(now.title), table)] if rows else [], crumbs=crumbs)


def _page(visit: Visit, address: Address, path: str) -> Page:
    if address.screen in ("editions", "trace"):
        place = visit.link("materials")
        fault = Fault(
            "pagina", f"'{path[:80]}'", "a page with figures", Phrase("Try {place}", place=place)
        )
        raise InputError([fault])
    return screen(address.screen).show(Visit(visit.desk, address))


def _figures(page: Page) -> dict[tuple[str, str, str], tuple[Row, float | None]]:
    """Return every figure of a page by table, row and column.

    A page may show tables of other answers than its own; they come with its blocks.
    """
    found: dict[tuple[str, str, str], tuple[Row, float | None]] = {}
    answer = page.answer
    tables = [("rows", answer.rows), *answer.tables.items()] if answer else []
    own = {id(rows) for _, rows in tables}
    tables += [
        (block.table.name, block.rows)
        for block in page.blocks
        if isinstance(block, Figure | TableBlock) and id(block.rows) not in own
    ]
    for name, rows in tables:
        for row in rows:
            for column, value in row.items():
                if isinstance(value, float):
                    found[name, str(row.get("row_id")), column] = (row, value)
    return found


def _facts(page: Page) -> dict[tuple[str, str], Cell]:
    """Return the key figures of a page by heading and term, as they are told."""
    return {
        (block.title, term): cell
        for block in page.blocks
        if isinstance(block, Facts)
        for term, cell in block.facts
        if cell.kind
    }


def _other_facts(then: Page, now: Page) -> Iterator[Sequence[Cell]]:
    """Return the key figures that are told differently."""
    old, new = _facts(then), _facts(now)
    for key in {**new, **old}:
        before, after = (_told(found.get(key)) for found in (old, new))
        if before != after:
            yield [Cell(key[0] or capital(now.title)), Cell(key[1]), Cell(before), Cell(after)]


def _told(cell: Cell | None) -> str:
    if cell is None:
        return MISSING
    return f"{cell.words} ({cell.low}–{cell.high})" if cell.low else cell.words


def _differences(visit: Visit, then: Page, now: Page) -> Iterator[Sequence[Cell]]:
    old, new = _figures(then), _figures(now)
    for key in sorted({*old, *new}):
        row, value = new.get(key, (None, None))
        before_row, before = old.get(key, (None, None))
        if value is not None and before is not None and abs(value - before) <= _SAME * abs(before):
            continue
        known = row or before_row or {}
        words = [
            MISSING if item is None else shown(visit, known, key[2], item)
            for item in (before, value)
        ]
        if words[0] == words[1]:
            continue
        yield [Cell(_key_words(visit, key[1])), Cell(_head(visit, key[2])), *map(Cell, words)]


def _head(visit: Visit, column: str) -> str:
    for ending in ("_low", "_high"):
        if column.endswith(ending):
            name = _head(visit, column.removesuffix(ending))
            return f"{name}, {visit.say(f'changed{ending}')}"
    return visit.says(f"column.{column}", column.replace("_", " "))


def _key_words(visit: Visit, key: str) -> str:
    """Return the parts of a row's key as names, each once."""
    parts = [
        visit.says(f"indicator.{part}", words_of("id", part, visit.language))
        for part in key.split("/")
        if part not in ("material", "territory", "code", "")
    ]
    return " · ".join(dict.fromkeys(parts))


def _signed(visit: Visit, name: str) -> Cell:
    found = signatures(visit.desk.edition(name))
    return Cell(", ".join(found) if found else visit.say("edition.unsigned"))


def _change(visit: Visit, name: str, known: list[str]) -> Cell:
    """Return the way to what changed since the edition before; the first has none."""
    before = [other for other in known if other < name]
    if name not in known or not before:
        return Cell(MISSING)
    words = visit.say("edition.since", name=before[-1])
    return Cell(words, visit.link("materials", "veranderd", van=before[-1], naar=name))


SCREEN = Screen(show, (Parameter("pagina", text), Parameter("sinds", text)))
