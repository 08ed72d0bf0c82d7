"""The guide to the API: how to ask, and its reference, one row for each endpoint."""

import re
from urllib.parse import urlencode

from grondstof.errors import UnknownName
from grondstof.products.api.endpoint import Endpoint
from grondstof.products.api.endpoints import ENDPOINTS
from grondstof.products.web.markup import written
from grondstof.products.web.page import Block, Cell, Head, Page, Prose, Table, TableBlock
from grondstof.products.web.screens import Screen
from grondstof.products.web.visit import Visit
from grondstof.settings import site_address

_ROOT = "/api/v1"
# The address that the written text gives as an example; a host has its own.
_EXAMPLE = "https://grondstof.example"
_NAME = re.compile(r"\{(\w+)\}")


def show(visit: Visit) -> Page:
    """Return the written guide with the reference below it."""
    if visit.rest:
        raise UnknownName("address", "/".join(visit.rest), "a page", ["api"])
    html = written("api", visit.language).replace(_EXAMPLE, site_address())
    blocks: list[Block] = [Prose(html), _reference(visit)]
    return Page(visit.say("nav.api"), visit.say("api.lead"), blocks)


def _reference(visit: Visit) -> TableBlock:
    """Return the reference: path, what it answers, parameters; a path leads to an example."""
    title = visit.say("api.reference")
    heads = [Head(visit.say(f"api.head.{name}")) for name in ("answers", "path", "parameters")]
    rows = [
        [
            Cell(_told(visit, one)),
            Cell(f"{_ROOT}{one.path}", "" if visit.static else example(one)),
            Cell(", ".join(_parameter(visit, one)) or visit.say("api.no_parameters")),
        ]
        for one in ENDPOINTS
    ]
    table = Table("api", title, heads, rows, len(rows))
    return TableBlock(title, table, visit.say("api.reference.what", count=len(rows)))


def _told(visit: Visit, one: Endpoint) -> str:
    """Return what an endpoint answers; its summary is Dutch, as the paths are."""
    return visit.pick(one.summary, visit.says(f"question.{one.question}", one.summary))


def _parameter(visit: Visit, one: Endpoint) -> list[str]:
    in_path = set(_NAME.findall(one.path))
    needed = visit.say("api.needed")
    return [
        f"{given.name} ({needed})" if given.required else given.name
        for given in one.parameters
        if given.name not in in_path
    ]


def example(one: Endpoint) -> str:
    """Return an address that the endpoint answers, with the example of each that it needs."""
    examples = {given.name: given.example for given in one.parameters}
    in_path = set(_NAME.findall(one.path))
    path = _NAME.sub(lambda found: examples[found[1]], one.path)
    asked = {given.name: given.example for given in one.parameters
             if given.required and given.name not in in_path}  # fmt: skip
    return _ROOT + path + (f"?{urlencode(asked, safe=',')}" if asked else "")


SCREEN = Screen(show)
