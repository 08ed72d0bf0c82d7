"""The changes as an Atom feed (RFC 4287), for feed readers."""

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from grondstof.products.answers.base import Answer
from grondstof.products.wording import day

MOST_ENTRIES = 100


def to_atom(answer: Answer, base: str, language: str = "nl") -> str:
    """Return the feed of a `since` answer.

    Args:
        answer: The answer; its rows carry `date`, `row_id`, names and the change.
        base: Public address of the site, without a slash at the end.
        language: `nl` or `en`.
    """
    rows = [row for row in answer.rows if isinstance(row["date"], date)][:MOST_ENTRIES]
    newest = max((row["date"] for row in rows), default=date(1970, 1, 1))
    title = "Wat is er veranderd" if language == "nl" else "What changed"
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f"<title>grondstof: {title}</title><id>{escape(base)}/feed.atom</id>"
        f'<link rel="self" href={quoteattr(base + "/feed.atom")}/>'
        f"<updated>{newest.isoformat()}T00:00:00Z</updated>"
        "<author><name>grondstof</name></author>"
    )
    entries = "".join(
        f"<entry><id>{escape(base)}/feed/{escape(_slug(row['row_id']))}</id>"
        f"<title>{escape(str(row[f'name_{language}']))}: "
        f"{escape(str(row[f'change_{language}']))}</title>"
        f"<updated>{row['date'].isoformat()}T00:00:00Z</updated>"
        f"<category term={quoteattr(str(row['subject']))}/>"
        f"<summary>{escape(str(row[f'subject_{language}']))}, "
        f"{day(row['date'], language)}</summary>"
        "</entry>"
        for row in rows
    )
    return f"{head}{entries}</feed>\n"


def _slug(text: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-._/" else "-" for letter in text)
