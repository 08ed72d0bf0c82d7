"""Which series of the Mineral Commodity Summaries are read, and under which label.

`scope.csv` lists them: the series as printed (commodity, detail) and the label of this source. The
label says what the tonnes are, because the survey prints it in the chapter's head and not in the
row; `labels.csv` turns it into material, stage and content basis. Left out on purpose: boron, whose
countries report ore, ulexite, compounds and oxide side by side; gases in cubic metres and litres;
materials that no assessment screens.
"""

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def labels(table: str) -> Mapping[str, str]:
    """Return label by series as printed, for `production`, `reserves` or `price`."""
    text = files("grondstof.sources.usgs_mcs").joinpath("scope.csv").read_text("utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {row["printed"]: row["label"] for row in rows if row["table"] == table}
