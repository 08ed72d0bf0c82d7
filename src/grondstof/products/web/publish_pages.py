"""Writes pages as files: the page with relative links, and the tables and figures it offers.

A link to a page that only a server can make loses its address and keeps its words. A file that is
the same as the one that stands there is left alone, so that a host sees what changed.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from grondstof import log
from grondstof.errors import FaultyError
from grondstof.products.report.pictures import pngs
from grondstof.products.web.addresses import Address
from grondstof.products.web.app import OUR_BUGS, Site
from grondstof.products.web.files import file_of
from grondstof.products.web.render import WORDED
from grondstof.products.web.screens import screen
from grondstof.products.web.visit import Visit

_LINK = re.compile(r'(<[a-zA-Z][^<>]*?\s)(href|src|action)="(/[^"]*)"')
_FILE = re.compile(r'(?:href)="(/[^"]*/files/[^"?]+\.(?:csv|json|svg|png|atom))"')
_ELSEWHERE = ("/static/", "/catalog.ttl", "/terms.ttl", "/sbom.json")


@dataclass
class Written:
    """What was written: files, bytes, and the pages that could not be made.

    Attributes:
        paths: Every file of the site, relative to its folder.
        bytes: Bytes of all files.
        same: How many stood there already as they are.
        left_out: Pages that could not be made.
    """

    paths: list[str] = field(default_factory=list)
    bytes: int = 0
    same: int = 0
    left_out: list[str] = field(default_factory=list)

    @property
    def files(self) -> int:
        """Return the number of files."""
        return len(self.paths)

    def add(self, other: "Written") -> None:
        """Take in what another process has written."""
        self.paths += other.paths
        self.bytes += other.bytes
        self.same += other.same
        self.left_out += other.left_out


# Pixels to the inch of the figures as PNG: 720 pixels wide. Drawing takes time by the pixel, and a
# site has thousands of figures; the server makes one on demand twice as wide.
DENSITY = 72.0
# Figures drawn together: more take no less time and more memory.
AT_ONCE = 8
# Figures without a PNG yet: path of the PNG -> the SVG.
Drawn = dict[str, str]


def write_pages(site: Site, addresses: Sequence[Address], out: Path, known: set[str]) -> Written:
    """Write pages with their files; one that fails does not keep the others from the reader."""
    done, drawn = Written(), Drawn()
    for address in addresses:
        try:
            _page(site, address, out, known, done, drawn)
        except (FaultyError, *OUR_BUGS) as error:
            log.logger("publish").error("left out %s", address.path(), exc_info=error)
            done.left_out.append(address.path())
    paths = list(drawn)
    for start in range(0, len(paths), AT_ONCE):
        some = paths[start : start + AT_ONCE]
        for path, body in zip(some, pngs([drawn[p] for p in some], DENSITY), strict=True):
            write(out, path, body, done)
    return done


def _page(
    site: Site, address: Address, out: Path, known: set[str], done: Written, drawn: Drawn
) -> None:
    visit = Visit(site.desk, address, static=True)
    page = screen(address.screen).show(visit)
    text = site.html(visit, page).body.decode()
    write(out, f"{address.path()}/index.html", relative(text, address.path(), known).encode(), done)
    for path in dict.fromkeys(_FILE.findall(text)):
        name = path.rpartition("/")[2]
        if name.endswith(".png"):
            continue
        # Tables are the same in both languages and stand with the Dutch page.
        if address.language == "nl" or name.endswith(WORDED):
            body, goal = file_of(visit, page, unquote(name)).body, unquote(path)
            same = write(out, goal, body, done)
            if name.endswith(".svg"):
                _drawn(out, f"{goal[:-4]}.png", body.decode(), same, done, drawn)
            if name.endswith(".csv"):
                described = file_of(visit, page, f"{unquote(name)}-metadata.json")
                write(out, unquote(f"{path}-metadata.json"), described.body, done)


def _drawn(out: Path, path: str, picture: str, same: bool, done: Written, drawn: Drawn) -> None:
    """Put a figure down to be drawn, unless it stands there from the same picture."""
    target = out / path.strip("/")
    if same and target.is_file():
        done.paths.append(path.strip("/"))
        done.bytes += target.stat().st_size
        done.same += 1
    else:
        drawn[path] = picture


def relative(text: str, path: str, known: set[str]) -> str:
    """Return a page whose links lead to files beside it.

    A link to a page that is not written down loses its address and keeps its words.
    """
    here = path.strip("/")

    def changed(found: re.Match[str]) -> str:
        before, attribute, target = found.groups()
        plain, _, rest = target.partition("?")
        plain, _, part = plain.partition("#")
        if "/files/" in plain or plain.startswith(_ELSEWHERE):
            goal = plain.strip("/")
        elif plain in known:
            goal = f"{plain.strip('/')}/index.html"
        else:
            return before.rstrip() + " "
        step = os.path.relpath(unquote(goal), unquote(here) or ".").replace(os.sep, "/")
        tail = (f"?{rest}" if rest and attribute == "href" else "") + (f"#{part}" if part else "")
        return f'{before}{attribute}="{step}{tail}"'

    return _LINK.sub(changed, text)


def write(out: Path, path: str, body: bytes, done: Written) -> bool:
    """Write one file, unless it stands there already as it is; return whether it did."""
    name = path.strip("/")
    target = out / name
    done.paths.append(name)
    done.bytes += len(body)
    if target.is_file() and target.stat().st_size == len(body) and target.read_bytes() == body:
        done.same += 1
        return True
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)
    return False
