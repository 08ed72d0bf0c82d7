"""Reports: an answer as a tagged PDF or a Word file, made from the same rows as its page."""

from grondstof.products.answers.base import Answer
from grondstof.products.report.printed import Paper

# Answers that read well on paper.
REPORTED = frozenset(
    {
        "list",
        "material",
        "territory",
        "chain",
        "product",
        "progress",
        "sector",
        "basket",
        "brief",
        "match",
    }
)


def can_report(kind: str) -> bool:
    """Return whether an answer can be had as a report."""
    return kind in REPORTED


def own_paper(answer: Answer, language: str) -> Paper | None:
    """Return the paper of an answer that has a shape of its own; None for those told by a page.

    Args:
        answer: Answer to set.
        language: `nl` or `en`.
    """
    from grondstof.products.report.brief_report import brief_paper
    from grondstof.products.report.match_report import match_paper

    own = {"brief": brief_paper, "match": match_paper}
    return own[answer.kind](answer, language) if answer.kind in own else None
