"""Assesses early-warning signals for home, and how the same rules did on labelled disruptions."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from grondstof.assess.origin import members_of
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.assess.signal_rules import Episode, Rule, episodes, rules
from grondstof.assess.signal_series import (
    Firing,
    Series,
    fire,
    month_number,
    price_series,
    traced_series,
    trade_series,
    year_month,
)
from grondstof.assess.trade_codes import code_names, codes_of
from grondstof.methods.break_detection import lead_time

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = "1"
# A signal belongs to a disruption from this many months before to this many after.
EARLY, LATE = 24, 12
# Years in which home imports less than this of a code are left out of its partner shares: one
# parcel moves them. Set after a first run that alarmed on parcels; the scores hold for it.
LEAST_USD = 1e6
# Signals of the last points of a series are shown: yearly trade may lag by two years.
RECENT_MONTHS = 30


def series_of(tables: Tables, home: str) -> list[Series]:
    """Return every series of home that the shipped tables carry."""
    members = members_of(home, 2026)
    found = list(trade_series(tables["settled__trade"], home, members, LEAST_USD))
    found += price_series(tables["settled__price"])
    found += traced_series(tables["assessed__origin"], home)
    return found


def firings(series: Sequence[Series]) -> Iterator[tuple[Rule, Firing]]:
    """Yield every firing of every rule over the whole history."""
    for rule in rules().values():
        for one in series:
            if one.kind == rule.series:
                for found in fire(rule, one):
                    yield rule, found


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return the signals of home at the newest points, and restrictions on what it depends on."""
    from grondstof.store.arrow import schema, to_arrow
    from grondstof.vocabulary.tables import table

    as_of = question.as_of or date(2026, 11, 1)
    now = month_number(as_of.year, as_of.month)
    uses = first_use(tables["settled__use_share"])
    rows = [
        _row(question.home, rule, found, uses)
        for rule, found in firings(series_of(tables, question.home))
        if now - RECENT_MONTHS <= found.month <= now
    ]
    rows += restriction_rows(tables, question.home, as_of, uses)
    unique = {tuple(row[k] for k in table("assessed__signal").key): row for row in rows}
    return to_arrow(list(unique.values()), schema(table("assessed__signal")))


def first_use(table: "pa.Table") -> dict[str, str]:
    """Return the largest end use of each material, as its publisher names it."""
    best: dict[str, tuple[float, str]] = {}
    for row in table.to_pylist():
        share = row["share"] or 0.0
        if share > best.get(row["material_id"], (0.0, ""))[0]:
            best[row["material_id"]] = (share, row["application"])
    return {material: use for material, (_, use) in best.items()}


def _row(home: str, rule: Rule, found: Firing, uses: dict[str, str]) -> dict[str, Any]:
    year, month = year_month(found.month)
    monthly = rule.series == "price"
    material = found.series.materials[0] if len(found.series.materials) == 1 else "pooled"
    texts = _texts(rule, found, year, month if monthly else 0)
    high = rule.severity == "medium" and abs(found.score) >= 2 * rule.threshold
    coded = found.series.subject_kind == "code"
    code_system, _, code = found.series.subject_id.partition(":")
    return _base(home, rule, "high" if high else rule.severity, uses.get(material)) | {
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


def _base(home: str, rule: Rule, severity: str, use: str | None) -> dict[str, Any]:
    sector_nl = f" Grootste gebruik: {use}." if use else ""
    sector_en = f" Largest use: {use}." if use else ""
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
    if rule.series in ("partner-share", "traced-share"):
        now, before = 100 * found.value, 100 * (found.value - found.change)
        kind_nl = "herleid aandeel" if rule.series == "traced-share" else "aandeel aan de grens"
        kind_en = "traced share" if rule.series == "traced-share" else "share at the border"
        return (
            f"{names[0]}: {kind_nl} van {nl} in {when} {now:.0f} %, daarvoor {before:.0f} %.",
            f"{names[1]}: {kind_en} of {en} in {when} {now:.0f} %, before {before:.0f} %.",
        )
    factor = 2.718281828459045**found.value
    span_nl, span_en = ("drie maanden", "three months") if month else ("een jaar", "a year")
    what_nl, what_en = ("prijs", "price") if month else ("eenheidswaarde", "unit value")
    return (
        f"{names[0]}: {what_nl} tot {when} maal {factor:.2f} in {span_nl}.",
        f"{names[1]}: {what_en} up to {when} times {factor:.2f} in {span_en}.",
    )


def restriction_rows(
    tables: Tables, home: str, as_of: date, uses: dict[str, str]
) -> list[dict[str, Any]]:
    """Return restrictions in force or ahead by countries that home depends on, after tracing."""
    rule = rules()["restriction"]
    newest = _newest_shares(tables["assessed__origin"], home)
    rows = []
    for item in tables["reported__restriction"].to_pylist():
        if item["valid_to"] is not None and item["valid_to"] <= as_of:
            continue
        suspended = item["suspended_from"] and item["suspended_from"] <= as_of
        if suspended and (item["suspended_to"] is None or item["suspended_to"] > as_of):
            continue
        share, code_system, code = max(
            (
                (newest.get((one.code_system, one.code, item["territory_id"]), 0.0), *key)
                for one in codes_of(item["material_id"])
                for key in [(one.code_system, one.code)]
            ),
            default=(0.0, None, None),
        )
        if share >= rule.threshold:
            row = _restriction_row(home, rule, item, share, as_of, uses)
            rows.append(row | {"code_system": code_system, "code": code})
    return rows


def _newest_shares(origin: "pa.Table", home: str) -> dict[tuple[str, str, str], float]:
    found: dict[tuple[str, str, str], tuple[int, float]] = {}
    for row in origin.to_pylist():
        key = (row["code_system"], row["code"], row["origin_id"])
        if row["importer_id"] == home and row["year"] > found.get(key, (0, 0.0))[0]:
            found[key] = (row["year"], row["share"])
    return {key: share for key, (_, share) in found.items()}


def _restriction_row(
    home: str,
    rule: Rule,
    item: dict[str, Any],
    share: float,
    as_of: date,
    uses: dict[str, str],
) -> dict[str, Any]:
    from grondstof.vocabulary import materials, territories

    material = materials.materials()[item["material_id"]]
    place = territories.territories()[item["territory_id"]]
    start = item["valid_from"] or as_of
    aimed = item["destination_id"] not in (None, home, "EU27", "EU")
    pooled = all(code.pooled for code in codes_of(item["material_id"]))
    nl_code = " (onder een gemengde code)" if pooled else ""
    en_code = " (under a pooled code)" if pooled else ""
    forms = {"licence": "vergunning", "ban": "verbod", "quota": "quotum", "tax": "heffing"}
    form = item["form"]
    severity = "low" if aimed else ("high" if share >= 0.5 else "medium")
    return _base(home, rule, severity, uses.get(item["material_id"])) | {
        "subject_kind": "restriction",
        "subject_id": f"{item['restriction_id']}/{item['material_id']}",
        "territory_id": item["territory_id"],
        "year": start.year,
        "month": start.month,
        "material_id": item["material_id"],
        "value": share,
        "text_nl": f"{place.name_nl}: {forms.get(form, 'beperking')} op {material.name_nl} vanaf "
        f"{start.isoformat()}; herleid aandeel {100 * share:.0f} %{nl_code}.",
        "text_en": f"{place.name_en}: {form} on {material.name_en} from {start.isoformat()}; "
        f"traced share {100 * share:.0f} %{en_code}.",
        "oldest_year": start.year,
    }


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
    from grondstof.store.arrow import schema, to_arrow
    from grondstof.vocabulary.tables import table

    series = series_of(tables, question.home)
    fired = list(firings(series))
    rows = []
    for episode in episodes():
        for rule in rules().values():
            mine = [one for one in series if _watches(rule, one, episode)]
            hits = [f for r, f in fired if r is rule and _watches(rule, f.series, episode)]
            rows.append(_outcome(episode, rule, mine, hits))
    rows += [_score(rule, series, [f for r, f in fired if r is rule]) for rule in rules().values()]
    return to_arrow(rows, schema(table("assessed__signal_backtest")))


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
    homes=("NLD",),
    parameters=("signals/rules.yml", "signals/episodes.csv"),
)
