"""The pages of the list beside its picture: table, doubt, threshold, products, methods and more.

Each stands under the word of the materials screen, as `grondstoffen/zekerheid`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from grondstof.errors import Fault, InputError
from grondstof.products.answers.base import Answer
from grondstof.products.answers.names import own_home
from grondstof.products.web.figures import plain_table
from grondstof.products.web.page import Block, Card, Cards, Field, Form, Link, Page
from grondstof.products.web.parameters import Parameter, material, territory, text
from grondstof.products.web.screens import list_changes, list_doubt, list_methods
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
Blocks = tuple[Answer, list[Block], str]
HOME = own_home()
_TABLE = (
    "material_id", "verdict", "probability_listed", "supply_risk", "importance_share",
    "value_added_meur", "rank", "rank_range", "supply_basis", "oldest_year",
)  # fmt: skip
_ALSO = (
    "material_id", "supply_risk_direct", "import_reliance", "recycling_rate",
    "substitution_index", "importance_as_published", "importance_reweighted", "merged_share",
    "importance_eu_method", "flags", "restrictions",
)  # fmt: skip


def day(name: str, value: str) -> str:
    """Return a day written as 2026-11-01.

    Raises:
        InputError: If it is no such day.
    """
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        expected = "a day such as 2026-11-01"
        raise InputError([Fault(name, f"'{value[:40]}'", expected, "Write it so")]) from None


PARAMETERS = (
    Parameter("thuisland", territory, HOME),
    Parameter("per", day),
    Parameter("grondstof", material),
    Parameter("van", text),
    Parameter("naar", text),
)


def list_page(visit: Visit, tab: str) -> Page:
    """Return one page of the list."""
    answer, blocks, lead = _PAGES[tab](visit)
    if visit.static:
        # A site of files cannot work out what a form asks.
        blocks = [block for block in blocks if not isinstance(block, Form)]
    return Page(
        visit.say(f"list.{tab}.title"),
        lead or visit.speak(answer.sentence),
        blocks,
        answer,
        crumbs=[Link(visit.say("nav.materials"), visit.link("materials"))],
        tabs=tabs(visit, tab),
    )


def tabs(visit: Visit, tab: str) -> list[Link]:
    """Return the pages of the list beside each other; home and day go along."""
    kept = {name: visit.query[name] for name in ("thuisland", "per") if name in visit.query}
    found = [Link(visit.say("list.tab"), visit.link("materials") if tab else "")]
    for other in TABS:
        href = "" if other == tab else visit.link("materials", other, **kept)
        found.append(Link(visit.say(f"list.{other}.tab"), href))
    return found


def asked(visit: Visit) -> dict[str, Any]:
    """Return home and day as the address gives them."""
    found: dict[str, Any] = {}
    if "thuisland" in visit.query:
        found["home"] = visit.query["thuisland"]
    if "per" in visit.query:
        found["as_of"] = date.fromisoformat(visit.query["per"])
    return found


def _table(visit: Visit) -> Blocks:
    answer = visit.ask("list", **asked(visit))
    rows = list_doubt.ranged(answer)
    absent = answer.tables["not_assessed"]
    blocks: list[Block] = [
        _choose(visit, "tabel"),
        plain_table(
            visit, "rows", rows, title=visit.say("list.tabel.rows"), columns=_TABLE, most=120
        ),
    ]
    if absent:
        columns = ("material_id", "supply_risk", "flags")
        blocks.append(plain_table(visit, "not_assessed", absent, columns=columns, most=120))
    for name in ("without_restrictions", "without_judgements"):
        blocks.append(_changed(visit, name, answer.tables[name]))
    filled = tuple(name for name in _ALSO if any(row.get(name) is not None for row in rows))
    title = visit.say("list.tabel.more")
    blocks.append(
        plain_table(visit, "more", rows, title=title, columns=filled, most=120, folded=True)
    )
    return answer, blocks, ""


def _changed(visit: Visit, name: str, rows: Sequence[Row]) -> Block:
    title = visit.say(f"table.{name}")
    if rows:
        return plain_table(visit, name, rows, title=title)
    return Cards(title, [], visit.say(f"list.{name}.none"))


def _choose(visit: Visit, tab: str) -> Form:
    home = visit.territory(visit.query.get("thuisland", HOME))
    when = visit.query.get("per") or visit.desk.manifest(visit.address.edition)["as_of"]
    fields = [
        Field("thuisland", visit.say("list.home"), "text", home, hint=visit.say("list.home.hint")),
        Field("per", visit.say("list.day"), "date", str(when), hint=visit.say("list.day.hint")),
    ]
    return Form("", visit.link("materials", tab), fields, visit.say("form.show"))


def _official(visit: Visit) -> Blocks:
    answer = visit.ask("list", **asked(visit))
    rows = answer.tables["official"]
    if rows:
        told = visit.say("list.officieel.told", count=len(rows))
        return answer, [plain_table(visit, "official", rows, most=120)], told
    return answer, [_how(visit)], visit.say("list.officieel.none")


def _how(visit: Visit) -> Cards:
    cards = [
        Card(visit.say("list.officieel.file"), "", visit.say("list.officieel.columns")),
        Card(visit.say("list.officieel.ask"), "", "grondstof list --official list.csv"),
    ]
    return Cards(visit.say("list.officieel.how"), cards)


_PAGES: Mapping[str, Callable[[Visit], Blocks]] = {
    "tabel": _table,
    "zekerheid": lambda visit: list_doubt.doubt(visit, asked(visit)),
    "drempel": lambda visit: list_doubt.threshold(visit, asked(visit)),
    "eindproducten": lambda visit: list_doubt.products(visit, asked(visit)),
    "methoden": lambda visit: list_methods.methods(visit, asked(visit)),
    "rekenwijze": lambda visit: list_methods.written_method(visit, asked(visit)),
    "terugblik": list_methods.hindsight,
    "veranderd": list_changes.changes,
    "officieel": _official,
}
TABS = tuple(_PAGES)
