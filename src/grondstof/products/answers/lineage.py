"""Where one number comes from: the walk from a shown figure to publisher, table and row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import Phrase, UnknownName
from grondstof.products import messages, wording
from grondstof.products.answers.base import Answer, Gap, Sentence, row_id, sources
from grondstof.products.answers.names import in_sentence
from grondstof.store.editions import Edition
from grondstof.store.lineage import Step, Trace, find_rows, trace
from grondstof.store.own_home import own_home
from grondstof.vocabulary import materials, territories
from grondstof.vocabulary.tables import Table, table, tables

NATIONAL = "assessed__national_list"
# Tables in which a field of a material is looked for, the most derived first.
_PLACES = (
    NATIONAL,
    "assessed__criticality",
    "assessed__replication",
    "assessed__indicator",
    "settled__supply_share",
    "settled__production",
    "settled__parameter",
    "settled__use_share",
)
MOST_ROWS = 20


def answer(
    edition: Edition,
    material: str,
    field: str,
    *,
    home: str | None = None,
    method: str | None = None,
) -> Answer:
    """Return the walk from a field of a material back to its claims.

    Args:
        edition: Opened edition.
        material: Name or id of the material, in any known spelling.
        field: Name of a column, or of an indicator.
        home: Home whose row is meant, where the table has one and rows for it.
        method: Method whose row is meant.

    Raises:
        UnknownName: If no table of the material has that field.
    """
    found, place = materials.find(material), territories.find(home or own_home())
    name, rows = _locate(edition, found.material_id, field, place, method)
    traces = [trace(edition, name, _key(table(name), row)) for row in rows[:MOST_ROWS]]
    question = Question(home=place, material=found.material_id, options={"field": field})
    told = _answer(edition, question, name, field, traces, len(rows))
    return replace(told, notes=_other_homes(rows, place))


def _other_homes(rows: Sequence[Mapping[str, Any]], home: str) -> list[Sentence]:
    """Return a note when the rows were worked out for a home other than the one asked for."""
    homes = sorted({str(row["home_id"]) for row in rows if row.get("home_id")} - {home})
    if not homes:
        return []
    told = [in_sentence(one) for one in homes]
    nl = wording.enumerate_words([name for name, _ in told], "nl")
    en = wording.enumerate_words([name for _, name in told], "en")
    asked_nl, asked_en = in_sentence(home)
    return [
        Sentence(
            f"De editie bewaart dit cijfer niet voor {asked_nl}; gevolgd is dat van {nl}.",
            f"The edition keeps no such figure for {asked_en}; followed is that of {en}.",
        )
    ]


def answer_row(edition: Edition, name: str, key: Mapping[str, Any], field: str) -> Answer:
    """Return the walk from one column of one row, given its table and key."""
    if name not in tables():
        raise UnknownName("table", name, "a table", list(tables()))
    question = Question(options={"table": name, "field": field, **dict(key)})
    return _answer(edition, question, name, field, [trace(edition, name, key)], 1)


def _key(goal: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    return {column: row[column] for column in goal.key}


def _locate(
    edition: Edition, material_id: str, field: str, home: str, method: str | None
) -> tuple[str, list[dict[str, Any]]]:
    known: set[str] = set()
    for name in _PLACES:
        goal = table(name)
        if name == NATIONAL and method not in (None, "nl-axes"):
            continue
        fields = [column for column in goal.values if goal.column(column).type == "double"]
        known |= set(fields)
        key: dict[str, Any] = {"material_id": material_id}
        if method and "method_id" in goal.key:
            key["method_id"] = method
        if field in fields:
            rows = [row for row in find_rows(edition, name, key) if row[field] is not None]
        elif "indicator_id" in goal.key:
            rows = find_rows(edition, name, {**key, "indicator_id": field})
        else:
            continue
        at_home = [row for row in rows if row.get("home_id") in (None, home)]
        # The list of one home says nothing of another; a study of the EU serves its members.
        if at_home or (rows and name != NATIONAL):
            return name, at_home or rows
    raise UnknownName(
        Phrase("trace {material}", material=material_id),
        field,
        "a field with a value",
        sorted(known),
    )


def _answer(
    edition: Edition,
    question: Question,
    name: str,
    field: str,
    traces: list[Trace],
    count: int,
) -> Answer:
    steps = [step for found in traces for step in found.steps]
    rows = [_row(edition, step, field) for step in steps]
    claims = [step for step in steps if step.table.startswith("reported__")]
    ids = {_source(step) for step in claims}
    parameters = sorted({path for found in traces for path in found.parameters})
    gaps = [
        Gap(
            f"{cut}",
            f"{total} rows fed this number",
            "the first 60 are shown",
            f"{total} rijen voedden dit getal",
            "de eerste 60 staan er",
        )
        for found in traces
        for cut, total in found.cut
    ]
    if count > len(traces):
        gaps.append(
            Gap(
                name,
                f"{count} rows carry {field}",
                f"the first {MOST_ROWS} are walked",
                f"{count} rijen hebben {field}",
                f"de eerste {MOST_ROWS} zijn gevolgd",
            )
        )
    return Answer(
        "lineage",
        question,
        edition.name,
        _sentence(field, len(claims), len(ids)),
        rows,
        tables={"parameters": [{"file": path} for path in parameters]} if parameters else {},
        gaps=gaps,
        sources=sources(edition, ids),
    )


def _sentence(field: str, claims: int, publishers: int) -> Sentence:
    # A figure named `value` is told by its row; its column would say nothing.
    nl, en = "D", "T"
    if field != "value":
        names = (messages.says(f"column.{field}", language, field) for language in ("nl", "en"))
        nl, en = (f"{wording.capital(name)}: {end}" for name, end in zip(names, "dt", strict=True))
    figures_nl = "1 gemeld cijfer" if claims == 1 else f"{claims} gemelde cijfers"
    figures_en = "1 reported figure" if claims == 1 else f"{claims} reported figures"
    sources_nl = "1 bron" if publishers == 1 else f"{publishers} bronnen"
    sources_en = "1 source" if publishers == 1 else f"{publishers} sources"
    return Sentence(
        f"{nl}it cijfer rust op {figures_nl} uit {sources_nl}.",
        f"{en}his figure rests on {figures_en} from {sources_en}.",
    )


def _source(step: Step) -> str:
    source = step.row.get("source_id")
    return str(source) if source else str(step.row["snapshot_id"]).partition("@")[0]


def _row(edition: Edition, step: Step, field: str) -> dict[str, Any]:
    goal, row = table(step.table), step.row
    column = _shown_column(goal, row, field)
    claim = goal.layer == "reported"
    return {
        "row_id": f"{step.table}/{row_id(row, goal.key)}",
        "depth": step.depth,
        "table": step.table,
        "key": row_id(row, goal.key),
        "column": column,
        "value": None if column is None else row[column],
        "kind": row.get("kind"),
        "recipe": row.get("recipe"),
        "reason": row.get("reason") or row.get("spread_reason"),
        "chosen": step.chosen,
        "source_id": _source(step) if claim else None,
        "snapshot_id": row.get("snapshot_id"),
        "locator": row.get("locator") or (f"line {row['line']}" if "line" in row else None),
        "claim_id": row.get("claim_id"),
        "original_label": row.get("original_label"),
        "original_value": row.get("original_value"),
        "original_unit": row.get("original_unit"),
        "status": row.get("status"),
    }


def _shown_column(goal: Table, row: Mapping[str, Any], field: str) -> str | None:
    if field in row:
        return field
    filled = [name for name in goal.values if row.get(name) is not None]
    return filled[0] if filled else None
