"""Every setting that is read from the environment: name, meaning, default."""

import os
from dataclasses import dataclass
from pathlib import Path

from grondstof.errors import Fault, InputError


@dataclass(frozen=True)
class Setting:
    """One environment variable."""

    name: str
    meaning: str
    default: str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "GRONDSTOF_DATA",
        "Folder for snapshots, scratch tables, editions and cache.",
        "`.data/` of the checkout the package runs from, else the user's data folder",
    ),
    Setting("GRONDSTOF_ENGINE", "Engine of the trade recipes: `duckdb` or `spark`.", "duckdb"),
    Setting("GRONDSTOF_SPARK_MASTER", "Master of the Spark engine.", "inside this process"),
    Setting("GRONDSTOF_SPARK_MEMORY", "Memory of the Spark driver.", "4g"),
    Setting("GRONDSTOF_MEMORY", "Memory limit of the table engine.", "1GB"),
    Setting("GRONDSTOF_PRIVATE", "Folder with sources, chains and stocks of your own.", "none"),
    Setting(
        "GRONDSTOF_CONTACT",
        "Mail address of whoever runs the site; without one, pages say that there is none.",
        "none",
    ),
    Setting(
        "GRONDSTOF_ADDRESS", "Address under which the site stands.", "https://grondstof.example"
    ),
    Setting(
        "GRONDSTOF_THEME", "Stylesheet with own colours, loaded after that of the site.", "none"
    ),
    Setting("GRONDSTOF_HOME", "Territory or group whose lens build, site and commands use.", "NLD"),
    Setting("GRONDSTOF_HOME_PACK", "Folder of one more home pack.", "none"),
    Setting("GRONDSTOF_REQUIREMENTS", "Requirements file for the coverage report.", "none"),
    Setting("GRONDSTOF_DOCUMENTS", "Folder with letters for the parliament-paper reader.", "none"),
    Setting("GRONDSTOF_COMTRADE_KEY", "Subscription key of the UN Comtrade API.", "none"),
    Setting("GRONDSTOF_TEST_CACHE", "Folder in which tests keep a built edition.", "none"),
    Setting("GRONDSTOF_TEST_DATA", "Data folder whose edition tests use as it is.", "none"),
    Setting("GRONDSTOF_TEST_IEA", "File of the IEA that a recorded comparison is held to.", "none"),
)


def read(name: str) -> str | None:
    """Return the value of a declared setting, or None when it is unset or empty."""
    if not any(setting.name == name for setting in SETTINGS):
        raise KeyError(f"{name} is not declared in settings.SETTINGS")
    return os.environ.get(name) or None


def contact() -> str:
    """Return the mail address that readers can write to; empty when whoever runs it set none."""
    return read("GRONDSTOF_CONTACT") or ""


def site_address() -> str:
    """Return the address of the site, without a slash at the end; a reserved one when unset."""
    return (read("GRONDSTOF_ADDRESS") or "https://grondstof.example").rstrip("/")


def theme() -> Path | None:
    """Return the stylesheet with a host's own colours, or None.

    Raises:
        InputError: If the file is not there.
    """
    given = read("GRONDSTOF_THEME")
    if given is None:
        return None
    path = Path(given).expanduser().resolve()
    if not path.is_file():
        raise InputError(
            [Fault("GRONDSTOF_THEME", f"'{given}', which is no file", "a stylesheet", "Name one")]
        )
    return path


def data_folder() -> Path:
    """Return the folder that holds snapshots, scratch tables, editions and cache.

    `GRONDSTOF_DATA` wins; else `.data/` of the checkout that the package runs from; else the
    user's XDG data folder.
    """
    given = read("GRONDSTOF_DATA")
    if given:
        return Path(given).expanduser().resolve()
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        return checkout / ".data"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "grondstof"


def one_thread() -> None:
    """Hold numerical libraries to one thread; must run before NumPy is imported.

    With more threads the last digits of sums depend on how many there are and on their order, and
    a page of work shares its cores with other pages anyway.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
