"""The interval of a number, drawn over its bar."""

from grondstof.products.charts import svg


def whisker(low: float, high: float, y: int) -> str:
    """Return a line between two ends with a stroke across each.

    Args:
        low: Lower end, as a part of the width.
        high: Upper end, as a part of the width.
        y: Height of the line [px].
    """
    left, right = svg.share(low), svg.share(high)
    ends = "".join(
        svg.element("line", x1=x, x2=x, y1=y - 5, y2=y + 5, klass="whisker") for x in (left, right)
    )
    return svg.element("line", x1=left, x2=right, y1=y, y2=y, klass="whisker") + ends
