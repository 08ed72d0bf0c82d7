"""Figures that changed since a day: this edition beside the one that stood on that day."""

from datetime import date
from typing import Any

from grondstof.assess.edition_figures import KINDS, Kind, Move, moves, relative, versions
from grondstof.products.answers.base import Gap
from grondstof.store import editions
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials

Row = dict[str, Any]
MOST_FIGURES = 100
_CHANGES = {
    "came": ("nieuw in deze editie", "new in this edition"),
    "went": ("niet meer in deze editie", "no longer in this edition"),
    "flipped": ("ander oordeel", "another verdict"),
    "moved": ("ander cijfer", "another figure"),
}


def previous(edition: Edition, on: date) -> Edition | None:
    """Return the newest edition that reaches to a day, else the oldest before this one, or None.

    Args:
        edition: The edition that is shown.
        on: First day of the question.
    """
    others = [editions.open_edition(name) for name in editions.names() if name != edition.name]
    older = sorted(
        (one for one in others if one.as_of < edition.as_of), key=lambda one: (one.as_of, one.name)
    )
    stood = [one for one in older if one.as_of <= on]
    return stood[-1] if stood else older[0] if older else None


def figure_tables(before: Edition, after: Edition, home: str) -> dict[str, list[Row]]:
    """Return the tables `verdicts`, `figures` and `versions` between two editions for a home.

    Of the figures the hundred largest moves are shown; all verdicts and versions are.
    """
    verdicts: list[Row] = []
    figures: list[tuple[float, Row]] = []
    for kind in KINDS:
        ends = [_rows(edition, kind, home) for edition in (before, after)]
        for move in moves(kind, *ends):
            row = _row(kind, move, before, after)
            if move.change == "flipped" or (kind.verdict and move.change != "moved"):
                verdicts.append(row)
            else:
                figures.append((relative(move), row))
    figures.sort(key=lambda pair: (-pair[0], pair[1]["row_id"]))
    return {
        "verdicts": verdicts,
        "figures": [row for _, row in figures[:MOST_FIGURES]],
        "versions": [
            {"row_id": name, "name": name, "before": old, "after": new}
            for name, old, new in versions(before.manifest, after.manifest)
        ],
    }


def no_previous() -> Gap:
    """Return the gap of a house with one edition."""
    return Gap(
        "changed figures",
        "there is no earlier edition to compare with",
        "promises, measures, lists and documents are shown; figures are not",
        "er is geen eerdere editie om mee te vergelijken",
        "afspraken, maatregelen, lijsten en documenten staan er; cijfers niet",
    )


def change_rows(verdicts: list[Row], on: date) -> list[Row]:
    """Return the verdicts that flipped as rows of the page of changes."""
    return [
        {
            "row_id": f"{row['row_id']}/{on.isoformat()}",
            "date": on,
            "item_id": row["material_id"],
            "subject": "figure",
            "subject_nl": "cijfer",
            "subject_en": "figure",
            "name_nl": f"{row['name_nl']} ({row['table']})",
            "name_en": f"{row['name_en']} ({row['table']})",
            "change_nl": f"oordeel: {row['verdict_before']} wordt {row['verdict_after']}",
            "change_en": f"verdict: {row['verdict_before']} becomes {row['verdict_after']}",
            "locator": None,
        }
        for row in verdicts
        if row["change"] == "flipped"
    ]


def _rows(edition: Edition, kind: Kind, home: str) -> list[Row]:
    names = [*kind.key, kind.figure, kind.low, kind.high, *([kind.verdict] if kind.verdict else [])]
    columns = ", ".join(f'"{name}"' for name in dict.fromkeys(names))
    # The days of a list follow each other, so that the last one of a key wins.
    order = ", ".join(f'"{name}"' for name in (("as_of",) if kind.verdict else ()) + kind.key)
    return edition.rows(
        f'select {columns} from "{kind.table}" where home_id = ? order by {order}', [home]
    )


def _row(kind: Kind, move: Move, before: Edition, after: Edition) -> Row:
    named = dict(zip(kind.key, move.key, strict=True))
    known = materials.materials().get(named["material_id"])
    nl, en = _CHANGES[move.change]
    return {
        "row_id": "/".join((kind.table.partition("__")[2], *move.key)),
        "table": kind.table.partition("__")[2],
        "material_id": named["material_id"],
        "name_nl": known.name_nl if known else named["material_id"],
        "name_en": known.name_en if known else named["material_id"],
        "what": "/".join(value for name, value in named.items() if name != "material_id"),
        "change": move.change,
        "change_nl": nl,
        "change_en": en,
        "before": move.before,
        "after": move.after,
        "verdict_before": move.verdict_before,
        "verdict_after": move.verdict_after,
        "within_noise": move.within_noise,
        "edition_before": before.name,
        "edition_after": after.name,
        "kind": "computed",
    }
