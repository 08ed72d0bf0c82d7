"""Why a material is on the list of a home, in one screen: terms, formula, and what tips it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers import national_list
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.explanation_reasons import reasons
from grondstof.products.answers.names import in_sentence
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials, territories

Row = dict[str, Any]

# The material that is shown when none is named.
EXAMPLE = "gallium"
MEANING: Mapping[str, tuple[str, str]] = {
    "HHI_GS": (
        "concentratie van de wereldproductie, gewogen met bestuur en handel",
        "concentration of world supply, weighted by governance and trade",
    ),
    "HHI_home": (
        "concentratie van wat het thuisland betrekt, gewogen met bestuur en handel",
        "concentration of what home buys, weighted by governance and trade",
    ),
    "IR": ("afhankelijkheid van invoer", "import reliance"),
    "EoL_RIR": ("aandeel recycling in de aanvoer", "end-of-life recycling input rate"),
    "SI_SR": ("vervangbaarheid", "substitution index"),
    "SR": ("leveringsrisico (mediaan)", "supply risk (median)"),
    "VA": (
        "toegevoegde waarde achter de grondstof",
        "value added behind the material",
    ),
    "VA_share": (
        "dezelfde waarde als deel van de industrie",
        "the same as a share of manufacturing",
    ),
    "P": ("kans om op de lijst te staan", "probability of being listed"),
}
INPUT: Mapping[str, tuple[str, str]] = {
    "shares": ("aandelen van leveranciers", "shares of suppliers"),
    "governance": ("bestuur van leveranciers", "governance of suppliers"),
    "trade": ("handelsbeperkingen", "trade restrictions"),
    "recycling": ("recycling", "recycling"),
    "substitution": ("vervangbaarheid", "substitution"),
    "reliance": ("afhankelijkheid van invoer", "import reliance"),
    "use_shares": ("gebruiksaandelen", "end-use shares"),
    "use_shares_missing": ("gebruiksaandelen ontbreken", "end-use shares are missing"),
    "recycling_rate": ("aandeel recycling", "recycling rate"),
    "substitution_index": ("vervangbaarheid", "substitution index"),
    "world_index": ("concentratie van de wereld", "concentration of world supply"),
    "home_index": ("concentratie van wat thuis betrekt", "concentration of what home buys"),
}
_UNITS: Mapping[str, str] = {
    "IR": "fraction",
    "EoL_RIR": "fraction",
    "VA": "million EUR",
    "VA_share": "fraction",
    "P": "fraction",
}
_VERDICTS: Mapping[str, tuple[str, str]] = {
    "listed": ("staat op de lijst", "is on the list"),
    "watch": ("staat op de volglijst", "is on the watch list"),
    "not-listed": ("staat niet op de lijst", "is not on the list"),
    "not-assessed": (
        "is niet beoordeeld op toegevoegde waarde",
        "is not assessed on value added",
    ),
}


def answer(edition: Edition, question: Question) -> Answer:
    """Return the terms, the formula filled in, shares of variance and what would tip the verdict.

    Raises:
        UnknownName: If the material or home is not known, or not on the list.
    """
    from grondstof.assess.axes_parameters import list_parameters
    from grondstof.assess.list_terms import tipping

    bar = list_parameters(question.options).number("thresholds.supply_risk")
    home = territories.find(question.home)
    found = materials.find(question.material or EXAMPLE)
    rows = {row["material_id"]: row for row in _list(edition, question.with_home(home))}
    place = _place(found.material_id, rows)
    listed = rows[place]
    terms = _terms(edition, question, home, place)
    named = materials.materials()[place]
    return Answer(
        "explanation",
        question.with_home(home),
        edition.name,
        _sentence(named.name_nl, named.name_en, home, listed),
        [_term(row) for row in terms],
        method=national_list.METHOD,
        tables={
            "formula": _formula(listed),
            "variance": _variance(listed),
            "tipping": _tips(tipping(listed, bar), listed),
            "information": _information(edition, home, place),
            "restrictions": _restrictions(edition, listed),
            "verdicts": _verdicts(listed),
        },
        gaps=_gaps(listed),
        sources=sources(edition, national_list.SOURCES),
    )


def _list(edition: Edition, question: Question) -> Sequence[Row]:
    return national_list.listed(edition, question)


def _place(material_id: str, rows: Mapping[str, Row]) -> str:
    for name in (material_id, *materials.groups_of(material_id)):
        if name in rows:
            return name
    raise UnknownName("the list", material_id, "a material of the list", sorted(rows))


def _terms(edition: Edition, question: Question, home: str, place: str) -> list[Row]:
    from grondstof.assess.ask import ask
    from grondstof.assess.list_terms import LIST_TERMS

    day = question.as_of or edition.as_of
    kept = _kept.get((edition, home, day)) if not question.options else None
    if kept is not None:
        return kept[place]
    one = Question(home, day, material=place, options=question.options)
    return list(ask(edition, LIST_TERMS, one).to_pylist())


_kept: dict[tuple[Edition, str, date], dict[str, list[Row]]] = {}


def keep_all(edition: Edition, home: str = Question().home) -> None:
    """Work out the terms of every material at once, for who will ask them all.

    All together take as long as eight one by one, and give the same numbers.
    """
    from grondstof.assess.ask import ask
    from grondstof.assess.list_terms import LIST_TERMS

    found: dict[str, list[Row]] = {}
    for row in ask(edition, LIST_TERMS, Question(home, edition.as_of)).to_pylist():
        found.setdefault(row["material_id"], []).append(row)
    _kept[edition, home, edition.as_of] = found


def _term(row: Mapping[str, Any]) -> Row:
    nl, en = MEANING[row["term"]]
    return {
        "row_id": row["term"],
        "term": row["term"],
        "meaning_nl": nl,
        "meaning_en": en,
        "value": row["value"],
        "value_low": row["value_low"],
        "value_high": row["value_high"],
        "unit": _UNITS.get(row["term"], "dimensionless"),
        "kind": row["kind"],
        "basis": row["basis"],
        **reasons(row["reason"]),
        "oldest_year": row["oldest_year"],
    }


def _formula(listed: Row) -> list[Row]:
    world, home = listed["world_index"], listed["home_index"]
    reliance = f"{listed['import_reliance']:.2f}"
    core = f"{world:.2f}"
    symbols = "HHI_GS"
    if home is not None:
        core = f"({world:.2f} * {reliance}/2 + {home:.2f} * (1 - {reliance}/2))"
        symbols = "(HHI_GS * IR/2 + HHI_home * (1 - IR/2))"
    kept, index = listed["recycling_rate"], listed["substitution_index"]
    outcome = listed["supply_risk_point"]
    return [
        {
            "row_id": "formula",
            "symbols": f"{symbols} * (1 - EoL_RIR) * SI_SR = SR",
            "filled_in": f"{core} * (1 - {kept:.2f}) * {index:.2f} = {outcome:.2f}",
        }
    ]


def _variance(listed: Row) -> list[Row]:
    names = ("shares", "governance", "trade", "recycling", "substitution", "reliance")
    rows = [
        {"row_id": name, **_named(name), "share": listed[f"variance_{name}"], "kind": "modelled"}
        for name in names
        if listed[f"variance_{name}"] is not None
    ]
    return sorted(rows, key=lambda row: -row["share"])


def _named(name: str) -> dict[str, str]:
    nl, en = INPUT.get(name, (name, name))
    return {"meaning_nl": nl, "meaning_en": en}


def _tips(found: Mapping[str, float | None], listed: Row) -> list[Row]:
    return [
        {
            "row_id": name,
            **_named(name),
            "value": listed[name],
            "tips_at": value,
        }
        for name, value in found.items()
        if value is not None and listed[name] is not None
    ]


def _information(edition: Edition, home: str, place: str) -> list[Row]:
    sql = """
        select * from "assessed__list_information"
        where home_id = ? and material_id = ? and verdicts_changed > 0
        order by verdicts_changed desc, gap
    """
    return [
        {
            "row_id": row["gap"],
            **_named(row["gap"]),
            "verdicts_changed": row["verdicts_changed"],
            "kind": row["kind"],
        }
        for row in edition.rows(sql, [home, place])
    ]


def _restrictions(edition: Edition, listed: Row) -> list[Row]:
    names = (listed["restrictions"] or "").split(";") if listed["restrictions"] else []
    if not names:
        return []
    marks = ", ".join("?" for _ in names)
    sql = f"""
        select distinct restriction_id, territory_id, destination_id, form, valid_from, valid_to,
               legal_reference
        from "reported__restriction"
        where material_id = ? and restriction_id in ({marks}) order by all
    """
    found = edition.rows(sql, [listed["material_id"], *names])
    return [{"row_id": row["restriction_id"], **row} for row in found]


def _verdicts(listed: Row) -> list[Row]:
    return [
        {"row_id": name, "meaning_nl": nl, "meaning_en": en, "verdict": listed[name]}
        for name, nl, en in (
            ("verdict", "oordeel", "verdict"),
            ("verdict_without_restrictions", "zonder beperkingen", "without restrictions"),
            ("verdict_without_judgements", "zonder oordelen", "without judgements"),
        )
    ]


def _gaps(listed: Row) -> list[Gap]:
    if listed["verdict"] != "not-assessed":
        return []
    return [
        Gap(
            "importance_share",
            "we have no use shares by industry that we may show",
            "not assessed on value added",
            "wij hebben geen cijfers over het gebruik per bedrijfstak die wij mogen tonen",
            "niet beoordeeld op toegevoegde waarde",
        )
    ]


def _sentence(name_nl: str, name_en: str, home: str, listed: Row) -> Sentence:
    nl, en = _VERDICTS[listed["verdict"]]
    home_nl, home_en = in_sentence(home)
    chance, risk = listed["probability_listed"], listed["supply_risk"]
    low, high = listed["supply_risk_low"], listed["supply_risk_high"]
    nl_risk = f"leveringsrisico {_nl(risk)} ({_nl(low)} tot {_nl(high)})"
    en_risk = f"supply risk {risk:.1f} ({low:.1f} to {high:.1f})"
    if chance is None:
        return Sentence(
            f"{name_nl.capitalize()} {nl} voor {home_nl}: {nl_risk}.",
            f"{name_en.capitalize()} {en} for {home_en}: {en_risk}.",
        )
    part, odds = 100 * listed["importance_share"], f"{100 * chance:.0f}\u00a0%"
    return Sentence(
        f"{name_nl.capitalize()} {nl} voor {home_nl} (kans {odds}): {nl_risk}, "
        f"{_nl(part)}\u00a0% van de toegevoegde waarde van de industrie.",
        f"{name_en.capitalize()} {en} for {home_en} (probability {odds}): {en_risk}, "
        f"{part:.1f}\u00a0% of the value added of manufacturing.",
    )


def _nl(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
