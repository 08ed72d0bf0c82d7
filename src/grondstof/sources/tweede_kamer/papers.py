"""Reads motions (`Zaak`) and papers (`Document`) from pages of OData v4.

A motion carries the number of its paper (dossier and volume number, `kst-32852-259`), the decision
by vote and the judgement of the cabinet; a paper without a dossier keeps its document number.
"""

import re
from collections.abc import Mapping
from typing import Any

from grondstof.errors import Fault

APPRECIATION = "appreciation"
_CASE = re.compile(r"\d{4}Z\d{5}$")
_PAPER = re.compile(r"\d{4}D\d{5}$")
_VOTE = re.compile(r"Stemmen - (\w[\w ]*)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MOST_LETTERS = 4000


def day(text: object) -> str:
    """Return the day of a timestamp; empty for none, or for year 1, which means not known."""
    match = _DAY.match(str(text or ""))
    return match.group(0) if match and match.group(1) != "0001" else ""


def motion(where: str, record: Mapping[str, Any], faults: list[Fault]) -> dict[str, str] | None:
    """Return one `Zaak` as a row; None with a fault when it cannot be read."""
    number = str(record.get("Nummer") or "").strip()
    if not _CASE.match(number):
        faults.append(
            Fault(where, f"the number '{number[:40]}'", "such as 2023Z20335", "Report it")
        )
        return None
    title = record.get("Onderwerp") or record.get("Titel")
    return {
        "item_id": paper_id(record) or number,
        "kind": "motion" if str(record.get("Soort") or "").startswith("Motie") else "document",
        "title_nl": " ".join(str(title or "").split())[:MOST_LETTERS],
        "state": _decision(record) or str(record.get("Status") or "").strip(),
        APPRECIATION: str(record.get("Kabinetsappreciatie") or "").strip(),
        "owner": "",
        "since": day(record.get("GestartOp")),
        "due": day(record.get("Termijn")),
        "changed": day(record.get("GewijzigdOp") or record.get("ApiGewijzigdOp")),
        "entity": str(record.get("Id") or ""),
    }


def paper(where: str, record: Mapping[str, Any], faults: list[Fault]) -> dict[str, str] | None:
    """Return one `Document` as a row; None for a motion, or with a fault when it cannot be read.

    A motion comes as `Zaak` with its decision; its paper carries the same number and says less.
    """
    number = str(record.get("DocumentNummer") or "").strip()
    if not _PAPER.match(number):
        faults.append(
            Fault(where, f"the number '{number[:40]}'", "such as 2023D45760", "Report it")
        )
        return None
    sort = str(record.get("Soort") or "")
    if sort.startswith("Motie"):
        return None
    # An annex lies under the number of the letter that it belongs to.
    paper_number = None if sort.startswith("Bijlage") else paper_id(record)
    title = record.get("Onderwerp") or record.get("Titel")
    return {
        "item_id": paper_number or number,
        "kind": "document",
        "title_nl": " ".join(str(title or "").split())[:MOST_LETTERS],
        "state": "",
        APPRECIATION: "",
        "owner": "",
        "since": day(record.get("Datum") or record.get("DatumOntvangst")),
        "due": "",
        "changed": day(record.get("GewijzigdOp") or record.get("ApiGewijzigdOp")),
        "entity": str(record.get("Id") or ""),
    }


def paper_id(record: Mapping[str, Any]) -> str | None:
    """Return `kst-<dossier>[-<suffix>]-<number>` when a record lies in one dossier, else None."""
    dossiers = record.get("Kamerstukdossier")
    number = record.get("Volgnummer")
    if not isinstance(dossiers, list) or len(dossiers) != 1 or not isinstance(dossiers[0], dict):
        return None
    # The service writes -1 where a record has no number in the dossier.
    if not isinstance(number, int) or number < 1 or not dossiers[0].get("Nummer"):
        return None
    suffix = str(dossiers[0].get("Toevoeging") or "").strip()
    return "-".join(
        part for part in ("kst", str(dossiers[0]["Nummer"]), suffix, str(number)) if part
    )


def _decision(record: Mapping[str, Any]) -> str:
    """Return the outcome of the last vote (`Aangenomen`), or nothing."""
    taken = [one for one in record.get("Besluit") or () if isinstance(one, dict)]
    taken.sort(key=lambda one: str(one.get("GewijzigdOp") or ""))
    found = [match for one in taken if (match := _VOTE.search(str(one.get("BesluitSoort") or "")))]
    return found[-1].group(1).strip().capitalize() if found else ""
