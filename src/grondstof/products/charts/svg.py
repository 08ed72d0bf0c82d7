"""The few SVG elements that the charts are made of, with every text escaped.

Charts carry classes, never inline styles, so that one stylesheet colours them in light, dark,
print and forced colours; `standalone` puts that stylesheet inside a file of its own.
"""

from xml.sax.saxutils import escape, quoteattr


def element(name: str, *children: str, **attributes: object) -> str:
    """Return one element; `klass` becomes `class`, underscores become dashes."""
    named = "".join(
        f" {_name(key)}={quoteattr(_plain(value))}"
        for key, value in attributes.items()
        if value is not None
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


def share(value: float) -> str:
    """Return a fraction as a percentage of the width, clipped to the picture."""
    return f"{min(max(value, 0.0), 1.0) * 100:.2f}%".replace(".00%", "%")


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


def _name(key: str) -> str:
    if key == "klass":
        return "class"
    return key if key == "viewBox" else key.replace("_", "-")


def _plain(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
