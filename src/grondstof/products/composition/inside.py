"""What a product holds per material: a range over its variants, or a name without amount.

A range over variants is not an average: the low end is zero as soon as one variant lacks it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from grondstof.products.composition.library import GRADES, Amount, Product

# Materials that ordinary steel, cable and housings stand for; never the answer to "what is rare".
_NOT_NAMED = frozenset({"iron-ore", "coking-coal", "limestone", "hydrogen"})
# Part of a chapter's codes that must have trade before its imports are weighed; fewer would weigh
# the chapter by the few raw-material codes that always ship.
MOST_TRADED = 0.9


@dataclass(frozen=True)
class Inside:
    """One material of a product.

    Attributes:
        low_g_per_kg: Least over the variants; None where no amount is known. [g/kg]
        high_g_per_kg: Most over the variants; None where no amount is known. [g/kg]
        grade: Best grade of the amounts behind it; `not known` for a material of the chain only.
        variants: Number of variants that hold it.
        of_variants: Number of variants of the product.
        reason: Why it is listed.
        source: Publisher and year of the amounts; the chain for a material without amount.
        year: Oldest year of the amounts; None without amount.
    """

    material_id: str
    low_g_per_kg: float | None
    high_g_per_kg: float | None
    grade: str
    variants: int
    of_variants: int
    reason: str
    source: str
    year: int | None


def inside(product: Product) -> list[Inside]:
    """Return the materials of a product, largest possible amount first."""
    if not product.amounts:
        return _of_chain(product)
    names = {amount.variant for amount in product.amounts}
    by_material: dict[str, list[Amount]] = {}
    for amount in product.amounts:
        by_material.setdefault(amount.material_id, []).append(amount)
    found = [_summed(found, len(names)) for found in by_material.values()]
    return sorted(found, key=lambda item: (-(item.high_g_per_kg or 0.0), item.material_id))


def _summed(amounts: list[Amount], variants: int) -> Inside:
    held = {amount.variant for amount in amounts}
    everywhere = len(held) == variants
    grades = {amount.grade for amount in amounts}
    return Inside(
        amounts[0].material_id,
        min(amount.low_g_per_kg for amount in amounts) if everywhere else 0.0,
        max(amount.high_g_per_kg for amount in amounts),
        next(grade for grade in GRADES if grade in grades),
        len(held),
        variants,
        amounts[0].reason,
        "; ".join(dict.fromkeys(f"{a.publisher} ({a.year})" for a in amounts)),
        min(amount.year for amount in amounts),
    )


def _of_chain(product: Product) -> list[Inside]:
    from grondstof.assess.chains import chain

    if product.product_id is None:
        return []
    found = chain(product.product_id)
    named = dict.fromkeys(node.material for node in found.nodes.values() if node.material)
    name = f"chain {product.product_id}"
    return [
        Inside(material_id, None, None, "not known", 0, 0, product.reason or "", name, None)
        for material_id in sorted(named)
        if material_id not in _NOT_NAMED
    ]


def coverage(
    nomenclature: Mapping[str, str],
    known: Mapping[str, Product],
    imports: Mapping[str, float] = MappingProxyType({}),
) -> list[Mapping[str, object]]:
    """Return, per chapter of the nomenclature, how many codes the library knows and how well.

    Args:
        nomenclature: Text of each six-digit code.
        known: Products of the library by code.
        imports: Imports of home by code, of one year. [USD]

    Returns:
        A row per chapter; `value_share` is the part of its imports whose code has a composition,
        and is empty while fewer than `MOST_TRADED` of its codes have trade at hand.
    """
    rows: list[Mapping[str, object]] = []
    for chapter in sorted({code[:2] for code in known}):
        codes = [code for code in nomenclature if code.startswith(chapter)]
        held = [known[code] for code in codes if code in known]
        grades = [product.grade for product in held]
        rows.append(
            {
                "row_id": chapter,
                "chapter": chapter,
                "codes": len(codes),
                "known_codes": len(held),
                **{f"{grade}_codes": grades.count(grade) for grade in GRADES},
                "not_known_codes": grades.count("not known"),
                "coverage": len([g for g in grades if g != "not known"]) / len(codes)
                if codes
                else None,
                "traded_codes": sum(1 for code in codes if code in imports),
                "value_share": _value_share(codes, known, imports),
            }
        )
    return rows


def _value_share(
    codes: Sequence[str], known: Mapping[str, Product], imports: Mapping[str, float]
) -> float | None:
    traded = [code for code in codes if code in imports]
    total = sum(imports[code] for code in traded)
    if not codes or len(traded) < MOST_TRADED * len(codes) or not total:
        return None
    composed = (c for c in traded if c in known and known[c].grade != "not known")
    return sum(imports[code] for code in composed) / total
