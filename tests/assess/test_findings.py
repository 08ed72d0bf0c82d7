"""Findings in words: they say what was computed and nothing else."""

from grondstof.assess.eu_inputs import Index, Printed, ShareSet, Supplier
from grondstof.assess.findings import copied, explain
from grondstof.assess.unpublished import Ranges, stage_finding
from grondstof.methods.intervals import Interval

ASSUMED = Ranges(Interval(0.0, 1.0), Interval(0.0, 1.0), Interval(0.8, 1.0))
NO_RECYCLING = Printed("any", 0.0, 0.005, None)


def index(value, usable=True):
    return Index(value, Interval(value, value), 1.0, usable, ())


def finding(published, world, eu=None, stage="processing"):
    indices = {"global": index(world)} | ({} if eu is None else {"eu": index(eu)})
    target = Interval(published - 0.05, published + 0.05)
    return target, stage_finding(stage, target, indices, NO_RECYCLING, ASSUMED)


def test_both_scopes_come_first_and_world_supply_alone_where_that_is_needed():
    assert finding(1.0, 1.2, 1.0)[1].scope.value == "both"
    target, item = finding(1.9, 2.0, 0.8)
    assert item.scope.value == "global-only"
    said = explain("arsenic", target, [item], NO_RECYCLING, {})
    assert "can follow at processing (scope global-only)" in said["any"].en


def test_a_stage_out_of_reach_says_on_which_side():
    target, below = finding(1.8, 1.6)
    assert "lies below" in explain("x", target, [below], NO_RECYCLING, {})["processing"].en
    target, above = finding(1.8, 3.9, 3.9)
    assert "lies above" in explain("x", target, [above], NO_RECYCLING, {})["processing"].en


def test_one_stage_that_fits_is_enough_and_a_higher_one_is_mentioned():
    target, fits = finding(1.0, 1.1, stage="extraction")
    _, higher = finding(1.0, 3.0, stage="processing")
    said = explain("x", target, [fits, higher], NO_RECYCLING, {})
    assert "can follow at extraction" in said["any"].en
    assert "At processing at least" in said["any"].en


def shares(scope, *pairs):
    suppliers = tuple(Supplier(name, share, share, share, 1.0) for name, share in pairs)
    return ShareSet("germanium", "processing", scope, suppliers)


def test_rows_are_copies_only_when_all_of_them_are():
    world = shares("global", ("CHN", 0.831), ("RUS", 0.05), ("BEL", 0.045))
    same = shares("eu", ("CHN", 0.83), ("RUS", 0.05), ("BEL", 0.04))
    other = shares("eu", ("CHN", 0.45), ("RUS", 0.05), ("BEL", 0.04))
    key = ("germanium", "processing")
    assert copied(*key, {(*key, "global"): world, (*key, "eu"): same})
    assert copied(*key, {(*key, "global"): world, (*key, "eu"): other}) is None
    assert copied(*key, {(*key, "global"): world}) is None


def test_every_finding_is_told_in_both_languages():
    target, below = finding(1.8, 1.6)
    said = explain("x", target, [below], NO_RECYCLING, {})
    assert "onder de gepubliceerde waarde" in said["processing"].nl
    assert "Niet na te rekenen" in said["any"].nl
    assert "1,60" in said["any"].nl
