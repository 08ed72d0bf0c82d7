"""The page of one item of the register, by its kind; other kinds get a plain page."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape

from grondstof.products import wording
from grondstof.products.answers.base import Answer
from grondstof.products.web.markup import to_html
from grondstof.products.web.page import Block, Cell, Facts, Link, Page, Prose, Steps
from grondstof.products.web.screens import instruments, partnerships, projects
from grondstof.products.web.screens.register_parts import Row, facts, grid, owner
from grondstof.products.web.visit import Visit
from grondstof.products.web.words_of import placed

_LINE = ("asked_", "claim_", "chamber_", "measured_effect_")
_PROMISE = ("due", "due_phrase", "next_due", "days_late", "perspectives", "materials",
            "territories", "chamber_appreciation", "certainty", "link")  # fmt: skip
_PLAIN = ("date", "valid_from", "valid_to", "perspectives", "materials", "territories",
          "certainty", "document", "place", "link")  # fmt: skip
_MEASURE = ("territory_id", "destination_id", "measure", "form", "announced", "valid_from",
            "valid_to", "suspended_from", "suspended_to", "state_on_day", "materials",
            "legal_reference", "legal_status", "certainty")  # fmt: skip
_EFFECT = ("importer", "partners", "way", "share_before", "share_after", "years_before",
           "years_after", "verdict_")  # fmt: skip
_RELATED = ("title_", "subject_of", "date", "place")
_STATED = ("title_", "owner_", "state_", "since", "due", "next_due")


def item_page(visit: Visit, name: str) -> Page:
    """Return the page of an item: its kind decides what stands on it."""
    answer = visit.ask("commitment", item=name)
    row = answer.rows[0]
    kind = str(row["kind_of_item"])
    page = _PAGES.get(kind, _promise if "state" in row else _plain)
    title, blocks, shown = page(visit, answer, row)
    crumbs = [Link(visit.say(f"tab.{_HOMES.get(kind, 'register')}"),
                   visit.link(_HOMES.get(kind, "register")))]  # fmt: skip
    over = str(row.get(visit.pick("kind_nl", "kind_en")) or "")
    return Page(title, visit.speak(shown.sentence), blocks, shown, crumbs=crumbs, over=over)


Made = tuple[str, list[Block], Answer]


def _title(visit: Visit, row: Row) -> str:
    return str(row[visit.pick("name_nl", "name_en")])


def _promise(visit: Visit, answer: Answer, row: Row) -> Made:
    line = facts(visit, "", row, _LINE)
    more = facts(visit, visit.say("register.facts"), row, _PROMISE)
    if row.get("owner"):
        who = (visit.say("column.owner"), owner(visit, row))
        more = Facts(more.title, [who, *more.facts], more.look)
    blocks: list[Block] = [line]
    blocks += _moments(visit, answer)
    blocks.append(more)
    return _title(visit, row), [*blocks, *_note(visit, row), *rest(visit, answer)], answer


def _moments(visit: Visit, answer: Answer) -> list[Block]:
    rows = answer.tables.get("moments", [])
    if not rows:
        return []
    steps = []
    for row in rows:
        late = visit.say("register.at_latest") if row["at_latest"] else ""
        heading = f"{visit_day(visit, row['since'])}: {row[visit.pick('state_nl', 'state_en')]}"
        quote = f"‘{row['sentence']}’" if row["sentence"] else ""
        title = str(row[visit.pick("document_nl", "document_en")])
        cells = [
            Cell(title, visit.link("register", str(row["document"]))),
            Cell(placed(str(row["place"] or ""), visit.language)),
        ]
        steps.append((heading + (f" ({late})" if late else ""), quote, cells))
    return [Steps(visit.say("table.moments"), steps)]


def visit_day(visit: Visit, value: object) -> str:
    """Return a day in words."""
    return wording.day(value if isinstance(value, date) else str(value or ""), visit.language)


def _plain(visit: Visit, answer: Answer, row: Row) -> Made:
    shown = facts(visit, "", row, _PLAIN)
    return (
        _title(visit, row),
        [*summary(visit, row), shown, *_note(visit, row), *rest(visit, answer)],
        answer,
    )


def _perspective(visit: Visit, answer: Answer, row: Row) -> Made:
    found = visit.ask("progress", perspective=str(row["item_id"]))
    return _title(visit, row), [*summary(visit, row), *_stated(visit, found)], found


def _actor(visit: Visit, answer: Answer, row: Row) -> Made:
    found = visit.ask("progress", owner=str(row["item_id"]))
    if not found.rows:
        return _plain(visit, answer, row)
    blocks = [*summary(visit, row), *_stated(visit, found), *rest(visit, answer)]
    return _title(visit, row), blocks, found


def _stated(visit: Visit, found: Answer) -> list[Block]:
    kinds: dict[str, list[Row]] = {}
    for row in found.rows:
        kinds.setdefault(str(row["kind_of_item"]), []).append(row)
    return [
        grid(visit, kind, rows, _STATED, title=visit.says(f"kinds.{kind}", kind), most=80)
        for kind, rows in kinds.items()
    ]


def _measure(visit: Visit, answer: Answer, row: Row) -> Made:
    shown = {**row, "materials": row["materials"]}
    return _title(visit, row), [facts(visit, "", shown, _MEASURE), *_note(visit, row)], answer


def summary(visit: Visit, row: Row) -> list[Block]:
    """Return the summary of an item as text, when it has one."""
    words = row.get(visit.pick("summary_nl", "summary_en"))
    return [Prose(to_html(str(words)))] if words else []


def _note(visit: Visit, row: Row) -> list[Block]:
    """Return the reviewer's remark, which is written in English."""
    if not row.get("note"):
        return []
    words = f"<b>{visit.say('register.note')}</b> <span lang=en>{escape(str(row['note']))}</span>"
    return [Prose(f'<p class="small">{words}</p>')]


def rest(visit: Visit, answer: Answer) -> list[Block]:
    """Return what every item has: measured effect, related items, where it stands."""
    tables = answer.tables
    found: list[Block] = []
    if tables.get("effect"):
        found.append(grid(visit, "effect", tables["effect"], _EFFECT))
    if tables.get("related"):
        found.append(grid(visit, "related", tables["related"], _RELATED))
    if tables.get("cites"):
        rows = [{**row, "item_id": row["document"], "name_nl": row["document_nl"],
                 "name_en": row["document_en"]} for row in tables["cites"]]  # fmt: skip
        found.append(grid(visit, "cites", rows, ("title_", "place", "quote")))
    return found


def _place(visit: Visit, answer: Answer, row: Row) -> Made:
    blocks, shown = projects.details(visit, answer, row)
    return _title(visit, row), [*blocks, *_note(visit, row), *rest(visit, answer)], shown


def _partner(visit: Visit, answer: Answer, row: Row) -> Made:
    blocks, shown = partnerships.details(visit, row)
    return _title(visit, row), [*blocks, *_note(visit, row), *rest(visit, answer)], shown


def _instrument(visit: Visit, answer: Answer, row: Row) -> Made:
    blocks, shown = instruments.details(visit, row)
    return _title(visit, row), [*blocks, *_note(visit, row), *rest(visit, answer)], shown


_PAGES: Mapping[str, Callable[[Visit, Answer, Row], Made]] = {
    "perspective": _perspective,
    "actor": _actor,
    "partnership": _partner,
    "agreement": _partner,
    "project": _place,
    "site": _place,
    "instrument": _instrument,
    "restriction": _measure,
}
_HOMES = {
    "partnership": "partnerships", "agreement": "partnerships", "project": "projects",
    "instrument": "instruments", "restriction": "controls", "target": "targets",
    "obligation": "targets", "call": "calendar",
}  # fmt: skip
