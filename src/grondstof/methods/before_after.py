"""What a figure was before an event and after it; it tells what followed, never what caused it."""


def relative_change(before: float | None, after: float | None) -> float | None:
    """Return the change from before to after [fraction of before, from -1 upwards].

    Formula: after / before - 1; None where either is not known or there was nothing before.

    Args:
        before: Amount in the year before. [any one unit]
        after: Amount in a later year. [same unit]
    """
    return None if before is None or after is None or before <= 0.0 else after / before - 1.0


def unit_value(value: float, weight: float) -> float | None:
    """Return value over weight [USD/t]; None without weight.

    A unit value is no price: it moves with the mix of goods under a code as well. It is taken over
    those flows only whose weight was printed and believed, because a filled-in weight was made
    from a unit value.

    Args:
        value: Value of flows with a printed weight. [USD]
        weight: Weight of the same flows. [t]
    """
    return value / weight if weight > 0.0 else None
