"""What the pages of the register share: their tabs, rows in the reader's words, tables, facts."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from grondstof.products import wording
from grondstof.products.answers.register_view import has_register
from grondstof.products.web.markup import to_html
from grondstof.products.web.page import Cell, Facts, Link, Page, Prose, TableBlock
from grondstof.products.web.tables import cell, make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
# Columns that most items have nothing for and need nothing for: left out when no row has any.
_OPTIONAL = frozenset({"quote", "due", "next_due", "focus", "roadmap"})
TABS = (
    "register", "calendar", "since", "partnerships", "projects", "instruments", "match", "gaps",
    "targets", "brief",
)  # fmt: skip
_LISTS = frozenset(
    ["materials", "territories", "partners", "stages", "aspects", "perspectives", "tags", "focus"]
)


def tabs(visit: Visit) -> list[Link]:
    """Return the pages of the register beside each other."""
    here = visit.address.screen if not visit.rest else ""
    return [
        Link(visit.say(f"tab.{name}"), "" if name == here else visit.link(name)) for name in TABS
    ]


def of_register(show: Callable[[Visit], Page]) -> Callable[[Visit], Page]:
    """Return a page that says so where the own home has no register, in the place of its zeros."""

    @wraps(show)
    def page(visit: Visit) -> Page:
        if visit.rest or registered(visit):
            return show(visit)
        title, lead = visit.say(f"nav.{visit.address.screen}"), visit.say("register.none")
        return Page(title, lead, [without(visit)], tabs=tabs(visit))

    return page


def registered(visit: Visit) -> bool:
    """Return whether the edition holds a register of the own home."""
    return has_register(visit.desk.edition(visit.address.edition))


def without(visit: Visit) -> Prose:
    """Return how a home gets a register."""
    return Prose(to_html(visit.say("register.none.how")))


def words(visit: Visit, column: str, text: object) -> str:
    """Return ids joined by `;` as words in the language of the page."""
    names = [name for name in str(text or "").split(";") if name]
    return ", ".join(_word(visit, column, name) for name in names)


def _word(visit: Visit, column: str, name: str) -> str:
    if column == "materials":
        return visit.material(name)
    if column in ("territories", "partners", "partner", "country"):
        return visit.territory(name)
    if column == "stages":
        return visit.stage(name)
    if column == "perspectives":
        found = {row["item_id"]: row for row in visit.ask("strategy").rows}
        row = found.get(name, {})
        return str(row.get(visit.pick("name_nl", "name_en")) or name)
    return visit.says(f"value.{column}.{name}", name)


def told(visit: Visit, row: Row) -> dict[str, Any]:
    """Return a row with lists in words and a title that leads to its item."""
    found = {
        name: words(visit, name, value) or None if name in _LISTS else value
        for name, value in row.items()
    }
    if row.get("item_id") and row.get("name_nl"):
        found |= {"title_nl": row["name_nl"], "title_en": row["name_en"]}
    if row.get("kind_nl"):
        found["subject_of"] = row[visit.pick("kind_nl", "kind_en")]
    for name in ("country", "partner"):
        if row.get(name):
            found[name] = visit.territory(str(row[name]))
    if row.get("way"):
        found |= _compared(visit, row)
    return found


def _compared(visit: Visit, row: Row) -> dict[str, Any]:
    """Return a row of before and after with who imports; one year has no range of its own."""
    low, high = row.get("share_before_low"), row.get("share_before_high")
    ends = {"share_before_low": None, "share_before_high": None} if low == high else {}
    return {"importer": visit.territory(str(row["importer_id"])), **ends}


def grid(
    visit: Visit,
    name: str,
    rows: Sequence[Row],
    columns: Sequence[str],
    *,
    title: str = "",
    sentence: str = "",
    folded: bool = False,
    most: int = 60,
) -> TableBlock:
    """Return a table of register rows; a column that ends in `_` takes the reader's language."""
    wanted = [c for c in columns if c not in _OPTIONAL or any(row.get(c) for row in rows)]
    named = [f"{c}{visit.language}" if c.endswith("_") else c for c in wanted]
    heading = title or visit.says(f"table.{name}", name.replace("_", " ").capitalize())
    shown = [told(visit, row) for row in rows]
    table = make_table(visit, name, shown, caption=heading, columns=named, most=most)
    sentence = sentence or visit.says(f"table.{name}.what", "")
    return TableBlock(heading, table, sentence, folded=folded, rows=rows)


def facts(visit: Visit, title: str, row: Row, columns: Sequence[str]) -> Facts:
    """Return columns of a row as facts; those that are empty are left out."""
    found: list[tuple[str, Cell]] = []
    for column in columns:
        name = f"{column}{visit.language}" if column.endswith("_") else column
        if row.get(name) in (None, ""):
            continue
        term = visit.says(f"column.{column.rstrip('_')}", column.replace("_", " ").strip())
        found.append((term, _fact(visit, row, name)))
    return Facts(title, found, "line")


def _fact(visit: Visit, row: Row, name: str) -> Cell:
    value = row[name]
    if name in _LISTS or name in ("country", "partner"):
        one = str(value) if ";" not in str(value) else ""
        return Cell(words(visit, name, value), _page(visit, name, one))
    if name == "document":
        title = row.get(visit.pick("document_nl", "document_en"))
        return Cell(str(title or value), visit.link("register", str(value)))
    if name == "link":
        return cell(visit, row, name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return cell(visit, {**row, "kind": "", name: value}, name)


def _page(visit: Visit, column: str, name: str) -> str:
    if not name:
        return ""
    if column == "materials":
        return visit.link("materials", name)
    if column in ("territories", "country", "partner"):
        return visit.link("territories", name) if visit.territory(name) != name else ""
    return visit.link("register", name) if column == "perspectives" else ""


def owner(visit: Visit, row: Row) -> Cell:
    """Return who answers for an item, leading to all that this actor answers for."""
    name = row.get(visit.pick("owner_nl", "owner_en")) or row.get("owner")
    href = visit.link("register", str(row["owner"])) if row.get("owner") else ""
    return Cell(str(name or wording.MISSING), href)
