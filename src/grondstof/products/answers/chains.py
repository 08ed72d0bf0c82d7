"""All chains in order of how much they hang on one country; chains are ranked, not materials."""

from typing import Any

from grondstof.assess.chain_view import View, view
from grondstof.assess.chains import chains
from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.trade_names import percent, place_name
from grondstof.store.editions import Edition

# Ranks are by whole steps of this size, since published shares differ by 5 to 10 points.
BAND = 0.1
SOURCES = ("ec_study", "usgs_mcs", "wmd", "bgs", "baci", "wgi")


def answer(edition: Edition, question: Question) -> Answer:
    """Return all chains; `options["group"]` or `options["sector"]` keeps those of one.

    Ordered by the number of needed steps in which one territory supplies 65 % or more, since each
    of them alone can halt the product; then by the largest share, in bands of ten points: shares
    past refining are no surer than that.
    """
    group, sector = question.options.get("group"), question.options.get("sector")
    rows = [
        _row(view(edition, found))
        for found in chains().values()
        if (not group or group in found.file.groups)
        and (not sector or sector in found.file.sectors)
    ]
    rows.sort(key=lambda row: (-row["single_points"], -row["band"], row["product_id"]))
    last: tuple[Any, ...] | None = None
    rank = 0
    for number, row in enumerate(rows, start=1):
        key = (row["single_points"], row["band"])
        rank = rank if key == last else number
        last = key
        row["rank"] = rank
    return Answer(
        "chain",
        question,
        edition.name,
        _sentence(rows),
        rows,
        gaps=[
            Gap(
                "an order finer than the rank shown",
                "published shares of the same step differ by 5 to 10 points",
                "chains with the same rank are not ordered among each other",
            )
        ],
        sources=sources(edition, SOURCES),
    )


def _row(found: View) -> dict[str, Any]:
    file = found.chain.file
    share, node, territory = found.worst
    name_nl, name_en = place_name(territory) if territory else ("", "")
    return {
        "row_id": file.product_id,
        "rank": 0,
        "product_id": file.product_id,
        "name_nl": file.name.nl,
        "name_en": file.name.en,
        "depth": file.depth,
        "single_points": len(found.points),
        "needed_steps": len(found.needed),
        "top_share": share or None,
        "band": int(share / BAND + 1e-9),
        "top_node_id": node or None,
        "top_node_nl": found.chain.nodes[node].name.nl if node else None,
        "top_node_en": found.chain.nodes[node].name.en if node else None,
        "top_territory_id": territory or None,
        "top_nl": name_nl or None,
        "top_en": name_en or None,
        "known_share": found.known,
        "groups": "; ".join(file.groups),
        "sectors": "; ".join(file.sectors),
        "tags": "; ".join(file.tags),
        "kind": "computed",
        "oldest_year": min((s.year for s in found.supply.values() if s.year), default=None),
    }


def _sentence(rows: list[dict[str, Any]]) -> Sentence:
    if not rows:
        return Sentence("Geen keten past bij deze keuze.", "No chain fits this choice.")
    first = rows[0]
    nl, en = percent(first["top_share"], "nl"), percent(first["top_share"], "en")
    points, steps = first["single_points"], first["needed_steps"]
    return Sentence(
        f"Van {len(rows)} ketens hangt de keten '{first['name_nl']}' het meest van één land af: in "
        f"{points} van de {steps} onmisbare stappen levert één land 65 % of meer; het hoogste "
        f"aandeel is {nl}.",
        f"Of {len(rows)} chains, that of '{first['name_en']}' depends most on one country: in "
        f"{points} of its {steps} essential steps one country supplies 65 % or more; the largest "
        f"share is {en}.",
    )
