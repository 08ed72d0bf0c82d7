"""Partnerships and agreements: what was signed, and what can be seen of it in imports."""

from grondstof.products.answers.base import Answer
from grondstof.products.web.page import Block, Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.register_parts import Row, facts, grid, of_register, tabs
from grondstof.products.web.visit import Visit

_COLUMNS = ("title_", "subject_of", "partner", "signed", "focus", "roadmap", "certainty")
_FACTS = ("party", "partner", "form", "signed", "signed_text", "status_text", "focus", "roadmap",
          "materials", "perspectives", "certainty", "document", "place")  # fmt: skip
_EFFECT = ("importer", "way", "share_before", "share_after", "years_before", "years_after",
           "verdict_")  # fmt: skip


def show(visit: Visit) -> Page:
    """Return all partnerships and agreements, newest first."""
    answer = visit.ask("partnership")
    order = sorted(answer.rows, key=lambda row: (row["signed"] is None, row["item_id"]))
    order.sort(key=lambda row: str(row["signed"] or ""), reverse=True)
    blocks: list[Block] = [
        grid(
            visit, f"{party.lower()}-partnerships",
            [row for row in order if row["party"] == party], _COLUMNS,
            title=visit.say(f"partnerships.{party}"),
        )
        for party in dict.fromkeys(str(row["party"]) for row in order)
    ]  # fmt: skip
    lead = visit.speak(answer.sentence)
    return Page(visit.say("nav.partnerships"), lead, blocks, answer, tabs=tabs(visit))


def details(visit: Visit, row: Row) -> tuple[list[Block], Answer]:
    """Return the blocks of one partnership, and the answer with its measured effect."""
    answer = visit.ask("partnership", item=str(row["item_id"]))
    blocks: list[Block] = [facts(visit, "", answer.rows[0], _FACTS)]
    effect = answer.tables.get("effect", [])
    if effect:
        blocks.append(
            grid(
                visit, "effect", effect, _EFFECT, title=visit.say("partnerships.effect"),
                sentence=visit.say("partnerships.effect.what"),
            )
        )  # fmt: skip
    return blocks, answer


SCREEN = Screen(of_register(show))
