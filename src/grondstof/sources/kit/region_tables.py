"""What the readers of multi-region tables share: labelled matrices and the names of regions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from grondstof.errors import Fault, InputError, nearest
from grondstof.sources.kit import find
from grondstof.vocabulary import territories

Array = NDArray[np.float64]
Pair = tuple[str, str]


def region_ids(source_id: str, labels: Sequence[str], where: str) -> dict[str, str]:
    """Return territory or region ids for a publisher's region labels.

    The source's own `labels.csv` comes first, then the vocabulary.

    Raises:
        InputError: Every label that neither knows, with the nearest known spellings.
    """
    own = {label: found.id for (kind, label), found in find.source(source_id).labels.items()}
    known: Mapping[str, str] = {**territories.aliases(), **own}
    faults = [
        Fault(
            where,
            f"the region '{label}'",
            "a region of the concordance"
            + "".join(f", such as {word}" for word in nearest(label, list(known))),
            f"Add a line 'territory,{label},<id>,' to {source_id}/labels.csv",
        )
        for label in dict.fromkeys(labels)
        if label not in known
    ]
    if faults:
        raise InputError(faults)
    return {label: known[label] for label in labels}


def numbers(cells: Sequence[str], where: str) -> Array:
    """Return a line of printed numbers; an empty cell is refused, as nothing says it is zero.

    Raises:
        InputError: A cell that is no finite number.
    """
    try:
        found = np.array(cells, dtype=np.float64)
    except ValueError:
        found = np.array([], dtype=np.float64)
    if len(found) == len(cells) and bool(np.isfinite(found).all()):
        return found
    wrong = next(cell for cell in cells if not _is_number(cell))
    raise InputError(
        [
            Fault(
                where,
                f"'{wrong[:40]}'" if wrong.strip() else "an empty cell",
                "a finite number",
                "Check that the file is complete and has decimal points, not commas",
            )
        ]
    )


def _is_number(cell: str) -> bool:
    try:
        return bool(np.isfinite(float(cell)))
    except ValueError:
        return False


def rows_of(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    """Yield the cells of each line without quotes; empty lines are left out."""
    for line in lines:
        text = line.rstrip("\r\n")
        if text:
            yield [cell.strip().strip('"') for cell in text.split(separator)]


def rectangle(pairs: Sequence[Pair], where: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the regions and the industries of a list of (region, industry) in publisher's order.

    Raises:
        InputError: The list is not every region by every industry, regions outermost.
    """
    regions = tuple(dict.fromkeys(region for region, _ in pairs))
    industries = tuple(dict.fromkeys(industry for _, industry in pairs))
    full = [(region, industry) for region in regions for industry in industries]
    if list(pairs) == full:
        return regions, industries
    odd = next(
        (f"'{a[0]}_{a[1]}'" for a, b in zip(pairs, full, strict=False) if a != b),
        f"{len(pairs)} labels",
    )
    fault = Fault(
        where,
        f"{odd} out of place",
        f"{len(regions)} regions by {len(industries)} industries, regions outermost",
        "Check that the file is complete and of the release that this reader knows",
    )
    raise InputError([fault])


def other_release(where: str, found: str, expected: str) -> InputError:
    """Return the error for a file that has not the layout of the release that is read."""
    return InputError(
        [Fault(where, found, expected, "Name the right source, or fetch the release it reads")]
    )
