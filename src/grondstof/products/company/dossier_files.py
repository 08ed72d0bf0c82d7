"""Writes the dossier as DOCX, PDF, HTML and JSON into the folder of the assessment."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from grondstof.errors import UnknownName
from grondstof.products.company import evidence
from grondstof.products.company.dossier import dossier
from grondstof.products.company.elements import ELEMENTS
from grondstof.products.company.folder import scratch, write
from grondstof.products.company.run import read_assessment, read_measures
from grondstof.products.report.printed import Paper

FORMS = ("docx", "pdf", "html", "json")


def write_dossier(folder: Path, language: str, forms: Sequence[str]) -> list[Path]:
    """Write the dossier; the evidence log and the measures are read anew.

    Raises:
        UnknownName: a form is none of docx, pdf, html and json.
        InputError: there is no assessment yet.
    """
    for form in forms:
        if form not in FORMS:
            raise UnknownName("--forms", form, "a form", FORMS)
    found = read_assessment(folder)
    found["evidence"] = [asdict(item) for item in evidence.read_log(folder)]
    chosen = read_measures(folder)
    for row in found["materials"]:
        row["mitigation"] = [m for m in chosen if m["material_id"] == row["material_id"]]
    written = []
    with scratch(folder):
        paper = dossier(found, language)
        for form in forms:
            content = _json(found) if form == "json" else _maker(form)(paper)
            written.append(write(folder, f"dossier.{language}.{form}", content))
    return written


def _json(found: Mapping[str, Any]) -> bytes:
    body = {**found, "elements": [asdict(one) for one in ELEMENTS]}
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def _maker(form: str) -> Callable[[Paper], bytes]:
    if form == "docx":
        from grondstof.products.report.printed_docx import to_docx

        return to_docx
    if form == "pdf":
        from grondstof.products.report.printed_pdf import to_pdf

        return to_pdf
    from grondstof.products.report.printed_html import to_html

    return lambda paper: to_html(paper).encode()
