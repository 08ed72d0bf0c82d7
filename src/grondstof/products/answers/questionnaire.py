"""The questions that a supplier is asked, and the text of the letter, in three languages."""

from collections.abc import Mapping
from functools import cache

from grondstof.store.content import content_folder, csv_rows


@cache
def questionnaire() -> tuple[Mapping[str, str], ...]:
    """Return the questions in all languages, with the sort of answer they ask."""
    path = content_folder() / "products" / "questionnaire.csv"
    return tuple(csv_rows(path))


def letter_text(language: str) -> list[str]:
    """Return the title and the paragraphs of the letter in `nl`, `en` or `de`."""
    path = content_folder() / "pages" / f"supplier-letter.{language}.md"
    parts = [part.strip() for part in path.read_text(encoding="utf-8").split("\n\n")]
    return [part.removeprefix("# ") for part in parts if part]
