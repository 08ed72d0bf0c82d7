"""Pages of written text: method, corrections, accessibility, privacy, colophon."""

from grondstof.errors import UnknownName
from grondstof.products.web.figures import plain_table
from grondstof.products.web.markup import written
from grondstof.products.web.page import Block, Page, Prose
from grondstof.products.web.screens import Screen
from grondstof.products.web.visit import Visit

_CORRECTIONS = ("publisher", "place", "done_with", "printed", "put", "reason", "reported_by")


def show(visit: Visit) -> Page:
    """Return the written page of the screen."""
    name = visit.address.screen
    if visit.rest:
        raise UnknownName("address", "/".join(visit.rest), "a page", [name])
    html = written(name, visit.language)
    if visit.language == "nl":
        html = html.replace('href="/en/', 'href="/nl/')
    blocks: list[Block] = [Prose(html)]
    if name != "corrections":
        return Page(visit.say(f"nav.{name}"), visit.say(f"{name}.lead"), blocks)
    answer = visit.ask("corrections")
    title = visit.say("corrections.list")
    # The first part of a publisher's name is enough to know it; the file has all of it.
    rows = [
        {
            **row,
            "publisher": _short(visit, row["publisher"]),
            "place": _worded(visit, row["place"]),
            "put": _worded(visit, row["put"]),
        }
        for row in answer.rows
    ]
    blocks.append(plain_table(visit, "rows", rows, title=title, columns=_CORRECTIONS))
    return Page(visit.say(f"nav.{name}"), visit.speak(answer.sentence), blocks, answer)


def _worded(visit: Visit, text: str | None) -> str | None:
    """Return `column: value; column: value` with the columns in the words of the reader.

    The values are the publisher's own labels, by which the row is found in its file.
    """
    if not text:
        return text
    parts = [part.partition(": ") for part in text.split("; ")]
    return "; ".join(f"{_column(visit, name)}: {value}" if value else name
                     for name, _, value in parts)  # fmt: skip


def _column(visit: Visit, name: str) -> str:
    plain = visit.says(f"column.{name}_id", name.replace("_", " "))
    return visit.says(f"correction.{name}", visit.says(f"column.{name}", plain))


def _short(visit: Visit, publisher: str) -> str:
    name = publisher.partition(",")[0]
    return visit.says(f"publisher.{name}", name)


SCREEN = Screen(show)
