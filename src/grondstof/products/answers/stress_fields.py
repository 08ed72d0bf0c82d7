"""The fields of Article 20 of the CRM Act for one material, with what is known under each."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from grondstof.assess.by_products import Host, hosts_of
from grondstof.assess.chains import chains
from grondstof.assess.library import supplied
from grondstof.assess.shocks import Ran
from grondstof.products.answers.names import in_sentence
from grondstof.products.answers.trade_names import percent, place_name
from grondstof.products.wording import LANGUAGES, dates_in
from grondstof.store.editions import Edition
from grondstof.vocabulary import lists
from grondstof.vocabulary.materials import materials
from grondstof.vocabulary.stages import stages

STRATEGIC = "eu-crma-strategic"
# Suppliers of a stage that are named one by one.
NAMED = 3
Texts = tuple[str, str] | None
# Field, its name in Dutch and English, in the order of the article.
FIELDS = (
    ("a-where", "waar gewonnen en verwerkt", "where extracted and processed"),
    ("a-recycling", "recycling aan het einde van de levensduur", "end-of-life recycling"),
    ("b-capacity", "capaciteit van bedrijven in de keten", "capacities along the chain"),
    ("b-structure", "marktstructuur", "market structure"),
    ("c-restrictions", "uitvoerbeperkingen", "export restrictions"),
    ("c-host", "afhankelijk van gastmetaal", "depends on host metal"),
    ("d-alternatives", "andere leveranciers", "other suppliers"),
    ("d-substitutes", "vervanging", "substitution"),
    ("e-users", "ketens die het gebruiken", "chains that use it"),
    ("e-strategic", "op de lijst van strategische grondstoffen", "on the strategic list"),
)


def tested(edition: Edition) -> list[str]:
    """Return the strategic materials of which somebody says who supplies them."""
    return sorted(set(lists.members(STRATEGIC)) & set(supplied(edition)))


def field_rows(edition: Edition, material: str, runs: Mapping[str, Ran]) -> list[dict[str, Any]]:
    """Return the fields of the act with what is known under each, in both languages.

    Args:
        edition: Opened edition.
        material: Material.
        runs: One run per stage, of which the base is used.
    """
    strategic = material in lists.members(STRATEGIC)
    known: dict[str, Texts] = {
        "a-where": _by_stage(runs, _largest),
        "a-recycling": _parameter(edition, material, "eol_rir", _recycled),
        "b-capacity": None,
        "b-structure": _by_stage(runs, _concentration),
        "c-restrictions": _restrictions(edition, material),
        "c-host": _hosts(hosts_of(material)),
        "d-alternatives": _by_stage(runs, _others),
        "d-substitutes": _parameter(edition, material, "substitution_sr", _replaced),
        "e-users": _users(material),
        "e-strategic": ("ja", "yes") if strategic else ("nee", "no"),
    }
    return [
        {
            "row_id": f"{material}/{field}",
            "field": field,
            "name_nl": name_nl,
            "name_en": name_en,
            "finding_nl": texts[0] if (texts := known[field]) else None,
            "finding_en": texts[1] if texts else None,
            "known": texts is not None,
            "kind": "computed" if texts else None,
        }
        for field, name_nl, name_en in FIELDS
    ]


def _shares(ran: Ran) -> list[tuple[str, float]]:
    network = next(iter(ran.base.variants.values()))
    made = network.production / max(float(network.production.sum()), 1e-300)
    ordered = sorted(zip(ran.base.territories, made, strict=True), key=lambda item: -item[1])
    return [(name, float(share)) for name, share in ordered if share > 0.0]


def _by_stage(runs: Mapping[str, Ran], words: Any) -> Texts:
    found = [(stages()[stage], words(_shares(ran))) for stage, ran in runs.items()]
    if not found:
        return None
    return (
        "; ".join(f"{stage.name_nl}: {texts[0]}" for stage, texts in found),
        "; ".join(f"{stage.name_en}: {texts[1]}" for stage, texts in found),
    )


def _largest(shares: Sequence[tuple[str, float]]) -> tuple[str, str]:
    named = [(place_name(name), share) for name, share in shares[:NAMED]]
    return (
        ", ".join(f"{name[0]} {percent(share, 'nl')}" for name, share in named),
        ", ".join(f"{name[1]} {percent(share, 'en')}" for name, share in named),
    )


def _concentration(shares: Sequence[tuple[str, float]]) -> tuple[str, str]:
    index = sum(share**2 for _, share in shares)
    english = f"{index:.2f} (HHI; 1 is one country)"
    return f"{index:.2f} (HHI; 1 is één land)".replace(".", ","), english


def _others(shares: Sequence[tuple[str, float]]) -> tuple[str, str]:
    first_nl, first_en = in_sentence(shares[0][0])
    left = sum(share for _, share in shares[1:])
    return (
        f"buiten {first_nl} {percent(left, 'nl')} van het aanbod",
        f"outside {first_en} {percent(left, 'en')} of supply",
    )


def _parameter(edition: Edition, material: str, name: str, words: Any) -> Texts:
    rows = edition.rows(
        """
        select value, year_to from "settled__parameter"
        where material_id = ? and parameter = ? and value is not null order by year_to desc limit 1
        """,
        [material, name],
    )
    return words(float(rows[0]["value"]), int(rows[0]["year_to"])) if rows else None


def _recycled(value: float, year: int) -> tuple[str, str]:
    return (
        f"{percent(value, 'nl')} van het gebruik in de EU ({year})",
        f"{percent(value, 'en')} of use in the EU ({year})",
    )


def _replaced(value: float, year: int) -> tuple[str, str]:
    return (
        f"index {value:.2f}, EU {year} (1 is niet te vervangen)".replace(".", ",", 1),
        f"index {value:.2f}, EU {year} (1 is no substitute)",
    )


def _restrictions(edition: Edition, material: str) -> Texts:
    rows = edition.rows(
        """
        select distinct territory_id, destination_id, form, valid_from, suspended_from, suspended_to
        from "reported__restriction" where material_id = ? and valid_to is null
        order by valid_from, territory_id, destination_id
        """,
        [material],
    )
    if not rows:
        return "geen bekend", "none known"
    return "; ".join(_rule(row, 0) for row in rows), "; ".join(_rule(row, 1) for row in rows)


_FORMS = {
    "ban": ("verbod", "ban"),
    "licence": ("vergunning", "licence"),
    "quota": ("quotum", "quota"),
    "tax": ("heffing", "tax"),
}


def _rule(row: Mapping[str, Any], language: int) -> str:
    form = _FORMS.get(row["form"], ("andere beperking", "other restriction"))[language]
    to = in_sentence(row["destination_id"])[language] if row["destination_id"] else ""
    goal = f" {('naar', 'to')[language]} {to}" if to else ""
    since = f" {('sinds', 'since')[language]} {_month(row['valid_from'], language)}"
    pause = f", {('geschorst vanaf', 'suspended from')[language]}" if row["suspended_from"] else ""
    for day, word in (("suspended_from", ("", "")), ("suspended_to", (" tot", " to"))):
        pause += f"{word[language]} {_month(row[day], language)}" if row[day] else ""
    return f"{place_name(row['territory_id'])[language]}: {form}{goal}{since}{pause}"


def _month(day: date, language: int) -> str:
    """Return the month and the year of a day in words."""
    return dates_in(f"{day:%Y-%m}", LANGUAGES[language])


def _hosts(found: Sequence[Host]) -> Texts:
    if not found:
        return None
    named = [(materials()[item.host], item.part) for item in found]
    return (
        ", ".join(f"{host.name_nl} {_range(part, 'nl')}" for host, part in named),
        ", ".join(f"{host.name_en} {_range(part, 'en')}" for host, part in named),
    )


def _range(part: tuple[float, float], language: str) -> str:
    word = "tot" if language == "nl" else "to"
    low, high = (percent(end, language) for end in part)
    return low if low == high else f"{low} {word} {high}"


def _users(material: str) -> Texts:
    names = [
        found.file.name
        for found in chains().values()
        if any(node.material == material for node in found.nodes.values())
    ]
    if not names:
        return None
    return "; ".join(name.nl for name in names), "; ".join(name.en for name in names)
