"""The second axis of a national list: value added of home's industry that a material stands behind.

Two operationalisations stand side by side, because nobody counts who uses a material in a country:
(A) the end-use shares of the EU as published, (B) those shares re-weighted by the size of home's
industries under constant intensity. Neither claims that a firm of home uses the material.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Axis:
    """Value added behind a material, by both operationalisations.

    Attributes:
        as_published: Sum of share times value added with published shares. [unit of value added]
        reweighted: The same with re-weighted shares. [unit of value added]
    """

    as_published: Floats
    reweighted: Floats

    @property
    def middle(self) -> Floats:
        """Return the mean of the two."""
        return np.asarray((self.as_published + self.reweighted) / 2.0)

    @property
    def low(self) -> Floats:
        """Return the smaller of the two."""
        return np.minimum(self.as_published, self.reweighted)

    @property
    def high(self) -> Floats:
        """Return the larger of the two."""
        return np.maximum(self.as_published, self.reweighted)


def reweight(shares: ArrayLike, home: ArrayLike, reference: ArrayLike) -> Floats:
    """Return end-use shares as they would be with home's industries at constant intensity.

    A'_s = A_s * (Q_s(home) / Q_s(reference)) / sum_s A_s * (Q_s(home) / Q_s(reference)), times the
    sum of A_s, so that what the shares leave out stays out.

    Args:
        shares: A_s in the reference region [fraction], shape (..., industries).
        home: Q_s of home. [million of any currency, shape (..., industries)]
        reference: Q_s of the region the shares are of, above zero. [million, shape (industries,)]

    Raises:
        ValueError: If a reference value added is not positive.
    """
    part = np.asarray(shares, dtype=np.float64)
    size = np.asarray(reference, dtype=np.float64)
    if not (size > 0.0).all():
        raise ValueError("value added of the reference region must be positive in every industry")
    raw = part * np.asarray(home, dtype=np.float64) / size
    total = raw.sum(axis=-1, keepdims=True)
    scaled = np.divide(raw, total, out=np.zeros_like(raw), where=total > 0.0)
    return np.asarray(scaled * part.sum(axis=-1, keepdims=True))


def value_added_behind(shares: ArrayLike, home: ArrayLike, reference: ArrayLike) -> Axis:
    """Return the value added of home that a material stands behind.

    VA = sum_s A_s * Q_s(home); no substitution index, which is not public for 2023.

    Args:
        shares: A_s in the reference region [fraction], shape (..., industries).
        home: Q_s of home, shape (..., industries). [million]
        reference: Q_s of the reference region, shape (industries,). [million]

    Source: Regulation (EU) 2024/1252, Annex II, section 2, for the sum; the re-weighting is ours.
    """
    part, size = np.asarray(shares, dtype=np.float64), np.asarray(home, dtype=np.float64)
    return Axis(
        as_published=np.asarray((part * size).sum(axis=-1)),
        reweighted=np.asarray((reweight(part, size, reference) * size).sum(axis=-1)),
    )


def merged_share(shares: ArrayLike, home: ArrayLike, merged: ArrayLike) -> float:
    """Return the share of a material's value added that rests on merged industries [fraction].

    Args:
        shares: A_s [fraction], shape (industries,).
        home: Q_s of home, shape (industries,). [million]
        merged: True where the value added of an industry was split out of a merged one.
    """
    behind = np.asarray(shares, dtype=np.float64) * np.asarray(home, dtype=np.float64)
    total = float(behind.sum())
    if total == 0.0:
        return 0.0
    return float(behind[np.asarray(merged, dtype=bool)].sum() / total)
