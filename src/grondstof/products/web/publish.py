"""Writes the whole site as files: pages, tables as CSV and JSON, figures as SVG, catalogues.

Links become relative, so that the folder works below any path of a host and from a disk. A page
that only a server can make (a free scenario, the walk behind one number) gets no link; the words
stay. Search, basket and the library of bans work through a small script and indexes of their own.
"""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from grondstof import log
from grondstof.errors import Fault, InputError
from grondstof.products.answers.desk import Desk
from grondstof.products.answers.explanation_national import keep_all
from grondstof.products.web import fixed, render
from grondstof.products.web.addresses import Address
from grondstof.products.web.app import Site
from grondstof.products.web.publish_index import index_scripts
from grondstof.products.web.publish_moved import moved_pages
from grondstof.products.web.publish_pages import Written, write, write_pages
from grondstof.products.web.screens import screens
from grondstof.products.wording import LANGUAGES
from grondstof.settings import data_folder

Progress = Callable[[str, int, int], None]
Group = list[Address]
# The list of files of the last time, by which files that are no longer made are taken away.
LIST = "files.txt"


def publish_site(
    desk: Desk, out: Path, base: str, contact: str, progress: Progress, processes: int = 1
) -> Written:
    """Write the site of the served edition into a folder.

    Args:
        desk: Where questions are asked.
        out: Folder; made when absent.
        base: Path below which a host shows the files; used where an address must be absolute.
        contact: Address that readers can mail.
        progress: Told about every group of pages.
        processes: Number of processes that make pages.

    Raises:
        InputError: If `out` is a file, or `base` does not start with a slash.
    """
    if base and not base.startswith("/"):
        raise InputError(
            [Fault("--base", f"'{base}'", "a path such as /grondstof", "Start with /")]
        )
    if out.exists() and not out.is_dir():
        raise InputError([Fault(str(out), "a file", "a folder", "Choose another name")])
    pages = list(page_paths(desk))
    known = {address.path() for address in pages}
    groups, done = _groups(pages), Written()
    if processes < 2:
        site = _site(desk, contact)
        for n, group in enumerate(groups):
            progress("pages", n, len(groups))
            done.add(write_pages(site, group, out, known))
    else:
        _side_by_side(desk, groups, (out, contact, known, desk.private), processes, progress, done)
    for path, body in moved_pages(pages):
        write(out, f"{path}/index.html", body, done)
    _rest(desk, out, (base, contact, known), done)
    _clean(out, done)
    return done


def _groups(pages: Group) -> list[Group]:
    """Return pages about the same thing together: both languages rest on the same answers."""
    found: dict[tuple[str, tuple[str, ...]], Group] = {}
    for address in pages:
        found.setdefault((address.screen, address.rest[:1]), []).append(address)
    return list(found.values())


def _side_by_side(
    desk: Desk,
    groups: list[Group],
    given: tuple[Path, str, set[str], bool],
    processes: int,
    progress: Progress,
    done: Written,
) -> None:
    """Make groups of pages in processes of their own, each with its own desk."""
    # Started anew and not forked: the engine of this process runs threads.
    with ProcessPoolExecutor(processes, get_context("spawn"), _prepare, given) as pool:
        waiting: list[Future[Written]] = [pool.submit(_group, group) for group in groups]
        for n, found in enumerate(as_completed(waiting)):
            done.add(found.result())
            progress("pages", n + 1, len(groups))


_PLACE: dict[str, tuple[Site, Path, set[str]]] = {}


def _prepare(out: Path, contact: str, known: set[str], private: bool) -> None:
    log.write_to(data_folder())
    _PLACE["here"] = _site(Desk(private=private), contact), out, known


def _site(desk: Desk, contact: str) -> Site:
    # All are asked; worked out one by one they take half a minute longer.
    keep_all(desk.edition())
    return Site(desk, contact, static=True)


def _group(group: Group) -> Written:
    site, out, known = _PLACE["here"]
    return write_pages(site, group, out, known)


def page_paths(desk: Desk) -> Iterator[Address]:
    """Yield all pages that can be written down."""
    for name, chosen in screens().items():
        for rest in chosen.states(desk):
            for language in LANGUAGES:
                yield Address(language, name, rest)


def _rest(desk: Desk, out: Path, given: tuple[str, str, set[str]], done: Written) -> None:
    base, contact, known = given
    for name in (*render.ASSETS, *render.STATIC_ASSETS):
        write(out, render.asset(name), render.asset_bytes(name), done)
    for path, script in index_scripts(desk, known).items():
        write(out, path, script.encode(), done)
    for path in fixed.FILES:
        write(out, path, fixed.PATHS[path](desk, contact).body, done)
    from grondstof.products.api.app import document_of

    write(out, "/api/v1/openapi.json", document_of(desk), done)
    start = '<!doctype html><html lang="nl"><meta charset="utf-8"><title>grondstof</title>'
    start += f'<link rel="icon" href="{render.asset("mark.svg").lstrip("/")}">'
    start += '<meta http-equiv="refresh" content="0; url=nl/index.html">'
    start += '<a href="nl/index.html">Nederlands</a> <a href="en/index.html">English</a>\n'
    write(out, "/index.html", start.encode(), done)
    facts = {"edition": desk.current(), "base": base or "/"}
    write(out, "/edition.json", (json.dumps(facts) + "\n").encode(), done)


def _clean(out: Path, done: Written) -> None:
    """Take away the files of the last time that are no longer made, and write the new list."""
    now, kept = set(done.paths), out / LIST
    before = kept.read_text("utf-8").splitlines() if kept.is_file() else []
    for name in before:
        target = (out / name).resolve()
        if name not in now and target.is_relative_to(out.resolve()):
            target.unlink(missing_ok=True)
    kept.write_text("".join(f"{name}\n" for name in sorted(now)), "utf-8")
