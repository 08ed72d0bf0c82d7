"""The brief as a paper of two pages at most: every figure has a footnote."""

from grondstof.products.answers.base import Answer
from grondstof.products.answers.brief import sections_of
from grondstof.products.report.printed import Paper, Writer, source_lines
from grondstof.products.wording import day

MOST_SENTENCES = 26


def brief_paper(answer: Answer, language: str = "nl") -> Paper:
    """Return the paper of a brief answer."""
    dutch = language == "nl"
    writer = Writer(source_lines(answer.sources))
    left = MOST_SENTENCES
    for section, nl, en in sections_of(answer.question.home):
        writer.heading(nl if dutch else en, 1)
        rows = [row for row in answer.rows if row["section"] == section]
        keep = max(1, min(len(rows), left))
        for row in rows[:keep]:
            names = (row["source_ids"] or "").split(";")
            writer.line(row[f"sentence_{language}"], [n for n in names if n], bullet=True)
        left -= len(rows[:keep])
        if not rows:
            writer.line(
                "Hierover is geen cijfer of document gevonden."
                if dutch
                else "No figure or document was found on this."
            )
        if len(rows) > keep:
            more = len(rows) - keep
            writer.line(
                f"Nog {more} in het antwoord zelf." if dutch else f"{more} more in the answer."
            )
    sentence = answer.sentence.nl if dutch else answer.sentence.en
    made = (
        f"Editie {answer.edition}; stand op {day(answer.question.as_of, 'nl')}."
        if dutch
        else f"Edition {answer.edition}; as of {day(answer.question.as_of, 'en')}."
    )
    return Paper(
        sentence.split(",")[0] if dutch else sentence.split(" as of")[0],
        language,
        made,
        tuple(writer.blocks),
        writer.notes(),
        small=True,
    )
