"""Turns publishers' labels into ids: the source's own list first, then the vocabulary."""

from collections.abc import Callable, Mapping
from functools import cache

from grondstof.errors import Fault, nearest
from grondstof.store.card import Source
from grondstof.vocabulary import grades, materials, stages, territories

Row = dict[str, object]

# Column of the tables -> kind of label in labels.csv.
LABELLED: Mapping[str, str] = {
    "material_id": "material",
    "grade_id": "grade",
    "stage_id": "stage",
    "territory_id": "territory",
    "region_id": "territory",
    "destination_id": "territory",
    "exporter_id": "territory",
    "importer_id": "territory",
}


@cache
def _known(kind: str) -> Mapping[str, str]:
    vocabulary: Mapping[str, Callable[[], Mapping[str, str]]] = {
        "material": materials.aliases,
        "grade": grades.aliases,
        "stage": stages.aliases,
        "territory": territories.aliases,
    }
    return vocabulary[kind]()


def resolve(row: Row, source: Source, place: str) -> list[Fault]:
    """Replace label columns of a row by id columns, in place; return what is unknown.

    A label `x` fills `x_id`. A label in `labels.csv` may settle further columns (`extra`), which
    fill only what the row leaves open.
    """
    faults: list[Fault] = []
    for column, kind in LABELLED.items():
        name = column.removesuffix("_id")
        if name not in row:
            continue
        text = str(row.pop(name) or "").strip()
        if not text:
            row.setdefault(column, None)
            continue
        label = source.labels.get((kind, text))
        if label is not None:
            row[column] = label.id
            for key, value in label.extra.items():
                row[key] = row.get(key) or value
        elif text in _known(kind):
            row[column] = _known(kind)[text]
        else:
            faults.append(_unknown(text, kind, source, place))
    return faults


def _unknown(text: str, kind: str, source: Source, place: str) -> Fault:
    spellings = [label for own, label in source.labels if own == kind] + list(_known(kind))
    close = nearest(text, spellings)
    advice = f" (nearest known: {', '.join(close)})" if close else ""
    return Fault(
        place,
        f"the {kind} label '{text[:80]}'",
        f"a label of {source.source_id}/labels.csv or of the vocabulary{advice}",
        f"Add a line '{kind},{text[:80]},<id>,' to {source.source_id}/labels.csv",
    )
