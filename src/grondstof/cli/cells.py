"""Cells and headings of a table in a terminal, in the words of the site.

Ids that a reader types back, such as codes, sources and methods, stay as they are.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from grondstof.products import messages, wording
from grondstof.products.answers.base import Gap
from grondstof.products.web.column_forms import base_of, form_of, is_withheld, shown_number
from grondstof.products.web.words_of import words_of
from grondstof.vocabulary.kinds import kinds

MISSING = "·"
# Columns whose ids are typed in a next command.
_TYPED = frozenset(
    {"item_id", "code", "codes", "code_system", "method_id", "source_id", "scenario_id", "key"}
)
_UNNAMED = ("-", "", "dimensionless", "see unit", "see rule", "fraction", "year")
_SAID = ("date", "month", "months", "count", "rank")
Row = Mapping[str, Any]


@lru_cache(maxsize=1024)
def heading(column: str, language: str) -> str:
    """Return the words above a column, with the unit that its cells do not name."""
    if column in ("item_id", "kind"):
        return messages.say(f"cli.{column}", language)
    base = base_of(column)
    plain = base.removesuffix("_id").replace("_", " ")
    words = messages.says(f"column.{base}", language, plain)
    for ending in ("_low", "_high"):
        if column.endswith(ending):
            words = f"{words}, {messages.say(f'cli.end{ending}', language)}"
    form = form_of(column)
    if form.known and form.unit not in _UNNAMED and form.unit not in _SAID:
        words = f"{words} ({wording.unit_name(form.unit, language)})"
    return words


def title(name: str, language: str) -> str:
    """Return the words above a further list of an answer."""
    return messages.says(f"table.{name}", language, name.replace("_", " ").capitalize())


def figure(row: Row, name: str, column: str, language: str) -> str:
    """Return a cell; an uncertain figure stands with its interval.

    Args:
        row: Row of an answer.
        name: Column as it was asked for, to which `_low` and `_high` belong.
        column: The same, or its twin in the reader's language.
        language: `nl` or `en`.
    """
    value, low, high = row.get(column), row.get(f"{name}_low"), row.get(f"{name}_high")
    if value is None and is_withheld(row, name):
        return messages.say("cell.withheld", language)
    text = _text(row, name, value, language)
    if low is None or high is None or (value is not None and low == high):
        return text
    first = _text(row, name, low, language).removesuffix("%")
    ends = f"{first}–{_text(row, name, high, language)}"
    return ends if value is None else f"{text} [{ends}]"


def _text(row: Row, name: str, value: Any, language: str) -> str:
    if value is None or value == "":
        return MISSING
    if isinstance(value, bool):
        return messages.say("yes" if value else "no", language)
    if isinstance(value, date):
        return wording.day(value, language)
    if isinstance(value, int | float):
        return _number(row, name, value, language)
    text = str(value)
    if name == "kind" and text in kinds():
        return str(kinds()[text].name_nl if language == "nl" else kinds()[text].name_en)
    if name == "strategy":
        return messages.says(f"strategy.{text}", language, text)
    return text if name in _TYPED else words_of(base_of(name), text, language)


def _number(row: Row, name: str, value: float, language: str) -> str:
    # A step of a walk says which column its value is of.
    name = str(row["column"]) if name == "value" and row.get("column") else name
    if not form_of(name).counted:
        # A narrow column must not part a share from its sign.
        return shown_number(row, base_of(name), value, language).replace("\u00a0%", "%")
    whole = isinstance(value, int) or value == int(value)
    return str(int(value)) if whole else wording.number(value, language, 1)


def gap_line(gap: Gap, language: str) -> str:
    """Return what is not known, why, and what follows from it."""
    dutch = language == "nl"
    what = gap.what_nl if dutch and gap.what_nl else _named(gap.what, language)
    why, effect = (
        own if dutch and own else messages.says(f"gap.{words}", language, words)
        for own, words in ((gap.why_nl, gap.why), (gap.effect_nl, gap.effect))
    )
    return f"? {what}: {why} ({effect})" if effect else f"? {what}: {why}"


def _named(what: str, language: str) -> str:
    parts = (
        messages.says(f"column.{part}", language, messages.says(f"gap.{part}", language, part))
        for part in what.split(";")
    )
    return ", ".join(parts)
