"""What buyers do: guesses for 200 lines, the text index, a bill of materials of 50,000 lines."""

import csv
import random
import tempfile
from pathlib import Path

from measure import peak_memory_mib, report, seconds

from grondstof.products.company.dossier_files import write_dossier
from grondstof.products.company.run import run
from grondstof.products.search import index
from grondstof.products.search.guess import guesses
from grondstof.products.search.words import kinds
from grondstof.store.editions import open_current

LINES = 50_000
HEAD = ("item", "description", "hs code", "mass", "value", "supplier", "supplier country",
        "stock days", "revenue")  # fmt: skip
CODES = ("850511", "850760", "850152", "820900", "854231", "721933", "848210", "")


def _texts(count: int, rng: random.Random) -> list[str]:
    """Return invoice-like lines: a name of the list, a size and a type number."""
    names = [" ".join(name) for kind in kinds() for name in kind.names]
    return [
        f"{rng.choice(names)} {rng.randint(1, 90)} kW T{rng.randint(1, 999)}" for _ in range(count)
    ]


def _ledger(path: Path) -> None:
    rng = random.Random(1)
    texts = _texts(5_000, rng)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEAD)
        for number in range(LINES):
            writer.writerow(
                (f"A{number}", rng.choice(texts), rng.choice(CODES), f"{rng.random() * 50:.2f}",
                 f"{rng.random() * 5000:.2f}", f"S{number % 300}",
                 rng.choice(("DEU", "CHN", "NLD")), rng.randint(5, 200), rng.randint(0, 90_000))
            )  # fmt: skip


def main() -> None:
    """Report the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built = seconds(lambda: index.build(folder / "index.sqlite"), times=3)
        told = "5,614 texts of HS 2022 with the reviewed names"
        report("text index built", built, "s", at_most=20, note=told)
        size = (folder / "index.sqlite").stat().st_size / 1e6
        report("text index", size, "MB", at_most=30, note=told)
        lines = _texts(200, random.Random(2))
        with index.in_memory():
            guessed = seconds(lambda: [guesses(line) for line in lines], times=3)
        report("guesses for 200 lines", guessed, "s", at_most=2, note="three codes each")
        _ledger(folder / "bom.csv")

        def dossier() -> None:
            run(open_current(), folder / "bom.csv", folder / "out", leave_out=True)
            write_dossier(folder / "out", "nl", ("docx", "json", "pdf"))

        whole = seconds(dossier, times=1)
        told = "read, find codes, assess, DOCX, PDF and JSON"
        report("bill of materials of 50,000 lines to dossier", whole, "s", at_most=300, note=told)
        report("memory at most", peak_memory_mib(), "MiB", at_most=1536, note=told)


if __name__ == "__main__":
    main()
