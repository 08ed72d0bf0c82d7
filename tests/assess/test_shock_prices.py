"""Prices of subjects on the built edition, and the content that they rest on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grondstof.assess import price_episodes as episodes
from grondstof.assess.scenario import of_options
from grondstof.assess.shock_prices import Priced, elasticity_of, number, priced
from grondstof.assess.shocks import Ran, run_scenario
from grondstof.errors import InputError
from grondstof.store.editions import Edition
from grondstof.vocabulary.materials import materials

COBALT = {"exporter": "COD", "material": "cobalt", "stage": "processing", "months": 8}


def ran(edition: Edition, home: str = "NLD", **options: Any) -> Ran:
    scenario = of_options({"loss": 1.0, "months": 12} | options)
    return run_scenario(edition, scenario, home, draws=120, program=False)[0]


def price(edition: Edition, home: str = "NLD", **options: Any) -> Priced:
    found = priced(ran(edition, home, **options))
    assert found is not None
    return found


def test_a_price_rises_outside_and_falls_inside(edition: Edition) -> None:
    found = price(edition, **COBALT)
    assert found.inside is not None
    middle, low, high = found.outside.furthest()
    assert 1.0 < low < middle < high <= number("most_factor")
    middle, low, high = found.inside.furthest()
    assert 0.0 < low < middle < high <= 1.0
    assert np.all(found.outside.drawn >= 1.0 - 1e-12)
    assert np.all(found.inside.drawn <= 1.0 + 1e-12)


def test_a_larger_ban_never_makes_it_cheaper(edition: Edition) -> None:
    low, middle, high = (
        price(edition, **COBALT, loss=loss).outside.drawn for loss in (0.3, 0.6, 1.0)
    )
    assert np.all(low <= middle + 1e-9)
    assert np.all(middle <= high + 1e-9)
    longer = price(edition, **(COBALT | {"months": 12})).outside.drawn
    assert np.all(high <= longer + 1e-9)


def test_nothing_lost_nothing_dearer(edition: Edition) -> None:
    found = price(edition, **COBALT, loss=0.0)
    assert found.outside.furthest() == (1.0, 1.0, 1.0)
    assert found.outside.back == (0.0, 0.0, 0.0)
    assert not found.restricted


def test_volume_is_back_before_the_price(edition: Edition) -> None:
    found = price(edition, **COBALT)
    # The ban ends with month 8 and goods travel a month and a half at most.
    middle, low, _ = found.outside.back
    assert middle is not None
    assert middle > 12
    assert low is not None
    assert low > 9


def test_home_that_restricts_has_the_price_inside(edition: Edition) -> None:
    found = price(edition, "CHN", exporter="CHN", material="cobalt", stage="processing")
    assert found.home_inside
    assert found.home is found.inside


def test_an_outage_has_one_price(edition: Edition) -> None:
    found = price(edition, **COBALT, form="outage")
    assert found.inside is None
    assert not found.restricted
    assert not found.home_inside


def test_where_only_shares_are_known_there_is_no_price_inside(edition: Edition) -> None:
    found = price(edition, exporter="COD", material="cobalt", stage="extraction")
    assert found.shares
    assert found.restricted
    assert found.inside is None


@pytest.mark.parametrize("material", ["gallium", "antimony", "copper", "neodymium"])
def test_without_a_source_there_is_no_price(edition: Edition, material: str) -> None:
    assert elasticity_of(material) is None
    assert priced(ran(edition, exporter="CHN", material=material)) is None


def test_the_ore_is_not_the_metal(edition: Edition) -> None:
    assert priced(ran(edition, exporter="AUS", material="iron-ore", stage="processing")) is None
    assert price(edition, exporter="AUS", material="iron-ore", stage="extraction").outside


def test_draws_repeat_and_the_spread_has_its_reasons(edition: Edition) -> None:
    item = ran(edition, **COBALT)
    one, other = priced(item), priced(item)
    assert one is not None
    assert other is not None
    assert np.array_equal(one.outside.drawn, other.outside.drawn)
    assert {"elasticity_demand", "supply_left"} <= set(one.variance)
    assert 0.3 < sum(one.variance.values()) < 1.3
    point = priced(replace(item, outside=(item.outside[0], item.outside[0])))
    assert point is not None
    assert point.outside.drawn.shape[0] == 1


def test_elasticities_have_sign_range_and_source() -> None:
    for material in ("cobalt", "iron-ore"):
        found = elasticity_of(material)
        assert found is not None
        assert material in materials()
        assert float(found.demand.value) + float(found.demand.spread or 0.0) < 0.0
        assert float(found.supply.value) - float(found.supply.spread or 0.0) > 0.0
        assert "abstract" in found.demand.source
        assert found.term in ("short", "long", "not-stated")
        assert found.quality in ("A", "B")


def test_every_step_has_a_source_and_a_rise_where_supply_stopped() -> None:
    for item in episodes.price_episodes():
        assert item.words["quality"] in ("A", "B", "C")
        assert item.factor[0] <= item.factor[1]
        if item.place == "outside":
            assert item.factor[0] > 1.0
        # A word of the other language would be a slip.
        assert bool(item.words["volume_nl"]) == bool(item.words["volume_en"])
        assert bool(item.words["note_nl"]) == bool(item.words["note_en"])


def test_steps_of_a_group_count_for_its_members_only() -> None:
    names = {item.row_id for item in episodes.episodes_of(["dysprosium"])}
    assert {"dy-2010", "hree-2010", "ree-unit-value-2010"} <= names
    assert "nd-2010" not in names
    assert "dy-2010" not in {item.row_id for item in episodes.episodes_of(["hree"])}
    assert episodes.episodes_of([None, "talc"]) == []


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "prices").mkdir()
    monkeypatch.setattr(episodes, "content_folder", lambda: tmp_path)
    episodes.price_episodes.cache_clear()
    yield tmp_path / "prices" / "episodes.csv"
    episodes.price_episodes.cache_clear()


def test_a_step_without_source_is_refused_with_its_line(content: Path) -> None:
    shipped = Path(episodes.__file__).parents[1] / "content" / "prices" / "episodes.csv"
    head, first = shipped.read_text(encoding="utf-8").splitlines()[:2]
    bad = [
        first.replace("University of Birmingham", ""),
        first.replace("neodymium,CHN", "unobtainium,CHN"),
        first.replace(",20,450,", ",,450,"),
        first.replace(",B,published", ",D,published"),
    ]
    content.write_text("\n".join([head, *bad]) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        episodes.price_episodes()
    faults = caught.value.faults
    assert [fault.where for fault in faults] == [f"prices/episodes.csv:{n}" for n in (2, 3, 4, 5)]
    assert {(fault.found, fault.expected, fault.action) for fault in faults} == {
        (
            "'nd-2010'",
            "a known material, outside or inside, two prices or a factor, and a source",
            "Mend or drop this row",
        )
    }
