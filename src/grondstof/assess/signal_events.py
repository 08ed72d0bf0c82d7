"""Signals that come from acts and events: restrictions, suspensions that run out, the register."""

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from grondstof.assess.recipe import Tables
from grondstof.assess.signal_rules import Rule, rules
from grondstof.assess.trade_codes import codes, codes_of

if TYPE_CHECKING:
    import pyarrow as pa

Shares = dict[tuple[str, str, str], float]
_FORMS = {"licence": "vergunning", "ban": "verbod", "quota": "quotum", "tax": "heffing"}
_FORMS_EN = {
    "licence": "export licence",
    "quota": "export quota",
    "ban": "export ban",
    "tax": "export duty",
}
# An event older than this is no news; one that is further ahead is still a reason to look.
EVENT_DAYS = 365


def act_rows(tables: Tables, home: str, as_of: date) -> list[dict[str, Any]]:
    """Return restrictions in force or ahead, and suspensions that run out, by suppliers of home.

    A supplier counts when its traced share under a code of the material reaches the threshold.
    Rows carry what `signals.run` adds to: no severity of the sector, no meaning.
    """
    shares = newest_shares(tables["assessed__origin"], home)
    found = []
    for item in tables["reported__restriction"].to_pylist():
        rule = rules()["suspension" if _suspended(item, as_of) else "restriction"]
        if item["valid_to"] is not None and item["valid_to"] <= as_of:
            continue
        if rule.rule_id == "suspension" and item["suspended_to"] is None:
            continue
        share, code_system, code = _largest(shares, item)
        if share >= rule.threshold:
            held = codes().get((code_system or "", code or ""))
            pooled = held is not None and held.pooled
            row = _act_row(home, rule, item | {"pooled": pooled}, share, as_of)
            found.append(row | {"code_system": code_system, "code": code})
    return found


def _suspended(item: dict[str, Any], as_of: date) -> bool:
    start, end = item["suspended_from"], item["suspended_to"]
    return bool(start and start <= as_of and (end is None or end > as_of))


def _largest(shares: Shares, item: dict[str, Any]) -> tuple[float, str | None, str | None]:
    return max(
        (
            (shares.get((*key, item["territory_id"]), 0.0), *key)
            for one in codes_of(item["material_id"])
            for key in [(one.code_system, one.code)]
        ),
        default=(0.0, None, None),
    )


def newest_shares(origin: "pa.Table", home: str) -> Shares:
    """Return the newest traced share by (code system, code, origin)."""
    found: dict[tuple[str, str, str], tuple[int, float]] = {}
    for row in origin.to_pylist():
        key = (row["code_system"], row["code"], row["origin_id"])
        if row["importer_id"] == home and row["year"] > found.get(key, (0, 0.0))[0]:
            found[key] = (row["year"], row["share"])
    return {key: share for key, (_, share) in found.items()}


def _act_row(
    home: str, rule: Rule, item: dict[str, Any], share: float, as_of: date
) -> dict[str, Any]:
    aimed = item["destination_id"] not in (None, home, "EU27", "EU")
    suspended = rule.rule_id == "suspension"
    day = item["suspended_to"] if suspended else item["valid_from"] or as_of
    texts = _suspension_text(item, share) if suspended else _restriction_text(item, share, day)
    return {
        "rule": rule,
        "severity": "low" if aimed else ("high" if share >= 0.5 else "medium"),
        "subject_kind": "restriction",
        "subject_id": f"{item['restriction_id']}/{item['material_id']}",
        "territory_id": item["territory_id"],
        "year": day.year,
        "month": day.month,
        "material_id": item["material_id"],
        "value": share,
        "text_nl": texts[0],
        "text_en": texts[1],
        "oldest_year": day.year,
    }


def _names(item: dict[str, Any]) -> tuple[str, str, str, str]:
    from grondstof.vocabulary import materials, territories

    material = materials.materials()[item["material_id"]]
    place = territories.territories()[item["territory_id"]]
    return place.name_nl, place.name_en, material.name_nl, material.name_en


def _share(share: float, item: dict[str, Any]) -> tuple[str, str]:
    """Return the share in words; under a code that pools materials it says so."""
    pooled = item["pooled"]
    return (
        f"herleid aandeel {100 * share:.0f} %{' (onder een gemengde code)' if pooled else ''}.",
        f"traced share {100 * share:.0f} %{' (under a pooled code)' if pooled else ''}.",
    )


def _restriction_text(item: dict[str, Any], share: float, day: date) -> tuple[str, str]:
    place_nl, place_en, name_nl, name_en = _names(item)
    share_nl, share_en = _share(share, item)
    form = item["form"]
    return (
        f"{place_nl}: {_FORMS.get(form, 'beperking')} op {name_nl} vanaf "
        f"{day:%-d-%-m-%Y}; {share_nl}",
        f"{place_en}: {_FORMS_EN.get(form, 'restriction')} on {name_en} from {day.isoformat()}; "
        f"{share_en}",
    )


def _suspension_text(item: dict[str, Any], share: float) -> tuple[str, str]:
    place_nl, place_en, name_nl, name_en = _names(item)
    share_nl, share_en = _share(share, item)
    day, form = item["suspended_to"], item["form"]
    return (
        f"{place_nl}: {_FORMS.get(form, 'beperking')} op {name_nl} is opgeschort tot "
        f"{day:%-d-%-m-%Y}; {share_nl}",
        f"{place_en}: {_FORMS_EN.get(form, 'restriction')} on {name_en} is suspended until "
        f"{day.isoformat()}; {share_en}",
    )


def event_rows(tables: Tables, home: str, as_of: date) -> list[dict[str, Any]]:
    """Return events of the register that name materials, from a year ago on.

    An event without a material, such as a debate, is no signal; one without a day is none either.
    """
    rule = rules()["event"]
    items = tables["reported__register_item"].to_pylist()
    found = []
    for item in items:
        body = json.loads(item["body"] or "{}") if item["kind"] == "event" else {}
        day = _day(body)
        if day is None or day < as_of - timedelta(days=EVENT_DAYS):
            continue
        for material_id in body.get("materials", ()):
            found.append(
                {
                    "rule": rule,
                    "severity": rule.severity,
                    "subject_kind": "event",
                    "subject_id": f"{item['item_id']}/{material_id}",
                    "territory_id": next(iter(body.get("territories", ())), "any"),
                    "year": day.year,
                    "month": day.month,
                    "material_id": material_id,
                    "code_system": None,
                    "code": None,
                    "value": None,
                    "text_nl": f"{day:%-d-%-m-%Y}: {item['title_nl']}.",
                    "text_en": f"{day.isoformat()}: {item['title_en']}.",
                    "oldest_year": day.year,
                    "lacks": "value",
                }
            )
    return found


def _day(body: dict[str, Any]) -> date | None:
    told = body.get("date") or body.get("due") or body.get("valid_from")
    return date.fromisoformat(told) if told else None
