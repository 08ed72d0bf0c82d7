"""Known errors of publishers that the sources mend, each with its guard and its reason."""

from importlib.resources import files
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Sentence, sources
from grondstof.store.card import Correction, read_source
from grondstof.store.editions import Edition


def answer(edition: Edition, question: Question) -> Answer:
    """Return every correction of the sources of an edition, source by source."""
    rows: list[dict[str, Any]] = []
    for item in edition.manifest["sources"]:
        folder = files("grondstof") / "sources" / item["source_id"]
        if folder.is_dir():
            found = read_source(folder).corrections
            rows += [_row(item["source_id"], item["publisher"], one) for one in found]
    named = {row["source_id"] for row in rows}
    sentence = Sentence(
        f"In {len(named)} bronnen zetten wij {len(rows)} bekende fouten recht of merken wij ze.",
        f"In {len(named)} sources we mend or mark {len(rows)} known errors.",
    )
    return Answer(
        "corrections", question, edition.name, sentence, rows, sources=sources(edition, named)
    )


def _row(source_id: str, publisher: str, item: Correction) -> dict[str, Any]:
    return {
        "row_id": f"{source_id}/{item.id}",
        "source_id": source_id,
        "publisher": publisher,
        "correction_id": item.id,
        "done_with": item.action,
        "place": "; ".join(f"{name}: {value}" for name, value in item.where.items()),
        "printed": item.expect.original_value,
        "put": "; ".join(f"{name}: {value}" for name, value in item.set.items()) or None,
        "reason": item.reason.strip(),
        "reported_by": item.reported,
        "rows": item.expect.rows,
    }
