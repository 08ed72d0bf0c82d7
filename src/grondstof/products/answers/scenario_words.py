"""Sentence, gaps and notes of a scenario."""

from collections.abc import Sequence

from grondstof.assess.scenario import Scenario
from grondstof.assess.shock_parameters import number
from grondstof.assess.shocks import Ran
from grondstof.products.answers.base import Gap, Sentence
from grondstof.products.answers.names import in_sentence
from grondstof.products.answers.scenario_price import Prices, said
from grondstof.store.editions import Edition
from grondstof.vocabulary.materials import materials
from grondstof.vocabulary.territories import find


def sentence(scenario: Scenario, home: str, ran: Sequence[Ran], prices: Prices) -> Sentence:
    """Return the answer in one sentence: the subject that hits home hardest."""
    worst = max(ran, key=lambda item: item.cover[0])
    _, low, high = worst.cover
    home_nl, home_en = in_sentence(home)
    who = sorted({find(name) for item in scenario.shocks for name in item.exporters})
    who_nl, who_en = (", ".join(names) for names in zip(*map(in_sentence, who), strict=True))
    what_nl, what_en = subject_names(worst)
    first = min(item.start for item in scenario.shocks)
    months = max(item.start + item.months for item in scenario.shocks) - first
    dearer_nl, dearer_en = said(worst, prices)
    if high < 0.05:
        return Sentence(
            f"Als {who_nl} {months} maanden geen of minder {what_nl} levert, ontstaat volgens dit "
            f"model in {home_nl} binnen {scenario.horizon} maanden geen tekort."
            f"{dearer_nl}",
            f"If {who_en} supplies no or less {what_en} for {months} months, by this model no "
            f"shortage arises in {home_en} within {scenario.horizon} months.{dearer_en}",
        )
    return Sentence(
        f"Als {who_nl} {months} maanden geen of minder {what_nl} levert, mist {home_nl} "
        f"{_nl(low)} tot {_nl(high)} maanden gebruik in {scenario.horizon} maanden.{dearer_nl}",
        f"If {who_en} supplies no or less {what_en} for {months} months, {home_en} misses "
        f"{low:.1f} to {high:.1f} months of use within {scenario.horizon} months.{dearer_en}",
    )


def _nl(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def subject_names(item: Ran) -> tuple[str, str]:
    """Return the name of a subject in Dutch and English."""
    if item.subject.product:
        from grondstof.assess.chains import chain

        words = chain(item.subject.product).file.name
        return words.nl, words.en
    material = materials().get(item.subject.material or "")
    label = item.subject.label
    return (material.name_nl, material.name_en) if material else (label, label)


def gaps(edition: Edition, home: str, ran: Sequence[Ran]) -> list[Gap]:
    """Return what is not known and what follows from it."""
    found = [
        Gap(
            "stocks of home",
            "no stock of users or of the state is published",
            "stock days are a judged range and often the largest part of the spread",
        ),
    ]
    seen = edition.rows(
        'select distinct home_id from "assessed__sector_exposure" where home_id = ?', [home]
    )
    for item in ran:
        label = item.subject.label
        if item.base.basis == "shares":
            found.append(
                Gap(
                    f"tonnes of {label} that home uses",
                    "its trade code pools several materials, or there is none",
                    "shortage is given in months of use only",
                    what_nl=f"hoeveel ton {subject_names(item)[0]} het land gebruikt",
                )
            )
        if not (item.subject.material or item.subject.effects) or not seen:
            why = "no use by industry is published for it" if seen else "not built for this home"
            effect, what_nl = (
                "value added at risk is not given",
                f"sectoren: {subject_names(item)[0]}",
            )
            found.append(Gap(f"sectors hit by {label}", why, effect, what_nl=what_nl))
    return found


def notes(ran: Sequence[Ran]) -> list[Sentence]:
    """Return remarks on how to read the outcome."""
    found = [
        Sentence(
            "Goederen zijn een maand of langer onderweg. Bandbreedte: 5 tot 95 % van de trekkingen "
            "uit beoordeelde bereiken.",
            "Goods travel a month or more. Range: 5 to 95 % of draws from judged ranges.",
        ),
        Sentence(
            "Hersteld: de eerste maand waarna het tekort onder "
            f"{100 * number('recovered_below'):.0f} % van het gebruik blijft.",
            "Recovered: the first month after which shortage stays under "
            f"{100 * number('recovered_below'):.0f} % of use.",
        ),
        Sentence(
            "Toegevoegde waarde: hoog = alle productie die het materiaal gebruikt valt uit, "
            "laag = alleen wat het materiaal kost. De waarheid ligt ertussen.",
            "Value added: high = all output that uses the material stops, low = only what the "
            "material costs. The truth lies between.",
        ),
        Sentence(
            "Kleinste tekort: lineair programma over een gemiddelde maand. Het verdeelt zo, dat "
            "alle landen samen het minst missen, naar waarde; het bereik is het tekort van het "
            "thuisland over alle even goede verdelingen en kan boven de uitkomst liggen. Daarnaast "
            "staat wat het thuisland ten minste mist als het overal voorgaat.",
            "Least shortage: linear programme over an average month. It shares so that all "
            "territories together miss least, by value; the range is home's shortage over all "
            "sharings that are as good, and may lie above the outcome. Beside it stands what home "
            "misses at least if it goes first everywhere.",
        ),
    ]
    for item in ran:
        if item.subject.effects:
            found.append(
                Sentence(
                    f"Sectoren: die van gebruikers van {item.subject.effects}, als benadering van "
                    "gebruikers van het product.",
                    f"Sectors: those of users of {item.subject.effects}, as a stand-in for users "
                    "of the product.",
                )
            )
    if any(item.base.least_use for item in ran):
        found.append(
            Sentence(
                "Het thuisland voert bijna evenveel uit als in; ten minste een kwart van de invoer "
                "is als eigen gebruik gerekend.",
                "Home exports almost what it imports; at least a quarter of imports is counted as "
                "own use.",
            )
        )
    return found
