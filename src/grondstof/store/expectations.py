"""Checks whole tables of a source: row counts and sums of shares."""

from collections import defaultdict
from collections.abc import Sequence

from grondstof.errors import Fault
from grondstof.store.card import Source
from grondstof.vocabulary.tables import Table

Row = dict[str, object]

# Published shares that miss one by less are used as printed and flagged.
SUM_IS_ROUNDING = 0.03


def expect(
    rows: Sequence[Row], goal: Table, source: Source, where: str
) -> tuple[list[Fault], list[str]]:
    """Return the faults that stop the run and the warnings that do not."""
    wanted = source.card.tables.get(goal.name)
    if wanted is None:
        fault = Fault(
            where,
            f"rows for {goal.name}",
            f"only tables that {source.source_id}/source.yml announces",
            "Add the table to source.yml with the number of rows to expect",
        )
        return [fault], []
    faults: list[Fault] = []
    warnings: list[str] = []
    if len(rows) < wanted.rows_min:
        faults.append(
            Fault(
                where,
                f"{len(rows)} rows for {goal.name}",
                f"at least {wanted.rows_min}",
                "Check that the file is complete; if it rightly shrank, lower rows_min",
            )
        )
    if wanted.rows_max is not None and len(rows) > wanted.rows_max:
        warnings.append(
            f"{where}: {len(rows)} rows for {goal.name}, more than the {wanted.rows_max} expected"
        )
    if wanted.share_sum_tolerance is not None:
        more, said = _share_sums(rows, goal, wanted.share_sum_tolerance, where)
        faults += more
        warnings += said
    return faults, warnings


def _share_sums(
    rows: Sequence[Row], goal: Table, tolerance: float, where: str
) -> tuple[list[Fault], list[str]]:
    parts = [name for name in goal.key if name not in ("territory_id", "application")]
    parts = [name for name in parts if not name.startswith("industry_")]
    sums: dict[tuple[object, ...], float] = defaultdict(float)
    for row in rows:
        share = row.get("share")
        if isinstance(share, float):
            sums[tuple(row[name] for name in parts)] += share
    faults, warnings = [], []
    for key, total in sorted(sums.items(), key=str):
        name = "/".join(str(part) for part in key)
        if total > 1 + tolerance:
            faults.append(
                Fault(
                    f"{where}, {name}",
                    f"shares that add up to {total:.3f}",
                    f"1, or at most {1 + tolerance:.2f}",
                    "Look for a row counted twice; a known error goes to corrections.yml",
                )
            )
        elif abs(total - 1) > SUM_IS_ROUNDING:
            warnings.append(f"{where}, {name}: shares add up to {total:.3f}, used as printed")
    return faults, warnings
