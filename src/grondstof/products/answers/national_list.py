"""The national list of a home on two axes, with probability, interval and reasons."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Gap, Sentence, row_id, sources
from grondstof.products.answers.list_suppliers import supplier_table
from grondstof.products.answers.list_tables import (
    changed_table,
    gap_table,
    official_table,
    threshold_table,
    variance_table,
)
from grondstof.products.answers.names import in_sentence, with_material
from grondstof.store.editions import Edition
from grondstof.store.home_pack import home_packs
from grondstof.vocabulary import materials, territories
from grondstof.vocabulary.tables import table

Row = dict[str, Any]
METHOD = "nl-axes"
SOURCES = ("ec_study", "ec_study_2017", "wgi", "baci", "oecd_national", "register", "wmd")
_TABLE = "assessed__national_list"
# Choices that the build did not make; with one of them the list is computed anew.
CHOICES = ("draws", "seed", "parameters", "judgements", "width")


def answer(edition: Edition, question: Question) -> Answer:
    """Return the list of a home; built with the edition, or computed for another home or day.

    Options: `draws`, `seed`, `parameters`, `judgements`, and `threshold` (supply risk from which an
    entry counts, beside the threshold of the method).

    Raises:
        UnknownName: If home is no territory or group.
        InputError: If home has no value added by industry.
    """
    home = territories.find(question.home)
    asked = question.with_home(home)
    found, along, gaps = _all_three(edition, asked)
    key = table(_TABLE).key
    rows = [{"row_id": row_id(row, key), **row} for row in with_material(found, home)]
    order = {"listed": 0, "watch": 1, "not-listed": 2, "not-assessed": 3}
    rows.sort(key=lambda row: (order[row["verdict"]], row["rank"]))
    return Answer(
        "list",
        asked,
        edition.name,
        _sentence(home, Counter(row["verdict"] for row in rows)),
        rows,
        method=METHOD,
        tables={
            "not_assessed": [_brief(row) for row in rows if row["verdict"] == "not-assessed"],
            "uses_elsewhere": _elsewhere(rows),
            "along_threshold": threshold_table(along, rows, asked.options.get("threshold")),
            "variance_groups": variance_table(rows),
            "value_of_information": gap_table(gaps),
            "without_restrictions": changed_table(rows, "restrictions"),
            "without_judgements": changed_table(rows, "judgements"),
            "products": _products(rows),
            "with_suppliers": supplier_table(edition, home, rows),
            "official": official_table(home, rows, asked.options.get("official")),
        },
        gaps=_gaps(rows),
        sources=sources(edition, SOURCES),
        notes=_notes(home, rows),
    )


def listed(edition: Edition, question: Question) -> list[Row]:
    """Return the rows of a home's list: those of the edition, or computed for what is asked."""
    from grondstof.assess.ask import ask
    from grondstof.assess.nl_axes import NATIONAL_LIST

    if is_built(edition, question):
        return _of_edition(edition, _TABLE, question.home)
    return list(ask(edition, NATIONAL_LIST, _dated(edition, question)).to_pylist())


def is_built(edition: Edition, question: Question) -> bool:
    """Return whether the edition holds the list that is asked for, home, day and choices alike."""
    if any(option in question.options for option in CHOICES):
        return False
    if question.as_of not in (None, edition.as_of):
        return False
    sql = f'select 1 from "{_TABLE}" where home_id = ? limit 1'
    return bool(edition.rows(sql, [question.home]))


def _all_three(edition: Edition, question: Question) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the list, the list along its thresholds, and what closing each gap would change."""
    from grondstof.assess.list_beside import list_beside

    if is_built(edition, question):
        names = (_TABLE, "assessed__list_threshold", "assessed__list_information")
        listed_, along, gaps = (_of_edition(edition, name, question.home) for name in names)
        return listed_, along, gaps
    found = list_beside(edition, _dated(edition, question))
    return found.listed, found.along, found.information


def _of_edition(edition: Edition, name: str, home: str) -> list[Row]:
    return edition.rows(f'select * from "{name}" where home_id = ?', [home])


def _dated(edition: Edition, question: Question) -> Question:
    day = question.as_of or edition.as_of
    return Question(question.home, day, options=question.options)


def _elsewhere(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    from grondstof.assess.uses_elsewhere import of_materials

    return of_materials({row["material_id"] for row in rows if row["verdict"] == "not-assessed"})


def _products(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    from grondstof.assess.list_levels import level_rows

    return [{"row_id": f"{row['product_id']}/{row['entry_id']}", **row} for row in level_rows(rows)]


def _brief(row: dict[str, Any]) -> dict[str, Any]:
    names = ("row_id", "material_id", "name_nl", "name_en", "supply_risk")
    return {
        **{name: row[name] for name in names},
        "supply_risk_low": row["supply_risk_low"],
        "supply_risk_high": row["supply_risk_high"],
        "flags": row["flags"],
        "kind": row["kind"],
    }


def _sentence(home: str, counts: Counter[str]) -> Sentence:
    name_nl, name_en = in_sentence(home)
    on, watch, open_ = counts["listed"], counts["watch"], counts["not-assessed"]
    total = sum(counts.values())
    return Sentence(
        f"Op de lijst voor {name_nl} staan {on} van {total} grondstoffen, {watch} op de "
        f"volglijst; {open_} zijn niet beoordeeld op toegevoegde waarde: geen gebruiksaandelen.",
        f"{on} of {total} materials are on the list for {name_en}, {watch} on the watch "
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
            "we have no use shares by industry that we may show",
            "not assessed on value added: " + ", ".join(known[name].name_en for name in without),
            "wij hebben geen cijfers over het gebruik per bedrijfstak die wij mogen tonen",
            "niet beoordeeld op toegevoegde waarde: "
            + ", ".join(known[name].name_nl for name in without),
        )
    ]


def _notes(home: str, rows: Sequence[dict[str, Any]]) -> list[Sentence]:
    pack = home_packs().get(home)
    dutch = pack.word("list_note", "nl") if pack else None
    english = pack.word("list_note", "en") if pack else None
    notes = [Sentence(dutch, english)] if dutch and english else []
    counted = sorted({name for row in rows for name in (row["restrictions"] or "").split(";")})
    if any(counted):
        number = len([name for name in counted if name])
        notes.append(
            Sentence(
                f"Er tellen {number} uitvoerbeperkingen mee die op deze dag voor deze thuisbasis "
                "gelden.",
                f"{number} export restrictions count that hold for this home on this day.",
            )
        )
    return notes
