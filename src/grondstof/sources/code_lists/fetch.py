"""Fetches the list of the Harmonized System from UN Comtrade's public reference files; no key.

The changes of the Combined Nomenclature have no lasting address: Eurostat hands them out as a
workbook from ShowVoc (earlier RAMON). Save its sheet as CSV and give it to `parse.cn_changes`.
"""

from pathlib import Path

from grondstof.errors import Fault, InputError
from grondstof.sources.code_lists.parse import hs_list
from grondstof.sources.kit.http import Limits, read

BASE = "https://comtradeapi.un.org/files/v1/app/reference"
LIMITS = Limits(
    hosts=("comtradeapi.un.org",), max_bytes=20_000_000, expect_types=("application/json",)
)
# Comtrade's own letters for the vintages of the HS.
FILES = {
    "HS": "HS.json",
    "HS1992": "H0.json",
    "HS1996": "H1.json",
    "HS2002": "H2.json",
    "HS2007": "H3.json",
    "HS2012": "H4.json",
    "HS2017": "H5.json",
    "HS2022": "H6.json",
}


def fetch(folder: Path, vintage: str = "HS", *, limits: Limits = LIMITS, base: str = BASE) -> Path:
    """Download the list of one vintage and return its file; `HS` is all vintages together.

    The file is put in place only after it was read as a list.

    Raises:
        InputError: an unknown vintage, a refused or broken transfer, or a reply that is no list.
    """
    if vintage not in FILES:
        wanted = "one of " + ", ".join(FILES)
        raise InputError([Fault("vintage", f"'{vintage}'", wanted, "Choose one of these")])
    data = read(f"{base}/{FILES[vintage]}", limits)
    hs_list(FILES[vintage], data)
    path = folder / FILES[vintage]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
