"""WIOD 2013 release, year 2011, 1,435 by 1,435: the engine against a plain inverse."""

from pathlib import Path

import numpy as np
import pytest

import grondstof.sources.wiod as source
from grondstof.methods import input_output as io
from grondstof.sources.wiod.parse import FINAL, INDUSTRIES, parse_bulk

SNAPSHOT = Path(source.__file__).parent / "snapshot" / "wiot-2011.parquet"


@pytest.fixture(scope="module")
def table():
    rows = parse_bulk(SNAPSHOT)
    regions = list(dict.fromkeys(rows["territory_id"].to_pylist()))
    codes = [*INDUSTRIES, *FINAL]
    place = {region: number for number, region in enumerate(regions)}
    at = {code: number for number, code in enumerate(codes)}
    whole = np.zeros((len(regions) * 35, len(regions) * 40))
    x = np.zeros(len(regions) * 35)
    for row in rows.to_pylist():
        column = place[row["territory_id"]]
        if row["row_industry"] == "OUTPUT":
            x[column * 35 + at[row["column_industry"]]] = row["value_musd"]
        else:
            i = place[row["row_territory_id"]] * 35 + at[row["row_industry"]]
            whole[i, column * 40 + at[row["column_industry"]]] = row["value_musd"]
    parts = whole.reshape(len(x), len(regions), 40)
    Z = parts[:, :, :35].reshape(len(x), -1)
    return np.ascontiguousarray(Z), parts[:, :, 35:].sum(axis=2), x, regions


def test_published_checks_of_the_table(table):
    Z, Y, x, regions = table
    found = io.balance(Z, Y, x)
    assert (len(x), len(regions)) == (1435, 41)
    assert found.largest == 108.0
    assert found.relative == pytest.approx(4.2e-4, abs=0.2e-4)
    assert (x == 0.0).sum() == 22
    assert len(found.zero_output) == 20
    assert found.negative_value_added == ()
    dutch = slice(regions.index("NLD") * 35, (regions.index("NLD") + 1) * 35)
    assert found.value_added[dutch].sum() == 815_936.0


def test_multipliers_equal_a_plain_inverse(table):
    Z, Y, x, _ = table
    output = io.row_sum_output(Z, Y)
    A = io.coefficients(Z, output)
    S = io.intensities(np.vstack([io.balance(Z, Y, x).value_added, np.ones(len(x))]), output)
    M = io.factorise(A).rows(S)
    plain = S @ np.linalg.inv(np.eye(len(x)) - A)
    assert np.abs(M - plain).max() <= 1e-12 * np.abs(plain).max()
    footprint = io.footprints(M, Y).sum(axis=1)
    assert footprint == pytest.approx(S @ output, rel=1e-9)


def test_fast_path_keeps_its_promise_on_the_real_table(table):
    Z, Y, x, _ = table
    output = io.row_sum_output(Z, Y)
    A = io.coefficients(Z, output)
    S = io.intensities(io.balance(Z, Y, x).value_added[np.newaxis, :], output)
    found = io.approximate(A, S, x=output, y=Y.sum(axis=1), block=35)
    exact = io.factorise(A).rows(S)
    assert found.path == "sweeps"
    assert np.abs(found.multipliers - exact).max() <= 1e-6 * np.abs(exact).max()
    assert np.all(found.error_bound <= 1e-6)


def test_sweeps_without_a_factor_are_exact_on_the_real_table(table):
    Z, Y, x, _ = table
    output = io.row_sum_output(Z, Y)
    A = io.coefficients(Z, output)
    S = io.intensities(io.balance(Z, Y, x).value_added[np.newaxis, :], output)
    found = io.multipliers(A, S, block=35)
    plain = S @ np.linalg.inv(np.eye(len(x)) - A)
    assert np.abs(found - plain).max() <= 1e-12 * np.abs(plain).max()
