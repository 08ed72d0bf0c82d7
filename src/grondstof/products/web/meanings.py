"""Which page says what a column means: that of its indicator, or that of its term."""

from collections.abc import Mapping
from functools import cache

from grondstof.products.web.terms import term_ids
from grondstof.vocabulary.indicators import indicators

# Columns that do not carry the name of their indicator.
_INDICATORS = {
    "economic-importance": (
        "importance", "published_importance", "importance_eu_method", "importance_as_published",
        "importance_reweighted", "importance_threshold",
    ),
    "footprint": ("direct_t", "indirect_t", "indirect_share"),
    "footprint-world-share": ("world_share",),
    "governance-risk": ("estimate",),
    "hhi-governance-world": ("world_index", "tier_one"),
    "recycling-input-rate": ("recycling_rate", "eol_rir"),
    "sector-dependence": ("dependent_musd", "direct_musd", "direct_part", "total_part"),
    "share-leaving": ("leaving_share",),
    "trade-exports": ("exports_musd",),
    "trade-imports": ("imports_musd",),
    "substitution-index-supply": ("substitution", "substitution_index"),
    "supply-risk": ("published_supply_risk", "supply_risk_point", "supply_risk_direct"),
    "value-added-at-stake": ("value_added_meur",),
    "value-added-share": ("importance_share",),
}  # fmt: skip
_TERMS = {
    "critical-material": ("probability_critical",),
    "edition": ("edition",),
    "export-followed": ("change_value", "change_quantity", "change_unit_value"),
    "governance": ("home_index",),
    "hhi": ("hhi", "supplier_hhi", "control_hhi", "tier_two"),
    "kind": ("kind",),
    "stage": ("stage_id", "stage"),
    "trade-code": ("code", "codes"),
    "true-origin": ("origin_id", "direct_share", "traced_musd", "share_of_known"),
}


@cache
def pages_of_columns() -> Mapping[str, tuple[str, str]]:
    """Return by column the screen and the id of the page that says what it means.

    A column with the name of an indicator or term means that; the others are listed here.
    """
    found = {name.replace("-", "_"): ("terms", name) for name in term_ids()}
    found |= {name.replace("-", "_"): ("indicators", name) for name in indicators()}
    for screen, listed in (("indicators", _INDICATORS), ("terms", _TERMS)):
        found |= {column: (screen, name) for name, columns in listed.items() for column in columns}
    return found
