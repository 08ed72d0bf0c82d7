"""What home depends on a territory for: by code and stage, direct and traced, with its marks."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.assess.origin import ORIGIN
from grondstof.assess.recipe import Question
from grondstof.assess.trade_codes import codes
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.names import in_sentence, opening, with_material
from grondstof.products.answers.territory_now import traced_now
from grondstof.products.answers.trade_names import (
    percent,
    with_code_name,
    with_row_id,
)
from grondstof.products.wording import within
from grondstof.store.editions import Edition
from grondstof.vocabulary import territories

SOURCES = ("baci", "wgi", "undp_hdr", "ec_study", "wmd", "usgs_mcs", "bgs")
_SUPPLIES = """
    select o.*, o.share * u.value as traced_musd, u.value as imports_musd
    from "assessed__origin" o
    left join "assessed__trade_use" u
      on u.territory_id = o.importer_id and u.subject_kind = 'code' and u.subject_id = o.code
     and u.period = o.year::varchar and u.list_version = o.code_system and u.concept = 'imports'
    where o.origin_id = ? and o.importer_id = ?
      and o.year = coalesce(?, (
          select max(m.year) from "assessed__origin" m
          where m.code_system = o.code_system and m.code = o.code
            and m.importer_id = o.importer_id))
    order by o.share desc, o.code_system, o.code
"""
DEPENDENT = 0.3


def answer(edition: Edition, question: Question) -> Answer:
    """Return what home depends on a territory for.

    Args:
        edition: Opened edition.
        question: `options["territory"]` is the territory, in any known spelling; `home` any
            territory or group: what the build did not make is computed now, for one year.

    Raises:
        UnknownName: no territory carries that name.
    """
    place = territories.find(str(question.options.get("territory", "")))
    if question.home in ORIGIN.homes:
        rows = edition.rows(_SUPPLIES, [place, question.home, question.year])
    else:
        rows = traced_now(edition, place, question)
    supplies = _with_code(with_row_id(with_code_name(_once(rows)), "assessed__origin"))
    tables = {
        "governance": _key_rows(edition, "settled__governance", place, "year desc, dimension"),
        "supply": _world_supply(edition, place),
        "production": _production(edition, place),
        "restrictions": _restrictions(edition, place),
        "history": _history(edition, place, question.home),
    }
    return Answer(
        "territory",
        question,
        edition.name,
        _sentence(place, question.home, supplies),
        supplies,
        tables=tables,
        gaps=_gaps(question.home, supplies, tables),
        sources=sources(edition, SOURCES),
        notes=(
            Sentence(
                "Aandelen zijn van de invoer van de thuisblik onder elke code; direct is aan de "
                "grens, herleid is waar de goederen gemaakt zijn.",
                "Shares are of the imports of home under each code; direct is at the border, "
                "traced is where the goods were made.",
            ),
        ),
    )


def _once(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return one row for each code: of two vintages the newest year, else the longer series."""
    kept: dict[str, Mapping[str, Any]] = {}
    for row in sorted(rows, key=lambda r: (-r["year"], r["code_system"])):
        kept.setdefault(row["code"], row)
    return sorted(kept.values(), key=lambda r: (-r["share"], r["code_system"], r["code"]))


def _with_code(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        code = codes()[row["code_system"], row["code"]]
        found.append(
            {
                **row,
                "materials": ", ".join(code.materials),
                "stage_id": code.links[0].stage_id,
                "match": "pooled" if code.pooled else code.links[0].match,
                "name_nl": code.name_nl,
                "name_en": code.name_en,
            }
        )
    return found


def _key_rows(edition: Edition, name: str, place: str, order: str) -> list[dict[str, Any]]:
    sql = f'select * from "{name}" where territory_id = ? order by {order}'
    return with_row_id(edition.rows(sql, [place]), name)


def _world_supply(edition: Edition, place: str) -> list[dict[str, Any]]:
    rows = edition.rows(
        """
        select * from "settled__supply_share" where territory_id = ? and share >= 0.01
        order by share desc, material_id, stage_id, scope
        """,
        [place],
    )
    return with_row_id(with_material(rows), "settled__supply_share")


def _production(edition: Edition, place: str) -> list[dict[str, Any]]:
    rows = edition.rows(
        """
        select * from "settled__production" p where territory_id = ? and quantity_t > 0
        qualify year = max(year) over (partition by material_id, grade_id, stage_id, content_basis)
        order by material_id, stage_id, content_basis
        """,
        [place],
    )
    return with_row_id(with_material(rows), "settled__production")


def _restrictions(edition: Edition, place: str) -> list[dict[str, Any]]:
    rows = edition.rows(
        """
        select * from "reported__restriction" where territory_id = ?
        order by valid_from desc nulls last, restriction_id, material_id
        """,
        [place],
    )
    return with_row_id(with_material(rows), "reported__restriction")


def _history(edition: Edition, place: str, home: str) -> list[dict[str, Any]]:
    """Return the codes that lean on the territory for a third or more, over the years."""
    rows = edition.rows(
        """
        select code_system, code, year, direct_share, share, share_low, share_high, origin_id,
               importer_id, kind
        from "assessed__origin" o where origin_id = ? and importer_id = ?
          and (select max(share) from "assessed__origin" m
               where m.code_system = o.code_system and m.code = o.code
                 and m.origin_id = o.origin_id and m.importer_id = o.importer_id) >= ?
        order by code_system, code, year
        """,
        [place, home, DEPENDENT],
    )
    return with_row_id(with_code_name(rows), "assessed__origin")


def _sentence(place: str, home: str, rows: Sequence[Mapping[str, Any]]) -> Sentence:
    nl, en = in_sentence(place)
    home_nl, home_en = map(opening, in_sentence(home))
    strong = [row for row in rows if row["share"] >= DEPENDENT]
    if not rows:
        return Sentence(
            f"{home_nl} betrekt onder de getoonde codes niets aantoonbaar uit {nl}.",
            f"{home_en} draws nothing that can be shown from {en} under the codes shown.",
        )
    if place == home:
        return Sentence(
            f"{opening(nl)} is de thuisblik zelf: wat hier als herkomst staat, is onder "
            f"{len(rows)} codes eigen waar die via andere landen terugkomt.",
            f"{opening(en)} is home itself: what is of this origin is, under {len(rows)} codes, "
            "its own goods that come back through other countries.",
        )
    top = rows[0]
    most_nl = (
        f"{within(top['name_nl'])} ({percent(top['share'], 'nl')} herleid, aan de grens "
        f"{percent(top['direct_share'], 'nl')})"
    )
    most_en = (
        f"{within(top['name_en'])} ({percent(top['share'], 'en')} traced, at the border "
        f"{percent(top['direct_share'], 'en')})"
    )
    if not strong:
        return Sentence(
            f"{home_nl} hangt onder geen enkele code voor {percent(DEPENDENT, 'nl')} of meer van "
            f"{nl} af; het meest voor {most_nl}.",
            f"{home_en} depends on {en} for {percent(DEPENDENT, 'en')} or more under no code; "
            f"most for {most_en}.",
        )
    codes_nl = "één code" if len(strong) == 1 else f"{len(strong)} codes"
    codes_en = "one code" if len(strong) == 1 else f"{len(strong)} codes"
    return Sentence(
        f"{home_nl} hangt onder {codes_nl} voor minstens {percent(DEPENDENT, 'nl')} van {nl} af, "
        f"herleid; het meest voor {most_nl}.",
        f"{home_en} depends on {en} for at least {percent(DEPENDENT, 'en')} under {codes_en}, "
        f"traced; most for {most_en}.",
    )


def _gaps(home: str, rows: Sequence[Any], tables: Mapping[str, Sequence[Any]]) -> list[Gap]:
    found = [
        Gap(
            name,
            "no publisher at hand gives it for this territory",
            "the block stays empty",
            "geen uitgever die wij hebben geeft dit voor dit land",
            "het blok blijft leeg",
        )
        for name in ("governance", "production", "restrictions")
        if not tables[name]
    ]
    if home not in ORIGIN.homes:
        found.append(
            Gap(
                "dependence over the years",
                f"the edition holds all years for {' and '.join(ORIGIN.homes)} only",
                "one year is computed for this home; choose another with `--year`",
                f"de editie heeft alle jaren alleen voor {' en '.join(ORIGIN.homes)}",
                "voor deze thuisblik is één jaar berekend; kies een ander met `--year`",
            )
        )
    return found
