"""One address of every kind of page, and those that hold the most."""

from grondstof.products.web.addresses import Address
from grondstof.products.web.screens import screens

# Found by weighing every page of the site.
HEAVY = [
    ("materials", ("palladium", "keten")), ("materials", ("cobalt", "keten")),
    ("materials", ("copper", "keten")), ("materials", ("gallium", "keten")),
    ("materials", ("gallium",)), ("materials", ("lead", "processing")),
    ("materials", ("gallium", "trend")), ("materials", ("gallium", "uitleg")),
    ("territories", ("CHN",)), ("territories", ("COD",)), ("territories", ("NLD",)),
    ("territories", ("USA",)), ("products", ("711290",)), ("products", ("850760",)),
    ("products", ("850511",)), ("chains", ("electric-car",)),
    ("technologies", ("wind-turbine",)), ("scenario", ("graphite-and-magnesium-china",)),
    ("urban-mine", ("aluminium",)), ("measures", ("li-ion-battery",)),
    ("stockpile", ("cobalt",)), ("brief", ("lithium",)), ("sectors", ("WIOD35:c14",)),
    ("indicators", ("importance-at-no-substitution",)),
]  # fmt: skip


def kinds_of_page(desk) -> list[tuple[str, tuple[str, ...]]]:
    """Return the heavy pages, and for each screen the first page at each depth."""
    found = list(HEAVY)
    for name, chosen in screens().items():
        depths = {}
        for rest in chosen.states(desk):
            depths.setdefault(len(rest), (name, tuple(rest)))
        found += [page for page in depths.values() if page not in found]
    return found


def paths(desk, language: str) -> list[str]:
    """Return the paths of these pages in a language."""
    return [Address(language, *page).path() for page in kinds_of_page(desk)]
