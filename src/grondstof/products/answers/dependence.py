"""What can be measured of a dependence on a partner before and after an event.

One row for each importer (the home, the Union) and each way of looking: `direct` is the partner's
share of what is bought, by value; `traced` is its share of true origin. The words say whether the
years after lie outside the range of the years before; never why.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.assess.partner_share import Verdict, shares, verdict
from grondstof.assess.trade_codes import codes_of
from grondstof.products.answers.remedy_words import home_name
from grondstof.products.wording import percent
from grondstof.store.editions import Edition
from grondstof.store.own_home import own_home
from grondstof.vocabulary import territories

_DIRECT = """
    select year, list_contains(?, exporter_id) as partner, sum(value_usd) as value_usd
    from "settled__trade"
    where code_system = ? and list_contains(?, code) and list_contains(?, importer_id)
      and not list_contains(?, exporter_id)
    group by all order by all
"""
_TRACED = """
    with bought as (
        select year, code_system, code, cast(sum(value_usd) as double) as value
        from "settled__trade"
        where code_system = ? and importer_id = ? and list_contains(?, code) group by all
    ), made as (
        select year, code_system, code, sum(share) as share
        from "assessed__origin"
        where importer_id = ? and list_contains(?, code) and list_contains(?, origin_id)
        group by all
    ), known as (
        select distinct year, code_system, code from "assessed__origin"
        where importer_id = ? and list_contains(?, code) and share is not null
    )
    select known.year, sum(coalesce(made.share, 0e0) * bought.value) / nullif(sum(bought.value), 0)
        as share
    from known join bought using (year, code_system, code)
    left join made using (year, code_system, code)
    group by known.year order by known.year
"""
_CODES = """
    select code_system, code, min(year) as first, max(year) as last
    from "settled__trade" where list_contains(?, code_system || code) group by all order by all
"""
# A code that was dropped before this year says nothing on the years after an event.
_RECENT = 2023
_WORDS = {
    "higher": (
        "het aandeel ligt in alle jaren erna boven dat van de jaren ervoor",
        "the share lies above that of the years before in every later year",
    ),
    "lower": (
        "het aandeel ligt in alle jaren erna onder dat van de jaren ervoor",
        "the share lies below that of the years before in every later year",
    ),
    "no effect": ("er is geen effect te zien", "no effect can be seen"),
    "too early": ("te vroeg om iets te zien", "too early to see anything"),
    "too few years": (
        "er zijn te weinig jaren om te vergelijken",
        "there are too few years to compare",
    ),
}


def measured(
    edition: Edition,
    names: Sequence[str],
    partners: Sequence[str],
    *,
    year: int | None = None,
    home: str | None = None,
) -> list[dict[str, Any]]:
    """Return the partner's share in imports before and after a year; empty without trade figures.

    Args:
        edition: The edition.
        names: Materials.
        partners: Territories whose share is looked at.
        year: Year of the event; 2023 when not given, the year of the letter most motions are in.
        home: Home whose imports are looked at, beside those of the Union.
    """
    found = [code for name in names for code in codes_of(name)]
    if not found or not partners:
        return []
    system, codes = _series(edition, {(code.code_system, code.code) for code in found})
    if not codes:
        return []
    pooled = any(code.pooled for code in found if code.code in codes)
    rows = []
    home = home or own_home()
    for importer, inside in ((home, [home]), ("EU27", sorted(territories.members("EU27")))):
        share = _direct(edition, system, codes, inside, partners)
        if share:
            rows.append(_row(names, partners, importer, "direct", share, year or 2023, pooled))
    traced = edition.rows(_TRACED, [system, home, codes, home, codes, list(partners), home, codes])
    if traced:
        share = {row["year"]: row["share"] for row in traced if row["share"] is not None}
        rows.append(_row(names, partners, home, "traced", share, year or 2023, pooled))
    return rows


def _series(edition: Edition, wanted: set[tuple[str, str]]) -> tuple[str, list[str]]:
    """Return the vintage with the longest series, and the codes that run to its last year."""
    rows = edition.rows(_CODES, [sorted(system + code for system, code in wanted)])
    best: tuple[int, str, list[str]] = (-1, "", [])
    for system in sorted({row["code_system"] for row in rows}):
        part = [row for row in rows if row["code_system"] == system]
        last = max(row["last"] for row in part)
        codes = [row["code"] for row in part if row["last"] == last and row["last"] >= _RECENT]
        span = last - min((row["first"] for row in part if row["code"] in codes), default=last + 1)
        best = max(best, (span, system, codes))
    return best[1], best[2]


def _direct(
    edition: Edition,
    system: str,
    codes: Sequence[str],
    inside: Sequence[str],
    partners: Sequence[str],
) -> dict[int, float]:
    outside = [name for name in inside if name not in partners] if len(inside) > 1 else []
    found = edition.rows(_DIRECT, [list(partners), system, list(codes), list(inside), outside])
    return shares({(row["year"], row["partner"]): float(row["value_usd"]) for row in found})


def _row(
    names: Sequence[str],
    partners: Sequence[str],
    importer: str,
    way: str,
    share: Mapping[int, float],
    year: int,
    pooled: bool,
) -> dict[str, Any]:
    seen = verdict(share, year)
    nl, en = _say(seen, importer, pooled)
    return {
        "row_id": f"{importer}/{way}",
        "importer_id": importer,
        "partners": ";".join(partners),
        "materials": ";".join(names),
        "way": way,
        "event_year": year,
        "share_before": seen.before,
        "share_before_low": seen.before_low,
        "share_before_high": seen.before_high,
        "share_after": seen.after,
        "years_before": _years(seen.years_before),
        "years_after": _years(seen.years_after),
        "verdict": seen.word,
        "verdict_nl": nl,
        "verdict_en": en,
        "pooled_codes": pooled,
        "kind": "computed" if way == "direct" else "modelled",
        "oldest_year": min(share) if share else None,
    }


def _say(seen: Verdict, importer: str, pooled: bool) -> tuple[str, str]:
    nl, en = _WORDS[seen.word]
    who = home_name(importer) if importer in territories.territories() else home_name("EU27")
    who_nl, who_en = who.nl, who.en
    if seen.before is not None and seen.after is not None:
        nl = f"{who_nl}: van {percent(seen.before, 'nl')} naar {percent(seen.after, 'nl')}; {nl}"
        en = f"{who_en}: from {percent(seen.before, 'en')} to {percent(seen.after, 'en')}; {en}"
    if pooled:
        nl += " (de codes bevatten ook andere metalen)"
        en += " (the codes hold other metals too)"
    return nl, en


def _years(span: tuple[int, int] | None) -> str | None:
    return f"{span[0]}-{span[1]}" if span else None
