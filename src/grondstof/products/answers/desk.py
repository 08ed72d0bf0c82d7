"""The desk at which every surface asks: which editions there are, and the answer to a question.

A surface names the question and its options; the desk opens the edition, calls the answer's
module and keeps the last answers, bounded by the cells they hold. Who asks what is being worked
out already waits for that answer. A newly served edition is noticed without a restart: `current`
is looked at once a second.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
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
from grondstof.store import editions, lookup
from grondstof.store.editions import Edition
from grondstof.store.own_home import own_home
from grondstof.store.private import refuse_marked, refuse_private
from grondstof.vocabulary.tables import table, tables

# Cells of all kept answers together; some 100 bytes each.
MOST_CELLS = 100_000
_LOOK_AGAIN = 1.0
# Question -> module of this folder. A new answer adds one line and every surface shows it.
QUESTIONS: Mapping[str, str] = {
    "list": "criticality_list",
    "list-method": "list_method",
    "methods": "methods",
    "hindsight": "hindsight",
    "ec-change": "ec_change",
    "edition-diff": "edition_diff",
    "material": "material",
    "explanation": "explanation",
    "sources": "sources",
    "corrections": "corrections",
    "trade": "trade",
    "origin": "origin",
    "territory": "territory",
    "territories": "territories",
    "signals": "signals",
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
    "demand": "demand",
    "urban-mine": "urban_mine",
    "stockpile": "stockpile",
    "measures": "measures",
    "product-group": "product_group",
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
        self._private = private
        self.private = private
        self._answers: OrderedDict[tuple[Any, ...], Answer] = OrderedDict()
        self._open: dict[str, Edition] = {}
        self._stamps: dict[str, str] = {}
        self._lock = Lock()
        self._cells = 0
        self._turns: dict[tuple[Any, ...], Lock] = {}
        self._looked = 0.0
        self._current = ""

    def ready(self) -> str:
        """Pack what pages look up by subject, for every edition; return the name of the served one.

        Raises:
            InputError: If nothing has been built yet.
        """
        # Where nothing may be written, the tables are asked.
        with suppress(OSError):
            for name in self.names():
                lookup.make(editions.open_edition(name).folder)
        return self.current()

    def names(self) -> list[str]:
        """Return the names of the editions at hand that were built for the own home."""
        known = map(editions.open_edition, editions.names())
        return [edition.name for edition in known if edition.home == own_home()]

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
            found = editions.of_own_home(editions.open_edition(wanted))
            refuse_marked(wanted, found.manifest, allowed=self._private)
            self._open[wanted] = found
        return self._open[wanted]

    def manifest(self, name: str | None = None) -> Mapping[str, Any]:
        """Return what was built, from what, with what."""
        return self.edition(name).manifest

    def stamp(self, name: str | None = None) -> str:
        """Return a text that changes when the edition, or a table beside it, is built anew."""
        edition = self.edition(name)
        return self._stamps.get(edition.name) or self._stamps.setdefault(
            edition.name, _stamp(edition)
        )

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
        return self._kept(key) or self._in_turn(key, lambda: self._fresh(kind, name, options))

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
            known = ["/".join(columns)]
            raise UnknownName("row", "/".join(key), "a row of this table", known)
        values = {
            column: _typed(table_name, column, v) for column, v in zip(columns, key, strict=True)
        }
        edition = self.edition(name)
        return self._kept(kept) or self._in_turn(
            kept, lambda: lineage.answer_row(edition, table_name, values, field)
        )

    def _fresh(self, kind: str, name: str | None, options: Mapping[str, Any]) -> Answer:
        module = import_module(f"grondstof.products.answers.{QUESTIONS[kind]}")
        fields = {key: options[key] for key in _FIELDS if options.get(key) is not None}
        more = {k: v for k, v in options.items() if k not in _FIELDS and v is not None}
        found: Answer = module.answer(self.edition(name), Question(**fields, options=more))
        return found

    def _in_turn(self, key: tuple[Any, ...], make: Callable[[], Answer]) -> Answer:
        """Return an answer that is not kept; two who ask the same have it made once."""
        with self._lock:
            turn = self._turns.setdefault(key, Lock())
        try:
            with turn:
                return self._kept(key) or self._keep(key, make())
        finally:
            with self._lock:
                self._turns.pop(key, None)

    def _kept(self, key: tuple[Any, ...]) -> Answer | None:
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def _keep(self, key: tuple[Any, ...], answer: Answer) -> Answer:
        with self._lock:
            if key not in self._answers:
                self._cells += _cells(answer)
            self._answers[key] = answer
            while self._cells > MOST_CELLS and len(self._answers) > 1:
                self._cells -= _cells(self._answers.popitem(last=False)[1])
        return answer

    def _open_again(self) -> None:
        """Forget editions whose name now leads to another build, and what they answered."""
        for name, edition in list(self._open.items()):
            gone = (editions.folder() / name).resolve() != edition.folder
            if gone:
                self._open.pop(name, None)
            if gone or self._stamps.get(name) != _stamp(edition):
                self._forget(self._stamps.pop(name, ""))

    def _forget(self, stamp: str) -> None:
        with self._lock:
            for key in [key for key in self._answers if key[0] == stamp]:
                self._cells -= _cells(self._answers.pop(key))


def _stamp(edition: Edition) -> str:
    """Return a text of the build, and of the tables that were made beside it since."""
    return "-".join((edition.name, edition.folder.name[-12:], edition.made_beside))


def _cells(answer: Answer) -> int:
    """Return how many cells an answer holds, a few for the answer itself included."""
    lists = (answer.rows, answer.sources, *answer.tables.values())
    return 50 + sum(len(row) for rows in lists for row in rows)


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
