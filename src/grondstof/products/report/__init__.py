"""Reports: an answer as a tagged PDF or a Word file, made from the same rows as its page."""

# Answers that read well on paper.
REPORTED = frozenset({"list", "material", "territory", "chain", "product", "progress"})


def can_report(kind: str) -> bool:
    """Return whether an answer can be had as a report."""
    return kind in REPORTED
