"""What an endpoint of the API is, and the parameters that many of them share."""

from collections.abc import Callable
from dataclasses import dataclass, field

from grondstof.products.answers.names import own_home
from grondstof.products.web import parameters

Check = Callable[[str, str], str]


@dataclass(frozen=True)
class Parameter:
    """One parameter: name in the address, option of the question, check, words, example."""

    name: str
    option: str
    check: Check
    words: str
    example: str
    required: bool = False


@dataclass(frozen=True)
class Endpoint:
    """One endpoint."""

    path: str
    question: str
    name: str
    summary: str
    tag: str
    parameters: tuple[Parameter, ...] = field(default_factory=tuple)

    @property
    def description(self) -> str:
        """Return what it answers and in which form, in Dutch."""
        return (
            f"{self.summary}. Geeft een zin, cijfers met soort en marge, wat ontbreekt, en de "
            "bronnen."
        )


HOME = Parameter("thuisland", "home", parameters.territory, "Land of groep die kijkt.", own_home())
TEXT = Parameter("tekst", "text", parameters.text, "Zoekwoorden.", "gallium", True)
