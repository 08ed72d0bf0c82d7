"""Product groups: which materials a trade code holds, how that is known, and how risky they are.

The amount is shown only where a composition is known; a code that holds several materials says so
and never passes the average of a group off as its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.assess.trade_codes import Code, codes
from grondstof.errors import UnknownName
from grondstof.products import wording
from grondstof.products.answers import criticality_list, eleven
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.basket_risks import actions_for, top_risks
from grondstof.products.answers.names import with_material
from grondstof.products.composition.inside import inside as composed
from grondstof.products.composition.library import Product, library, neighbours
from grondstof.products.composition.nomenclature import texts
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials

# Vintage of the library and of the nomenclature.
SYSTEM = "HS2022"
NOT_KNOWN = "not known"


def answer(edition: Edition, question: Question) -> Answer:
    """Return all product groups, or what is in the one that `options["code"]` names.

    A code holds what the composition library knows with amounts, else what its chain or the map
    of raw codes links to it without; a code of the nomenclature beyond these is "not known".

    Raises:
        UnknownName: If the nomenclature has no such code.
    """
    wanted = str(question.options.get("code") or "")
    if not wanted:
        return _index(edition, question)
    found = describe(wanted)
    risk = risks(edition, question)
    inside = with_material(materials_in(found, risk))
    top = top_risks(edition, question, inside)
    tables = {
        "inside": inside,
        "eleven": eleven.rows_of(edition, question.home, [row["material_id"] for row in top]),
        "measures": _measures([card for item in top for card in actions_for(item)]),
        "near": [] if inside else _near(found.code),
    }
    row = {
        "row_id": f"{found.code_system}/{found.code}",
        "code_system": found.code_system,
        "code": found.code,
        "name_nl": found.name_nl,
        "name_en": found.name_en,
        "grade": found.grade,
        "materials_count": len(inside),
    }
    return Answer(
        "product",
        question,
        edition.name,
        _sentence(found, inside),
        [row],
        tables={name: rows for name, rows in tables.items() if rows or name == "inside"},
        gaps=_gaps(inside),
        sources=sources(edition, ("ec_study", "ec_study_2017", "baci")),
    )


@dataclass(frozen=True)
class Described:
    """A trade code with what is known of it: the map of raw codes, the library, or its name only.

    Attributes:
        grade: Best grade of its amounts; `not known` without amounts.
    """

    code_system: str
    code: str
    name_nl: str
    name_en: str
    grade: str
    mapped: Code | None
    product: Product | None


def describe(wanted: str) -> Described:
    """Return the code that a number of four or more digits falls under.

    Raises:
        UnknownName: If the nomenclature has no such code; the nearest known codes are named.
    """
    digits = "".join(letter for letter in wanted if letter.isdigit())
    product = library().get(digits[:6])
    try:
        mapped = find(digits) if len(digits) >= 4 else None
    except UnknownName:
        mapped = None
    if mapped is not None and (product is None or mapped.code == product.code):
        grade = product.grade if product else _grade(mapped)
        names = (mapped.name_nl, mapped.name_en)
        return Described(mapped.code_system, mapped.code, *names, grade, mapped, product)
    if product is not None:
        names = (product.name_nl, product.name_en)
        return Described(SYSTEM, product.code, *names, product.grade, None, product)
    text = texts().get(digits[:6])
    if text is None or len(digits) < 4:
        raise UnknownName("code", wanted, "a code of goods", neighbours(digits) or [])
    return Described(SYSTEM, digits[:6], text, text, NOT_KNOWN, None, None)


def _grade(mapped: Code) -> str:
    return "derived" if any(link.content for link in mapped.links) else NOT_KNOWN


def materials_in(found: Described, risk: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the materials of a code, riskiest first; amounts of the library go before others.

    Args:
        found: What is known of the code.
        risk: Row of the home's list by material.
    """
    rows = (
        {row["material_id"]: row for row in inside_of(found.mapped, risk)} if found.mapped else {}
    )
    for item in composed(found.product) if found.product else []:
        row = rows.setdefault(item.material_id, _blank(found, item.material_id, risk))
        row["content_g_kg_low"], row["content_g_kg_high"] = item.low_g_per_kg, item.high_g_per_kg
        row["grade"], row["reason"], row["source"] = item.grade, item.reason, item.source
        row["kind"] = "published" if item.grade in ("measured", "derived") else "judged"
    for row in rows.values():
        row["codes"] = found.code
        row["lacks"] = None if row["content_g_kg_high"] is not None else "content_g_kg_high"
    return sorted(rows.values(), key=lambda row: (-(row["supply_risk"] or 0.0), row["material_id"]))


def _blank(
    found: Described, material_id: str, risk: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    return {
        "row_id": f"{found.code_system}/{found.code}/{material_id}",
        "material_id": material_id,
        "stage_id": None,
        "form_id": None,
        "content_fraction": None,
        "content_fraction_low": None,
        "content_fraction_high": None,
        "match": "contains",
        **_risk(risk.get(material_id, {})),
        "reason": None,
        "source": None,
        "kind": "judged",
    }


def _risk(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("supply_risk", "supply_risk_low", "supply_risk_high", "verdict",
             "probability_listed", "oldest_year")  # fmt: skip
    return {**{name: row.get(name) for name in names}, "supply_risk_kind": row.get("kind")}


def _measures(cards: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return each action card once, with the materials that it is for."""
    found: dict[str, dict[str, Any]] = {}
    for card in cards:
        row = found.setdefault(card["action_id"], {**card, "row_id": card["action_id"]})
        named = row.setdefault("materials", "")
        row["materials"] = "; ".join(filter(None, (named, card["material_id"])))
        row.pop("material_id", None)
    return list(found.values())


def _near(digits: str) -> list[dict[str, Any]]:
    rows = []
    for code in neighbours(digits):
        item = library()[code]
        rows.append(
            {"row_id": code, "code": code, "name_nl": item.name_nl, "name_en": item.name_en}
        )
    return rows


def newest_codes() -> dict[str, Code]:
    """Return the mapped codes, each in its newest vintage."""
    found: dict[str, Code] = {}
    for (system, digits), item in sorted(codes().items()):
        if digits not in found or system > found[digits].code_system:
            found[digits] = item
    return found


def find(digits: str) -> Code:
    """Return the mapped code that a number of 6 or more digits falls under.

    Raises:
        UnknownName: If no mapped code does.
    """
    known = newest_codes()
    for length in range(len(digits), 3, -1):
        if digits[:length] in known:
            return known[digits[:length]]
    raise UnknownName("code", digits, "a code whose materials are known", list(known))


def risks(edition: Edition, question: Question) -> dict[str, Mapping[str, Any]]:
    """Return the row of the list of each material."""
    return _listed(edition, question.home)


@lru_cache(maxsize=4)
def _listed(edition: Edition, home: str) -> dict[str, Mapping[str, Any]]:
    """Return the list of a home by material; every product and basket asks for it."""
    listed = criticality_list.answer(edition, Question(home=home))
    return {row["material_id"]: row for row in listed.rows}


def inside_of(found: Code, risk: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the materials of a code with content, match and risk."""
    rows = []
    for link in found.links:
        row = risk.get(link.material_id, {})
        middle, low, high = link.content or (None, None, None)
        rows.append(
            {
                "row_id": f"{found.code_system}/{found.code}/{link.material_id}",
                "material_id": link.material_id,
                "stage_id": link.stage_id,
                "form_id": link.form_id,
                "content_fraction": middle,
                "content_fraction_low": low,
                "content_fraction_high": high,
                "content_g_kg_low": None if low is None else 1000 * low,
                "content_g_kg_high": None if high is None else 1000 * high,
                "grade": NOT_KNOWN if middle is None else "derived",
                "match": link.match,
                **_risk(row),
                "reason": link.reason,
                "source": None,
                "kind": "judged",
            }
        )
    return sorted(rows, key=lambda row: (-(row["supply_risk"] or 0.0), row["material_id"]))


def _index(edition: Edition, question: Question) -> Answer:
    rows = []
    for digits in sorted({*newest_codes(), *library()}):
        found = describe(digits)
        held = _names_of(found)
        rows.append(
            {
                "row_id": f"{found.code_system}/{digits}",
                "code": digits,
                "code_system": found.code_system,
                "name_nl": found.name_nl,
                "name_en": found.name_en,
                "materials_count": len(held),
                "grade": found.grade,
                "materials": "; ".join(held),
            }
        )
    sentence = Sentence(
        f"Van {len(rows)} productgroepen is bekend welke kritieke grondstoffen erin zitten.",
        f"For {len(rows)} product groups it is known which critical materials they hold.",
    )
    return Answer("product", question, edition.name, sentence, rows)


def _names_of(found: Described) -> list[str]:
    mapped = [link.material_id for link in found.mapped.links] if found.mapped else []
    held = [item.material_id for item in composed(found.product)] if found.product else []
    return list(dict.fromkeys([*mapped, *held]))


def _sentence(found: Described, inside: Sequence[Mapping[str, Any]]) -> Sentence:
    dotted = f"{found.code[:4]}.{found.code[4:]}".rstrip(".")
    if not inside:
        return Sentence(
            f"Welke grondstoffen in code {dotted} zitten, is niet bekend. Wij geven dan geen "
            "gemiddelde van een groep.",
            f"Which materials code {dotted} holds is not known. We give no average of a group "
            "instead.",
        )
    critical = sum(row["verdict"] in ("critical", "listed") for row in inside)
    amounts = sum(row["content_g_kg_high"] is not None for row in inside)
    amount_nl = amount_en = ""
    if amounts < len(inside):
        amount_nl = (
            f" Voor {amounts} daarvan is bekend hoeveel."
            if amounts
            else (" Hoeveel van elk erin zit, is niet per product bekend.")
        )
        amount_en = (
            f" For {amounts} of them it is known how much."
            if amounts
            else (" How much of each it holds is not known per product.")
        )
    one = len(inside) == 1
    nl = _sentence_case(found.name_nl)
    en = _sentence_case(found.name_en)
    return Sentence(
        f"In code {dotted} ({nl}) {'zit' if one else 'zitten'} {len(inside)} "
        f"{'grondstof' if one else 'grondstoffen'}; {critical} daarvan "
        f"{'staat' if critical == 1 else 'staan'} op de lijst van kritieke grondstoffen."
        f"{amount_nl}",
        f"Code {dotted} ({en}) holds {len(inside)} {'material' if one else 'materials'}; "
        f"{critical} of them {'is' if critical == 1 else 'are'} on the list of critical materials."
        f"{amount_en}",
    )


def _sentence_case(name: str) -> str:
    """Return a name as it stands inside a sentence; abbreviations keep their capitals."""
    second = name[1:2]
    return name if second.isupper() or second.isdigit() else name[:1].lower() + name[1:]


def _gaps(inside: Sequence[Mapping[str, Any]]) -> list[Gap]:
    if inside and all(row["content_g_kg_high"] is not None for row in inside):
        return []
    lacking = [
        materials.materials()[str(row["material_id"])]
        for row in inside
        if row["content_g_kg_high"] is None
    ]
    if len(lacking) == len(inside):
        return [Gap("content_fraction", "composition is not known", "no amounts are given")]
    nl, en = (
        wording.enumerate_words([getattr(item, f"name_{language}") for item in lacking], language)
        for language in wording.LANGUAGES
    )
    return [
        Gap(
            "content_fraction",
            f"how much {en} a product holds is not published",
            "no amount is given",
            f"hoeveel {nl} in een product zit, is niet gepubliceerd",
            "daar staat geen hoeveelheid bij",
        )
    ]
