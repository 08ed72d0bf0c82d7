"""The map from trade codes to materials: our own reviewed map, and slots for the official ones.

A code that pools materials never carries the name of one of them: `Code.materials` lists them all
and `Code.pooled` says so. The two official maps (product contains material, value-chain stage)
are kept apart; they are shown beside ours and never merged into it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.errors import Fault, InputError, UnknownName
from grondstof.store.content import content_folder, csv_lines

MATCHES = ("exact", "dominant", "proxy", "pooled")
BASES = ("contained", "gross", "oxide", "")


@dataclass(frozen=True)
class Link:
    """One material that a code holds.

    Attributes:
        content: Content fraction, low and high; None where not reviewed.
        anchor: Stage and content basis of a production series that equals the code's; None when
            there is none.
    """

    material_id: str
    stage_id: str
    form_id: str
    content: tuple[float, float, float] | None
    content_basis: str
    match: str
    anchor: tuple[str, str] | None
    reason: str


@dataclass(frozen=True)
class Code:
    """One trade code with its names and what it holds."""

    code_system: str
    code: str
    name_nl: str
    name_en: str
    links: tuple[Link, ...]

    @property
    def pooled(self) -> bool:
        """Return whether the code pools materials, so that no material may lend it its name."""
        return any(link.match == "pooled" for link in self.links)

    @property
    def materials(self) -> tuple[str, ...]:
        """Return the materials that the code holds."""
        return tuple(link.material_id for link in self.links)

    @property
    def single(self) -> Link | None:
        """Return the one material of a code that does not pool; None otherwise."""
        return self.links[0] if len(self.links) == 1 and not self.pooled else None


@cache
def codes() -> Mapping[tuple[str, str], Code]:
    """Return all mapped codes by (code_system, code).

    Raises:
        InputError: the map breaks a rule; all faults at once.
    """
    folder = content_folder() / "maps"
    names = {row["code"]: row for _, row in csv_lines(folder / "trade_code_names.csv")}
    faults: list[Fault] = []
    links: dict[tuple[str, str], list[Link]] = {}
    for line, row in csv_lines(folder / "trade_codes.csv"):
        faults += _check(row, f"maps/trade_codes.csv:{line}", names)
        if not faults:
            links.setdefault((row["code_system"], row["code"]), []).append(_link(row))
    for key, found in links.items():
        if len(found) > 1 and any(link.match != "pooled" for link in found):
            where, what = f"maps/trade_codes.csv, {key[1]}", "several materials, not all pooled"
            faults.append(Fault(where, what, "match pooled on each", "Grade the rows as pooled"))
    if faults:
        raise InputError(faults)
    return {
        key: Code(*key, names[key[1]]["name_nl"], names[key[1]]["name_en"], tuple(found))
        for key, found in links.items()
    }


@cache
def code_names() -> Mapping[str, tuple[str, str]]:
    """Return the Dutch and English name of every code that ships, mapped or not."""
    rows = csv_lines(content_folder() / "maps" / "trade_code_names.csv")
    return {row["code"]: (row["name_nl"], row["name_en"]) for _, row in rows}


def find_code(text: str) -> tuple[str, list[str]]:
    """Return the digits of a code that may be written with dots, and the vintages that hold it.

    Raises:
        UnknownName: no shipped code is written so.
    """
    digits = text.replace(".", "").replace(" ", "")
    vintages = sorted(system for system, code in codes() if code == digits)
    if not vintages and digits not in code_names():
        raise UnknownName("code", text, "a trade code", sorted(code_names()))
    return digits, vintages or ["HS1992"]


def codes_of(material_id: str) -> list[Code]:
    """Return the codes that hold a material, pooled ones included, in order of code."""
    return [found for _, found in sorted(codes().items()) if material_id in found.materials]


def official(name: str) -> list[Mapping[str, str]]:
    """Return an official map as it was handed in: `content` or `stage`; empty when not at hand."""
    if name not in ("content", "stage"):
        raise UnknownName("map", name, "an official map", ["content", "stage"])
    return [row for _, row in csv_lines(content_folder() / "maps" / f"official_{name}.csv")]


def _link(row: Mapping[str, str]) -> Link:
    texts = (row["content_fraction"], row["content_low"], row["content_high"])
    stage, _, basis = row["anchor"].partition("/")
    return Link(
        material_id=row["material_id"],
        stage_id=row["stage_id"],
        form_id=row["form_id"],
        content=(float(texts[0]), float(texts[1]), float(texts[2])) if texts[0] else None,
        content_basis=row["content_basis"],
        match=row["match"],
        anchor=(stage, basis) if stage else None,
        reason=row["reason"],
    )


def _check(row: Mapping[str, str], where: str, names: Mapping[str, object]) -> list[Fault]:
    from grondstof.vocabulary.materials import materials
    from grondstof.vocabulary.stages import stages

    rules = [
        (row["material_id"] in materials(), row["material_id"], "a material of the vocabulary"),
        (row["stage_id"] in stages(), row["stage_id"], "a stage of the vocabulary"),
        (row["match"] in MATCHES, row["match"], "exact, dominant, proxy or pooled"),
        (row["content_basis"] in BASES, row["content_basis"], "contained, gross or oxide"),
        (row["code"] in names, row["code"], "a code with names in trade_code_names.csv"),
        (bool(row["reason"]), "no reason", "a reason"),
        (_ordered(row), "content " + row["content_fraction"], "0 < low <= fraction <= high <= 1"),
        (not (row["anchor"] and row["match"] == "pooled"), "an anchor", "none on a pooled code"),
    ]
    return [
        Fault(where, f"'{found}'", expected, "Mend this row of the map")
        for right, found, expected in rules
        if not right
    ]


def _ordered(row: Mapping[str, str]) -> bool:
    texts = (row["content_low"], row["content_fraction"], row["content_high"])
    if not any(texts):
        return True
    try:
        low, middle, high = (float(text) for text in texts)
    except ValueError:
        return False
    return 0.0 < low <= middle <= high <= 1.0
