"""Months of a shock follow fetched trade, a private overlay or the scenario, and else are even."""

from pathlib import Path

import numpy as np
import pytest

from grondstof.assess import declared_months, shock_months
from grondstof.assess.recipe import Question
from grondstof.assess.scenario import Scenario, from_file, of_options
from grondstof.assess.shock_parameters import reaction
from grondstof.assess.shocks import Ran, run_scenario
from grondstof.errors import InputError
from grondstof.methods.shock import run
from grondstof.products.answers import scenario as scenario_answer
from grondstof.sources.comext.parse import HEADER, parse_bulk
from grondstof.store.editions import Edition
from grondstof.store.months import add_month, digest_of, months_stored

MAGNETS = {"exporter": "CHN", "code": "850511", "loss": "1", "months": "3"}
ROW = "NL,{partner},E,85051110,77810,25.93,27.90,220,220,16,1,1,,{period},{euro},{euro},{kg},0"
# Nearly the whole year leaves China in three months.
PEAK = [40.0, 40.0, 40.0] + [1.0] * 9


@pytest.fixture
def fetched(edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Months of 2024 in Eurostat's own layout, put where `grondstof fetch comext` puts them."""
    monkeypatch.setattr(declared_months, "data_folder", lambda: tmp_path)
    goal = tmp_path / "monthly" / "trade_declared"
    for month, amount in enumerate(PEAK, start=1):
        name = tmp_path / f"full_v2_2024{month:02d}.dat"
        lines = [
            ROW.format(partner=who, period=f"2024{month:02d}", euro=euro, kg=kg)
            for who, euro, kg in (
                ("CN", amount * 1000, amount * 50), ("DE", 5000, 100), ("QZ", 10, 1),
            )
        ]  # fmt: skip
        name.write_text("\n".join([",".join(HEADER), *lines]) + "\n", "utf-8")
        add_month(goal, 2024, month, parse_bulk(name), digest_of(name))
    return goal


def ran(edition: Edition, scenario: Scenario, **options: object) -> Ran:
    return run_scenario(edition, scenario, "NLD", draws=0, **options)[0]  # type: ignore[arg-type]


def test_fetched_months_of_the_publisher_shape_the_flows(edition: Edition, fetched: Path) -> None:
    found = ran(edition, of_options(MAGNETS))
    monthly = found.base.monthly
    assert monthly is not None
    assert monthly.origins == ("declared",)
    assert monthly.months_at_hand == 12
    network = found.base.variants["trade"]
    assert network.months is not None
    china, germany = (found.base.territories.index(name) for name in ("CHN", "DEU"))
    home = found.base.home
    shares = network.months.flows[:, china, home]
    assert shares == pytest.approx(np.array(PEAK) / sum(PEAK))
    assert network.months.flows[:, germany, home] == pytest.approx(1 / 12)
    # Flows that nobody declares by month are shared evenly; the rest of the imports is told.
    assert network.months.flows[:, china, germany] == pytest.approx(1 / 12)
    covered = network.flows[[china, germany], home].sum() / network.flows[:, home].sum()
    assert monthly.home_share == pytest.approx(covered)
    assert 0.0 < monthly.all_share < monthly.home_share < 1.0
    assert monthly.made_share == 0.0


def test_the_month_in_which_it_begins_moves_the_shortage(edition: Edition, fetched: Path) -> None:
    worst = {
        first: ran(edition, of_options({**MAGNETS, "first_month": str(first)})).point_short
        for first in (1, 5, 10)
    }
    assert worst[1].sum() > worst[5].sum() + 0.5
    assert worst[5][:8].sum() == pytest.approx(0.0, abs=0.05)
    even = ran(edition, of_options(MAGNETS), series=False)
    assert even.base.monthly is None
    later = ran(edition, of_options({**MAGNETS, "first_month": "5"}), series=False)
    assert later.point_short == pytest.approx(even.point_short)


def test_every_tonne_of_every_month_on_real_trade(edition: Edition, fetched: Path) -> None:
    found = ran(edition, of_options({**MAGNETS, "form": "licence", "first_month": "11"}))
    network = found.base.variants["trade"]
    path = run(network, list(found.shocks), reaction(20), 24, first_month=11)
    book, scale = path.books, network.production.sum() + network.flows.sum()
    left = book["production"] + book["arrivals"] + book["draw"] + book["recycling"]
    right = book["use"] + book["dispatch"] + book["build"]
    assert np.abs(left - right).max() <= 1e-9 * scale
    grown = np.diff(book["waiting"], axis=1, prepend=0.0)
    assert np.abs(grown - book["held"] + book["released"]).max() <= 1e-9 * scale
    calm = run(network, [], reaction(20), 24, first_month=11)
    assert calm.shortage.max() <= 1e-9 * scale


def test_eleven_months_are_no_year_and_are_told(edition: Edition, fetched: Path) -> None:
    assert len(months_stored(fetched)) == 12
    for file in (fetched / "year=2024" / "month=7").iterdir():
        file.unlink()
    found = ran(edition, of_options(MAGNETS))
    assert found.base.monthly is not None
    assert found.base.monthly.origins == ()
    assert found.base.monthly.months_at_hand == 11
    asked = Question(home="NLD", options={**MAGNETS, "draws": 20})
    answer = scenario_answer.answer(edition, asked)
    gap = next(gap for gap in answer.gaps if gap.what.startswith("months of"))
    assert "11 of 12" in gap.why
    assert gap.why_nl is not None
    assert "11 van de 12" in gap.why_nl


def test_the_answer_says_what_follows_a_series(edition: Edition, fetched: Path) -> None:
    asked = Question(home="NLD", options={**MAGNETS, "first_month": 9, "draws": 30})
    answer = scenario_answer.answer(edition, asked)
    assert not any(gap.what.startswith("months of") for gap in answer.gaps)
    note = next(note for note in answer.notes if "monthly series" in note.en)
    assert "declared monthly trade" in note.en
    assert "Month 1 is September" in note.en
    assert "Maand 1 is september" in note.nl
    assert "aangegeven handel per maand" in note.nl
    even = scenario_answer.answer(
        edition, Question(home="NLD", options={"exporter": "CHN", "material": "gallium"})
    )
    assert "shared evenly" in next(g.effect for g in even.gaps if g.what.startswith("months of"))


SCENARIO = """
scenario_id: own-months
name: {nl: a, en: a}
summary: {nl: a, en: a}
first_month: %s
series:
  - {material: gallium, stage: processing, exporter: CHN, months: [%s], reason: written for a test}
  - {material: gallium, producer: CHN, months: [%s], reason: written for a test}
shocks:
  - {exporters: [CHN], material: gallium, stage: processing, loss: 1, months: 3}
"""


def own(path: Path, first: int, months: list[float]) -> Scenario:
    text = ", ".join(map(str, months))
    (path / "own.yml").write_text(SCENARIO % (first, text, text), "utf-8")
    return from_file(path / "own.yml")


def test_a_series_in_a_scenario_counts_where_only_shares_are_known(
    edition: Edition, tmp_path: Path
) -> None:
    peak, calm = (ran(edition, own(tmp_path, first, PEAK)) for first in (1, 7))
    assert peak.base.basis == "shares"
    assert peak.base.monthly is not None
    assert peak.base.monthly.origins == ("scenario",)
    assert peak.base.monthly.made_share > 0.9
    assert peak.point_short.sum() > calm.point_short.sum() + 0.5
    flat = ran(edition, own(tmp_path, 7, [2.0] * 12))
    even = ran(edition, of_options({"exporter": "CHN", "material": "gallium", "months": "3"}))
    assert flat.point_short == pytest.approx(even.point_short, abs=1e-9)


def test_series_that_are_none_are_refused_in_three_parts(tmp_path: Path) -> None:
    wrong = SCENARIO % (13, ", ".join(["0"] * 12), ", ".join(["1"] * 12))
    wrong = wrong.replace("producer: CHN", "producer: CHN, importer: XYZ")
    (tmp_path / "own.yml").write_text(wrong, "utf-8")
    with pytest.raises(InputError) as caught:
        from_file(tmp_path / "own.yml")
    told = [str(fault) for fault in caught.value.faults]
    assert told[0] == (
        "own.yml, first_month: found 13. Expected a month from 1 to 12. Write 1 for January."
    )
    assert told[1].startswith("own.yml, series 1, months: found 0, 0, 0,")
    assert "Expected twelve amounts from 0, not all zero." in told[1]
    assert told[2].startswith("own.yml, series 2, exporter: found importer XYZ, producer CHN.")
    assert "'XYZ'" in told[3]
    (tmp_path / "own.yml").write_text(SCENARIO % (1, "1, 2", "1, 2"), "utf-8")
    with pytest.raises(InputError, match=r"own\.yml:7"):
        from_file(tmp_path / "own.yml")


HEADER_OF_MONTHS = (
    "material_id,stage_id,code,exporter_id,importer_id,producer_id,month,amount,reason\n"
)


def test_a_private_overlay_brings_months_of_its_own(
    edition: Edition, fetched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    monkeypatch.setenv("GRONDSTOF_PRIVATE", str(overlay))
    rows = [f",,850511,CHN,NLD,,{month},{13 - month},contract\n" for month in range(1, 13)]
    (overlay / "months.csv").write_text(HEADER_OF_MONTHS + "".join(rows), "utf-8")
    found = ran(edition, of_options(MAGNETS))
    assert found.base.monthly is not None
    assert found.base.monthly.origins == ("declared", "private")
    network = found.base.variants["trade"]
    assert network.months is not None
    china = found.base.territories.index("CHN")
    shares = network.months.flows[:, china, found.base.home]
    assert shares == pytest.approx(np.arange(12, 0, -1) / 78)
    answer = scenario_answer.answer(edition, Question(home="NLD", options={**MAGNETS, "draws": 20}))
    assert any("private" in note.en for note in answer.notes)
    (overlay / "months.csv").write_text(HEADER_OF_MONTHS + "".join(rows[:11]), "utf-8")
    with pytest.raises(InputError, match="each of the months 1 to 12"):
        ran(edition, of_options(MAGNETS))
    bad = "gallium,,850511,CHN,,,13,-1,\n"
    (overlay / "months.csv").write_text(HEADER_OF_MONTHS + bad, "utf-8")
    with pytest.raises(InputError, match=r"months\.csv:2"):
        ran(edition, of_options(MAGNETS))
    (overlay / "months.csv").write_text("month,amount\n", "utf-8")
    with pytest.raises(InputError, match=r"months\.csv:1"):
        ran(edition, of_options(MAGNETS))


def test_the_library_knows_nothing_of_fetched_months(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    from grondstof.assess.library import Ban, compute

    def asked(*_: object) -> None:
        raise AssertionError("the library belongs to the edition alone")

    monkeypatch.setattr(shock_months, "declared_series", asked)
    assert compute(edition, "NLD", Ban("gallium", "processing", "CHN", 0.9), 0).months > 0.0
