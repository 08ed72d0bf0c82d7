"""Reads the composition library and refuses what breaks its rules, all faults at once.

`content/products/` holds four lists. `composition.csv`: grams of a material in a kilogram of a
product variant, from low to high, with the text it was read in. `proxies.csv`: a code that borrows
the variants of another code, with the reason. `chain_links.csv`: a code of which no amount may be
shown, and the chain whose materials can be in it. `codes.csv`: names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from grondstof.errors import Fault, FaultyError, InputError, Phrase, UnknownName
from grondstof.store.content import content_folder, csv_lines

GRADES = ("measured", "derived", "proxy")
MOST = 1000.0
# Sums of low ends may pass 1,000 g by rounding of published shares only.
ROUNDING = 1.005


@dataclass(frozen=True)
class Amount:
    """Mass of a material in a kilogram of one variant of a product.

    Attributes:
        low_g_per_kg: Lower end. [g/kg]
        high_g_per_kg: Upper end. [g/kg]
        grade: `measured`, `derived`, or `proxy` when it is borrowed from another code.
        reason: Why the figure may stand for the product, and what it leaves out.
        line: Line of `composition.csv`.
    """

    code: str
    variant: str
    material_id: str
    low_g_per_kg: float
    high_g_per_kg: float
    grade: str
    publisher: str
    title: str
    year: int
    locator: str
    reason: str
    line: int


@dataclass(frozen=True)
class Product:
    """One trade code of the library: its variants with amounts, or the chain that it belongs to."""

    code: str
    name_nl: str
    name_en: str
    amounts: tuple[Amount, ...]
    product_id: str | None
    reason: str | None

    @property
    def grade(self) -> str:
        """Return the best grade of its amounts, or `not known` when it has none."""
        held = {amount.grade for amount in self.amounts}
        return next((grade for grade in GRADES if grade in held), "not known")


class UnknownCode(UnknownName):
    """A code that the library does not hold, with the nearest ones that it does hold."""

    def __init__(self, code: str, near: list[str]) -> None:
        named = ", ".join(f"{other} ({library()[other].name_en})" for other in near)
        action = (
            Phrase("The nearest known codes are {names}", names=named)
            if near
            else "Describe the product in words"
        )
        self.name = code
        self.nearest = tuple(near)
        fault = Fault("code", f"'{code[:80]}'", "a product whose materials are known", action)
        FaultyError.__init__(self, [fault])


@cache
def library() -> Mapping[str, Product]:
    """Return all products of the library by six-digit code.

    Raises:
        InputError: a list breaks a rule; all faults at once.
    """
    return read_library(content_folder() / "products")


def find(code: str) -> Product:
    """Return the product of a code of six or more digits; dots and spaces are ignored.

    Raises:
        UnknownCode: the library does not hold the code; the nearest known codes are named.
    """
    digits = "".join(letter for letter in code if letter.isdigit())
    if len(digits) >= 6 and digits[:6] in library():
        return library()[digits[:6]]
    raise UnknownCode(code, neighbours(digits))


def neighbours(digits: str, count: int = 3) -> list[str]:
    """Return the known codes that share the most leading digits, at least the chapter."""

    def shared(code: str) -> int:
        same = [one == other for one, other in zip(code, digits, strict=False)]
        return same.index(False) if False in same else len(same)

    near = [code for code in library() if shared(code) >= 2]
    return sorted(near, key=lambda code: (-shared(code), abs(_digits(code) - _digits(digits))))[
        :count
    ]


def read_library(folder: Path) -> dict[str, Product]:
    """Read a library from a folder of lists, as `library` does with the shipped one."""
    faults: list[Fault] = []
    names = {row["code"]: row for _, row in csv_lines(folder / "codes.csv")}
    amounts = _amounts(folder, names, faults)
    if not faults:
        faults += _too_heavy(amounts)
    held = {code: list(found) for code, found in amounts.items()}
    _borrow(folder, names, amounts, held, faults)
    chains = _chain_links(folder, names, faults)
    for code in names:
        if code not in held and code not in chains:
            faults.append(_fault(f"products/codes.csv, {code}", "no amount and no chain", "either"))
    if faults:
        raise InputError(faults)
    return {
        code: Product(
            code,
            name["name_nl"],
            name["name_en"],
            tuple(held.get(code, ())),
            *(chains.get(code, (None, None)) if code not in held else (None, None)),
        )
        for code, name in sorted(names.items())
    }


def _amounts(
    folder: Path, names: Mapping[str, object], faults: list[Fault]
) -> dict[str, list[Amount]]:
    found: dict[str, list[Amount]] = {}
    seen: set[tuple[str, str, str, str, str]] = set()
    for line, row in csv_lines(folder / "composition.csv"):
        where = f"products/composition.csv:{line}"
        wrong = list(_check(row, where, names))
        key = (row["code"], row["variant"], row["material_id"], row["publisher"], row["title"])
        if key in seen:
            wrong.append(_fault(where, "the same figure a second time", "each figure once"))
        seen.add(key)
        faults += wrong
        if not wrong:
            found.setdefault(row["code"], []).append(_amount(row, line))
    return found


def _check(row: Mapping[str, str], where: str, names: Mapping[str, object]) -> Iterator[Fault]:
    from grondstof.vocabulary.materials import materials

    rules = [
        (row["code"] in names, row["code"], "a code with names in codes.csv"),
        (len(row["code"]) in (6, 8) and row["code"].isdigit(), row["code"], "six or eight digits"),
        (row["material_id"] in materials(), row["material_id"], "a material of the vocabulary"),
        (row["grade"] in ("measured", "derived"), row["grade"], "measured or derived"),
        (row["year"].isdigit(), row["year"], "a year"),
        (_ordered(row), f"{row['low_g_per_kg']} to {row['high_g_per_kg']}", "0 <= low <= high"),
    ]
    for name in ("variant", "publisher", "title", "locator", "reason"):
        rules.append((bool(row[name].strip()), f"no {name}", f"a {name}"))
    for right, found, expected in rules:
        if not right:
            yield _fault(where, f"'{found}'", expected)


def _ordered(row: Mapping[str, str]) -> bool:
    try:
        low, high = float(row["low_g_per_kg"]), float(row["high_g_per_kg"])
    except ValueError:
        return False
    return 0.0 <= low <= high <= MOST and high > 0.0


def _amount(row: Mapping[str, str], line: int) -> Amount:
    return Amount(
        row["code"],
        row["variant"],
        row["material_id"],
        float(row["low_g_per_kg"]),
        float(row["high_g_per_kg"]),
        row["grade"],
        row["publisher"],
        row["title"],
        int(row["year"]),
        row["locator"],
        row["reason"],
        line,
    )


def _too_heavy(amounts: Mapping[str, list[Amount]]) -> Iterator[Fault]:
    """Yield a fault for each variant whose smallest amounts weigh more than the product."""
    for code, found in amounts.items():
        for variant in dict.fromkeys(amount.variant for amount in found):
            total = sum(a.low_g_per_kg for a in found if a.variant == variant)
            if total > MOST * ROUNDING:
                where = f"products/composition.csv, {code}, {variant}"
                yield _fault(where, f"{total:.1f} g in a kilogram", "at most 1,000 g")


def _borrow(
    folder: Path,
    names: Mapping[str, object],
    amounts: Mapping[str, list[Amount]],
    held: dict[str, list[Amount]],
    faults: list[Fault],
) -> None:
    for line, row in csv_lines(folder / "proxies.csv"):
        where = f"products/proxies.csv:{line}"
        lent = [a for a in amounts.get(row["from_code"], ()) if row["variant_holds"] in a.variant]
        rules = [
            (row["code"] in names, row["code"], "a code with names in codes.csv"),
            (row["code"] not in amounts, row["code"], "a code without amounts of its own"),
            (bool(lent), row["from_code"], "a code and variant with amounts"),
            (bool(row["reason"]), "no reason", "a reason"),
        ]
        wrong = [_fault(where, f"'{found}'", expected) for ok, found, expected in rules if not ok]
        faults += wrong
        if not wrong:
            held.setdefault(row["code"], []).extend(_lent(a, row) for a in lent)


def _lent(amount: Amount, row: Mapping[str, str]) -> Amount:
    reason = f"Borrowed from {row['from_code']}. {row['reason']} {amount.reason}"
    return replace(amount, code=row["code"], grade="proxy", reason=reason)


def _chain_links(
    folder: Path, names: Mapping[str, object], faults: list[Fault]
) -> dict[str, tuple[str, str]]:
    from grondstof.assess.chains import chains

    found = {}
    for line, row in csv_lines(folder / "chain_links.csv"):
        where = f"products/chain_links.csv:{line}"
        rules = [
            (row["code"] in names, row["code"], "a code with names in codes.csv"),
            (row["product_id"] in chains(), row["product_id"], "a chain"),
            (bool(row["reason"]), "no reason", "a reason"),
        ]
        faults += [_fault(where, f"'{found}'", expected) for ok, found, expected in rules if not ok]
        found[row["code"]] = (row["product_id"], row["reason"])
    return found


def _fault(where: str, found: str, expected: str) -> Fault:
    return Fault(where, found, expected, "Mend this row of the library")


def _digits(code: str) -> int:
    return int((code + "000000")[:6])
