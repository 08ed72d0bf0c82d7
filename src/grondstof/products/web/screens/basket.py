"""The basket: codes or words in the address, five risks, actions, a letter; nothing stored."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.errors import FaultyError
from grondstof.products.answers.basket import COUNTED
from grondstof.products.report.supplier_letter import LANGUAGES
from grondstof.products.web.figures import plain_table
from grondstof.products.web.files import LETTER
from grondstof.products.web.page import Block, Card, Cards, Field, Form, Page
from grondstof.products.web.parameters import MOST_CODES, Parameter, code_list, line_list
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.basket_risks import risk_blocks
from grondstof.products.web.screens.generic import ranked_figure
from grondstof.products.web.visit import Visit

_LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English", "de": "Deutsch"}


def show(visit: Visit) -> Page:
    """Return what the codes and lines of the address contain, most at risk first."""
    codes, lines = visit.query.get("codes", ""), visit.query.get("lines", "")
    form = _form(visit, codes, lines)
    title = visit.say("nav.basket")
    if not codes and not lines:
        return Page(title, visit.say("basket.lead"), [form])
    try:
        answer = visit.ask("basket", codes=codes, lines=lines)
    except FaultyError as error:
        return Page(title, str(error.faults[0]), [form], status=error.http_status)
    blocks: list[Block] = []
    tables = answer.tables
    if tables.get("risks"):
        blocks += risk_blocks(visit, tables)
        blocks.append(_letters(visit, codes, lines))
    if tables.get("guesses"):
        blocks.append(_choose(visit, codes, tables["guesses"]))
    blocks.append(form)
    picture = ranked_figure(visit, answer, "rows", answer.rows, visit.say("basket.figure"))
    blocks.append(picture or plain_table(visit, "rows", answer.rows))
    for name in ("lines", "unknown"):
        if tables.get(name):
            blocks.append(plain_table(visit, name, tables[name]))
    return Page(title, visit.speak(answer.sentence), blocks, answer)


def _form(visit: Visit, codes: str, lines: str) -> Form:
    fields = [
        Field(
            "lines", visit.say("basket.words"), "area", lines, hint=visit.say("basket.words.hint")
        ),
        Field(
            "codes", visit.say("basket.label"), "area",
            codes.replace(",", "\n"), hint=visit.say("basket.hint", most=MOST_CODES),
        ),
    ]  # fmt: skip
    return Form("", visit.link("basket"), fields, visit.say("basket.button"))


def _choose(visit: Visit, codes: str, guesses: Sequence[Mapping[str, Any]]) -> Form:
    """Return a form with a choice of codes for each line; the guess that counted is chosen."""
    lines: dict[int, list[Mapping[str, Any]]] = {}
    for row in guesses:
        lines.setdefault(row["line"], []).append(row)
    fields = [_choice(visit, number, rows) for number, rows in lines.items()]
    if codes:
        fields.append(Field("codes", "", "hidden", codes))
    say = visit.say
    return Form(
        say("basket.choose"),
        visit.link("basket"),
        fields,
        say("basket.choose.button"),
        say("basket.choose.what"),
    )


def _choice(visit: Visit, number: int, rows: Sequence[Mapping[str, Any]]) -> Field:
    language = visit.language
    options = [
        (row["code"], f"{row['code']} {str(row[f'name_{language}'] or '')[:60]}")
        for row in rows
        if row["code"]
    ]
    best = rows[0]
    counted = best["code"] if best["confidence"] in COUNTED else ""
    hint = best["reason_nl" if language == "nl" else "reason"]
    return Field(
        "codes",
        best["text"],
        "select",
        counted or "",
        [*options, ("", visit.say("basket.choose.none"))],
        f"{visit.say('value.confidence.' + best['confidence'])}: {hint}",
        key=f"line-{number}",
    )


def _letters(visit: Visit, codes: str, lines: str) -> Cards:
    cards = [
        Card(
            _LANGUAGE_NAMES[language],
            visit.link("basket", "files", f"{LETTER}.{language}.docx", codes=codes, lines=lines),
            "DOCX",
        )
        for language in LANGUAGES
    ]
    return Cards(visit.say("basket.letter"), cards, visit.say("basket.letter.what"))


SCREEN = Screen(show, (Parameter("codes", code_list), Parameter("lines", line_list)))
