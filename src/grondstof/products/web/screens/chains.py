"""The screens of chains: all chains in order of dependence, and one chain from ore to product."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.answers.names import in_sentence
from grondstof.products.charts.banded import both_forms
from grondstof.products.charts.sankey import MOST_BANDS, Flow
from grondstof.products.web.figures import figure, plain_table, ranked
from grondstof.products.web.page import Block, Card, Cards, Link, Page, TableBlock
from grondstof.products.web.screens import Screen, states_of
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit
from grondstof.products.wording import capital

Row = Mapping[str, Any]
_STAGES = ("extraction", "processing", "component", "assembly")
_WALK = (
    "node_{}", "top_territory_id", "top_share", "control_{}", "control_share",
    "control_covered_share", "stage_id", "year", "why_unknown",
)  # fmt: skip
_POINTS = ("node_{}", "territory_id", "share", "stage_id", "threat_tag", "oldest_year")
_CUTS = ("node_{}", "names_{}", "share")
_EDGES = (
    "from_{}", "to_{}", "input_class", "coefficient", "unit", "source", "locator", "why_unknown",
)  # fmt: skip
_UNMEASURED = ("from_{}", "to_{}", "input_class", "coefficient", "why_unknown")
_SUPPLIERS = ("node_{}", "territory_id", "share", "basis", "year", "source")
_TIERS = (
    "node_{}", "tier_one", "tier_two", "supplier_hhi", "territory_id", "share", "codes", "year",
)  # fmt: skip
_CONTROL = (
    "node_{}", "name_{}", "share", "covered_share", "owner", "sure", "source", "locator",
)  # fmt: skip
_SCREENING = ("node_{}", "territory_id", "share", "threat_tag", "named", "source", "locator")
_HOSTS = ("node_{}", "host_{}", "supply_share", "source")
_SUBSTITUTES = ("node_{}", "name_{}", "note_{}", "source", "locator")
_TABLES = {
    "screening": _SCREENING, "edges": _EDGES, "suppliers": _SUPPLIERS, "tiers": _TIERS,
    "hosts": _HOSTS, "substitutes": _SUBSTITUTES, "control": _CONTROL,
}  # fmt: skip
# A card tells how much is known when it is less than this part of all steps.
_MOSTLY = 0.8
_ASKED = {"exporter": "top_territory_id", "material": "material_id", "stage": "stage_id"}
_RANKS = ("name_{}", "rank", "single_points", "needed_steps", "top_{}", "top_share", "known_share")


def show(visit: Visit) -> Page:
    """Return the index of chains, or one chain."""
    title = visit.say("nav.chains")
    if "chain" not in visit.desk.questions():
        return Page(title, visit.say("answer.none"))
    if not visit.rest:
        return _index(visit, visit.ask("chain"), title)
    answer = visit.ask("chain", product=visit.rest[0])
    return _one(visit, answer, title)


def _index(visit: Visit, answer: Answer, title: str) -> Page:
    cards = [
        Card(
            visit.pick(row["name_nl"], row["name_en"]),
            visit.link("chains", row["product_id"]),
            _card(visit, row),
            mark=visit.say(f"chain.depth.{row['depth']}"),
        )
        for row in answer.rows
    ]
    table = plain_table(
        visit,
        "rows",
        answer.rows,
        title=visit.say("chain.ranks"),
        columns=_columns(visit, _RANKS),
        folded=True,
    )
    blocks: list[Block] = [
        Cards("", cards, visit.say("chain.index")),
        _kinds(visit, answer, "sectors", "value"),
        _kinds(visit, answer, "groups", "chain.group"),
        table,
    ]
    return Page(title, visit.speak(answer.sentence), blocks, answer)


def _kinds(visit: Visit, answer: Answer, column: str, words: str) -> Block:
    """Return the chains of each sector or product group, in the order of the index."""
    found: dict[str, list[Link]] = {}
    for row in answer.rows:
        link = Link(
            visit.pick(row["name_nl"], row["name_en"]), visit.link("chains", row["product_id"])
        )
        for kind in filter(None, str(row[column] or "").split("; ")):
            found.setdefault(kind, []).append(link)
    named = sorted((visit.say(f"{words}.{kind}"), links) for kind, links in found.items())
    cards = [Card(capital(name), "", links=links) for name, links in named]
    return Cards(visit.say(f"chain.{column}"), cards, look="list")


def _card(visit: Visit, row: Row) -> str:
    """Return what a card says: single points, and how much is known where that is little."""
    count = "chain.card.only" if row["needed_steps"] == 1 else "chain.card"
    count = count if row["single_points"] else f"{count}.none"
    said = visit.say(count, count=row["single_points"], steps=row["needed_steps"])
    if row["known_share"] >= _MOSTLY:
        return said
    return f"{said} {visit.say('chain.card.known', share=visit.percent(row['known_share'], 0))}"


def _one(visit: Visit, answer: Answer, title: str) -> Page:
    head = answer.rows[0]
    name = visit.pick(head["title_nl"], head["title_en"])
    made = [_flows(visit, answer), _points(visit, answer)]
    blocks: list[Block] = [block for block in made if block is not None]
    blocks += [_ask(visit, answer), _walk(visit, answer)]
    if answer.tables["cuts"]:
        blocks.append(
            plain_table(
                visit, "cuts", answer.tables["cuts"], title=visit.say("chain.cuts"),
                columns=_columns(visit, _CUTS),
                folded=len(answer.tables["cuts"]) > 12,
            )
        )  # fmt: skip
    blocks += [block for block in (_exposure(visit, answer),) if block is not None]
    for table, columns in _TABLES.items():
        rows = answer.tables[table]
        if rows:
            chosen = _columns(visit, _UNMEASURED if _is_unmeasured(table, rows) else columns)
            blocks.append(
                plain_table(visit, table, rows, columns=chosen, folded=len(rows) > 12, most=60)
            )
    steps = visit.say("chain.steps")
    blocks.append(plain_table(visit, "rows", answer.rows, title=steps, folded=True))
    over = visit.say(f"chain.depth.{head['depth']}")
    crumbs = [Link(title, visit.link("chains"))]
    return Page(name, visit.speak(answer.sentence), blocks, answer, crumbs=crumbs, over=over)


def _is_unmeasured(table: str, rows: Sequence[Row]) -> bool:
    """Return whether no amount at all is known of what goes into what, so that none has a unit."""
    return table == "edges" and all(row["coefficient"] is None for row in rows)


def _columns(visit: Visit, names: Sequence[str]) -> list[str]:
    """Return columns with the language of the page in their place."""
    return [name.format(visit.language) for name in names]


def _flows(visit: Visit, answer: Answer) -> Block | None:
    """Return the flow picture: who supplies the steps of each stage, counted in steps."""
    bands = flows_of(visit, answer.tables["stage_supply"])
    if not bands:
        return None
    rows = answer.tables["stage_supply"]
    known = [row for row in rows if row["territory_id"] != "unknown"]
    first = max(known or rows, key=lambda row: row["steps"])
    told = visit.say(
        "chain.flows.only" if first["steps_known"] == 1 else "chain.flows.told",
        place=capital(_told(visit, first["territory_id"])),
        count=visit.number(first["steps"], 1),
        share=visit.percent(first["steps"]),
        all=first["steps_known"],
        stage=visit.stage(first["stage_id"]).lower(),
    )
    title = visit.say("chain.flows")
    return figure(
        visit, answer, "flows", title=title, sentence=told, chart=both_forms(bands, told),
        table=make_table(visit, "stage_supply", rows, caption=title), rows=rows, column="steps",
        note=visit.say("chain.flows.note"),
    )  # fmt: skip


def flows_of(visit: Visit, rows: Sequence[Row]) -> list[Flow]:
    """Return at most twelve bands: by stage the largest suppliers, the rest named as the rest."""
    stages = [stage for stage in _STAGES if any(row["stage_id"] == stage for row in rows)]
    room = MOST_BANDS // max(1, len(stages))
    found = []
    for stage in stages:
        here = sorted(
            (row for row in rows if row["stage_id"] == stage), key=lambda row: -row["steps"]
        )
        named = [row for row in here if row["territory_id"] != "unknown"]
        kept = named[: room - 1]
        rest = sum(row["steps"] for row in here) - sum(row["steps"] for row in kept)
        count = here[0]["steps_known"]
        words = "chain.stage.one" if count == 1 else "chain.stage"
        end = visit.say(words, stage=visit.stage(stage), count=count)
        parts = [(visit.pick(row["name_nl"], row["name_en"]), row["steps"]) for row in kept]
        parts.append((visit.say("chain.rest"), rest))
        found += [
            Flow(0, name, end, steps, visit.say("chain.band", count=visit.measure(steps, 1)))
            for name, steps in parts
            if steps > 0.02
        ]
    return found


def _told(visit: Visit, place: str) -> str:
    """Return a country as a sentence names it."""
    return visit.pick(*in_sentence(place))


def _points(visit: Visit, answer: Answer) -> Block | None:
    rows = answer.tables["bottlenecks"]
    if not rows:
        return None
    title = visit.say("chain.points")
    count = len({row["node_id"] for row in rows})
    told = visit.say(
        "chain.points.told" if count > 1 else "chain.points.one",
        count=count,
        threshold=visit.percent(rows[0]["threshold"], 0),
    )  # fmt: skip
    return figure(
        visit, answer, "bottlenecks", title=title, sentence=told,
        chart=ranked(
            visit, rows, "share", name_of=lambda row: _place_and_step(visit, row), label=told,
            maximum=1.0, threshold=(rows[0]["threshold"], visit.percent(rows[0]["threshold"], 0)),
        ),
        table=make_table(
            visit, "bottlenecks", rows, caption=title, columns=_columns(visit, _POINTS)
        ),
        rows=rows, column="share",
    )  # fmt: skip


def _place_and_step(visit: Visit, row: Row) -> str:
    place = visit.pick(row["name_nl"], row["name_en"])
    return f"{visit.pick(row['node_nl'], row['node_en'])}: {place}"


def _walk(visit: Visit, answer: Answer) -> Block:
    """Return the walk from ore to end product: production beside control, with its coverage."""
    owned: dict[str, Row] = {}
    for row in answer.tables["control"]:
        if row["territory_id"] and row["node_id"] not in owned:
            owned[row["node_id"]] = row
    none = visit.say("chain.control.none")
    rows = []
    for row in answer.rows:
        own = owned.get(row["node_id"])
        rows.append(
            {
                **row,
                "node_nl": row["name_nl"],
                "node_en": row["name_en"],
                "control_nl": own["name_nl"] if own else none,
                "control_en": own["name_en"] if own else none,
                "control_share": own["share"] if own else None,
                "control_covered_share": own["covered_share"] if own else None,
            }
        )
    table = make_table(
        visit,
        "walk",
        rows,
        caption=visit.say("chain.walk"),
        columns=_columns(visit, _WALK),
        most=len(rows),
    )
    return TableBlock(
        visit.say("chain.walk"), table, visit.say("chain.walk.told"), rows=rows,
        note=visit.say("chain.walk.note"),
    )  # fmt: skip


def _exposure(visit: Visit, answer: Answer) -> Block | None:
    rows = [row for row in answer.tables["exposure"] if row["exposure_share"] >= 0.005][:10]
    if not rows:
        return None
    title = visit.say("chain.exposure")
    low, high = (visit.percent(rows[0][f"exposure_share_{end}"]) for end in ("low", "high"))
    told = visit.say(
        "chain.exposure.told" if low != high else "chain.exposure.sure",
        place=_told(visit, rows[0]["territory_id"]),
        share=visit.percent(rows[0]["exposure_share"]),
        low=low,
        high=high,
    )
    return figure(
        visit, answer, "exposure", title=title, sentence=told,
        chart=ranked(
            visit, rows, "exposure_share",
            name_of=lambda row: visit.pick(row["name_nl"], row["name_en"]), label=told, maximum=1.0,
        ),
        table=make_table(visit, "exposure", answer.tables["exposure"], caption=title), rows=rows,
        column="exposure_share",
    )  # fmt: skip


def _ask(visit: Visit, answer: Answer) -> Block:
    """Return the way to a scenario in which the largest supplier of this chain stops."""
    worst = max(
        (row for row in answer.rows if row["top_share"] and row["material_id"]),
        key=lambda row: (row["needed"], row["top_share"]),
        default=None,
    )
    cards = [Card(visit.say("chain.ask.list"), visit.link("scenario"))]
    if worst and not visit.static:
        query = {name: str(worst[column]) for name, column in _ASKED.items()}
        place = visit.pick(*in_sentence(worst["top_territory_id"]))
        words = visit.say("chain.ask.one", place=place, name=visit.material(worst["material_id"]))
        cards.insert(0, Card(words, visit.link("scenario", **query)))
    return Cards(visit.say("chain.ask"), cards, look="names")


SCREEN = Screen(show, states=lambda desk: states_of(desk, "chain", "product_id"))
