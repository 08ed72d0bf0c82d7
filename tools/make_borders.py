"""Makes `content/borders/world.json` from the npm tarball of world-atlas (Natural Earth).

    npm pack world-atlas@2.0.2 --ignore-scripts
    python tools/make_borders.py world-atlas-2.0.2.tgz

The result holds one SVG path per territory in the Equal Earth projection, and one dot for each
territory that the coarse borders leave out. Natural Earth is in the public domain.
"""

import csv
import hashlib
import json
import math
import sys
import tarfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "grondstof" / "content" / "borders" / "world.json"
TERRITORIES = ROOT / "src" / "grondstof" / "vocabulary" / "data" / "territories.csv"
WIDTH = 960
# Rings smaller than this are left out where the territory has a larger one [square pixels].
SMALLEST_RING = 1.5
# Natural Earth gives these no number; it draws borders as they are in fact.
UNNUMBERED = {"Kosovo": "XKX"}

Point = tuple[float, float]


def main() -> None:
    """Read the tarball given on the command line and write the borders."""
    tarball = Path(sys.argv[1])
    coarse, fine = read(tarball, "countries-110m.json"), read(tarball, "countries-50m.json")
    ids = {int(row["m49"]): row["territory_id"] for row in rows(TERRITORIES) if row["m49"]}
    areas, disputed = paths(coarse, ids)
    result = {
        "source": {
            "publisher": "Natural Earth, by way of the npm package world-atlas",
            "title": "Admin 0 countries, 1:110m; centres of small territories from 1:50m",
            "version": "world-atlas 2.0.2, Natural Earth 4.1.0",
            "licence": "public domain",
            "url": "https://www.naturalearthdata.com/",
            "sha256": hashlib.sha256(tarball.read_bytes()).hexdigest(),
            "made_by": "tools/make_borders.py",
        },
        "width": WIDTH,
        "height": round(height()),
        "areas": dict(sorted(areas.items())),
        "disputed": disputed,
        "dots": dict(sorted(dots(fine, ids, set(areas)).items())),
    }
    TARGET.write_text(json.dumps(result, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(areas)} areas, {len(result['dots'])} dots, {TARGET.stat().st_size:,} bytes")


def read(tarball: Path, name: str) -> dict[str, Any]:
    """Return one JSON file of the tarball."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(f"package/{name}")
        if member is None:
            raise SystemExit(f"{tarball}: no file package/{name}; is this world-atlas?")
        return dict(json.load(member))


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shapes(topology: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[list[Point]]]]:
    """Yield each country with its outer rings in degrees."""
    arcs = [list(arc_points(arc, topology["transform"])) for arc in topology["arcs"]]
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        yield shape, [ring_points(polygon[0], arcs) for polygon in polygons]


def arc_points(arc: list[list[int]], transform: dict[str, Any]) -> Iterator[Point]:
    """Yield the points of one arc: TopoJSON keeps differences of whole numbers."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * kx + dx, y * ky + dy


def ring_points(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Join arcs to a ring; a negative number is an arc walked backwards."""
    found: list[Point] = []
    for index in ring:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        found.extend(points[1:] if found else points)
    return found


def unwrap(ring: list[Point]) -> list[Point]:
    """Return a ring without jumps at 180 degrees; longitudes may pass 180."""
    found = [ring[0]]
    for x, y in ring[1:]:
        while x - found[-1][0] > 180:
            x -= 360
        while x - found[-1][0] < -180:
            x += 360
        found.append((x, y))
    return found


def cut(ring: list[Point], limit: float, below: bool) -> list[Point]:
    """Return the part of a ring on one side of a meridian (Sutherland and Hodgman)."""
    found: list[Point] = []
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        a_in, b_in = (ax <= limit) == below, (bx <= limit) == below
        if a_in:
            found.append((ax, ay))
        if a_in != b_in:
            found.append((limit, ay + (by - ay) * (limit - ax) / (bx - ax)))
    return found


def on_one_sheet(ring: list[Point]) -> list[list[Point]]:
    """Return the rings between -180 and 180 degrees that a ring consists of."""
    whole = unwrap(ring)
    parts = [(cut(whole, 180, True), 0), (cut(whole, 180, False), -360)]
    west = [(cut(part, -180, False), shift) for part, shift in parts]
    east = [(cut(part, -180, True), shift + 360) for part, shift in parts]
    return [[(x + s, y) for x, y in part] for part, s in west + east if len(part) > 2]


def project(longitude: float, latitude: float) -> Point:
    """Return the Equal Earth coordinates (Savric, Patterson, Jenny 2018) in radians."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    slope = 9 * a4 * square**4 + 7 * a3 * square**3 + 3 * a2 * square + a1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return x, theta * (a4 * square**4 + a3 * square**3 + a2 * square + a1)


def scale() -> float:
    """Return pixels per radian."""
    return WIDTH / (2 * project(180, 0)[0])


def height() -> float:
    """Return the height of the sheet from 84 north to 57 south [pixels]."""
    return (project(0, 84)[1] - project(0, -57)[1]) * scale()


def pixel(point: Point) -> tuple[int, int]:
    """Return the place on the sheet of a point in degrees."""
    x, y = project(*point)
    k = scale()
    return round(x * k + WIDTH / 2), round((project(0, 84)[1] - y) * k)


def path_of(ring: list[Point]) -> tuple[str, float]:
    """Return an SVG path in whole pixels with relative steps, and its area."""
    points = [pixel(point) for point in ring]
    kept = [p for p, before in zip(points, [None, *points], strict=False) if p != before]
    area = sum(
        ax * by - bx * ay for (ax, ay), (bx, by) in zip(kept, kept[1:] + kept[:1], strict=True)
    )
    steps = "".join(f"{bx - ax},{by - ay} " for (ax, ay), (bx, by) in pairwise(kept))
    return f"M{kept[0][0]},{kept[0][1]}l{steps.strip()}z".replace(",-", "-"), abs(area) / 2


def paths(topology: dict[str, Any], ids: dict[int, str]) -> tuple[dict[str, str], list[str]]:
    """Return paths by territory, and those of areas without a number of their own."""
    areas: dict[str, str] = {}
    disputed: list[str] = []
    for shape, rings in shapes(topology):
        name = shape["properties"]["name"]
        if name == "Antarctica":
            continue
        drawn = [path_of(part) for ring in rings for part in on_one_sheet(ring)]
        largest = max(area for _, area in drawn)
        text = "".join(p for p, area in drawn if area >= min(SMALLEST_RING, largest))
        place = ids.get(int(shape.get("id", 0))) or UNNUMBERED.get(name)
        if place:
            areas[place] = areas.get(place, "") + text
        else:
            disputed.append(text)
    return areas, disputed


def dots(topology: dict[str, Any], ids: dict[int, str], drawn: set[str]) -> dict[str, list[int]]:
    """Return the centre of each territory that has no area on the sheet."""
    found: dict[str, list[int]] = {}
    for shape, rings in shapes(topology):
        place = ids.get(int(shape.get("id", 0)))
        if not place or place in drawn or shape["properties"]["name"] == "Antarctica":
            continue
        largest = unwrap(max(rings, key=lambda ring: abs(path_of(unwrap(ring))[1])))
        middle = tuple(sum(axis) / len(largest) for axis in zip(*largest, strict=True))
        found[place] = list(pixel((middle[0], middle[1])))
    return found


if __name__ == "__main__":
    main()
