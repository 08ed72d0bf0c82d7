"""How a home's list is computed: the written operationalisation and every parameter with reason."""

from typing import Any

from grondstof.assess.axes_parameters import VERSION, list_parameters
from grondstof.assess.recipe import Question
from grondstof.products.answers import national_list
from grondstof.products.answers.base import Answer, Sentence, sources
from grondstof.products.answers.explanation_reasons import reasons
from grondstof.store.content import home_folder
from grondstof.store.editions import Edition
from grondstof.store.parameters import Leaf
from grondstof.vocabulary import territories


def answer(edition: Edition, question: Question) -> Answer:
    """Return the parameters of the list with value, width, reason and source.

    Raises:
        UnknownName: If home is no territory or group.
        InputError: If a parameter file of one's own cannot be used.
    """
    home = territories.find(question.home)
    leaves = list_parameters(question.options).leaves
    return Answer(
        "list-method",
        question.with_home(home),
        edition.name,
        Sentence(
            f"De methode {national_list.METHOD} ({VERSION}) rust op {len(leaves)} keuzes, elk met "
            "een marge, een reden en een bron.",
            f"The method {national_list.METHOD} ({VERSION}) rests on {len(leaves)} choices, each "
            "with a width, a reason and a source.",
        ),
        [_row(name, leaf) for name, leaf in leaves.items()],
        method=national_list.METHOD,
        sources=sources(edition, national_list.SOURCES),
    )


def written(home: str, language: str) -> str | None:
    """Return what the home pack says of the method, in Markdown; None where it says nothing."""
    path = home_folder(home) / f"{national_list.METHOD}.{language}.md"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _row(name: str, leaf: Leaf) -> dict[str, Any]:
    return {
        "row_id": name,
        "choice": name,
        "setting": leaf.value,
        "unit": leaf.unit,
        "distribution": leaf.dist,
        "half_width": leaf.spread,
        **reasons(leaf.reason),
        "source": leaf.source,
        "kind": "judged",
    }
