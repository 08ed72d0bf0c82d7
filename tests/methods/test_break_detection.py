"""Breaks, cumulative sums and lead times."""

import numpy as np
import pytest

from grondstof.methods.break_detection import Score, cusum, lead_time, robust_break


def test_a_quiet_series_with_a_jump_at_the_end():
    found = robust_break([0.5, 0.52, 0.48, 0.5, 0.9], 4, 0.05)
    assert found.before == pytest.approx(0.5)
    assert found.change == pytest.approx(0.4)
    assert found.score == pytest.approx(0.4 / 0.05)


def test_a_restless_series_needs_a_larger_jump():
    quiet = robust_break([1, 1, 1, 1, 2.0], 4, 0.1).score
    restless = robust_break([0, 2, 0, 2, 2.0], 4, 0.1).score
    assert restless < quiet


def test_later_points_are_never_seen():
    series = [0.1, 0.2, 0.1, 0.2, 0.9]
    assert robust_break(series, 3, 0.01) == robust_break([*series], 3, 0.01)
    assert robust_break(series[:4], 3, 0.01).change == pytest.approx(0.1)


def test_too_short_or_missing_gives_nothing():
    assert robust_break([1.0, 2.0], 3, 0.1) is None
    assert robust_break([1, 1, 1, np.nan], 3, 0.1) is None
    with pytest.raises(ValueError, match="at least 3"):
        robust_break([1, 1, 1], 2, 0.1)


def test_cumulative_sums_rise_under_a_shift_only():
    up, down = cusum([0, 0, 0, 2, 2, 2], 0.5)
    assert up.tolist() == [0, 0, 0, 1.5, 3.0, 4.5]
    assert down.tolist() == [0, 0, 0, 0, 0, 0]


def test_lead_time_counts_the_first_signal_that_belongs_to_the_episode():
    assert lead_time([1, 90, 95, 99], 100, 24, 12) == 10
    assert lead_time([105], 100, 24, 12) == -5
    assert lead_time([1], 100, 24, 12) is None


def test_scores_without_episodes_or_years_are_unknown():
    assert Score(0, 0, 3, 0).recall is None
    assert Score(0, 0, 3, 0).false_alarms_per_year is None
    assert Score(1, 3, 6, 2).recall == 0.25
    assert Score(1, 3, 6, 2).false_alarms_per_year == 3.0
