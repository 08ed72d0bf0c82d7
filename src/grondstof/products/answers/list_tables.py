"""Further tables of a home's list: along the threshold, worth of closing gaps, official list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from grondstof.assess.axes_parameters import list_parameters
from grondstof.register.official_list import official_list
from grondstof.vocabulary import materials

Row = dict[str, Any]

GAPS: Mapping[str, tuple[str, str]] = {
    "shares": ("aandelen van leveranciers", "shares of suppliers"),
    "governance": ("bestuur van leveranciers", "governance of suppliers"),
    "trade": ("handelsbeperkingen", "trade restrictions"),
    "recycling": ("recycling", "recycling"),
    "substitution": ("vervangbaarheid", "substitution"),
    "reliance": ("afhankelijkheid van invoer", "import reliance"),
    "use_shares": ("gebruiksaandelen", "end-use shares"),
    "use_shares_missing": ("gebruiksaandelen ontbreken", "end-use shares are missing"),
}


def threshold_table(
    found: Sequence[Mapping[str, Any]], rows: Sequence[Row], chosen: float | None
) -> list[Row]:
    """Return for each threshold how many entries are listed and which come in or drop out.

    Args:
        found: Rows of `assessed__list_threshold`.
        rows: Rows of the list.
        chosen: Threshold of supply risk to single out; None for all.
    """
    now = {row["material_id"] for row in rows if row["verdict"] == "listed"}
    used = {
        "supply_risk": list_parameters().number("thresholds.supply_risk"),
        "importance_share": max(
            (row.get("importance_threshold") or 0.0 for row in rows), default=0.0
        ),
    }
    groups: dict[tuple[str, float], set[str]] = defaultdict(set)
    for row in found:
        key = (row["axis"], row["threshold"])
        groups[key] |= {row["material_id"]} if row["verdict"] == "listed" else set()
    return [
        {
            "row_id": f"{axis}/{bar:.4f}",
            "axis": axis,
            "threshold": bar,
            "in_use": abs(bar - used[axis]) < 1e-9,
            "listed": len(names),
            "come_in": ", ".join(sorted(names - now)) or None,
            "drop_out": ", ".join(sorted(now - names)) or None,
            "kind": "modelled",
        }
        for (axis, bar), names in sorted(groups.items(), key=lambda item: item[0])
        if chosen is None or (axis == "supply_risk" and abs(bar - chosen) < 0.05)
    ]


def variance_table(rows: Sequence[Row]) -> list[Row]:
    """Return which input the doubt comes from: mean share of variance over all entries."""
    found = []
    for name in ("shares", "governance", "trade", "recycling", "substitution", "reliance"):
        known = [row for row in rows if row[f"variance_{name}"] is not None]
        if not known:
            continue
        most = max(known, key=lambda row: row[f"variance_{name}"])
        found.append(
            {
                "row_id": name,
                "meaning_nl": GAPS[name][0],
                "meaning_en": GAPS[name][1],
                "share": sum(row[f"variance_{name}"] for row in known) / len(known),
                "largest_material_id": most["material_id"],
                "largest_share": most[f"variance_{name}"],
                "kind": "modelled",
            }
        )
    return sorted(found, key=lambda row: -row["share"])


def changed_table(rows: Sequence[Row], without: str) -> list[Row]:
    """Return the entries that get another verdict without `restrictions` or `judgements`."""
    column = f"verdict_without_{without}"
    return [
        {
            "row_id": row["material_id"],
            "material_id": row["material_id"],
            "name_nl": row["name_nl"],
            "name_en": row["name_en"],
            "verdict": row["verdict"],
            column: row[column],
            "probability_listed": row["probability_listed"],
            "because_of": (row[without] or "").replace(";", ", ") or None,
        }
        for row in rows
        if row[column] != row["verdict"]
    ]


def gap_table(found: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Return the data gaps, the one whose closing would change most verdicts first."""
    total: dict[str, float] = defaultdict(float)
    touched: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for row in found:
        total[row["gap"]] += row["verdicts_changed"]
        if row["verdicts_changed"] >= 0.05:
            touched[row["gap"]].append((-row["verdicts_changed"], row["material_id"]))
    return [
        {
            "row_id": gap,
            "gap": gap,
            "meaning_nl": GAPS[gap][0],
            "meaning_en": GAPS[gap][1],
            "verdicts_changed_expected": total[gap],
            "materials": ", ".join(name for _, name in sorted(touched[gap])) or None,
            "kind": "modelled",
        }
        for gap in sorted(total, key=lambda name: -total[name])
    ]


def official_table(home: str, rows: Sequence[Row], path: str | None) -> list[Row]:
    """Return where the official list of a home and ours differ; nothing without such a list.

    Args:
        home: Home whose list it is.
        rows: Rows of our list.
        path: File with the official list; that of the home pack when absent.
    """
    entries = official_list(home, None if path is None else Path(path))
    official = {
        name
        for entry in entries
        if entry.level == "material"
        for name in (materials.members(entry.subject_id) or (entry.subject_id,))
    }
    if not entries:
        return []
    ours = {row["material_id"]: row for row in rows}
    known = materials.materials()
    found = []
    for name in sorted(official | set(ours)):
        row = ours.get(name)
        mine = row is not None and row["verdict"] == "listed"
        if mine == (name in official):
            continue
        found.append(
            {
                "row_id": name,
                "material_id": name,
                "name_nl": known[name].name_nl,
                "name_en": known[name].name_en,
                "official": name in official,
                "verdict": None if row is None else row["verdict"],
                "probability_listed": None if row is None else row["probability_listed"],
                "rests_on": _deciding(row),
            }
        )
    return found


def _deciding(row: Row | None) -> str | None:
    """Return the input on which the difference rests, as far as ours can tell."""
    if row is None:
        return "not_in_our_scope"
    if row["verdict"] == "not-assessed":
        return "use_shares_missing"
    if row["supply_risk"] < 1.0:
        return "supply_risk"
    if row["importance_share"] < row["importance_threshold"]:
        return "importance_share"
    return "threshold"
