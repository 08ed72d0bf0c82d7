"""Fetches the baselines of PV ICE."""

from pathlib import Path

from grondstof.sources.kit.fetch_file import fetch_file
from grondstof.sources.kit.http import Progress

FOLDER = (
    "https://raw.githubusercontent.com/NREL/PV_ICE/"
    "378a012a0602062ad52f14120d672f362dcc018a/PV_ICE/baselines/"
)
FILES = (
    "baseline_modules_mass_World.csv",
    "baseline_material_mass_silver.csv",
    "baseline_material_mass_silicon.csv",
    "baseline_material_mass_copper.csv",
    "baseline_material_mass_aluminium_frames.csv",
    "baseline_material_mass_tellurium.csv",
    "baseline_material_mass_cadmium.csv",
)
MAX_BYTES = 1_000_000


def fetch(folder: Path, progress: Progress | None = None) -> Path:
    """Download the baselines that are read into a folder and return it."""
    for name in FILES:
        fetch_file("pv_ice", FOLDER + name, folder / name, MAX_BYTES, progress)
    return folder
