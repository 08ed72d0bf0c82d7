"""Writes a paper to a file in the format that its name asks for."""

from collections.abc import Callable, Mapping
from pathlib import Path

from grondstof.errors import Fault, InputError
from grondstof.products.report.printed import Paper


def _html(paper: Paper) -> bytes:
    from grondstof.products.report.printed_html import to_html

    return to_html(paper).encode()


def _docx(paper: Paper) -> bytes:
    from grondstof.products.report.printed_docx import to_docx

    return to_docx(paper)


def _pdf(paper: Paper) -> bytes:
    from grondstof.products.report.printed_pdf import to_pdf

    return to_pdf(paper)


FORMATS: Mapping[str, Callable[[Paper], bytes]] = {".html": _html, ".docx": _docx, ".pdf": _pdf}


def write(paper: Paper, path: Path) -> Path:
    """Write a paper and return the path.

    Raises:
        InputError: If the name ends otherwise than on .html, .docx or .pdf, or the folder is not
            there.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        fault = Fault(
            str(path.name), f"the ending '{path.suffix}'", ".html, .docx or .pdf", "Name it so"
        )
        raise InputError([fault])
    if not path.parent.is_dir():
        raise InputError(
            [Fault(str(path.parent), "no such folder", "a folder that is there", "Make it first")]
        )
    path.write_bytes(form(paper))
    return path
