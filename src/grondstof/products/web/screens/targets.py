"""The targets of law, where materials stand as published, and the duties with their dates."""

from grondstof.products.answers.base import Answer
from grondstof.products.answers.targets import LIMIT
from grondstof.products.web.figures import figure, ranked
from grondstof.products.web.page import Block, Card, Cards, Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.register_parts import Row, grid, registered, tabs, without
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit
from grondstof.products.web.words_of import placed

_STATUS = ("material_id", "measure_of_", "target", "class_", "target_met", "year", "value", "gap",
           "trend_", "certainty")  # fmt: skip
_FIGURES = ("material_id", "stage_id", "union_share_of_world", "largest_country", "largest_share",
            "above_limit", "year_from", "year_to")  # fmt: skip
_TREND = ("material_id", "content_basis", "first_year", "first_share", "last_year", "last_share",
          "change")  # fmt: skip
_DUTIES = ("title_", "summary_", "addressee", "next_due", "deadline_text", "legal_status")


def show(visit: Visit) -> Page:
    """Return the targets valid now, and what is known of each strategic material."""
    answer = visit.ask("targets")
    cards = [
        Card(
            str(row[visit.pick("name_nl", "name_en")]),
            visit.link("register", str(row["item_id"])),
            _where(visit, row),
            number=visit.percent(row["value"], 0) if row["value"] is not None else "",
            mark=str(row["target_year"] or ""),
        )
        for row in answer.rows
        if row["valid_on_day"]
    ]
    valid = Cards(visit.say("targets.valid"), cards) if registered(visit) else without(visit)
    blocks: list[Block] = [valid]
    blocks += _measured(visit, answer)
    tables = answer.tables
    known = [row for row in tables.get("status", []) if row["class_nl"]]
    unknown = len(tables.get("status", [])) - len(known)
    blocks.append(
        grid(
            visit,
            "status",
            [_percents(visit, row) for row in known],
            _STATUS,
            title=visit.say("targets.status"),
            sentence=visit.say("targets.status.what", unknown=unknown),
            most=120,
        )
    )
    blocks.append(grid(visit, "trend", tables.get("trend", []), _TREND, folded=True))
    duties = sorted(tables.get("obligations", []), key=lambda row: str(row["next_due"] or "9"))
    blocks.append(grid(visit, "obligations", duties, _DUTIES, most=80))
    old = [row for row in answer.rows if not row["valid_on_day"]]
    if old:
        columns = ("title_", "value", "target_year", "valid_from", "valid_to", "place")
        blocks.append(grid(visit, "other_targets", old, columns))
    lead = visit.speak(answer.sentence) if registered(visit) else visit.say("register.none")
    return Page(visit.say("nav.targets"), lead, blocks, answer, tabs=tabs(visit))


def _measured(visit: Visit, answer: Answer) -> list[Block]:
    """Return the largest single country of each material and stage beside the limit."""
    rows = [row for row in answer.tables.get("by_material", []) if row["largest_share"] is not None]
    rows.sort(key=lambda row: -row["largest_share"])
    if not rows:
        return []
    over = sum(bool(row["above_limit"]) for row in rows)
    told = visit.say("targets.single.told", count=over)
    chart = ranked(
        visit, [{**row, "share": row["largest_share"]} for row in rows], "share",
        name_of=lambda row: _named(visit, row),
        link_of=lambda row: visit.link("materials", row["material_id"]),
        label=told, maximum=1.0, threshold=(LIMIT, visit.say("targets.limit")), most=15,
    )  # fmt: skip
    shown = [{**row, "largest_country": visit.territory(row["largest_country"])} for row in rows]
    table = make_table(visit, "by_material", shown, columns=_FIGURES)
    return [
        figure(
            visit, answer, "single-country", title=visit.say("targets.single"), sentence=told,
            chart=chart, table=table, rows=rows, column="largest_share",
        )
    ]  # fmt: skip


def _named(visit: Visit, row: Row) -> str:
    place = visit.territory(row["largest_country"])
    return f"{visit.material(row['material_id'])}, {visit.stage(row['stage_id'])}: {place}"


def _percents(visit: Visit, row: Row) -> Row:
    """Return a standing with its fractions as the reader knows them."""
    names = ("target", "value", "gap")
    parts = {"measure_of_nl": row["measure_nl"], "measure_of_en": row["measure_en"]}
    return {**row, **parts, **{n: visit.percent(row[n]) for n in names if row[n] is not None}}


def _where(visit: Visit, row: Row) -> str:
    """Return the document and the place in it where a target stands."""
    document = row[visit.pick("document_nl", "document_en")]
    place = placed(str(row["place"] or ""), visit.language)
    return ", ".join(str(part) for part in (document, place) if part)


SCREEN = Screen(show)
