"""How much hangs on the anchor: origins under every anchor, and the stage before the code."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.assess.extraction import earlier, extraction
from grondstof.assess.origin import (
    UNKNOWN,
    flows_of,
    members_of,
    production_of,
    restricted,
    trace_with,
)
from grondstof.assess.trade_codes import Code
from grondstof.assess.trade_systems import systems
from grondstof.products.answers.trade_names import place_name
from grondstof.store.editions import Edition

Row = Mapping[str, Any]
# Shares below this are not worth a line of their own in the table of anchors.
_SMALL = 0.02


def anchors(
    edition: Edition, home: str, code: Code, year: int, shown: Sequence[Row]
) -> list[dict[str, Any]]:
    """Return the largest origins under every anchor: at the border, the one used, and others.

    For a code that pools materials each material's producers are tried as the only origins: how
    far these lie apart is how much hangs on the anchor.
    """
    used = shown[0]["anchor"]
    lost = sum(row["share"] for row in shown if row["origin_id"] == UNKNOWN)
    rows = [
        _anchor_row(
            code, year, "at the border", row["origin_id"], (row["direct_share"], None, None), 0.0
        )
        for row in shown
        if row["direct_share"] >= _SMALL and row["origin_id"] != "remainder"
    ]
    rows += [
        _anchor_row(code, year, used, row["origin_id"], _range(row), lost)
        for row in shown
        if row["share"] >= _SMALL and row["origin_id"] != "remainder"
    ]
    if code.pooled:
        rows += _only_producers(edition, home, code, year)
    return rows


def _range(row: Row) -> tuple[float, float | None, float | None]:
    return row["share"], row["share_low"], row["share_high"]


def _only_producers(edition: Edition, home: str, code: Code, year: int) -> list[dict[str, Any]]:
    trade = edition.arrow(
        'select * from "settled__trade" where code_system = ? and code = ? and year = ?',
        [code.code_system, code.code, year],
    )
    members = members_of(home)
    system = next(iter(systems(trade, home, members)), None)
    place = system.place(home) if system else None
    if system is None or place is None:
        return []
    flows, measure = flows_of(system, code)
    rows: list[dict[str, Any]] = []
    for link in code.links:
        makers = producers(edition, link.material_id, link.stage_id, year)
        makers |= {home} if makers & members else set()
        if not makers:
            continue
        anchored = restricted(system, flows, makers)
        found = trace_with(system, flows, measure, anchored, place).origins
        name = f"only producers of {link.material_id}"
        for number, territory_id in enumerate(system.territories):
            if found.shares[0, number] >= _SMALL:
                numbers = (
                    float(found.shares[0, number]),
                    float(found.low[0, number]),
                    float(found.high[0, number]),
                )
                lost = float(found.unknown[0])
                rows.append(_anchor_row(code, year, name, territory_id, numbers, lost))
        if found.unknown[0] >= _SMALL:
            ends = (float(found.unknown_low[0]), float(found.unknown_high[0]))
            numbers = (float(found.unknown[0]), *ends)
            rows.append(_anchor_row(code, year, name, UNKNOWN, numbers, numbers[0]))
    return rows


def extracted(
    edition: Edition, home: str, code: Code, year: int
) -> tuple[list[dict[str, Any]], str]:
    """Return where the material of the imports was extracted, and why not if it is not known."""
    if code.links[0].stage_id == "extraction":
        return [], ""
    link = earlier(code.code_system, code.code)
    if link is None:
        return [], "no code of the stage before it ships"
    trade = 'select * from "settled__trade" where code_system = ? and code = ? and year = ?'
    found = extraction(
        edition.arrow(trade, [code.code_system, code.code, year]),
        edition.arrow(trade, [*link.earlier, year]),
        home,
        production_of(edition.arrow('select * from "settled__production"')),
    )
    if found.shares is None:
        return [], found.why_not
    largest = sorted(found.shares.items(), key=lambda item: (-item[1], item[0]))
    return [
        {
            "row_id": f"{code.code_system}/{code.code}/{year}/{place}",
            "code_system": code.code_system,
            "code": code.code,
            "year": year,
            "earlier_code": link.earlier[1],
            "origin_id": place,
            "name_nl": place_name(place)[0],
            "name_en": place_name(place)[1],
            "share": share,
            "reason": link.reason,
            "kind": "modelled",
        }
        for place, share in largest
        if share >= _SMALL or place == UNKNOWN
    ], ""


def producers(edition: Edition, material_id: str, stage_id: str, year: int) -> set[str]:
    """Return the territories that produce a material: at the stage, else at any stage."""
    rows = edition.rows(
        """
        select distinct territory_id, stage_id from "settled__production"
        where material_id = ? and quantity_t > 0 and year between ? and ?
        """,
        [material_id, year - 2, year + 2],
    )
    same = {row["territory_id"] for row in rows if row["stage_id"] == stage_id}
    return same or {row["territory_id"] for row in rows}


def _anchor_row(
    code: Code,
    year: int,
    anchor: str,
    origin_id: str,
    numbers: tuple[float, float | None, float | None],
    unknown: float,
) -> dict[str, Any]:
    nl, en = place_name(origin_id)
    return {
        "row_id": f"{code.code_system}/{code.code}/{year}/{anchor}/{origin_id}",
        "code_system": code.code_system,
        "code": code.code,
        "year": year,
        "anchor": anchor,
        "origin_id": origin_id,
        "name_nl": nl,
        "name_en": en,
        "share": numbers[0],
        "share_low": numbers[1],
        "share_high": numbers[2],
        "share_of_known": (
            None if origin_id == UNKNOWN or unknown >= 1.0 else numbers[0] / (1.0 - unknown)
        ),
        "kind": "computed" if anchor == "at the border" else "modelled",
    }
