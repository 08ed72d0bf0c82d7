"""What a letter proposes, as rows and as text for the person who decides."""

from typing import Any

from grondstof.register.letters import Reading
from grondstof.register.references import link

Row = dict[str, Any]


def rows(text: str, reading: Reading) -> dict[str, list[Row]]:
    """Return the proposals by class, each with its line in the letter."""
    return {
        "references": [
            {
                "line": _line(text, one.start),
                "id": one.id,
                "kind": one.kind,
                "printed": " ".join(one.text.split()),
                "link": link(one.id),
            }
            for one in reading.references
        ],
        "commitments": [
            {
                "line": _line(text, one.start),
                "sentence": one.sentence,
                "due_phrase": one.due.text if one.due else None,
                "due": one.due.until if one.due else None,
            }
            for one in reading.promises
        ],
        "due": [
            {
                "line": _line(text, one.start),
                "phrase": " ".join(one.text.split()),
                "from": one.begin,
                "until": one.until,
                "repeats": one.repeats,
            }
            for one in reading.due
        ],
        "claims": [
            {
                "line": _line(text, one.start),
                "strength": one.strength,
                "sentence": one.sentence,
                "about": one.target,
            }
            for one in reading.claims
        ],
        "findings": [
            {"line": _line(text, one.where[0]), "kind": one.kind, "text": one.text}
            for one in reading.findings
        ],
    }


def as_text(text: str, reading: Reading) -> str:
    """Return the proposals as lines, one section for each class."""
    parts = [f"Letter of {reading.letter_date}. Nothing was written; accept what holds."]
    for name, found in rows(text, reading).items():
        parts.append(f"\n{name} ({len(found)})")
        for row in found:
            rest = "; ".join(
                f"{key}: {value}" for key, value in row.items() if key != "line" and value
            )
            parts.append(f"  line {row['line']}: {rest}")
    return "\n".join(parts)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
