"""What a scenario says about its months, its judged ranges, delays, and what it could not do."""

from collections.abc import Sequence

from grondstof.assess.scenario import WAITING_FORM, Scenario
from grondstof.assess.shocks import Ran
from grondstof.methods.shock import Reaction
from grondstof.products.answers.base import Gap, Sentence
from grondstof.products.wording import capital

_MONTHS_NL = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ORIGINS = {
    "declared": ("aangegeven handel per maand", "declared monthly trade"),
    "private": ("eigen, niet-openbare reeksen", "private series of your own"),
    "scenario": ("reeksen in het scenario", "series in the scenario"),
}
_JUDGED = (*Reaction.names(), "by_product_part", "by_product_room")
Names = Sequence[tuple[str, str]]


def month_notes(scenario: Scenario, ran: Sequence[Ran], names: Names) -> list[Sentence]:
    """Return remarks on months, on how much of the spread is judged, and on delays.

    Args:
        scenario: What stops.
        ran: Subjects.
        names: Name of each subject in Dutch and English.
    """
    found = []
    for item, (name_nl, name_en) in zip(ran, names, strict=True):
        found += _followed(scenario, item, name_nl, name_en)
        found += _judged(item, name_nl, name_en)
        found += _rule(scenario, item, name_nl, name_en)
    if any(item.form == WAITING_FORM for item in scenario.shocks):
        found.append(
            Sentence(
                "Een vertraagde vergunning houdt goederen op aan de grens. Ze vertrekken later, "
                "zo snel als de handelsstroom kan groeien, en vullen dan voorraad aan; gebruik dat "
                "gemist is, blijft gemist.",
                "A licence delay holds goods at the border. They leave later, as fast as the trade "
                "link can grow, and then fill up stocks; use that was missed stays missed.",
            )
        )
    return found


def _followed(scenario: Scenario, item: Ran, name_nl: str, name_en: str) -> list[Sentence]:
    monthly = item.base.monthly
    if monthly is None or not monthly.origins:
        return []
    told = [_ORIGINS[origin] for origin in monthly.origins]
    home, flows, made = (
        f"{100.0 * (share or 0.0):.0f} %"
        for share in (monthly.home_share, monthly.all_share, monthly.made_share)
    )
    first = scenario.first_month - 1
    return [
        Sentence(
            f"{capital(name_nl)}: {home} van de invoer van het thuisland, {flows} "
            f"van alle handel en {made} van de productie volgt een reeks per maand "
            f"({', '.join(nl for nl, _ in told)}); de rest is gelijk over het jaar verdeeld. "
            f"Maand 1 is {_MONTHS_NL[first]}.",
            f"{capital(name_en)}: {home} of the imports of home, {flows} of all "
            f"trade and {made} of production follow a monthly series "
            f"({', '.join(en for _, en in told)}); the rest is shared evenly over the year. "
            f"Month 1 is {_MONTHS_EN[first]}.",
        )
    ]


def _judged(item: Ran, name_nl: str, name_en: str) -> list[Sentence]:
    if not item.variance:
        return []
    judged = sum(
        share for name, share in item.variance.items() if name.partition(" ")[0] in _JUDGED
    )
    part = f"{100.0 * min(1.0, judged):.0f} %"
    return [
        Sentence(
            f"Van de spreiding in het tekort aan {name_nl} komt {part} uit beoordeelde waarden, "
            "elk apart gerekend; de lijst van oorzaken toont welke.",
            f"Of the variance of the shortage of {name_en}, {part} comes from judged values, each "
            "taken by itself; the list of reasons shows which.",
        )
    ]


def _rule(scenario: Scenario, item: Ran, name_nl: str, name_en: str) -> list[Sentence]:
    if scenario.allocation != "price" or item.base.basis == "trade":
        return []
    return [
        Sentence(
            f"Van {name_nl} is niet bekend wat kopers betalen; wat over is, is daarom naar rato "
            "verdeeld en niet naar prijs.",
            f"What buyers pay for {name_en} is not known; what is left over was therefore shared "
            "pro rata and not by price.",
        )
    ]


def month_gaps(ran: Sequence[Ran], names: Names) -> list[Gap]:
    """Return that the year was shared evenly, where no monthly series is at hand."""
    even = [
        (item, name)
        for item, name in zip(ran, names, strict=True)
        if item.base.monthly is None or not item.base.monthly.origins
    ]
    if not even:
        return []
    some = max((i.base.monthly.months_at_hand for i, _ in even if i.base.monthly), default=0)
    why_nl, why = "geen reeks per maand", "no monthly series of trade or production is at hand"
    if 0 < some < 12:
        why_nl = f"van de aangegeven handel zijn pas {some} van de 12 kalendermaanden opgehaald"
        why = f"of declared trade only {some} of 12 calendar months were fetched"
    return [
        Gap(
            f"months of {', '.join(name[1] for _, name in even)}",
            why,
            "the year is shared evenly, so that the calendar month of a shock makes no difference",
            why_nl=why_nl,
            effect_nl="het jaar is gelijk verdeeld; in welke maand de schok begint, maakt niet uit",
            what_nl=f"verdeling over maanden: {', '.join(name[0] for _, name in even)}",
        )
    ]
