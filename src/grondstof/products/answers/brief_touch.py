"""Whether an item of the register is about the subject of a brief."""

from grondstof.products.answers.brief_chains import find_chain
from grondstof.register.models import Item
from grondstof.vocabulary import materials


def touches(item: Item, kind: str, subject: tuple[str, ...]) -> bool:
    """Return whether an item is about a material (or its group), a territory or a chain."""
    if kind == "territory":
        places = {getattr(item, "country", None), getattr(item, "partner", None)}
        return subject[0] in item.territories or subject[0] in places
    if kind == "chain":
        chain = find_chain(subject[0])
        return chain is not None and not chain.tags.isdisjoint(item.tags)
    wide = {subject[0], *materials.groups_of(subject[0])}
    return not wide.isdisjoint(item.materials)
