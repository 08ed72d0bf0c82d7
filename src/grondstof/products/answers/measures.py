"""Which measure for a chain buys most safety per euro, and how sure that order is."""

from pathlib import Path
from typing import Any

import numpy as np

from grondstof.assess.about import about
from grondstof.assess.measure_files import chains, measures_of
from grondstof.assess.measures import HOLDING_YEARS, Chosen, assemble, loss_draws, measure_rows
from grondstof.assess.recipe import Question
from grondstof.assess.stockpile import READS
from grondstof.errors import Fault, InputError, Phrase
from grondstof.methods.portfolio import (
    Choice,
    avoided_alone,
    choose,
    frontier,
    stability,
    taken_alone,
)
from grondstof.methods.streams import DEFAULT_SEED, stream
from grondstof.products.answers.base import Answer, Edition, Gap, Sentence, row_id, sources
from grondstof.products.answers.remedy_words import chain_name
from grondstof.products.answers.stockpile import SOURCES
from grondstof.products.wording import large, percent
from grondstof.vocabulary import materials, territories

KIND = "measures"
DEFAULT_BUDGET = 50e6
DEFAULT_CHAIN = "permanent-magnet"
CAP = 0.65
_ALIASES = {"battery": "li-ion-battery", "magnet": "permanent-magnet", "pv": "solar-pv"}
_SECONDS = 40.0
_STEPS = 6
_SURE = 0.8


def answer(edition: Edition, question: Question) -> Answer:
    """Return the ranking of measures, the best set for a budget, the frontier and its sureness.

    Options: `chain`, `budget` [EUR], `cap` (share of one supplier, or True for 65 %), `bound`
    (`high` by value added, `low` by price, else `high` where use by industry is known),
    `measures_file`, `seed`.

    Raises:
        UnknownName: If chain or home is unknown.
        InputError: If the budget is below the cheapest measure or a cap cannot be met.
    """
    home = territories.find(question.home)
    options = question.options
    word = str(options.get("chain", DEFAULT_CHAIN)).strip().lower()
    chain = _ALIASES.get(word, word)
    bound = _bound(options.get("bound"))
    budget = _budget(options.get("budget", DEFAULT_BUDGET))
    cap = _cap(options.get("cap"))
    seed = int(options.get("seed", DEFAULT_SEED))
    place = options.get("measures_file")
    file = measures_of(chain, None if place is None else Path(str(place)))
    touched = sorted({name for item in file.measures for name in item.materials})
    tables = about(edition, READS, touched)
    chosen = assemble(tables, home, file, seed, bound)
    if not chosen.measures:
        fault = Fault(
            Phrase("measures for {chain}", chain=chain),
            "no measure with a cost",
            "at least one cost",
            "Give a cost in a file of your own (--measures-file)",
        )
        raise InputError([fault])
    best = choose(chosen.problem, budget, cap=cap, seconds=_SECONDS)
    rows = _rows(home, chain, chosen, best, seed)
    return Answer(
        KIND,
        question.with_home(home),
        edition.name,
        _sentence(chain, budget, best, rows),
        rows,
        method="mixed-integer choice, sample average over 200 scenarios",
        tables={
            "choice": [_choice_row(best, budget, chosen)],
            "frontier": _frontier(chosen, budget, cap),
            "nodes": _nodes(chosen),
        },
        gaps=_gaps(chosen),
        sources=sources(edition, SOURCES),
        notes=(*_NOTES, _BOUNDS[chosen.bound]),
    )


def known_chains() -> list[str]:
    """Return the chains that have measures."""
    return sorted(chains())


_NOTES = (
    Sentence(
        "Vermeden verlies is dat van één leveringsstop van de grootste leverancier. Met de hoge "
        "grens telt een bedrijfstak mee voor elke grondstof die hij gebruikt.",
        "Loss avoided is that of one cut by the largest supplier. Under the high bound an industry "
        "counts for every material it uses.",
    ),
    Sentence(
        f"Een voorraad kost hier rente en opslag over {HOLDING_YEARS:.0f} jaar; de aankoop houdt "
        "waarde. Een maatregel zonder kostenbron doet alleen mee in de rangorde naar effect.",
        f"A stock costs capital and storage over {HOLDING_YEARS:.0f} years here; the purchase "
        "keeps value. A measure without a cost source takes part only in the ranking by effect.",
    ),
)


_BOUNDS = {
    "high": Sentence(
        "Een ton tekort telt hier als stilstand van de toegevoegde waarde die erop rust.",
        "A tonne short counts here as a standstill of the value added that rests on it.",
    ),
    "low": Sentence(
        "Een ton tekort telt hier als duurder inkopen; voor stilstand ontbreekt het gebruik per "
        "bedrijfstak.",
        "A tonne short counts here as dearer purchase; for a standstill the use by industry is "
        "lacking.",
    ),
}


def _bound(value: object) -> str | None:
    if value is None or value in ("high", "low"):
        return None if value is None else str(value)
    raise InputError([Fault("bound", f"'{value}'", "high or low", "Choose one")])


def _budget(value: object) -> float:
    try:
        budget = float(str(value))
    except ValueError:
        budget = float("nan")
    if not np.isfinite(budget) or budget <= 0.0:
        fault = Fault("budget", f"'{value}'", "an amount above zero", "Give euros, such as 50e6")
        raise InputError([fault])
    return budget


def _cap(value: object) -> float | None:
    if value is None or value is False:
        return None
    try:
        share = CAP if value is True else float(str(value))
    except ValueError:
        share = float("nan")
    if not 0.0 < share <= 1.0:
        fault = Fault("cap", f"{share:g}", "a share between 0 and 1", "Write 65 % as 0.65")
        raise InputError([fault])
    return share


def _rows(home: str, chain: str, chosen: Chosen, best: Choice, seed: int) -> list[dict[str, Any]]:
    """Return one row for each measure, the surest buy first, then those without a cost."""
    alone = avoided_alone(chosen.effects)
    weight = chosen.effects.weight
    by_id = dict(zip(chosen.effects.names, range(len(chosen.effects.names)), strict=True))
    effect_rank = _ranks(weight @ alone)
    columns = [by_id[item.id] for item in chosen.measures]
    taken_off = taken_alone(chosen.effects)[:, columns, :]
    drawn = np.einsum("smn,dn->dsm", taken_off, loss_draws(chosen, seed))
    rng = stream(seed, "measures-ranking", chain)
    sure = stability(drawn, weight, chosen.costs, rng)
    taken = dict(zip(chosen.problem.names, best.chosen, strict=True))
    place = {item.id: index for index, item in enumerate(chosen.measures)}
    rows = []
    for fixed in measure_rows(chosen):
        name = fixed["measure_id"]
        own = alone[:, by_id[name]]
        low, high = np.quantile(own, [0.05, 0.95])
        row = {"home_id": home, "chain": chain, **fixed, "kind": "modelled"}
        row |= {
            "avoided_eur": float(weight @ own),
            "avoided_eur_low": float(low),
            "avoided_eur_high": float(high),
            "effect_rank": int(effect_rank[by_id[name]]),
        }
        row |= _priced(place.get(name), chosen, sure, float(weight @ own))
        row |= {"chosen": bool(taken[name]) if name in taken else None}
        row |= {"lacks": None if name in place else "cost_eur;avoided_per_eur;rank"}
        rows.append({"row_id": row_id(row, ("home_id", "chain", "measure_id")), **row})
    rows.sort(key=lambda row: (row["rank"] is None, row["rank"] or row["effect_rank"]))
    return rows


def _priced(place: int | None, chosen: Chosen, sure: Any, avoided: float) -> dict[str, Any]:
    ends = ("", "_low", "_high")
    names = [f"{name}{end}" for name in ("cost_eur", "avoided_per_eur") for end in ends]
    ranks = ("rank", "rank_low", "rank_high", "best_share")
    if place is None:
        return dict.fromkeys((*names, *ranks))
    low, high = np.quantile(chosen.costs[:, place], [0.05, 0.95])
    cost = float(chosen.costs[0, place])
    found = {"cost_eur": cost, "cost_eur_low": float(low), "cost_eur_high": float(high)}
    if not chosen.problem.shortage.any():
        # Where nothing is short, nothing is avoided and no order can be given.
        nothing = dict.fromkeys(names[3:], 0.0)
        return {**found, **nothing, **dict.fromkeys(ranks)}
    score = avoided / cost
    return {
        **found,
        "avoided_per_eur": score,
        "avoided_per_eur_low": min(float(sure.score_low[place]), score),
        "avoided_per_eur_high": max(float(sure.score_high[place]), score),
        "rank": int(sure.rank[place]),
        "rank_low": int(sure.low[place]),
        "rank_high": int(sure.high[place]),
        "best_share": float(sure.first[place]),
    }


def _ranks(score: Any) -> Any:
    order = np.argsort(-np.asarray(score), kind="stable")
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(1, len(order) + 1)
    return ranks


def _choice_row(choice: Choice, budget: float, chosen: Chosen) -> dict[str, Any]:
    names = [name for name, taken in zip(chosen.problem.names, choice.chosen, strict=True) if taken]
    whole = choice.loss + choice.avoided
    return {
        "budget_eur": budget,
        "cost_eur": choice.cost,
        "loss_eur": choice.loss,
        "avoided_eur": choice.avoided,
        "avoided_share": choice.avoided / whole if whole > 0.0 else None,
        "avoided_per_eur": choice.avoided / choice.cost if choice.cost > 0.0 else None,
        "gap_share": choice.gap,
        "proved": choice.proved,
        "measures": ", ".join(names),
        "kind": "modelled",
    }


def _frontier(chosen: Chosen, budget: float, cap: float | None) -> list[dict[str, Any]]:
    """Return the best choice for budgets from the cheapest measure to all of them."""
    cost = chosen.problem.cost
    top = max(float(cost.sum()), budget)
    budgets = np.geomspace(float(cost.min()) * 1.0001, top, _STEPS)
    if cap is not None:
        budgets = budgets[budgets >= budget]
    choices = frontier(chosen.problem, [float(item) for item in budgets], cap=cap, seconds=15.0)
    return [
        _choice_row(item, float(own), chosen) for item, own in zip(choices, budgets, strict=True)
    ]


def _nodes(chosen: Chosen) -> list[dict[str, Any]]:
    known = [
        {
            "material_id": item.material_id,
            "use_t": item.use.value,
            "use_t_low": item.use.low,
            "use_t_high": item.use.high,
            **item.use.told(),
            "supplier_id": item.cuts.supplier_id if item.cuts is not None else None,
            "supplier_share": item.cuts.share if item.cuts is not None else None,
            "stage_id": item.cuts.stage if item.cuts is not None else None,
            "kind": "modelled",
            "lacks": None,
        }
        for item in chosen.subjects
    ]
    names = ("use_t", "use_t_low", "use_t_high", "supplier_id", "supplier_share", "stage_id")
    empty = dict.fromkeys(names)
    return known + [
        {"material_id": name, **empty, "basis_nl": nl, "basis_en": en, "lacks": "use_t"}
        for name, en, nl in chosen.lacking
    ]


def _sentence(chain: str, budget: float, best: Choice, rows: list[dict[str, Any]]) -> Sentence:
    """Return the answer; sureness comes before the word best."""
    top, name = rows[0], chain_name(chain)
    whole = best.loss + best.avoided
    if top["rank"] is None:
        return Sentence(
            f"Voor {name.nl} is een stop van de grootste leverancier niet voelbaar: geen "
            "maatregel voorkomt verlies.",
            f"For {name.en} a cut by the largest supplier is not felt: no measure avoids loss.",
        )
    ranked = [row for row in rows if row["rank"] is not None]
    # The measure that is first most often, which need not be the one of the best middle value.
    top = max(ranked, key=lambda row: row["best_share"])
    chance, share = top["best_share"], best.avoided / whole
    sure = chance >= _SURE
    priced = len(ranked)
    nl = (
        f"Van de {priced} maatregelen met bekende kosten voor {name.nl} "
        f"(van {len(rows)} in totaal) staat '{top['name_nl']}' het vaakst vooraan, "
        f"in {percent(chance, 'nl', 0)} van de "
        + ("trekkingen: dat is de beste koop" if sure else "trekkingen; de volgorde is niet zeker")
    )
    en = (
        f"Of the {priced} measures with a known cost for {name.en} (of {len(rows)} in all) "
        f"'{top['name_en']}' comes first most often, in {percent(chance, 'en', 0)} of the "
        + ("draws: it is the best buy" if sure else "draws; the order is not sure")
    )
    return Sentence(
        f"{nl}. Met {large(best.cost, 'nl')} euro, binnen een budget van {large(budget, 'nl')}, "
        f"valt {percent(share, 'nl', 0)} van het verlies te vermijden.",
        f"{en}. With {large(best.cost, 'en')} euros, within a budget of {large(budget, 'en')}, "
        f"{percent(share, 'en', 0)} of the loss can be avoided.",
    )


def _gaps(chosen: Chosen) -> list[Gap]:
    gaps = [
        Gap(
            f"loss for {materials.materials()[name].name_en}",
            en,
            "the material is left out of the choice",
            nl,
            "de grondstof doet niet mee in de keuze",
            f"verlies voor {materials.materials()[name].name_nl}",
        )
        for name, en, nl in chosen.lacking
    ]
    if any(item.cost_rule == "plant" for item in chosen.measures):
        gaps.append(
            Gap(
                "running cost",
                "of plants only the investment is published",
                "what running them costs, and what they earn, is not counted",
                "van fabrieken is alleen de investering gepubliceerd",
                "wat draaien kost en wat zij opbrengen telt niet mee",
                "bedrijfskosten",
            )
        )
    if chosen.without_cost:
        names = ", ".join(item.title.en for item in chosen.without_cost)
        dutch = ", ".join(item.title.nl for item in chosen.without_cost)
        gaps.append(
            Gap(
                "cost_eur",
                f"no published cost for: {names}",
                "these measures are ranked by effect only",
                f"geen gepubliceerde kosten voor: {dutch}",
                "deze maatregelen staan alleen in de rangorde naar effect",
            )
        )
    return gaps
