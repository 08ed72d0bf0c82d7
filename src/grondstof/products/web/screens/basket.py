"""The basket: codes or words in the address, five risks, actions, a letter; nothing stored."""

from grondstof.errors import FaultyError
from grondstof.products.report.supplier_letter import LANGUAGES
from grondstof.products.web.figures import plain_table
from grondstof.products.web.files import LETTER
from grondstof.products.web.page import Block, Card, Cards, Field, Form, Page
from grondstof.products.web.parameters import MOST_CODES, Parameter, code_list, line_list
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.generic import ranked_figure
from grondstof.products.web.visit import Visit

_RISKS = ("name", "supply_risk", "supply_risk_threshold", "probability_listed", "border_supplier",
          "traced_origin", "world_supplier", "world_share", "restrictions")  # fmt: skip
_PAYS = ("name", "action_id", "aid", "window")
_GUESSES = ("line", "text", "code", "name", "confidence")
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
    blocks: list[Block] = [form]
    tables = answer.tables
    if tables.get("risks"):
        blocks.append(
            plain_table(
                visit, "risks", tables["risks"], title=visit.say("basket.risks"), columns=_RISKS
            )
        )
        action = ("material_id", f"title_{visit.language}", "cost", "time", "complexity")
        blocks.append(
            plain_table(
                visit,
                "actions",
                tables["actions"],
                title=visit.say("basket.actions"),
                columns=action,
            )
        )
        if tables.get("instruments"):
            blocks.append(plain_table(visit, "instruments", tables["instruments"], columns=_PAYS))
        blocks.append(_letters(visit, codes, lines))
    picture = ranked_figure(visit, answer, "rows", answer.rows, visit.say("basket.figure"))
    blocks.append(picture or plain_table(visit, "rows", answer.rows))
    if tables.get("guesses"):
        blocks.append(plain_table(visit, "guesses", tables["guesses"], columns=_GUESSES))
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
