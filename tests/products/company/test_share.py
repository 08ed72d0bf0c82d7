"""What is shared is minimal, and a cell is published only when it gives nobody away."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from grondstof.errors import InputError
from grondstof.products.company.run import run
from grondstof.products.company.scope import scope, technologies
from grondstof.products.company.share import FIELDS, FORM, P, aggregate, dominated, minimal
from grondstof.products.company.view import local_app
from grondstof.store.editions import Edition
from tests.products.company.books import saved

AS_OF = "2026-11-01"


def _file(folder: Path, name: str, value: float, **more: object) -> None:
    row = {"material_id": "cobalt", "mass_low_kg": value, "mass_high_kg": value,
           "value_eur": value, "days_of_cover": None, "verdict": "significant"}  # fmt: skip
    body = {"form": FORM, "as_of": AS_OF, "materials": [row | more]}
    (folder / f"{name}.json").write_text(json.dumps(body), encoding="utf-8")


def _cells(folder: Path) -> dict[str, tuple[str, float | None]]:
    return {cell.measure: (cell.status, cell.value) for cell in aggregate(folder)}


def test_two_companies_are_withheld(tmp_path: Path) -> None:
    _file(tmp_path, "a", 10.0)
    _file(tmp_path, "b", 12.0)
    assert set(_cells(tmp_path).values()) == {("withheld", None)}


def test_three_equal_companies_are_published(tmp_path: Path) -> None:
    for name in "abc":
        _file(tmp_path, name, 10.0)
    assert _cells(tmp_path)["value_eur"] == ("published", 30.0)
    assert _cells(tmp_path)["significant_companies"] == ("published", 3.0)


def test_a_dominant_company_is_withheld_though_there_are_three(tmp_path: Path) -> None:
    for name, value in (("a", 1000.0), ("b", 50.0), ("c", 20.0)):
        _file(tmp_path, name, value)
    assert _cells(tmp_path)["value_eur"] == ("withheld", None)


def test_dominance_as_in_the_worked_example() -> None:
    # The rest is 10 of 100: exactly p per cent of the largest, so just safe.
    assert not dominated([100.0, 40.0, 10.0])
    assert dominated([100.0, 40.0, 9.9])


@given(st.lists(st.floats(0.1, 1e6), min_size=3, max_size=8))
def test_a_published_sum_hides_the_largest_from_the_second(values: list[float]) -> None:
    largest, second, *_ = sorted(values, reverse=True)
    if not dominated(values):
        error = (sum(values) - second) - largest
        assert error >= P * largest * (1 - 1e-9)


def test_files_that_break_the_form_are_refused_all_at_once(tmp_path: Path) -> None:
    _file(tmp_path, "a", -1.0)
    _file(tmp_path, "b", 1.0, supplier="Geheim BV")
    (tmp_path / "c.json").write_text("{", encoding="utf-8")
    (tmp_path / "d.json").write_text('{"form": "x"}', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        aggregate(tmp_path)
    assert len(caught.value.faults) == 4
    assert "Geheim" not in str(caught.value)


def test_the_minimal_file_holds_the_fields_of_the_survey_and_no_name(
    edition: Edition, tmp_path: Path
) -> None:
    found = run(edition, saved(tmp_path / "bom.xlsx"), tmp_path / "out").assessment
    body = minimal(found)
    assert all(set(row) == set(FIELDS) for row in body["materials"])
    text = json.dumps(body)
    assert not any(word in text for word in ("Magneet", "Cel AG", "A1", "neodymium magneet"))


def test_the_local_view_needs_token_and_loopback(edition: Edition, tmp_path: Path) -> None:
    run(edition, saved(tmp_path / "bom.xlsx"), tmp_path / "out")
    app = local_app(tmp_path / "out", "right-token")
    page = _get(app, "http://127.0.0.1/right-token/en")
    assert page.status_code == 200
    assert "Article 24" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert _get(app, "http://127.0.0.1/wrong-token/en").status_code == 404
    assert _get(app, "http://evil.example/right-token/en").status_code == 404


def _get(app: Starlette, url: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app)) as client:
            return await client.get(url)

    return asyncio.run(ask())


def test_scope_follows_size_technology_and_day(edition: Edition) -> None:
    day = edition.as_of
    assert len(technologies()) == 14
    assert scope(501, 150.1, ["batteries"], day).verdict == "in scope"
    assert scope(500, 150.1, ["batteries"], day).verdict == "out of scope"
    assert scope(501, None, ["batteries"], day).verdict == "not known"
    assert scope(501, 151.0, [], day).verdict == "out of scope"
    assert "COM(2025) 946" in scope(501, 151.0, [], day).proposals[0]
    with pytest.raises(InputError):
        scope(1, 1.0, [], day.replace(year=2023))
    with pytest.raises(InputError):
        scope(1, 1.0, ["bicycles"], day)
