"""What changed between two editions of a list, and why: each move with its factors."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from grondstof.assess.axes_parameters import list_parameters
from grondstof.assess.judgements import judgements
from grondstof.assess.list_change import Change, changes, moved
from grondstof.assess.recipe import Question
from grondstof.products.answers import national_list
from grondstof.products.answers.base import Answer, Sentence
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials, territories

Row = dict[str, Any]

MEANING: Mapping[str, tuple[str, str]] = {
    "world_index": ("concentratie van de wereld", "concentration of world supply"),
    "home_index": ("concentratie van wat thuis betrekt", "concentration of what home buys"),
    "import_reliance": ("afhankelijkheid van invoer", "import reliance"),
    "recycling_rate": ("recycling", "recycling"),
    "substitution_index": ("vervangbaarheid", "substitution"),
    "importance_share": ("toegevoegde waarde", "value added"),
    "share_bar": ("drempel van de toegevoegde waarde", "threshold of value added"),
    "risk_bar": ("drempel van het leveringsrisico", "threshold of supply risk"),
}


def answer(before: Edition, after: Edition, question: Question) -> Answer:
    """Return what came, went or moved on the list of a home between two editions.

    Raises:
        UnknownName: If home is no territory or group.
        InputError: If home has no value added by industry.
    """
    home = territories.find(question.home)
    asked = Question(home)
    bar = list_parameters().number("thresholds.supply_risk")
    one, two = (national_list.listed(edition, asked) for edition in (before, after))
    found = list(changes(one, two, bar))
    movers = [item for item in found if moved(item)]
    flips = [item for item in found if item.kind != "same"]
    noise = [item for item in flips if item.within_noise]
    return Answer(
        "edition-diff",
        Question(home, options={"before": before.name, "after": after.name}),
        after.name,
        Sentence(
            f"Tussen editie {before.name} en {after.name} {_other_nl(len(flips))} ander oordeel, "
            f"waarvan {len(noise)} binnen de ruis; bij {len(movers)} verandert het "
            "leveringsrisico of het oordeel.",
            f"Between edition {before.name} and {after.name} {_other_en(len(flips))} another "
            f"verdict, {len(noise)} of them within noise; for {len(movers)} supply risk or verdict "
            "changes.",
        ),
        [_row(item) for item in sorted(movers, key=_standing)],
        method=national_list.METHOD,
        tables={
            "attribution": [row for item in movers for row in _parts(item)],
            "sources": list(_sources(before, after)),
            "judgements": _judgements(after),
        },
    )


def _other_nl(count: int) -> str:
    return "krijgt 1 grondstof een" if count == 1 else f"krijgen {count} grondstoffen een"


def _other_en(count: int) -> str:
    return "1 material gets" if count == 1 else f"{count} materials get"


def _standing(item: Change) -> tuple[bool, float]:
    return item.kind == "same", -abs(sum(item.risk.values()))


def _row(item: Change) -> Row:
    known = materials.materials()[item.material_id]
    one, two = item.before or {}, item.after or {}
    return {
        "row_id": item.material_id,
        "material_id": item.material_id,
        "name_nl": known.name_nl,
        "name_en": known.name_en,
        "change": item.kind,
        "within_noise": item.within_noise,
        "verdict_before": one.get("verdict"),
        "verdict_after": two.get("verdict"),
        "supply_risk_before": one.get("supply_risk_point"),
        "supply_risk_after": two.get("supply_risk_point"),
        "supply_risk_change": sum(item.risk.values()) if item.risk else None,
        "importance_share_before": one.get("importance_share"),
        "importance_share_after": two.get("importance_share"),
        "probability_before": one.get("probability_listed"),
        "probability_after": two.get("probability_listed"),
        "kind": "modelled",
    }


def _parts(item: Change) -> Iterator[Row]:
    for result, parts in (("supply_risk", item.risk), ("margin", item.margin)):
        for factor, part in parts.items():
            nl, en = MEANING[factor]
            one, two = item.before or {}, item.after or {}
            yield {
                "row_id": f"{item.material_id}/{result}/{factor}",
                "material_id": item.material_id,
                "result": result,
                "factor": factor,
                "meaning_nl": nl,
                "meaning_en": en,
                "before": one.get(factor),
                "after": two.get(factor),
                "contribution": part,
                "kind": "modelled",
            }


def _sources(before: Edition, after: Edition) -> Iterator[Row]:
    one, two = (_snapshots(edition) for edition in (before, after))
    for name in sorted(set(one) | set(two)):
        if one.get(name) != two.get(name):
            old, new = one.get(name, ()), two.get(name, ())
            change = "new" if not old else "gone" if not new else "other"
            yield {
                "row_id": name,
                "source_id": name,
                "change": change,
                "before": ", ".join(old) or None,
                "after": ", ".join(new) or None,
            }


def _snapshots(edition: Edition) -> dict[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for item in edition.manifest["snapshots"]:
        found.setdefault(item["snapshot_id"].partition("@")[0], []).append(item["snapshot_id"])
    return {name: tuple(sorted(items)[:3]) for name, items in found.items()}


def _judgements(after: Edition) -> list[Row]:
    return [
        {
            "row_id": item.id,
            "judgement": item.id,
            "material_id": item.material,
            "valid_until": item.valid_until,
            "days_left": (item.valid_until - after.as_of).days,
            "author": item.author,
            "second_reader": item.second_reader,
        }
        for item in judgements()
    ]
