"""The evidence log: what was asked of whom, what was answered or refused, and when."""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from grondstof.errors import Fault, InputError
from grondstof.products.company.folder import write
from grondstof.products.company.sheets import read_grid
from grondstof.vocabulary import materials, territories

LOG = "evidence.csv"
SORTS = ("request", "answer", "refusal")
COUNTRY_QUESTIONS = {"origin_extraction": "extraction", "origin_processing": "processing",
                     "recycled_in": "end-of-life"}  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """One entry of the log.

    Attributes:
        evidence_id: Twelve hex digits of the SHA-256 of what the entry says.
        day: Day in ISO form, as the user gave it.
        sort: `request`, `answer` or `refusal`.
    """

    evidence_id: str
    day: str
    sort: str
    supplier: str
    material_id: str
    question_id: str
    text: str


def entry(day: str, sort: str, supplier: str, material: str, question: str, text: str) -> Evidence:
    """Return an entry with the id that its content gives it."""
    body = "|".join((day, sort, supplier, material, question, text))
    name = hashlib.sha256(body.encode()).hexdigest()[:12]
    return Evidence(name, day, sort, supplier, material, question, text)


def read_log(folder: Path) -> list[Evidence]:
    """Return the log of a folder; empty when there is none yet."""
    path = folder / LOG
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return [Evidence(**{f.name: row[f.name] for f in fields(Evidence)}) for row in
                csv.DictReader(stream)]  # fmt: skip


def add(folder: Path, entries: Sequence[Evidence]) -> int:
    """Add entries that the log does not hold yet; return how many were new."""
    log = {item.evidence_id: item for item in read_log(folder)}
    before = len(log)
    log.update({item.evidence_id: item for item in entries})
    stream = io.StringIO()
    writer = csv.DictWriter(stream, [f.name for f in fields(Evidence)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(item) for item in log.values())
    write(folder, LOG, stream.getvalue().encode())
    return len(log) - before


def read_answers(path: Path) -> list[Evidence]:
    """Return the answers of a supplier's file.

    The file has the headings day, supplier, material, question, answer; a refusal begins with
    "refused:" or "geweigerd:".

    Raises:
        InputError: a heading is missing, or a material, question or country is not known; all
            faults at once.
    """
    from grondstof.products.answers.questionnaire import questionnaire

    grid = read_grid(path)
    if not grid.rows:
        raise InputError([Fault(path.name, "no rows", "answers", "Fill in the file")])
    heads = [str(cell.value or "").casefold() for cell in grid.rows[0][1]]
    needed = ("day", "supplier", "material", "question", "answer")
    missing = [name for name in needed if name not in heads]
    if missing:
        what = f"no column {', '.join(missing)}"
        raise InputError([Fault(path.name, what, ", ".join(needed), "Add the headings")])
    known = {row["question_id"] for row in questionnaire()}
    faults: list[Fault] = []
    found = []
    for number, cells in grid.rows[1:]:
        values = {
            name: str(cells[heads.index(name)].value or "")
            if heads.index(name) < len(cells)
            else ""
            for name in needed
        }
        if any(cell.formula for cell in cells):
            where = f"{path.name}, row {number}"
            faults.append(Fault(where, "a formula", "a value", "Paste the values"))
            continue
        found.append(_answer(values, f"{path.name}, row {number}", known, faults))
    if faults:
        raise InputError(faults)
    return [item for item in found if item is not None]


def _answer(
    values: dict[str, str], where: str, known: set[str], faults: list[Fault]
) -> Evidence | None:
    before = len(faults)
    material, text, question = "", values["answer"].strip(), values["question"].strip()
    try:
        material = materials.find(values["material"]).material_id
    except InputError as error:
        faults += [Fault(where, "an unknown material", "a material", str(error.faults[0].action))]
    if question not in known:
        faults.append(Fault(where, "an unknown question", ", ".join(sorted(known)), "Mend it"))
    if not values["supplier"].strip() or not text:
        faults.append(Fault(where, "no supplier or answer", "both", "Fill them in"))
    refused = text.casefold().startswith(("refused", "geweigerd", "verweigert"))
    if question in COUNTRY_QUESTIONS and not refused and text:
        try:
            text = territories.find(text)
        except InputError:
            faults.append(Fault(where, "an unknown country", "a country", "Write its name or code"))
    if len(faults) > before:
        return None
    sort = "refusal" if refused else "answer"
    return entry(values["day"], sort, values["supplier"].strip(), material, question, text)
