"""Chain files: the shipped ones are whole, and a broken one is refused with its line."""

from pathlib import Path

import pytest

from grondstof.assess.chains import chains, chains_in
from grondstof.errors import InputError, UnknownName

GOOD = """\
product_id: toy
name: {nl: ding, en: toy}
depth: exploratory
reviewed: 2026-11-20
unit: toy
groups: []
sectors: [energy]
tags: [defence]
summary: {nl: een ding, en: a toy}
sources:
  book: {publisher: P, title: T, year: 2024}
nodes:
  - {id: ore, name: {nl: a, en: b}, stage: extraction, material: copper, supply: {settled: true}}
  - {id: toy, name: {nl: ding, en: toy}, stage: assembly, supply: {unknown: nobody publishes it}}
edges:
  - from: ore
    to: toy
    class: essential
    coefficient: {value: 2, low: 1, high: 3, unit: kg per toy, source: book, locator: p. 3}
"""


def read(folder: Path, text: str) -> list[str]:
    (folder / "toy.yml").write_text(text)
    with pytest.raises(InputError) as caught:
        chains_in([folder])
    return [str(fault) for fault in caught.value.faults]


def test_every_product_group_and_sector_has_a_chain() -> None:
    files = [found.file for found in chains().values()]
    assert {group for file in files for group in file.groups} == {
        "capital-equipment", "wind-farms", "solar-pv-systems", "climate-installations",
        "electric-and-electronic-appliances", "electrolysers", "batteries", "base-metals",
    }  # fmt: skip
    sectors = {"pharma", "defence", "energy", "semiconductors", "telecom"}
    assert {sector for file in files for sector in file.sectors} == sectors
    deep = {file.product_id for file in files if file.depth == "deep"}
    assert deep >= {
        "permanent-magnet", "traction-motor", "wind-turbine", "li-ion-battery", "electric-car",
        "stationary-storage", "defence-systems",
    }  # fmt: skip


def test_every_chain_runs_from_ore_to_one_end_product() -> None:
    for found in chains().values():
        used = {edge.from_ for edge in found.edges}
        assert [name for name in found.nodes if name not in used] == [found.final]
        assert {found.nodes[name].stage for name in found.order[:1]} <= {"extraction", "processing"}


def test_defence_holds_no_estimated_bill_of_materials() -> None:
    found = chains()["defence-systems"]
    own = {node.id for node in found.file.nodes}
    into = [edge for edge in found.edges if edge.to in own]
    assert all(hasattr(edge.coefficient, "unknown") for edge in into)


def test_a_figure_of_the_energy_agency_has_a_licence_to_be_passed_on() -> None:
    cited = [source for found in chains().values() for source in found.file.sources.values()]
    agency = [
        source for source in cited if source.publisher in ("IEA", "International Energy Agency")
    ]
    assert len(agency) >= 5
    assert {source.licence for source in agency} == {"CC BY 4.0"}


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "toy.yml").write_text(GOOD)
    assert chains_in([tmp_path])["toy"].order == ("ore", "toy")


def test_an_absent_coefficient_is_refused_with_its_line(tmp_path: Path) -> None:
    text = "\n".join(line for line in GOOD.splitlines() if "coefficient" not in line)
    assert read(tmp_path, text) == [
        "toy.yml:16: found no coefficient. Expected a figure with low, high and source, or "
        "`unknown` with the reason. Write the coefficient, or unknown and why."
    ]


def test_a_cycle_is_refused_with_its_line(tmp_path: Path) -> None:
    text = (
        GOOD
        + "  - {from: toy, to: ore, class: essential, coefficient: {unknown: not at all known}}\n"
    )
    faults = read(tmp_path, text)
    assert len(faults) == 1
    assert faults[0].startswith(("toy.yml:16: found a cycle", "toy.yml:20: found a cycle"))


@pytest.mark.parametrize(
    ("old", "new", "where", "expected"),
    [
        ("material: copper", "material: coper", "toy.yml:13", "a material of the vocabulary"),
        ("stage: assembly", "stage: assembling", "toy.yml:14", "a stage of the vocabulary"),
        ("source: book", "source: film", "toy.yml:16", "a source of this file"),
        ("tags: [defence]", "tags: [war]", "toy.yml:8", "a public interest of the vocabulary"),
        ("    to: toy", "    to: toys", "toy.yml:17", "a node of this chain"),
        ("product_id: toy", "product_id: boy", "toy.yml:1", "'toy', as the file"),
        ("material: copper,", "material: copper, codes: [HS2017 000000],", "toy.yml:13", "a code"),
    ],
)
def test_an_unknown_name_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, where: str, expected: str
) -> None:
    faults = read(tmp_path, GOOD.replace(old, new))
    assert any(fault.startswith(f"{where}: ") and expected in fault for fault in faults), faults


def test_an_unknown_chain_names_the_nearest() -> None:
    from grondstof.assess.chains import chain

    with pytest.raises(UnknownName) as caught:
        chain("permanent-magnets")
    assert caught.value.nearest[0] == "permanent-magnet"
