"""The text of a letter file, read within limits: text, PDF (pypdf) or DOCX.

Limits: 20 MB of file, 200 pages, 2 million letters of text, 20 seconds, and for a DOCX 50 MB and a
hundredfold when unpacked. What is beyond them is refused before it is read.
"""

import time
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

from grondstof.errors import Fault, InputError

MAX_BYTES = 20_000_000
MAX_PAGES = 200
MAX_LETTERS = 2_000_000
MAX_SECONDS = 20.0
MAX_UNPACKED = 50_000_000
MAX_RATIO = 100
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_text(path: Path) -> str:
    """Return the text of a letter file.

    Raises:
        InputError: If the file is not there, beyond a limit, not of a known kind, damaged, or a
            PDF without text.
    """
    if not path.is_file():
        raise _refused(path, "no file", "a .txt, .pdf or .docx file", "Check the name")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise _refused(
            path,
            f"{size:,} bytes",
            f"at most {MAX_BYTES:,} bytes",
            "Give the letter without annexes",
        )
    data = path.read_bytes()
    if data.startswith(b"%PDF"):
        text = _pdf(path, data)
    elif data.startswith(b"PK"):
        text = _docx(path, data)
    else:
        text = _plain(path, data)
    if len(text) > MAX_LETTERS:
        raise _refused(
            path, f"{len(text):,} letters", f"at most {MAX_LETTERS:,}", "Split the letter"
        )
    return text


def _plain(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(
            path, "bytes that are neither text, PDF nor DOCX", "UTF-8 text", "Save it as UTF-8"
        ) from error


def _pdf(path: Path, data: bytes) -> str:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise _refused(
            path, "a PDF and no pypdf", "the [letters] extra", "Install grondstof[letters]"
        ) from error
    start = time.monotonic()
    try:
        pages = PdfReader(BytesIO(data)).pages
        if len(pages) > MAX_PAGES:
            raise _refused(
                path, f"{len(pages)} pages", f"at most {MAX_PAGES}", "Give the letter itself"
            )
        parts: list[str] = []
        for number, page in enumerate(pages, start=1):
            parts.append(page.extract_text() or "")
            if time.monotonic() - start > MAX_SECONDS:
                raise _refused(
                    path,
                    f"more than {MAX_SECONDS:.0f} seconds up to page {number}",
                    "a letter that can be read",
                    "Save it as text first",
                )
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _refused(
            path, f"a damaged PDF ({type(error).__name__})", "a sound PDF", "Save it again"
        ) from error
    text = "\n".join(parts)
    if not text.strip():
        raise _refused(
            path, "a PDF without text", "a PDF with text, not a scan", "Run text recognition first"
        )
    return text


def _docx(path: Path, data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
            if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(len(data), 1):
                raise _refused(
                    path,
                    f"{unpacked:,} bytes when unpacked, {unpacked // max(len(data), 1)} times more",
                    f"at most {MAX_UNPACKED:,} bytes and {MAX_RATIO} times",
                    "Do not open this file; ask for another copy",
                )
            with archive.open("word/document.xml") as part:
                return _words(path, part.read(MAX_UNPACKED))
    except KeyError as error:
        raise _refused(
            path, "a zip that is no Word document", "a .docx", "Save it as .docx or text"
        ) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError) as error:
        raise _refused(path, "a damaged zip", "a sound .docx", "Save it again") from error


def _words(path: Path, xml: bytes) -> str:
    if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml:
        raise _refused(path, "XML with a DOCTYPE", "plain Word XML", "Ask for another copy")
    parts: list[str] = []
    try:
        for element in fromstring(xml).iter():
            if element.tag == f"{_WORD}t":
                parts.append(element.text or "")
            elif element.tag in (f"{_WORD}p", f"{_WORD}br"):
                parts.append("\n")
            elif element.tag == f"{_WORD}tab":
                parts.append(" ")
    except SyntaxError as error:
        raise _refused(path, "damaged Word XML", "a sound .docx", "Save it again") from error
    return "".join(parts)


def _refused(path: Path, found: str, expected: str, action: str) -> InputError:
    return InputError([Fault(path.name, found, expected, action)])
