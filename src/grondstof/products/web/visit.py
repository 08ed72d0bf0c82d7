"""One visit: who asks for which page in which language, and the ways to say and link things."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from grondstof.products import messages, wording
from grondstof.products.answers.base import Answer, Sentence
from grondstof.products.answers.desk import Desk
from grondstof.products.answers.names import in_sentence
from grondstof.products.web.addresses import Address, path_of
from grondstof.vocabulary import materials, stages, territories


@dataclass(frozen=True)
class Visit:
    """One visit.

    Attributes:
        desk: Where questions are asked.
        address: The page that was asked for.
        query: The checked parameters of the page.
        static: Whether the page is written to a file, so that nothing can be computed later.
    """

    desk: Desk
    address: Address
    query: Mapping[str, str] = field(default_factory=dict)
    static: bool = False

    @property
    def language(self) -> str:
        """Return `nl` or `en`."""
        return self.address.language

    @property
    def rest(self) -> tuple[str, ...]:
        """Return what follows the screen's word."""
        return self.address.rest

    @property
    def edition(self) -> str:
        """Return the name of the edition that answers."""
        return self.address.edition or self.desk.current()

    def say(self, key: str, **blanks: object) -> str:
        """Return a message in the language of the page."""
        return messages.say(key, self.language, **blanks)

    def says(self, key: str, otherwise: str) -> str:
        """Return a message, or another text when there is none."""
        return messages.says(key, self.language, otherwise)

    def speak(self, sentence: Sentence) -> str:
        """Return the sentence in the language of the page."""
        return sentence.nl if self.language == "nl" else sentence.en

    def link(self, screen: str, *rest: str, **query: str) -> str:
        """Return the address of a page in the same language and edition."""
        place = self.address
        if not query:
            return path_of(place.language, screen, rest, place.edition)
        return Address(place.language, screen, rest, place.edition).link(query)

    def in_language(self, language: str) -> str:
        """Return the address of this page in another language."""
        return replace(self.address, language=language).link(self.query)

    def here(self, **changes: str) -> str:
        """Return the address of this page with changed parameters."""
        return self.address.link({**self.query, **changes})

    def permanent(self) -> str:
        """Return the address of this page under its edition."""
        return replace(self.address, edition=self.edition).link(self.query)

    def ask(self, kind: str, **options: Any) -> Answer:
        """Return the answer to a question from the edition of this page."""
        return self.desk.ask(kind, self.address.edition, **options)

    def material(self, material_id: str) -> str:
        """Return the name of a material."""
        found = materials.materials().get(material_id)
        return material_id if found is None else self.pick(found.name_nl, found.name_en)

    def territory(self, territory_id: str) -> str:
        """Return the name of a territory or group."""
        found = territories.territories().get(territory_id) or territories.groups().get(
            territory_id
        )
        return territory_id if found is None else self.pick(found.name_nl, found.name_en)

    def place(self, territory_id: str) -> str:
        """Return the name of a territory as it stands inside a sentence, with its article."""
        return self.pick(*in_sentence(territory_id))

    def stage(self, stage_id: str) -> str:
        """Return the name of a stage."""
        found = stages.stages().get(stage_id)
        return stage_id if found is None else self.pick(found.name_nl, found.name_en)

    def pick(self, dutch: str, english: str) -> str:
        """Return the text in the language of the page."""
        return dutch if self.language == "nl" else english

    def number(self, value: float | None, digits: int = 2) -> str:
        """Return a number as the reader knows it."""
        return wording.number(value, self.language, digits)

    def measure(self, value: float | None, digits: int = 1) -> str:
        """Return a measured number; one that is not zero does not read as zero."""
        return wording.measure(value, self.language, digits)

    def percent(self, value: float | None, digits: int = 1) -> str:
        """Return a fraction as a percentage."""
        return wording.percent(value, self.language, digits)
