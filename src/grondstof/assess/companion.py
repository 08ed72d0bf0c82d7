"""Companion indicators of every material; what may not be shipped stays open and says so."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from grondstof.assess.axes_inputs import applies
from grondstof.assess.indicator_rows import OUTPUT, indicator_row, indicator_table
from grondstof.assess.recipe import DEFAULT_DAY, Input, Question, Recipe, Tables
from grondstof.methods import companion

if TYPE_CHECKING:
    import pyarrow as pa

_REST = ("ROW", "S19")
# The last year that all publishers count; later ones are rounded estimates of one publisher.
LAST_WHOLE_YEAR = 2024
_TREND_YEARS = 10

Series = dict[int, dict[str, float]]
Key = tuple[str, str, str]


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return the companion indicators that look the same from every home."""
    made = _series(tables["settled__production"], "quantity_t")
    reserves = _reserves(tables)
    rows = [row for key, series in made.items() for row in _production(key, series, reserves)]
    rows += [row for key, held in reserves.items() for row in _held(key, held)]
    rows += _prices(tables)
    rows += _recycling(tables)
    rows += _unshipped({row["material_id"] for row in rows})
    return indicator_table(rows, question.home, COMPANION)


def run_restricted(tables: Tables, question: Question) -> "pa.Table":
    """Return the part of production in territories whose export restrictions apply to home."""
    day = question.as_of or DEFAULT_DAY
    held: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for row in tables["reported__restriction"].to_pylist():
        if applies(row, question.home, day):
            held[row["material_id"], row["stage_id"]].add(row["territory_id"])
    rows = []
    for key, series in _series(tables["settled__production"], "quantity_t").items():
        year = _year(series)
        made = series[year]
        total = sum(made.values())
        issuers = held[key[0], None] | held[key[0], key[1]]
        part = sum(amount for name, amount in made.items() if name in issuers)
        rows.append(indicator_row("export-restricted-share", key[0], key[1], year, part / total))
    return indicator_table(rows, question.home, RESTRICTED)


def run_sources(tables: Tables, question: Question) -> "pa.Table":
    """Return governance and human development of the territories a material comes from."""
    scores = _scores(tables["settled__governance"])
    rows = []
    for key, series in _series(tables["settled__production"], "quantity_t").items():
        year = _year(series)
        for name, (by_year, ends) in scores.items():
            seen = max((y for y in by_year if y <= year), default=min(by_year))
            found = companion.source_score(series[year], by_year[seen], ends)
            rows.append(indicator_row(name, key[0], key[1], year, *found, oldest=min(year, seen)))
    return indicator_table(rows, question.home, SOURCES)


def _scores(rows: "pa.Table") -> dict[str, tuple[dict[int, dict[str, float]], tuple[float, float]]]:
    """Return scores by indicator and year: the risk of six measures of governance, and the HDI."""
    six: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    human: dict[int, dict[str, float]] = defaultdict(dict)
    for row in rows.to_pylist():
        if row["estimate"] is None:
            continue
        if row["dimension"] == "hdi":
            human[row["year"]][row["territory_id"]] = row["estimate"]
        else:
            six[row["year"]][row["territory_id"]].append(row["estimate"])
    risk = {
        year: {place: 5 - 2 * sum(six_) / 6 for place, six_ in places.items() if len(six_) == 6}
        for year, places in six.items()
    }
    found = {
        "governance-source-countries": (risk, (0.0, 10.0)),
        "hdi-source-countries": (dict(human), (0.0, 1.0)),
    }
    return {name: item for name, item in found.items() if item[0]}


def _series(rows: "pa.Table", column: str) -> dict[Key, Series]:
    """Return amounts by material, stage and content; one content for each material and stage."""
    found: dict[Key, Series] = defaultdict(lambda: defaultdict(dict))
    for row in rows.to_pylist():
        if row["grade_id"] == "any" and row[column]:
            key = (row["material_id"], row["stage_id"], row["content_basis"])
            found[key][row["year"]][row["territory_id"]] = row[column]
    best: dict[tuple[str, str], Key] = {}
    for key in sorted(found):
        old = best.get(key[:2])
        if old is None or len(found[key]) > len(found[old]):
            best[key[:2]] = key
    return {key: found[key] for key in best.values()}


def _reserves(tables: Tables) -> dict[tuple[str, str], tuple[int, dict[str, float]]]:
    found: dict[tuple[str, str], Series] = defaultdict(lambda: defaultdict(dict))
    for row in tables["settled__reserves"].to_pylist():
        if row["reserves_t"]:
            key = (row["material_id"], row["content_basis"])
            found[key][row["year"]][row["territory_id"]] = row["reserves_t"]
    return {key: (max(series), series[max(series)]) for key, series in found.items()}


def _year(series: Series) -> int:
    whole = [year for year in series if year <= LAST_WHOLE_YEAR]
    return max(whole) if whole else max(series)


def _split(amounts: Mapping[str, float]) -> tuple[dict[str, float], float]:
    named = {name: amount for name, amount in amounts.items() if name not in _REST}
    return named, sum(amounts.values()) - sum(named.values())


def _production(
    key: Key, series: Series, reserves: Mapping[tuple[str, str], tuple[int, dict[str, float]]]
) -> Iterator[dict[str, Any]]:
    year = _year(series)
    named, rest = _split(series[year])
    if not named:
        return
    yield indicator_row("hhi-production", *key[:2], year, *companion.concentration(named, rest))
    for count in (1, 3):
        share = companion.largest(named, rest, count)
        yield indicator_row(f"top{count}-share-production", *key[:2], year, share)
    span = [y for y in sorted(series) if year - _TREND_YEARS < y <= year]
    if len(span) >= 5:
        amounts = [sum(series[y].values()) for y in span]
        slope = companion.yearly_growth(span, amounts)
        yield indicator_row("production-trend", *key[:2], year, slope, oldest=span[0])
    held = reserves.get((key[0], key[2]))
    if held is not None and key[1] == "extraction":
        left = companion.years_left(sum(held[1].values()), sum(series[year].values()))
        yield indicator_row("reserves-years", *key[:2], held[0], left, oldest=min(year, held[0]))


def _held(key: tuple[str, str], held: tuple[int, dict[str, float]]) -> Iterator[dict[str, Any]]:
    named, rest = _split(held[1])
    if named:
        found = companion.concentration(named, rest)
        yield indicator_row("hhi-reserves", key[0], "extraction", held[0], *found)


def _prices(tables: Tables) -> Iterator[dict[str, Any]]:
    """Yield the largest yearly rise; the grade with the longest series stands for the material."""
    series: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for row in tables["settled__price"].to_pylist():
        if row["month"] == 0 and row["price_usd_t"]:
            series[row["material_id"], row["grade_id"]][row["year"]] = row["price_usd_t"]
    longest: dict[str, dict[int, float]] = {}
    for (name, _), prices in sorted(series.items()):
        if len(prices) > len(longest.get(name, {})):
            longest[name] = prices
    for name, prices in longest.items():
        years = sorted(prices)
        if len(years) >= 2 and years[-1] - years[0] == len(years) - 1:
            rise = companion.largest_rise([prices[year] for year in years])
            yield indicator_row("price-swing", name, "any", years[-1], rise, oldest=years[0])


def _recycling(tables: Tables) -> Iterator[dict[str, Any]]:
    for row in tables["settled__parameter"].to_pylist():
        if (
            row["parameter"] == "eol_rir"
            and row["region_id"] == "EU27"
            and row["value"] is not None
        ):
            half = row["spread"] or 0.0
            ends = max(0.0, row["value"] - half), min(1.0, row["value"] + half)
            yield indicator_row(
                "recycling-input-rate",
                row["material_id"],
                "any",
                row["year_to"],
                row["value"],
                *ends,
                oldest=row["year_from"],
                kind="published",
            )


def _unshipped(names: set[str]) -> Iterator[dict[str, Any]]:
    for name in sorted(names):
        yield indicator_row("companionality", name, "any", LAST_WHOLE_YEAR, None)


COMPANION = Recipe(
    "companion",
    "1",
    (
        Input("settled__production", on=("material_id", "stage_id")),
        Input("settled__reserves", on=("material_id",)),
        Input("settled__price", on=("material_id",), where="month = 0"),
        Input("settled__parameter", on=("material_id",), where="parameter = 'eol_rir'"),
    ),
    OUTPUT,
    run,
    homes=("EU27",),
)

RESTRICTED = Recipe(
    "export-restricted",
    "1",
    (
        Input("settled__production", on=("material_id", "stage_id")),
        Input("reported__restriction", on=("material_id",)),
    ),
    OUTPUT,
    run_restricted,
)

SOURCES = Recipe(
    "source-countries",
    "1",
    (
        Input("settled__production", on=("material_id", "stage_id")),
        Input("settled__governance", on=(), where="year >= 2015"),
    ),
    OUTPUT,
    run_sources,
    homes=("EU27",),
)
