"""The national list: exact without width, the same alone as in the list, honest about inputs."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grondstof.assess import nl_axes
from grondstof.assess.axes_draws import governance_draws
from grondstof.assess.axes_inputs import Governance, applies
from grondstof.assess.axes_rows import verdict
from grondstof.assess.list_information import information_rows
from grondstof.assess.list_threshold import threshold_rows
from grondstof.assess.nl_axes import compute, run
from grondstof.errors import InputError
from grondstof.store.arrow import to_arrow
from grondstof.store.content import content_folder
from grondstof.store.parameters import parameters
from tests.assess.list_inputs import SETTINGS, asked, restriction, tables


def rows(question: Any, **more: Any) -> dict[str, dict[str, Any]]:
    found = run(tables(**more), question).to_pylist()
    return {row["material_id"]: row for row in found}


def test_without_width_the_result_is_the_point_exactly() -> None:
    for row in rows(asked(width=False)).values():
        assert row["supply_risk"] == row["supply_risk_point"]
        assert row["supply_risk_low"] == row["supply_risk_high"] == row["supply_risk_point"]
        assert row["probability_listed"] in (None, 0.0, 1.0)
        if row["importance_share"] is not None:
            ends = row["importance_share_low"], row["importance_share_high"]
            middle = (row["importance_as_published"] + row["importance_reweighted"]) / 2.0
            assert ends == (row["importance_share"], row["importance_share"])
            assert row["importance_share"] == pytest.approx(middle, rel=1e-15)


def test_the_same_seed_gives_the_same_bits() -> None:
    one, other = run(tables(), asked()), run(tables(), asked())
    assert one.equals(other)
    assert not one.equals(run(tables(), asked(seed=7)))


def test_other_seeds_agree_within_three_standard_errors_of_monte_carlo() -> None:
    """What another numpy may give: other bits, the same distribution.

    The standard error of a median of n draws is sqrt(pi/2) * sd / sqrt(n) for a normal law; the
    width of 5 to 95 % is 3.29 sd. Two runs differ by sqrt(2) times that.
    """
    count = 4_000
    one, other = (rows(asked(seed=seed, draws=count)) for seed in (1, 2))
    for name, row in one.items():
        sd = (row["supply_risk_high"] - row["supply_risk_low"]) / 3.29
        error = np.sqrt(np.pi / 2.0) * sd / np.sqrt(count) * np.sqrt(2.0)
        assert abs(row["supply_risk"] - other[name]["supply_risk"]) <= 3.0 * error


def test_a_material_alone_is_the_row_of_the_list() -> None:
    alone = rows(asked(material="gallium"))["gallium"]
    listed = rows(asked())["gallium"]
    ranks = {"rank", "rank_low", "rank_high"}
    assert {k: v for k, v in alone.items() if k not in ranks} == {
        k: v for k, v in listed.items() if k not in ranks
    }


def test_order_of_rows_and_number_of_threads_do_not_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = tables()
    turned = {name: to_arrow(item.to_pylist()[::-1], item.schema) for name, item in given.items()}
    one = run(given, asked()).to_pylist()
    monkeypatch.setattr("grondstof.assess.axes_draws.WORKERS", 1)
    other = run(turned, asked()).to_pylist()
    for first, second in zip(one, other, strict=True):
        for name, value in first.items():
            if isinstance(value, float):
                assert second[name] == pytest.approx(value, rel=1e-9)
            else:
                assert second[name] == value


def test_governance_of_a_territory_is_one_draw_whoever_else_is_there() -> None:
    governance = compute(tables(), asked()).assembly.governance
    alone = Governance({"CHN": 0}, governance.mean[[1, -1]], governance.spread[[1, -1]])
    assert governance.places["CHN"] == 1
    every, one = governance_draws(governance, SETTINGS), governance_draws(alone, SETTINGS)
    assert every[:, 1].tobytes() == one[:, 0].tobytes()


def test_a_material_without_use_shares_is_not_assessed_and_never_ranked_low() -> None:
    row = rows(asked())["cobalt"]
    assert row["verdict"] == "not-assessed"
    assert row["importance_share"] is None
    assert row["probability_listed"] is None
    assert "no-use-shares" in row["flags"]
    assert row["lacks"].startswith("value_added_meur")


def test_the_basis_says_where_homes_sourcing_comes_from() -> None:
    found = rows(asked())
    assert found["gallium"]["supply_basis"] == "eu-proxy"
    assert found["cobalt"]["supply_basis"] == "global-only"
    assert found["cobalt"]["home_index"] is None


def test_import_reliance_is_one_with_its_reason_where_home_makes_none() -> None:
    row = rows(asked())["gallium"]
    assert row["import_reliance"] == 1.0
    assert "transit" in row["import_reliance_reason"]


def test_a_restriction_raises_the_risk_and_one_for_another_home_does_not() -> None:
    base = rows(asked())["gallium"]["supply_risk"]
    world = rows(asked(), restrictions=[restriction()])["gallium"]
    other = rows(asked(), restrictions=[restriction(destination_id="USA")])["gallium"]
    assert world["supply_risk"] > base
    assert world["restrictions"] == "R1"
    assert other["supply_risk"] == base
    assert other["restrictions"] is None
    assert world["verdict_without_restrictions"] is not None


@pytest.mark.parametrize(
    ("dates", "holds"),
    [
        ({}, True),
        ({"valid_from": date(2027, 1, 1)}, False),
        ({"valid_to": date(2026, 11, 1)}, False),
        ({"suspended_from": date(2025, 11, 9), "suspended_to": date(2026, 11, 27)}, False),
        ({"suspended_from": date(2025, 11, 9), "suspended_to": date(2026, 10, 27)}, True),
        ({"destination_id": "NLD"}, True),
        ({"destination_id": "EU27"}, True),
        ({"destination_id": "JPN"}, False),
    ],
)
def test_when_a_restriction_applies_to_home(dates: dict[str, Any], holds: bool) -> None:
    row = {
        "destination_id": None,
        "valid_to": None,
        "suspended_from": None,
        "suspended_to": None,
        **restriction(**dates),
    }
    assert applies(row, "NLD", date(2026, 11, 1)) is holds


def test_a_home_without_value_added_names_the_homes_that_have_it() -> None:
    with pytest.raises(InputError) as caught:
        run(tables(), asked("FRA"))
    fault = caught.value.faults[0]
    assert "no value added" in fault.found
    assert fault.expected == "one of: DEU, NLD"
    assert fault.action


def test_the_probability_falls_along_the_threshold() -> None:
    found: dict[str, list[tuple[float, float]]] = {}
    for row in threshold_rows(compute(tables(), asked())):
        found.setdefault(row["axis"], []).append((row["threshold"], row["probability_listed"]))
    assert set(found) == {"supply_risk", "importance_share"}
    for pairs in found.values():
        chances = [chance for _, chance in sorted(pairs)]
        assert chances == sorted(chances, reverse=True)


def test_a_gap_that_is_none_changes_no_verdict() -> None:
    found = {
        (row["gap"], row["material_id"]): row["verdicts_changed"]
        for row in information_rows(compute(tables(), asked()))
    }
    assert found["reliance", "gallium"] == 0.0
    assert ("use_shares_missing", "cobalt") in found


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (None, "not-assessed"),
        (0.5, "listed"),
        (0.49, "watch"),
        (0.1, "watch"),
        (0.09, "not-listed"),
    ],
)
def test_the_verdict_follows_the_probability(chance: float | None, word: str) -> None:
    assert verdict(chance, parameters("nl-axes", "2026")) == word


def shipped() -> str:
    path = content_folder() / "parameters" / "nl-axes" / "2026.yml"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  listed:\n    value: 0.5", "  listed:\n    value: 1.5", "the probability 1.5"),
        ("  quota:", "  quotum:", "the unknown parameter 'restriction.quotum'"),
        ("    reason: A chance", "    why: A chance", "unknown keys"),
    ],
)
def test_a_parameter_file_that_cannot_be_used(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(shipped().replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        run(tables(), asked(parameters=str(path)))
    assert any(words in fault.found for fault in caught.value.faults)
    assert all(fault.where and fault.expected and fault.action for fault in caught.value.faults)


def test_a_parameter_file_of_ones_own_moves_the_list(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    changed = shipped().replace("  supply_risk:\n    value: 1.0", "  supply_risk:\n    value: 9.0")
    path.write_text(changed, encoding="utf-8")
    assert rows(asked())["gallium"]["verdict"] == "listed"
    assert rows(asked(parameters=str(path)))["gallium"]["verdict"] == "not-listed"


def test_the_recipe_says_what_it_reads() -> None:
    assert nl_axes.NATIONAL_LIST.output == "assessed__national_list"
    assert set(nl_axes.NATIONAL_LIST.reads) == set(tables())
