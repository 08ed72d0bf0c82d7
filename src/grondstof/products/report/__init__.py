"""Reports: an answer as a tagged PDF or a Word file, made from the same rows as its page."""

from grondstof.products.answers.base import Answer

# Answers that read well on paper.
REPORTED = frozenset(
    {"list", "material", "territory", "chain", "product", "progress", "sector", "basket"}
)


def can_report(kind: str) -> bool:
    """Return whether an answer can be had as a report."""
    return kind in REPORTED


def report(answer: Answer, language: str, ending: str) -> bytes:
    """Return an answer as a report.

    Args:
        answer: Answer to set.
        language: `nl` or `en`.
        ending: `pdf` or `docx`.
    """
    from grondstof.products.report.answer_report import paper_of
    from grondstof.products.report.write import FORMATS

    return FORMATS[f".{ending}"](paper_of(answer, language))
