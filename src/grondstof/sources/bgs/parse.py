"""Reads World Mineral Statistics: long series of mine and refinery production by country."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.frozen import PRODUCTION, Printed, Row, quantities, read_frozen
from grondstof.sources.kit.published import decoded, table

__all__ = ["parse", "read_published"]

TONNES: Mapping[str, float | None] = {
    "tonnes (metric)": 1.0,
    "tonnes (metal content)": 1.0,
    "kilograms (metal content)": 1e-3,
}
WHOLE = {
    "antimony, mine",
    "cobalt, mine",
    "cobalt, refined",
    "copper, mine",
    "copper, refined",
    "gallium, primary",
    "germanium metal",
    "graphite",
    "magnesium metal, primary",
    "nickel, mine",
    "nickel, smelter/refinery",
    "rare earth oxides",
    "tungsten, mine",
}
"""Commodities read where no sub-commodity is named."""

PARTS: Mapping[tuple[str, str], str] = {
    ("manganese ore", ""): "manganese ore",
    ("manganese ore", "Chemical"): "manganese ore",
    ("manganese ore", "Metallurgical"): "manganese ore",
    ("manganese ore", "Manganese ore (ferruginous)"): "manganese ore",
    ("lithium minerals", "Lithium minerals (Li content)"): "lithium minerals (Li content)",
    ("lithium minerals", "Lithium minerals (Carbonate -Li content)"): (
        "lithium minerals (Li content)"
    ),
    ("lithium minerals", "Lithium minerals (Chloride -Li content)"): (
        "lithium minerals (Li content)"
    ),
    ("lithium minerals", "Spodumene (Li content)"): "lithium minerals (Li content)",
    ("lithium minerals", "Lepidolite (Li content)"): "lithium minerals (Li content)",
    **{
        ("platinum group metals, mine", metal): f"platinum group metals, mine: {metal}"
        for metal in ("Platinum", "Palladium", "Rhodium", "Ruthenium", "Iridium")
    },
    **{
        ("ferro-alloys", alloy): f"ferro-alloys: {alloy}"
        for alloy in (
            "Silicon metal",
            "Ferro-chrome",
            "Ferro-manganese",
            "Ferro-molybdenum",
            "Ferro-nickel",
            "Ferro-niobium",
            "Ferro-titanium",
            "Ferro-tungsten",
            "Ferro-vanadium",
        )
    },
}
"""Commodity and sub-commodity -> label; parts under one label are added up as printed."""

_PUBLISHED = (
    "x",
    "y",
    "bgs_statistic_type_trans",
    "bgs_commodity_trans",
    "data_precision_description",
    "concat_figure_notes_text",
    "year",
    "country_trans",
    "bgs_sub_commodity_trans",
    "sdmx_code",
    "country_iso2_code",
    "erml_group",
    "sdmx_translation",
    "country_iso3_code",
    "erml_commodity",
    "units",
    "pole_of_inaccessibility_longitude",
    "erml_sub_commodity",
    "concat_table_notes_code",
    "pole_of_inaccessibility_latitude",
    "cgi_commodity_url",
    "yearbook_table_id",
    "quantity",
    "concat_table_notes_text",
    "yearbook_table_trans",
    "bgs_commodity_code",
    "quantity_in_book_style",
    "concat_figure_notes_code",
)
_KEY = ("bgs_commodity_trans", "bgs_sub_commodity_trans", "country_trans", "year")
_PRECISION = {
    "": "",
    "Nil (nothing produced)": "nil",
    "Figures not available": "missing",
    "Quantity is more than 0 but less than 0.5": "trace",
}


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield `reported__production` in tonnes.

    Args:
        files: Frozen bytes by name, with the columns of a frozen production table.
    """
    for name in sorted(files):
        rows = read_frozen(name, files[name], PRODUCTION)
        yield "reported__production", quantities(name, rows, "quantity_t", TONNES)


def read_published(name: str, data: bytes) -> list[Printed]:
    """Read one CSV reply of the survey's interface; the order of its columns differs per file.

    Countries are read by name: the code of `Congo` says COD, though the Republic of the Congo is
    meant. A figure that is not available gives no row; more than nothing and less than half a unit
    stays `<0.5`. Parts such as lithium in carbonate and in spodumene are added up as printed.

    Raises:
        InputError: Not UTF-8, a new or missing column, a row twice, an unknown unit or precision.
    """
    text = decoded(name, data, "utf-8")
    rows = table(name, text, _PUBLISHED, _KEY, ordered=False)
    groups: dict[tuple[str, str, str], list[Printed]] = defaultdict(list)
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=1):
        label = _label(row)
        faults += _unknown(f"{name}, row {number}", row)
        if label and _PRECISION.get(row["data_precision_description"]) != "missing":
            groups[label, row["country_trans"], row["year"][:4]].append(row)
    if faults:
        raise InputError(faults[:20])
    return [_printed(key, groups[key]) for key in sorted(groups)]


def _label(row: Printed) -> str:
    commodity, part = row["bgs_commodity_trans"], row["bgs_sub_commodity_trans"]
    if not part and commodity in WHOLE:
        return commodity
    return PARTS.get((commodity, part), "")


def _unknown(where: str, row: Printed) -> Iterator[Fault]:
    for column, known in (("units", TONNES), ("data_precision_description", _PRECISION)):
        if row[column] not in known:
            yield Fault(
                where,
                f"{column} '{row[column]}'",
                ", ".join(name or "empty" for name in known),
                "Find out what it means and teach parse.py",
            )


def _printed(key: tuple[str, str, str], parts: Sequence[Printed]) -> Printed:
    label, country, year = key
    values = [_value(row) for row in parts]
    names = [row["bgs_sub_commodity_trans"] for row in parts if row["bgs_sub_commodity_trans"]]
    more = f" ({'; '.join(names)})" if len(parts) > 1 else ""
    return {
        "material": label,
        "territory": country,
        "year": year,
        "value": " + ".join(values),
        "unit": parts[0]["units"],
        "status": _status(parts, values),
        "locator": f"{parts[0]['yearbook_table_trans']}, {country}, {year}{more}",
    }


def _value(row: Printed) -> str:
    if _PRECISION[row["data_precision_description"]] == "trace":
        return "<0.5"
    return row["quantity"]


def _status(parts: Sequence[Printed], values: Sequence[str]) -> str:
    if all(value == "0" for value in values):
        return "nil"
    if any("Estimates." in row["concat_figure_notes_text"] for row in parts):
        return "estimated"
    return "measured"
