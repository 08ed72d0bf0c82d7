"""Demand for the materials of a chain by scenario, with what is in use and what can come back."""

from collections.abc import Sequence
from typing import Any

from grondstof.assess.demand import CHAINS, DEMAND, FIRST_YEAR, OUTPUT, find_chain
from grondstof.assess.demand_scenarios import LAST_YEAR, WORLD, Scenario, homes, of_home
from grondstof.assess.recipe import Question
from grondstof.assess.urban_mine import compared
from grondstof.errors import Fault, InputError, Phrase, UnknownName
from grondstof.methods.end_of_life import first_year_at
from grondstof.products.answers.base import Answer, Edition, Gap, Sentence, row_id, sources
from grondstof.products.answers.names import with_material
from grondstof.products.answers.remedy_words import chain_name, home_name
from grondstof.products.wording import large, percent
from grondstof.vocabulary import materials, territories
from grondstof.vocabulary.tables import table

KIND = "demand"
DEFAULT_YEAR = 2040
SHOWN_YEARS = (2025, 2030, 2040, 2050)
# Article 5 of the Critical Raw Materials Act: at least 25 % of EU consumption from recycling.
BENCHMARK = 0.25
# The material of each chain that is shown first.
SCARCE = {
    "permanent-magnet": "neodymium",
    "li-ion-battery": "cobalt",
    "solar-pv": "silver",
    "wind-turbine": "neodymium",
}
SOURCES = ("premise", "pv_ice", "battery_minerals", "register")


def answer(edition: Edition, question: Question) -> Answer:
    """Return demand, stock, outflow and secondary supply of a chain in a year.

    Options: `chain`, `scenario`, `scenario_file`, `draws`, `seed`; `material` of the question is
    the one whose course over all years is given, the chain's scarcest when it is left out. A home
    without a scenario of its own gets no figures and a gap that says so.

    Raises:
        UnknownName: If chain, material, scenario or home is unknown.
        InputError: If the year lies outside the scenarios.
    """
    home = find_home(question.home)
    asked = question.with_home(home)
    chain = find_chain(str(question.options.get("chain", "li-ion-battery")))
    rows = [row for row in demand_rows(edition, asked) if row["product_id"] == chain]
    year = find_year(question.year, usual_year(rows))
    material = _material(question.material, chain, rows)
    now = _named([row for row in rows if row["year"] == year])
    shown = _named([row for row in rows if row["year"] in SHOWN_YEARS])
    beside = [row for row in compared(home, rows, "demand") if row["product_id"] == chain]
    course = [row for row in rows if row["material_id"] == material and not row["lacks"]]
    return Answer(
        KIND,
        asked,
        edition.name,
        _sentence(chain, home, year, now),
        now,
        method="dynamic stock model, Weibull lifetimes",
        tables={
            "years": shown,
            "course": _named(course),
            "benchmark": _named(benchmark(rows)),
            "published": with_material(beside),
            "scenarios": [_scenario(item) for item in _scenarios(asked)],
        },
        gaps=[*_gaps(chain, home, year, rows), *_withheld(beside)],
        sources=sources(edition, SOURCES),
        notes=NOTES,
    )


NOTES = (
    Sentence(
        "Vraag is wat in producten in gebruik komt; verliezen bij het maken tellen niet mee. "
        "Bereiken lopen van 5 tot 95 % over oordelen; de scenario's zelf hebben geen kans.",
        "Demand is what comes into use inside products; losses in making them do not count. "
        "Ranges are 5 and 95 % over judgements; the scenarios themselves carry no probability.",
    ),
)


def find_home(text: str) -> str:
    """Return the id of a home, or `WORLD`.

    Raises:
        UnknownName: If there is no such territory or group.
    """
    return WORLD if text.strip().lower() in ("world", "wereld") else territories.find(text)


def find_year(year: int | None, otherwise: int) -> int:
    """Return the year asked for, or the usual one.

    Raises:
        InputError: If no scenario reaches it.
    """
    found = otherwise if year is None else year
    if FIRST_YEAR <= found <= LAST_YEAR:
        return found
    expected = Phrase("a year from {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR)
    fault = Fault("year", str(found), expected, "Choose one")
    raise InputError([fault])


def usual_year(rows: Sequence[dict[str, Any]]) -> int:
    """Return 2040, or the last year before it that is shown and that a scenario reaches."""
    known = {row["year"] for row in rows if row["demand_t"] is not None}
    reached = [year for year in SHOWN_YEARS if year <= DEFAULT_YEAR and year in known]
    return max(reached, default=DEFAULT_YEAR)


def _material(text: str | None, chain: str, rows: Sequence[dict[str, Any]]) -> str:
    """Return the material whose course is shown; it must be one of the chain, where rows exist."""
    if text is None:
        return SCARCE[chain]
    found = materials.find(text).material_id
    known = sorted({row["material_id"] for row in rows})
    if known and found not in known:
        raise UnknownName("material", text, Phrase("a material of {chain}", chain=chain), known)
    return found


def has_scenario(question: Question) -> bool:
    """Return whether a question has a scenario: one that ships for its home, or a file."""
    return question.home in homes() or question.options.get("scenario_file") is not None


def demand_rows(edition: Edition, question: Question) -> list[dict[str, Any]]:
    """Return the rows of a home: as built, or computed where the question is its own."""
    if not has_scenario(question):
        return []
    own = {"scenario_file", "draws", "seed"} & set(question.options)
    named = question.options.get("scenario")
    if not own:
        sql = f'select * from "{OUTPUT}" where home_id = ?'
        found = edition.rows(sql, [question.home])
        if found:
            if named is not None:
                of_home(question.home, str(named))
            return [row for row in found if named is None or row["scenario_id"] == named]
    from grondstof.assess.ask import ask

    return list(ask(edition, DEMAND, question).to_pylist())


def benchmark(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return for each scenario and material the year from which recycling gives 25 % of demand.

    `best` takes the 95 % end of secondary supply over demand; both are None when it does not
    happen before the scenario ends.
    """
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault((row["scenario_id"], row["material_id"]), []).append(row)
    found = []
    for (scenario, material), own in sorted(grouped.items()):
        ready = [row for row in own if row["secondary_share"] is not None]
        if not ready:
            continue
        years = [row["year"] for row in ready]
        found.append(
            {
                "scenario_id": scenario,
                "material_id": material,
                "benchmark_share": BENCHMARK,
                "reached": first_year_at(
                    [row["secondary_share"] for row in ready], years, BENCHMARK
                ),
                "reached_best": first_year_at(
                    [row["secondary_share_high"] for row in ready], years, BENCHMARK
                ),
                "until": years[-1],
                "secondary_share": ready[-1]["secondary_share"],
                "secondary_share_low": ready[-1]["secondary_share_low"],
                "secondary_share_high": ready[-1]["secondary_share_high"],
                "kind": "modelled",
            }
        )
    return found


def _named(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    key = [name for name in table(OUTPUT).key if rows and name in rows[0]]
    return [{"row_id": row_id(row, key), **row} for row in with_material(rows)]


def _scenarios(question: Question) -> list[Scenario]:
    if not has_scenario(question):
        return []
    from grondstof.assess.demand import chosen_scenarios

    return chosen_scenarios(question)


def _scenario(item: Scenario) -> dict[str, Any]:
    return {
        "scenario_id": item.scenario_id,
        "name_nl": item.title.nl,
        "name_en": item.title.en,
        "technologies": ", ".join(part.technology for part in item.series),
        "until": max(part.last_year for part in item.series),
        "note_nl": item.note.nl,
        "note_en": item.note.en,
        "source": "; ".join(
            dict.fromkeys(
                f"{cited.publisher}, {cited.title} ({cited.year})"
                for cited in item.sources.values()
            )
        ),
    }


def _sentence(chain: str, home: str, year: int, rows: Sequence[dict[str, Any]]) -> Sentence:
    ready = [row for row in rows if row["demand_t"]]
    names, place = chain_name(chain), home_name(home)
    if not ready:
        nl, en = ("loopt zo ver", "reaches that far") if rows else ("gaat erover", "is about it")
        return Sentence(
            f"Voor {names.nl} in {place.nl} is in {year} geen vraag bekend: geen scenario {nl}.",
            f"No demand for {names.en} in {place.en} is known for {year}: no scenario {en}.",
        )
    top = max(ready, key=lambda row: row["demand_t"])["material_id"]
    own = [row for row in ready if row["material_id"] == top]
    low, high = min(row["demand_t_low"] for row in own), max(row["demand_t_high"] for row in own)
    back = [row["secondary_share_high"] for row in ready if row["secondary_share_high"] is not None]
    most = max(back) if back else None
    name = with_material([own[0]])[0]
    return Sentence(
        f"In {year} vragen {names.nl} in {place.nl} het meest {name['name_nl']}: "
        f"{large(low, 'nl')} tot {large(high, 'nl')} ton over alle scenario's; recycling kan van "
        f"geen grondstof meer dan {percent(most, 'nl', 0)} van de vraag geven.",
        f"In {year} {names.en} in {place.en} demand most {name['name_en']}: {large(low, 'en')} to "
        f"{large(high, 'en')} tonnes over all scenarios; recycling can give no more than "
        f"{percent(most, 'en', 0)} of demand of any material.",
    )


def no_scenario(home: str) -> Gap:
    """Return the gap of a home that no scenario is about; another home's is never borrowed."""
    place, known = home_name(home), [home_name(one) for one in homes()]
    return Gap(
        "demand_t",
        f"no scenario for {place.en}: scenarios are at hand for "
        f"{', '.join(one.en for one in known)}",
        "demand, stock, outflow and secondary supply are empty, not zero; a file of your own can "
        "fill them",
        f"geen scenario voor {place.nl}: er zijn scenario's voor "
        f"{', '.join(one.nl for one in known)}",
        "vraag, voorraad, uitstroom en secundair aanbod zijn leeg, niet nul; een eigen bestand kan "
        "ze vullen",
    )


def _withheld(beside: Sequence[dict[str, Any]]) -> list[Gap]:
    """Return the gap of published figures whose data set may not be passed on."""
    if all(row["published_t"] is not None for row in beside):
        return []
    who = ", ".join(sorted({row["publisher"] for row in beside if row["published_t"] is None}))
    return [
        Gap(
            "published_t",
            f"the data set of {who} may not be passed on; its address is in the row",
            "only how ours compares is shown, to one digit",
            f"de dataset van {who} mag niet worden doorgegeven; het adres staat in de rij",
            "er staat alleen hoe de onze zich verhoudt, in één cijfer",
        )
    ]


def _gaps(chain: str, home: str, year: int, rows: Sequence[dict[str, Any]]) -> list[Gap]:
    found = []
    short = sorted({row["scenario_id"] for row in rows if row["year"] == year and row["lacks"]})
    if short:
        found.append(
            Gap(
                "demand_t",
                f"the scenarios {', '.join(short)} end before {year}",
                "those years are empty, not zero",
                f"de scenario's {', '.join(short)} eindigen vóór {year}",
                "die jaren zijn leeg, niet nul",
            )
        )
    if home not in homes() and not rows:
        found.append(no_scenario(home))
    elif not rows:
        found.append(
            Gap(
                "demand_t",
                f"no scenario of {home} has the technologies {', '.join(CHAINS[chain])}",
                "no demand is shown for this chain",
                f"geen scenario van {home} heeft de technieken {', '.join(CHAINS[chain])}",
                "voor deze keten staat er geen vraag",
            )
        )
    if chain == "permanent-magnet":
        found.append(
            Gap(
                "other_magnets",
                "no intensities or stocks that may be shipped",
                "demand for magnets is that of wind turbines and electric cars only",
                "geen intensiteiten of voorraden die mee mogen",
                "de vraag naar magneten is alleen die van windturbines en elektrische auto's",
            )
        )
    return found
