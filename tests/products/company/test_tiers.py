"""Named suppliers up to two tiers up: several addresses, one house."""

from pathlib import Path

import pytest

from grondstof.products.company import evidence
from grondstof.products.company.dossier import dossier
from grondstof.products.company.run import read_assessment, run
from grondstof.products.company.tiers import hidden_at, tiers
from grondstof.products.report.printed import Grid
from grondstof.store.editions import Edition
from tests.products.company.books import GOOD, HEAD, ledger


def told(supplier: str, question: str, text: str) -> evidence.Evidence:
    return evidence.entry("2026-11-21", "answer", supplier, "neodymium", question, text)


def test_two_suppliers_that_name_one_house_are_one_source() -> None:
    log = [told("A", "bought_from", "Sinter Co"), told("B", "bought_from", " sinter  co ")]
    (row,) = tiers("neodymium", ["A", "B"], log)
    assert (row["passes_through"], row["certain"], row["answered"]) == ("Sinter Co", True, 2)
    assert hidden_at([row], 2) == row


def test_the_second_tier_shows_what_the_first_hides() -> None:
    log = [
        told("A", "bought_from", "One"),
        told("B", "bought_from", "Two"),
        told("A", "bought_from_next", "Root"),
        told("B", "bought_from_next", "Root"),
    ]
    first, second = tiers("neodymium", ["A", "B"], log)
    assert first["passes_through"] is None
    assert second["passes_through"] == "Root"
    assert hidden_at([first, second], 2) == second


def test_a_supplier_that_names_two_houses_is_no_single_source() -> None:
    log = [told("A", "bought_from", "One; Two"), told("B", "bought_from", "One")]
    (row,) = tiers("neodymium", ["A", "B"], log)
    assert row["passes_through"] is None
    assert row["names"] == ["One", "Two"]


def test_silence_of_a_supplier_leaves_it_uncertain() -> None:
    (row,) = tiers("neodymium", ["A", "B"], [told("A", "bought_from", "One")])
    assert (row["answered"], row["suppliers"], row["certain"]) == (1, 2, False)
    assert hidden_at([row], 2) is None


def test_answers_of_strangers_and_about_other_materials_do_not_count() -> None:
    log = [told("Stranger", "bought_from", "One")]
    assert tiers("neodymium", ["A"], log) == []
    assert tiers("cobalt", ["A"], [told("A", "bought_from", "One")]) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_dossier_names_the_house(edition: Edition, tmp_path: Path, language: str) -> None:
    place = HEAD.index("Leverancier")
    second = ("A9", *GOOD[0][1:place], "Andere BV", *GOOD[0][place + 1 :])
    bom = ledger(tmp_path / "bom.csv", [GOOD[0], second, *GOOD[1:]])
    out = tmp_path / "out"
    run(edition, bom, out, leave_out=True)
    suppliers = (str(GOOD[0][place]), "Andere BV")
    evidence.add(out, [told(name, "bought_from", "Sinter") for name in suppliers])
    run(edition, bom, out, leave_out=True)
    found = read_assessment(out)
    row = next(row for row in found["materials"] if row["material_id"] == "neodymium")
    assert row["hidden_house"]["passes_through"] == "Sinter"
    grids = [block for block in dossier(found, language).blocks if isinstance(block, Grid)]
    assert any("Sinter" in cell for grid in grids for line in grid.rows for cell in line)
