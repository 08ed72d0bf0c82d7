"""By-products inside a scenario: a host that is hit bounds them; ranges of sizes are drawn."""

import pytest

from grondstof.assess.by_products import hosts
from grondstof.assess.chain_model import Words
from grondstof.assess.scenario import Scenario, ShockItem, of_options
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


BOTH = {"exporter": "CHN", "stage": "processing", "loss": "0.5", "form": "outage"}


def test_what_a_by_product_loses_together_with_its_host_is_told(edition: Edition) -> None:
    both = of_options({**BOTH, "material": "indium,zinc"})
    zinc, indium = sorted(
        run_scenario(edition, both, "NLD", draws=0), key=lambda item: item.subject.label == "indium"
    )
    assert zinc.interaction is None
    assert indium.interaction is not None
    assert len(indium.alone) == 2
    total = float(indium.point_short.sum())
    assert total >= max(indium.alone) - 1e-9
    assert indium.interaction == pytest.approx(total - sum(indium.alone))
    # Each alone is the run of that shock alone.
    direct = run_scenario(edition, of_options({**BOTH, "material": "indium"}), "NLD", draws=0)[0]
    host = run_scenario(
        edition, of_options({**BOTH, "material": "zinc"}), "NLD", draws=0, followers=True
    )
    follows = next(item for item in host if item.subject.material == "indium")
    assert indium.alone == pytest.approx(
        (float(direct.point_short.sum()), float(follows.point_short.sum()))
    )
    assert direct.alone == ()


@pytest.mark.parametrize("loss", ["0.05", "0.5", "1"])
@pytest.mark.parametrize("start", ["1", "7", "13"])
def test_hosts_and_by_products_together_cost_at_least_the_worst(
    edition: Edition, loss: str, start: str
) -> None:
    host = ShockItem(
        exporters=["CHN"], material="zinc", stage="processing", form="outage",
        loss=float(loss), start=int(start), months=6,
    )  # fmt: skip
    mine = ShockItem(
        exporters=["CHN"], material="indium", stage="processing", form="ban", loss=0.6,
        start=4, months=8,
    )  # fmt: skip
    words = Words(nl="a", en="a")
    for shocks in ([host, mine], [host, host.model_copy(update={"start": 9}), mine]):
        both = Scenario(scenario_id="own", name=words, summary=words, shocks=shocks)
        found = run_scenario(edition, both, "NLD", draws=0, followers=True)
        for item in found:
            if item.alone:
                assert item.point_short.sum() >= max(item.alone) - 1e-9
        indium = next(item for item in found if item.subject.material == "indium")
        assert len(indium.alone) == len(shocks)
        assert indium.interaction is not None


def test_two_shocks_to_a_host_are_told_of_a_by_product_that_follows(edition: Edition) -> None:
    items = [
        ShockItem(
            exporters=[name], material="zinc", stage="processing", form="outage", loss=0.8,
            start=start, months=9,
        )
        for name, start in (("CHN", 1), ("KOR", 3))
    ]  # fmt: skip
    words = Words(nl="a", en="a")
    both = Scenario(scenario_id="own", name=words, summary=words, shocks=items)
    found = run_scenario(edition, both, "NLD", draws=0, followers=True)
    assert any(item.follows for item in found)
    for item in found:
        if item.follows:
            assert item.interaction is not None
            assert item.point_short.sum() >= max(item.alone) - 1e-9


def test_the_least_loss_counts_what_a_host_takes(edition: Edition) -> None:
    alone = run_scenario(edition, of_options({**BOTH, "material": "indium"}), "NLD", draws=0)[0]
    both = run_scenario(edition, of_options({**BOTH, "material": "indium,zinc"}), "NLD", draws=0)
    indium = next(item for item in both if item.subject.material == "indium")
    assert alone.best is not None
    assert indium.best is not None
    assert indium.best.value >= alone.best.value - 1e-9
    assert indium.best.value > alone.best.value


def test_one_subject_in_two_shocks_is_one_subject(edition: Edition) -> None:
    items = [
        ShockItem(exporters=["CHN"], material="gallium", stage=stage, loss=0.5, months=6)
        for stage in (None, "processing")
    ]
    words = Words(nl="a", en="a")
    both = Scenario(scenario_id="own", name=words, summary=words, shocks=items)
    found = run_scenario(edition, both, "NLD", draws=0)
    assert len(found) == 1
    assert len(found[0].alone) == 2
