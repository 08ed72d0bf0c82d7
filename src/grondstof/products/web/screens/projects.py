"""Strategic projects: how many are published and named, who and where, and the page of one."""

from grondstof.products.answers.base import Answer
from grondstof.products.web.page import Block, Card, Cards, Field, Form, Page
from grondstof.products.web.parameters import Parameter, choice, material, territory
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.register_parts import Row, facts, grid, of_register, tabs
from grondstof.products.web.visit import Visit
from grondstof.vocabulary import materials

_COLUMNS = ("title_", "operator", "country", "town", "stages", "materials", "capacity",
            "certainty")  # fmt: skip
_FACTS = ("operator", "country", "town", "nuts", "stages", "activity", "capacity", "materials",
          "selection", "status_text", "permit_limit_months", "date", "certainty", "document",
          "place")  # fmt: skip
_STAGES = ("extraction", "processing", "component", "end-of-life")


def show(visit: Visit) -> Page:
    """Return the strategic projects, narrowed to a material, a country or a stage when asked."""
    answer = visit.ask("project")
    rows = [row for row in answer.rows if _asked(visit, row)]
    cards = [
        Card(
            visit.say(f"value.selection.{row['selection']}"), "",
            visit.say("projects.named", named=row["named"]),
            number=f"{row['published'] or 0:.0f}", mark=visit.say("projects.published"),
        )
        for row in answer.tables["counts"]
    ]  # fmt: skip
    table = grid(visit, "projects", rows, _COLUMNS, title=visit.say("nav.projects"), most=80)
    stages = [
        Card(visit.stage(str(row["name"])), visit.link("projects", stap=str(row["name"])),
             number=str(row["projects"]))
        for row in sorted(answer.tables["by_stage"], key=_order)
    ]  # fmt: skip
    blocks: list[Block] = [
        Cards("", cards), Cards(visit.say("projects.pipeline"), stages), _form(visit, answer), table
    ]  # fmt: skip
    lead = visit.speak(answer.sentence)
    return Page(visit.say("nav.projects"), lead, blocks, answer, tabs=tabs(visit))


def _order(row: Row) -> int:
    return _STAGES.index(row["name"]) if row["name"] in _STAGES else len(_STAGES)


def _asked(visit: Visit, row: Row) -> bool:
    name, place, stage = (visit.query.get(key) for key in ("grondstof", "land", "stap"))
    wanted = {name, *materials.groups_of(name), *materials.members(name)} if name else set()
    return (
        (not wanted or not wanted.isdisjoint(str(row["materials"] or "").split(";")))
        and (not place or row["country"] == place)
        and (not stage or stage in str(row["stages"] or "").split(";"))
    )


def _form(visit: Visit, answer: Answer) -> Form:
    def field(name: str, label: str, table: str, words: str) -> Field:
        say = getattr(visit, words)
        values = sorted((str(row["name"]) for row in answer.tables[table]), key=say)
        options = [("", visit.say("form.all")), *((value, say(value)) for value in values)]
        chosen = visit.query.get(name, "")
        return Field(name, visit.say(label).capitalize(), "select", chosen, options)

    fields = [
        field("grondstof", "column.material_id", "by_material", "material"),
        field("land", "column.territory_id", "by_country", "territory"),
        field("stap", "column.stage_id", "by_stage", "stage"),
    ]
    return Form("", visit.link("projects"), fields, visit.say("form.show"))


def details(visit: Visit, answer: Answer, row: Row) -> tuple[list[Block], Answer]:
    """Return the blocks of one project or site, and the answer that they rest on."""
    shown = answer
    if row["kind_of_item"] == "project":
        shown = visit.ask("project", item=str(row["item_id"]))
    found = shown.rows[0]
    blocks: list[Block] = [facts(visit, "", found, _FACTS)]
    if found.get("country") and not visit.static:
        query = {
            "naam": str(row[visit.pick("name_nl", "name_en")])[:120],
            "land": str(found["country"]),
            "stap": str(found.get("stages") or "").split(";")[0],
            "grondstof": str(found.get("materials") or "").split(";")[0],
            "strategisch": "yes" if row["kind_of_item"] == "project" else "",
        }
        card = Card(visit.say("projects.match"), visit.link("match", **query),
                    visit.say("projects.match.what"))  # fmt: skip
        blocks.append(Cards("", [card]))
    return blocks, shown


SCREEN = Screen(
    of_register(show),
    (
        Parameter("grondstof", material),
        Parameter("land", territory),
        Parameter("stap", choice("", *_STAGES, "assembly")),
    ),
)
