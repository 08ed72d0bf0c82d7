"""The basket: trade codes in the address, the materials behind them, nothing stored."""

from grondstof.errors import FaultyError
from grondstof.products.web.figures import plain_table
from grondstof.products.web.page import Block, Field, Form, Page
from grondstof.products.web.parameters import MOST_CODES, Parameter, code_list
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.generic import ranked_figure
from grondstof.products.web.visit import Visit


def show(visit: Visit) -> Page:
    """Return what the codes of the address contain, most at risk first."""
    codes = visit.query.get("codes", "")
    field = Field(
        "codes", visit.say("basket.label"), "area",
        codes.replace(",", "\n"), hint=visit.say("basket.hint", most=MOST_CODES),
    )  # fmt: skip
    form = Form("", visit.link("basket"), [field], visit.say("basket.button"))
    title = visit.say("nav.basket")
    if not codes:
        return Page(title, visit.say("basket.lead"), [form])
    try:
        answer = visit.ask("basket", codes=codes)
    except FaultyError as error:
        return Page(title, str(error.faults[0]), [form], status=error.http_status)
    blocks: list[Block] = [form]
    picture = ranked_figure(visit, answer, "rows", answer.rows, visit.say("basket.figure"))
    blocks.append(picture or plain_table(visit, "rows", answer.rows))
    for name in ("lines", "unknown"):
        if answer.tables.get(name):
            blocks.append(plain_table(visit, name, answer.tables[name]))
    return Page(title, visit.speak(answer.sentence), blocks, answer)


SCREEN = Screen(show, (Parameter("codes", code_list),))
