"""OECD Input-Output Tables, 2023 edition: published Leontief inverses of the Netherlands.

`oecd_nld_leontief.parquet` holds the printed cells (LEONTFD and LEONTFT, 45 by 45, 1995-2020) in
ten-thousandths, row by row. The tables are printed to 0.1 million USD and the inverse to four
decimals, so equality to the last digit cannot be had; the interval that the rounding implies can:
|dL| <= L dA L, with dA from half a printed digit in each cell and in output.
"""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from grondstof.methods import input_output as io
from grondstof.sources.oecd_national.parse import INDUSTRIES, parse_bulk

PUBLISHED = Path(__file__).parent / "data" / "oecd_nld_leontief.parquet"
HALF_DIGIT = 0.05
PRINTED = 0.5e-4
SIZE = len(INDUSTRIES)


@pytest.fixture(scope="module")
def cells():
    import grondstof.sources.oecd_national as source

    rows = parse_bulk(Path(source.__file__).parent / "snapshot" / "io_cells_nld.parquet")
    place = {code: number for number, code in enumerate(INDUSTRIES)}
    found = {}
    for row in rows.to_pylist():
        column = place.get(row["column_industry"])
        if column is None:
            continue
        part = "IMP" if row["row_territory_id"] == "ROW" else "DOM"
        year = found.setdefault(row["year"], {})
        if row["row_industry"] in place:
            block = year.setdefault(part, np.zeros((SIZE, SIZE)))
            block[place[row["row_industry"]], column] = row["value_musd"]
        elif row["row_industry"] == "OUTPUT":
            year.setdefault("OUTPUT", np.zeros(SIZE))[column] = row["value_musd"]
    return found


@pytest.fixture(scope="module")
def published():
    rows = pq.read_table(PUBLISHED)
    kinds, years = np.array(rows["kind"].to_pylist()), rows["year"].to_numpy()
    values = rows["multiplier_e4"].to_numpy() / 1e4
    return {
        (kind, year): values[(kinds == kind) & (years == year)].reshape(SIZE, SIZE)
        for kind in ("domestic", "total")
        for year in range(1995, 2021)
    }


@pytest.mark.parametrize("year", range(1995, 2021))
def test_multipliers_lie_within_the_interval_that_rounding_implies(cells, published, year):
    x = cells[year]["OUTPUT"]
    for kind, Z, parts in (
        ("domestic", cells[year]["DOM"], 1),
        ("total", cells[year]["DOM"] + cells[year]["IMP"], 2),
    ):
        A = io.coefficients(Z, x)
        L = io.factorise(A).rows(np.eye(SIZE))
        dA = HALF_DIGIT * (parts + A) * io.coefficients(np.ones((SIZE, SIZE)), x)
        # The product is of first order; one per mille covers the second.
        width = 1.001 * L @ dA @ L + PRINTED
        difference = np.abs(L - published[kind, year])
        assert np.all(difference <= width), kind
        if kind == "domestic":
            assert difference.max() <= 2e-4
