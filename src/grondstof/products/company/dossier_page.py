"""How the dossier writes: words in its language, names, figures, and the blocks of a paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.answers.names import in_sentence
from grondstof.products.messages import catalogue
from grondstof.products.report.printed import Block, Grid, Heading, Line
from grondstof.products.wording import MISSING, number
from grondstof.products.wording import day as written_day
from grondstof.vocabulary import stages, territories
from grondstof.vocabulary.materials import materials


class Page:
    """A paper in the making about one assessment, in `nl` or `en`."""

    def __init__(self, found: Mapping[str, Any], language: str) -> None:
        self.found = found
        self.language = language
        self.blocks: list[Block] = []
        self.titles: dict[str, int] = {}
        self.materials: Sequence[Mapping[str, Any]] = found["materials"]

    def say(self, nl: str, en: str) -> str:
        """Return the text in the language of the paper."""
        return nl if self.language == "nl" else en

    def head(self, place: int, nl: str, en: str) -> None:
        """Begin a chapter."""
        self.blocks.append(Heading(f"{place}. {self.say(nl, en)}"))

    def line(self, nl: str, en: str, *, bullet: bool = False) -> None:
        """Add a sentence, or a bullet."""
        self.blocks.append(Line(self.say(nl, en), bullet=bullet))

    def grid(self, caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table, or the word "none" when it has no rows."""
        if rows:
            self.blocks.append(Grid(caption, tuple(header), tuple(tuple(row) for row in rows)))
        else:
            self.line("Geen.", "None.")

    def name(self, material_id: str) -> str:
        """Return the name of a material."""
        known = materials()[material_id]
        return self.say(known.name_nl, known.name_en)

    def place(self, territory_id: str | None) -> str:
        """Return the name of a territory; the mark of a missing value for none."""
        known = territories.territories().get(territory_id or "")
        return self.say(known.name_nl, known.name_en) if known else (territory_id or MISSING)

    def told(self, territory_id: str | None) -> str:
        """Return the name of a territory as it stands in a sentence, with its article."""
        return self.say(*in_sentence(territory_id)) if territory_id else MISSING

    def word(self, kind: str, value: str) -> str:
        """Return a word of the assessment in the language of the paper."""
        both = catalogue().get(f"{kind}.{value.replace(' ', '-')}")
        return self.say(*both) if both else value

    def words(self, kind: str, values: Sequence[str]) -> str:
        """Return several words of the assessment, or the mark of a missing value."""
        return "; ".join(self.word(kind, value) for value in values) or MISSING

    def stage(self, stage_id: str) -> str:
        """Return the name of a stage."""
        known = stages.stages()[stage_id]
        return self.say(known.name_nl, known.name_en)

    def figure(self, value: float | None, digits: int = 0) -> str:
        """Return a number as the language writes it, or the mark of a missing value."""
        return MISSING if value is None else number(value, self.language, digits)

    def percent(self, value: float | None) -> str:
        """Return a share between 0 and 1 in per cent."""
        return MISSING if value is None else f"{number(100 * value, self.language, 0)} %"

    def source(self, text: str) -> str:
        """Return a source with its title as a number; `sources` prints what each number is."""
        title, _, rest = text.partition("; ")
        if not rest:
            return self.word("company.source", text)
        number_ = self.titles.setdefault(title, len(self.titles) + 1)
        claim = rest.removeprefix("claim ")
        told = self.word("company.source", rest) if claim == rest else self.say("cijfer", "figure")
        return f"[{number_}] {told}" + ("" if claim == rest else f" {claim}")

    def sources(self) -> None:
        """Print the titles that were numbered so far."""
        for title, number_ in self.titles.items():
            self.line(f"[{number_}] {title}", f"[{number_}] {title}")

    def day(self, text: str) -> str:
        """Return a day in ISO form as the language writes it."""
        return written_day(text, self.language)
