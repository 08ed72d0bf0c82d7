"""Seeded trade shaped like BACI: 30 years, 226 territories, 5,000 codes, skewed sizes.

One Parquet file a year, columns of `settled__trade` that the recipes read, sorted by code,
exporter, importer; 3 % without a weight. Also a month of Comext in the publisher's own layout.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

PLACES, CODES, YEARS = 226, 5000, tuple(range(1995, 2025))


def places() -> list[str]:
    """Return 226 ids of three letters."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [f"{letters[n // 26 % 26]}{letters[n % 26]}X" for n in range(PLACES)]


def codes() -> list[str]:
    """Return 5,000 codes of six digits."""
    return [f"{10000 + 190 * n:06d}" for n in range(CODES)]


def write_trade(folder: Path, rows: int, seed: int = 20261120) -> list[Path]:
    """Write trade of about that many rows and return the files, one a year."""
    folder.mkdir(parents=True, exist_ok=True)
    dice = np.random.default_rng(seed)
    sells, buys, sizes = (
        np.cumsum(_weights(dice, count, spread))
        for count, spread in ((PLACES, 1.5), (PLACES, 1.1), (CODES, 1.0))
    )
    found = []
    for year in YEARS:
        path = folder / f"{year}.parquet"
        if not path.is_file():
            keys = _keys(dice, rows // len(YEARS), sells, buys, sizes)
            _write_year(path, year, keys, dice)
        found.append(path)
    return found


def write_many(folder: Path, rows: int, seed: int = 20261120) -> Path:
    """Write one year of a thirtieth of the rows, and link it under every year's folder.

    The rows of all years are read and grouped, but they lie on disk once: drawing and writing
    thirty times as many would take longer than the measurement.
    """
    folder.mkdir(parents=True, exist_ok=True)
    one = folder / "one-year.bin"
    if not one.is_file():
        dice = np.random.default_rng(seed)
        spreads = ((PLACES, 1.5), (PLACES, 1.1), (CODES, 1.0))
        totals = [np.cumsum(_weights(dice, *pair)) for pair in spreads]
        _write_year(one, None, _keys(dice, rows // len(YEARS), *totals), dice)
    for year in YEARS:
        part = folder / f"year={year}" / "part.parquet"
        part.parent.mkdir(exist_ok=True)
        if not part.is_symlink():
            part.symlink_to(one)
    return folder


def _weights(dice: np.random.Generator, count: int, spread: float) -> np.ndarray:
    weights = dice.lognormal(0.0, spread, count)
    return np.asarray(weights / weights.sum())


def _keys(
    dice: np.random.Generator, wanted: int, sells: np.ndarray, buys: np.ndarray, sizes: np.ndarray
) -> np.ndarray:
    """Return distinct (code, seller, buyer) packed in one number, sorted."""
    keys = np.empty(0, np.int64)
    while keys.size < wanted:
        count = int((wanted - keys.size) * 1.5) + 1000
        seller, buyer, code = (
            np.searchsorted(total, dice.random(count)).clip(0, total.size - 1)
            for total in (sells, buys, sizes)
        )
        keep = seller != buyer
        packed = (code[keep] * PLACES + seller[keep]) * PLACES + buyer[keep]
        keys = np.unique(np.concatenate([keys, packed]))
    if keys.size > wanted:
        keys = np.sort(dice.choice(keys, wanted, replace=False))
    return keys


def _write_year(path: Path, year: int | None, keys: np.ndarray, dice: np.random.Generator) -> None:
    count = keys.size
    value = np.maximum(1, dice.lognormal(10.0, 2.6, count)).astype(np.int64)
    weight = np.maximum(1, value * dice.lognormal(-1.0, 1.0, count)).astype(np.int64)
    names = pa.array(places())

    def text(index: np.ndarray, words: pa.Array) -> pa.DictionaryArray:
        return pa.DictionaryArray.from_arrays(pa.array(index.astype(np.int32)), words)

    table = pa.table(
        {
            "year": pa.repeat(pa.scalar(year or 0, pa.int16()), count),
            "exporter_id": text(keys // PLACES % PLACES, names),
            "importer_id": text(keys % PLACES, names),
            "code_system": text(np.zeros(count), pa.array(["HS2017"])),
            "code": text(keys // PLACES // PLACES, pa.array(codes())),
            "value_usd": value,
            "quantity_kg": pa.array(weight, mask=dice.random(count) < 0.03),
        }
    )
    if year is None:
        table = table.drop_columns(["year"])
    pq.write_table(table, path, compression="zstd", compression_level=1, row_group_size=1 << 20)


def write_lists(folder: Path, seed: int = 20261120) -> dict[str, Path]:
    """Write the code map (200 codes, 60 materials) and the list of territories with their risk."""
    dice = np.random.default_rng(seed + 1)
    chosen = np.sort(dice.choice(CODES, 200, replace=False))
    material = np.concatenate([np.arange(60), dice.integers(0, 60, 140)])
    code_map = pa.table(
        {
            "code_system": ["HS2017"] * 200,
            "code": [codes()[n] for n in chosen],
            "material_id": [f"m{n:02d}" for n in material],
            "stage_id": ["extraction"] * 200,
        }
    )
    territories = pa.table(
        {
            "territory_id": places(),
            "place": pa.array(np.arange(PLACES), pa.int16()),
            "risk": dice.uniform(0.5, 9.5, PLACES),
        }
    )
    found = {}
    for name, table in (("code_map", code_map), ("territories", territories)):
        found[name] = folder / f"{name}.parquet"
        pq.write_table(table, found[name])
    return found


def write_comext(path: Path, rows: int, seed: int = 20261120) -> None:
    """Write a month of Comext in the layout of the bulk file."""
    from grondstof.sources.comext.parse import HEADER, ended, month_of
    from grondstof.vocabulary.territories import territories

    year, month = month_of(path)
    dice = np.random.default_rng(seed)
    isos = sorted(t.alpha2 for t in territories().values() if t.alpha2)
    # As many codes as the Combined Nomenclature has; none of those that have ended by then.
    products = np.array(
        [n for n in range(1_000_000, 98_000_000, 9_700) if f"{n:08d}" not in ended()]
    )
    reporters = ["NL", "DE", "FR", "BE", "IT", "ES", "PL", "SE", "AT", "CZ", "IE", "PT", "DK"]
    with path.open("w", encoding="utf-8") as stream:
        stream.write(",".join(HEADER) + "\n")
        for first in range(0, rows, 500_000):
            count = min(500_000, rows - first)
            columns = (
                dice.choice(reporters, count),
                dice.choice(isos, count),
                dice.choice(products, count),
                dice.integers(1, 3, count),
                dice.lognormal(8, 2, count).astype(np.int64),
                dice.lognormal(6, 2, count).astype(np.int64),
            )
            stream.writelines(
                f"{r},{p},E,{c:08d},68998,24.45.30,24.45.30,220,220,15,{f},1,,"
                f"{year}{month:02d},{v},{v},{q},0\n"
                for r, p, c, f, v, q in zip(*(x.tolist() for x in columns), strict=True)
            )
