"""What one kilogram of a product holds: materials with range, grade, source and risk."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.answers import product as product_groups
from grondstof.products.answers.base import Answer, Edition, Gap, Question, Sentence
from grondstof.products.answers.names import with_material
from grondstof.products.composition.inside import Inside, coverage, inside
from grondstof.products.composition.library import Amount, Product, find, library
from grondstof.products.composition.nomenclature import six_digit_codes

# Chapters whose codes machine builders, electronics, energy and installation firms buy.
INPUT_CHAPTERS = ("72", "73", "74", "75", "76", "79", "80", "81", "82", "83", "84", "85", "90")


def answer(edition: Edition, question: Question) -> Answer:
    """Return what the code in `options["code"]` holds; the coverage of the library without one.

    Raises:
        UnknownCode: the library does not hold the code; the nearest known codes are named.
    """
    wanted = str(question.options.get("code") or "")
    if not wanted:
        return _coverage(edition, question)
    found = find(wanted)
    held = inside(found)
    risk = product_groups.risks(edition, question)
    rows = with_material([_row(found, item, risk.get(item.material_id, {})) for item in held])
    return Answer(
        "composition",
        question,
        edition.name,
        _sentence(found, held),
        rows,
        tables={"variants": with_material([_variant(amount) for amount in found.amounts])},
        gaps=_gaps(found, held),
        sources=_sources(found),
    )


def _row(found: Product, item: Inside, risk: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "row_id": f"{found.code}/{item.material_id}",
        "code": found.code,
        "material_id": item.material_id,
        "content_g_kg_low": item.low_g_per_kg,
        "content_g_kg_high": item.high_g_per_kg,
        "grade": item.grade,
        "variants": item.variants,
        "of_variants": item.of_variants,
        "supply_risk": risk.get("supply_risk"),
        "supply_risk_low": risk.get("supply_risk_low"),
        "supply_risk_high": risk.get("supply_risk_high"),
        "verdict": risk.get("verdict"),
        "source": item.source,
        "reason": item.reason,
        "kind": "published" if item.grade in ("measured", "derived") else "judged",
        "oldest_year": item.year,
        "lacks": None if item.high_g_per_kg is not None else "content_g_kg_high",
    }


def _variant(amount: Amount) -> dict[str, Any]:
    return {
        "row_id": f"{amount.code}/{amount.variant}/{amount.material_id}/{amount.line}",
        "variant": amount.variant,
        "material_id": amount.material_id,
        "content_g_kg_low": amount.low_g_per_kg,
        "content_g_kg_high": amount.high_g_per_kg,
        "grade": amount.grade,
        "publisher": amount.publisher,
        "title": amount.title,
        "year": amount.year,
        "locator": amount.locator,
        "place": f"content/products/composition.csv:{amount.line}",
        "reason": amount.reason,
    }


def _sentence(found: Product, held: Sequence[Inside]) -> Sentence:
    names = (f"{found.name_nl} ({found.code})", f"{found.name_en} ({found.code})")
    if not found.amounts:
        return Sentence(
            f"Hoeveel er in {names[0]} zit, is niet bekend. In de keten komen {len(held)} "
            "grondstoffen voor die erin kunnen zitten.",
            f"How much {names[1]} holds is not known. The chain has {len(held)} materials that "
            "can be in it.",
        )
    variants = len({amount.variant for amount in found.amounts})
    return Sentence(
        f"Van {names[0]} is bekend hoeveel er van {len(held)} grondstoffen in zit, uit "
        f"{variants} beschreven typen.",
        f"Of {names[1]} the amounts of {len(held)} materials are known, from {variants} types "
        "that were described.",
    )


def _gaps(found: Product, held: Sequence[Inside]) -> list[Gap]:
    if not found.amounts:
        return [
            Gap(
                "content_g_kg",
                f"no figure that may be shown was found; {found.reason}",
                "materials are named without amount",
                "geen getal gevonden dat getoond mag worden",
                "grondstoffen staan er zonder hoeveelheid",
            )
        ]
    some = [item.material_id for item in held if item.variants < item.of_variants]
    if not some:
        return []
    return [
        Gap(
            "variant",
            "the code holds types that differ in material",
            f"{len(some)} materials are in some types only, so their low end is zero",
            "de code omvat typen met verschillende grondstoffen",
            f"{len(some)} grondstoffen zitten maar in sommige typen: vanaf nul",
        )
    ]


def _sources(found: Product) -> list[dict[str, Any]]:
    cited = {(a.publisher, a.title, a.year) for a in found.amounts}
    return [
        {
            "source_id": "composition-library",
            "title": title,
            "publisher": publisher,
            "year": year,
            "licence": "figure cited",
            "url": None,
        }
        for publisher, title, year in sorted(cited)
    ]


def _coverage(edition: Edition, question: Question) -> Answer:
    known, texts = library(), six_digit_codes()
    imports = _imports(edition, question.home)
    rows = [row for row in coverage(texts, known, imports) if row["chapter"] in INPUT_CHAPTERS]
    unweighed = [row for row in rows if row["value_share"] is None]
    total = sum(len([c for c in texts if c[:2] == chapter]) for chapter in INPUT_CHAPTERS)
    filled = sum(1 for item in known.values() if item.amounts)
    amounts = sum(1 for code, item in known.items() if item.amounts and code[:2] in INPUT_CHAPTERS)
    sentence = Sentence(
        f"De bibliotheek kent {len(known)} productcodes, {filled}"
        f" met hoeveelheden. Van de {total} codes in de hoofdstukken die de industrie inkoopt, "
        f"hebben er {amounts} hoeveelheden.",
        f"The library knows {len(known)} product codes, {filled}"
        f" with amounts. Of the {total} codes in the chapters that industry buys, {amounts} have "
        "amounts.",
    )  # fmt: skip
    gap = Gap(
        "value_share",
        f"imports by value of {len(unweighed)} of {len(rows)} chapters are not in the edition",
        "their share is by number of codes; load a full trade archive to weigh it",
        f"de invoerwaarde van {len(unweighed)} van {len(rows)} hoofdstukken zit niet in de editie",
        "hun deel is geteld in codes, niet in geld; laad een volledig handelsbestand om te wegen",
    )
    gaps = [gap] if unweighed else []
    return Answer("composition", question, edition.name, sentence, rows, gaps=gaps)


def _imports(edition: Edition, home: str) -> Mapping[str, float]:
    """Return home's imports of the newest year at hand by six-digit code. [USD]"""
    rows = edition.rows(
        "select code, sum(value_usd) as value_usd from settled__trade "
        "where importer_id = ? and year = (select max(year) from settled__trade) "
        "and substr(code, 1, 2) in (select unnest(?)) group by code",
        [home, list(INPUT_CHAPTERS)],
    )
    return {row["code"]: row["value_usd"] for row in rows if row["value_usd"] is not None}
