"""A printed answer before it has a format: headings, sentences with footnotes, tables, figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Heading:
    """A heading of a level, 1 for a chapter."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Line:
    """A sentence with the numbers of its footnotes; a bullet when it stands in a list."""

    text: str
    notes: tuple[int, ...] = ()
    bullet: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with a caption; cells are text already."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A figure as SVG of a fixed size, with the sentence that stands for it."""

    svg: str
    alt: str


Block = Heading | Line | Grid | Picture


@dataclass(frozen=True)
class Paper:
    """A whole document.

    Attributes:
        title: Title.
        language: `nl` or `en`.
        subtitle: One line under the title.
        blocks: Headings, sentences and tables in order.
        notes: Text of each footnote, in order from 1.
        small: True for a short paper that must keep to two pages.
    """

    title: str
    language: str
    subtitle: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    small: bool = False


@dataclass
class Writer:
    """Collects blocks and numbers footnotes as they first occur."""

    sources: Mapping[str, str]
    blocks: list[Block] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading."""
        self.blocks.append(Heading(text, level))

    def line(self, text: str, source_ids: Sequence[str] = (), *, bullet: bool = False) -> None:
        """Add a sentence with the sources it rests on."""
        self.blocks.append(Line(text, self._numbered(source_ids), bullet))

    def mark(self, *source_ids: str | None) -> str:
        """Return the footnote numbers of sources, for a cell of a table."""
        return ", ".join(map(str, self._numbered([name for name in source_ids if name])))

    def _numbered(self, source_ids: Sequence[str]) -> tuple[int, ...]:
        return tuple(
            self.numbers.setdefault(name, len(self.numbers) + 1)
            for name in source_ids
            if name in self.sources
        )

    def grid(self, caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table, if it has rows; a caption that is the heading above it is said once."""
        if self.blocks and self.blocks[-1] == Heading(caption):
            caption = ""
        if rows:
            self.blocks.append(Grid(caption, tuple(header), tuple(tuple(row) for row in rows)))

    def picture(self, svg: str, alt: str) -> None:
        """Add a figure."""
        self.blocks.append(Picture(svg, alt))

    def notes(self) -> tuple[str, ...]:
        """Return the footnotes in order."""
        return tuple(self.sources[name] for name in self.numbers)


def source_lines(sources: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the footnote text of each source by id: publisher, title, year, address."""
    lines = {}
    for row in sources:
        text = f"{row['publisher']}, {row['title']} ({row['year']})"
        lines[row["source_id"]] = text + (f", {row['url']}" if row.get("url") else "")
    return lines


def cell(value: object, language: str) -> str:
    """Return a value as the text of a table cell; a dash when unknown."""
    from grondstof.products.wording import MISSING, day, number

    if value is None:
        return MISSING
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, float):
        return number(value, language, 2)
    return str(value)
