"""What stays and what leaves over all codes of home, published beside our own bound."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.assess.trade_codes import Code
from grondstof.assess.trade_use import OURS, PUBLISHED, TRADE_USE
from grondstof.errors import Fault, InputError, Phrase
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.names import in_sentence
from grondstof.products.answers.origin import SOURCES, no_imports
from grondstof.products.answers.trade_names import percent, with_row_id
from grondstof.products.wording import capital, enumerate_words
from grondstof.store.editions import Edition

Row = Mapping[str, Any]

NOTES = (
    Sentence(
        "Waarden zijn dollars vrij aan boord (BACI). Statistiekbureaus tellen euro's met vracht en "
        "verzekering; die staan nooit in één totaal.",
        "Values are dollars free on board (BACI). Statistical offices count euro with freight and "
        "insurance; they never share a total.",
    ),
    Sentence(
        "Wat vertrekt is een bovengrens per code: het kleinste van uitvoer en invoer. Het verschil "
        "met het gepubliceerde cijfer komt door quasi-doorvoer (die in BACI ontbreekt of "
        "wegvalt), een andere lijst van codes, andere waardering, en uitvoer na bewerking onder "
        "een andere code.",
        "What leaves is an upper bound per code: the smaller of exports and imports. It differs "
        "from the published figure because of quasi-transit (absent or netted out in BACI), "
        "another list of codes, another valuation, and exports under another code after "
        "processing.",
    ),
)


def total(edition: Edition, question: Question) -> Answer:
    """Return what stays and what leaves over all mapped codes, published and bounded."""
    rows = edition.rows(
        """
        select * from "assessed__trade_use" where territory_id = ? and subject_kind = 'list'
        order by period desc, basis desc, subject_id, concept, list_version
        """,
        [question.home],
    )
    if not rows:
        rows = [
            r for r in use_rows(edition, question.home, None, []) if r["subject_kind"] == "list"
        ]
    year = str(question.year) if question.year else _newest_compared(rows)
    shown = with_row_id([row for row in rows if row["period"] == year], "assessed__trade_use")
    if not shown:
        raise InputError([nothing("all mapped codes", question)])
    off = [row for row in with_row_id(rows, "assessed__trade_use") if row["off_by"] is not None]
    return Answer(
        "trade-total",
        question,
        edition.name,
        _total_sentence(shown, question.home, year),
        shown,
        tables={
            "off_by": sorted(off, key=lambda row: -abs(row["off_by"])),
            "published": published(edition, question.home),
            "all_years": with_row_id(rows, "assessed__trade_use"),
        },
        gaps=gaps([]),
        sources=sources(edition, SOURCES),
        notes=NOTES,
    )


def _newest_compared(rows: Sequence[Row]) -> str:
    printed = [
        r["period"] for r in rows if r["concept"] == "share leaving" and r["basis"] == PUBLISHED
    ]
    return str(max(printed or [row["period"] for row in rows] or [""]))


def _total_sentence(rows: Sequence[Row], home: str, year: str) -> Sentence:
    nl, en = map(capital, in_sentence(home))
    printed = [r for r in rows if r["concept"] == "share leaving" and r["basis"] == PUBLISHED]
    ours = [r for r in rows if r["concept"] == "share leaving" and r["basis"] == OURS]
    bounds = sorted({row["value"] for row in ours})
    text_nl = enumerate_words([percent(value, "nl") for value in bounds], "nl")
    text_en = enumerate_words([percent(value, "en") for value in bounds], "en")
    if printed:
        share = printed[0]["value"]
        return Sentence(
            f"{nl}, {year}: volgens het statistiekbureau is {percent(share, 'nl')} van de "
            f"ingevoerde kritieke grondstoffen bestemd voor het buitenland; onze eigen bovengrens "
            f"per code komt, naar gelang de codes, op {text_nl}.",
            f"{en}, {year}: according to the statistical office {percent(share, 'en')} of the "
            f"critical raw materials that enter is meant for abroad; our own bound per code gives, "
            f"depending on the set of codes, {text_en}.",
        )
    return Sentence(
        f"{nl}, {year}: hoogstens {text_nl} van de invoer (per verzameling codes) vertrekt weer; "
        "er is geen gepubliceerd cijfer.",
        f"{en}, {year}: at most {text_en} of imports (by set of codes) leaves again; there is no "
        "published figure.",
    )


def nothing(text: str, question: Question) -> Fault:
    """Return the fault of a question about trade that home does not have."""
    return Fault(
        Phrase("trade in '{text}'", text=text),
        no_imports(question),
        "a material with a trade code of its own and a year with trade",
        "Leave out the year, or see the map of codes for what has a code",
    )


def use_rows(
    edition: Edition, home: str, trade: Any, codes: Sequence[Code]
) -> list[dict[str, Any]]:
    """Return the rows of what stays and leaves by code; computed where the edition has none."""
    if home in TRADE_USE.homes:
        numbers = sorted({code.code for code in codes})
        marks = ", ".join("?" for _ in numbers) or "''"
        rows = edition.rows(
            f"""
            select * from "assessed__trade_use"
            where territory_id = ? and subject_kind = 'code' and subject_id in ({marks})
            order by list_version, subject_id, period, concept
            """,
            [home, *numbers],
        )
        return with_row_id(rows, "assessed__trade_use")
    whole = trade if trade is not None else edition.arrow('select * from "settled__trade"')
    figures = edition.arrow('select * from "settled__trade_figure"')
    made = TRADE_USE.run(
        {"settled__trade": whole, "settled__trade_figure": figures}, Question(home=home)
    )
    return with_row_id(made.to_pylist(), "assessed__trade_use")


def published(
    edition: Edition, home: str, about: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Return the published figures on home and the EU, with their place in the publication.

    Those on the whole list always; of single materials those on what is asked about, None for all.
    """
    rows = edition.rows(
        """
        select f.*, r.locator, r.source_id from "settled__trade_figure" f
        join "reported__trade_figure" r on r.claim_id = f.chosen_claim
        where f.territory_id in (?, 'EU27') order by f.period desc, f.concept, f.subject_id
        """,
        [home],
    )
    shown = [
        row
        for row in rows
        if about is None or row["subject_id"] in about or row["subject_kind"] == "list"
    ]
    return with_row_id([{**row, "kind": "published"} for row in shown], "settled__trade_figure")


def gaps(codes: Sequence[Code]) -> list[Gap]:
    """Return what trade figures do not tell."""
    found = [
        Gap(
            "transit and quasi-transit",
            "BACI does not tell them from imports, and no table of the office is at hand by code",
            "what leaves is a bound, not a measurement",
            "BACI onderscheidt ze niet van invoer, en een tabel van het bureau per code is er niet",
            "wat vertrekt is een grens, geen meting",
        ),
        Gap(
            "mirror gap",
            "declarations of importer and exporter (Comtrade) may not be shipped",
            "the indicator stands without a value until you fetch them with your own key and build",
            "opgaven van invoerder en uitvoerder (Comtrade) mogen wij niet meeleveren",
            "de indicator heeft pas een waarde als u ze met een eigen sleutel ophaalt en bouwt",
        ),
    ]
    if any(code.pooled for code in codes):
        found.append(
            Gap(
                "split of pooled codes",
                "six digits pool several materials",
                "their figures stand under the name of the code and not under a material",
                "zes cijfers voegen meer stoffen samen",
                "hun cijfers staan onder de naam van de code en niet onder een stof",
            )
        )
    return found
