"""Trade of home in a material or code: who supplies, what stays, what leaves, how dependent.

Published figures of the statistical office stand beside our own bound; concept, list version and
valuation stand with every figure, and the two valuations never share a total.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.assess.declared_trade import TABLE
from grondstof.assess.origin import members_of
from grondstof.assess.recipe import Question
from grondstof.assess.trade_codes import Code, official
from grondstof.assess.trade_indicators import TRADE_INDICATORS
from grondstof.assess.trade_use import TRADE_USE
from grondstof.errors import InputError
from grondstof.products.answers.base import Answer, Sentence, sources
from grondstof.products.answers.declared import declared_at_hand
from grondstof.products.answers.names import in_sentence
from grondstof.products.answers.origin import SOURCES, origin_rows
from grondstof.products.answers.trade_names import (
    money,
    named,
    percent,
    place_name,
    subject,
    with_code_name,
    with_row_id,
)
from grondstof.products.answers.trade_total import (
    NOTES,
    gaps,
    nothing,
    published,
    total,
    use_rows,
)
from grondstof.products.wording import capital, within
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials

Row = Mapping[str, Any]
# A Sankey of more bands cannot be read; the rest stands as one named band.
MOST_BANDS = 12
_FLOWS = """
    select exporter_id, importer_id, sum(value_usd)::double as value_usd
    from "settled__trade" where code_system = ? and code = ? and year = ?
    group by all order by value_usd desc, exporter_id, importer_id
"""


def answer(edition: Edition, question: Question) -> Answer:
    """Return the trade of home in a material or code in a year.

    Args:
        edition: Opened edition.
        question: `options["subject"]` or `material` is a material or a code; without either the
            total of all mapped codes is answered. `year` is the newest one when absent.

    Raises:
        UnknownName: neither a material nor a code that is known.
        InputError: home has no trade in it, or not in that year.
    """
    text = str(question.options.get("subject") or question.material or "")
    if not text:
        return total(edition, question)
    material_id, codes = subject(text)
    numbers = {code.code for code in codes}
    # Only a home that the build did not make needs the trade rows themselves.
    trade = None if _is_built(question.home) else _trade(edition, codes)
    use = use_rows(edition, question.home, trade, codes)
    rows: list[dict[str, Any]] = []
    for code in codes:
        years = [int(row["period"]) for row in use if _is(row, code)]
        if years and (question.year is None or question.year in years):
            rows.append(_code_row(use, code, question.year or max(years)))
    if not rows:
        raise InputError([nothing(text, question)])
    tables = {
        "partners": _partners(edition, question.home, codes, rows),
        "use": [row for row in use if row["concept"] != "exports"],
        "published": published(edition, question.home, _about(material_id, codes)),
        "indicators": _indicators(edition, question, codes, trade),
        "bands": _bands(edition, question.home, rows),
        "map": _map(codes),
        "official_content": [dict(row) for row in official("content") if row["code"] in numbers],
    }
    return Answer(
        "trade",
        question,
        edition.name,
        _sentence(rows, question.home, material_id),
        rows,
        tables=tables,
        gaps=gaps(codes),
        sources=sources(edition, SOURCES),
        notes=NOTES,
    )


def _about(material_id: str | None, codes: Sequence[Code]) -> set[str]:
    """Return the materials whose published figures belong to a question: none of a pooled code."""
    return {material_id} if material_id else {c.single.material_id for c in codes if c.single}


def _is_built(home: str) -> bool:
    return home in TRADE_USE.homes and home in TRADE_INDICATORS.homes


def _trade(edition: Edition, codes: Sequence[Code]) -> Any:
    numbers = sorted({code.code for code in codes})
    marks = ", ".join("?" for _ in numbers) or "''"
    return edition.arrow(f'select * from "settled__trade" where code in ({marks})', numbers)


def _is(row: Row, code: Code) -> bool:
    return bool(row["subject_id"] == code.code and row["list_version"] == code.code_system)


def _code_row(use: Sequence[Row], code: Code, year: int) -> dict[str, Any]:
    found = {row["concept"]: row for row in use if _is(row, code) and row["period"] == str(year)}
    leaving = found["share leaving"]
    return {
        "row_id": f"{code.code_system}/{code.code}/{year}",
        "code_system": code.code_system,
        "code": code.code,
        "name_nl": code.name_nl,
        "name_en": code.name_en,
        "year": year,
        "materials": ", ".join(code.materials),
        "match": "pooled" if code.pooled else code.links[0].match,
        "stage_id": code.links[0].stage_id,
        "imports_musd": found["imports"]["value"],
        "exports_musd": found["exports"]["value"],
        "leaving_share_high": leaving["value_high"],
        "domestic_use_low_musd": found["domestic use"]["value_low"],
        "valuation": leaving["valuation"],
        "kind": "computed",
        "oldest_year": year,
    }


def _partners(
    edition: Edition, home: str, codes: Sequence[Code], rows: Sequence[Row]
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    years = {(row["code_system"], row["code"]): row["year"] for row in rows}
    for code in codes:
        year = years.get((code.code_system, code.code))
        if year is not None:
            origin = origin_rows(edition, home, code, year)
            found += with_code_name(named(origin, "origin_id"))
    return with_row_id(found, "assessed__origin")


def _indicators(
    edition: Edition, question: Question, codes: Sequence[Code], trade: Any
) -> list[dict[str, Any]]:
    wanted = {code.code for code in codes}
    if question.home in TRADE_INDICATORS.homes:
        # A subject is one code or several joined by `+`: narrowed here, compared below.
        like = " or ".join(["subject_id like ?"] * len(wanted))
        rows = edition.rows(
            f'select * from "assessed__trade_indicator" where home_id = ? and ({like}) '
            "order by indicator_id, subject_id, year",
            [question.home, *(f"%{code}%" for code in sorted(wanted))],
        )
    else:
        inputs = {
            "settled__trade": trade,
            "settled__governance": edition.arrow('select * from "settled__governance"'),
            "assessed__origin": edition.arrow('select * from "assessed__origin" where false'),
            TABLE: declared_at_hand(edition, question.home),
        }
        rows = TRADE_INDICATORS.run(inputs, Question(home=question.home)).to_pylist()
    systems = {code.code_system for code in codes}
    chosen = [
        row
        for row in rows
        if row["subject_id"].partition(":")[0] in systems
        and wanted & set(row["subject_id"].partition(":")[2].split("+"))
    ]
    return with_row_id(chosen, "assessed__trade_indicator")


def _bands(edition: Edition, home: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return suppliers -> home -> destinations of the code with the largest imports."""
    main = max(rows, key=lambda row: (row["year"], row["imports_musd"], row["code"]))
    members = members_of(home) or frozenset({home})
    flows = edition.rows(_FLOWS, [main["code_system"], main["code"], main["year"]])
    bought: dict[str, float] = {}
    sold: dict[str, float] = {}
    for row in flows:
        seller, buyer = row["exporter_id"] in members, row["importer_id"] in members
        if buyer and not seller:
            bought[row["exporter_id"]] = bought.get(row["exporter_id"], 0.0) + row["value_usd"]
        if seller and not buyer:
            sold[row["importer_id"]] = sold.get(row["importer_id"], 0.0) + row["value_usd"]
    half = MOST_BANDS // 2
    bands = [(place, home, value) for place, value in _largest(bought, half)]
    bands += [(home, place, value) for place, value in _largest(sold, half)]
    return [_band(main, *band) for band in bands]


def _largest(flows: Mapping[str, float], count: int) -> list[tuple[str, float]]:
    ordered = sorted(flows.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(value for _, value in ordered[count - 1 :])
    return ordered if len(ordered) <= count else [*ordered[: count - 1], ("remainder", rest)]


def _band(main: Row, source: str, target: str, value: float) -> dict[str, Any]:
    from_nl, from_en = place_name(source)
    to_nl, to_en = place_name(target)
    return {
        "row_id": f"{main['row_id']}/{source}/{target}",
        "code_system": main["code_system"],
        "code": main["code"],
        "year": main["year"],
        "from_id": source,
        "from_nl": from_nl,
        "from_en": from_en,
        "to_id": target,
        "to_nl": to_nl,
        "to_en": to_en,
        "value_usd": value,
        "kind": "computed",
    }


def _map(codes: Sequence[Code]) -> list[dict[str, Any]]:
    return [
        {
            "row_id": f"{code.code_system}/{code.code}/{link.material_id}",
            "code_system": code.code_system,
            "code": code.code,
            "name_nl": code.name_nl,
            "name_en": code.name_en,
            "material_id": link.material_id,
            "stage_id": link.stage_id,
            "form_id": link.form_id,
            "content_fraction": link.content[0] if link.content else None,
            "content_low": link.content[1] if link.content else None,
            "content_high": link.content[2] if link.content else None,
            "match": link.match,
            "anchor": "/".join(link.anchor) if link.anchor else None,
            "reason": link.reason,
            "kind": "judged",
        }
        for code in codes
        for link in code.links
    ]


def _sentence(rows: Sequence[Row], home: str, material_id: str | None) -> Sentence:
    home_nl, home_en = map(capital, in_sentence(home))
    newest = max(row["year"] for row in rows)
    # Codes of two vintages overlap; a total is of one vintage.
    systems = {row["code_system"] for row in rows if row["year"] == newest}
    system = "HS1992" if "HS1992" in systems else max(systems)
    own = [r for r in rows if r["code_system"] == system and r["year"] == newest]
    single = [row for row in own if row["match"] != "pooled"]
    counted = single or own
    imports = sum(row["imports_musd"] for row in counted)
    stays = sum(row["domestic_use_low_musd"] for row in counted)
    share = 1.0 - stays / imports if imports else None
    if material_id is None or not single:
        name_nl, name_en = counted[0]["name_nl"], counted[0]["name_en"]
    else:
        found = materials.materials()[material_id]
        name_nl, name_en = found.name_nl, found.name_en
    listed = ", ".join(sorted(row["code"] for row in counted))
    return Sentence(
        f"{home_nl} voerde in {newest} voor {money(imports, 'nl')} aan {within(name_nl)} in "
        f"({system} {listed}, vrij aan boord); hoogstens {percent(share, 'nl')} daarvan kan weer "
        "zijn uitgevoerd.",
        f"{home_en} imported {money(imports, 'en')} of {within(name_en)} in {newest} "
        f"({system} {listed}, free on board); at most {percent(share, 'en')} of it can have left "
        "again.",
    )
