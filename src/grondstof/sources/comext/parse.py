"""Reads Eurostat Comext: the monthly bulk file (full_v2) and the dissemination API (JSON-stat).

A month of the bulk file has about five million rows, comma-separated, one for each reporter,
partner, CN8 code, flow, procedure and so on; here they are added up to reporter, partner, code and
flow. Confidential trade stands under codes of chapter 99 and codes with letters; it is kept under
those codes and marked withheld, never spread. Imports are CIF, exports FOB, both in euro.
"""

import csv
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.unit_values import USUAL, unit_faults
from grondstof.store.content import content_folder
from grondstof.vocabulary.territories import territories

if TYPE_CHECKING:
    import pyarrow as pa

BULK_TABLE = "reported__trade_declared"
HEADER = (
    "REPORTER",
    "PARTNER",
    "TRADE_TYPE",
    "PRODUCT_NC",
    "PRODUCT_SITC",
    "PRODUCT_CPA21",
    "PRODUCT_CPA22",
    "PRODUCT_BEC",
    "PRODUCT_BEC5",
    "PRODUCT_SECTION",
    "FLOW",
    "STAT_PROCEDURE",
    "SUPPL_UNIT",
    "PERIOD",
    "VALUE_EUR",
    "VALUE_NAC",
    "QUANTITY_KG",
    "QUANTITY_SUPPL_UNIT",
)
NEEDED = ("REPORTER", "PARTNER", "PRODUCT_NC", "FLOW", "PERIOD", "VALUE_EUR", "QUANTITY_KG")
FLOWS: Mapping[str, str] = {"1": "import", "2": "export"}
# Partners that Eurostat writes in its own way.
OWN_CODES: Mapping[str, str] = {
    "GR": "GRC",
    "XK": "XKX",
    "XS": "SRB",
    "GB": "GBR",
    "XU": "GBR",
    "XI": "GBR",
    "EL": "GRC",
}
# Digits in pairs, or letters among them where the code is confidential or added up.
_CODE = re.compile(r"(?:\d\d){1,4}|[0-9A-Z]*[A-Z][0-9A-Z]*")
_MONTH = re.compile(r"(?:full_v2_|comext-)(\d{4})(\d{2})\.(?:dat|csv|parquet)")


def month_of(path: Path) -> tuple[int, int]:
    """Return year and month by the name of a bulk file; 52 stands for the whole year.

    Raises:
        InputError: the name carries no month.
    """
    found = _MONTH.fullmatch(path.name)
    if found is None:
        raise InputError(
            [
                Fault(
                    path.name,
                    "a name without a month",
                    "full_v2_<year><month>.dat",
                    "Keep the name that the publisher gave the file",
                )
            ]
        )
    month = int(found[2])
    return int(found[1]), 0 if month == 52 else month


def parse_bulk(path: Path) -> "pa.Table":
    """Return one month of the bulk file as the key and value columns of declared trade.

    Read in blocks and added up as it comes in, so that memory stays far below the file's size.

    Raises:
        InputError: renamed or shifted columns, another month inside, an unknown territory, codes of
            another year's nomenclature, weights in another unit.
    """
    import pyarrow as pa
    import pyarrow.csv as pv

    year, month = month_of(path)
    _check_header(path)
    text = dict.fromkeys(("REPORTER", "PARTNER", "PRODUCT_NC", "FLOW", "PERIOD"), pa.string())
    numbers = dict.fromkeys(("VALUE_EUR", "QUANTITY_KG"), pa.float64())
    options = pv.ConvertOptions(column_types=text | numbers, include_columns=list(NEEDED))
    parts: list[pa.Table] = []
    try:
        with pv.open_csv(
            path, convert_options=options, read_options=pv.ReadOptions(block_size=1 << 24)
        ) as reader:
            for batch in reader:
                parts.append(_added_up(pa.Table.from_batches([batch])))
                if len(parts) > 16:
                    parts = [_again(parts)]
    except pa.ArrowInvalid as error:
        raise InputError(
            [
                Fault(
                    path.name,
                    str(error).partition("\n")[0][:160],
                    "comma-separated rows of " + ", ".join(NEEDED),
                    "Look whether a column is shifted, or fetch the file again",
                )
            ]
        ) from error
    if not parts:
        raise InputError([Fault(path.name, "no rows", "a month of trade", "Fetch the file again")])
    whole = _again(parts)
    _check_period(whole, path, year, month)
    _check_codes(whole, path, year)
    _check_units(whole, path)
    return _keyed(whole, path, year, month)


def _check_header(path: Path) -> None:
    with path.open(encoding="utf-8-sig") as stream:
        found = [word.strip().strip('"') for word in stream.readline().split(",")]
    lost = [name for name in NEEDED if name not in found]
    if lost:
        raise InputError(
            [
                Fault(
                    f"{path.name}, header",
                    "columns " + ", ".join(found)[:160],
                    "columns " + ", ".join(HEADER),
                    f"Eurostat renamed {', '.join(lost)}; teach parse.py the new name",
                )
            ]
        )


_KEYS = ["REPORTER", "PARTNER", "PRODUCT_NC", "FLOW", "PERIOD"]


def _added_up(rows: "pa.Table") -> "pa.Table":
    found = rows.group_by(_KEYS).aggregate([("VALUE_EUR", "sum"), ("QUANTITY_KG", "sum")])
    return found.rename_columns([*_KEYS, "VALUE_EUR", "QUANTITY_KG"])


def _again(parts: "list[pa.Table]") -> "pa.Table":
    import pyarrow as pa

    return _added_up(pa.concat_tables(parts))


def _check_period(rows: "pa.Table", path: Path, year: int, month: int) -> None:
    import pyarrow.compute as pc

    wanted = f"{year}{month or 52:02d}"
    others = [p for p in pc.unique(rows["PERIOD"]).to_pylist() if p != wanted]
    if others:
        raise InputError(
            [
                Fault(
                    f"{path.name}, column PERIOD",
                    f"'{others[0]}'",
                    wanted,
                    "Look whether the header is shifted or the file is another month's",
                )
            ]
        )


@cache
def ended() -> Mapping[str, int]:
    """Return the codes of the Combined Nomenclature that ended, with the first year without them.

    Known for the mapped codes only. A code that lived on beside its successors did not end.
    """
    with (content_folder() / "maps" / "cn_changes.csv").open(encoding="utf-8") as stream:
        changes = [
            (int(row["year_to"]), row["code_from"], row["code_to"])
            for row in csv.DictReader(stream)
        ]
    alive = {(year, new) for year, _, new in changes}
    last: dict[str, int] = {}
    for year, old, new in sorted(changes):
        if (year, old) not in alive:
            last[old] = year
        last.pop(new, None)
    return last


def _check_codes(rows: "pa.Table", path: Path, year: int) -> None:
    import pyarrow.compute as pc

    found = pc.unique(rows["PRODUCT_NC"]).to_pylist()
    faults = []
    odd = sorted(code for code in found if not _CODE.fullmatch(str(code)))
    if odd:
        what = f"{len(odd)} codes that are none, the first '{odd[0]}'"
        advice = "Look whether a column is shifted; a spreadsheet drops zeros in front"
        faults.append(Fault(_of(path), what, "eight digits or capital letters", advice))
    old = sorted(code for code in found if ended().get(code, year + 1) <= year)
    if old:
        what = f"{len(old)} codes of another year, the first '{old[0]}', ended {ended()[old[0]]}"
        advice = "Check whether the file is of that year; codes of another vintage do not add up"
        faults.append(Fault(_of(path), what, f"codes of CN {year}", advice))
    if faults:
        raise InputError(faults)


def _of(path: Path) -> str:
    return f"{path.name}, column PRODUCT_NC"


def _check_units(rows: "pa.Table", path: Path) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    six = pc.utf8_slice_codeunits(rows["PRODUCT_NC"], 0, 6)
    known = pc.and_(pc.is_in(six, pa.array(list(USUAL))), pc.greater(rows["QUANTITY_KG"], 0.0))
    named = rows.append_column("six", six).filter(known)
    totals = [("VALUE_EUR", "sum"), ("QUANTITY_KG", "sum"), ("VALUE_EUR", "count")]
    sums = {
        row["six"]: (row["VALUE_EUR_sum"], row["QUANTITY_KG_sum"], row["VALUE_EUR_count"])
        for row in named.group_by("six").aggregate(totals).to_pylist()
    }
    advice = "Check whether QUANTITY_KG is still in kilograms and VALUE_EUR in euro"
    faults = unit_faults(path.name, sums, advice)
    if faults:
        raise InputError(faults)


def _keyed(rows: "pa.Table", path: Path, year: int, month: int) -> "pa.Table":
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = rows.filter(pc.is_in(rows["FLOW"], pa.array(list(FLOWS))))
    rows = rows.filter(pc.not_equal(pc.utf8_length(rows["PARTNER"]), 0))
    count = rows.num_rows
    hidden = pc.or_(
        pc.starts_with(rows["PRODUCT_NC"], "99"),
        pc.match_substring_regex(rows["PRODUCT_NC"], "[A-Z]"),
    )
    import_flow = pc.equal(rows["FLOW"], "1")
    weight = pc.if_else(pc.greater(rows["QUANTITY_KG"], 0.0), rows["QUANTITY_KG"], None)
    return pa.table(
        {
            "year": pa.repeat(pa.scalar(year, pa.int16()), count),
            "month": pa.repeat(pa.scalar(month, pa.int16()), count),
            "reporter_id": _places(rows["REPORTER"], path, "REPORTER"),
            "partner_id": _places(rows["PARTNER"], path, "PARTNER"),
            "flow": pc.if_else(import_flow, "import", "export"),
            "code_system": pa.repeat(pa.scalar(f"CN{year}"), count),
            "code": rows["PRODUCT_NC"],
            "source_id": pa.repeat(pa.scalar("comext"), count),
            "value_eur": pc.round(rows["VALUE_EUR"]).cast(pa.int64()),
            "value_usd": pa.nulls(count, pa.int64()),
            "quantity_kg": pc.round(weight).cast(pa.int64()),
            "valuation": pc.if_else(import_flow, "CIF", "FOB"),
            "status": pc.if_else(hidden, "withheld", "measured"),
        }
    )


def _places(labels: "pa.ChunkedArray", path: Path, column: str) -> "pa.ChunkedArray":
    import pyarrow as pa
    import pyarrow.compute as pc

    known = {t.alpha2: place for place, t in territories().items() if t.alpha2}
    known.update(OWN_CODES)
    # Q* and X* letters stand for stores, ships, secret and not specified partners.
    special = {label for label in pc.unique(labels).to_pylist() if label[:1] in ("Q", "X")}
    known |= dict.fromkeys(special - set(known), "ROW")
    unknown = sorted(set(pc.unique(labels).to_pylist()) - set(known))
    if unknown:
        raise InputError(
            [
                Fault(
                    f"{path.name}, column {column}",
                    f"{len(unknown)} unknown codes, the first '{unknown[0]}'",
                    "ISO alpha-2 or a code of Eurostat",
                    "Add it to OWN_CODES or to the list of territories",
                )
            ]
        )
    return pc.take(pa.array(list(known.values())), pc.index_in(labels, pa.array(list(known))))


def read_published(name: str, data: bytes) -> list[dict[str, str]]:
    """Read a JSON-stat reply of the dissemination API as rows of text, one for each observation.

    Raises:
        InputError: not JSON-stat, an error message of the service, or a reply without a cell.
    """
    try:
        reply: Mapping[str, Any] = json.loads(data)
        sizes, ids = list(reply["size"]), list(reply["id"])
        labels = {one: _ordered(reply["dimension"][one]["category"]["index"]) for one in ids}
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            [
                Fault(
                    name,
                    "text that is not JSON-stat",
                    "id, size, dimension and value",
                    "Look at the reply; the service explains refusals in its own words",
                )
            ]
        ) from error
    values: Mapping[str, float] = reply.get("value", {})
    flags: Mapping[str, str] = reply.get("status", {})
    rows = []
    for place in sorted({*map(int, values), *map(int, flags)}):
        row, rest = {}, place
        for one, size in zip(reversed(ids), reversed(sizes), strict=True):
            row[one] = labels[one][rest % size]
            rest //= size
        value = values.get(str(place))
        flag = str(flags.get(str(place), ""))
        row["value"] = "" if value is None else repr(value)
        row["status"] = {"c": "withheld", "p": "provisional", "e": "estimated"}.get(
            flag, "measured" if value is not None else "withheld"
        )
        rows.append(row)
    if not rows:
        asked = ", ".join(f"{one} {'/'.join(names[:3])}" for one, names in labels.items() if names)
        wanted = "at least one cell"
        advice = "Ask for a reporter, code and period that the service holds"
        raise InputError([Fault(name, f"no cells for {asked[:160]}", wanted, advice)])
    return rows


def _ordered(index: Mapping[str, int] | list[str]) -> list[str]:
    return index if isinstance(index, list) else sorted(index, key=lambda label: index[label])
