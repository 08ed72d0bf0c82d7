"""Which chain a word means and which materials it carries: content only, nothing judged in code.

The materials come from the chain's own file (`content/chains/`), in the order from ore to end
product; `content/maps/chain_words.csv` says which words of the documents, and which tag of the
register, mean which chain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.assess.chains import chain, chains
from grondstof.errors import Fault, InputError
from grondstof.store.content import content_folder, csv_lines

_FILE = "maps/chain_words.csv"


@dataclass(frozen=True)
class ChainName:
    """A chain as a brief speaks of it.

    Attributes:
        product_id: Id of the chain.
        name_nl: Dutch name.
        name_en: English name.
        materials: Materials that it carries, from ore to end product.
        tags: Tags of register items that are about it.
    """

    product_id: str
    name_nl: str
    name_en: str
    materials: tuple[str, ...]
    tags: frozenset[str]


def find_chain(text: str) -> ChainName | None:
    """Return the chain that a word or a product id means; None when it means none.

    Raises:
        InputError: If the map names a chain that has no file.
    """
    word = "-".join(text.casefold().split())
    product = {name: row["product_id"] for name, row in _words().items()}.get(word, word)
    return _named(product) if product in chains() else None


def materials_of(kind: str, subject: tuple[str, ...]) -> tuple[str, ...]:
    """Return the materials that the subject of a brief stands for; none of a territory."""
    chain = find_chain(subject[0]) if kind == "chain" else None
    if chain is not None:
        return chain.materials
    return subject if kind == "material" else ()


@cache
def _named(product_id: str) -> ChainName:
    found = chain(product_id)
    carried = [found.nodes[name].material for name in found.order]
    tags = {row["tag"] for row in _words().values() if row["product_id"] == product_id}
    return ChainName(
        product_id,
        found.file.name.nl,
        found.file.name.en,
        tuple(dict.fromkeys(name for name in carried if name)),
        frozenset({product_id, *tags}),
    )


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    rows = csv_lines(content_folder() / _FILE)
    known = chains()
    faults = [
        Fault(
            f"{_FILE}:{line}",
            f"the chain '{row['product_id']}'",
            "a chain with a file in content/chains",
            "Correct the id, or add the chain",
        )
        for line, row in rows
        if row["product_id"] not in known
    ]
    if faults:
        raise InputError(faults)
    return {row["word"]: row for _, row in rows}
