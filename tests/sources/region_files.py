"""Miniature multi-region tables laid out as the publishers' archives: 2 regions by 2 industries.

One economy in four layouts: Z, Y and output are the same numbers, so readers can be compared.
"""

import io
import zipfile

import numpy as np

REGIONS = ("NLD", "ROW")
INDUSTRIES = ("C24", "C28")
Z = np.array(
    [[10.0, 20.0, 1.0, 2.0], [5.0, 8.0, 0.5, 1.5], [3.0, 4.0, 30.0, 60.0], [2.0, 6.0, 9.0, 40.0]]
)
# Two kinds of final demand in each region, consumers outermost.
Y = np.array(
    [[15.0, 2.0, 4.0, 1.0], [30.0, 9.0, 5.0, 1.0], [6.0, 1.0, 80.0, 16.0], [8.0, 3.0, 90.0, 42.0]]
)
X = Z.sum(axis=1) + Y.sum(axis=1)
TAXES = np.array([1.0, 0.5, 2.0, 1.0])
ADDED = X - Z.sum(axis=0) - TAXES


def line(label, values, separator=","):
    return separator.join([label, *(f"{value:g}" for value in values)])


def icio(split_china=False):
    """OECD ICIO: V1, industries, final demand, OUT; rows TLS, VA, OUT."""
    names = ("CN1", "CN2") if split_china else REGIONS
    demand = ("CHN", "CHN") if split_china else REGIONS
    kinds = ("HFCE", "GFCF")
    labels = [f"{region}_{industry}" for region in names for industry in INDUSTRIES]
    if split_china:
        final = [f"CHN_{kind}" for kind in kinds]
        values = Y[:, :2] + Y[:, 2:]
    else:
        final = [f"{region}_{kind}" for region in demand for kind in kinds]
        values = Y
    rows = [",".join(["V1", *labels, *final, "OUT"])]
    rows += [line(label, [*Z[i], *values[i], X[i]]) for i, label in enumerate(labels)]
    empty = [0.0] * (len(final) + 1)
    rows += [line("TLS", [*TAXES, *empty]), line("VA", [*ADDED, *empty]), line("OUT", [*X, *empty])]
    return "\n".join(rows) + "\n"


def figaro(kind="matrix"):
    """FIGARO: rowLabels, industries, final use; six W2 rows; two-letter regions, FIGW1."""
    regions = ("NL", "FIGW1")
    uses = ("P3_S13", "P3_S14")
    labels = [f"{region}_{industry}" for region in regions for industry in INDUSTRIES]
    final = [f"{region}_{use}" for region in regions for use in uses]
    third = ADDED / 3
    extra = {
        "W2_D21X31": TAXES,
        "W2_OP_RES": TAXES * 0,
        "W2_OP_NRES": TAXES * 0,
        "W2_D1": third,
        "W2_D29X39": third,
        "W2_B2A3G": ADDED - 2 * third,
    }
    zeros = [0.0] * len(final)
    body = {label: [*Z[i], *Y[i]] for i, label in enumerate(labels)}
    body |= {label: [*values, *zeros] for label, values in extra.items()}
    columns = [*labels, *final]
    if kind == "matrix":
        rows = [",".join(["rowLabels", *columns])]
        rows += [",".join([label, *map(repr, map(float, v))]) for label, v in body.items()]
        return "\n".join(rows) + "\n"
    rows = ["icioiRow,icioiCol,refArea,rowIi,counterpartArea,colIi,obsValue"]
    by_region = sorted(columns, key=lambda name: (name.partition("_")[0] != "NL", name))
    for label, values in body.items():
        for column in by_region:
            value = float(values[columns.index(column)])
            area, _, item = label.partition("_")
            other, _, use = column.partition("_")
            rows.append(f"{label},{column},{area},{item},{other},{use},{value!r}")
    return "\n".join(rows) + "\n"


def exiobase(root="IOT_2019_ixi", flows="Z", unit=True, extension="satellite"):
    """EXIOBASE 3: the files of one archive by name."""
    regions = ("NL", "WA")
    names = ("Copper production", "Manufacture of machinery and equipment n.e.c. (29)")
    pairs = [(region, name) for region in regions for name in names]
    final = [
        (region, kind)
        for region in regions
        for kind in ("Final consumption expenditure by households", "Changes in inventories")
    ]
    matrix = Z if flows == "Z" else Z / X

    def table(columns, rows, second="sector", width=2):
        head = ["region", *([""] * (width - 1))]
        lines = ["\t".join([*head, *(c[0] for c in columns)])]
        head[0] = second
        lines.append("\t".join([*head, *(c[1] for c in columns)]))
        index = ["region", "sector"] if width == 2 else ["stressor"]
        lines.append("\t".join([*index, *([""] * len(columns))]))
        return "\n".join([*lines, *rows]) + "\n"

    rows = ["\t".join([*pair, *map(repr, map(float, matrix[i]))]) for i, pair in enumerate(pairs)]
    demand = ["\t".join([*pair, *map(repr, map(float, Y[i]))]) for i, pair in enumerate(pairs)]
    output = ["region\tsector\tindout"]
    output += ["\t".join([*pair, repr(float(X[i]))]) for i, pair in enumerate(pairs)]
    stressors = [
        "\t".join(["Domestic Extraction Used - Metal Ores - Copper ores", "1", "0", "7", "0.5"]),
        "\t".join(["CO2 - combustion - air", "4", "2", "9", "3"]),
    ]
    files = {
        f"{root}/{flows}.txt": table(pairs, rows),
        f"{root}/Y.txt": table(final, demand, second="category"),
        f"{root}/x.txt": "\n".join(output) + "\n",
        f"{root}/unit.txt": "region\tsector\tunit\nNL\tCopper production\tM.EUR\n",
        f"{root}/{extension}/F.txt": table(pairs, stressors, width=1),
    }
    if unit:
        files[f"{root}/{extension}/unit.txt"] = (
            "stressor\tunit\nDomestic Extraction Used - Metal Ores - Copper ores\tkt\n"
            "CO2 - combustion - air\tkg\n"
        )
    return files


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def wiod(year=2011):
    """WIOD 2013: the sheet, row by row; 2 regions by 35 industries, most of them empty."""
    regions = ("NLD", "RoW")
    codes = [f"c{number}" for number in range(1, 36)]
    finals = ("c37", "c38", "c39", "c41", "c42")
    at = {"C24": "c12", "C28": "c13"}
    pairs = [(region, code) for region in regions for code in codes]
    place = {}
    for r in range(len(REGIONS)):
        for i, industry in enumerate(INDUSTRIES):
            place[regions[r], at[industry]] = r * len(INDUSTRIES) + i
    wanted = [(region, final) for region in regions for final in finals]
    head = [
        [f"Intercountry Input-Output Table, {year}", "", "", ""],
        ["", "", "", ""],
        ["(industry-by-industry)", "", "", ""],
        ["(millions of US$)", "", "", ""],
        ["", "", "", ""],
        ["", "", "", ""],
    ]
    columns = [*pairs, *wanted, ("TOT", "c60")]
    head[2] += ["AtB"] * len(columns)
    head[3] += ["Name"] * len(columns)
    head[4] += [region for region, _ in columns]
    head[5] += [code for _, code in columns]
    body = []
    for pair in pairs:
        row = [""] * 0
        i = place.get(pair)
        for other in pairs:
            j = place.get(other)
            row.append("0" if i is None or j is None else f"{Z[i, j]:g}")
        for region, final in wanted:
            k = ("c37", "c41").index(final) if final in ("c37", "c41") else None
            c = None if k is None else regions.index(region) * 2 + k
            row.append("0" if i is None or c is None else f"{Y[i, c]:g}")
        row.append("0" if i is None else f"{X[i]:g}")
        body.append(["AtB", "Name", *pair, *row])
    blank = [""] * (len(wanted) + 1)
    taxes = [f"{TAXES[place[p]]:g}" if p in place else "0" for p in pairs]
    added = [f"{ADDED[place[p]]:g}" if p in place else "0" for p in pairs]
    output = [f"{X[place[p]]:g}" if p in place else "0" for p in pairs]
    body += [
        ["", "", "TOT", "r60", *["0"] * len(pairs), *blank],
        ["", "taxes less subsidies on products", "TOT", "r61", *taxes, *blank],
        ["", "Value added at basic prices", "TOT", "r64", *added, *blank],
        ["", "Output at basic prices", "TOT", "r69", *output, *blank],
    ]
    return [*head, *body]
