"""The composition library: what ships keeps its rules; one that breaks them is refused."""

import csv
import shutil
from pathlib import Path

import pytest

from grondstof.errors import InputError
from grondstof.products.composition.inside import coverage, inside
from grondstof.products.composition.library import UnknownCode, find, library, read_library
from grondstof.products.composition.nomenclature import six_digit_codes
from grondstof.store.content import content_folder


def test_every_code_is_a_code_of_the_nomenclature() -> None:
    assert set(library()) <= set(six_digit_codes())


def test_at_least_ninety_codes_have_amounts() -> None:
    assert sum(1 for product in library().values() if product.amounts) >= 90


def test_every_amount_can_be_retraced() -> None:
    for product in library().values():
        for amount in product.amounts:
            assert all((amount.publisher, amount.title, amount.locator, amount.reason))
            assert 1990 <= amount.year <= 2026


def test_neodymium_in_a_sintered_magnet_lies_where_makers_put_it() -> None:
    found = {a.material_id: a for a in find("8505.11").amounts if a.variant.startswith("sintered")}
    assert (found["neodymium"].low_g_per_kg, found["neodymium"].high_g_per_kg) == (290.0, 325.0)


def test_refined_copper_wire_is_copper() -> None:
    (copper,) = inside(find("740811"))
    assert copper.low_g_per_kg == 999.0


def test_a_material_of_some_types_only_may_be_absent() -> None:
    found = {item.material_id: item for item in inside(find("850511"))}
    assert found["samarium"].low_g_per_kg == 0.0
    assert found["samarium"].variants < found["samarium"].of_variants


def test_graphite_of_unknown_kind_is_an_upper_bound_of_both_kinds() -> None:
    found = {item.material_id: item for item in inside(find("850760"))}
    for kind in ("natural-graphite", "synthetic-graphite"):
        assert found[kind].low_g_per_kg == 0.0


def test_a_borrowed_amount_is_never_called_measured() -> None:
    product = find("848250")
    assert {amount.grade for amount in product.amounts} == {"proxy"}
    assert all(amount.reason.startswith("Borrowed from 848210") for amount in product.amounts)


def test_a_code_without_figure_names_materials_without_amount() -> None:
    product = find("847950")
    assert product.grade == "not known"
    held = inside(product)
    assert held
    assert all(item.high_g_per_kg is None and item.low_g_per_kg is None for item in held)


def test_an_unknown_code_names_the_nearest_known_ones() -> None:
    with pytest.raises(UnknownCode) as caught:
        find("850512")
    assert caught.value.nearest[0] == "850511"
    assert "permanent magnets of metal" in str(caught.value.faults[0])


def test_coverage_counts_codes_of_the_chapter() -> None:
    rows = {row["chapter"]: row for row in coverage(six_digit_codes(), library())}
    held = [code for code in library() if code.startswith("85")]
    assert rows["85"]["known_codes"] == len(held)


def _broken(tmp_path: Path, **change: str) -> Path:
    folder = tmp_path / "products"
    shutil.copytree(content_folder() / "products", folder)
    path = folder / "composition.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0].update(change)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"material_id": "unobtainium"}, "'unobtainium'"),
        ({"low_g_per_kg": "900", "high_g_per_kg": "100"}, "'900 to 100'"),
        ({"high_g_per_kg": "1001"}, "to 1001'"),
        ({"grade": "proxy"}, "'proxy'"),
        ({"locator": ""}, "'no locator'"),
        ({"publisher": " "}, "'no publisher'"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(
    tmp_path: Path, change: dict[str, str], found: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_library(_broken(tmp_path, **change))
    assert any(found in str(f) and "composition.csv:2" in f.where for f in caught.value.faults)


def test_all_faults_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_library(_broken(tmp_path, material_id="x", year="soon", title=""))
    assert len(caught.value.faults) >= 3


def test_imports_weigh_a_chapter_only_when_its_codes_are_traded() -> None:
    texts = {code: "" for code in six_digit_codes() if code.startswith("85")}
    known = {code: product for code, product in library().items() if code.startswith("85")}
    (unweighed,) = coverage(texts, known, {"850511": 5.0})
    assert (unweighed["value_share"], unweighed["traded_codes"]) == (None, 1)
    composed = [code for code, product in known.items() if product.grade != "not known"]
    imports = {code: (3.0 if code in composed else 1.0) for code in texts}
    (weighed,) = coverage(texts, known, imports)
    whole = 3.0 * len(composed) + len(texts) - len(composed)
    assert weighed["value_share"] == pytest.approx(3.0 * len(composed) / whole)
