"""By-products inside a scenario: a host that is hit bounds them; ranges of sizes are drawn."""

import pytest

from grondstof.assess.by_products import hosts
from grondstof.assess.scenario import of_options
from grondstof.assess.shocks import run_scenario
from grondstof.store.editions import Edition

OUTAGE = {"exporter": "CHN", "stage": "processing", "form": "outage"}


def test_the_map_holds_the_hosts_that_publishers_name() -> None:
    assert {(item.material, item.host) for item in hosts()} >= {
        ("gallium", "bauxite"), ("germanium", "zinc"), ("indium", "zinc"), ("cobalt", "copper"),
        ("cobalt", "nickel"), ("tellurium", "copper"), ("selenium", "copper"),
        ("rhenium", "molybdenum"),
    }  # fmt: skip
    assert all(item.reason and item.source for item in hosts())


def test_an_outage_of_zinc_reaches_indium(edition: Edition) -> None:
    found = run_scenario(
        edition, of_options({**OUTAGE, "material": "zinc"}), "NLD", draws=100, followers=True
    )
    zinc, *beside = found
    assert not zinc.follows
    assert zinc.hosts == ()
    assert {item.subject.material for item in beside} == {"gallium", "germanium", "indium"}
    indium = next(item for item in beside if item.subject.material == "indium")
    assert indium.follows
    assert indium.hosts == ("zinc",)
    assert indium.world_short.max() > 0.2


def test_a_by_product_is_named_once_and_worse_off_with_its_host(edition: Edition) -> None:
    shock = {"exporter": "CHN", "stage": "processing", "loss": "0.5", "form": "outage"}
    alone = run_scenario(edition, of_options({**shock, "material": "indium"}), "NLD", draws=100)
    both = run_scenario(
        edition, of_options({**shock, "material": "indium,zinc"}), "NLD", draws=100, followers=True
    )
    indium = next(item for item in both if item.subject.material == "indium")
    assert not indium.follows
    assert indium.hosts == ("zinc",)
    assert indium.world_short.sum() >= alone[0].world_short.sum() - 1e-9
    assert [item.subject.material for item in both].count("indium") == 1


def test_without_a_host_that_is_hit_nothing_follows(edition: Edition) -> None:
    asked = of_options({"exporter": "CHN", "material": "magnesium"})
    assert len(run_scenario(edition, asked, "NLD", draws=0, followers=True)) == 1


def test_sizes_are_drawn_and_the_result_says_how_much_they_matter(edition: Edition) -> None:
    asked = of_options(
        {
            "exporter": "CHN", "material": "gallium,germanium", "stage": "processing",
            "loss": "0.6", "loss_low": "0.1", "loss_high": "1", "correlation": "1",
        }
    )  # fmt: skip
    gallium, germanium = run_scenario(edition, asked, "NLD", draws=400, program=False)
    assert gallium.variance["size 1"] > 0.3
    fixed = of_options({"exporter": "CHN", "material": "gallium", "loss": "0.6"})
    narrow = run_scenario(edition, fixed, "NLD", draws=400, program=False)[0]
    assert gallium.cover[2] - gallium.cover[1] > narrow.cover[2] - narrow.cover[1]
    assert gallium.cover[0] == pytest.approx(narrow.cover[0])
    assert germanium.subject.material == "germanium"
