"""Which columns a terminal shows of an answer; JSON and CSV always hold all of them."""

from collections.abc import Mapping, Sequence

# answer kind -> list of rows (`rows` is the first) -> columns. `name` is the name in the reader's
# language. A list of rows that is not named here shows the first columns that are filled.
VIEWS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "list": {
        "rows": (
            "rank",
            "name",
            "supply_risk",
            "importance",
            "importance_share",
            "probability_listed",
            "verdict",
        ),
    },
    "material": {
        "rows": ("stage_id", "scope", "name", "share", "year_to"),
        "criticality": (
            "method_id",
            "home_id",
            "supply_risk",
            "importance",
            "verdict",
            "kind",
        ),
        "production": ("stage_id", "content_basis", "name", "year", "quantity_t", "reason"),
        "replication": ("method_id", "stage_id", "published", "computed", "reproduced", "finding"),
        "indicators": ("indicator_id", "stage_id", "value", "unit"),
        "parameters": ("parameter", "stage_id", "year_to", "value", "text_value"),
        "use": ("application", "industry_code", "share"),
        "lists": ("list_id", "legal_reference", "valid_from"),
    },
    "origin": {
        "rows": (
            "code",
            "year",
            "name",
            "direct_share",
            "share",
            "share_low",
            "share_high",
            "basis",
        ),
        "coverage": (
            "code",
            "year",
            "anchored_share",
            "bounded_share",
            "unknown_share",
            "anchor",
            "measure",
        ),
        "series": ("code", "year", "partner_id", "direct_share", "origin_id", "share"),
        "extraction": ("code", "year", "earlier_code", "name", "share"),
        "anchors": (
            "code",
            "anchor",
            "name",
            "share",
            "share_low",
            "share_high",
            "share_of_known",
        ),
    },
    "trade": {
        "rows": (
            "code_system",
            "code",
            "name",
            "year",
            "match",
            "imports_musd",
            "exports_musd",
            "leaving_share_high",
        ),
        "partners": ("code", "name", "direct_share", "share", "share_low", "share_high", "basis"),
        "published": ("subject_id", "concept", "period", "value", "unit", "valuation"),
        "use": ("subject_id", "concept", "period", "value", "value_low", "value_high", "unit"),
        "indicators": ("indicator_id", "subject_id", "year", "value", "unit"),
        "bands": ("code", "year", "from_id", "to_id", "value_usd"),
        "map": ("code_system", "code", "material_id", "stage_id", "content_fraction", "match"),
    },
    "trade-total": {
        "rows": (
            "basis",
            "concept",
            "list_version",
            "value",
            "value_low",
            "value_high",
            "unit",
            "valuation",
        ),
        "off_by": ("subject_id", "concept", "period", "list_version", "value", "off_by"),
        "published": ("subject_id", "concept", "period", "value", "unit", "valuation"),
        "all_years": ("subject_id", "concept", "period", "list_version", "value", "unit"),
    },
    "territory": {
        "rows": ("code", "name", "year", "direct_share", "share", "share_low", "share_high"),
        "governance": ("dimension", "year", "estimate"),
        "supply": ("name", "stage_id", "scope", "share", "year_to"),
        "production": ("name", "stage_id", "content_basis", "year", "quantity_t"),
        "restrictions": ("restriction_id", "name", "form", "valid_from", "valid_to"),
        "history": ("code", "year", "direct_share", "share", "share_low", "share_high"),
    },
    "signals": {
        "rows": ("severity", "year", "month", "rule_id", "text_nl"),
        "backtest": ("episode_id", "rule_id", "outcome", "lead_months", "chance", "signal_period"),
        "scores": (
            "rule_id",
            "episodes",
            "hits",
            "late",
            "misses",
            "hits_by_chance",
            "false_alarms_per_year",
        ),
        "rules": ("rule_id", "threshold", "severity", "reason"),
    },
    "footprint": {
        "rows": (
            "account",
            "name",
            "quantity_t",
            "value_musd",
            "world_share",
        ),
        "origin": ("account", "name", "quantity_t", "world_share"),
        "buyers": ("account", "cut_id", "name", "quantity_t", "world_share"),
        "products": ("account", "cut_id", "name", "quantity_t", "world_share"),
        "ratio": ("concept", "period", "basis", "list_version", "value"),
        "axis": (
            "name",
            "direct_musd",
            "dependent_musd",
            "rank_direct",
            "rank_total",
            "rank_change",
        ),
    },
    "sector": {
        "rows": (
            "name",
            "direct_t",
            "indirect_t",
            "total_part",
            "dependent_musd",
        ),
        "value_added": ("industry_code", "year", "value_musd"),
        "loss": (
            "industry_code",
            "name",
            "supply_at_risk",
            "at_risk_share",
            "demand_loss",
            "unit",
        ),
    },
    "lineage": {
        "rows": ("depth", "table", "key", "value", "source_id", "locator", "chosen"),
    },
    "explanation": {
        "rows": ("term", "meaning", "value", "kind", "basis", "reason"),
        "formula": ("filled_in",),
        "variance": ("meaning", "share"),
        "tipping": ("meaning", "value", "tips_at"),
        "information": ("meaning", "verdicts_changed"),
        "restrictions": ("restriction_id", "territory_id", "form", "valid_from", "valid_to"),
        "verdicts": ("meaning", "verdict"),
    },
    "edition-diff": {
        "rows": (
            "name",
            "change",
            "within_noise",
            "verdict_before",
            "verdict_after",
            "supply_risk_before",
            "supply_risk_after",
        ),
        "attribution": ("material_id", "result", "meaning", "before", "after", "contribution"),
        "sources": ("source_id", "change", "before", "after"),
        "judgements": ("judgement", "material_id", "valid_until", "days_left"),
    },
    "methods": {
        "rows": ("method_id", "name", "value", "rank", "verdict", "year"),
        "formulas": ("method_id", "formula", "meaning", "materials_assessed"),
        "agreement": ("method_id", "other_method_id", "kendall_tau", "materials_in_both"),
    },
    "ec-change": {"rows": ("meaning", "before", "after", "contribution")},
    "composition": {
        "rows": (
            "name",
            "content_g_kg_low",
            "content_g_kg_high",
            "grade",
            "variants",
            "supply_risk",
            "verdict",
            "chapter",
            "codes",
            "known_codes",
            "coverage",
        ),
        "variants": (
            "variant",
            "material_id",
            "content_g_kg_low",
            "content_g_kg_high",
            "publisher",
            "year",
            "locator",
        ),
    },
    "sources": {"rows": ("source_id", "publisher", "year", "licence", "rows")},
}

# Rows of a further list that fit on a screen; the first list is always whole.
MOST_ROWS = 8


def columns_of(kind: str, name: str) -> Sequence[str] | None:
    """Return the columns that a terminal shows of one list of an answer; None for no choice."""
    return VIEWS.get(kind, {}).get(name)
