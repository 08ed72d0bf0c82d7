"""Import reliance: the part of apparent consumption that net imports cover."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ImportReliance:
    """Import reliance of a home.

    Attributes:
        value: Harmonised reliance [fraction], 0..1.
        raw: Reliance before harmonising; negative for a net exporter.
        harmonised: True when a negative reliance was set to 0, which can understate risk.
    """

    value: float
    raw: float
    harmonised: bool


def import_reliance(domestic: float, imports: float, exports: float) -> ImportReliance:
    """Return import reliance, with a negative result set to 0 and flagged.

    Formula: IR = (imports - exports) / (domestic + imports - exports). Range after harmonising 0..1
    [dimensionless]; all three in the same unit of mass and on the same content basis.

    Args:
        domestic: Production at home, >= 0.
        imports: Imports from outside the home, >= 0.
        exports: Exports to outside the home, >= 0.

    Raises:
        ValueError: A quantity is negative, or apparent consumption is not positive (stocks are sold
            off, or trade is badly measured), so that the ratio has no meaning.

    Source: European Commission, Study on the review of the list of critical raw materials (2017),
    Table 13, where seven net exporters are harmonised to 0.
    """
    if min(domestic, imports, exports) < 0.0:
        raise ValueError("production and trade must not be negative")
    consumption = domestic + imports - exports
    if consumption <= 0.0:
        raise ValueError("apparent consumption is not positive: import reliance has no meaning")
    return harmonised((imports - exports) / consumption)


def harmonised(raw: float) -> ImportReliance:
    """Return a printed or computed reliance with negative values set to 0 and flagged.

    Raises:
        ValueError: The reliance exceeds 1, which needs negative production.
    """
    if raw > 1.0 + 1e-9:
        raise ValueError("import reliance above 1 needs negative production")
    return ImportReliance(min(max(raw, 0.0), 1.0), raw, raw < 0.0)
