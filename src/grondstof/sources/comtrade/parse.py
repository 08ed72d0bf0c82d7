"""Reads replies of the UN Comtrade API: declared trade, with reporter and partner as M49 numbers.

The traps: partner 0 is the world and would double every total; extracts carry exact duplicates;
842 and 251 are Comtrade's own numbers for the United States and France; a customs procedure or a
mode of transport other than the total repeats parts of the same flow; imports are CIF, exports FOB;
a year that nobody has declared gives an empty list and no message.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.unit_values import unit_faults
from grondstof.store.content import content_folder
from grondstof.vocabulary.territories import territories

Row = dict[str, object]

# Comtrade numbers that differ from M49.
OWN_NUMBERS: Mapping[int, str] = {
    251: "FRA",
    380: "ITA",
    381: "ITA",
    490: "S19",
    579: "NOR",
    699: "IND",
    757: "CHE",
    842: "USA",
}
WORLD = 0
FLOWS: Mapping[str, str] = {"M": "import", "X": "export"}
# Re-imports, re-exports, domestic exports and processing: parts of imports and exports.
PARTS = ("DX", "FM", "MIP", "MOP", "RM", "RX", "XIP", "XOP")
SYSTEMS: Mapping[str, str] = {
    "H0": "HS1992",
    "H1": "HS1996",
    "H2": "HS2002",
    "H3": "HS2007",
    "H4": "HS2012",
    "H5": "HS2017",
    "H6": "HS2022",
}
NEWEST = "HS2022"
# Comtrade's number for the unit kilogram.
KILOGRAM = 8
# Weight and quantity in kilograms are the same thing; estimates of one of them stay within this.
UNIT_STEP = 100.0
_SIX = 6
NEEDED = (
    "period",
    "reporterCode",
    "partnerCode",
    "flowCode",
    "cmdCode",
    "classificationCode",
    "primaryValue",
    "netWgt",
)


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield declared trade from replies of the API, exact duplicates once."""
    for name, data in files.items():
        yield "reported__trade_declared", rows_of(name, data)


def rows_of(name: str, data: bytes) -> list[Row]:
    """Return the rows of one reply.

    Raises:
        InputError: not a reply, no rows, a renamed column, an unknown territory or classification,
            a code of another vintage, weights in another unit, or two amounts for one flow.
    """
    found = received(name, data)
    if not found:
        raise InputError([nothing(name)])
    lost = sorted({key for item in found[:20] for key in NEEDED if key not in item})
    if lost:
        raise InputError(
            [
                Fault(
                    f"{name}, header",
                    "columns " + ", ".join(sorted(found[0]))[:160],
                    "columns " + ", ".join(NEEDED),
                    f"Look for {', '.join(lost)}; the publisher renamed or shifted columns",
                )
            ]
        )
    numbers = {int(t.m49): place for place, t in territories().items() if t.m49}
    numbers.update(OWN_NUMBERS)
    rows: dict[tuple[object, ...], Row] = {}
    faults: list[Fault] = []
    for number, item in enumerate(found, start=1):
        if item["flowCode"] not in (*FLOWS, *PARTS):
            faults.append(_strange_flow(item, f"{name}, row {number}"))
            continue
        if item["partnerCode"] == WORLD or item["flowCode"] not in FLOWS or _part(item):
            continue
        place = f"{name}, row {number}"
        row, more = _row(item, numbers, place)
        faults += more
        if row is None:
            continue
        key = tuple(row[k] for k in ("year", "month", "reporter_id", "partner_id", "flow", "code"))
        known = rows.setdefault(key, row)
        if known["value_usd"] != row["value_usd"]:
            faults.append(
                Fault(
                    place,
                    f"a second amount for {'/'.join(str(part) for part in key)}",
                    "one amount for each flow",
                    "Ask for the total of customs procedures, transport and second partners",
                )
            )
    faults += _units(name, list(rows.values()))
    if faults:
        raise InputError(faults[:20])
    return list(rows.values())


def nothing(name: str) -> Fault:
    """Return the fault of a reply without rows, as for a year that does not exist."""
    return Fault(
        name,
        "a reply without rows",
        "declared trade of a period that Comtrade holds",
        "Ask for a year or month that the reporter has declared; future ones come back empty",
    )


def _units(name: str, rows: Sequence[Row]) -> list[Fault]:
    sums: dict[str, tuple[float, float, int]] = {}
    for row in rows:
        value, weight = row["value_usd"], row["quantity_kg"]
        if isinstance(value, int) and isinstance(weight, int) and weight:
            old = sums.get(str(row["code"]), (0.0, 0.0, 0))
            sums[str(row["code"])] = (old[0] + value, old[1] + weight, old[2] + 1)
    return unit_faults(name, sums, "Check whether netWgt is still in kilograms", least=5)


def _strange_flow(item: Mapping[str, Any], place: str) -> Fault:
    wanted = "one of " + ", ".join((*FLOWS, *PARTS))
    action = "Look whether values stand under the wrong name; a shifted reply looks like this"
    return Fault(place, f"flow '{item['flowCode']}'", wanted, action)


def received(name: str, data: bytes) -> Sequence[Mapping[str, Any]]:
    """Return the rows of a reply as they came.

    Raises:
        InputError: not a reply with data, such as an error page or a cut one.
    """
    try:
        reply = json.loads(data)
        found: Sequence[Mapping[str, Any]] = reply["data"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            [
                Fault(
                    name,
                    "text that is not a reply with data",
                    "JSON with a list under 'data'",
                    "Look at the reply; a refused key or a limit gives a message instead",
                )
            ]
        ) from error
    return found


def _part(item: Mapping[str, Any]) -> bool:
    """Return whether a row is a part of a flow: a procedure, a mode or a second partner."""
    return (
        str(item.get("customsCode", "C00")) != "C00"
        or int(item.get("motCode", 0) or 0) != 0
        or int(item.get("partner2Code", 0) or 0) != 0
    )


@cache
def _hs2022() -> frozenset[str]:
    """Return the six-digit codes of HS 2022 (content/maps/nomenclature.csv)."""
    path = content_folder() / "maps" / "nomenclature.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return frozenset(row["code"] for row in csv.DictReader(stream) if len(row["code"]) == _SIX)


def _vintage(item: Mapping[str, Any], year: int, place: str) -> list[Fault]:
    """Return faults of a classification younger than the trade, or a code that it does not hold."""
    system, code = SYSTEMS.get(item["classificationCode"], ""), str(item["cmdCode"]).zfill(_SIX)
    if system and int(system[2:]) > year:
        what, wanted = f"{system} for trade of {year}", f"a vintage of the HS in force in {year}"
        action = "Ask for the classification as reported; look whether values are shifted"
        return [Fault(place, what, wanted, action)]
    if system == NEWEST and code not in _hs2022():
        what = f"code {code}, which {system} does not hold"
        action = "Check the vintage: a code of another vintage cannot be added to this one"
        return [Fault(place, what, f"a code of six digits of {system}", action)]
    return []


def _weight(item: Mapping[str, Any], place: str) -> list[Fault]:
    """Return a fault where the weight and the quantity in kilograms differ by a unit."""
    weight, quantity = item["netWgt"], item.get("qty")
    if item.get("qtyUnitCode") != KILOGRAM or not weight or not quantity:
        return []
    ratio = float(weight) / float(quantity)
    if 1 / UNIT_STEP < ratio < UNIT_STEP:
        return []
    what = f"netWgt {float(weight):g} beside {float(quantity):g} in kilograms"
    action = "Look whether the weight stands in tonnes or grams"
    return [Fault(place, what, "the same weight in both, in kilograms", action)]


def _row(
    item: Mapping[str, Any], numbers: Mapping[int, str], place: str
) -> tuple[Row | None, list[Fault]]:
    faults = [
        Fault(place, f"territory number {item[key]}", "a number of M49", "Add it to OWN_NUMBERS")
        for key in ("reporterCode", "partnerCode")
        if int(item[key]) not in numbers
    ]
    if item["classificationCode"] not in SYSTEMS:
        expected = "one of " + ", ".join(SYSTEMS)
        found = f"classification '{item['classificationCode']}'"
        faults.append(Fault(place, found, expected, "Ask for a classification of the HS"))
    period, weight = str(item["period"]), item["netWgt"]
    faults += _vintage(item, int(period[:4]), place) + _weight(item, place)
    if faults:
        return None, faults
    return {
        "year": int(period[:4]),
        "month": int(period[4:6] or 0),
        "reporter_id": numbers[int(item["reporterCode"])],
        "partner_id": numbers[int(item["partnerCode"])],
        "flow": FLOWS[item["flowCode"]],
        "code_system": SYSTEMS[item["classificationCode"]],
        "code": str(item["cmdCode"]).zfill(6),
        "source_id": "comtrade",
        "value_eur": None,
        "value_usd": round(float(item["primaryValue"])),
        # Comtrade writes 0 where no weight was declared.
        "quantity_kg": round(float(weight)) if weight else None,
        "valuation": "CIF" if item["flowCode"] == "M" else "FOB",
    }, []
