"""Fetches declared trade from the UN Comtrade API with your own key, within its limits.

The API gives at most 100,000 rows a call and no pages: a call that comes back full is split by
reporter. It asks clients to wait (429 with Retry-After); the client does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from grondstof.errors import Fault, InputError
from grondstof.settings import read as setting
from grondstof.sources.comtrade.parse import nothing, received
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
        InputError: no key in the environment, a refused key, a reply that is none, no rows at all
            (a year that does not exist), or one reporter alone fills a reply.
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
    ask = _Ask(folder, period, key, limits, base, most_rows)
    found = _parts(ask, codes, reporters)
    if not found:
        raise InputError([nothing(f"{', '.join(codes)[:80]} in {period}")])
    return found


@dataclass(frozen=True)
class _Ask:
    """What stays the same while a question is split."""

    folder: Path
    period: str
    key: str
    limits: Limits
    base: str
    most_rows: int


def _parts(ask: _Ask, codes: Sequence[str], reporters: Sequence[int]) -> list[Path]:
    frequency = "M" if len(ask.period) == 6 else "A"
    query = {
        "period": ask.period,
        "reporterCode": ",".join(str(number) for number in reporters),
        "cmdCode": ",".join(codes),
        "flowCode": "M,X",
        "customsCode": "C00",
        "motCode": "0",
        "partner2Code": "0",
        "maxRecords": str(ask.most_rows),
    }
    url = f"{ask.base}/C/{frequency}/HS?{urlencode(query)}"
    # The key goes into a header: addresses end up in logs and messages.
    data = read(url, ask.limits, {"Ocp-Apim-Subscription-Key": ask.key})
    name = f"{ask.period}-{reporters[0]}-{len(reporters)}-{codes[0]}-{len(codes)}.json"
    count = len(received(name, data))
    if count >= ask.most_rows:
        return _split(ask, codes, reporters)
    if not count:
        return []
    path = ask.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return [path]


def _split(ask: _Ask, codes: Sequence[str], reporters: Sequence[int]) -> list[Path]:
    if len(reporters) == 1 and len(codes) == 1:
        raise InputError(
            [
                Fault(
                    f"{codes[0]} of reporter {reporters[0]} in {ask.period}",
                    f"{ask.most_rows:,} rows or more",
                    "fewer rows than the limit of one call",
                    "Ask for a month instead of a year",
                )
            ]
        )
    half, middle = len(reporters) // 2, len(codes) // 2
    if half:
        return _parts(ask, codes, reporters[:half]) + _parts(ask, codes, reporters[half:])
    return _parts(ask, codes[:middle], reporters) + _parts(ask, codes[middle:], reporters)
