"""First-order share of variance of supply risk by group of inputs, for each entry of a list."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.axes_draws import Settings, exact, number_draws
from grondstof.assess.axes_inputs import Terms
from grondstof.methods.distributions import draw_shares
from grondstof.methods.probabilistic_risk import Sourcing, combine
from grondstof.methods.sensitivity import first_order
from grondstof.methods.streams import stream

Floats = NDArray[np.float64]
Sample = dict[str, Floats]


def variance_shares(
    terms: Terms, risks: Floats, other_risks: Floats, settings: Settings
) -> Mapping[str, float]:
    """Return the share of variance by group: shares, governance, trade, recycling, ...

    Args:
        terms: Inputs of one entry.
        risks: Draws of governance risk of every territory.
        other_risks: Independent draws of the same.
        settings: Number of draws and seed; the two samples have streams of their own.
    """
    sets = [item for item in (terms.world, terms.home) if item is not None]
    names = ("global", "home")[: len(sets)]
    one = _sample(terms, sets, names, risks, settings, "|one")
    other = _sample(terms, sets, names, other_risks, settings, "|other")

    def model(sample: Mapping[str, Floats]) -> Floats:
        shares = np.split(sample["shares"], _borders(sets), axis=1)
        weights = np.split(sample["governance"] * sample["trade"], _borders(sets), axis=1)
        indices = [
            np.einsum("ij,ij,ij->i", share, share, weight)
            for share, weight in zip(shares, weights, strict=True)
        ]
        return combine(
            indices[0],
            indices[1] if len(indices) > 1 else None,
            sample["reliance"],
            sample["recycling"],
            sample["substitution"],
        )

    return first_order(model, one, other)


def _borders(sets: list[Sourcing]) -> list[int]:
    return [sets[0].shares.size] if len(sets) > 1 else []


def _sample(
    terms: Terms,
    sets: list[Sourcing],
    names: tuple[str, ...],
    risks: Floats,
    settings: Settings,
    salt: str,
) -> Sample:
    shares, trades, weights = [], [], []
    for name, sourcing in zip(names, sets, strict=True):
        key = f"{terms.material_id}/{terms.stage_id}/{name}"
        rng = stream(settings.seed, "settled__supply_share" + salt, key)
        chosen = sourcing if settings.width else exact(sourcing)
        shares.append(draw_shares(chosen.shares, chosen.kappa, settings.draws, rng))
        noise = rng.uniform(-1.0, 1.0, size=(settings.draws, chosen.trade.size))
        trades.append(chosen.trade + noise * chosen.trade_spread)
        weights.append(risks[:, chosen.suppliers])
    return {
        "shares": np.hstack(shares),
        "governance": np.hstack(weights),
        "trade": np.hstack(trades),
        "recycling": number_draws("recycling", terms, terms.recycling, settings, salt),
        "substitution": number_draws("substitution", terms, terms.substitution, settings, salt),
        "reliance": number_draws("import_reliance", terms, terms.import_reliance, settings, salt),
    }
