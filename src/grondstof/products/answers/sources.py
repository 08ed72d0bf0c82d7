"""Where the numbers come from: publisher, licence, date and rows of every source."""

from collections import Counter
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Sentence
from grondstof.store.editions import Edition
from grondstof.vocabulary.tables import tables


def answer(edition: Edition, question: Question | None = None) -> Answer:
    """Return the sources of an edition with licence, dates and number of rows."""
    counts = _counts(edition)
    rows = [_row(item, counts) for item in edition.manifest["sources"]]
    total = sum(row["rows"] for row in rows)
    nl = f"{total:,}".replace(",", ".")
    sentence = Sentence(
        f"Editie {edition.name} rust op {len(rows)} bronnen met samen {nl} gemelde cijfers.",
        f"Edition {edition.name} rests on {len(rows)} sources with {total:,} reported figures.",
    )
    return Answer("sources", question or Question(), edition.name, sentence, rows)


def _counts(edition: Edition) -> Counter[str]:
    found: Counter[str] = Counter()
    for name, entry in edition.manifest["tables"].items():
        if not name.startswith("reported__") or not entry["rows"]:
            continue
        source = "split_part(snapshot_id, '@', 1)" if tables()[name].bulk else "source_id"
        sql = f'select {source} as source_id, count(*) as n from "{name}" group by all'
        for row in edition.rows(sql):
            found[row["source_id"]] += row["n"]
    return found


def _row(item: dict[str, Any], counts: Counter[str]) -> dict[str, Any]:
    return {
        "row_id": item["source_id"],
        "source_id": item["source_id"],
        "publisher": item["publisher"],
        "title": item["title"],
        "year": item["year"],
        "published": item["published"],
        "accessed": item["accessed"],
        "licence": item["licence"],
        "licence_url": item["licence_url"],
        "allows": item["allows"],
        "cadence": item["cadence"],
        "citation": item["citation"],
        "url": item["url"],
        "rows": counts[item["source_id"]],
        "snapshots": len(item["snapshots"]),
    }
