"""How much dearer, in the answer to a scenario: worked out where elasticities have a source.

Beside it, or in its place, stand price steps of earlier episodes as published; they are no result.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from grondstof.assess.price_episodes import PriceEpisode, episodes_of
from grondstof.assess.shock_prices import (
    SIDES,
    Course,
    Priced,
    number,
    parameter_of,
    priced,
)
from grondstof.assess.shocks import Ran
from grondstof.products.answers.base import Gap, Sentence
from grondstof.products.answers.scenario_rows import names, sensitivity_row, subject_key
from grondstof.vocabulary.materials import materials

Row = dict[str, Any]
_CITED = ("publisher", "title", "year", "locator")
Prices = Mapping[str, Priced]


def prices_of(ran: Sequence[Ran]) -> Prices:
    """Return the prices of the subjects that have one, by the key of the subject."""
    found = {subject_key(item): priced(item) for item in ran}
    return {key: item for key, item in found.items() if item is not None}


def columns(item: Ran, prices: Prices) -> Row:
    """Return the columns of the outcome of one subject that are about the price."""
    found = prices.get(subject_key(item))
    home = found.home if found else None
    inside = found.inside if found else None
    basis = "elasticities" if found else "episodes" if seen(item) else None
    months = {
        name: tuple(map(_whole, course.back)) if course else None
        for name, course in (("price_back_month", home), ("price_inside_back_month", inside))
    }
    return {
        **_ends("price_factor", home.furthest() if home else None),
        **_ends("price_inside", inside.furthest() if inside else None),
        **_ends("price_back_month", months["price_back_month"]),
        **_ends("price_inside_back_month", months["price_inside_back_month"]),
        "price_capped_share": found.capped if found else None,
        "price_basis": basis,
    }


def lacks(row: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """Return which of the columns of the price are not known."""
    known = row["price_factor"] is not None
    return [("price_factor", not known), ("price_inside", known and row["price_inside"] is None)]


def _whole(month: float | None) -> int | None:
    return None if month is None else round(month)


def _ends(name: str, values: Sequence[float | None] | None) -> Row:
    middle, low, high = values or (None, None, None)
    return {name: middle, f"{name}_low": low, f"{name}_high": high}


def price_rows(item: Ran, prices: Prices) -> Iterator[Row]:
    """Yield the price by month, outside and inside."""
    found = prices.get(subject_key(item))
    if found is None:
        return
    outside = _by_month(found.outside)
    inside = _by_month(found.inside) if found.inside else [(None, None, None)] * len(outside)
    for month, ends in enumerate(zip(outside, inside, strict=True), start=1):
        yield {
            "row_id": f"{subject_key(item)}/price/{month}",
            **names(item),
            "month": month,
            **_ends("price_outside", ends[0]),
            **_ends("price_inside", ends[1]),
            "kind": "modelled",
        }


def _by_month(course: Course) -> list[tuple[float, float, float]]:
    low, high = np.percentile(course.drawn, [5, 95], axis=0)
    return [(float(a), float(b), float(c)) for a, b, c in zip(course.point, low, high, strict=True)]


def elasticity_rows(item: Ran, prices: Prices) -> Iterator[Row]:
    """Yield the elasticities that a price rests on, with their source."""
    found = prices.get(subject_key(item))
    if found is None:
        return
    for side in SIDES:
        leaf = getattr(found.elasticity, side)
        value, spread = float(leaf.value), float(leaf.spread or 0.0)
        yield {
            "row_id": f"{subject_key(item)}/{side}",
            **names(item),
            "side": side,
            **_ends("elasticity", (value, value - spread, value + spread)),
            "term": found.elasticity.term,
            "quality": found.elasticity.quality,
            "reason": leaf.reason,
            "source": leaf.source,
            "kind": "published",
        }


def sensitivity_rows(item: Ran, prices: Prices) -> list[Row]:
    """Return what the spread of the highest price comes from, the largest part first."""
    found = prices.get(subject_key(item))
    shares = sorted(found.variance.items(), key=lambda pair: -pair[1]) if found else []
    return [
        sensitivity_row(item, f"price/{name}", name, share, parameter_of(item, name))
        for name, share in shares
    ]


def seen(item: Ran) -> list[PriceEpisode]:
    """Return price steps of earlier episodes of a subject, or of the materials of a product."""
    if item.subject.product is None:
        return episodes_of([item.subject.material])
    from grondstof.assess.chains import chain

    nodes = chain(item.subject.product).nodes.values()
    return episodes_of(sorted({node.material for node in nodes if node.material}))


def seen_rows(item: Ran) -> Iterator[Row]:
    """Yield price steps of earlier episodes, the largest first."""
    known = materials()
    for found in sorted(seen(item), key=_first_stops):
        words, (low, high) = found.words, found.factor
        material = known[found.material]
        yield {
            "row_id": f"{subject_key(item)}/{found.row_id}",
            "episode_id": words["episode_id"],
            "material_id": found.material,
            "name_nl": material.name_nl,
            "name_en": material.name_en,
            "territory_id": words["territory_id"] or None,
            "market": found.place,
            "price_nl": words["price_nl"],
            "price_en": words["price_en"],
            "times": (low + high) / 2.0,
            "date_before": words["date_before"] or None,
            "date_top": words["date_top"] or None,
            "times_after": found.after,
            "date_after": words["date_after"] or None,
            "lost_share": found.lost,
            "volume_nl": words["volume_nl"] or None,
            "volume_en": words["volume_en"] or None,
            "months_volume_back": found.back[0],
            "months_price_back": found.back[1],
            "note_nl": words["note_nl"] or None,
            "note_en": words["note_en"] or None,
            "source": "; ".join(words[part] for part in _CITED),
            "quality": words["quality"],
            "kind": words["kind"],
            "oldest_year": int(str(words["date_before"] or words["date_top"])[:4]),
        }


def _first_stops(one: PriceEpisode) -> tuple[bool, bool, float, str]:
    return not one.supply_stopped, one.place == "inside", -one.factor[1], one.row_id


def gaps(ran: Sequence[Ran], prices: Prices) -> list[Gap]:
    """Return of which subjects no price is worked out, and why."""
    without = [item for item in ran if subject_key(item) not in prices]
    found = []
    if without:
        found.append(
            Gap(
                "price",
                "no elasticity of supply or demand with a readable source was found",
                "how much dearer it gets is not worked out; published steps stand beside where "
                "there are",
            )
        )
    if any(item.restricted and item.inside is None for item in prices.values()):
        found.append(
            Gap(
                "price inside",
                "what the country that restricts uses itself is not known",
                "only the price outside is given, and it is an upper estimate",
            )
        )
    return found


def notes(ran: Sequence[Ran], prices: Prices) -> list[Sentence]:
    """Return remarks on how to read prices."""
    if not prices:
        return _seen_notes(ran)
    found = [
        Sentence(
            "Prijs: waar vraag en aanbod weer gelijk zijn, met elasticiteiten uit een bron en "
            "beoordeelde marges. De prijs komt pas in beweging als de voorraad op is; in eerdere "
            "gevallen steeg hij meteen en vaak minder.",
            "Price: where demand and supply meet again, with elasticities from a source and judged "
            "margins. It moves only once stocks are used up; in earlier episodes it rose at once "
            "and often less.",
        )
    ]
    if any(item.elasticity.term == "long" for item in prices.values()):
        found.append(
            Sentence(
                "De elasticiteiten gelden voor de lange termijn; in het eerste jaar stijgt de "
                "prijs verder.",
                "The elasticities are of the long run; in the first year the price rises further.",
            )
        )
    if any(item.capped > 0.0 for item in prices.values()):
        most = f"{number('most_factor'):.0f}"
        found.append(
            Sentence(
                f"Boven {most} keer de oude prijs rekent het model niet door.",
                f"The model does not follow a price beyond {most} times the one before.",
            )
        )
    return found + _seen_notes(ran)


def _seen_notes(ran: Sequence[Ran]) -> list[Sentence]:
    if not any(seen(item) for item in ran):
        return []
    return [
        Sentence(
            "Eerdere gevallen zijn gepubliceerde prijzen, geen uitkomst van dit model.",
            "Earlier episodes are published prices, no result of this model.",
        )
    ]


def said(item: Ran, prices: Prices) -> tuple[str, str]:
    """Return what the sentence says of the price; nothing where none is worked out or it stays."""
    found = prices.get(subject_key(item))
    if found is None or found.home is None:
        return "", ""
    _, low, high = found.home.furthest()
    if high < 1.0 + number("back_within"):
        return "", ""
    over = high >= number("most_factor") * (1.0 - 1e-9)
    span_nl = f"{low:.1f} tot {'meer dan ' if over else ''}{high:.{0 if over else 1}f}"
    span_en = f"{low:.1f} to {'more than ' if over else ''}{high:.{0 if over else 1}f}"
    back_nl, back_en = _said_back(found.home)
    return (
        f" De prijs wordt {span_nl.replace('.', ',')} keer zo hoog{back_nl}.",
        f" The price becomes {span_en} times as high{back_en}.",
    )


def _said_back(course: Course) -> tuple[str, str]:
    _, low, high = course.back
    if low is None or high is None:
        return "", ""
    return (
        f" en is na maand {low:.0f} tot {high:.0f} terug",
        f" and is back after month {low:.0f} to {high:.0f}",
    )
