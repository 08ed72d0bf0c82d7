"""Assesses early-warning signals for home, and how the same rules did on labelled disruptions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp
from typing import TYPE_CHECKING, Any

from grondstof.assess.declared_trade import TABLE, mirror_series, mirrors, month_series
from grondstof.assess.origin import members_of
from grondstof.assess.recipe import DEFAULT_DAY, Input, Question, Recipe, Tables
from grondstof.assess.signal_events import act_rows, event_rows
from grondstof.assess.signal_rules import Episode, Rule, episodes, rules
from grondstof.assess.signal_series import (
    Firing,
    Series,
    fire,
    is_monthly,
    month_number,
    price_series,
    traced_series,
    trade_series,
    year_month,
)
from grondstof.assess.trade_codes import code_names
from grondstof.methods.break_detection import lead_time
from grondstof.store.own_home import own_home
from grondstof.vocabulary.industries import industries

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = "3"
# In Dutch and English: the industries that use most of a material.
Sectors = Mapping[str, tuple[str, str]]
_NAMED_SECTORS = 2
# A signal belongs to a disruption from this many months before to this many after.
EARLY, LATE = 24, 12
# Years in which home imports less than this of a code are left out of its partner shares: one
# parcel moves them. Set after a first run that alarmed on parcels; the scores hold for it.
LEAST_USD = 1e6
# Signals of the last points of a series are shown: yearly trade may lag by two years.
RECENT_MONTHS = 30


def series_of(tables: Tables, home: str) -> list[Series]:
    """Return every series of home that the shipped tables carry."""
    members = members_of(home)
    found = list(trade_series(tables["settled__trade"], home, members, LEAST_USD))
    found += price_series(tables["settled__price"])
    found += traced_series(tables["assessed__origin"], home)
    return found


def declared_series(tables: Tables, home: str) -> list[Series]:
    """Return the series of declared trade: months of home, and gaps between both sides."""
    declared, members = tables[TABLE], members_of(home)
    if not declared.num_rows:
        return []
    return [
        *month_series(declared, home, members),
        *mirror_series(mirrors(declared, home, members)),
    ]


def newest(found: Iterable[tuple[Rule, Firing]]) -> list[tuple[Rule, Firing]]:
    """Return the last firing of each rule on each series: spans of months overlap."""
    last: dict[tuple[str, str, str], tuple[Rule, Firing]] = {}
    for rule, one in found:
        key = (rule.rule_id, one.series.subject_id, one.series.territory_id)
        if key not in last or one.month > last[key][1].month:
            last[key] = (rule, one)
    return list(last.values())


def best_spans(series: Sequence[Series], declared: Sequence[Series]) -> list[Series]:
    """Return the yearly series without those for which months are at hand."""
    seen = {(one.kind, one.subject_id) for one in declared}
    return [one for one in series if (f"{one.kind}-month", one.subject_id) not in seen]


def firings(series: Sequence[Series]) -> Iterator[tuple[Rule, Firing]]:
    """Yield every firing of every rule over the whole history."""
    for rule in rules().values():
        for one in series:
            if one.kind == rule.series:
                for found in fire(rule, one):
                    yield rule, found


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return the signals of home at the newest points, and restrictions on what it depends on."""
    from grondstof.store.arrow import as_table
    from grondstof.vocabulary.tables import table

    as_of = question.as_of or DEFAULT_DAY
    now = month_number(as_of.year, as_of.month)
    uses = main_sectors(tables["settled__use_share"])
    declared = declared_series(tables, question.home)
    yearly = best_spans(series_of(tables, question.home), declared)
    fired = [*firings(yearly), *newest(firings(declared))]
    rows = [
        _row(question.home, rule, found, uses)
        for rule, found in fired
        if now - RECENT_MONTHS <= found.month <= now
    ]
    acts = act_rows(tables, question.home, as_of) + event_rows(tables, question.home, as_of)
    for act in acts:
        rule = act.pop("rule")
        base = _base(question.home, rule, act["severity"], uses.get(act["material_id"]))
        rows.append(base | act)
    unique = {tuple(row[k] for k in table("assessed__signal").key): row for row in rows}
    return as_table("assessed__signal", list(unique.values()))


def main_sectors(table: "pa.Table") -> Sectors:
    """Return in both languages which industries use most of each material, with their shares.

    Shares are of the EU in the newest years known, added up by industry; the two largest are named.
    """
    shares: dict[str, dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    rows = [row for row in table.to_pylist() if row["share"] and row["region_id"][:2] == "EU"]
    newest: dict[str, int] = defaultdict(int)
    for row in rows:
        newest[row["material_id"]] = max(newest[row["material_id"]], row["year_from"])
    for row in rows:
        key = (row["industry_system"], row["industry_code"])
        if row["year_from"] == newest[row["material_id"]] and key in industries():
            shares[row["material_id"]][key] += row["share"]
    found = {}
    for material, parts in shares.items():
        largest = sorted(parts.items(), key=lambda item: (-item[1], item[0]))[:_NAMED_SECTORS]
        named = [(industries()[key], 100 * min(1.0, share)) for key, share in largest]
        found[material] = (
            ", ".join(f"{one.name_nl} ({share:.0f} %)" for one, share in named),
            ", ".join(f"{one.name_en} ({share:.0f} %)" for one, share in named),
        )
    return found


def _row(home: str, rule: Rule, found: Firing, uses: Sectors) -> dict[str, Any]:
    year, month = year_month(found.month)
    monthly = is_monthly(found.series)
    material = found.series.materials[0] if len(found.series.materials) == 1 else "pooled"
    texts = _texts(rule, found, year, month if monthly else 0)
    high = rule.severity == "medium" and abs(found.score) >= 2 * rule.threshold
    coded = found.series.subject_kind == "code"
    code_system, _, code = found.series.subject_id.partition(":")
    return (
        _base(home, rule, "high" if high else rule.severity, uses.get(material))
        | {
            "code_system": code_system if coded else None,
            "code": code if coded else None,
            "subject_kind": found.series.subject_kind,
            "subject_id": found.series.subject_id,
            "territory_id": found.series.territory_id,
            "year": year,
            "month": month if monthly else 0,
            "material_id": material,
            "value": found.score,
            "text_nl": texts[0],
            "text_en": texts[1],
            "oldest_year": year,
        }
        | _pooled(rule, found)
    )


def _pooled(rule: Rule, found: Firing) -> dict[str, Any]:
    """Return the meaning of a signal on a code that pools materials, which are all named."""
    from grondstof.vocabulary import materials

    held = [materials.materials()[one] for one in found.series.materials]
    if len(held) < 2:
        return {}
    names = ", ".join(one.name_nl for one in held), ", ".join(one.name_en for one in held)
    return {
        "meaning_nl": f"{rule.meaning_nl} De code voegt samen: {names[0]}.",
        "meaning_en": f"{rule.meaning_en} The code pools: {names[1]}.",
    }


def _base(home: str, rule: Rule, severity: str, sectors: tuple[str, str] | None) -> dict[str, Any]:
    sector_nl = f" Wie het gebruikt: {sectors[0]}." if sectors else ""
    sector_en = f" Who uses it: {sectors[1]}." if sectors else ""
    return {
        "home_id": home,
        "rule_id": rule.rule_id,
        "severity": severity,
        "threshold": rule.threshold,
        "meaning_nl": rule.meaning_nl + sector_nl,
        "meaning_en": rule.meaning_en + sector_en,
        "kind": "computed",
        "recipe": "signals",
        "recipe_version": VERSION,
    }


def _texts(rule: Rule, found: Firing, year: int, month: int) -> tuple[str, str]:
    from grondstof.vocabulary import materials, territories

    subject = found.series.subject_id
    if found.series.subject_kind == "code":
        names = code_names()[subject.partition(":")[2]]
    else:
        one = materials.materials()[subject]
        names = (one.name_nl, one.name_en)
    place = territories.territories().get(found.series.territory_id)
    nl, en = (place.name_nl, place.name_en) if place else ("de wereld", "the world")
    when = f"{year}-{month:02d}" if month else str(year)
    if rule.series == "mirror-gap":
        gap = 100 * found.value
        return (
            f"{names[0]}: opgaven over aanvoer uit {nl} lopen in {when} {gap:+.0f} % uiteen.",
            f"{names[1]}: declarations of supply from {en} in {when} differ by {gap:+.0f} %.",
        )
    if rule.series in ("partner-share", "partner-share-month", "traced-share"):
        now, before = 100 * found.value, 100 * (found.value - found.change)
        kind_nl = "herleid aandeel" if rule.series == "traced-share" else "aandeel aan de grens"
        kind_en = "traced share" if rule.series == "traced-share" else "share at the border"
        return (
            f"{names[0]}: {kind_nl} van {nl} in {when} {now:.0f} %, daarvoor {before:.0f} %.",
            f"{names[1]}: {kind_en} of {en} in {when} {now:.0f} %, before {before:.0f} %.",
        )
    factor = exp(found.value)
    price = rule.series == "price"
    span_nl, span_en = ("drie maanden", "three months") if price else ("een jaar", "a year")
    what_nl, what_en = ("prijs", "price") if price else ("eenheidswaarde", "unit value")
    return (
        f"{names[0]}: {what_nl} maal {f'{factor:.2f}'.replace('.', ',')} in {span_nl} tot {when}.",
        f"{names[1]}: {what_en} times {factor:.2f} in {span_en} up to {when}.",
    )


SIGNALS = Recipe(
    "signals",
    VERSION,
    (
        Input(
            "settled__trade",
            on=(
                "importer_id=home_id",
                "year",
                "exporter_id=territory_id",
                "code_system",
                "code",
            ),
        ),
        Input(
            "assessed__origin",
            on=("importer_id=home_id", "origin_id=territory_id", "code_system", "code"),
            where="year >= 2023",
        ),
        Input("settled__price", on=("year", "month", "material_id")),
        Input("reported__restriction", on=("territory_id", "material_id")),
        Input("reported__register_item", on=(), where="kind = 'event'"),
        Input(TABLE, on=("reporter_id=home_id", "partner_id=territory_id", "year", "month")),
        Input("settled__use_share", on=("material_id",)),
    ),
    "assessed__signal",
    run,
    parameters=("signals/rules.yml",),
)


def backtest(tables: Tables, question: Question) -> "pa.Table":
    """Return for every labelled disruption and rule whether and when the rule fired.

    Counted from the day on which the figures were published, not from the period they are about:
    a yearly figure that comes out a year later warns late, and is told so.
    """
    from grondstof.store.arrow import as_table

    series = series_of(tables, question.home)
    fired = list(firings(series))
    rows = []
    for episode in episodes():
        for rule in rules().values():
            mine = [one for one in series if _watches(rule, one, episode)]
            hits = [f for r, f in fired if r is rule and _watches(rule, f.series, episode)]
            rows.append(_outcome(episode, rule, mine, hits))
    rows += [_score(rule, series, [f for r, f in fired if r is rule]) for rule in rules().values()]
    return as_table("assessed__signal_backtest", rows)


def _watches(rule: Rule, series: Series, episode: Episode) -> bool:
    if series.kind != rule.series or episode.material_id not in series.materials:
        return False
    # Enough history to fire before the disruption is over.
    day = month_number(episode.day.year, episode.day.month)
    before = [month for month in series.values if month <= day + LATE]
    return len(before) > 3


def _outcome(
    episode: Episode, rule: Rule, series: Sequence[Series], fired: Sequence[Firing]
) -> dict[str, Any]:
    day = month_number(episode.day.year, episode.day.month)
    delay = rule.published_after_months
    near = [f for f in fired if day - EARLY <= f.month + delay <= day + LATE + delay]
    lead = lead_time([f.month + delay for f in near], day, EARLY, LATE + delay) if near else None
    outcome = "not-testable" if not series else "miss"
    if lead is not None:
        outcome = "hit" if lead >= 0 else "late"
    first = min((f.month for f in near), default=None)
    reason = {
        "not-testable": "no series of this kind with enough years ships for the material",
        "miss": "the rule did not fire in time",
        "late": "the rule fired, but the figures came out after the disruption",
        "hit": "the rule fired on figures that were out before the disruption",
    }[outcome]
    return _test_row(episode.episode_id, rule) | {
        "material_id": episode.material_id,
        "episode_date": episode.day,
        "outcome": outcome,
        "lead_months": lead,
        "signal_period": None if first is None else "{}-{:02d}".format(*year_month(first)),
        "chance": _chance(delay, series, fired) if series else None,
        "reason": reason,
        "oldest_year": episode.day.year,
        "lacks": None if lead is not None else "lead_months",
    }


def _chance(delay: int, series: Sequence[Series], fired: Sequence[Firing]) -> float | None:
    """Return how often a day drawn at random would have been a hit: what luck alone gives."""
    months = [month for one in series for month in one.values]
    days = range(min(months) + 3 * 12, max(months) + 1)
    times = [firing.month + delay for firing in fired]
    hits = sum(1 for day in days if any(day - EARLY <= time <= day for time in times))
    return hits / len(days) if len(days) else None


def _test_row(episode_id: str, rule: Rule) -> dict[str, Any]:
    return {
        "episode_id": episode_id,
        "rule_id": rule.rule_id,
        "kind": "computed",
        "recipe": "signal-backtest",
        "recipe_version": VERSION,
    }


def _score(rule: Rule, series: Sequence[Series], fired: Sequence[Firing]) -> dict[str, Any]:
    """Return one row `all-quiet`: alarms outside every disruption, by calendar year watched."""
    watched = [one for one in series if one.kind == rule.series and one.values]
    quiet = [firing for firing in fired if not _near_episode(firing)]
    times = [month for one in watched for month in (min(one.values), max(one.values))]
    years = (max(times) - min(times)) / 12 + 1 if times else 0.0
    return _test_row("all-quiet", rule) | {
        "material_id": "any",
        "outcome": "false-alarms" if watched else "not-testable",
        "alarms": len(quiet) if watched else None,
        "alarms_per_year": len(quiet) / years if years else None,
        "reason": f"{len(watched)} series watched over {years:.0f} years, quiet years included",
        "lacks": "lead_months",
    }


def _near_episode(firing: Firing) -> bool:
    return any(
        episode.material_id in firing.series.materials
        and -EARLY <= firing.month - month_number(episode.day.year, episode.day.month) <= LATE + 12
        for episode in episodes()
    )


BACKTEST = Recipe(
    "signal-backtest",
    VERSION,
    (
        Input("settled__trade", on=(), where="year < 0"),
        Input("assessed__origin", on=(), where="year < 0"),
        Input("settled__price", on=("material_id",)),
    ),
    "assessed__signal_backtest",
    backtest,
    homes=(own_home(),),
    parameters=("signals/rules.yml", "signals/episodes.csv"),
)
