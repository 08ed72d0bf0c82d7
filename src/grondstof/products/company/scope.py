"""Does Article 24 hold for a company? The limits and technologies come from the law on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from grondstof.errors import Fault, InputError, UnknownName
from grondstof.store.content import content_folder, load


@dataclass(frozen=True)
class Scope:
    """Whether a company is in scope, by which version of the law, and why.

    Attributes:
        verdict: `in scope`, `out of scope` or `not known`.
    """

    verdict: str
    version_id: str
    legal_reference: str
    reasons_nl: tuple[str, ...]
    reasons_en: tuple[str, ...]
    proposals: tuple[str, ...]


def law() -> dict[str, Any]:
    """Return the versions of the law and the technologies."""
    data = load(content_folder() / "products" / "crma_scope.yml").data
    return dict(data) if isinstance(data, dict) else {}


def technologies() -> dict[str, tuple[str, str]]:
    """Return the 14 technologies by id, in Dutch and English."""
    return {row["technology_id"]: (row["nl"], row["en"]) for row in law()["technologies"]}


def scope(
    employees: int | None, turnover_meur: float | None, made: Sequence[str], on: date
) -> Scope:
    """Return whether a company is in scope on a day.

    Args:
        employees: Number of employees; None when not known.
        turnover_meur: Worldwide net turnover. [EUR million]
        made: Ids of technologies that it makes.
        on: Day.

    Raises:
        UnknownName: a technology is not one of the 14.
        InputError: no version of the law holds on that day, or a figure is negative.
    """
    known = technologies()
    for name in made:
        if name not in known:
            raise UnknownName("--makes", name, "a technology of Article 24(1)", list(known))
    if (employees or 0) < 0 or (turnover_meur or 0.0) < 0.0:
        raise InputError([Fault("scope", "a negative figure", "0 or more", "Mend it")])
    versions = [row for row in law()["versions"] if row["valid_from"] and row["valid_from"] <= on]
    if not versions:
        raise InputError([Fault("--on", f"{on}", "a day from 2024-05-23 on", "Choose a later day")])
    version = max(versions, key=lambda row: row["valid_from"])
    tests = [
        (employees, version["employees_over"], "werknemers", "employees"),
        (
            turnover_meur,
            version["turnover_over_meur"],
            "miljoen euro omzet",
            "EUR million turnover",
        ),
    ]
    results: list[bool | None] = [None if x is None else x > limit for x, limit, _, _ in tests]
    results.append(bool(made))
    verdict = "out of scope" if False in results else "not known" if None in results else "in scope"
    nl = [f"{'?' if x is None else f'{x:g}'} {n} (meer dan {lim})" for x, lim, n, _ in tests]
    en = [f"{'?' if x is None else f'{x:g}'} {e} (more than {lim})" for x, lim, _, e in tests]
    nl.append(", ".join(known[m][0] for m in made) or "maakt geen van de 14 technologieën")
    en.append(", ".join(known[m][1] for m in made) or "makes none of the 14 technologies")
    proposals = [
        f"{row['legal_reference']}: {row['note_en']}"
        for row in law()["versions"]
        if row["state"] == "proposed"
    ]
    return Scope(
        verdict,
        version["version_id"],
        version["legal_reference"],
        tuple(nl),
        tuple(en),
        tuple(proposals),
    )
