"""Fetches declared trade from the UN Comtrade API with your own key, within its limits.

The API gives at most 100,000 rows a call and no pages: a call that comes back full is split by
reporter. It asks clients to wait (429 with Retry-After); the client does.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from grondstof.errors import Fault, InputError
from grondstof.settings import read as setting
from grondstof.sources.kit.http import Limits, read

BASE = "https://comtradeapi.un.org/data/v1/get"
LIMITS = Limits(
    hosts=("comtradeapi.un.org",), max_bytes=200_000_000, expect_types=("application/json",)
)
MOST_ROWS = 100_000


def fetch(
    folder: Path,
    codes: Sequence[str],
    period: str,
    reporters: Sequence[int],
    *,
    limits: Limits = LIMITS,
    base: str = BASE,
    most_rows: int = MOST_ROWS,
) -> list[Path]:
    """Download declared trade in HS codes in a period and return the files.

    Args:
        folder: Where the replies go.
        codes: HS codes.
        period: Year (`2022`) or month (`202205`).
        reporters: Reporters by their Comtrade numbers.
        limits: What each request may take.
        base: Address of the service; tests give another.
        most_rows: Rows at which a reply counts as cut off.

    Raises:
        InputError: no key in the environment, a refused key, or one reporter alone fills a reply.
    """
    key = setting("GRONDSTOF_COMTRADE_KEY")
    if key is None:
        raise InputError(
            [
                Fault(
                    "GRONDSTOF_COMTRADE_KEY",
                    "no key",
                    "a subscription key of the UN Comtrade API",
                    "Register at comtradedeveloper.un.org and set the variable",
                )
            ]
        )
    frequency = "M" if len(period) == 6 else "A"
    query = {
        "period": period,
        "reporterCode": ",".join(str(number) for number in reporters),
        "cmdCode": ",".join(codes),
        "flowCode": "M,X",
        "customsCode": "C00",
        "motCode": "0",
        "partner2Code": "0",
        "maxRecords": str(most_rows),
    }
    url = f"{base}/C/{frequency}/HS?{urlencode(query)}"
    # The key goes into a header: addresses end up in logs and messages.
    data = read(url, replace(limits), {"Ocp-Apim-Subscription-Key": key})
    if len(json.loads(data).get("data", ())) >= most_rows:
        return _split(folder, codes, period, reporters, limits, base, most_rows)
    name = f"{period}-{reporters[0]}-{len(reporters)}-{codes[0]}-{len(codes)}.json"
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return [path]


def _split(
    folder: Path,
    codes: Sequence[str],
    period: str,
    reporters: Sequence[int],
    limits: Limits,
    base: str,
    most_rows: int,
) -> list[Path]:
    if len(reporters) == 1 and len(codes) == 1:
        raise InputError(
            [
                Fault(
                    f"{codes[0]} of reporter {reporters[0]} in {period}",
                    f"{most_rows:,} rows or more",
                    "fewer rows than the limit of one call",
                    "Ask for a month instead of a year",
                )
            ]
        )
    found: list[Path] = []
    half = len(reporters) // 2
    parts = (
        [(codes, reporters[:half]), (codes, reporters[half:])]
        if half
        else [(codes[: len(codes) // 2], reporters), (codes[len(codes) // 2 :], reporters)]
    )
    for some, who in parts:
        found += fetch(folder, some, period, who, limits=limits, base=base, most_rows=most_rows)
    return found
