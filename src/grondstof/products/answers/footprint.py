"""What home takes in of a material: directly, inside products, inside all else it buys abroad."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.assess.ask import ask
from grondstof.assess.exposure_io import SECTOR_EXPOSURE
from grondstof.assess.footprint import FOOTPRINT
from grondstof.assess.io_axis import variant
from grondstof.assess.io_concordance import name_of
from grondstof.assess.io_environment import environment
from grondstof.assess.io_plugged import open_plugged
from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.footprint_ratio import WHOLE, differences, ratios, total
from grondstof.products.answers.list_suppliers import exposures
from grondstof.products.answers.names import in_sentence, with_material
from grondstof.products.answers.remedy_words import home_name
from grondstof.products.answers.trade_names import place_name, with_row_id
from grondstof.products.wording import large, number
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials
from grondstof.vocabulary.territories import members

Row = Mapping[str, Any]

SOURCES = ("baci", "bgs", "cbs", "ec_study", "oecd_national", "usgs_mcs", "wiod", "wmd")
ACCOUNTS = ("direct", "products", "indirect", "footprint")
_TABLE = "assessed__footprint"
_WORDS = {
    "all": ("alles", "all"),
    "industry": ("inkoop van bedrijven", "bought by industries"),
    "other": ("overige landen", "other territories"),
    "final-demand": ("eindverbruik", "final demand"),
}


def answer(edition: Edition, question: Question) -> Answer:
    """Return the accounts of a material, or of all materials when none is named.

    Args:
        edition: Opened edition.
        question: `home`, `material`; `options["table"]` names a plugged-in table.

    Raises:
        UnknownName: No such material, home or table.
        InputError: The home has no region of its own in the table.
    """
    if question.material:
        return _one(edition, question)
    return _overview(edition, question)


def accounts(edition: Edition, question: Question, cut: str | None = None) -> list[dict[str, Any]]:
    """Return the rows of the footprint for a question, from the edition or computed anew.

    Args:
        edition: Opened edition.
        question: `home`, `material` and `year`; `options["table"]` names a plugged-in table.
        cut: Cut to which the rows are held; None for all cuts.
    """
    if not question.options.get("table") and question.year is None:
        asked = {"home_id": question.home, "material_id": question.material, "cut": cut}
        keys = {column: value for column, value in asked.items() if value}
        where, values = " and ".join(f"{column} = ?" for column in keys), [*keys.values()]
        order = "order by material_id, account, cut, world_share desc nulls last, cut_id"
        rows = edition.rows(f'select * from "{_TABLE}" where {where} {order}', values)
        if rows or edition.rows(f'select 1 from "{_TABLE}" where home_id = ? limit 1', values[:1]):
            return rows
    computed = ask(edition, FOOTPRINT, with_table(question)).to_pylist()
    return sorted((row for row in computed if cut in (None, row["cut"])), key=_order)


def with_table(question: Question) -> Question:
    """Return the question with the plugged-in table opened, if one is named."""
    name = question.options.get("table")
    if not name:
        return question
    options = {**question.options, "checked": open_plugged(name)}
    return Question(question.home, question.as_of, question.year, question.material, None, options)


def _environment(question: Question) -> dict[str, list[dict[str, Any]]]:
    """Return the environmental footprint where the plugged-in table brings extensions."""
    name = question.options.get("table")
    if not name:
        return {}
    lands = sorted(members(question.home, question.as_of))
    rows = environment(open_plugged(name), lands)
    return {"environment": rows} if rows else {}


def _order(row: Row) -> tuple[Any, ...]:
    names = (row["material_id"], row["account"], row["cut"])
    return (*names, -(row["world_share"] or 0.0), row["cut_id"])


def _one(edition: Edition, question: Question) -> Answer:
    found = materials.find(question.material or "")
    asked = Question(
        question.home, question.as_of, question.year, found.material_id, None, question.options
    )
    rows = [_named(row) for row in with_row_id(accounts(edition, asked), _TABLE)]
    totals = [row for row in rows if row["cut"] == "total"]
    tables = {
        "origin": [row for row in rows if row["cut"] == "origin"],
        "buyers": [row for row in rows if row["cut"] == "buyer"],
        "products": [row for row in rows if row["cut"] == "product"],
        "ratio": (ratio := ratios(edition, question.home, totals)) if totals else [],
        "difference": differences(ratio, totals) if totals else [],
    }
    return Answer(
        "footprint",
        asked,
        edition.name,
        _sentence(found.name_nl, found.name_en, question.home, totals),
        totals,
        tables={
            **{name: found_rows for name, found_rows in tables.items() if found_rows},
            **_environment(question),
        },
        gaps=_gaps(totals),
        sources=sources(edition, SOURCES),
        notes=notes(rows),
    )


def _overview(edition: Edition, question: Question) -> Answer:
    totals = with_material(with_row_id(accounts(edition, question, "total"), _TABLE))
    exposure = exposures(edition, question.home)
    if question.options.get("table") or not exposure:
        exposure = ask(edition, SECTOR_EXPOSURE, with_table(question)).to_pylist()
    axis = [{"row_id": row["material_id"], **row} for row in with_material(variant(exposure))]
    found = ratios(edition, question.home, totals)
    return Answer(
        "footprint",
        question,
        edition.name,
        _ratio_sentence(question.home, found),
        totals,
        tables={
            "ratio": found,
            "difference": differences(found, totals),
            "axis": axis,
            **_environment(question),
        },
        gaps=_gaps(totals),
        sources=sources(edition, SOURCES),
        notes=notes(totals),
    )


def _ratio_sentence(home: str, rows: Sequence[Row]) -> Sentence:
    """Return our ratio with its range, and the published one where there is one."""
    place = home_name(home)
    place_nl, place_en = place.nl, place.en
    ours, printed = (
        next((r for r in rows if r["concept"] == WHOLE and r["basis"] == basis), None)
        for basis in ("own", "published")
    )
    if ours is None or ours["value"] is None:
        return Sentence(
            f"Van {place_nl} is de verhouding van indirecte tot directe invoer niet bekend.",
            f"The ratio of indirect to direct imports of {place_en} is not known.",
        )
    low, mid, high = ([number(ours[f"value{end}"], tongue, 1) for tongue in ("nl", "en")]
                      for end in ("_low", "", "_high"))  # fmt: skip
    nl = (
        f"De indirecte invoer van {place_nl} is in waarde {mid[0]} keer de directe ({low[0]} tot "
        f"{high[0]}), gerekend over {ours['materials_count']} kritieke grondstoffen."
    )
    en = (
        f"Indirect imports of {place_en} are {mid[1]} times direct imports by value ({low[1]} to "
        f"{high[1]}), over {ours['materials_count']} critical materials."
    )
    if printed is not None:
        nl += (
            f" Het statistiekbureau publiceerde {number(printed['value'], 'nl', 1)} over "
            f"{printed['period']}."
        )
        en += (
            f" The statistical office published {number(printed['value'], 'en', 1)} for "
            f"{printed['period']}."
        )
    return Sentence(nl, en)


def _named(row: Row) -> dict[str, Any]:
    if row["cut_id"] in _WORDS:
        nl, en = _WORDS[row["cut_id"]]
    elif row["cut"] == "origin":
        nl, en = place_name(row["cut_id"])
    else:
        nl, en = name_of(_system(row["table_name"]), row["cut_id"])
    return {**row, "name_nl": nl, "name_en": en}


def _system(table_name: str) -> str:
    return {"wiod": "WIOD35", "oecd": "ICIO50"}.get(table_name.partition("-")[0], "NACE2")


def _sentence(nl: str, en: str, home: str, totals: Sequence[Row]) -> Sentence:
    indirect = next(iter(total(totals, "indirect").values()), None)
    place_nl, place_en = in_sentence(home)
    if indirect is None:
        return Sentence(
            f"Voor {nl} is geen verdeling over gebruikers bekend.",
            f"No end-use shares are known for {en}.",
        )
    share = indirect["world_share"] or 0.0
    tonnes = indirect["quantity_t"]
    amount_nl = f"{large(tonnes, 'nl')} ton, " if tonnes is not None else ""
    amount_en = f"{large(tonnes, 'en')} tonnes, " if tonnes is not None else ""
    direct = next(iter(total(totals, "direct").values()), None)
    own_nl = own_en = ""
    if direct is not None and direct["quantity_t"] is not None:
        own_nl = f" Rechtstreeks komt er {large(direct['quantity_t'], 'nl')} ton binnen."
        own_en = f" Directly {large(direct['quantity_t'], 'en')} tonnes come in."
    return Sentence(
        f"In wat {place_nl} in het buitenland koopt, zit naar schatting {amount_nl}"
        f"{number(100 * share, 'nl', 2)} % van het wereldaanbod van {nl}.{own_nl}",
        f"What {place_en} buys abroad holds an estimated {amount_en}"
        f"{number(100 * share, 'en', 2)} % of world supply of {en}.{own_en}",
    )


_REASONS = {
    "use_share": (
        "a part of the first use falls in industries that the table does not have",
        "een deel van het eerste gebruik valt in bedrijfstakken die de tabel niet heeft",
    ),
    "quantity_t": (
        "no world production in tonnes is at hand",
        "er is geen wereldproductie in tonnen bekend",
    ),
    "direct_t": (
        "no trade code of its own, no tonnes in it, or more than world supply",
        "geen eigen goederencode, geen tonnen daarin, of meer dan het wereldaanbod",
    ),
}


def _gaps(totals: Sequence[Row]) -> list[Gap]:
    found = []
    if not total(totals, "products"):
        found.append(
            Gap(
                "products",
                "composition and trade of products are known for few codes",
                "what is inside products is counted as indirect",
                "samenstelling en handel van producten zijn voor weinig codes bekend",
                "wat in producten zit, telt mee als indirect",
            )
        )
    lacking = sorted({part for row in totals for part in (row["lacks"] or "").split(";") if part})
    for name in lacking:
        why, why_nl = _REASONS.get(name, ("not at hand", "niet voorhanden"))
        found.append(Gap(name, why, "these cells are empty", why_nl, "deze cellen zijn leeg"))
    return found


def notes(rows: Sequence[Row]) -> list[Sentence]:
    """Return what a reader must know of structure, year and allocation."""
    if not rows:
        return []
    name = str(rows[0]["table_name"])
    table, _, structure = name.replace("-", " ").upper().rpartition(" ")
    year = rows[0]["year"]
    return [
        Sentence(
            f"Structuur {structure} ({table}), handel van {year}, verdeling over bedrijfstakken "
            "beoordeeld. Tonnen en dollars tellen nooit bij elkaar op.",
            f"Structure {structure} ({table}), trade of {year}, allocation to industries judged. "
            "Tonnes and dollars are never added up.",
        ),
        Sentence(
            "Landen zonder eigen regio in de tabel (zoals DR Congo, Myanmar en Gabon) staan als "
            "herkomst op een eigen rij; handel binnen de rest van de wereld is niet te zien.",
            "Territories without a region of their own in the table (such as DR Congo, Myanmar "
            "and Gabon) are origins in rows of their own; trade inside the rest of the world is "
            "not seen.",
        ),
        Sentence(
            "Ons getal en dat van het statistiekbureau verschillen door wat weer vertrekt, de "
            "lijst van materialen, de dekking, het jaar en de waarde; er is niets op elkaar "
            "afgestemd.",
            "Our ratio and that of the statistical office differ by what leaves again, the list of "
            "materials, coverage, year and valuation; nothing was calibrated.",
        ),
    ]
