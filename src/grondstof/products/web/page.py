"""What a page is before it is HTML: a sentence, and blocks of a few sorts.

Screens return pages; templates turn them into HTML. A chart can only stand inside a `Figure`, and
a `Figure` cannot be made without its sentence, its table, its downloads and its sources.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from grondstof.products.answers.base import Answer


@dataclass(frozen=True)
class Link:
    """A link with its words."""

    words: str
    href: str
    note: str = ""


class Cell(NamedTuple):
    """One cell of a table; a page has thousands, and a tuple is made fastest.

    Attributes:
        words: What the reader sees.
        href: Where it leads: the page of a name, or the walk behind a number.
        kind: Kind of number, which gives the mark.
        low: Lower end of the interval, in words; empty without one.
        high: Upper end.
        sort: Value to sort by, as text.
        why: Why the cell is empty.
        external: Whether the link leaves the site.
    """

    words: str
    href: str = ""
    kind: str = ""
    low: str = ""
    high: str = ""
    sort: str = ""
    why: str = ""
    external: bool = False


@dataclass(frozen=True)
class Head:
    """The head of one column: its words, what it means, whether it holds numbers."""

    words: str
    meaning: str = ""
    numeric: bool = False
    href: str = ""


@dataclass(frozen=True)
class Table:
    """A table as it is shown; `total` counts the rows there are, shown or not.

    Attributes:
        same: What holds for every row, as the words of a column and its one cell.
    """

    name: str
    caption: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    total: int
    same: Sequence[tuple[str, Cell]] = ()


@dataclass(frozen=True)
class Figure:
    """A chart with all that must come with it.

    Attributes:
        name: Name in kebab case, part of the figure's own address.
        title: What it shows.
        sentence: What it says.
        chart: SVG from `products.charts`.
        table: The same numbers as a table.
        sources: Publisher, title and year of each source.
        sure: How sure this is, in words.
        oldest: Year of the oldest input; None when unknown.
        note: A remark below the figure.
        folded: Whether the table starts folded.
        rows: All rows behind it, for the files.
        look: `half` for one of many small figures, two beside each other on a wide page.
    """

    name: str
    title: str
    sentence: str
    chart: str
    table: Table
    sources: Sequence[str]
    sure: str
    oldest: int | None = None
    note: str = ""
    folded: bool = True
    rows: Sequence[Mapping[str, Any]] = ()
    look: str = ""
    block: str = field(default="figure", init=False)


@dataclass(frozen=True)
class TableBlock:
    """A table with a heading and no chart."""

    title: str
    table: Table
    sentence: str = ""
    note: str = ""
    sure: str = ""
    folded: bool = False
    rows: Sequence[Mapping[str, Any]] = ()
    block: str = field(default="table", init=False)


@dataclass(frozen=True)
class Prose:
    """Written text, as HTML made from the project's own Markdown."""

    html: str
    block: str = field(default="prose", init=False)


@dataclass(frozen=True)
class Card:
    """One card: a heading that leads somewhere, a line, a number in large type, further links."""

    title: str
    href: str
    line: str = ""
    number: str = ""
    mark: str = ""
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class Cards:
    """Cards under a heading."""

    title: str
    cards: Sequence[Card]
    sentence: str = ""
    look: str = ""
    block: str = field(default="cards", init=False)


@dataclass(frozen=True)
class Facts:
    """A few facts: term and value, below one sentence; `look` is `line` for facts in sentences."""

    title: str
    facts: Sequence[tuple[str, Cell]]
    look: str = ""
    told: str = ""
    block: str = field(default="facts", init=False)


@dataclass(frozen=True)
class Field:
    """One field of a form: name, label, sort (text, number, select, area, range, hidden), options.

    Attributes:
        key: What tells it from other fields of the same name; its name when empty.
        group: Heading under which it is folded away with its neighbours; none for what is asked.
    """

    name: str
    label: str
    sort: str
    value: str = ""
    options: Sequence[tuple[str, str]] = ()
    hint: str = ""
    limits: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    group: str = ""


@dataclass(frozen=True)
class Form:
    """A form that asks a page by its address; it works without scripts."""

    title: str
    action: str
    fields: Sequence[Field]
    button: str
    sentence: str = ""
    live: bool = False
    block: str = field(default="form", init=False)

    def groups(self) -> list[tuple[str, list[Field], bool]]:
        """Return the fields by heading, with whether one below it was filled in."""
        found = [(name, list(part)) for name, part in groupby(self.fields, lambda f: f.group)]
        return [
            (name, part, any(f.value for f in part if f.sort != "range")) for name, part in found
        ]


@dataclass(frozen=True)
class Steps:
    """Steps one below another, as in the walk behind a number or a timeline."""

    title: str
    steps: Sequence[tuple[str, str, Sequence[Cell]]]
    sentence: str = ""
    block: str = field(default="steps", init=False)


@dataclass(frozen=True)
class Branch:
    """One branch of a tree: its words, a remark, its page, and what hangs below it."""

    words: str
    note: str = ""
    href: str = ""
    below: Sequence["Branch"] = ()


@dataclass(frozen=True)
class Tree:
    """A tree that opens branch by branch, without scripts; `open` shows all of it."""

    title: str
    branches: Sequence[Branch]
    sentence: str = ""
    open: bool = False
    block: str = field(default="tree", init=False)


Block = Figure | TableBlock | Prose | Cards | Facts | Form | Steps | Tree


@dataclass(frozen=True)
class Page:
    """One page.

    Attributes:
        title: Heading.
        lead: The answer in one sentence.
        blocks: What follows, in order.
        answer: The answer the page rests on; gives gaps, sources, notes and downloads.
        crumbs: Way back.
        tabs: Pages beside this one; the current has an empty `href`.
        status: HTTP status.
        head: JSON-LD for the head of the page.
        over: A short line above the heading.
        computed: Whether the page was worked out for this visitor.
    """

    title: str
    lead: str
    blocks: Sequence[Block] = ()
    answer: Answer | None = None
    crumbs: Sequence[Link] = ()
    tabs: Sequence[Link] = ()
    status: int = 200
    head: str = ""
    over: str = ""
    computed: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)
