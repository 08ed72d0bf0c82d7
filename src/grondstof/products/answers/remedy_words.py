"""Words that the answers on demand, stocks and measures share: names of chains and homes."""

from collections.abc import Mapping
from typing import Any

from grondstof.products.answers.base import Sentence
from grondstof.products.answers.names import in_sentence

CHAIN_NAMES: Mapping[str, Sentence] = {
    "solar-pv": Sentence("zonnepanelen", "solar panels"),
    "wind-turbine": Sentence("windturbines", "wind turbines"),
    "li-ion-battery": Sentence("lithium-ionbatterijen", "lithium-ion batteries"),
    "permanent-magnet": Sentence("permanente magneten", "permanent magnets"),
    "semiconductor": Sentence("halfgeleiders", "semiconductors"),
    "electronics": Sentence("elektrische apparaten", "electrical equipment"),
}


def chain_name(chain: str) -> Sentence:
    """Return the name of a chain in a sentence; its id in words where there is none."""
    words = chain.replace("-", " ")
    return CHAIN_NAMES.get(chain, Sentence(words, words))


def home_name(home: str) -> Sentence:
    """Return the name of a home in a sentence."""
    return Sentence(*in_sentence(home))


def with_product(row: Mapping[str, Any], product: str) -> dict[str, Any]:
    """Return a row with the names of its product behind it, as `product_nl` and `product_en`."""
    name = chain_name(product)
    return {**row, "product_nl": name.nl, "product_en": name.en}
