"""Reads the survey's own files: the all-in-one CSV of 2026 and the world data of 2025.

The file of 2026 is in cp1252: dashes of years, ranges and the sign for nothing are bytes that
UTF-8 refuses. Values carry thousands separators; `W` is withheld, `NA` not available, `XX` not
applicable, and an em dash is nothing produced.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.published import Printed, decoded, garbled, no_twins, table
from grondstof.sources.usgs_mcs.scope import labels

_ALL_IN_ONE = (
    "MCS chapter",
    "Section",
    "Commodity",
    "Country",
    "Statistics",
    "Statistics_detail",
    "Unit",
    "Year",
    "Value",
    "Notes",
    "Is critical mineral 2025",
    "Other notes",
)
_WORLD = (
    "SOURCE",
    "COMMODITY",
    "COUNTRY",
    "TYPE",
    "UNIT_MEAS",
    "PROD_2023",
    "PROD_EST_ 2024",
    "PROD_NOTES",
    "CAP_2023",
    "CAP_EST_ 2024",
    "CAP_NOTES",
    "RESERVES_2024",
    "RESERVE_NOTES",
)
_ROUNDED = re.compile(r"[:,] rounded$")
_FOOTNOTE = re.compile(r"\s+\d{1,2}$")
NOTHING = "\N{EM DASH}"
WITHHELD = "W"
NO_FIGURE = ("", "NA", "XX", "s")
"""Signs that give no row: not available, not applicable, included in the world total."""

_UNIT_IN_LABEL = "dollars per metric ton unit"


def read_published(name: str, data: bytes) -> list[Printed]:
    """Read a file of the survey into rows with the table's name in the column `table`.

    Args:
        name: File name; `World` in it means the world data of 2025, in UTF-8 with a byte order
            mark, of which 2023 is read; all else the all-in-one file in cp1252.
        data: The bytes.

    Raises:
        InputError: Another encoding, a new or missing column, a row twice, a value in a notation
            that is not known.
    """
    if "World" in name:
        text = decoded(name, data, "utf-8")
        found = list(_world(name, table(name, text, _WORLD, ("COMMODITY", "TYPE", "COUNTRY"))))
    else:
        # UTF-8 read as cp1252 gives letters with a hat or a euro sign where a dash should be.
        text = decoded(name, data, "cp1252")
        garbled(name, text, ("\u00e2\u20ac", "\u00c3\u00b4", "\ufffd"))
        found = list(_all_in_one(name, table(name, text, _ALL_IN_ONE, ())))
    no_twins(name, found, ("table", "printed", "territory", "year"))
    return _added_up(found)


def _all_in_one(name: str, rows: Sequence[Printed]) -> Iterator[Printed]:
    for number, row in enumerate(rows, start=1):
        label = f"{row['Commodity']}, {_ROUNDED.sub('', row['Statistics_detail'])}"
        world = row["Section"].startswith("World")
        where = f"{name}, row {number}"
        common = {
            "printed": label,
            "year": row["Year"],
            "value": _value(where, row["Value"], row["Statistics"]),
            "unit": row["Unit"],
            "status": _status(row["Value"], row["Notes"], row["Statistics"]),
        }
        place = f"MCS 2026, {row['MCS chapter']}, {row['Statistics_detail']}"
        if row["Value"] in NO_FIGURE:
            continue
        goal = row["Statistics"].lower()
        if goal == "price" or (world and goal in ("production", "reserves")):
            known = labels(goal).get(label)
            country = "" if goal == "price" else row["Country"]
            if known is not None:
                yield _claim(goal, known, country, common | {"unit": _price_unit(row)}, place)


def _claim(goal: str, label: str, territory: str, common: Mapping[str, str], place: str) -> Printed:
    where = ", ".join(part for part in (place, territory, common["year"]) if part)
    return {
        "table": goal,
        "material": label,
        "territory": territory,
        **common,
        "locator": where,
    }


def _world(name: str, rows: Sequence[Printed]) -> Iterator[Printed]:
    for row in rows:
        label = f"{row['COMMODITY']}, {row['TYPE']}"
        country = _FOOTNOTE.sub("", row["COUNTRY"].replace("\N{NO-BREAK SPACE}", " "))
        place = f"MCS 2025 world data, {label}"
        known = row["PROD_NOTES"].lower()
        withheld = known.startswith("w for 23")
        series = labels("production").get(label)
        if series is not None and (row["PROD_2023"] or withheld):
            value = row["PROD_2023"] or WITHHELD
            estimated = "estimated" in known or "estimated" in row["TYPE"]
            common = {"printed": label, "year": "2023", "value": value, "unit": row["UNIT_MEAS"]}
            status = _status(value, "Estimated" if estimated else "", "Production")
            yield _claim("production", series, country, common | {"status": status}, place)


def _status(value: str, notes: str, statistics: str) -> str:
    if value == WITHHELD:
        return "withheld"
    if value in (NOTHING, "0"):
        return "nil"
    estimated = notes.startswith("Estimated") or statistics == "Reserves"
    return "estimated" if estimated else "measured"


def _value(where: str, text: str, statistics: str) -> str:
    if text == NOTHING:
        return "0"
    plain = re.fullmatch(r"[\d,]+(\.\d+)?", text)
    word = text in (*NO_FIGURE, WITHHELD) or re.fullmatch(r"[A-Za-z][A-Za-z ,]+", text)
    bound = re.fullmatch(r"[<>][\d,]+", text)
    span = re.fullmatch(r"[\d,]+ ?[-\u2013] ?[\d,]+", text)
    if plain or word or bound or span or statistics not in ("Production", "Reserves", "Price"):
        return text
    fault = Fault(
        where,
        f"the value '{text[:60]}'",
        "a number with commas, W, NA, XX, s, a word, a bound, a range or an em dash",
        "Find out what the sign means and teach published.py",
    )
    raise InputError([fault])


def _price_unit(row: Printed) -> str:
    # The column says per metric ton where the label says per metric ton unit, a hundredth of it.
    return _UNIT_IN_LABEL if row["Statistics_detail"].endswith(_UNIT_IN_LABEL) else row["Unit"]


def _added_up(rows: Sequence[Printed]) -> list[Printed]:
    """Join rows of one label, territory and year: ilmenite and rutile stand apart in print."""
    found: dict[tuple[str, str, str, str], Printed] = {}
    for row in rows:
        key = (row["table"], row["material"], row["territory"], row["year"])
        if key not in found:
            found[key] = dict(row)
            continue
        first = found[key]
        first["value"] = f"{first['value']} + {row['value']}"
        first["locator"] = f"{first['locator']} + {row['locator'].split(', ', 2)[-1]}"
        if "withheld" in (first["status"], row["status"]):
            first["status"] = "withheld"
        elif "estimated" in (first["status"], row["status"]):
            first["status"] = "estimated"
    return list(found.values())
