"""Parameter files: complete leaves, and faults in three parts with file and line."""

from pathlib import Path

import pytest

from grondstof.errors import InputError, UnknownName
from grondstof.store.content import content_folder, parse
from grondstof.store.parameters import LEAF, parameters, parse_parameters

GOOD = """\
thresholds:
  supply_risk:
    value: 1.0
    unit: dimensionless
    dist: exact
    spread: null
    reason: why
    source: where from
"""


def read(text):
    return parse_parameters(parse(text, Path("2023.yml")))


def test_a_leaf_is_read_with_its_place():
    leaf = read(GOOD).leaf("thresholds.supply_risk")
    assert (leaf.value, leaf.dist, leaf.reason) == (1.0, "exact", "why")
    assert leaf.where == "2023.yml:2"


def test_an_unknown_and_a_missing_key_are_refused_in_three_parts():
    with pytest.raises(InputError) as caught:
        read(GOOD.replace("reason: why", "because: why"))
    fault = caught.value.faults[0]
    assert fault.where == "2023.yml:2"
    assert fault.found.endswith("because, reason")
    assert fault.expected == "exactly " + ", ".join(sorted(LEAF))
    assert fault.action.startswith("Write all six")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("dist: exact", "dist: gauss"),
        ("dist: exact", "dist: uniform"),
        ("spread: null", "spread: 0.1"),
    ],
)
def test_a_distribution_and_its_width_must_fit(old, new):
    with pytest.raises(InputError, match="the distribution"):
        read(GOOD.replace(old, new))


def test_an_unknown_parameter_names_the_nearest():
    with pytest.raises(UnknownName, match=r"thresholds\.supply_risk"):
        read(GOOD).leaf("threshold.supply_risk")


def test_a_word_is_no_number():
    with pytest.raises(InputError, match="a number"):
        read(GOOD.replace("value: 1.0", "value: high")).number("thresholds.supply_risk")


@pytest.mark.parametrize(
    ("method_id", "version"), [("eu-2017", "2017"), ("eu-2023", "2023"), ("spread", "2026")]
)
def test_every_shipped_leaf_has_a_reason_and_a_source(method_id, version):
    found = parameters(method_id, version)
    assert found.leaves
    for leaf in found.leaves.values():
        assert leaf.reason not in ("", "None")
        assert leaf.source not in ("", "None")


def test_the_files_lie_where_lineage_says():
    assert (content_folder() / "parameters" / "eu-2023" / "2023.yml").is_file()
