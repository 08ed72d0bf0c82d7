"""Turns SVG pictures into PNG, with the same program that sets the reports."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from grondstof.errors import Fault, InputError

if TYPE_CHECKING:
    import typst

_SIZE = re.compile(r'<svg[^>]*? width="(\d+)" height="(\d+)"')
MOST_PIXELS = 4000
# Two pixels for each of the picture's own.
_DENSITY = 144.0


def png(picture: str) -> bytes:
    """Return a picture as PNG, two pixels for each of its own.

    Raises:
        InputError: If the picture names no size, or too large a one.
    """
    return pngs([picture], _DENSITY)[0]


def pngs(pictures: Sequence[str], density: float) -> list[bytes]:
    """Return pictures as PNG; together they take half the time of one by one.

    Args:
        pictures: SVG of each.
        density: Pixels to the inch; 72 gives a pixel for each of the picture's own.

    Raises:
        InputError: If a picture names no size, or too large a one.
    """
    import typst

    if not pictures:
        return []
    with TemporaryDirectory() as folder:
        pages = [_page(Path(folder), n, picture) for n, picture in enumerate(pictures)]
        source = Path(folder) / "main.typ"
        source.write_text("\n".join(pages), encoding="utf-8")
        # One page comes as bytes, more as a list; the program's own types name only the first.
        made: Any = typst.compile(str(source), format="png", ppi=density, font_paths=_fonts())
    return [bytes(one) for one in (made if isinstance(made, list) else [made])]


@cache
def _fonts() -> "typst.Fonts":
    """Return the letters at hand; looking for them takes longer than drawing a picture."""
    import typst

    return typst.Fonts()


def _page(folder: Path, number: int, picture: str) -> str:
    found = _SIZE.search(picture)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 0 < max(size) <= MOST_PIXELS:
        expected = f"width and height of 1 to {MOST_PIXELS} pixels"
        raise InputError([Fault("picture", str(size), expected, "Choose another figure")])
    (folder / f"{number}.svg").write_text(picture, encoding="utf-8")
    # Percentages inside the picture would otherwise be those of the page.
    page = f"width: {size[0]}pt, height: {size[1]}pt, margin: 0pt"
    return f'#page({page})[#image("{number}.svg", width: 100%)]'
