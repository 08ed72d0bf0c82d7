"""Components and end products inherit from the materials of the shipped chains."""

from grondstof.assess.list_levels import level_rows


def listed(material, risk, verdict="listed"):
    return {
        "material_id": material,
        "supply_risk": risk,
        "supply_risk_low": risk - 0.5,
        "supply_risk_high": risk + 0.5,
        "verdict": verdict,
        "oldest_year": 2016,
    }


def test_a_magnet_inherits_its_worst_essential_element_with_the_path():
    rows = [listed("neodymium", 4.0), listed("dysprosium", 6.0), listed("boron", 2.0)]
    found = {row["entry_id"]: row for row in level_rows(rows, ["permanent-magnet"])}
    alloy = found["magnet-alloy"]
    assert (alloy["level"], alloy["worst_material_id"]) == ("component", "dysprosium")
    assert alloy["supply_risk_worst"] == 6.0
    assert "dysprosium" in alloy["path_en"]
    assert 2.0 < alloy["supply_risk_mean"] < 6.0
    assert [row["level"] for row in found.values()].count("product") == 1


def test_without_a_material_on_the_list_there_is_no_entry():
    assert list(level_rows([listed("gallium", 4.0)], ["li-ion-battery"])) == []
