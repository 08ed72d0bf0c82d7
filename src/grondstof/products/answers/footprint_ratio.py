"""Indirect imports against direct imports: ours with its range, the published one, and why not."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.wording import number
from grondstof.store.editions import Edition
from grondstof.vocabulary import lists, materials

Row = Mapping[str, Any]

# The list that the published ratio is about.
CRITICAL = "eu-crma-critical"
WHOLE = "indirect imports to direct imports"
BUSINESS = f"{WHOLE} of business"
_CUTS = ((WHOLE, "all"), (BUSINESS, "industry"))
_PUBLISHED = """
    select s.concept, s.period, s.list_version, s.value, s.value_low, s.value_high, r.locator
    from "settled__trade_figure" s
    left join "reported__trade_figure" r on r.claim_id = s.chosen_claim
    where s.territory_id = ? and s.concept like 'indirect imports to direct imports%'
    order by s.concept, s.period
"""


def total(rows: Sequence[Row], account: str, cut_id: str = "all") -> dict[str, Row]:
    """Return the row of an account for each material."""
    return {
        row["material_id"]: row
        for row in rows
        if row["account"] == account and row["cut_id"] == cut_id and row["cut"] == "total"
    }


def ratios(edition: Edition, home: str, totals: Sequence[Row]) -> list[dict[str, Any]]:
    """Return our ratio of indirect to direct beside the published ones, never calibrated.

    The middle takes direct imports net of what can have left again. The low end sets the low ends
    of what is indirect against all that was imported directly, the high end the high ends against
    the net imports.

    Args:
        edition: Opened edition, for the published figures.
        home: Home.
        totals: Rows of the accounts that are totals.
    """
    found = []
    year = next((str(row["year"]) for row in totals if row["year"]), "")
    for concept, cut_id in _CUTS:
        pairs = _pairs(totals, cut_id)
        line = _ratio(concept, year, "own", "modelled")
        line |= {"list_version": CRITICAL, "materials_count": len(pairs)}
        line["value"] = _over(pairs, "value_musd", "value_musd")
        line["value_low"] = _over(pairs, "value_musd_low", "value_musd_high")
        line["value_high"] = _over(pairs, "value_musd_high", "value_musd_low")
        line["oldest_year"] = min((row["oldest_year"] for row in totals), default=None)
        found.append(line)
    for row in edition.rows(_PUBLISHED, [home]):
        line = _ratio(row["concept"], row["period"], "published", "published")
        for name in ("list_version", "value", "value_low", "value_high", "locator"):
            line[name] = row[name]
        found.append({**line, "oldest_year": int(row["period"][:4])})
    return found


def _ratio(concept: str, period: str, basis: str, kind: str) -> dict[str, Any]:
    return {
        "row_id": f"{concept}/{period}/{basis}",
        "concept": concept,
        "period": period,
        "basis": basis,
        "list_version": None,
        "materials_count": None,
        "value": None,
        "value_low": None,
        "value_high": None,
        "unit": "dimensionless",
        "locator": None,
        "kind": kind,
        "oldest_year": None,
    }


def _pairs(totals: Sequence[Row], cut_id: str = "all") -> dict[str, tuple[Row, Row]]:
    """Return the indirect and the direct row of listed materials of which both are in dollars."""
    indirect = total(totals, "indirect", cut_id)
    return {
        name: (indirect[name], row)
        for name, row in total(totals, "direct").items()
        if name in indirect
        and any(entry.list_id == CRITICAL for entry in lists.memberships(name))
        and indirect[name]["value_musd"] is not None
        and row["value_musd"] is not None
    }


def _over(pairs: Mapping[str, tuple[Row, Row]], above: str, below: str) -> float | None:
    direct = sum(row[below] for _, row in pairs.values())
    return sum(row[above] for row, _ in pairs.values()) / direct if direct > 0.0 else None


def differences(rows: Sequence[Row], totals: Sequence[Row]) -> list[dict[str, Any]]:
    """Return why our ratio and the published one differ, with our ratio done the other way.

    Args:
        rows: What `ratios` returned.
        totals: Rows of the accounts that are totals.
    """
    pairs = _pairs(totals)
    printed = next((row for row in rows if row["basis"] == "published"), None)
    if not pairs or printed is None:
        return []
    structure = str(totals[0]["table_name"]).rpartition("-")[2]
    return [
        _reason(
            "re-exports",
            "wat weer vertrekt: wij trekken het meeste af dat vertrokken kan zijn; hier ons getal "
            "als alle rechtstreekse invoer telt",
            "what leaves again: we take off the most that can have left; here our figure when "
            "all direct imports count",
            _over(pairs, "value_musd", "value_musd_high"),
        ),
        *_without_largest(pairs),
        _covered(len(pairs)),
        _reason(
            "years",
            f"de jaren: structuur {structure} en handel {totals[0]['year']}, tegen "
            f"{printed['period']} bij het statistiekbureau",
            f"years: structure {structure} and trade {totals[0]['year']}, against "
            f"{printed['period']} at the statistical office",
        ),
        _reason(
            "valuation",
            "de waarde: wij rekenen de ruwe stof in dollars vrij aan boord, ook waar die in een "
            "product zit; het bureau rekent in euro met vracht",
            "valuation: we count the raw material in dollars free on board, also inside a "
            "product; the office counts euro with freight",
        ),
    ]


def _without_largest(pairs: Mapping[str, tuple[Row, Row]]) -> list[dict[str, Any]]:
    """Return our ratio without the material that weighs most; none when it is the only one."""
    top = max(pairs, key=lambda name: pairs[name][0]["value_musd"])
    rest = {name: pair for name, pair in pairs.items() if name != top}
    if not rest:
        return []
    known = materials.materials()[top]
    part = pairs[top][0]["value_musd"] / sum(row["value_musd"] for row, _ in pairs.values())
    return [
        _reason(
            "largest-material",
            f"de lijst: {known.name_nl} is {number(100 * part, 'nl', 0)} % van onze indirecte "
            "invoer; hier ons getal zonder dat materiaal",
            f"the list: {known.name_en} is {number(100 * part, 'en', 0)} % of our indirect "
            "imports; here our figure without it",
            _over(rest, "value_musd", "value_musd"),
        )
    ]


def _covered(count: int) -> dict[str, Any]:
    listed = len(lists.members(CRITICAL))
    return _reason(
        "coverage",
        f"de dekking: van {count} materialen kennen wij beide kanten in dollars; op de "
        f"EU-lijst staan er {listed}, en codes met meer dan één materiaal tellen bij ons niet",
        f"coverage: of {count} materials we know both sides in dollars; the list "
        f"of the EU has {listed}, and codes that pool materials do not count here",
    )


def _reason(reason_id: str, nl: str, en: str, value: float | None = None) -> dict[str, Any]:
    return {
        "row_id": reason_id,
        "reason_id": reason_id,
        "reason_nl": nl,
        "reason_en": en,
        "value": value,
        "unit": "dimensionless",
        "kind": "modelled",
    }
