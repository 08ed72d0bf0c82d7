"""Reports: an answer as a tagged PDF or a Word file, made from the same rows as its page."""

from grondstof.products.answers.base import Answer

# Answers that read well on paper.
REPORTED = frozenset(
    {"list", "material", "territory", "chain", "product", "progress", "sector", "basket",
     "brief", "match"}
)


def can_report(kind: str) -> bool:
    """Return whether an answer can be had as a report."""
    return kind in REPORTED


def report(answer: Answer, language: str, ending: str) -> bytes:
    """Return an answer as a report.

    Args:
        answer: Answer to set.
        language: `nl` or `en`.
        ending: `pdf`, `docx` or `html`.
    """
    from grondstof.products.report.answer_report import paper_of
    from grondstof.products.report.brief_report import brief_paper
    from grondstof.products.report.match_report import match_paper
    from grondstof.products.report.write import FORMATS

    own = {"brief": brief_paper, "match": match_paper}
    return FORMATS[f".{ending}"](own.get(answer.kind, paper_of)(answer, language))
