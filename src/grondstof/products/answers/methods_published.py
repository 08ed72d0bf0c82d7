"""Published results of other methods beside our own computation of the same, misses included."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from grondstof.assess import dera
from grondstof.methods.dera import Classes
from grondstof.store.content import content_folder, load
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials

Row = dict[str, Any]
# Concentration and score by importer, material and year.
Replicated = Mapping[tuple[str, str, int], tuple[float, float | None]]
FILE = "comparisons/methods.yml"
_REASONS: Mapping[str, tuple[str, str]] = {
    "equal": (
        "Gelijk, op de afgedrukte cijfers.",
        "Equal, to the digits printed.",
    ),
    "update": (
        "Met het bestuurscijfer van de uitgever zelf is de score tot op vier cijfers gelijk; hier "
        "staat de herziening van 2024 van de Wereldbank.",
        "With the publisher's own governance the score is equal to four digits; here stands the "
        "World Bank's update of 2024.",
    ),
    "later-revision": (
        "De concentratie is gelijk, de invoerkant niet: de uitgever gebruikt voor 2023 een latere "
        "herziening van het bestuurscijfer (Andorra 1,54; in de herziening van 2024 1,58). Die "
        "hebben wij niet, dus deze score is niet na te rekenen.",
        "Concentration is equal, the import side is not: for 2023 the publisher uses a later "
        "revision of governance (Andorra 1.54; 1.58 in the update of 2024). It is not at hand, so "
        "this score cannot be reproduced.",
    ),
    "same-class": (
        "Dezelfde klasse; het getal verschilt, want DERA gebruikt eigen productiecijfers.",
        "The same class; the number differs because DERA uses production figures of its own.",
    ),
    "other-class": (
        "Een andere klasse; DERA gebruikt eigen productiecijfers.",
        "Another class; DERA uses production figures of its own.",
    ),
    "no-figure": (
        "Geen productiecijfer van dat jaar en die stap.",
        "No production figure of that year and stage.",
    ),
}


class _Score(BaseModel):
    model_config = ConfigDict(extra="forbid")
    home: str
    material: str
    year: int
    score: float
    concentration: float
    import_risk: float


class _Concentration(BaseModel):
    model_config = ConfigDict(extra="forbid")
    material: str
    stage: str
    year: int
    concentration: float
    about: bool = False


def published_importers() -> set[str]:
    """Return the importers of which scores were published."""
    data: Any = load(content_folder() / FILE).data
    return {entry["home"] for entry in data["geopolrisk"]["scores"]}


def published_table(edition: Edition, replicated: Replicated) -> list[Row]:
    """Return each published result with ours, the difference and the reason for it.

    What does not agree comes first.

    Args:
        edition: Opened edition.
        replicated: What `assess.geopolrisk.replications` gives.
    """
    data: Any = load(content_folder() / FILE).data
    found = list(_geopolrisk(data["geopolrisk"], replicated))
    return sorted(found + list(_dera(data["dera"], edition)), key=lambda row: row["agrees"])


def _geopolrisk(data: Mapping[str, Any], replicated: Replicated) -> Iterator[Row]:
    for item in (_Score.model_validate(entry) for entry in data["scores"]):
        key = (item.home, item.material, item.year)
        concentration, score = replicated.get(key, (None, None))
        for what, printed, mine in (
            ("score", item.score, score),
            ("concentration", item.concentration, concentration),
        ):
            reason = "later-revision" if item.year > 2022 else "update"
            if mine is None:
                reason = "no-figure"
            elif abs(mine - printed) <= 1e-4:
                reason = "equal"
            yield _row("geopolrisk", item, what, printed, mine, reason, data) | {
                "importer_id": item.home,
                "row_id": f"geopolrisk/{item.home}/{item.material}/{item.year}/{what}",
            }


def _dera(data: Mapping[str, Any], edition: Edition) -> Iterator[Row]:
    bounds = dera.classes()
    for item in (_Concentration.model_validate(entry) for entry in data["concentrations"]):
        mine = dera.concentration(edition, item.material, item.stage, item.year)
        reason = "no-figure"
        if mine is not None:
            equal = _class(mine, bounds) == _class(item.concentration, bounds)
            reason = "same-class" if equal else "other-class"
        row = _row("dera", item, "hhi", item.concentration, mine, reason, data)
        yield row | {"row_id": f"dera/{item.material}/{item.year}"}


def _class(hhi: float, bounds: Classes) -> int:
    return 2 if hhi > bounds.hhi_high else 1 if hhi >= bounds.hhi_medium else 0


def _row(
    method: str,
    item: _Score | _Concentration,
    what: str,
    printed: float,
    mine: float | None,
    reason: str,
    data: Mapping[str, Any],
) -> Row:
    known = materials.materials()[item.material]
    nl, en = _REASONS[reason]
    return {
        "row_id": "",
        "method_id": method,
        "material_id": item.material,
        "name_nl": known.name_nl,
        "name_en": known.name_en,
        "year": item.year,
        "what": what,
        "published_value": printed,
        "own_value": mine,
        "difference": None if mine is None else mine - printed,
        "agrees": reason == "equal",
        "reason_nl": nl,
        "reason_en": en,
        "publisher": f"{data['publisher']}, {data['title']}",
        "kind": "computed",
    }
