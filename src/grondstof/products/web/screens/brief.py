"""The brief on a material, a country or a chain: a page to read, and two pages to print."""

from html import escape

from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer
from grondstof.products.answers.brief import sections_of
from grondstof.products.answers.desk import Desk
from grondstof.products.web.page import Block, Card, Cards, Field, Form, Link, Page, Prose
from grondstof.products.web.parameters import Parameter, text
from grondstof.products.web.render import file_address
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.register_parts import tabs
from grondstof.products.web.visit import Visit
from grondstof.products.web.words_of import words_of
from grondstof.vocabulary import lists

_PRINTED = (("report.docx", "DOCX"), ("report.html", "HTML"), ("report.pdf", "PDF"))


def show(visit: Visit) -> Page:
    """Return the brief on the subject of the address, or the form that asks for one.

    Raises:
        UnknownName: If the subject is no material, country or chain.
    """
    if len(visit.rest) > 1:
        raise UnknownName("address", "/".join(visit.rest), "a subject", [])
    subject = visit.rest[0] if visit.rest else visit.query.get("onderwerp", "")
    hint = visit.say("brief.hint")
    field = Field("onderwerp", visit.say("brief.subject"), "text", subject, hint=hint)
    form = Form("", visit.link("brief"), [field], visit.say("brief.button"))
    if not subject:
        return Page(
            visit.say("nav.brief"), visit.say("brief.lead"), [form, _examples(visit)],
            tabs=tabs(visit),
        )  # fmt: skip
    answer = visit.ask("brief", subject=subject)
    blocks: list[Block] = [] if visit.static else [_printed(visit)]
    blocks += [Prose(_section(visit, answer, *part)) for part in sections_of(answer.question.home)]
    blocks += [Prose(_footnotes(visit, answer)), form]
    name = visit.speak(answer.sentence).partition(",")[0].partition(" as of")[0]
    crumbs = [Link(visit.say("nav.brief"), visit.link("brief"))]
    return Page(name, visit.speak(answer.sentence), blocks, answer, crumbs=crumbs)


def _examples(visit: Visit) -> Cards:
    """Return the strategic materials of the newest list as a start."""
    known = [one for one in lists.memberships("gallium") if "strategic" in one.list_id]
    names = sorted(lists.members(known[-1].list_id), key=visit.material) if known else []
    cards = [Card(visit.material(name), visit.link("brief", name)) for name in names]
    return Cards(visit.say("brief.examples"), cards, look="names")


def _printed(visit: Visit) -> Cards:
    cards = [
        Card(word, file_address(visit, name), visit.say("brief.print"))
        for name, word in _PRINTED
    ]  # fmt: skip
    return Cards(visit.say("brief.take"), cards)


def _section(visit: Visit, answer: Answer, section: str, nl: str, en: str) -> str:
    """Return one section as HTML, each sentence with its footnotes."""
    rows = [row for row in answer.rows if row["section"] == section]
    lines = []
    for row in rows:
        marks = [mark for mark in str(row["footnotes"] or "").split(";") if mark]
        notes = " ".join(f'<a href="#note-{mark}">{mark}</a>' for mark in marks)
        words = escape(str(row[visit.pick("sentence_nl", "sentence_en")]))
        lines.append(f"<li>{words}{f'&nbsp;<sup>{notes}</sup>' if notes else ''}</li>")
    body = f"<ul>{''.join(lines)}</ul>" if lines else f"<p>{visit.say('brief.empty')}</p>"
    return f"<h2>{escape(visit.pick(nl, en))}</h2>{body}"


def _footnotes(visit: Visit, answer: Answer) -> str:
    """Return the footnotes: publisher, title, year and the places that were used."""
    known = {str(source["source_id"]): source for source in answer.sources}
    places: dict[int, tuple[str, list[str]]] = {}
    for row in answer.rows:
        ids = [name for name in str(row["source_ids"] or "").split(";") if name]
        marks = [int(mark) for mark in str(row["footnotes"] or "").split(";") if mark]
        for mark, name in zip(marks, ids, strict=True):
            found = places.setdefault(mark, (name, []))
            if row["locator"] and len(ids) == 1 and str(row["locator"]) not in found[1]:
                found[1].append(str(row["locator"]))
    told = {where: words_of("place", where, visit.language) for _, used in places.values()
            for where in used}  # fmt: skip
    lines = []
    for mark in sorted(places):
        name, where = places[mark]
        source = known.get(name)
        words = f"{source['publisher']}, {source['title']} ({source['year']})" if source else name
        more = f", {'; '.join(told[one] for one in where[:4])}" if where else ""
        lines.append(f'<li id="note-{mark}" value="{mark}">{escape(words + more)}</li>')
    return f"<h2>{visit.say('brief.notes')}</h2><ol>{''.join(lines)}</ol>"


def _states(desk: Desk) -> list[tuple[str, ...]]:
    known = [one for one in lists.memberships("gallium") if "strategic" in one.list_id]
    names = sorted(lists.members(known[-1].list_id)) if known else []
    return [(), *((name,) for name in names)]


SCREEN = Screen(show, (Parameter("onderwerp", text),), _states)
