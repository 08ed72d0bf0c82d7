"""Letters beyond a limit are refused with a sentence, before they can do harm."""

import zipfile

import pytest
from pypdf import PdfWriter

from grondstof.errors import InputError
from grondstof.register.letter_files import read_text
from grondstof.register.letters import read_letter


def pdf(path, pages):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(path)
    return path


def docx(path, xml):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return path


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (lambda folder: pdf(folder / "scan.pdf", 2), "scan.pdf: found a PDF without text"),
        (lambda folder: pdf(folder / "long.pdf", 300), "long.pdf: found 300 pages"),
        (
            lambda folder: docx(folder / "bomb.docx", b"0" * 40_000_000),
            "bomb.docx: found 40,000,000",
        ),
        (lambda folder: docx(folder / "dtd.docx", '<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "DOCTYPE"),
        (lambda folder: docx(folder / "bad.docx", "<x>"), "bad.docx: found damaged Word XML"),
        (lambda folder: folder / "none.txt", "none.txt: found no file"),
    ],
)
def test_a_letter_that_is_refused(tmp_path, make, found):
    with pytest.raises(InputError) as error:
        read_text(make(tmp_path))
    assert found in str(error.value)


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", b"PK\x03\x04broken", b"\xff\xfe\x00", b"PK"])
def test_damaged_bytes_give_a_sentence(tmp_path, data):
    path = tmp_path / "letter"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"letter: found"):
        read_text(path)


def test_a_word_letter_gives_its_paragraphs(tmp_path):
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{word}"><w:p><w:t>Den Haag, 3 maart 2025</w:t></w:p></w:document>'
    reading = read_letter(read_text(docx(tmp_path / "a.docx", xml)))
    assert reading.letter_date.isoformat() == "2025-03-03"


def test_findings_are_listed_and_not_repaired():
    text = (
        "Den Haag, 3 maart 2025\nIn bijlage 2 staat dit. EKOO-CE en EKOOC-CE.\n"
        "Kamerstuk 30 921 – 178 Veiligheid\n\nKamerstuk 30821-181 Aanpak van risico's\n\n"
        "Kamerstuk 21501-20-1962 non-paper externe dimensie\n\n"
        "Kamerstuk 21501-20-1962 motie van twee leden\n\n"
        "Kamerstuk 2023Z20335 brief\n\nBijlage 1. X\n"
    )
    kinds = {finding.kind for finding in read_letter(text).findings}
    assert kinds == {
        "one number, two titles",
        "look-alike dossiers",
        "annex that is not there",
        "two spellings",
        "number of another kind",
    }
