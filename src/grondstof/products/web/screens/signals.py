"""Early-warning signals: what happened, what it means, what one can do, how far to trust them."""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from grondstof.products import wording
from grondstof.products.answers.base import Answer
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.figures import figure, plain_table
from grondstof.products.web.page import Block, Card, Cards, Cell, Field, Form, Page, Steps
from grondstof.products.web.parameters import Parameter, choice, material
from grondstof.products.web.screens import Screen
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
SEVERITIES = ("high", "medium", "low")
# More than this of one severity is a list, not a warning; all of them stand in the table.
MOST = {"high": 12, "medium": 6, "low": 3}
_LIST = (
    "severity", "told", "meaning", "action", "eu_list", "imports_musd", "rule_id", "reason", "year",
    "month",
)  # fmt: skip
_SCORES = (
    "rule_id", "episodes", "hits", "hits_by_chance", "late", "misses", "lead_months",
    "false_alarms_per_year",
)  # fmt: skip
_TEST = (
    "episode", "material_id", "episode_date", "rule_id", "outcome", "lead_months", "signal_period",
    "chance",
)  # fmt: skip
_RULES = ("rule_id", "reason", "threshold", "severity")


def show(visit: Visit) -> Page:
    """Return the signals of home, the most severe first, and the record of the rules."""
    chosen = {name: visit.query[name] for name in ("grondstof", "ernst") if name in visit.query}
    answer = visit.ask(
        "signals", material=chosen.get("grondstof"), severity=chosen.get("ernst") or None
    )
    blocks: list[Block] = [_form(visit)]
    for severity in SEVERITIES:
        rows = [row for row in answer.rows if row["severity"] == severity]
        blocks += _steps(visit, severity, rows)
    own = [_in_language(visit, row) for row in answer.rows]
    table = plain_table(
        visit, "rows", own, title=visit.say("signals.all"), columns=_LIST, folded=True, most=200
    )
    feed = Card(
        visit.say("signals.feed"), f"{visit.link('signals')}/files/signals.atom",
        visit.say("signals.feed.what"),
    )  # fmt: skip
    blocks += [table, Cards("", [feed]), *_record(visit, answer)]
    return Page(visit.say("nav.signals"), visit.speak(answer.sentence), blocks, answer)


def _form(visit: Visit) -> Form:
    whole = visit.ask("signals")
    held = {row["material_id"] for row in whole.rows if row["material_id"] != "pooled"}
    names = sorted(((name, visit.material(name)) for name in held), key=lambda item: item[1])
    least = [(name, visit.say(f"signals.least.{name}")) for name in ("high", "medium")]
    every = ("", visit.say("form.all"))
    return Form(
        "", visit.link("signals"),
        [
            Field("ernst", visit.say("column.severity"), "select", visit.query.get("ernst", ""),
                  [every, *least]),
            Field("grondstof", visit.say("column.material_id"), "select",
                  visit.query.get("grondstof", ""), [every, *names]),
        ],
        visit.say("form.show"),
    )  # fmt: skip


def _steps(visit: Visit, severity: str, rows: Sequence[Row]) -> list[Steps]:
    """Return the signals of one severity by rule; what holds for all of a rule is said once."""
    most = MOST[severity]
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for row in rows[:most]:
        by_rule.setdefault(row["rule_id"], []).append(_in_language(visit, row))
    found: list[Steps] = []
    for rule, group in by_rule.items():
        meaning = _shared([row["meaning"] for row in group])
        told = [meaning, f"{visit.say('signals.do')} {group[0]['action']}"]
        told.append(visit.say("signals.why", reason=group[0]["reason"]))
        if len(rows) > most and not found:
            told.append(visit.say("signals.more", count=most, all=len(rows)))
        title = visit.say(
            f"signals.{severity}", rule=visit.says(f"value.rule_id.{rule}", rule), count=len(group)
        )
        steps = [_step(visit, row, len(meaning)) for row in group]
        found.append(Steps(title, steps, "\n".join(filter(None, told))))
    return found


def _shared(texts: Sequence[str]) -> str:
    """Return the sentences with which all texts begin."""
    first, last = min(texts), max(texts)
    alike = list(takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
    return first[: first.rfind(".", 0, len(alike)) + 1]


def _step(visit: Visit, own: Row, said: int) -> tuple[str, str, list[Cell]]:
    """Return one signal; `said` letters of its meaning stand above all signals of its rule."""
    row, line = own, own["meaning"][said:].strip()
    cells = []
    if row["eu_list"]:
        cells.append(Cell(visit.say(f"signals.list.{row['eu_list']}")))
    if row["imports_musd"] is not None:
        worth = visit.number(row["imports_musd"], 1)
        cells.append(Cell(visit.say("signals.imports", value=worth)))
    if row["material_id"] == "pooled" and row["code"]:
        cells.append(Cell(visit.say("signals.code"), visit.link("products", row["code"])))
    elif row["material_id"] != "pooled":
        href = visit.link("materials", row["material_id"], "keten")
        cells.append(Cell(visit.say("signals.origin"), href))
    if row["rule_id"] in ("restriction", "suspension"):
        asked = {"land": row["territory_id"], "grondstof": row["material_id"]}
        cells.append(Cell(visit.say("signals.law"), visit.link("controls", **asked)))
    return own["told"], line, cells


def _in_language(visit: Visit, row: Row) -> dict[str, Any]:
    """Return a row with its texts in the language of the page under plain names."""
    found = dict(row)
    for name, column in (("told", "text"), *((n, n) for n in ("meaning", "action", "reason"))):
        found[name] = row[f"{column}_{visit.language}"]
    return found


def _record(visit: Visit, answer: Answer) -> list[Block]:
    """Return how the rules did on past disruptions: hits beside what luck gives, all misses."""
    scores = answer.tables["scores"]
    tried = [row for row in scores if row["episodes"]]
    told = visit.speak(answer.notes[-1])
    title = visit.say("signals.record")
    items = [
        Bar(
            visit.says(f"value.rule_id.{row['rule_id']}", row["rule_id"]),
            visit.say("signals.score", hits=row["hits"], all=row["episodes"],
                      luck=visit.number(row["hits_by_chance"], 1)),
            row["hits"] / row["episodes"],
            row["hits_by_chance"] / row["episodes"],
            row["hits_by_chance"] / row["episodes"] + 1e-9,
        )
        for row in tried
    ]  # fmt: skip
    test = [
        {**row, "episode": row[visit.pick("name_nl", "name_en")]}
        for row in answer.tables["backtest"]
        if row["outcome"] != "not-testable"
    ]
    rules = [_plain(visit, row) for row in answer.tables["rules"]]
    blocks: list[Block] = []
    if tried:
        blocks.append(
            figure(
                visit, answer, "scores", title=title, sentence=told,
                chart=bars(items, told, maximum=1.0),
                table=make_table(visit, "scores", scores, caption=title, columns=_SCORES),
                rows=scores, column="hits", note=_alarms(visit, tried),
            )
        )  # fmt: skip
    blocks.append(
        plain_table(visit, "backtest", test, title=visit.say("signals.test"), columns=_TEST,
                    folded=True)
    )  # fmt: skip
    blocks.append(
        plain_table(visit, "rules", rules, title=visit.say("signals.rules"), columns=_RULES,
                    folded=True)
    )  # fmt: skip
    return blocks


def _plain(visit: Visit, row: Row) -> dict[str, Any]:
    return {**row, "reason": row[f"reason_{visit.language}"]}


def _alarms(visit: Visit, tried: Sequence[Row]) -> str:
    """Return in words how often each rule alarms outside every known disruption."""
    parts = [
        visit.say(
            "signals.alarms.one",
            rule=visit.says(f"value.rule_id.{row['rule_id']}", row["rule_id"]),
            count=visit.number(row["false_alarms_per_year"], 1),
        )
        for row in tried
        if row["false_alarms_per_year"] is not None
    ]
    return visit.say("signals.alarms", list=wording.enumerate_words(parts, visit.language))


SCREEN = Screen(
    show, (Parameter("grondstof", material), Parameter("ernst", choice("high", "medium")))
)
