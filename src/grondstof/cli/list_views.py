"""Which columns a terminal shows of the reasons, changes and methods behind a list."""

from collections.abc import Mapping, Sequence

LIST_VIEWS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "methods": {
        "rows": ("method_id", "name", "value", "rank", "verdict", "year"),
        "formulas": ("method_id", "formula", "meaning", "materials_assessed"),
        "agreement": ("method_id", "other_method_id", "kendall_tau", "materials_in_both"),
    },
    "hindsight": {
        "rows": ("test_year", "materials", "hit", "miss", "false_alarm", "eu_hit", "eu_miss"),
        "misses": ("test_year", "name", "supply_risk", "verdict", "eu_listed"),
        "all": ("test_year", "name", "supply_risk", "verdict", "outcome"),
    },
    "ec-change": {"rows": ("meaning", "before", "after", "contribution")},
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
    "explanation": {
        "rows": ("term", "meaning", "value", "kind", "basis", "reason"),
        "formula": ("filled_in",),
        "variance": ("meaning", "share"),
        "tipping": ("meaning", "value", "tips_at"),
        "information": ("meaning", "verdicts_changed"),
        "restrictions": ("restriction_id", "territory_id", "form", "valid_from", "valid_to"),
        "verdicts": ("meaning", "verdict"),
    },
}
