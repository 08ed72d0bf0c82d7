"""Reads BACI: the frozen Parquet files that ship, and the publisher's own yearly archive.

BACI prints values in thousand US dollars (free on board) and quantities in tonnes, both with
three decimals; here they are whole dollars and kilograms, so that sums are exact everywhere.
A quantity that BACI does not give stays empty. `S19` (other Asia, not elsewhere specified, mostly
Taiwan) stays itself.
"""

import re
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.unit_values import USUAL, unit_faults

if TYPE_CHECKING:
    import pyarrow as pa

BULK_TABLE = "reported__trade"
HEADER = ("t", "i", "j", "k", "v", "q")
VINTAGES: Mapping[str, str] = {
    "HS92": "HS1992",
    "HS96": "HS1996",
    "HS02": "HS2002",
    "HS07": "HS2007",
    "HS12": "HS2012",
    "HS17": "HS2017",
    "HS22": "HS2022",
}
_FROZEN = re.compile(r"(hs\d{4})-(\d{4})\.parquet")
_MEMBER = re.compile(r"BACI_(HS\d\d)_Y(\d{4})_V(\w+)\.csv")


def parse_bulk(path: Path) -> "pa.Table":
    """Return one frozen file as the key and value columns of `reported__trade`.

    Args:
        path: `hs1992-2022.parquet` or alike; the name says vintage and year.

    Raises:
        InputError: the name or the columns are not those of a frozen BACI file.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    found = _FROZEN.fullmatch(path.name)
    if found is None:
        raise InputError(
            [
                Fault(
                    path.name,
                    "another file name",
                    "hs<vintage>-<year>.parquet",
                    "Freeze the publisher's archive again with `grondstof fetch baci`",
                )
            ]
        )
    try:
        rows = pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(
            [
                Fault(
                    path.name,
                    "bytes that are not a whole Parquet file",
                    "a frozen file that can be read to its end",
                    "Copy it again; it was probably cut off",
                )
            ]
        ) from error
    wanted = {"exporter", "importer", "code", "value_usd", "quantity_kg"}
    if set(rows.column_names) != wanted:
        raise InputError(
            [
                Fault(
                    f"{path.name}, header",
                    ", ".join(rows.column_names),
                    ", ".join(sorted(wanted)),
                    "Freeze the publisher's archive again with `grondstof fetch baci`",
                )
            ]
        )
    return _keyed(rows, found[1].upper(), int(found[2]), pa.int16())


def _keyed(rows: "pa.Table", system: str, year: int, small: "pa.DataType") -> "pa.Table":
    import pyarrow as pa

    count = rows.num_rows
    return pa.table(
        {
            "year": pa.repeat(pa.scalar(year, small), count),
            "month": pa.repeat(pa.scalar(0, small), count),
            "exporter_id": rows["exporter"],
            "importer_id": rows["importer"],
            "code_system": pa.repeat(pa.scalar(system), count),
            "code": rows["code"],
            "value_usd": rows["value_usd"],
            "quantity_kg": rows["quantity_kg"],
        }
    )


def read_archive(path: Path, year: int, codes: Collection[str] | None = None) -> "pa.Table":
    """Read one year from a BACI archive as the publisher hands it out.

    The archive holds `BACI_HS92_Y1995_V202601.csv` for each year, the list of countries and the
    list of products. Columns: t year, i exporter, j importer (codes of the country list), k HS6,
    v value [thousand USD], q quantity [t].

    Args:
        path: `BACI_HS<vintage>_V<release>.zip`.
        year: Year to read.
        codes: HS6 codes to keep; None keeps all.

    Returns:
        Columns exporter, importer, code, value_usd [USD], quantity_kg [kg], sorted by code,
        exporter, importer.

    Raises:
        InputError: truncated archive, absent year, renamed or shifted columns, codes that are not
            in the archive's own product list, unknown country codes, quantities in another unit.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            member = _member(path, names, year)
            lists = _lists(path, names)
            countries = _country_codes(archive.read(lists[0]), lists[0])
            products = _product_codes(archive.read(lists[1]), lists[1])
            data = archive.read(member)
    except (zipfile.BadZipFile, EOFError) as error:
        raise InputError(
            [
                Fault(
                    path.name,
                    "bytes that are not a whole zip archive",
                    "a zip archive that can be read to its end",
                    "Fetch it again; the transfer was probably cut off",
                )
            ]
        ) from error
    return _read_year(data, member, year, countries, products, codes)


def vintage_of(path: Path) -> str:
    """Return the code system of an archive by its name, for example `HS1992`."""
    found = re.search(r"BACI_(HS\d\d)_", path.name)
    if found is None or found[1] not in VINTAGES:
        raise InputError(
            [
                Fault(
                    path.name,
                    "a name without a known HS vintage",
                    "BACI_HS92_V<release>.zip, vintages " + ", ".join(VINTAGES),
                    "Keep the name that the publisher gave the file",
                )
            ]
        )
    return VINTAGES[found[1]]


def _member(path: Path, names: list[str], year: int) -> str:
    years = {int(found[2]): name for name in names if (found := _MEMBER.fullmatch(Path(name).name))}
    if year not in years:
        have = f"years {min(years)} to {max(years)}" if years else "no yearly files"
        raise InputError(
            [
                Fault(
                    path.name,
                    f"{have}, not {year}",
                    f"a file BACI_HS.._Y{year}_V...csv",
                    "Ask for a year that this release has, or fetch a newer release",
                )
            ]
        )
    return years[year]


def _lists(path: Path, names: list[str]) -> tuple[str, str]:
    countries = [name for name in names if Path(name).name.startswith("country_codes_")]
    products = [name for name in names if Path(name).name.startswith("product_codes_")]
    if len(countries) != 1 or len(products) != 1:
        raise InputError(
            [
                Fault(
                    path.name,
                    f"{len(countries)} country lists and {len(products)} product lists",
                    "one country_codes_V...csv and one product_codes_HS.._V...csv",
                    "Use the publisher's whole archive, not a part of it",
                )
            ]
        )
    return countries[0], products[0]


def _country_codes(data: bytes, name: str) -> Mapping[str, str]:
    rows = _csv(data, name)
    header = list(rows.column_names)
    iso = next((c for c in ("country_iso3", "iso_3digit_alpha") if c in header), None)
    if iso is None or "country_code" not in header:
        raise _columns(name, header, "country_code and country_iso3")
    codes = rows["country_code"].to_pylist()
    return dict(zip(codes, rows[iso].to_pylist(), strict=True))


def _product_codes(data: bytes, name: str) -> frozenset[str]:
    rows = _csv(data, name)
    if "code" not in rows.column_names:
        raise _columns(name, rows.column_names, "code and description")
    # The publisher's list drops the leading zero of chapters 01-09; the yearly files may as well.
    return frozenset(code.zfill(6) for code in rows["code"].to_pylist())


def _csv(data: bytes, name: str) -> "pa.Table":
    import pyarrow as pa
    import pyarrow.csv as pv

    try:
        header = data.partition(b"\n")[0].decode("utf-8-sig").strip()
        names = [word.strip().strip('"') for word in header.split(",")]
        text = pv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
        return pv.read_csv(pa.BufferReader(data), convert_options=text)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise InputError(
            [
                Fault(
                    name,
                    str(error).partition("\n")[0][:160],
                    "comma-separated UTF-8 text with a header",
                    "Fetch the file again, or teach parse.py the new layout",
                )
            ]
        ) from error


def _columns(name: str, found: list[str], expected: str) -> InputError:
    return InputError(
        [
            Fault(
                f"{name}, header",
                "columns " + ", ".join(found)[:120],
                expected,
                "The publisher renamed or shifted a column; teach parse.py the new name",
            )
        ]
    )


def _read_year(
    data: bytes,
    member: str,
    year: int,
    countries: Mapping[str, str],
    products: frozenset[str],
    codes: Collection[str] | None,
) -> "pa.Table":
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = _csv(data, member)
    if tuple(rows.column_names) != HEADER:
        raise _columns(member, rows.column_names, ", ".join(HEADER))
    text = {name: pc.utf8_trim_whitespace(rows[name]) for name in HEADER}
    _check_years(text["t"], member, year)
    code = pc.utf8_lpad(text["k"], 6, "0")
    _check_known(code, products, member, "k", "HS6 codes of the archive's own product list")
    for name in ("i", "j"):
        _check_known(text[name], frozenset(countries), member, name, "codes of the country list")
    table = pa.table(
        {
            "exporter": _renamed(text["i"], countries),
            "importer": _renamed(text["j"], countries),
            "code": code,
            "value_usd": _thousandfold(text["v"], member, "v"),
            "quantity_kg": _thousandfold(text["q"], member, "q"),
        }
    )
    _check_units(table, member)
    if codes is not None:
        table = table.filter(pc.is_in(table["code"], pa.array(sorted(codes))))
    return table.sort_by([(name, "ascending") for name in ("code", "exporter", "importer")])


def _renamed(labels: "pa.ChunkedArray", names: Mapping[str, str]) -> "pa.ChunkedArray":
    import pyarrow as pa
    import pyarrow.compute as pc

    place = pc.index_in(labels, pa.array(list(names)))
    return pc.take(pa.array(list(names.values())), place)


def _check_years(found: "pa.ChunkedArray", member: str, year: int) -> None:
    import pyarrow.compute as pc

    others = [value for value in pc.unique(found).to_pylist() if value != str(year)]
    if others:
        raise InputError(
            [
                Fault(
                    f"{member}, column t",
                    f"'{others[0]}'",
                    str(year),
                    "Look whether the header is shifted or the file is of another year",
                )
            ]
        )


def _check_known(
    found: "pa.ChunkedArray", known: frozenset[str], member: str, column: str, expected: str
) -> None:
    import pyarrow.compute as pc

    unknown = sorted(str(v) for v in pc.unique(found).to_pylist() if v not in known)
    if unknown:
        raise InputError(
            [
                Fault(
                    f"{member}, column {column}",
                    f"{len(unknown)} unknown values, the first '{unknown[0]}'",
                    expected,
                    "Check that the file is of the same release and HS vintage as its lists",
                )
            ]
        )


def _thousandfold(text: "pa.ChunkedArray", member: str, column: str) -> "pa.ChunkedArray":
    import pyarrow as pa
    import pyarrow.compute as pc

    empty = pc.is_in(text, pa.array(["NA", ""]))
    try:
        number = pc.if_else(empty, None, text).cast(pa.float64())
    except pa.ArrowInvalid as error:
        raise InputError(
            [
                Fault(
                    f"{member}, column {column}",
                    str(error)[:120],
                    "a number with a decimal point, or NA",
                    "Look whether a column is shifted or decimals have become commas",
                )
            ]
        ) from error
    return pc.round(pc.multiply(number, 1000.0)).cast(pa.int64())


def _check_units(table: "pa.Table", member: str) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    known = table.filter(pc.is_in(table["code"], pa.array(list(USUAL)))).drop_null()
    totals = [("value_usd", "sum"), ("quantity_kg", "sum"), ("value_usd", "count")]
    sums = {
        row["code"]: (row["value_usd_sum"], row["quantity_kg_sum"], row["value_usd_count"])
        for row in known.group_by("code").aggregate(totals).to_pylist()
    }
    advice = "Check whether quantities are still in tonnes and values in thousand dollars"
    faults = unit_faults(member, sums, advice)
    if faults:
        raise InputError(faults)
