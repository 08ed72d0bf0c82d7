"""The list of a home that the build did not make, with what stands beside it, from few draws."""

from dataclasses import dataclass
from typing import Any

from grondstof.assess.ask import tables_of
from grondstof.assess.list_information import DRAWS, information_rows
from grondstof.assess.list_threshold import threshold_rows
from grondstof.assess.nl_axes import NATIONAL_LIST, compute
from grondstof.assess.recipe import Question
from grondstof.store.editions import Edition

Row = dict[str, Any]


@dataclass(frozen=True)
class Beside:
    """Rows of `assessed__national_list`, `assessed__list_threshold`, `assessed__list_information`.

    The tables are read once, and the last two follow from the same draws.
    """

    listed: list[Row]
    along: list[Row]
    information: list[Row]


def list_beside(edition: Edition, question: Question) -> Beside:
    """Return the list of a home on a day and what stands beside it.

    Args:
        edition: Opened edition; only read.
        question: Home, day and choices of the list.

    Raises:
        InputError: If home has no value added by industry, or a judgement has expired.
    """
    tables = tables_of(edition, NATIONAL_LIST, question)
    few = Question(question.home, question.as_of, options={"draws": DRAWS, **question.options})
    found = compute(tables, few)
    return Beside(
        list(NATIONAL_LIST.run(tables, question).to_pylist()),
        list(threshold_rows(found)),
        list(information_rows(found)),
    )
