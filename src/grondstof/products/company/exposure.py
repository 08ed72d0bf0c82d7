"""Which strategic raw materials a company buys, how much, and what depends on them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from grondstof.errors import UnknownName
from grondstof.products.company.lines import Line
from grondstof.products.composition.inside import Inside, inside
from grondstof.products.composition.library import find
from grondstof.products.search.guess import guesses

_CHOSEN = ("sure", "likely")


@dataclass(frozen=True)
class Coded:
    """A line with the code that it was given, and why: `given`, `guessed` or `not known`."""

    line: Line
    code: str | None
    basis: str
    confidence: str


@dataclass
class Holding:
    """One material over all lines.

    Attributes:
        mass_low_kg: Least mass bought, over lines with a mass and a known amount. [kg]
        mass_high_kg: Most mass bought. [kg]
        value_eur: Amount paid for the lines that can hold it. [EUR]
        revenue_eur: Revenue that depends on those lines, each counted once. [EUR]
        unknown_lines: Lines that can hold it, of which no amount is known.
    """

    material_id: str
    rows: list[int] = field(default_factory=list)
    mass_low_kg: float = 0.0
    mass_high_kg: float = 0.0
    value_eur: float = 0.0
    revenue_eur: float = 0.0
    unknown_lines: int = 0
    suppliers: dict[str, float] = field(default_factory=dict)
    stock_days: list[float] = field(default_factory=list)
    declared: dict[str, int] = field(default_factory=dict)
    grades: dict[str, int] = field(default_factory=dict)


def coded(
    lines: Sequence[Line], moved: Callable[[str, int, int], None] | None = None
) -> list[Coded]:
    """Return each line with its code; equal texts are guessed once."""
    known: dict[str, tuple[str | None, str]] = {}
    found = []
    for count, line in enumerate(lines):
        if moved and count % 1000 == 0:
            moved("find codes", count, len(lines))
        if line.code:
            found.append(Coded(line, line.code[:6], "given", "given"))
            continue
        text = line.text or ""
        if text not in known:
            best = guesses(text[:300])[:1] if text else []
            sure = best and best[0].confidence in _CHOSEN
            known[text] = (best[0].code, best[0].confidence) if sure else (None, "unknown")
        code, confidence = known[text]
        found.append(Coded(line, code, "guessed" if code else "not known", confidence))
    return found


def holdings(items: Iterable[Coded], wanted: Sequence[str]) -> dict[str, Holding]:
    """Return what the lines hold of each wanted material."""
    inner: dict[str, list[Inside]] = {}
    found: dict[str, Holding] = {}
    for item in items:
        if item.code is None:
            continue
        if item.code not in inner:
            inner[item.code] = _inside(item.code, wanted)
        for held in inner[item.code]:
            holding = found.setdefault(held.material_id, Holding(held.material_id))
            _add(holding, item.line, held)
    return dict(sorted(found.items()))


def _inside(code: str, wanted: Sequence[str]) -> list[Inside]:
    try:
        held = inside(find(code))
    except UnknownName:
        return []
    return [item for item in held if item.material_id in wanted]


def _add(holding: Holding, line: Line, held: Inside) -> None:
    holding.rows.append(line.row)
    holding.grades[held.grade] = holding.grades.get(held.grade, 0) + 1
    if line.mass_kg is None or held.low_g_per_kg is None or held.high_g_per_kg is None:
        holding.unknown_lines += 1
    else:
        holding.mass_low_kg += line.mass_kg * held.low_g_per_kg / 1000.0
        holding.mass_high_kg += line.mass_kg * held.high_g_per_kg / 1000.0
    holding.value_eur += line.value_eur or 0.0
    holding.revenue_eur += line.revenue_eur or 0.0
    if line.supplier:
        paid = holding.suppliers.get(line.supplier, 0.0)
        holding.suppliers[line.supplier] = paid + (line.value_eur or 0.0)
    if line.stock_days is not None:
        holding.stock_days.append(line.stock_days)
    if line.origin_country:
        count = holding.declared.get(line.origin_country, 0)
        holding.declared[line.origin_country] = count + 1
