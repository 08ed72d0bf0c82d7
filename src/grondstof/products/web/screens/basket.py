"""The basket: codes or words in the address, five risks, actions, a letter; nothing stored."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.errors import FaultyError
from grondstof.products import faults
from grondstof.products.answers.basket import COUNTED
from grondstof.products.report.supplier_letter import LANGUAGES
from grondstof.products.web.figures import plain_table
from grondstof.products.web.files import LETTER
from grondstof.products.web.page import Block, Card, Cards, Field, Form, Page, Prose
from grondstof.products.web.parameters import MOST_CODES, Parameter, code_list, line_list
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.basket_risks import risk_blocks
from grondstof.products.web.screens.generic import ranked_figure
from grondstof.products.web.visit import Visit

_LINES = ("code", "title", "materials_count")
_LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English", "de": "Deutsch"}


def show(visit: Visit) -> Page:
    """Return what the codes and lines of the address contain, most at risk first."""
    codes, lines = visit.query.get("codes", ""), visit.query.get("lines", "")
    form = _form(visit, codes, lines)
    title = visit.say("nav.basket")
    if not codes and not lines:
        return Page(title, visit.say("basket.lead"), [form, _examples(visit)])
    try:
        answer = visit.ask("basket", codes=codes, lines=lines)
    except FaultyError as error:
        return Page(
            title,
            faults.sentence(error.faults[0], visit.language),
            [form],
            status=error.http_status,
        )
    blocks: list[Block] = []
    tables = answer.tables
    if tables.get("guesses"):
        check = f'<p><a href="#f-line-1">{visit.say("basket.choose")}</a></p>'
        blocks.append(Prose(check))
    if tables.get("risks"):
        blocks += risk_blocks(visit, tables)
        blocks.append(_letters(visit, codes, lines))
    if tables.get("guesses"):
        blocks.append(_choose(visit, codes, tables["guesses"]))
    blocks.append(form)
    picture = ranked_figure(visit, answer, "rows", answer.rows, visit.say("basket.figure"))
    blocks.append(picture or plain_table(visit, "rows", answer.rows))
    if tables.get("lines"):
        rows = [{**row, "title": row[f"name_{visit.language}"]} for row in tables["lines"]]
        blocks.append(plain_table(visit, "lines", rows, columns=_LINES))
    if tables.get("unknown"):
        blocks.append(plain_table(visit, "unknown", tables["unknown"]))
    return Page(title, visit.speak(answer.sentence), blocks, answer)


def _examples(visit: Visit) -> Cards:
    """Return two finished baskets, for who wants to see one before pasting anything."""
    lines = visit.say("basket.example.lines").replace("|", "\n")
    cards = [
        Card(visit.say("basket.example.magnet"), visit.link("basket", codes="850511"), "8505.11"),
    ]
    if not visit.static:
        cards.append(Card(visit.say("basket.example.motor"), visit.link("basket", lines=lines)))
    return Cards(visit.say("basket.examples"), cards)


def _form(visit: Visit, codes: str, lines: str) -> Form:
    # To guess a code from words takes a server.
    fields = (
        []
        if visit.static
        else [
            Field(
                "lines",
                visit.say("basket.words"),
                "area",
                lines,
                hint=visit.say("basket.words.hint"),
            )
        ]
    )
    fields.append(
        Field(
            "codes", visit.say("basket.label"), "area",
            codes.replace(",", "\n"), hint=visit.say("basket.hint", most=MOST_CODES),
        )
    )  # fmt: skip
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
