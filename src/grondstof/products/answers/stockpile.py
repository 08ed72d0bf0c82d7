"""The stockpile planner: what a number of days of a material amounts to, costs and buys."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from grondstof.assess.about import about
from grondstof.assess.recipe import Question
from grondstof.assess.scenario import scenarios
from grondstof.assess.stockpile import READS, Subject, losses, plan, subject
from grondstof.assess.stockpile_shock import cuts_of_scenario
from grondstof.errors import Fault, InputError
from grondstof.methods.stockpile import ReleaseRule, cover_days, stock_for_loss
from grondstof.methods.streams import DEFAULT_SEED
from grondstof.products.answers.base import Answer, Edition, Gap, Sentence, row_id, sources
from grondstof.products.answers.names import with_material
from grondstof.products.answers.remedy_words import home_name
from grondstof.products.wording import large, number, percent
from grondstof.vocabulary import materials, territories

KIND = "stockpile"
DEFAULT_DAYS = 60.0
BESIDE = (30.0, 60.0, 90.0, 120.0, 180.0)
LEVELS = (0.5, 0.2, 0.1)
SOURCES = ("usgs_mcs", "wmd", "bgs", "ec_study", "oecd_national", "pink_sheet", "wgi")


def answer(edition: Edition, question: Question) -> Answer:
    """Return the plan for a number of days of cover, beside other numbers of days.

    Options: `cover_days`, `use_t`, `wait_months`, `least_share`, `most_per_month`, `seed`,
    `level` for the stock that keeps the expected loss under that part of the full loss, and
    `scenario` for the shortages of a shock scenario in place of a plain cut.

    Raises:
        UnknownName: If material or home is unknown.
        InputError: If days or use are negative, or a share lies outside 0 to 1.
    """
    home = territories.find(question.home)
    material = materials.find(question.material or "gallium").material_id
    options = question.options
    days = float(options.get("cover_days", DEFAULT_DAYS))
    rule = _rule(question)
    given = options.get("use_t")
    found = subject(
        about(edition, READS, [material]),
        home,
        material,
        int(options.get("seed", DEFAULT_SEED)),
        None if given is None else float(given),
    )
    named = options.get("scenario")
    if named is not None and found.use.value is not None:
        seed = int(options.get("seed", DEFAULT_SEED))
        cuts = cuts_of_scenario(edition, str(named), home, material, found.use.value, seed)
        found = replace(found, cuts=cuts)
    row = _row(found, home, days, rule)
    beside = [_row(found, home, other, rule) for other in sorted({*BESIDE, days})]
    return Answer(
        KIND,
        question.with_home(home),
        edition.name,
        _sentence(found, home, row),
        [row],
        method="cut of the largest supplier, 200 scenarios"
        if named is None
        else f"shock scenario {named}, 200 draws",
        tables={
            "cover": beside,
            "levels": _levels(found, rule, _chosen_levels(options.get("level"))),
            "basis": _basis(found),
            "article_22": _article_22(found, row, rule),
            "scenarios": _scenarios(material),
        },
        gaps=_gaps(found),
        sources=sources(edition, SOURCES),
        notes=_NOTES,
    )


_NOTES = (
    Sentence(
        "Het verlies is dat van één leveringsstop, niet per jaar. De lage grens is duurder "
        "inkopen, de hoge is stilstand van alle toegevoegde waarde; de waarheid ligt ertussen.",
        "The loss is that of one cut, not a year. The low bound is dearer purchase, the high one a "
        "standstill of all value added; the truth lies between.",
    ),
    Sentence(
        "De aankoop is geen verlies: de voorraad houdt waarde. Kosten per jaar zijn rente en "
        "opslag.",
        "The purchase is no loss: the stock keeps value. Yearly cost is capital and storage.",
    ),
)


def _scenarios(material: str) -> list[dict[str, Any]]:
    """Return the shock scenarios that are about a material."""
    return [
        {"scenario_id": name, "name_nl": item.name.nl, "name_en": item.name.en}
        for name, item in scenarios().items()
        if any(shock.material == material for shock in item.shocks)
    ]


def _rule(question: Question) -> ReleaseRule:
    options = question.options
    least, most = (
        float(options.get("least_share", 0.0)),
        float(options.get("most_per_month", 1.0)),
    )
    wait = int(options.get("wait_months", 0))
    faults = [
        Fault(name, f"{value:g}", "a share between 0 and 1", "Write 25 % as 0.25")
        for name, value in (("least_share", least), ("most_per_month", most))
        if not 0.0 <= value <= 1.0
    ]
    if wait < 0:
        faults.append(Fault("wait_months", str(wait), "zero or more", "Give a number of months"))
    if faults:
        raise InputError(faults)
    return ReleaseRule(wait, least, most)


def _row(found: Subject, home: str, days: float, rule: ReleaseRule) -> dict[str, Any]:
    values = plan(found, days, rule)
    row = {"home_id": home, "material_id": found.material_id, **values}
    lacking = [name for name in ("stock_t", "purchase_eur", "loss_eur_high") if row[name] is None]
    named = with_material([row])[0]
    identity = row_id(named, ("home_id", "material_id", "cover_days"))
    return {"row_id": identity, **named, "kind": "modelled", "lacks": ";".join(lacking) or None}


def _chosen_levels(value: object) -> list[float]:
    """Return the parts of the full loss that are shown, with the one asked for among them."""
    if value is None:
        return list(LEVELS)
    try:
        level = float(str(value))
    except ValueError:
        level = float("nan")
    if not 0.0 < level < 1.0:
        fault = Fault("level", f"{value}", "a share between 0 and 1", "Write 25 % as 0.25")
        raise InputError([fault])
    return sorted({*LEVELS, level}, reverse=True)


def _levels(found: Subject, rule: ReleaseRule, levels: Sequence[float]) -> list[dict[str, Any]]:
    """Return the stock that keeps the expected loss of a cut under a part of the full loss."""
    use = found.use.value
    made = losses(found)
    if found.cuts is None or use is None or not made:
        return []
    loss = made.get("low", made.get("high"))
    if loss is None:
        return []
    weights, gaps = found.cuts.weights, found.cuts.shortages
    full = float(weights @ loss(gaps).sum(axis=1))
    rows = []
    for part in levels if full > 0.0 else ():
        try:
            stock = stock_for_loss(part * full, gaps, weights, loss, use / 12.0, rule)
        except InputError:
            stock = None
        rows.append(
            {
                "loss_share": part,
                "stock_t": stock,
                "cover_days": None if stock is None else cover_days(stock, use),
                "kind": "modelled",
                "lacks": "stock_t" if stock is None else None,
            }
        )
    return rows


def _basis(found: Subject) -> list[dict[str, Any]]:
    parts = {"use_t": found.use, "price_eur_t": found.price, "value_added_eur": found.value_added}
    return [
        {
            "figure": name,
            "value": item.value,
            "value_low": item.low,
            "value_high": item.high,
            **item.told(),
            "year": item.year,
            "kind": "modelled" if name == "use_t" else "computed",
        }
        for name, item in parts.items()
    ]


def _article_22(found: Subject, row: dict[str, Any], rule: ReleaseRule) -> list[dict[str, Any]]:
    """Return the fields a report on strategic stocks asks for; what nobody publishes stays null."""
    stops = found.cuts.supplier_id if found.cuts is not None else None
    stock = None if row["stock_t"] is None else large(row["stock_t"], "en")
    known: dict[str, str | None] = {
        "stock-t": stock,
        "days": number(row["cover_days"], "en", 0),
        "release": "release",
        "supplier": stops,
    }
    values_nl = known | {
        "stock-t": None if row["stock_t"] is None else large(row["stock_t"], "nl"),
        "release": _release_nl(rule),
    }
    values_en = known | {"release": _release_en(rule)}
    return [
        {
            "field": name,
            "name_nl": nl,
            "name_en": en,
            "value_nl": values_nl.get(name),
            "value_en": values_en.get(name),
            "basis_nl": basis_nl,
            "basis_en": basis_en,
        }
        for name, nl, en, basis_nl, basis_en in _FIELDS
    ]


# Fields of Article 22: id, name and what it rests on, in both languages.
_FIELDS = (
    ("held-now", "voorraad die er nu is", "stock held now",
     "er is geen voorraad gepubliceerd", "no stock is published"),
    ("form", "vorm en zuiverheid", "form and purity",
     "gebruikers publiceren niet welke kwaliteit zij kunnen verwerken",
     "users do not publish which grade they can take"),
    ("holder", "houder", "holder", "niet besloten", "not decided"),
    ("stock-t", "geplande voorraad (ton)", "planned stock (t)",
     "berekend uit gebruik en dagen", "computed from use and days"),
    ("days", "dagen gebruik", "days of use", "zoals gevraagd", "as asked"),
    ("release", "regel voor vrijgave", "release rule", "zoals gevraagd", "as asked"),
    ("supplier", "leverancier die stopt", "supplier that stops",
     "grootste leverancier buiten thuis, of de exporteurs van het scenario",
     "largest supplier outside home, or the exporters of the scenario"),
    ("safe-level", "veilig niveau van de Unie", "safe level of the Union", "niet vastgesteld",
     "not set"),
)  # fmt: skip


def _release_en(rule: ReleaseRule) -> str:
    least, most = percent(rule.least_share, "en", 0), percent(rule.most_per_month, "en", 0)
    return (
        f"after {rule.wait_months} months of shortage of at least {least} of use, at most {most} "
        "of the stock a month"
    )


def _release_nl(rule: ReleaseRule) -> str:
    least, most = percent(rule.least_share, "nl", 0), percent(rule.most_per_month, "nl", 0)
    return (
        f"na {rule.wait_months} maanden met een tekort van minstens {least} van het gebruik, "
        f"hoogstens {most} van de voorraad per maand"
    )


def _sentence(found: Subject, home: str, row: dict[str, Any]) -> Sentence:
    name = materials.materials()[found.material_id]
    days = number(row["cover_days"], "nl", 0)
    if row["stock_t"] is None:
        place = home_name(home)
        return Sentence(
            f"Hoeveel {days} dagen {name.name_nl} is, is niet bekend: het gebruik in {place.nl} "
            "ontbreekt.",
            f"What {days} days of {name.name_en} amount to is not known: use in {place.en} is "
            "lacking.",
        )
    nl, en = (_amount(row, name_, language) for name_, language in
              ((name.name_nl, "nl"), (name.name_en, "en")))  # fmt: skip
    met = row["shortage_met_share"]
    if met is not None and found.cuts is not None:
        who = [home_name(one) for one in found.cuts.supplier_id.split("+")]
        nl += f" Stopt {' en '.join(one.nl for one in who)}, dan vangt dat "
        nl += f"{percent(met, 'nl', 0)} van het tekort op."
        en += f" If {' and '.join(one.en for one in who)} stops, it meets "
        en += f"{percent(met, 'en', 0)} of the shortage."
    return Sentence(nl, en)


def _amount(row: dict[str, Any], name: str, language: str) -> str:
    days = number(row["cover_days"], language, 0)
    low, mid, high = (large(row[f"stock_t{end}"], language) for end in ("_low", "", "_high"))
    if language == "nl":
        text = f"{days} dagen {name} is {mid} ton ({low} tot {high})"
        if row["purchase_eur"] is not None:
            text += (
                f", kost {large(row['purchase_eur'], 'nl')} euro om te kopen en "
                f"{large(row['yearly_cost_eur'], 'nl')} euro per jaar om aan te houden"
            )
        return text + "."
    text = f"{days} days of {name} is {mid} tonnes ({low} to {high})"
    if row["purchase_eur"] is not None:
        text += (
            f", costs {large(row['purchase_eur'], 'en')} euros to buy and "
            f"{large(row['yearly_cost_eur'], 'en')} euros a year to hold"
        )
    return text + "."


def _gaps(found: Subject) -> list[Gap]:
    gaps = [
        Gap(
            "stock_held",
            "no stock of industry or state at home is published",
            "a judged stock of industry is used up before the planned one",
            "geen voorraad van bedrijven of de staat in eigen land is gepubliceerd",
            "eerst raakt een geschatte voorraad van bedrijven op",
        )
    ]
    for name, item in (("use_t", found.use), ("price", found.price), ("loss", found.value_added)):
        if item.value is None:
            gaps.append(
                Gap(
                    name,
                    item.basis,
                    "figures that rest on it are empty",
                    item.basis_nl or item.basis,
                    "cijfers die erop rusten zijn leeg",
                )
            )
    return gaps
