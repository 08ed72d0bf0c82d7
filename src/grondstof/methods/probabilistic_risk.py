"""Supply risk with its uncertainty: the EU formula on draws of all its inputs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grondstof.methods.distributions import draw_shares

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sourcing:
    """One set of suppliers that belong together.

    Attributes:
        suppliers: Place of each supplier in the array of governance risks. [index, shape (k,)]
        shares: Share of each. [fraction, shape (k,)]
        kappa: Concentration of the Dirichlet distribution of the shares; None for exact.
        trade: Trade parameter of each. [dimensionless, shape (k,)]
        trade_spread: Half-width of each trade parameter. [dimensionless, shape (k,)]
    """

    suppliers: NDArray[np.int64]
    shares: Floats
    kappa: float | None
    trade: Floats
    trade_spread: Floats


def index_draws(
    sourcing: Sourcing, risks: ArrayLike, count: int, rng: np.random.Generator
) -> Floats:
    """Return draws of the governance-weighted index of a set of suppliers.

    HHI = sum_c S_c^2 * WGI_c * t_c on each draw; shares are Dirichlet, t uniform.

    Args:
        sourcing: The suppliers.
        risks: Scaled governance risk of every territory, 0..10, shape (count, territories).
        count: Number of draws.
        rng: Random generator of this set; shares are drawn first, then t.

    Returns:
        Array of shape (count,). [dimensionless]
    """
    shares = draw_shares(sourcing.shares, sourcing.kappa, count, rng)
    weight = np.asarray(risks, dtype=np.float64)[:, sourcing.suppliers]
    if sourcing.trade_spread.any():
        noise = rng.uniform(-1.0, 1.0, size=(count, sourcing.trade.size))
        weight = weight * (sourcing.trade + noise * sourcing.trade_spread)
    else:
        weight = weight * sourcing.trade
    return np.asarray(np.einsum("ij,ij,ij->i", shares, shares, weight))


def index_point(sourcing: Sourcing, risks: ArrayLike) -> float:
    """Return the governance-weighted index of the printed shares and mean governance.

    Args:
        sourcing: The suppliers.
        risks: Scaled governance risk of every territory, shape (territories,).
    """
    weight = np.asarray(risks, dtype=np.float64)[sourcing.suppliers] * sourcing.trade
    return float(np.einsum("i,i,i->", sourcing.shares, sourcing.shares, weight))


def combine(
    world: Floats | float,
    home: Floats | float | None,
    import_reliance: Floats | float,
    recycling: Floats | float,
    substitution: Floats | float,
) -> Floats:
    """Return supply risk from its terms, draw by draw.

    SR = (HHI_GS * IR/2 + HHI_home * (1 - IR/2)) * (1 - EoL_RIR) * SI; world supply alone where
    home's sourcing is not known.

    Args:
        world: Index of world supply.
        home: Index of what home buys; None where it is not known.
        import_reliance: IR, 0..1.
        recycling: End-of-life recycling input rate, 0..1.
        substitution: Substitution index, 0..1.

    Source: Regulation (EU) 2024/1252, Annex II, section 2.
    """
    half = np.asarray(import_reliance, dtype=np.float64) / 2.0
    core = np.asarray(world) if home is None else world * half + home * (1.0 - half)
    return np.asarray(core * (1.0 - np.asarray(recycling)) * np.asarray(substitution))
