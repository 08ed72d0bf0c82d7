"""Terms and indicators as lists, and as a SKOS scheme in Turtle."""

from functools import cache

from grondstof.products.answers.desk import Desk
from grondstof.products.messages import catalogue
from grondstof.settings import site_address

BASE = f"{site_address()}/id/"


@cache
def term_ids() -> tuple[str, ...]:
    """Return the ids of the glossary, in the order of the alphabet."""
    return _ids("term.")


@cache
def indicator_ids() -> tuple[str, ...]:
    """Return the ids of all indicators that are described."""
    return _ids("indicator.")


def turtle(desk: Desk) -> str:
    """Return terms and indicators as two SKOS concept schemes."""
    lines = [
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix dct: <http://purl.org/dc/terms/> .",
        "",
    ]
    for scheme, ids in (("term", term_ids()), ("indicator", indicator_ids())):
        home = f"<{BASE}{scheme}>"
        lines.append(f"{home} a skos:ConceptScheme .")
        for name in ids:
            lines += _concept(scheme, name, home)
    return "\n".join(lines) + "\n"


def literal(words: str, language: str = "") -> str:
    """Return a text as a Turtle literal."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"' + (f"@{language}" if language else "")


def _ids(prefix: str) -> tuple[str, ...]:
    described = (key.removesuffix(".what") for key in catalogue() if key.endswith(".what"))
    return tuple(sorted(key.removeprefix(prefix) for key in described if key.startswith(prefix)))


def _concept(scheme: str, name: str, home: str) -> list[str]:
    title, what = catalogue()[f"{scheme}.{name}"], catalogue().get(f"{scheme}.{name}.what")
    lines = [
        f"<{BASE}{scheme}/{name}> a skos:Concept ;",
        f"  skos:inScheme {home} ;",
        f"  skos:prefLabel {literal(title[0], 'nl')}, {literal(title[1], 'en')}"
        + (" ;" if what else " ."),
    ]
    if what:
        lines.append(f"  skos:definition {literal(what[0], 'nl')}, {literal(what[1], 'en')} .")
    return lines
