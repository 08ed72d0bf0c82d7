"""A private overlay full of canaries: a word, a name and numbers that stand nowhere else.

Whoever finds one of them in something published has found a leak. Files are searched as a reader
could read them: archives, packed streams, documents and tables are opened first.
"""

import gzip
import io
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
from pypdf import PdfReader

CANARY = "canary7f3a9c"
CHAIN_ID = f"private-{CANARY}"
# The same twelve digits in each, so that no figure of the world holds them by chance.
TONNES = 731946285417.25
SHARE = 0.731946285417
DAYS = 731946.285417
# Between groups of thousands stands a point, a comma or a thin space of three bytes.
_DIGITS = re.compile(rb"731\D{0,3}946\D{0,3}285\D{0,3}417")
_BITS = tuple(struct.pack("<d", number) for number in (TONNES, SHARE, DAYS))
CHAIN = f"""\
product_id: {CHAIN_ID}
name: {{nl: {CANARY}, en: {CANARY}}}
depth: exploratory
reviewed: 2026-11-20
unit: toy
groups: [batteries]
sectors: [energy]
tags: [defence]
summary: {{nl: {CANARY}, en: {CANARY}}}
sources: {{own: {{publisher: {CANARY}, title: {CANARY}, year: 2026}}}}
nodes:
  - id: {CANARY}
    name: {{nl: {CANARY}, en: {CANARY}}}
    material: gallium
    stage: processing
    supply:
      published:
        - {{territory: NLD, share: {SHARE}, year: 2026, basis: production, source: own,
           locator: {CANARY}, grade: A}}
edges: []
"""
CARD = f"""\
source_id: own_notes
publisher: {CANARY}
title: {CANARY}
year: 2026
published: 2026-10-01
accessed: 2026-10-01
licence: private
licence_url: https://example.org/
allows: nothing
citation: {CANARY}
url: https://example.org/
cadence: once
tables:
  reported__production: {{rows_min: 1, rows_max: 9}}
"""
ROWS = f"""\
material,territory,year,value,unit,status,locator
{CANARY} gallium,Netherlands,2024,{TONNES},t,measured,{CANARY} page 1
"""
LABELS = f"""\
kind,label,id,extra
material,{CANARY} gallium,gallium,stage_id=processing;grade_id=any;content_basis=contained
"""
STOCKS = f"material_id,territory_id,stock_days,reason\ngallium,NLD,{DAYS},{CANARY}\n"


def plant(folder: Path) -> Path:
    """Write a private overlay of a source, a chain and a stock, and return its folder."""
    own = folder / "sources" / "own_notes"
    (own / "snapshot").mkdir(parents=True)
    (own / "source.yml").write_text(CARD, encoding="utf-8")
    (own / "labels.csv").write_text(LABELS, encoding="utf-8")
    (own / "snapshot" / "production.csv").write_text(ROWS, encoding="utf-8")
    (folder / "chains").mkdir()
    (folder / "chains" / f"{CHAIN_ID}.yml").write_text(CHAIN, encoding="utf-8")
    (folder / "stocks.csv").write_text(STOCKS, encoding="utf-8")
    return folder


def holds(body: bytes) -> bool:
    """Return whether a canary stands in bytes, as word, as number in text, or as stored number."""
    return any(
        CANARY.encode() in part
        or _DIGITS.search(part) is not None
        or any(bits in part for bits in _BITS)
        for part in pieces(body)
    )


def pieces(body: bytes) -> Iterator[bytes]:
    """Yield bytes as they are, and what comes out when they are opened."""
    yield body
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from pieces(archive.read(name))
    elif body.startswith(b"\x1f\x8b"):
        yield from pieces(gzip.decompress(body))
    elif body.startswith(b"PAR1"):
        # Not to text cell by cell: the columns' own buffers hold the words and numbers.
        for column in pq.read_table(io.BytesIO(body)).columns:
            for chunk in column.chunks:
                held = [chunk, chunk.dictionary] if hasattr(chunk, "dictionary") else [chunk]
                for buffers in (part.buffers() for part in held):
                    yield from (memoryview(part).tobytes() for part in buffers if part)
    elif body.startswith(b"%PDF"):
        yield "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages).encode()
