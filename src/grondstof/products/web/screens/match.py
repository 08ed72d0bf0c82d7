"""Which instruments fit a project: a form whose whole state is the address; nothing is stored."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.web.page import Block, Card, Cards, Page, Prose
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.match_fields import OPTIONS, PARAMETERS, form
from grondstof.products.web.screens.register_parts import Row, grid, of_register, tabs
from grondstof.products.web.visit import Visit

_ROWS = ("title_", "reason_", "aid", "window", "document_", "place")
_RULES = ("item_id", "reason_", "holds", "settled", "place")
_NEARBY = ("title_", "country", "town", "distance_km", "role", "activity", "capacity")
_PERMIT = ("complete_on", "limit_months", "stopped_days", "elapsed_days", "ends", "days_left")
_ARTICLE = ("criterion", "criterion_text_", "evidence")
_OUTCOMES = ("eligible", "eligible if", "unknown", "not eligible")


def show(visit: Visit) -> Page:
    """Return the form, and below it what the project of the address can get and brings."""
    title, shown = visit.say("nav.match"), form(visit)
    if not visit.query.get("land"):
        return Page(title, visit.say("match.lead"), [shown], tabs=tabs(visit))
    answer = visit.ask("match", **{"project_name": visit.say("match.yours"), **asked(visit.query)})
    change = f'<p><a href="#f-naam">{visit.say("match.change")}</a></p>'
    blocks: list[Block] = [Prose(change), _counts(visit, answer), *_groups(visit, answer)]
    blocks += [_gains(visit, answer), *_tables(visit, answer), shown]
    page = Page(title, visit.speak(answer.sentence), blocks, answer, tabs=tabs(visit))
    return page


def asked(query: Mapping[str, str]) -> dict[str, Any]:
    """Return the options of the question that an address gives."""
    found: dict[str, Any] = {
        option: query[name] for name, option in OPTIONS.items() if name in query
    }
    for name, text in found.items():
        if name.startswith("weight_"):
            found[name] = int(text) / 100
    return found


def _counts(visit: Visit, answer: Answer) -> Cards:
    cards = [
        Card(
            visit.say(f"value.outcome.{outcome.replace(' ', '-')}"), "",
            number=str(sum(row["outcome"] == outcome for row in answer.rows)),
        )
        for outcome in _OUTCOMES
    ]  # fmt: skip
    return Cards("", cards)


def _groups(visit: Visit, answer: Answer) -> list[Block]:
    """Return a table for each outcome; those that fit stand open, the others are folded."""
    found: list[Block] = []
    for outcome in _OUTCOMES:
        rows = [
            {**row, "reason_nl": row["why_nl"], "reason_en": row["why_en"]}
            for row in answer.rows
            if row["outcome"] == outcome
        ]
        name = outcome.replace(" ", "-")
        if rows:
            found.append(
                grid(visit, name, rows, _ROWS, folded=outcome in ("unknown", "not eligible"),
                     title=visit.say(f"match.group.{name}", count=len(rows)))
            )  # fmt: skip
    return found


def _gains(visit: Visit, answer: Answer) -> Cards:
    """Return what home gains: economic value, share of the target, dependence taken away."""
    rows = answer.tables.get("values", [])
    return Cards(
        visit.say("match.gains"), [_gain(visit, row) for row in rows], visit.say("match.gains.what")
    )


def _gain(visit: Visit, row: Row) -> Card:
    known = row["value"] is not None
    unit = visit.says(f"unit.{row['unit']}", str(row["unit"]))
    number = ""
    if known and row["row_id"] == "strategic":
        number = visit.percent(row["value"], 1)
    elif known:
        number = f"{visit.number(row['value'], 1)} {unit}"
    line = str(row.get(visit.pick("reason_nl", "reason_en")) or "")
    if not known and not line:
        line = visit.say("match.unknown")
    if known and row.get("missed_with") is not None:
        line = f"{line}; {visit.say('match.with', months=visit.number(row['missed_with'], 1))}"
    if row.get("value_low") is not None:
        ends = visit.number(row["value_low"], 1), visit.number(row["value_high"], 1)
        line += f" ({visit.say('match.range', low=ends[0], high=ends[1])})"
    return Card(
        str(row[visit.pick("name_nl", "name_en")]), "", line, number or "–",
        mark=visit.say("match.weight", weight=visit.percent(row["weight"], 0)),
    )  # fmt: skip


def _tables(visit: Visit, answer: Answer) -> list[Block]:
    tables = answer.tables
    needs = [{**row, "need": row[visit.pick("sentence_nl", "sentence_en")]}
             for row in tables.get("needs", [])]  # fmt: skip
    article = [{**row, "criterion_text_nl": row["name_nl"], "criterion_text_en": row["name_en"]}
               for row in tables.get("article_6", [])]  # fmt: skip
    wanted: Sequence[tuple[str, Sequence[Row], Sequence[str], bool]] = (
        ("needs", needs, ("need", "covered"), False),
        ("permit", tables.get("permit", []), _PERMIT, False),
        ("nearby", tables.get("nearby", []), _NEARBY, True),
        ("article_6", article, _ARTICLE, True),
        ("rules", _named(visit, answer), _RULES, True),
    )
    return [
        grid(visit, name, rows, columns, folded=folded)
        for name, rows, columns, folded in wanted
        if rows
    ]


def _named(visit: Visit, answer: Answer) -> list[Row]:
    names = {row["item_id"]: row for row in answer.rows}
    return [
        {**row, "name_nl": names[row["item_id"]]["name_nl"],
         "name_en": names[row["item_id"]]["name_en"]}
        for row in answer.tables.get("rules", [])
    ]  # fmt: skip


SCREEN = Screen(of_register(show), PARAMETERS, computed=True)
