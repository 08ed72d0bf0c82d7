"""Turns a page into HTML: one template, a few macros, and the files that every page loads."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from grondstof import __version__
from grondstof.products import wording
from grondstof.products.answers.base import Gap
from grondstof.products.web import grid
from grondstof.products.web.addresses import Address
from grondstof.products.web.figures import brief_sources, first_walk
from grondstof.products.web.page import Form, Page, Prose
from grondstof.products.web.visit import Visit
from grondstof.settings import contact as contact_setting
from grondstof.settings import read, site_address, theme
from grondstof.vocabulary import kinds

ASSETS: Mapping[str, str] = {
    "site.css": "text/css; charset=utf-8",
    "site.js": "text/javascript; charset=utf-8",
    "mark.svg": "image/svg+xml",
    **({"theme.css": "text/css; charset=utf-8"} if theme() else {}),
}
_OF_THE_PROGRAM = (".py", ".html", ".css", ".js", ".csv", ".yml", ".md", ".sql")
# Only for a site of files.
STATIC_ASSETS: Mapping[str, str] = {"files.js": "text/javascript; charset=utf-8"}
_ENDINGS = ("csv", "xlsx", "parquet", "json")
# Empty until whoever runs the site sets it; pages then say that there is none.
CONTACT = contact_setting()
# Sources that stand open at the foot of a page, and how many a page shows without folding any.
FIRST_SOURCES = 6
MOST_SOURCES = 9
# Headings from which a page begins with a list of them.
MANY_HEADS = 6
# A colour of the charts with its name, and where one is used.
_COLOUR = re.compile(r"--([a-z]+):([^;}]+)")
_VARIABLE = re.compile(r"var\(--([a-z]+)\)")
# An edition that was built aside to look at is no release.
PREVIEW = "preview"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("grondstof.products.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )


@cache
def asset_bytes(name: str) -> bytes:
    """Return the bytes of a file that pages load; the stylesheet carries that of the charts."""
    own = theme()
    if name == "theme.css" and own:
        return own.read_bytes()
    text = (files("grondstof.products.web") / "static" / name).read_text(encoding="utf-8")
    if name == "site.css":
        # In the page the charts take their colours from the page's tokens.
        rules = [line for line in _chart_rules().splitlines() if not line.startswith(".map .c0")]
        rules[0] = ".chart{font-family:var(--gs-sans)}"
        text = text.replace("@charts", "\n".join(rules[:-1]))
    return text.encode()


@cache
def chart_style() -> str:
    """Return the stylesheet of the charts, for a chart in a file of its own.

    Colours stand in it as themselves: programs that draw SVG outside a browser know no variables,
    and draw every bar black.
    """
    # Nor do they draw the rim of a letter below the letter.
    style = "\n".join(one for one in _chart_rules().splitlines() if "paint-order" not in one)
    colours = dict(_COLOUR.findall(style))
    return _VARIABLE.sub(lambda found: colours[found[1]], style)


def _chart_rules() -> str:
    return (files("grondstof.products.web") / "static" / "charts.css").read_text(encoding="utf-8")


@cache
def asset(name: str) -> str:
    """Return the address of a file that pages load; the address changes with its content."""
    return f"/static/{sha256(asset_bytes(name)).hexdigest()[:10]}/{name}"


@cache
def code_stamp() -> str:
    """Return a text that changes when any file of the program or its content changes."""
    total = sha256(__version__.encode())
    place = files("grondstof")
    if isinstance(place, Path):
        for path in sorted(place.rglob("*")):
            if path.suffix in _OF_THE_PROGRAM:
                facts = path.stat()
                total.update(f"{path.name} {facts.st_size} {facts.st_mtime_ns}".encode())
    return total.hexdigest()[:10]


def host_stamp() -> str:
    """Return a text that changes when what a host has set for the look of pages changes."""
    look, pack = theme(), read("GRONDSTOF_HOME_PACK")
    files_ = sorted(Path(pack).rglob("*")) if pack else []
    facts = [(str(path), path.stat().st_mtime_ns) for path in files_ if path.is_file()]
    parts = (site_address(), look.read_bytes() if look else b"", facts)
    return sha256(repr(parts).encode()).hexdigest()[:10]


def html(page: Page, visit: Visit, contact: str = CONTACT, report: bool = False) -> str:
    """Return the HTML of a page.

    Args:
        page: What the screen made.
        visit: The visit it was made for.
        contact: Address that a reader can mail.
        report: Whether the page can be had as a report.
    """
    named = _anchors(page)
    # A site of files holds one edition and no page under its name.
    lasting = visit.here() if visit.static else visit.permanent()
    return (
        _environment()
        .get_template("page.html")
        .render(
            page=page,
            visit=visit,
            t=visit.say,
            asset=asset,
            theme="theme.css" in ASSETS,
            kinds=kinds.kinds().values(),
            **grid.drawers(visit.language),
            brief=lambda lines: brief_sources(lines, visit.language),
            column=lambda name: visit.says(f"column.{name}", visit.says(f"gap.{name}", name)),
            gap_name=lambda gap: gap_name(visit, gap),
            gap_text=lambda gap, part: gap_text(visit, gap, part),
            file=lambda name: file_address(visit, name),
            state=lambda figure: f"{lasting}#{named[id(figure)]}",
            first_walk=first_walk,
            opening=wording.opening,
            tight=wording.tight,
            anchor=lambda block: named[id(block)],
            contents=_contents(page, named),
            newest=visit.address.__class__(visit.language, visit.address.screen, visit.rest).path(),
            once=once,
            first_sources=lambda all_: FIRST_SOURCES if len(all_) > MOST_SOURCES else len(all_),
            mail=_mail(page, visit, contact),
            others=_older(visit),
            changed=lambda name: _changed(visit, name),
            contact=contact,
            report=report and not visit.static,
            endings=("csv",) if visit.static else _ENDINGS,
            whole=_whole(visit),
        )
    )


def once(sources: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return sources without those that read the same; two papers can rest on one text."""
    seen = {
        tuple(str(one.get(part)) for part in ("publisher", "title", "year", "url")): one
        for one in reversed(sources)
    }
    return list(reversed(seen.values()))


def _anchors(page: Page) -> dict[int, str]:
    """Return the name of each block in the address of its page; no two blocks share one."""
    found: dict[int, str] = {}
    for place, block in enumerate(page.blocks, 1):
        table = getattr(block, "table", None)
        own = getattr(block, "name", "") or (table.name if table else f"part-{place}")
        found[id(block)] = f"{own}-{place}" if own in found.values() else own
    return found


def _contents(page: Page, named: Mapping[int, str]) -> list[tuple[str, str]]:
    """Return the headings of a long page with where they stand; nothing for a short one."""
    heads = [
        (named[id(block)], block.title)
        for block in page.blocks
        if getattr(block, "title", "") and not isinstance(block, Form | Prose)
    ]
    return heads if len(heads) >= MANY_HEADS else []


def _whole(visit: Visit) -> tuple[str, ...]:
    """Return the formats of the whole answer; pages beside a first page share its JSON."""
    if not visit.static:
        return ("json", "csv", "xlsx", "parquet")
    return ("json", "csv") if len(visit.rest) < 2 else ("csv",)


def gap_name(visit: Visit, gap: Gap) -> str:
    """Return what is not known, as the reader says it; several columns stand behind each other."""
    if visit.language == "nl" and gap.what_nl:
        return gap.what_nl
    names = [
        visit.says(f"column.{part}", visit.says(f"gap.{part}", part))
        for part in gap.what.split(";")
    ]
    return ", ".join(names)


def gap_text(visit: Visit, gap: Gap, part: str) -> str:
    """Return why something is not known, or what that does, as the reader says it."""
    dutch: str | None = getattr(gap, f"{part}_nl")
    words: str = getattr(gap, part)
    told = dutch if visit.language == "nl" and dutch else visit.says(f"gap.{words}", words)
    # What it does follows behind a dash in the same sentence.
    return told.removesuffix(".") if part == "why" and gap.effect else told


# Files with words in the reader's language.
WORDED = (".svg", ".png", ".atom")


def file_address(visit: Visit, name: str) -> str:
    """Return the address of a table, figure or report of this page.

    On a site of files both languages share the tables, which are the same; figures and feeds have
    words of their own.
    """
    if visit.static and not name.endswith(WORDED):
        visit = replace(visit, address=replace(visit.address, language="nl"))
    path = visit.address.path()
    query = visit.address.link(visit.query).removeprefix(path)
    return f"{path}/files/{quote(name)}{query}"


def _older(visit: Visit) -> list[str]:
    """Return the editions with which the page of the current one can be compared."""
    now = visit.desk.current()
    return [name for name in visit.desk.names() if name not in (now, PREVIEW)]


def _changed(visit: Visit, name: str) -> str:
    """Return the address that says what changed on this page since an edition."""
    path = replace(visit.address, edition=None).path()
    return Address(visit.language, "editions").link({"pagina": path, "sinds": name})


def _mail(page: Page, visit: Visit, contact: str) -> str:
    subject = quote(f"grondstof: {page.title}")
    body = quote(visit.say("mail.body", address=visit.permanent(), lead=page.lead))
    return f"mailto:{contact}?subject={subject}&body={body}"


def options(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the options of a choice as pairs of value and words."""
    return [(key, str(words)) for key, words in values.items()]
