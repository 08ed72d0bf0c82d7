"""Where what home imports of a code was really made, beside where it crossed the border.

Direct and traced shares stand side by side with the anchor named and the range. A code that pools
materials answers under its own name, never under that of one material.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.assess.origin import NET_EXPORTS, ORIGIN, UNKNOWN
from grondstof.assess.recipe import Question
from grondstof.assess.trade_codes import Code
from grondstof.errors import Fault, InputError, Phrase
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.names import in_sentence
from grondstof.products.answers.origin_anchors import anchors, extracted
from grondstof.products.answers.trade_names import (
    named,
    percent,
    subject,
    with_code_name,
    with_row_id,
)
from grondstof.store.editions import Edition

Row = Mapping[str, Any]
SOURCES = ("baci", "wmd", "usgs_mcs", "bgs", "wgi", "cbs")


def answer(edition: Edition, question: Question) -> Answer:
    """Return direct and true origin of a code or of the codes of a material.

    Args:
        edition: Opened edition.
        question: `options["subject"]` or `material` is a code or a material; `year` the year, the
            newest one with trade when absent.

    Raises:
        UnknownName: neither a code nor a material that is known.
        InputError: no trade of home in that year.
    """
    text = str(question.options.get("subject") or question.material or "")
    _, codes = subject(text)
    rows: list[dict[str, Any]] = []
    unknown: list[tuple[str, str]] = []
    tables: dict[str, list[dict[str, Any]]] = {
        "anchors": [],
        "coverage": [],
        "series": [],
        "extraction": [],
    }
    for code in codes:
        found = origin_rows(edition, question.home, code)
        years = sorted({row["year"] for row in found})
        if not years or (question.year and question.year not in years):
            continue
        year = question.year or years[-1]
        shown = [row for row in found if row["year"] == year]
        rows += with_code_name(named(shown, "origin_id"))
        tables["coverage"].append(coverage(shown, code))
        tables["series"] += series(found)
        tables["anchors"] += anchors(edition, question.home, code, year, shown)
        mined, why = extracted(edition, question.home, code, year)
        tables["extraction"] += mined
        unknown.append((code.code, why))
    if not rows:
        raise InputError([_nothing(text, question)])
    return Answer(
        "origin",
        question,
        edition.name,
        sentence(rows, question.home),
        with_row_id(rows, "assessed__origin"),
        method="true-origin",
        tables=tables,
        gaps=gaps(codes, tables["coverage"], [pair for pair in unknown if pair[1]]),
        sources=sources(edition, SOURCES),
        notes=notes(codes),
    )


def _nothing(text: str, question: Question) -> Fault:
    return Fault(
        Phrase("origin of '{text}'", text=text),
        no_imports(question),
        "a material or code with trade in that year; 30 codes have 2022 and 2024 only",
        "Leave out the year to see the newest one, or choose another code",
    )


def no_imports(question: Question) -> Phrase:
    """Return the words for a home without imports, in the year that was asked for if any."""
    if question.year:
        return Phrase(
            "no imports of {home} in {year} under a code that ships",
            home=question.home,
            year=str(question.year),
        )
    return Phrase("no imports of {home} under a code that ships", home=question.home)


def origin_rows(
    edition: Edition, home: str, code: Code, year: int | None = None
) -> list[dict[str, Any]]:
    """Return the origin rows of one code for a home, largest first within a year.

    A home for which the edition was built is read; for another home the same recipe is run on the
    trade of this code, and nothing is written. Without a year all years are returned.
    """
    when = "" if year is None else " and year = ?"
    key = [code.code_system, code.code, *([] if year is None else [year])]
    if home in ORIGIN.homes:
        rows = edition.rows(
            'select * from "assessed__origin" '
            f"where code_system = ? and code = ?{when} and importer_id = ?",
            [*key, home],
        )
    else:
        trade = edition.arrow(
            f'select * from "settled__trade" where code_system = ? and code = ?{when}', key
        )
        production = edition.arrow('select * from "settled__production"')
        made = ORIGIN.run(
            {"settled__trade": trade, "settled__production": production}, Question(home=home)
        )
        rows = made.to_pylist()
    last = (UNKNOWN, "remainder")
    return sorted(
        rows, key=lambda row: (row["year"], row["origin_id"] in last, -(row["share"] or 0.0))
    )


def coverage(rows: Sequence[Row], code: Code) -> dict[str, Any]:
    """Return which part of the imports is anchored, bounded and unknown; the three sum to 1."""
    found = dict.fromkeys(("anchored", "bounded", "unknown"), 0.0)
    for row in rows:
        found[row["basis"]] += row["share"]
    first = rows[0]
    return {
        "row_id": f"{code.code_system}/{code.code}/{first['year']}",
        "code_system": code.code_system,
        "code": code.code,
        "code_name_nl": code.name_nl,
        "code_name_en": code.name_en,
        "year": first["year"],
        **{f"{name}_share": value for name, value in found.items()},
        "anchor": first["anchor"],
        "measure": first["measure"],
        "pooled": code.pooled,
        "kind": "modelled",
    }


def series(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return for every year the largest direct partner and the largest traced origin."""
    found = []
    for year in sorted({row["year"] for row in rows}):
        real = [
            r for r in rows if r["year"] == year and r["origin_id"] not in (UNKNOWN, "remainder")
        ]
        if not real:
            continue
        direct = max(real, key=lambda row: (row["direct_share"], row["origin_id"]))
        traced = max(real, key=lambda row: (row["share"], row["origin_id"]))
        found.append(
            {
                "row_id": f"{traced['code_system']}/{traced['code']}/{year}",
                "code_system": traced["code_system"],
                "code": traced["code"],
                "year": year,
                "partner_id": direct["origin_id"],
                "direct_share": direct["direct_share"],
                "origin_id": traced["origin_id"],
                "share": traced["share"],
                "share_low": traced["share_low"],
                "share_high": traced["share_high"],
                "kind": "modelled",
            }
        )
    return found


def sentence(rows: Sequence[Row], home: str) -> Sentence:
    """Return the answer in one sentence: the largest origin, direct and traced, with its range."""
    real = [row for row in rows if row["origin_id"] not in (UNKNOWN, "remainder")]
    if not real:
        return Sentence("De herkomst is onbekend.", "The origin is unknown.")
    newest = max(row["year"] for row in real)
    top = max(
        (row for row in real if row["year"] == newest),
        key=lambda row: (row["share"], row["origin_id"]),
    )
    home_nl, home_en = in_sentence(home)
    low, high = top["share_low"], top["share_high"]
    place_nl, place_en = in_sentence(top["origin_id"])
    anchor_nl = "netto-uitvoer" if top["anchor"] == NET_EXPORTS else "productiecijfers"
    anchor_en = NET_EXPORTS if top["anchor"] == NET_EXPORTS else "production figures"
    return Sentence(
        f"{top['code_name_nl']} ({top['code']}), {newest}: aan de grens komt "
        f"{percent(top['direct_share'], 'nl')} van de invoer van {home_nl} uit {place_nl}; "
        f"herleid met {anchor_nl} als anker is dat {percent(top['share'], 'nl')} "
        f"(bereik {percent(low, 'nl')} tot {percent(high, 'nl')}).",
        f"{top['code_name_en']} ({top['code']}), {newest}: {percent(top['direct_share'], 'en')} of "
        f"the imports of {home_en} comes from {place_en} at the border; traced with "
        f"{anchor_en} as anchor it is {percent(top['share'], 'en')} "
        f"(range {percent(low, 'en')} to {percent(high, 'en')}).",
    )


def gaps(
    codes: Sequence[Code], covered: Sequence[Row], unmined: Sequence[tuple[str, str]]
) -> list[Gap]:
    """Return what is not known about the origin."""
    found = [
        Gap(
            f"origin of extraction of {code}",
            why,
            "the origin shown is that of the stage of the code, not of the mine",
            _why_nl(why),
            "de getoonde herkomst is die van de stap van de code, niet van de mijn",
        )
        for code, why in unmined
    ]
    if any(code.pooled for code in codes):
        found.append(
            Gap(
                "split of the pooled code",
                "six digits pool several materials",
                "the figure holds for the code as a whole and for none of its materials",
                "zes cijfers voegen meer stoffen samen",
                "het cijfer geldt voor de code als geheel en voor geen van de stoffen",
            )
        )
    if any(row["bounded_share"] > 0.0 for row in covered):
        found.append(
            Gap(
                "production",
                "no production series has the stage and content basis of the code",
                "production is bounded by trade alone, so shares are a range",
                "geen productiereeks heeft de stap en de inhoud van de code",
                "alleen de handel begrenst de productie, dus de aandelen zijn een bereik",
            )
        )
    return found


def _why_nl(why: str) -> str:
    """Return in Dutch why the extraction origin of a code is not known."""
    if why.startswith("code "):
        return f"code {why.split()[1]} heeft geen productiereeks die erbij past"
    if why.startswith("no code"):
        return "van de stap ervoor is geen code meegeleverd"
    return "een van de twee stappen heeft in dat jaar geen handel"


def notes(codes: Sequence[Code]) -> list[Sentence]:
    """Return remarks: what each code holds and why, and how the range is meant."""
    found = [
        Sentence(
            "Het bereik omvat alle productie die de handel toelaat: van netto-uitvoer tot twee "
            "maal de uitvoer. Het is geen kansinterval.",
            "The range covers all production that trade allows: from net exports to twice exports. "
            "It is not a probability interval.",
        )
    ]
    for code in codes:
        if code.pooled:
            listed = ", ".join(code.materials)
            found.append(
                Sentence(
                    f"Code {code.code} voegt samen: {listed}.", f"Code {code.code} pools: {listed}."
                )
            )
    return found
