"""What changed between two editions that are named: the question behind `edition diff`."""

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers import edition_change
from grondstof.products.answers.base import Answer, Sentence
from grondstof.store import editions, signoff
from grondstof.store.editions import Edition

# An edition that was built aside to look at is no release.
ASIDE = "preview"


def answer(edition: Edition, question: Question) -> Answer:
    """Return what changed up to an edition, from the edition before it.

    Options: `before` and `after`, names of editions. By default the edition asked and the one
    before it, or for the first one the one after it.

    Raises:
        UnknownName: If an edition of that name is not at hand.
        InputError: If home has no value added by industry.
    """
    ends = between(edition.name, question.options.get("before"), question.options.get("after"))
    if ends is None:
        return Answer(
            "edition-diff",
            question,
            edition.name,
            Sentence(
                f"Er is nog maar één editie, {edition.name}; er valt niets te vergelijken.",
                f"There is one edition only, {edition.name}; there is nothing to compare.",
            ),
            [],
        )
    before, after = (_opened(name) for name in ends)
    return edition_change.answer(before, after, question)


def releases() -> list[str]:
    """Return the names of the editions at hand that are no preview, sorted."""
    return sorted(name for name in editions.names() if name != ASIDE)


def between(name: str, before: str | None, after: str | None) -> tuple[str, str] | None:
    """Return the editions to compare for a page of an edition; None when there is only one."""
    known = releases()
    if before is None and after is None:
        later = [other for other in known if other > name]
        earlier = [other for other in known if other < name]
        if earlier:
            return earlier[-1], name
        return (name, later[0]) if later else None
    end = after or name
    others = [other for other in known if other < end] or [o for o in known if o != end]
    start = before or (others[-1] if others else None)
    return None if start is None else (start, end)


def signatures(edition: Edition) -> list[str]:
    """Return who signed an edition, in the order of the work; empty when nobody has."""
    signed = signoff.read(edition)
    names = (signed.prepared_by, signed.second_reader, signed.approved_by, signed.approved_on)
    return [name for name in names if name]


def _opened(name: str) -> Edition:
    if name not in editions.names():
        raise UnknownName("edition", name, "an edition", editions.names())
    return editions.open_edition(name)
