"""A small client of the public API: typed answers, tables as Arrow, pandas or polars.

client = Client("https://grondstof.example")
answer = client.material("gallium")
answer.sentence("en")
answer.table("rows").to_pandas()
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from grondstof.errors import Fault, InputError

TIMEOUT = 30.0
Fetch = Callable[[str], tuple[int, bytes]]


@dataclass(frozen=True)
class Rows:
    """One list of rows of an answer."""

    rows: Sequence[Mapping[str, Any]]

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_arrow(self) -> Any:
        """Return the rows as an Arrow table."""
        import pyarrow as pa

        return pa.Table.from_pylist([dict(row) for row in self.rows])

    def to_pandas(self) -> Any:
        """Return the rows as a pandas data frame.

        Raises:
            InputError: If pandas is not installed; it is yours to install.
        """
        _yours("pandas")
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """Return the rows as a polars data frame.

        Raises:
            InputError: If polars is not installed; it is yours to install.
        """
        return _yours("polars").from_arrow(self.to_arrow())


def _yours(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError as error:
        expected = f"{library}, which this package does not bring"
        action = f"Install {library}, or use to_arrow()"
        raise InputError([Fault("table", f"no {library}", expected, action)]) from error


@dataclass(frozen=True)
class Reply:
    """One answer as the API gives it."""

    data: Mapping[str, Any]

    def sentence(self, language: str = "nl") -> str:
        """Return the answer in one sentence."""
        return str(self.data["sentence"][language])

    def table(self, name: str = "rows") -> Rows:
        """Return a list of rows by name; `rows` is the first."""
        return Rows(self.data["rows"] if name == "rows" else self.data["tables"][name])

    @property
    def edition(self) -> str:
        """Return the name of the edition that answered."""
        return str(self.data["edition"])

    @property
    def sources(self) -> Sequence[Mapping[str, Any]]:
        """Return publisher, title, year and licence of each source."""
        found: Sequence[Mapping[str, Any]] = self.data["sources"]
        return found


class Client:
    """Asks the API of a site.

    Args:
        address: Address of the site, without a path.
        fetch: Gets status and body of an address; over the network when None.
    """

    def __init__(self, address: str, fetch: Fetch | None = None) -> None:
        self._base = f"{address.rstrip('/')}/api/v1"
        self._fetch = fetch or _over_the_network

    def get(self, path: str, **parameters: Any) -> Reply:
        """Return the answer at a path of the API.

        Raises:
            InputError: If the API says that the question is not right, with its faults.
        """
        given = {key: str(value) for key, value in parameters.items() if value is not None}
        query = f"?{urlencode(given)}" if given else ""
        status, body = self._fetch(f"{self._base}{path}{query}")
        if status >= 400:
            raise InputError(_faults(path, status, body))
        return Reply(json.loads(body))

    def criticality(self, home: str | None = None, method: str | None = None) -> Reply:
        """Return the list of critical materials of a home; of the site's own when not given."""
        return self.get("/grondstoffen", thuisland=home, methode=method)

    def material(self, name: str) -> Reply:
        """Return everything about one material."""
        return self.get(f"/grondstoffen/{quote(name)}")

    def origin(self, code: str, year: int | None = None) -> Reply:
        """Return direct and true origin of what is imported under a trade code."""
        return self.get(f"/producten/{quote(code)}/herkomst", jaar=year)

    def territory(self, name: str) -> Reply:
        """Return what home depends on a territory for."""
        return self.get(f"/landen/{quote(name)}")

    def basket(self, codes: Sequence[str]) -> Reply:
        """Return the materials in a basket of trade codes."""
        return self.get("/mand", codes=",".join(codes))

    def sources(self) -> Reply:
        """Return where the numbers come from."""
        return self.get("/bronnen")


def _over_the_network(address: str) -> tuple[int, bytes]:
    if not address.startswith(("https://", "http://")):
        raise InputError([Fault(address, "no web address", "https://...", "Correct the address")])
    try:
        with urlopen(address, timeout=TIMEOUT) as reply:
            return int(reply.status), bytes(reply.read())
    except HTTPError as error:
        return int(error.code), bytes(error.read())


def _faults(path: str, status: int, body: bytes) -> list[Fault]:
    try:
        found = json.loads(body).get("faults", [])
    except ValueError:
        found = []
    known = [Fault(**fault) for fault in found]
    if known:
        return known
    if status == 404:
        expected, action = "a path of the API", "Look it up in openapi.json"
    else:
        expected, action = "an answer", "Try again later"
    return [Fault(path, f"status {status}", expected, action)]
