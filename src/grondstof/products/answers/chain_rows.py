"""Rows of the chain answers: nodes, edges, suppliers, control, bottlenecks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from grondstof.assess.by_products import hosts_of
from grondstof.assess.chain_model import Cited, Figure, Node, Unknown
from grondstof.assess.chain_supply import control
from grondstof.assess.chain_view import CUT, SINGLE_POINT, View
from grondstof.assess.threats import EVERY, tags_of
from grondstof.methods.chain_exposure import hhi
from grondstof.products.answers.trade_names import place_name
from grondstof.vocabulary.materials import materials

Row = dict[str, Any]


def node_rows(found: View, home: str) -> list[Row]:
    """Return the nodes from ore to end product."""
    return [_node(found, name, place) for place, name in enumerate(found.chain.order)]


def _node(found: View, name: str, place: int) -> Row:
    node, supply = found.chain.nodes[name], found.supply[name]
    shares, covered, _ = control(node, supply)
    top = max(supply.shares.items(), key=lambda item: (item[1], item[0]), default=(None, None))
    return {
        "row_id": f"{found.chain.product_id}/{name}",
        "product_id": found.chain.product_id,
        "node_id": name,
        "name_nl": node.name.nl,
        "name_en": node.name.en,
        "place": place,
        "stage_id": node.stage,
        "material_id": node.material,
        "grade_id": node.grade,
        "form_id": node.form,
        "codes": "; ".join(node.codes) or None,
        "needed": name in found.needed,
        "amount": found.amounts.get(name),
        "unit": f"per {found.chain.file.unit}",
        "top_territory_id": top[0],
        "top_share": top[1],
        "supplier_hhi": hhi(supply.shares) if supply.shares else None,
        "covered_share": supply.covered if supply.shares else None,
        "control_territory_id": max(shares, key=lambda name: shares[name], default=None),
        "control_hhi": hhi(shares) if shares else None,
        "control_covered_share": covered if shares else None,
        "basis": supply.basis,
        "year": supply.year,
        "source": supply.source,
        "locator": supply.locator or found.chain.where[name],
        "reading": supply.reading,
        **_figures(node),
        "why_unknown": supply.why,
        "kind": "published" if supply.source else "computed",
        "oldest_year": supply.year,
    }


def _figures(node: Node) -> Row:
    found: Row = {}
    for column, figure in (
        ("yield", node.yield_),
        ("lead_time_months", node.lead_time_months),
        ("stock_days", node.stock_days),
    ):
        known = figure if isinstance(figure, Figure) else None
        found[column] = known.value if known else None
        found[f"{column}_low"] = known.low if known else None
        found[f"{column}_high"] = known.high if known else None
    return found


def edge_rows(found: View) -> list[Row]:
    """Return what each node takes from another."""
    return [
        {
            "row_id": f"{found.chain.product_id}/{edge.from_}/{edge.to}",
            "from_id": edge.from_,
            "from_nl": found.chain.nodes[edge.from_].name.nl,
            "from_en": found.chain.nodes[edge.from_].name.en,
            "to_id": edge.to,
            "to_nl": found.chain.nodes[edge.to].name.nl,
            "to_en": found.chain.nodes[edge.to].name.en,
            "input_class": edge.class_,
            **_coefficient(found, edge.coefficient),
        }
        for edge in found.chain.edges
    ]


def _coefficient(found: View, figure: Figure | Unknown) -> Row:
    if isinstance(figure, Unknown):
        names = ("coefficient", "coefficient_low", "coefficient_high", "unit", "source", "locator")
        return {**dict.fromkeys(names), "note": None, "why_unknown": figure.unknown, "kind": None}
    cited = found.chain.sources[figure.source]
    return {
        "coefficient": figure.value,
        "coefficient_low": figure.low,
        "coefficient_high": figure.high,
        "unit": figure.unit,
        "source": cited_as(cited),
        "locator": figure.locator,
        "note": figure.note,
        "why_unknown": None,
        "kind": "published",
    }


def supplier_rows(found: View) -> Iterator[Row]:
    """Yield the shares of every node by country of production, the largest first."""
    for name in found.chain.order:
        supply = found.supply[name]
        ordered = sorted(supply.shares.items(), key=lambda item: (-item[1], item[0]))
        for territory, share in ordered[:8]:
            low, high = supply.ranges.get(territory, (None, None))
            yield {
                "row_id": f"{found.chain.product_id}/{name}/{territory}",
                **_named(found, name, territory),
                "stage_id": found.chain.nodes[name].stage,
                "share": share,
                "share_low": low,
                "share_high": high,
                "basis": supply.basis,
                "year": supply.year,
                "source": supply.cited.get(territory),
                "kind": "published" if supply.source else "computed",
                "oldest_year": supply.year,
            }


def stage_rows(found: View) -> list[Row]:
    """Return who supplies the needed steps of each stage, counted in steps.

    A share of 0.9 in one step and 0.5 in another of the same stage is 1.4 steps; what nobody
    names stands as unknown, and steps without any supplier do not count.
    """
    steps: dict[tuple[str, str], float] = {}
    known: dict[str, int] = {}
    for name in found.needed:
        shares, stage = found.supply[name].shares, found.chain.nodes[name].stage
        if not shares:
            continue
        known[stage] = known.get(stage, 0) + 1
        for territory, share in shares.items():
            steps[stage, territory] = steps.get((stage, territory), 0.0) + share
        left = max(0.0, 1.0 - sum(shares.values()))
        steps[stage, "unknown"] = steps.get((stage, "unknown"), 0.0) + left
    rows = []
    for (stage, territory), amount in sorted(steps.items(), key=lambda item: -item[1]):
        if amount < 0.005:
            continue
        name_nl, name_en = place_name(territory)
        if territory == "unknown":
            name_nl, name_en = "niet bekend", "not known"
        rows.append(
            {
                "row_id": f"{found.chain.product_id}/{stage}/{territory}",
                "stage_id": stage,
                "territory_id": territory,
                "name_nl": name_nl,
                "name_en": name_en,
                "steps": amount,
                "steps_known": known[stage],
                "kind": "computed",
            }
        )
    return rows


def control_rows(found: View) -> Iterator[Row]:
    """Yield shares by country of control; a node without any gets one row that says so."""
    for name in found.chain.order:
        node, supply = found.chain.nodes[name], found.supply[name]
        shares, covered, used = control(node, supply)
        if not shares:
            yield _control(found, name, None, None, None)
        for territory, share in sorted(shares.items(), key=lambda item: (-item[1], item[0])):
            owners = [row for row in used if row.control_id == territory]
            yield _control(found, name, territory, share, covered) | {
                "owner": _each(row.owner for row in owners),
                "sure": "; ".join(sorted({row.sure for row in owners})),
                "source": _each(f"{row.publisher}, {row.title}" for row in owners),
                "locator": _each(row.where for row in owners),
                "oldest_year": min(row.year for row in owners),
                "note": " ".join(row.note for row in owners),
            }


def _each(words: Iterable[str]) -> str:
    """Return each of some words once, in their order."""
    return "; ".join(dict.fromkeys(words))


def cited_as(cited: Cited) -> str:
    """Return publisher and title of a source, and its year where it has one."""
    year = f" ({cited.year})" if cited.year else ""
    return f"{cited.publisher}, {cited.title}{year}"


def _control(
    found: View, name: str, territory: str | None, share: float | None, covered: float | None
) -> Row:
    node = found.chain.nodes[name]
    control_nl, control_en = place_name(territory) if territory else ("", "")
    return {
        "row_id": f"{found.chain.product_id}/{name}/control/{territory or 'unknown'}",
        "node_id": name,
        "node_nl": node.name.nl,
        "node_en": node.name.en,
        "territory_id": territory,
        "name_nl": control_nl or "eigenaar niet bekend",
        "name_en": control_en or "ownership not known",
        "share": share,
        "covered_share": covered or 0.0,
        "owner": None,
        "sure": None,
        "source": None,
        "locator": None,
        "oldest_year": None,
        "note": None,
        "kind": "published" if territory else None,
    }


def bottleneck_rows(found: View, home: str) -> list[Row]:
    """Return single points of failure, the largest share first, with a threat tag if reviewed."""
    rows = []
    for cut in found.points:
        node, place = found.chain.nodes[cut.node], cut.territories[0]
        tags = tags_of(home, place, node)
        rows.append(
            {
                "row_id": f"{found.chain.product_id}/{cut.node}/{place}",
                **_named(found, cut.node, place),
                "stage_id": node.stage,
                "share": cut.share,
                "threshold": SINGLE_POINT,
                "threat_tag": "; ".join(dict.fromkeys(tag.tag for tag in tags)) or None,
                "kind": "computed",
                "oldest_year": found.supply[cut.node].year,
            }
        )
    return sorted(rows, key=lambda row: (-float(str(row["share"])), str(row["row_id"])))


def screening_rows(found: View, home: str) -> Iterator[Row]:
    """Yield needed steps of which a country with a threat tag supplies at least half.

    The rule of the departments: kind of product times how far the exporting country is a threat
    to economic safety. `named` tells a product that they name themselves.
    """
    for name in found.needed:
        node = found.chain.nodes[name]
        for territory, share in found.supply[name].shares.items():
            tags = tags_of(home, territory, node) if share >= CUT else ()
            if not tags:
                continue
            yield {
                "row_id": f"{found.chain.product_id}/{name}/{territory}/threat",
                **_named(found, name, territory),
                "stage_id": node.stage,
                "share": share,
                "threshold": CUT,
                "threat_tag": "; ".join(dict.fromkeys(tag.tag for tag in tags)),
                "named": any(tag.subject != EVERY for tag in tags),
                "source": "; ".join(dict.fromkeys(tag.source for tag in tags)),
                "locator": "; ".join(dict.fromkeys(tag.locator for tag in tags)),
                "kind": "computed",
                "oldest_year": found.supply[name].year,
            }


def cut_rows(found: View) -> list[Row]:
    """Return the minimum cuts."""
    return [
        {
            "row_id": f"{found.chain.product_id}/{cut.node}/{'+'.join(cut.territories)}",
            "node_id": cut.node,
            "node_nl": found.chain.nodes[cut.node].name.nl,
            "node_en": found.chain.nodes[cut.node].name.en,
            "territories": "; ".join(cut.territories),
            "names_nl": ", ".join(place_name(name)[0] for name in cut.territories),
            "names_en": ", ".join(place_name(name)[1] for name in cut.territories),
            "share": cut.share,
            "kind": "computed",
        }
        for cut in found.cuts
    ]


def host_rows(found: View) -> Iterator[Row]:
    """Yield the host metals of steps whose material is a by-product: they bound its supply."""
    for name in found.chain.order:
        node = found.chain.nodes[name]
        for host in hosts_of(node.material):
            if host.stage != node.stage:
                continue
            low, high = host.part
            yield {
                "row_id": f"{found.chain.product_id}/{name}/{host.host}",
                "node_id": name,
                "node_nl": node.name.nl,
                "node_en": node.name.en,
                "host_id": host.host,
                "host_nl": materials()[host.host].name_nl,
                "host_en": materials()[host.host].name_en,
                "supply_share": None,
                "supply_share_low": low,
                "supply_share_high": high,
                "reason": host.reason,
                "source": host.source,
                "locator": host.where,
                "kind": "published",
            }


def exposure_rows(found: View) -> list[Row]:
    """Return the share of the end product that passes through each territory at any stage."""
    rows = []
    for territory, (middle, low, high) in list(found.exposed.items())[:15]:
        name_nl, name_en = place_name(territory)
        rows.append(
            {
                "row_id": f"{found.chain.product_id}/{territory}",
                "territory_id": territory,
                "name_nl": name_nl,
                "name_en": name_en,
                "exposure_share": middle,
                "exposure_share_low": low,
                "exposure_share_high": high,
                "kind": "computed",
            }
        )
    return rows


def source_rows(found: View) -> list[Row]:
    """Return the publications that a chain's own figures rest on."""
    return [
        {
            "source_id": name,
            "title": cited.title,
            "publisher": cited.publisher,
            "year": cited.year,
            "licence": cited.licence or "cited figure",
            "url": cited.url,
        }
        for name, cited in sorted(found.chain.sources.items())
    ]


def _named(found: View, name: str, territory: str) -> Mapping[str, Any]:
    name_nl, name_en = place_name(territory)
    node = found.chain.nodes[name]
    return {
        "node_id": name,
        "node_nl": node.name.nl,
        "node_en": node.name.en,
        "territory_id": territory,
        "name_nl": name_nl,
        "name_en": name_en,
    }
