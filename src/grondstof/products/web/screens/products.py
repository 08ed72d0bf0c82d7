"""Product groups: what is in a trade code, how risky, who supplies it at the border, what to do."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.errors import FaultyError, UnknownName
from grondstof.products import wording
from grondstof.products.answers.base import Answer
from grondstof.products.answers.desk import Desk
from grondstof.products.composition.nomenclature import texts
from grondstof.products.web.figures import plain_table
from grondstof.products.web.page import (
    Block,
    Branch,
    Card,
    Cards,
    Field,
    Figure,
    Form,
    Link,
    Page,
    TableBlock,
    Tree,
)
from grondstof.products.web.parameters import Parameter, code, material, text
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.eleven_blocks import eleven_blocks
from grondstof.products.web.screens.material_trade import origin_blocks
from grondstof.products.web.screens.onward import of_product
from grondstof.products.web.visit import Visit
from grondstof.vocabulary import materials

Row = Mapping[str, Any]
_INSIDE = ("material_id", "content_range", "supply_risk", "verdict", "grade")
_REASONS = ("material_id", "match", "reason", "source")
_MEASURES = ("title", "cost", "time", "complexity", "materials", "reason")
MOST_OTHERS = 30


def show(visit: Visit) -> Page:
    """Return the index of product groups, or one."""
    if not visit.rest:
        return _index(visit)
    digits = code("address", visit.rest[0])
    if digits != visit.rest[0] or len(visit.rest) > 1:
        raise UnknownName("address", "/".join(visit.rest), "a product group", [digits])
    return _group(visit, digits)


def _index(visit: Visit) -> Page:
    answer = visit.ask("product")
    wanted, chosen = visit.query.get("q", ""), visit.query.get("grondstof", "")
    rows = [row for row in answer.rows if _fits(row, wanted, chosen)]
    form = Form(
        "", visit.link("products"),
        [
            Field("q", visit.say("products.find"), "search", wanted,
                  hint=visit.say("products.find.hint")),
            Field("grondstof", visit.say("products.material"), "select", chosen, _choices(visit)),
        ],
        visit.say("search.button"),
    )  # fmt: skip
    narrow = bool(wanted or chosen)
    blocks: list[Block] = [form]
    if rows:
        title = visit.say("products.found" if narrow else "products.tree")
        few = narrow and len(rows) <= 60
        blocks.append(Tree(title, _chapters(visit, rows), visit.say("products.tree.what"), few))
    guessed = [] if rows or not wanted else _guessed(visit, wanted)
    if guessed:
        blocks.append(Tree(visit.say("products.guessed"), guessed))
    others = _others(visit, wanted) if wanted else []
    if others:
        blocks.append(Tree(visit.say("products.others"), others, visit.say("products.others.what")))
    lead = visit.say("products.lead", count=len(rows))
    if narrow and not rows:
        lead = visit.say("products.nothing", words=wanted or visit.material(chosen))
    return Page(visit.say("nav.products"), lead, blocks, answer)


def _fits(row: Row, wanted: str, chosen: str) -> bool:
    if chosen and chosen not in row["materials"].split("; "):
        return False
    words = f"{row['code']} {row['code'][:4]}.{row['code'][4:]} {row['name_nl']} {row['name_en']}"
    digits = wanted.replace(".", "").replace(" ", "")
    if digits.isdigit():
        return str(row["code"]).startswith(digits[:6])
    return all(word in words.casefold() for word in wanted.casefold().split())


def _choices(visit: Visit) -> list[tuple[str, str]]:
    named = [(name, visit.material(name)) for name in materials.materials()]
    return [("", visit.say("products.any")), *sorted(named, key=lambda one: one[1].casefold())]


def _chapters(visit: Visit, rows: Sequence[Row]) -> list[Branch]:
    """Return the rows as a tree of chapter, heading and code; a heading of one code is left out."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        found.setdefault(row["code"][:2], {}).setdefault(row["code"][:4], []).append(row)
    chapters = []
    for chapter, headings in sorted(found.items()):
        below = [leaf for group in headings.values() for leaf in _leaves(visit, group)]
        name = visit.says(f"chapter.{chapter}", f"{chapter} {texts().get(chapter, '')}")
        chapters.append(Branch(name, _counted(visit, "products.codes", len(below)), below=below))
    return chapters


def _leaves(visit: Visit, group: Sequence[Row]) -> list[Branch]:
    return [
        Branch(
            row[visit.pick("name_nl", "name_en")],
            f"{_dotted(row['code'])} · {_counted(visit, 'products.count', row['materials_count'])}",
            visit.link("products", row["code"]),
        )
        for row in group
    ]


def _guessed(visit: Visit, wanted: str) -> list[Branch]:
    """Return the codes that words in another form or with a typing error may mean."""
    try:
        rows = visit.ask("text-to-code", lines=wanted).rows
    except FaultyError:
        return []
    return [
        Branch(
            str(row[f"name_{visit.language}"]),
            _dotted(row["code"]),
            visit.link("products", row["code"]),
        )
        for row in rows
        if row["code"]
    ]


def _others(visit: Visit, wanted: str) -> list[Branch]:
    """Return codes of the nomenclature that fit, of which it is not known what they hold."""
    known = {row["code"] for row in visit.ask("product").rows}
    digits = wanted.replace(".", "").replace(" ", "")
    words = wanted.casefold().split()
    found = [
        Branch(words_, _dotted(digits_), visit.link("products", digits_))
        for digits_, words_ in texts().items()
        if len(digits_) == 6 and digits_ not in known
        and (digits_.startswith(digits[:6]) if digits.isdigit()
             else all(word in words_.casefold() for word in words))
    ]  # fmt: skip
    return found[:MOST_OTHERS]


def _counted(visit: Visit, key: str, count: int) -> str:
    return visit.say(f"{key}.one") if count == 1 else visit.say(key, count=count)


def _dotted(digits: str) -> str:
    return f"{digits[:4]}.{digits[4:]}"


def _group(visit: Visit, digits: str) -> Page:
    answer = visit.ask("product", code=digits)
    row = answer.rows[0]
    blocks: list[Block] = []
    if answer.tables["inside"]:
        blocks.append(_inside(visit, answer))
    if answer.tables.get("near"):
        blocks.append(plain_table(visit, "near", answer.tables["near"], columns=("code", "name")))
    blocks += _origins(visit, row["code"], answer)
    blocks += eleven_blocks(visit, answer.tables.get("eleven", ()))
    if answer.tables.get("measures"):
        told = visit.say("products.measures.what")
        block = plain_table(visit, "measures", answer.tables["measures"], columns=_named(visit))
        blocks.append(block.__class__(block.title, block.table, told, rows=block.rows))
    if answer.tables["inside"]:
        blocks.append(_reasons(visit, answer))
    done = of_product(visit, answer.tables["inside"])
    if done:
        blocks.append(done)
    blocks.append(_next(visit, row["code"]))
    return Page(
        str(row[visit.pick("name_nl", "name_en")]),
        visit.speak(answer.sentence),
        blocks,
        answer,
        crumbs=[Link(visit.say("nav.products"), visit.link("products"))],
        over=f"{row['code_system'][:2]} {_dotted(row['code'])}",
    )  # fmt: skip


def _named(visit: Visit) -> list[str]:
    ending = f"_{visit.language}"
    return [f"{name}{ending}" if name in ("title", "reason") else name for name in _MEASURES]


def _inside(visit: Visit, answer: Answer) -> Block:
    """Return what is inside; an amount is a range over variants, and never their middle."""
    rows = [{**row, "content_range": _range(visit, row)} for row in answer.tables["inside"]]
    title = visit.say("products.inside")
    return plain_table(visit, "inside", rows, title=title, columns=_INSIDE)


def _range(visit: Visit, row: Row) -> str | None:
    low, high = row["content_g_kg_low"], row["content_g_kg_high"]
    if low is None or high is None:
        return None
    if low == high:
        return visit.number(low, 1)
    words_ = wording.interval(visit.number(low, 1), visit.number(high, 1), visit.language)
    # A range of two short numbers stays on one line.
    return words_.replace(" ", "\u00a0")


def _reasons(visit: Visit, answer: Answer) -> Block:
    rows = answer.tables["inside"]
    columns = [name for name in _REASONS if any(row.get(name) for row in rows)]
    title = visit.say("products.reasons")
    return plain_table(visit, "inside", rows, title=title, columns=columns, folded=True)


def _origins(visit: Visit, digits: str, answer: Answer) -> list[Block]:
    try:
        more, _, _ = origin_blocks(visit, digits, answer)
    except FaultyError:
        return []
    return [block for block in more if isinstance(block, Figure) or _is_anchors(block)]


def _is_anchors(block: Block) -> bool:
    return isinstance(block, TableBlock) and block.table.name.startswith("anchors-")


def _next(visit: Visit, digits: str) -> Cards:
    cards = [
        Card(visit.say("basket.add"), visit.link("basket", codes=digits),
             visit.say("products.next.basket")),
        Card(visit.say("nav.scenario"), visit.link("scenario"), visit.say("scenario.short")),
        Card(visit.say("nav.register"), visit.link("register"), visit.say("register.short")),
    ]  # fmt: skip
    return Cards(visit.say("products.next"), cards)


def _states(desk: Desk) -> list[tuple[str, ...]]:
    return [(), *((str(row["code"]),) for row in desk.ask("product").rows)]


SCREEN = Screen(show, (Parameter("q", text), Parameter("grondstof", material)), _states)
