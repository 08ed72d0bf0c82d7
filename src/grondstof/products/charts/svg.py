"""The few SVG elements that the charts are made of, with every text escaped.

Charts carry classes, never inline styles, so that one stylesheet colours them in light, dark,
print and forced colours; `standalone` puts that stylesheet inside a file of its own.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape as _escape
from textwrap import wrap

# Letters of a label that fit the width of a phone and that of a page (34rem, as in the stylesheet),
# and the height of one more line of a label.
PHONE_LETTERS = 34
PAGE_LETTERS = 62
LINE = 18
# Letters that a line of a label has at least, however long the number beside it.
_LEAST = 12
_SPECIAL = re.compile("[&<>\"'\n\r\t]").search
_PICTURE = re.compile(r"<svg\b[^>]*>|</svg>")
_SPACES = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escape(words: str) -> str:
    """Return words with the letters that mean something in SVG replaced."""
    return _escape(words).translate(_SPACES) if _SPECIAL(words) else words


def element(name: str, *children: str, **attributes: object) -> str:
    """Return one element; `klass` becomes `class`, underscores become dashes."""
    # A list is joined faster than a generator, and a page has some two hundred elements.
    named = "".join(
        [
            f' {_name(key)}="{escape(_plain(value))}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )
    body = "".join(children)
    return f"<{name}{named}>{body}</{name}>" if body else f"<{name}{named}/>"


def text(words: str, **attributes: object) -> str:
    """Return a text element."""
    return element("text", escape(words), **attributes)


def title(words: str) -> str:
    """Return the words that appear when one points at an element."""
    return element("title", escape(words))


def picture(
    body: str,
    label: str,
    *,
    height: float,
    width: str | float = "100%",
    view_box: str | None = None,
    klass: str = "chart",
    role: str = "img",
) -> str:
    """Return the outer element of a chart, with the sentence that stands for it."""
    return element(
        "svg",
        body,
        xmlns="http://www.w3.org/2000/svg",
        klass=klass,
        role=role,
        aria_label=label,
        width=width,
        height=_plain(height),
        viewBox=view_box,
    )


def in_both_widths(names: Iterable[tuple[str, str]], draw: Callable[[int, str], str]) -> str:
    """Return a picture for a page and one for a phone, of which the stylesheet shows one.

    One picture is enough when all names fit a line of a phone.

    Args:
        names: The names in the picture with the number beside each.
        draw: Function from the letters that fit a line, and the class of the form, to the picture.
    """
    if all(len(name_lines(name, words)) == 1 for name, words in names):
        return draw(PHONE_LETTERS, "")
    return draw(PAGE_LETTERS, " wide") + draw(PHONE_LETTERS, " narrow")


def name_lines(name: str, words: str, letters: int = PHONE_LETTERS) -> list[str]:
    """Return a name in lines that fit, the last leaving room for the number beside it.

    Args:
        name: The name.
        words: The number on the same line.
        letters: Letters that fit a line; those of a phone unless told.
    """
    lines = wrap(name, letters) or [""]
    room = letters + 1 - len(words)
    if len(lines[-1]) > room:
        lines[-1:] = wrap(lines[-1], max(room, _LEAST)) or [""]
    return lines if len(lines[-1]) <= room else [*lines, ""]


def share(value: float) -> str:
    """Return a fraction as a percentage of the width, clipped to the picture."""
    return f"{min(max(value, 0.0), 1.0) * 100:.2f}%".replace(".00%", "%")


def first_picture(chart: str) -> str:
    """Return the first picture of a chart, with the pictures that stand inside it."""
    depth = 0
    for part in _PICTURE.finditer(chart):
        if part[0].endswith("/>"):
            continue
        depth += -1 if part[0].startswith("</") else 1
        if depth == 0:
            return chart[: part.end()]
    return chart


def standalone(chart: str, style: str, caption: str, width: int = 720) -> str:
    """Return a chart as a file of its own: fixed width, own colours, source line below it.

    Args:
        chart: A chart of this package.
        style: The stylesheet of the charts.
        caption: Title and source line.
        width: Width in pixels of a chart that fills its line.
    """
    head, _, body = chart.partition(">")
    height = float(head.partition('height="')[2].partition('"')[0] or 400)
    inner = head.replace(f'height="{_plain(height)}"', f'height="{_plain(height)}" y="8" x="16"')
    inner = inner.replace('width="100%"', f'width="{width - 32}"')
    lines = _wrap(caption, 100)
    captions = "".join(
        text(line, x=16, y=height + 30 + 16 * n, klass="caption") for n, line in enumerate(lines)
    )
    total = height + 30 + 16 * len(lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{total:.0f}">'
        f"<style>{style}</style>"
        f'<rect width="100%" height="100%" class="paper"/>{inner}>{body}{captions}</svg>\n'
    )


def _wrap(words: str, length: int) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) + 1 > length:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@lru_cache(maxsize=256)
def _name(key: str) -> str:
    if key == "klass":
        return "class"
    return key if key == "viewBox" else key.replace("_", "-")


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
