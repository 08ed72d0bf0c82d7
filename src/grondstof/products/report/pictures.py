"""Turns an SVG picture into PNG, with the same program that sets the reports."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from grondstof.errors import Fault, InputError

_SIZE = re.compile(r'<svg[^>]*? width="(\d+)" height="(\d+)"')
MOST_PIXELS = 4000
_DENSITY = 144.0


def png(picture: str) -> bytes:
    """Return a picture as PNG, two pixels for each of its own.

    Raises:
        InputError: If the picture names no size, or too large a one.
    """
    import typst

    found = _SIZE.search(picture)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 0 < max(size) <= MOST_PIXELS:
        expected = f"width and height of 1 to {MOST_PIXELS} pixels"
        raise InputError([Fault("picture", str(size), expected, "Choose another figure")])
    # Percentages inside the picture would otherwise be those of the page.
    page = f"#set page(width: {size[0]}pt, height: {size[1]}pt, margin: 0pt)\n"
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.svg").write_text(picture, encoding="utf-8")
        source = Path(folder) / "main.typ"
        source.write_text(f'{page}#image("a.svg", width: 100%)', encoding="utf-8")
        return bytes(typst.compile(str(source), format="png", ppi=_DENSITY))
