"""Where each strategic material stands on each benchmark: as published, and what is not known.

A class is shown as the document prints it. A gap to the target and a trend are told only where the
document prints a figure; elsewhere the row names the missing figure and who has it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from grondstof.register.models import Benchmark, Target
from grondstof.vocabulary import materials

Row = dict[str, Any]
MEASURES = ("extraction", "processing", "recycling", "single-country")
NAMES = {
    "extraction": ("winning", "extraction"),
    "processing": ("verwerking", "processing"),
    "recycling": ("recycling", "recycling"),
    "single-country": ("één land", "single country"),
}
_STAGES = {"extraction": "extraction", "processing": "processing", "end-of-life": "recycling"}
_MISSING = {
    "extraction": (
        "EU-winningscapaciteit en EU-jaarverbruik",
        "Union extraction capacity and yearly consumption",
    ),
    "processing": (
        "EU-verwerkingscapaciteit en EU-jaarverbruik",
        "Union processing capacity and yearly consumption",
    ),
    "recycling": (
        "EU-recyclingcapaciteit en EU-jaarverbruik",
        "Union recycling capacity and yearly consumption",
    ),
    "single-country": (
        "EU-jaarverbruik naar land van herkomst en stap",
        "Union yearly consumption by country of origin and stage",
    ),
}
# Article 20 of Regulation (EU) 2024/1252 lays the monitoring of these figures on the Commission.
_HOLDER = (
    "Europese Commissie (monitoring volgens art. 20)",
    "European Commission (monitoring under Art. 20)",
)


def status_rows(
    found: Iterable[Benchmark], names: Sequence[str], targets: Sequence[Target]
) -> list[Row]:
    """Return one row for each material and benchmark, in the order of materials.

    Args:
        found: Standings as published.
        names: Materials to show.
        targets: Targets that are valid on the day.
    """
    by_key: dict[tuple[str, str], tuple[Benchmark, str]] = {}
    for item in sorted(found, key=lambda one: (one.year, one.id)):
        for given in item.materials:
            for name in materials.members(given) or (given,):
                by_key[name, item.measure] = (item, given)
    aims = _aims(targets)
    return [
        _row(name, measure, by_key.get((name, measure)), aims.get(measure))
        for name in names
        for measure in MEASURES
    ]


def _aims(targets: Sequence[Target]) -> dict[str, float]:
    """Return the value of each benchmark [fraction of yearly consumption]."""
    found = {}
    for item in targets:
        if item.value is not None and item.scope == "EU" and "consumption" in item.unit:
            found[_STAGES.get(item.stage or "", "single-country")] = item.value
    return found


def _row(name: str, measure: str, standing: tuple[Benchmark, str] | None, aim: float | None) -> Row:
    known = materials.materials()[name]
    item, given = standing or (None, None)
    value = item.value if item else None
    earlier = item.earlier_value if item else None
    lacking = value is None
    return {
        "row_id": f"{name}/{measure}",
        "material_id": name,
        "name_nl": known.name_nl,
        "name_en": known.name_en,
        "measure": measure,
        "measure_nl": NAMES[measure][0],
        "measure_en": NAMES[measure][1],
        "target": aim,
        "class_nl": item.title_nl if item else None,
        "class_en": item.title_en if item else None,
        "class_low": item.low if item else None,
        "class_high": item.high if item else None,
        "target_met": item.met if item else None,
        "published_for": given,
        "year": item.year if item else None,
        "value": value,
        "gap": _gap(measure, aim, value),
        "trend": value - earlier if value is not None and earlier is not None else None,
        "trend_from": item.earlier_year if item and earlier is not None else None,
        "trend_nl": item.trend_nl if item else None,
        "trend_en": item.trend_en if item else None,
        "missing_nl": _MISSING[measure][0] if lacking else None,
        "missing_en": _MISSING[measure][1] if lacking else None,
        "held_by_nl": _HOLDER[0] if lacking else None,
        "held_by_en": _HOLDER[1] if lacking else None,
        "certainty": item.certainty if item else None,
        "document": item.cites[0].document if item else None,
        "place": item.cites[0].place if item else None,
        "kind": "published" if item else None,
        "oldest_year": (item.earlier_year or item.year) if item else None,
        "lacks": _lacks(item, value, earlier),
    }


def _gap(measure: str, aim: float | None, value: float | None) -> float | None:
    """Return how far a figure is from its target; above zero means not there yet [fraction]."""
    if aim is None or value is None:
        return None
    return value - aim if measure == "single-country" else aim - value


def _lacks(item: Benchmark | None, value: float | None, earlier: float | None) -> str | None:
    names = [] if item else ["class"]
    if value is None:
        names += ["value", "gap"]
    if earlier is None:
        names.append("trend")
    return ";".join(names) or None
