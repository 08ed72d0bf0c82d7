"""References to Dutch parliamentary papers: every notation in use to one canonical id and link.

| what | canonical id | written as |
|---|---|---|
| Kamerstuk | `kst-32852-259`, `kst-36200-XII-102` | `32 852, nr. 259`, `32852-259` |
| zaak | `2023Z20335` | `2023Z20335`, `2023 Z 20335` |
| document | `2023D45760` | `2023D45760` |
| toezegging | `TZ202310-028` | `TZ202310-028` |
| Handelingen | `h-tk-20222023-103-61` | `Handelingen II 2022/23, nr. 103, item 61` |
| Aanhangsel | `ah-tk-20242025-2062` | `Aanhangsel Handelingen II 2024/25, nr. 2062` |
| Staatscourant | `stcrt-2024-36826` | `Staatscourant 2024, 36826` |
| kenmerk | `DGBI-TOP/95896201` | `DGBI-TOP / 95896201` |

Pure functions: text in, references out, nothing is looked up.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

KINDS = (
    "kamerstuk",
    "zaak",
    "document",
    "toezegging",
    "handelingen",
    "aanhangsel",
    "staatscourant",
    "kenmerk",
)

_DASH = r"[-\u2010-\u2015]"
_ROMAN = r"(?:[IVX]{1,6}|[A-Z])"
_PAPER = re.compile(
    r"(?:(?<![\d\w/-])|(?<=kst-))(?P<dossier>\d{2}[ .\u00a0]?\d{3})"
    # The part of a dossier: `-30` of 21501-30, the chapter `-XII` or ` XII` of a budget.
    rf"(?:\s?{_DASH}\s?(?P<sub>\d{{2}}|{_ROMAN})(?=\s?{_DASH}|\s?,?\s*nr)"
    rf"|\s(?P<chapter>{_ROMAN})(?=\s?,?\s*nr|\s?{_DASH}))?"
    rf"(?P<separator>\s?,?\s*(?:nrs?\.?|nummer)\s*|\s?{_DASH}\s?|\s?/\s?|,\s?)"
    rf"(?P<number>\d{{1,4}})(?![\d.]*\d)(?!\s?{_DASH}\s?\d)",
    re.IGNORECASE,
)
# Typed by itself, two numbers are a dossier and a paper whatever stands between them.
_BARE = re.compile(r"(?P<dossier>\d{2}[ .\u00a0]?\d{3})[\s/,;:.-]+(?P<number>\d{1,4})")
_MARKED = re.compile(
    r"\b(?:kamerstuk(?:ken)?(?:nummer)?|moties?|kamerbrief|kst|tk)\b[\s:(\u2010-\u2015-]*"
    r"(?:II?\s*,?\s*)?(?:\d{4}\s?[-/\u2013]\s?\d{2,4}\s*,\s*)?$",
    re.IGNORECASE,
)
_ZAAK = re.compile(r"(?<![\w])(?P<year>(?:19|20)\d{2})\s?(?P<type>[ZD])\s?(?P<number>\d{5})(?!\w)")
_TZ = re.compile(r"(?<!\w)TZ\s?(?P<month>\d{6})\s?[-\u2010-\u2015]\s?(?P<number>\d{3})(?!\d)", re.I)
_YEARS = r"(?P<from>\d{4})\s?[-/\u2013]\s?(?P<to>\d{2,4})"
_ANNEX = re.compile(
    rf"Aanhangsel(?:\s+van\s+de)?\s+Handelingen\s+II?\s*,?\s*{_YEARS}\s*,?\s*nr\.?\s*(?P<number>\d+)",
    re.IGNORECASE,
)
_DEBATE = re.compile(
    rf"Handelingen\s+II\s*,?\s*{_YEARS}\s*,?\s*nr\.?\s*(?P<meeting>\d+)"
    r"\s*,?\s*item\s*(?P<item>\d+)",
    re.IGNORECASE,
)
_GAZETTE = re.compile(
    r"(?:Staatscourant|Stcrt\.?)\s*(?P<year>\d{4})\s*,\s*(?:nr\.?\s*)?(?P<number>\d+)", re.I
)
_MARK = re.compile(r"(?<![\w-])(?P<unit>[A-Z]{3,6}-[A-Z]{2,6})\s?/\s?(?P<number>\d{6,10})(?!\d)")


@dataclass(frozen=True)
class Reference:
    """One reference as it stands in a text.

    Attributes:
        kind: One of `KINDS`.
        id: The canonical id.
        start: Offset of the first character of the number in the text.
        end: Offset after the last character.
        text: What is printed.
    """

    kind: str
    id: str
    start: int
    end: int
    text: str


def find_references(text: str) -> list[Reference]:
    """Return all references in a text, in order, without overlaps."""
    found = [reference for finder in _FINDERS for reference in finder(text)]
    found.sort(key=lambda r: (r.start, -r.end))
    kept: list[Reference] = []
    for reference in found:
        if not kept or reference.start >= kept[-1].end:
            kept.append(reference)
    return kept


def canonical(text: str) -> str | None:
    """Return the canonical id of one reference typed by a person, or None when it is none.

    Any notation is understood, also with the words around it: `motie 32852-259`,
    `Kamerstukken II 2022/23, 32 852, nr. 259`, `kst-32852-259`.
    """
    typed = text.strip()[:300]
    bare = _BARE.fullmatch(typed)
    if bare:
        dossier = "".join(ch for ch in bare["dossier"] if ch.isdigit())
        return f"kst-{dossier}-{int(bare['number'])}"
    found = find_references(typed)
    return found[0].id if found else None


def kind_of(canonical_id: str) -> str:
    """Return which kind of paper a canonical id names; ValueError when it is no canonical id."""
    for start, kind in _STARTS:
        if re.match(start, canonical_id):
            return kind
    raise ValueError(f"'{canonical_id[:40]}' is no canonical id of a parliamentary paper")


def link(canonical_id: str) -> str | None:
    """Return the public address of a paper, or None when none can be built from its id."""
    kind = kind_of(canonical_id)
    if kind in {"kamerstuk", "handelingen", "aanhangsel", "staatscourant"}:
        return f"https://zoek.officielebekendmakingen.nl/{canonical_id}.html"
    if kind == "zaak":
        return f"https://www.tweedekamer.nl/kamerstukken/detail?id={canonical_id}"
    if kind == "document":
        return f"https://www.tweedekamer.nl/kamerstukken/detail?did={canonical_id}"
    return None


_STARTS = (
    (r"kst-\d{5}-", "kamerstuk"),
    (r"\d{4}Z\d{5}$", "zaak"),
    (r"\d{4}D\d{5}$", "document"),
    (r"TZ\d{6}-\d{3}$", "toezegging"),
    (r"h-tk-\d{8}-", "handelingen"),
    (r"ah-tk-\d{8}-", "aanhangsel"),
    (r"stcrt-\d{4}-", "staatscourant"),
    (r"[A-Z]+-[A-Z]+/\d+$", "kenmerk"),
)


def _papers(text: str) -> Iterator[Reference]:
    for match in _PAPER.finditer(text):
        start = match.start("dossier")
        if not _is_paper(match, _MARKED.search(text, max(0, start - 60), start) is not None):
            continue
        compact = "".join(ch for ch in match["dossier"] if ch.isdigit())
        sub = match["sub"] or match["chapter"]
        parts = [compact, *([sub.upper()] if sub else []), str(int(match["number"]))]
        yield Reference("kamerstuk", "kst-" + "-".join(parts), start, match.end(), match.group(0))


def _is_paper(match: re.Match[str], marked: bool) -> bool:
    """Tell a paper from a price, a postcode or a span of years, which look alike."""
    separator = match["separator"].strip()
    if separator.lower().startswith((",", "n", "/")) and "n" not in separator.lower():
        return marked
    plain = "." not in match["dossier"]
    return marked or "n" in separator.lower() or plain


def _cases(text: str) -> Iterator[Reference]:
    for match in _ZAAK.finditer(text):
        kind = "zaak" if match["type"] == "Z" else "document"
        name = f"{match['year']}{match['type']}{match['number']}"
        yield Reference(kind, name, match.start(), match.end(), match.group(0))


def _promises(text: str) -> Iterator[Reference]:
    for match in _TZ.finditer(text):
        name = f"TZ{match['month']}-{match['number']}"
        yield Reference("toezegging", name, match.start(), match.end(), match.group(0))


def _session(match: re.Match[str]) -> str:
    first = match["from"]
    second = match["to"] if len(match["to"]) == 4 else first[:2] + match["to"]
    return first + second


def _debates(text: str) -> Iterator[Reference]:
    for match in _DEBATE.finditer(text):
        name = f"h-tk-{_session(match)}-{int(match['meeting'])}-{int(match['item'])}"
        yield Reference("handelingen", name, match.start(), match.end(), match.group(0))


def _answers(text: str) -> Iterator[Reference]:
    for match in _ANNEX.finditer(text):
        name = f"ah-tk-{_session(match)}-{int(match['number'])}"
        yield Reference("aanhangsel", name, match.start(), match.end(), match.group(0))


def _gazettes(text: str) -> Iterator[Reference]:
    for match in _GAZETTE.finditer(text):
        name = f"stcrt-{match['year']}-{int(match['number'])}"
        yield Reference("staatscourant", name, match.start(), match.end(), match.group(0))


def _marks(text: str) -> Iterator[Reference]:
    for match in _MARK.finditer(text):
        name = f"{match['unit']}/{match['number']}"
        yield Reference("kenmerk", name, match.start(), match.end(), match.group(0))


def _published(text: str) -> Iterator[Reference]:
    for match in re.finditer(
        r"(?<![\w-])(?:ah|h)-tk-\d{8}-\d+(?:-\d+)?|(?<!\w)stcrt-\d{4}-\d+", text
    ):
        kind = kind_of(match.group(0))
        yield Reference(kind, match.group(0), match.start(), match.end(), match.group(0))


_FINDERS: tuple[Callable[[str], Iterator[Reference]], ...] = (
    _papers,
    _cases,
    _promises,
    _answers,
    _debates,
    _gazettes,
    _marks,
    _published,
)
