"""Multi-region tables with all industries of a classification, laid out as the publishers' files.

Three regions: the Netherlands, Germany and the rest of the world. The numbers are drawn; the
layout, the labels and the file names are those of the publisher.
"""

from dataclasses import dataclass

import numpy as np

from grondstof.assess.io_concordance import known_codes
from tests.sources.region_files import zipped


@dataclass(frozen=True)
class Economy:
    """Flows Z, final demand Y, output x, taxes and value added of drawn industries."""

    industries: tuple[str, ...]
    Z: np.ndarray
    Y: np.ndarray
    x: np.ndarray
    taxes: np.ndarray
    added: np.ndarray


def economy(industries, kinds, regions=3, seed=7):
    """Draw a balanced economy in which every industry earns value added."""
    rng = np.random.default_rng(seed)
    n = regions * len(industries)
    Z = rng.lognormal(0.0, 1.0, (n, n))
    Y = rng.lognormal(1.0, 1.0, (n, regions * kinds))
    for region in range(regions):
        own = slice(region * len(industries), (region + 1) * len(industries))
        Y[own, region * kinds : (region + 1) * kinds] *= 40.0
    x = Z.sum(axis=1) + Y.sum(axis=1)
    Z *= (0.6 * x / np.maximum(Z.sum(axis=0), 1e-9))[np.newaxis, :]
    Y += np.maximum(0.0, 1.2 * Z.sum(axis=1) - Y.sum(axis=1))[:, np.newaxis] / Y.shape[1]
    x = Z.sum(axis=1) + Y.sum(axis=1)
    over = np.maximum(Z.sum(axis=0) / (0.8 * x), 1.0)
    Z /= over[np.newaxis, :]
    Y += (x - Z.sum(axis=1) - Y.sum(axis=1))[:, np.newaxis] / Y.shape[1]
    taxes = 0.02 * x
    return Economy(tuple(industries), Z, Y, x, taxes, x - Z.sum(axis=0) - taxes)


def codes(system):
    """Return the industries of a classification in the order of their codes."""
    return sorted(known_codes(system))


def _text(rows):
    return "\n".join(",".join(map(str, row)) for row in rows) + "\n"


def icio():
    """`2016-2022_SML.zip` with one year."""
    found = economy(codes("ICIO50"), 2)
    labels = [f"{r}_{i}" for r in ("NLD", "DEU", "ROW") for i in found.industries]
    final = [f"{r}_{kind}" for r in ("NLD", "DEU", "ROW") for kind in ("HFCE", "GFCF")]
    rows = [["V1", *labels, *final, "OUT"]]
    rows += [[name, *found.Z[i], *found.Y[i], found.x[i]] for i, name in enumerate(labels)]
    for name, values in (("TLS", found.taxes), ("VA", found.added), ("OUT", found.x)):
        rows.append([name, *values, *[0] * len(final), 0])
    return zipped({"2022_SML.csv": _text(rows)})


def figaro():
    """`matrix_eu-ic-io_ind-by-ind_26ed_2023.csv`."""
    uses = ("P3_S13", "P3_S14", "P3_S15", "P51G", "P5M")
    found = economy(codes("NACE2"), len(uses))
    labels = [f"{r}_{i}" for r in ("NL", "DE", "FIGW1") for i in found.industries]
    final = [f"{r}_{use}" for r in ("NL", "DE", "FIGW1") for use in uses]
    rows = [["rowLabels", *labels, *final]]
    rows += [[name, *found.Z[i], *found.Y[i]] for i, name in enumerate(labels)]
    nothing = np.zeros(len(labels))
    for name, values in (
        ("D21X31", found.taxes),
        ("OP_RES", nothing),
        ("OP_NRES", nothing),
        ("D1", 0.6 * found.added),
        ("D29X39", 0.1 * found.added),
        ("B2A3G", 0.3 * found.added),
    ):
        rows.append([f"W2_{name}", *values, *[0] * len(final)])
    return _text(rows).encode()


def exiobase(kind, folders=("satellite",)):
    """`IOT_2019_ixi.zip` or `IOT_2019_pxp.zip`, extensions in the named folders."""
    names = [*codes({"ixi": "EXIO163", "pxp": "EXIO200"}[kind]), "Education services (80)"]
    found = economy(names, 2)
    pairs = [(r, i) for r in ("NL", "DE", "WF") for i in found.industries]
    final = [(r, use) for r in ("NL", "DE", "WF") for use in ("Households", "Inventories")]

    def table(columns, second, labels, body):
        heads = [["region", *[""] * (len(labels) - 1)], [second, *[""] * (len(labels) - 1)]]
        lines = [[*head, *(c[k] for c in columns)] for k, head in enumerate(heads)]
        lines.append([*labels, *[""] * len(columns)])
        return "\n".join("\t".join(map(str, line)) for line in [*lines, *body]) + "\n"

    root, both = f"IOT_2019_{kind}", ["region", "sector"]
    files = {
        f"{root}/Z.txt": table(
            pairs, "sector", both, [[*p, *found.Z[i]] for i, p in enumerate(pairs)]
        ),
        f"{root}/Y.txt": table(
            final, "category", both, [[*p, *found.Y[i]] for i, p in enumerate(pairs)]
        ),
        f"{root}/x.txt": "region\tsector\tindout\n"
        + "".join(f"{r}\t{s}\t{found.x[i]}\n" for i, (r, s) in enumerate(pairs)),
    }
    for number, folder in enumerate(folders):
        row = f"CO2 of {folder}"
        values = found.x * (number + 1) * 1000.0
        files[f"{root}/{folder}/F.txt"] = table(pairs, "sector", ["stressor"], [[row, *values]])
        files[f"{root}/{folder}/unit.txt"] = f"stressor\tunit\n{row}\tkg\n"
    return zipped(files)
