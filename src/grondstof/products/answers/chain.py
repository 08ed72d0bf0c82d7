"""One chain from ore to end product: who supplies each step, who controls it, where it breaks."""

from collections.abc import Iterator, Sequence
from typing import Any

from grondstof.assess.chain_view import View, tiers, view
from grondstof.assess.chains import chain
from grondstof.assess.recipe import Question
from grondstof.assess.threats import threats
from grondstof.products.answers import chain_rows as rows_of
from grondstof.products.answers import chains
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.names import in_sentence
from grondstof.products.answers.trade_names import percent, place_name
from grondstof.store.editions import Edition

# Amounts that are not known and are named one by one; of the others the number is told.
NAMED = 3


def answer(edition: Edition, question: Question) -> Answer:
    """Return one chain, or the index of all chains when none is named.

    Args:
        edition: Opened edition.
        question: `options["product"]` is the product of the chain; `home` for the two-tier view.

    Raises:
        UnknownName: No chain of that name.
        InputError: A chain file breaks a rule.
    """
    product = str(question.options.get("product") or "")
    if not product:
        return chains.answer(edition, question)
    found = view(edition, chain(product))
    file = found.chain.file
    head = {
        "title_nl": file.name.nl,
        "title_en": file.name.en,
        "depth": file.depth,
        "groups": "; ".join(file.groups),
        "sectors": "; ".join(file.sectors),
        "tags": "; ".join(file.tags),
        "reviewed": file.reviewed,
    }
    nodes = rows_of.node_rows(found, question.home)
    nodes[0] |= head
    return Answer(
        "chain",
        question,
        edition.name,
        _sentence(found),
        nodes,
        tables={
            "edges": rows_of.edge_rows(found),
            "suppliers": list(rows_of.supplier_rows(found)),
            "control": list(rows_of.control_rows(found)),
            "bottlenecks": rows_of.bottleneck_rows(found, question.home),
            "cuts": rows_of.cut_rows(found),
            "screening": list(rows_of.screening_rows(found, question.home)),
            "exposure": rows_of.exposure_rows(found),
            "tiers": _tiers(edition, found, question.home),
            "substitutes": list(_substitutes(found)),
            "hosts": list(rows_of.host_rows(found)),
            "bands": list(_bands(found)),
            "stage_supply": rows_of.stage_rows(found),
        },
        gaps=list(_gaps(found, question.home)),
        sources=[*sources(edition, chains.SOURCES), *rows_of.source_rows(found)],
        notes=_notes(found),
    )


def _sentence(found: View) -> Sentence:
    file = found.chain.file
    share, node, territory = found.worst
    if not node:
        return Sentence(
            f"{file.name.nl}: openbare cijfers zeggen niet wie de onmisbare stappen levert.",
            f"{file.name.en}: public figures do not say who supplies the needed steps.",
        )
    place_nl, place_en = in_sentence(territory)
    points, step = len(found.points), found.chain.nodes[node].name
    nl, en = percent(share, "nl"), percent(share, "en")
    needed = len(found.needed)
    steps_nl = (
        f"in {points or 'geen'} van de {needed} onmisbare stappen levert één land 65 % of meer"
    )
    steps_en = f"in {points} of its {needed} essential steps one country supplies 65 % or more"
    if not points:
        steps_en = f"in none of its {needed} essential steps does one country supply 65 % or more"
    if needed == 1:
        steps_nl = f"daar levert {'één' if points else 'geen'} land 65 % of meer"
        steps_en = f"{'one' if points else 'no'} country supplies 65 % or more there"
    return Sentence(
        f"{file.name.nl}: {place_nl} levert {nl} van {step.nl}; {steps_nl}.",
        f"{file.name.en}: {place_en} supplies {en} of {step.en}; {steps_en}.",
    )


def _tiers(edition: Edition, found: View, home: str) -> list[dict[str, Any]]:
    rows = []
    for row in tiers(edition, found.chain, home):
        name_nl, name_en = place_name(str(row["territory_id"]))
        node = found.chain.nodes[str(row["node_id"])]
        ids = {"row_id": f"{found.chain.product_id}/{row['node_id']}/{home}"}
        names = {"node_nl": node.name.nl, "node_en": node.name.en}
        rows.append(ids | row | names | {"name_nl": name_nl, "name_en": name_en})
    return rows


def _substitutes(found: View) -> Iterator[dict[str, Any]]:
    for name, node in found.chain.nodes.items():
        for number, item in enumerate(node.substitutes, start=1):
            cited = found.chain.sources[item.source]
            yield {
                "row_id": f"{found.chain.product_id}/{name}/{number}",
                "node_id": name,
                "node_nl": node.name.nl,
                "node_en": node.name.en,
                "name_nl": item.name.nl,
                "name_en": item.name.en,
                "note_nl": item.note.nl,
                "note_en": item.note.en,
                "source": rows_of.cited_as(cited),
                "locator": item.locator,
                "kind": "published",
            }


def _bands(found: View) -> Iterator[dict[str, Any]]:
    """Yield bands for a Sankey: territory -> node by share, and node -> node of equal width."""
    for name in found.chain.order:
        node = found.chain.nodes[name]
        ordered = sorted(found.supply[name].shares.items(), key=lambda item: (-item[1], item[0]))
        for territory, share in ordered[:3]:
            from_nl, from_en = place_name(territory)
            yield {
                "row_id": f"{found.chain.product_id}/{territory}/{name}",
                "from_id": territory,
                "from_nl": from_nl,
                "from_en": from_en,
                "to_id": name,
                "to_nl": node.name.nl,
                "to_en": node.name.en,
                "share": share,
                "kind": "computed",
            }


def _gaps(found: View, home: str) -> Iterator[Gap]:
    silent = [name for name, supply in found.supply.items() if not supply.shares]
    for name in silent:
        node, why = found.chain.nodes[name], found.supply[name].why
        effect = "counts neither in exposure nor in single points of failure"
        what_nl = f"wie levert: {node.name.nl}"
        yield Gap(f"who supplies {node.name.en}", str(why), effect, what_nl=what_nl)
    open_ = [row for row in rows_of.edge_rows(found) if row["coefficient"] is None]
    if open_:
        names = "; ".join(f"{row['from_en']} to {row['to_en']}" for row in open_[:NAMED])
        more = f" and {len(open_) - NAMED} more" if len(open_) > NAMED else ""
        yield Gap(
            f"{len(open_)} of {len(found.chain.edges)} coefficients: {names}{more}",
            str(open_[0]["why_unknown"]),
            "amounts behind these steps are not shown",
            what_nl=f"{len(open_)} van {len(found.chain.edges)} hoeveelheden: {_open_nl(open_)}",
        )
    owned = [row for row in rows_of.control_rows(found) if row["territory_id"] is None]
    yield Gap(
        f"country of control of {len(owned)} of {len(found.chain.nodes)} steps",
        "company shares with an owner are published for few materials",
        "control stands as 'ownership not known'",
        what_nl=f"land van de eigenaar van {len(owned)} van {len(found.chain.nodes)} stappen",
    )
    if not threats(home):
        yield Gap(
            "threat tags of supplying countries",
            "no tag of a published threat assessment was reviewed",
            "the screening of product by country shows shares without a tag",
        )


def _open_nl(rows: Sequence[dict[str, Any]]) -> str:
    names = "; ".join(f"{row['from_nl']} naar {row['to_nl']}" for row in rows[:NAMED])
    return names + (f" en nog {len(rows) - NAMED}" if len(rows) > NAMED else "")


def _notes(found: View) -> Sequence[Sentence]:
    notes = [
        Sentence(found.chain.file.summary.nl, found.chain.file.summary.en),
        Sentence(
            "Blootstelling: midden = alsof stappen los van elkaar inkopen, laag = grootste aandeel "
            "in één stap, hoog = som van de aandelen, hoogstens 100 %.",
            "Exposure: middle = as if steps bought apart from each other, low = largest share in "
            "one step, high = sum of the shares, 100 % at most.",
        ),
    ]
    if found.chain.file.depth == "exploratory":
        notes.append(
            Sentence(
                "Verkennend: nog niet tot in detail nagekeken.",
                "Exploratory: not yet reviewed in detail.",
            )
        )
    if found.chain.private:
        notes.append(Sentence("Bevat eigen, niet-openbare gegevens.", "Holds private data."))
    return notes
