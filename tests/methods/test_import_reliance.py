"""Import reliance: worked examples and the flag on net exporters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.import_reliance import harmonised, import_reliance

TONNES = st.floats(0.0, 1e9)


def test_no_production_is_full_reliance_and_no_trade_is_none():
    assert import_reliance(0.0, 10.0, 2.0).value == 1.0
    assert import_reliance(10.0, 0.0, 0.0).value == 0.0


def test_a_net_exporter_is_set_to_zero_and_flagged():
    # EC 2017, Table 13: aggregates -12 %.
    found = import_reliance(112.0, 0.0, 12.0)
    assert found.raw == pytest.approx(-0.12)
    assert found.value == 0.0
    assert found.harmonised


@given(TONNES, TONNES, TONNES, st.floats(1e-3, 1e3))
def test_the_unit_does_not_matter_and_the_range_holds(domestic, imports, exports, factor):
    if domestic + imports - exports <= 1e-3:
        return
    found = import_reliance(domestic, imports, exports)
    assert 0.0 <= found.value <= 1.0
    again = import_reliance(domestic * factor, imports * factor, exports * factor)
    assert again.value == pytest.approx(found.value, rel=1e-6, abs=1e-6)


def test_what_has_no_meaning_is_refused():
    with pytest.raises(ValueError, match="no meaning"):
        import_reliance(1.0, 1.0, 2.0)
    with pytest.raises(ValueError, match="must not be negative"):
        import_reliance(-1.0, 1.0, 0.0)
    with pytest.raises(ValueError, match="above 1"):
        harmonised(1.2)
