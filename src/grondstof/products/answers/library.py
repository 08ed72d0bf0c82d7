"""The library of one-year bans: what each would cost home, with and without likelihood."""

from typing import Any

from grondstof.assess.chain_view import governance_risks
from grondstof.assess.library import CLASSES, Entry, candidates, chance_of, class_of, entries
from grondstof.assess.recipe import Question
from grondstof.products import messages
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.names import in_sentence
from grondstof.products.answers.scenario import SOURCES
from grondstof.products.answers.scenario_rows import PUBLISHED
from grondstof.products.answers.trade_names import place_name
from grondstof.store.editions import Edition
from grondstof.vocabulary import territories
from grondstof.vocabulary.materials import materials

Row = dict[str, Any]
MOST = 60


def answer(edition: Edition, question: Question) -> Answer:
    """Return the library for a home as far as it was built, the costliest bans first.

    Args:
        edition: Opened edition.
        question: `home`; `material` keeps the bans of one.
    """
    home = territories.find(question.home)
    found = entries(edition, home)
    if question.material:
        found = [entry for entry in found if entry.material == question.material]
    risks = governance_risks(edition)
    rows = [_row(edition, entry, risks.get(entry.exporter)) for entry in found]
    rows.sort(key=lambda row: (-(row["at_risk_musd_high"] or 0.0), -row["months_of_use"]))
    _rank(rows)
    return Answer(
        "library",
        question,
        edition.name,
        _sentence(rows, home),
        rows if question.options.get("all") else rows[:MOST],
        method="shock 2026",
        tables={"published": _published(), "classes": _classes()},
        gaps=_gaps(edition, home, found, question),
        sources=sources(edition, SOURCES),
        notes=[
            Sentence(
                "Kans is een klasse met een bereik, geen getal; de rij staat er ook zonder weging. "
                "Stops met overlappende bereiken delen een plaats.",
                "Likelihood is a class with an interval, no number; each row also stands without "
                "weighting. Bans with intervals that overlap share a rank.",
            )
        ],
    )


def _row(edition: Edition, entry: Entry, risk: float | None) -> Row:
    name_nl, name_en = place_name(entry.exporter)
    material = materials()[entry.material]
    chance = class_of(edition, entry.exporter, entry.material, risk)
    low, high, _ = chance_of(chance)
    worst, least = entry.at_risk_high, entry.at_risk_low
    return {
        "row_id": f"{entry.home}/{entry.key}",
        "rank": 0,
        "home_id": entry.home,
        "material_id": entry.material,
        "name_nl": material.name_nl,
        "name_en": material.name_en,
        "stage_id": entry.stage,
        "exporter_id": entry.exporter,
        "exporter_nl": name_nl,
        "exporter_en": name_en,
        "share": entry.share,
        "months_of_use": entry.months,
        "months_of_use_low": entry.months_low,
        "months_of_use_high": entry.months_high,
        "at_risk_musd_low": least,
        "at_risk_musd_high": worst,
        "likelihood": chance,
        "chance_low": low,
        "chance_high": high,
        "weighted_musd_low": None if least is None else least * low,
        "weighted_musd_high": None if worst is None else worst * high,
        "basis": entry.basis,
        "draws": entry.draws,
        "kind": "modelled",
    }


def _rank(rows: list[Row]) -> None:
    """Give rows of overlapping intervals of months the same rank, the largest first."""
    ordered = sorted(rows, key=lambda row: -row["months_of_use"])
    rank, floor = 0, float("inf")
    for number, row in enumerate(ordered, start=1):
        high = row["months_of_use_high"] or row["months_of_use"]
        if high < floor:
            rank = number
            floor = row["months_of_use_low"] or row["months_of_use"]
        row["rank"] = rank


def _sentence(rows: list[Row], home: str) -> Sentence:
    home_nl, home_en = in_sentence(home)
    if not rows:
        return Sentence(
            f"De uitvoerstops zijn voor {home_nl} nog niet doorgerekend.",
            f"The bans were not computed for {home_en} yet.",
        )
    hit = sum(1 for row in rows if row["months_of_use"] >= 1.0)
    return Sentence(
        f"Van {len(rows)} uitvoerstops van een jaar kosten er {hit} {home_nl} een maand gebruik "
        "van een grondstof of meer.",
        f"Of {len(rows)} export bans of a year, {hit} cost {home_en} a month of use of a material "
        "or more.",
    )


def _gaps(edition: Edition, home: str, found: list[Entry], question: Question) -> list[Gap]:
    chosen = [question.material] if question.material else None
    total = len(candidates(edition, home, chosen)) if chosen else None
    missing = total - len(found) if total is not None else None
    gaps = [
        Gap(
            "likelihood as a number",
            "no published model of restrictions could be read",
            "classes with intervals are used and results stand without weighting too",
        )
    ]
    if missing or not found:
        gaps.append(
            Gap(
                f"{missing} bans" if missing else "bans",
                "not computed for this build of the edition",
                "`grondstof library build` computes them; those of another build do not join",
                what_nl=f"{missing} uitvoerstops" if missing else "uitvoerstops",
                why_nl="niet doorgerekend voor deze versie van de editie",
                effect_nl="`grondstof library build` rekent ze door; die van een andere versie "
                "tellen niet mee",
            )
        )
    return gaps


def _published() -> list[Row]:
    return [
        {
            "row_id": f"usgs-2024/{name}",
            "material_id": name,
            "value": value,
            "value_low": low,
            "value_high": high,
            "unit": "billion USD of US GDP",
            "source": "U.S. Geological Survey, Open-File Report 2024-1057 (2024), abstract",
            "kind": "published",
            "oldest_year": 2024,
        }
        for name, (value, low, high, _, _) in sorted(PUBLISHED.items())
    ]


def _classes() -> list[Row]:
    rows = []
    for name in CLASSES:
        low, high, reason = chance_of(name)
        rows.append(
            {
                "row_id": name,
                "likelihood": name,
                "chance_low": low,
                "chance_high": high,
                "reason_nl": messages.says(f"shock.likelihood.{name}", "nl", reason),
                "reason_en": reason,
                "kind": "judged",
            }
        )
    return rows
