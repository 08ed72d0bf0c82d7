"""Reads replies of the UN Comtrade API: declared trade, with reporter and partner as M49 numbers.

The traps: partner 0 is the world and would double every total; extracts carry exact duplicates;
842 and 251 are Comtrade's own numbers for the United States and France; a customs procedure or a
mode of transport other than the total repeats parts of the same flow; imports are CIF, exports FOB.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from grondstof.errors import Fault, InputError
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
        InputError: not a reply, a renamed column, an unknown territory or classification, or two
            different amounts for one flow.
    """
    found = _data(name, data)
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
    if faults:
        raise InputError(faults[:20])
    return list(rows.values())


def _strange_flow(item: Mapping[str, Any], place: str) -> Fault:
    wanted = "one of " + ", ".join((*FLOWS, *PARTS))
    action = "Look whether values stand under the wrong name; a shifted reply looks like this"
    return Fault(place, f"flow '{item['flowCode']}'", wanted, action)


def _data(name: str, data: bytes) -> Sequence[Mapping[str, Any]]:
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
    if faults:
        return None, faults
    period = str(item["period"])
    weight = item["netWgt"]
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
