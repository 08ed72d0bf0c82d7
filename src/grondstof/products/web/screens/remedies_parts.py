"""What the pages on demand, stocks and measures share: fields, figures of courses, parameters."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.answers.names import own_home
from grondstof.products.answers.remedy_words import home_name
from grondstof.products.charts.courses import Course, Moment, Panel, courses, ticks
from grondstof.products.web.figures import figure
from grondstof.products.web.page import Block, Field, Figure, Form
from grondstof.products.web.parameters import Parameter, home_or_world, text, whole
from grondstof.products.web.tables import make_table, shown
from grondstof.products.web.visit import Visit
from grondstof.products.wording import capital

Row = Mapping[str, Any]
HOME = own_home()
HOMES = tuple(dict.fromkeys((HOME, "EU27", "WORLD")))
YEARS = ("2030", "2040", "2050")
YEAR = "2040"


HOME_PARAMETER = Parameter("thuisland", home_or_world, HOME)
YEAR_PARAMETER = Parameter("jaar", whole(2020, 2050))
SCENARIO_PARAMETER = Parameter("scenario", text)


def asked_home(visit: Visit) -> str:
    """Return the home of the address."""
    return visit.query.get("thuisland", HOME)


def asked_year(visit: Visit) -> int | None:
    """Return the year of the address; None leaves it to the answer."""
    return int(visit.query["jaar"]) if "jaar" in visit.query else None


def shown_year(rows: Sequence[Row]) -> int:
    """Return the year that an answer shows."""
    return int(rows[0]["year"]) if rows else int(YEAR)


def ask_again(visit: Visit, form: Form) -> list[Block]:
    """Return the form of a page; a page that is a file cannot work anything out again."""
    return [] if visit.static else [form]


def home_field(visit: Visit) -> Field:
    """Return the field that chooses whose demand and stock are shown."""
    own = asked_home(visit)
    names = [*HOMES, *(() if own in HOMES else (own,))]
    options = [(name, capital(visit.speak(home_name(name)))) for name in names]
    return Field("thuisland", visit.say("remedies.home"), "select", own, options)


def year_field(visit: Visit, year: int) -> Field:
    """Return the field that chooses the year of tables and bars."""
    own = str(year)
    years = sorted({*YEARS, own})
    options = [(year, year) for year in years]
    return Field("jaar", visit.say("remedies.year"), "select", own, options)


def scenario_field(visit: Visit, rows: Sequence[Row]) -> Field:
    """Return the field that chooses the scenario that a figure draws."""
    names = {str(row["scenario_id"]): str(row[f"name_{visit.language}"]) for row in rows}
    own = visit.query.get("scenario", next(iter(names), ""))
    return Field("scenario", visit.say("column.scenario_id"), "select", own, list(names.items()))


def chosen_scenario(visit: Visit, rows: Sequence[Row]) -> str:
    """Return the scenario that a figure draws: that of the address, else the first of rows."""
    names = list(dict.fromkeys(str(row["scenario_id"]) for row in rows))
    own = visit.query.get("scenario", "")
    return own if own in names else next(iter(names), "")


def course(visit: Visit, rows: Sequence[Row], column: str, name: str, look: int) -> Course:
    """Return one line of a column of rows in the order of years."""
    moments = [
        Moment(
            int(row["year"]),
            row[column],
            row.get(f"{column}_low"),
            row.get(f"{column}_high"),
            f"{row['year']}: {shown(visit, row, column, row[column])}",
        )
        for row in sorted(rows, key=lambda row: row["year"])
    ]
    return Course(name, look, moments)


def panel(visit: Visit, title: str, found: Sequence[Course]) -> Panel:
    """Return a field with a scale in round numbers."""
    ends = [
        end
        for item in found
        for moment in item.moments
        for end in (moment.value, moment.high)
        if end is not None
    ]

    def words(value: float) -> str:
        digits = 0 if value >= 10 or value == int(value) else 2
        return visit.number(value, digits)

    return Panel(title, found, ticks(max(ends, default=0.0), words))


def course_figure(
    visit: Visit,
    answer: Answer,
    name: str,
    panels: Sequence[Panel],
    rows: Sequence[Row],
    *,
    title: str,
    sentence: str,
    columns: Sequence[str],
    column: str,
    note: str = "",
) -> Figure:
    """Return courses as a figure with their years of interest as its table."""
    years = [row for row in rows if str(row["year"]) in ("2025", *YEARS)]
    made = figure(
        visit, answer, name, title=title, sentence=sentence, chart=courses(panels, sentence),
        table=make_table(visit, "course", years or rows, caption=title, columns=columns),
        rows=years or rows, column=column, note=note,
    )  # fmt: skip
    return replace(made, folded=False)


def spoken(visit: Visit, columns: Sequence[str]) -> list[str]:
    """Return columns without those of the other language."""
    other = visit.pick("_en", "_nl")
    return [column for column in columns if not column.endswith(other)]
