"""The national list of a home on two axes, with probability, interval and reasons."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Gap, Sentence, row_id, sources
from grondstof.products.answers.names import with_material
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials, territories
from grondstof.vocabulary.tables import table

if TYPE_CHECKING:
    import pyarrow as pa

METHOD = "nl-axes"
_TABLE = "assessed__national_list"
SOURCES = ("ec_study", "ec_study_2017", "wgi", "baci", "oecd_national", "register", "wmd")


def answer(edition: Edition, question: Question) -> Answer:
    """Return the list of a home; built with the edition, or computed for another home or day.

    Raises:
        UnknownName: If home is no territory or group.
        InputError: If home has no value added by industry.
    """
    home = territories.find(question.home)
    rows = with_material(rows(edition, question.with_home(home)))
    key = table(_TABLE).key
    rows = [{"row_id": row_id(row, key), **row} for row in rows]
    order = {"listed": 0, "watch": 1, "not-listed": 2, "not-assessed": 3}
    rows.sort(key=lambda row: (order[row["verdict"]], row["rank"]))
    counts = Counter(row["verdict"] for row in rows)
    return Answer(
        "list",
        question.with_home(home),
        edition.name,
        _sentence(home, counts),
        rows,
        method=METHOD,
        gaps=_gaps(rows),
        sources=sources(edition, SOURCES),
        notes=_notes(home),
    )


def rows(edition: Edition, question: Question) -> list[dict[str, Any]]:
    asked = {name for name in ("draws", "seed") if name in question.options}
    if not asked and question.as_of in (None, edition.as_of):
        sql = f'select * from "{_TABLE}" where home_id = ?'
        found = edition.rows(sql, [question.home])
        if found:
            return found
    return list(_computed(edition, question).to_pylist())


def _computed(edition: Edition, question: Question) -> "pa.Table":
    from grondstof.assess.ask import ask
    from grondstof.assess.nl_axes import NATIONAL_LIST

    return ask(edition, NATIONAL_LIST, question)


def _sentence(home: str, counts: Counter[str]) -> Sentence:
    known = territories.territories().get(home) or territories.groups()[home]
    listed, watch, open_ = counts["listed"], counts["watch"], counts["not-assessed"]
    total = sum(counts.values())
    return Sentence(
        f"Op de lijst voor {known.name_nl} staan {listed} van {total} grondstoffen, {watch} op de "
        f"volglijst; {open_} zijn niet beoordeeld op toegevoegde waarde: geen gebruiksaandelen.",
        f"{listed} of {total} materials are on the list for {known.name_en}, {watch} on the watch "
        f"list; {open_} are not assessed on value added: no use shares.",
    )


def _gaps(rows: Sequence[dict[str, Any]]) -> list[Gap]:
    without = [row["material_id"] for row in rows if row["verdict"] == "not-assessed"]
    if not without:
        return []
    known = materials.materials()
    return [
        Gap(
            "importance_share",
            "no end-use shares by industry that may be shipped",
            "not assessed on axis 2: " + ", ".join(known[name].name_en for name in without),
            "er zijn geen aandelen van het gebruik per bedrijfstak die mee mogen",
            "niet beoordeeld op as 2: " + ", ".join(known[name].name_nl for name in without),
        )
    ]


def _notes(home: str) -> list[Sentence]:
    if home != "NLD":
        return []
    return [
        Sentence(
            "Dit is niet de officiële Nederlandse lijst van juni 2026; daarvan zijn alleen de twee "
            "assen en de jaarlijkse herijking bekend.",
            "This is not the official Dutch list of June 2026, of which only the two axes and the "
            "yearly recalibration are known.",
        )
    ]
