"""The accounts of a home: of one material on its page, of all materials beside the industries.

Directly, inside products, inside all else that is bought, and in what is consumed: each with its
interval and the year of its oldest input, and the published ratio beside ours.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.errors import FaultyError
from grondstof.products.answers.base import Answer
from grondstof.products.web.figures import (
    figure,
    interval_words,
    plain_table,
    ranked,
    source_lines,
)
from grondstof.products.web.page import Block, Figure
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]

_AMOUNTS = ("quantity_t", "value_musd", "world_share")
_ACCOUNTS = ("direct", "products", "indirect", "footprint")
_RATIO = ("concept", "value", "period", "basis", "materials_count", "list_version", "locator")
_AXIS = ("material_id", "direct_musd", "dependent_musd", "rank_direct", "rank_total", "rank_change")


def account_blocks(visit: Visit, material_id: str) -> list[Block]:
    """Return the accounts of a material with what they rest on; nothing where none are known."""
    try:
        answer = visit.ask("footprint", material=material_id)
    except FaultyError:
        return []
    totals = [row for name in _ACCOUNTS for row in answer.rows if _is_total(row, name)]
    if not totals:
        return []
    blocks: list[Block] = [_accounts(visit, answer, totals)]
    for name in ("origin", "buyers"):
        rows = [r for r in answer.tables.get(name, ()) if r["account"] == "indirect"]
        if len(rows) > 1:
            blocks.append(_parts(visit, answer, name, rows))
    return [*blocks, *ratio_blocks(visit, answer, folded=True)]


def overview_blocks(visit: Visit, answer: Answer) -> list[Block]:
    """Return the accounts of all materials: the largest hidden imports, the ratio, the ranks.

    Args:
        visit: Visit.
        answer: The answer `footprint` without a material.
    """
    rows = [row for row in answer.rows if _is_total(row, "indirect")]
    rows = sorted(
        (row for row in rows if row["value_musd"] is not None), key=lambda row: -row["value_musd"]
    )
    blocks: list[Block] = []
    if len(rows) > 1:
        title = _titled(visit, "accounts.largest", "value_musd")
        told = visit.say(
            "accounts.largest.told",
            first=_material(visit, rows[0]),
            second=_material(visit, rows[1]),
        )
        columns = ("material_id", *_known(rows))
        blocks.append(
            figure(
                visit, answer, "indirect", title=title, sentence=told,
                chart=ranked(
                    visit, rows, "value_musd", label=told,
                    name_of=lambda row: _material(visit, row),
                    link_of=lambda row: visit.link("materials", row["material_id"], "keten"),
                ),
                table=make_table(visit, "indirect", rows, caption=title, columns=columns),
                rows=rows, column="value_musd", note=visit.speak(answer.notes[0]),
                sources=source_lines(answer),
            )
        )  # fmt: skip
    blocks += ratio_blocks(visit, answer)
    axis = answer.tables.get("axis", ())
    if axis:
        blocks.append(plain_table(visit, "axis", axis, columns=_AXIS, folded=True))
    return blocks


def ratio_blocks(visit: Visit, answer: Answer, *, folded: bool = False) -> list[Block]:
    """Return our ratio beside the published one, and why they differ."""
    reason = visit.pick("reason_nl", "reason_en")
    found: list[Block] = []
    for name, title, columns in (
        ("ratio", "accounts_ratio", _RATIO),
        ("difference", "difference", (reason, "value")),
    ):
        rows = answer.tables.get(name, ())
        if rows:
            words = visit.say(f"table.{title}")
            found.append(
                plain_table(visit, name, rows, title=words, columns=columns, folded=folded)
            )
    return found


def _is_total(row: Row, account: str) -> bool:
    return (row["account"], row["cut"], row["cut_id"]) == (account, "total", "all")


def _material(visit: Visit, row: Row) -> str:
    return str(row[visit.pick("name_nl", "name_en")])


def _known(rows: Sequence[Row]) -> list[str]:
    """Return the columns of amounts of which any is known, its ends included."""
    return [
        name
        for name in _AMOUNTS
        if any(row[name] is not None or row[f"{name}_high"] is not None for row in rows)
    ]


def _amount(rows: Sequence[Row]) -> str:
    """Return the column to draw: tonnes where they are known, else the share of the world."""
    known = any(row["quantity_t"] is not None for row in rows if row["account"] != "direct")
    return "quantity_t" if known else "world_share"


def _titled(visit: Visit, key: str, column: str) -> str:
    """Return a title with the unit of the numbers in the figure."""
    return f"{visit.say(key)} ({visit.say(f'accounts.unit.{column}')})"


def _accounts(visit: Visit, answer: Answer, rows: Sequence[Row]) -> Figure:
    column = _amount(rows)
    said = [visit.speak(note) for note in answer.notes[:2]]
    for gap in answer.gaps:
        if gap.what == "products":
            why, effect = (
                (gap.why_nl, gap.effect_nl) if visit.language == "nl" else (gap.why, gap.effect)
            )
            said.insert(0, visit.say("accounts.products.none", why=why, effect=effect))
    title, told = _titled(visit, "table.accounts", column), visit.speak(answer.sentence)
    named = [{**row, "account_name": visit.say(f"value.account.{row['account']}")} for row in rows]
    columns = ("account", *_known(rows))
    return figure(
        visit, answer, "accounts", title=title, sentence=told,
        chart=ranked(
            visit, named, column, name_of=lambda row: str(row["account_name"]), label=told
        ),
        table=make_table(visit, "accounts", rows, caption=title, columns=columns),
        rows=rows, column=column,
        note=" ".join(said), sources=source_lines(answer),
    )  # fmt: skip


def _parts(visit: Visit, answer: Answer, name: str, rows: Sequence[Row]) -> Figure:
    column, own = _amount(rows), visit.pick("name_nl", "name_en")
    rows = sorted(rows, key=lambda row: (row["cut_id"] == "other", -(row[column] or 0.0)))
    title = _titled(visit, f"table.accounts_{name}", column)
    told = visit.say(
        f"accounts.{name}.told",
        first=rows[0][own],
        amount=visit.say(f"accounts.amount.{column}", value=interval_words(visit, rows[0], column)),
    )
    return figure(
        visit, answer, f"accounts-{name}", title=title, sentence=told,
        chart=ranked(visit, rows, column, name_of=lambda row: str(row[own]), label=told),
        table=make_table(
            visit, f"accounts_{name}", rows, caption=title, columns=(own, *_known(rows))
        ),
        rows=rows, column=column, sources=source_lines(answer),
    )  # fmt: skip
