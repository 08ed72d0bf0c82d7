"""Columns a terminal shows of answers on demand, urban mine, stockpiles and measures."""

from collections.abc import Mapping, Sequence

REMEDIES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "demand": {
        "rows": (
            "scenario_id",
            "name",
            "demand_t",
            "stock_t",
            "outflow_t",
            "secondary_t",
            "secondary_share",
        ),
        "years": ("scenario_id", "name", "year", "demand_t", "secondary_t", "secondary_share"),
        "benchmark": ("scenario_id", "name", "reached", "reached_best", "until"),
        "published": ("name", "year", "published_t", "ours_t", "ratio", "inside_range", "covers"),
        "scenarios": ("scenario_id", "name", "until", "technologies"),
    },
    "urban-mine": {
        "rows": ("scenario_id", "product_id", "stock_t", "outflow_t", "secondary_t", "counted"),
        "years": ("scenario_id", "product_id", "year", "stock_t", "outflow_t", "secondary_t"),
        "published": ("product_id", "name", "year", "published_t", "covers", "publisher"),
        "rates": ("product", "rate", "year", "value", "publisher"),
    },
    "product-group": {
        "rows": (
            "scenario_id",
            "product_id",
            "name",
            "stock_t",
            "outflow_t",
            "secondary_t",
            "secondary_share",
        ),
        "years": ("scenario_id", "name", "year", "demand_t", "stock_t", "secondary_share"),
        "benchmark": ("scenario_id", "name", "reached", "reached_best", "until"),
        "intensities": ("product_id", "variant", "name", "intensity", "per_unit"),
        "strategies": ("strategy", "name", "actions", "items"),
        "actions": ("register_kind", "name", "state", "due", "strategies"),
        "criteria": ("name", "note"),
        "published": ("name", "year", "published_t", "publisher"),
    },
    "stockpile": {
        "rows": (
            "name",
            "cover_days",
            "stock_t",
            "purchase_eur",
            "yearly_cost_eur",
            "shortage_met_share",
            "avoided_eur",
        ),
        "cover": (
            "cover_days",
            "stock_t",
            "purchase_eur",
            "yearly_cost_eur",
            "shortage_met_share",
            "pays_above_low",
            "pays_above_high",
        ),
        "levels": ("loss_share", "stock_t", "cover_days"),
        "basis": ("figure", "value", "year", "basis"),
        "article_22": ("field", "value", "basis"),
    },
    "measures": {
        "rows": (
            "rank",
            "name",
            "strategy",
            "cost_eur",
            "avoided_eur",
            "avoided_per_eur",
            "best_share",
            "effect_rank",
            "chosen",
        ),
        "choice": ("budget_eur", "cost_eur", "avoided_share", "gap_share", "proved", "measures"),
        "frontier": ("budget_eur", "cost_eur", "avoided_share", "avoided_per_eur", "measures"),
        "nodes": ("material_id", "use_t", "supplier_id", "supplier_share", "basis"),
    },
}
