"""How much dearer, on the page of a scenario: cells, the picture by month, earlier episodes."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products import wording
from grondstof.products.answers.base import Answer
from grondstof.products.charts.months import Month, Words, months
from grondstof.products.web.figures import figure
from grondstof.products.web.page import Block, Cell
from grondstof.products.web.tables import make_table, shown
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
Fact = tuple[str, Cell]
SEEN = (
    "price_{}", "times", "market", "period_{}", "lost_share", "volume_{}", "months_volume_back",
    "months_price_back", "note_{}", "source",
)  # fmt: skip
BEHIND = ("side", "elasticity", "runs_over", "quality", "source")
OTHERS = ("concept_{}", "outcome_{}", "price_rise_{}", "source", "locator")
_PRICE = ("month", "price_outside", "price_inside")
# A price that moves by less is said to stay.
_SAME = 1.05


def cell(visit: Visit, row: Row, column: str) -> Cell:
    """Return a number of the outcome with its range."""
    low, high = row.get(f"{column}_low"), row.get(f"{column}_high")
    return Cell(
        shown(visit, row, column, row[column]),
        kind=row["kind"],
        low=shown(visit, row, column, low) if low is not None else "",
        high=shown(visit, row, column, high) if high is not None else "",
    )


def facts(visit: Visit, answer: Answer, row: Row) -> list[Fact]:
    """Return how much dearer at home, how it is inside, and when the price is back."""
    name = visit.say("scenario.fact.price")
    if row["price_factor"] is None:
        return [(name, Cell("–", why=visit.say("scenario.no_price"))), *_seen(visit, answer, row)]
    found = [(name, _times(visit, row, "price_factor"))]
    if row["price_inside"] is not None:
        found.append((visit.say("scenario.fact.inside"), _times(visit, row, "price_inside")))
    if _moves(row["price_factor_high"]):
        found.append((visit.say("scenario.fact.priceback"), _back(visit, row)))
    return found


def _moves(high: float) -> bool:
    return high >= _SAME


def _times(visit: Visit, row: Row, column: str) -> Cell:
    value, low, high = (_digits(visit, row[f"{column}{end}"]) for end in ("", "_low", "_high"))
    return Cell(visit.say("scenario.times", value=value), kind=row["kind"], low=low, high=high)


def _digits(visit: Visit, value: float) -> str:
    """Return a multiple with as many digits as it can bear."""
    return visit.number(value, 2 if value < 2.0 else 1 if value < 10.0 else 0)


def _back(visit: Visit, row: Row) -> Cell:
    if row["price_back_month"] is None:
        return Cell("–", why=visit.say("scenario.price.back.unknown"))
    return cell(visit, row, "price_back_month")


def _seen(visit: Visit, answer: Answer, row: Row) -> list[Fact]:
    """Return what was seen in earlier episodes in which supply of the subject stopped."""
    key = row["row_id"].split("/", 1)[1]
    seen = [
        item for item in answer.tables["price_seen"]
        if item["row_id"].rsplit("/", 1)[0] == key
        and item["market"] == "outside" and item["lost_share"]
    ]  # fmt: skip
    if not seen:
        return []
    ends = [_digits(visit, pick(item["times"] for item in seen)) for pick in (min, max)]
    words = visit.say("scenario.times", value="–".join(dict.fromkeys(ends)))
    key = "scenario.fact.seen" if row["product_id"] is None else "scenario.fact.seen.parts"
    return [(visit.say(key), Cell(words, kind="published"))]


def periods(rows: Sequence[Row]) -> list[Row]:
    """Return earlier episodes with their months as one period, without what none of them has."""
    empty = {name for name in rows[0] if all(row[name] is None for row in rows)} if rows else set()
    found: list[Row] = []
    for row in rows:
        days = dict.fromkeys(day[:7] for day in (row["date_before"], row["date_top"]) if day)
        period = " – ".join(days)
        kept = {name: value for name, value in row.items() if name not in empty}
        found.append({**kept, "period_nl": wording.dates_in(period, "nl"),
                      "period_en": wording.dates_in(period, "en")})  # fmt: skip
    return found


def others(visit: Visit, rows: Sequence[Row]) -> list[Row]:
    """Return what others published, with number, range and unit in one text."""
    found: list[Row] = []
    for row in rows:
        unit = visit.says(f"value.{row['unit']}", row["unit"])
        told = "–" if row.get("value") is None else f"{visit.number(row['value'], 1)} {unit}"
        ends = [row.get(f"value_{end}") for end in ("low", "high")]
        span = [visit.number(end, 2 if abs(end) < 1.0 else 1) for end in ends if end is not None]
        if len(span) == len(ends):
            told = f"{told} ({wording.interval(span[0], span[1], visit.language)})"
        rise = str(row["price_rise"]).replace("above", visit.say("scenario.above"))
        rise = rise.replace(" %", "\N{NO-BREAK SPACE}%")
        words = {
            f"{name}_{visit.language}": text
            for name, text in (("outcome", told), ("price_rise", rise))
        }
        found.append({**row, **words})
    return found


def course(visit: Visit, answer: Answer, row: Row, during: tuple[int, int]) -> list[Block]:
    """Return the price month by month; nothing where none is worked out or it stays."""
    key = row["row_id"].split("/", 1)[1]
    rows = [
        item for item in answer.tables["price"]
        if item["row_id"].rsplit("/", 2)[0] == key
    ]  # fmt: skip
    side = "price_outside" if row["price_factor"] != row["price_inside"] else "price_inside"
    if not rows or not _moves(max(item[f"{side}_high"] for item in rows)):
        return []
    most = max(item[f"{side}_high"] for item in rows)
    name = visit.pick(row["name_nl"], row["name_en"])
    told = visit.say(
        "scenario.price.told", name=name, low=_digits(visit, row["price_factor_low"]),
        high=_top(visit, row), back=_back_words(visit, row),
    )  # fmt: skip
    items = [
        Month(
            number=item["month"],
            value=_part(item[side], most),
            low=_part(item[f"{side}_low"], most),
            high=_part(item[f"{side}_high"], most),
            hint=_hint(visit, item, side),
        )
        for item in rows
    ]
    scale = ["1×", *(_label(visit, 1.0 + part * (most - 1.0)) for part in (0.5, 1.0))]
    words = Words(scale, visit.say("scenario.axis"), visit.say("scenario.during"))
    title = visit.say("scenario.price", name=name)
    return [
        figure(
            visit, answer, f"price-{row['material_id']}", title=title, sentence=told,
            chart=months(items, told, words, during),
            table=make_table(visit, "price", rows, caption=title, columns=_columns(rows)),
            rows=rows, column=side, note=visit.say("scenario.price.note"),
            sources=_sources(answer, key),
        )
    ]  # fmt: skip


def _columns(rows: Sequence[Row]) -> Sequence[str]:
    return _PRICE if rows[0]["price_inside"] is not None else _PRICE[:2]


def _sources(answer: Answer, key: str) -> list[str]:
    rows = answer.tables["elasticities"]
    own = [str(row["source"]) for row in rows if row["row_id"].rsplit("/", 1)[0] == key]
    return list(dict.fromkeys(own))


def _part(value: float, most: float) -> float:
    return max(0.0, min(1.0, (value - 1.0) / (most - 1.0)))


def _label(visit: Visit, value: float) -> str:
    return f"{_digits(visit, value)}×"


def _hint(visit: Visit, item: Row, side: str) -> str:
    return visit.say(
        "scenario.price.month", month=item["month"], times=_digits(visit, item[side]),
        low=_digits(visit, item[f"{side}_low"]), high=_digits(visit, item[f"{side}_high"]),
    )  # fmt: skip


def _top(visit: Visit, row: Row) -> str:
    """Return the upper end of the price, which may be no more than the largest that is followed."""
    told = _digits(visit, row["price_factor_high"])
    capped = row["price_capped_share"] >= 0.05
    return visit.say("scenario.price.over", value=told) if capped else told


def _back_words(visit: Visit, row: Row) -> str:
    low, high = row["price_back_month_low"], row["price_back_month_high"]
    volume = row["recovered_month"]
    if low is None or high is None:
        return visit.say("scenario.price.back.unknown")
    ends = {"low": visit.number(low, 0), "high": visit.number(high, 0)}
    if not volume:
        flat = "scenario.price.back.flat" if volume == 0 else "scenario.price.back.later"
        return visit.say(flat, **ends)
    return visit.say("scenario.price.back", volume=volume, **ends)
