"""The calendar: due dates, duties, calls and dates of export controls, in order of day."""

from datetime import date

from grondstof.products import wording
from grondstof.products.web.page import Block, Cell, Field, Form, Page, Steps
from grondstof.products.web.parameters import Parameter, choice
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.register_parts import Row, grid, tabs
from grondstof.products.web.visit import Visit

_COLUMNS = ("date", "title_", "what_", "subject_")
_SORTS = ("obligation", "restriction", "call", "action", "milestone", "commitment", "study",
          "event", "motion", "process")  # fmt: skip


def show(visit: Visit) -> Page:
    """Return what comes, narrowed to one sort when asked."""
    answer = visit.ask("calendar")
    wanted = visit.query.get("soort")
    rows = [row for row in answer.rows if not wanted or row["subject"] == wanted]
    name = visit.pick("subject_nl", "subject_en")
    sorts = {str(row["subject"]): str(row[name]) for row in answer.rows}
    options = [("", visit.say("form.all")), *sorted(sorts.items(), key=lambda pair: pair[1])]
    label = visit.say("column.subject_of").capitalize()
    field = Field("soort", label, "select", wanted or "", options)
    form = Form("", visit.link("calendar"), [field], visit.say("form.show"))
    blocks: list[Block] = [form, *_months(visit, rows)]
    blocks.append(grid(visit, "calendar", rows, _COLUMNS, folded=True, most=200))
    lead = visit.speak(answer.sentence)
    return Page(visit.say("nav.calendar"), lead, blocks, answer, tabs=tabs(visit))


def _months(visit: Visit, rows: list[Row]) -> list[Block]:
    years: dict[int, list[Row]] = {}
    for row in rows:
        day: date = row["date"]
        years.setdefault(day.year, []).append(row)
    return [Steps(str(year), [_step(visit, row) for row in part]) for year, part in years.items()]


def _step(visit: Visit, row: Row) -> tuple[str, str, list[Cell]]:
    what, name = row[visit.pick("what_nl", "what_en")], row[visit.pick("name_nl", "name_en")]
    sort = str(row[visit.pick("subject_nl", "subject_en")])
    heading = f"{wording.day(row['date'], visit.language)}: {what}"
    cells = [Cell(str(name), visit.link("register", str(row["item_id"])))]
    # A duty is told by its article: what it asks stands below, its sort in the heading already.
    if row["subject"] != "obligation":
        cells.append(Cell(sort))
    return heading, str(row[visit.pick("summary_nl", "summary_en")] or ""), cells


SCREEN = Screen(show, (Parameter("soort", choice("", *_SORTS)),))
