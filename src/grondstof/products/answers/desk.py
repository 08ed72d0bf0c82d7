"""The desk at which every surface asks: which editions there are, and the answer to a question.

A surface names the question and its options; the desk opens the edition, calls the answer's
module and keeps the last answers, bounded in number. A newly served edition is noticed without a
restart: `current` is looked at once a second.
"""

import time
from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers import lineage
from grondstof.products.answers.base import Answer
from grondstof.store import editions
from grondstof.store.editions import Edition
from grondstof.store.private import refuse_private
from grondstof.vocabulary.tables import table, tables

MOST_ANSWERS = 400
_LOOK_AGAIN = 1.0
# Question -> module of this folder. A new answer adds one line and every surface shows it.
QUESTIONS: Mapping[str, str] = {
    "list": "criticality_list",
    "material": "material",
    "explanation": "explanation",
    "sources": "sources",
    "trade": "trade",
    "origin": "origin",
    "territory": "territory",
    "sectors": "sectors",
    "progress": "progress",
    "commitment": "commitment",
    "register-search": "search",
    "controls": "controls",
    "product": "product",
    "basket": "basket",
    "composition": "composition",
    "text-to-code": "text_to_code",
    "indicator": "indicator",
    "find": "find",
    "footprint": "footprint",
    "sector": "sector",
    "chain": "chain",
    "scenario": "scenario",
    "stress-test": "stress_test",
    "library": "library",
    "match": "match",
    "gaps": "gaps",
    "brief": "brief",
    "strategy": "strategy",
    "partnership": "partnership",
    "project": "project",
    "instrument": "instrument",
    "targets": "targets",
    "calendar": "calendar",
    "since": "since",
}
_FIELDS = ("home", "as_of", "year", "material", "stage")


class Desk:
    """Answers questions about the editions in the data folder."""

    def __init__(self, *, private: bool = False) -> None:
        """Open the desk; refuses while a private overlay is set, unless `private` says it may.

        Raises:
            InputError: A private overlay is set and what surfaces show would hold it.
        """
        refuse_private("serve or publish", allowed=private)
        self._answers: OrderedDict[tuple[Any, ...], Answer] = OrderedDict()
        self._open: dict[str, Edition] = {}
        self._lock = Lock()
        self._looked = 0.0
        self._current = ""

    def names(self) -> list[str]:
        """Return the names of all editions at hand."""
        return editions.names()

    def current(self) -> str:
        """Return the name of the edition that is served now.

        Raises:
            InputError: If nothing has been built yet.
        """
        if time.monotonic() - self._looked > _LOOK_AGAIN or not self._current:
            self._current = editions.open_current().name
            self._open_again()
            self._looked = time.monotonic()
        return self._current

    def edition(self, name: str | None = None) -> Edition:
        """Return an edition by name, or the one that is served.

        Raises:
            UnknownName: If there is no edition of that name.
        """
        wanted = name or self.current()
        if wanted not in self._open:
            if wanted not in self.names():
                raise UnknownName("edition", wanted, "an edition", self.names())
            self._open[wanted] = editions.open_edition(wanted)
        return self._open[wanted]

    def manifest(self, name: str | None = None) -> Mapping[str, Any]:
        """Return what was built, from what, with what."""
        return self.edition(name).manifest

    def stamp(self, name: str | None = None) -> str:
        """Return a text that changes when the edition is built anew."""
        edition = self.edition(name)
        return f"{edition.name}-{edition.folder.name[-12:]}"

    def questions(self) -> list[str]:
        """Return the names of the questions that can be asked."""
        return _present()

    def ask(self, kind: str, name: str | None = None, **options: Any) -> Answer:
        """Return the answer to a question.

        Args:
            kind: Name of the question.
            name: Edition; None for the one that is served.
            options: `home`, `as_of`, `year`, `material`, `stage` and what the answer knows more.

        Raises:
            UnknownName: If there is no such question, edition, material, territory or code.
            InputError: If an option cannot be used.
        """
        if kind not in self.questions():
            raise UnknownName("question", kind, "a question", self.questions())
        key = (self.stamp(name), kind, *sorted((k, str(v)) for k, v in options.items()))
        return self._kept(key) or self._keep(key, self._fresh(kind, name, options))

    def trace(self, name: str | None, table_name: str, key: list[str], field: str) -> Answer:
        """Return the walk from one column of one row back to its claims.

        Raises:
            UnknownName: If there is no such table, or the key has another length than its key.
        """
        kept = (self.stamp(name), "lineage", table_name, *key, field)
        if table_name not in tables():
            raise UnknownName("table", table_name, "a table", list(tables()))
        columns = table(table_name).key
        if len(columns) != len(key):
            raise UnknownName("row", "/".join(key), f"a row of {table_name}", ["/".join(columns)])
        values = {
            column: _typed(table_name, column, v) for column, v in zip(columns, key, strict=True)
        }
        found = self._kept(kept)
        edition = self.edition(name)
        return found or self._keep(kept, lineage.answer_row(edition, table_name, values, field))

    def _fresh(self, kind: str, name: str | None, options: Mapping[str, Any]) -> Answer:
        module = import_module(f"grondstof.products.answers.{QUESTIONS[kind]}")
        fields = {key: options[key] for key in _FIELDS if options.get(key) is not None}
        more = {k: v for k, v in options.items() if k not in _FIELDS and v is not None}
        found: Answer = module.answer(self.edition(name), Question(**fields, options=more))
        return found

    def _kept(self, key: tuple[Any, ...]) -> Answer | None:
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def _keep(self, key: tuple[Any, ...], answer: Answer) -> Answer:
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > MOST_ANSWERS:
                self._answers.popitem(last=False)
        return answer

    def _open_again(self) -> None:
        """Forget editions whose name now leads to another build."""
        for name, edition in list(self._open.items()):
            if (editions.folder() / name).resolve() != edition.folder:
                del self._open[name]


@cache
def _present() -> list[str]:
    place = "grondstof.products.answers"
    return [name for name, module in QUESTIONS.items() if find_spec(f"{place}.{module}")]


def _typed(table_name: str, column: str, text: str) -> Any:
    kind = table(table_name).column(column).type
    if text in ("", "~"):
        return None
    if kind in ("smallint", "integer", "bigint"):
        return int(text) if text.lstrip("-").isdigit() else text
    if kind == "date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
