"""No string of the site is left untranslated, unused keys aside from those of open lists."""

import csv
import re
import string
from pathlib import Path

from grondstof.products import messages, wording
from grondstof.products.web.addresses import WORDS
from grondstof.vocabulary import kinds

PACKAGE = Path(messages.__file__).resolve().parents[1]
SAID = re.compile(r"""(?:\bsay|\bt)\(\s*["']([a-z0-9._-]+)["']""")
# The same word in both languages is right for these.
SAME = re.compile(
    r"^\d\d |^per kilogram$|^code |codes?$|kappa|API|SKOS|DERA|GeoPolRisk|TNO|EU|interval|indicator"
    r"|parameter|methode?",
    re.I,
)


def _blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_has_both_languages_with_the_same_blanks():
    wrong = [
        key
        for key, (nl, en) in messages.catalogue().items()
        if not nl.strip() or not en.strip() or _blanks(nl) != _blanks(en)
    ]
    assert wrong == []


def test_every_message_that_is_said_exists():
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("products/web", "products/report")
        for path in (PACKAGE / folder).rglob("*")
        if path.suffix in (".py", ".html")
    ]
    said = {key for text in texts for key in SAID.findall(text) if not key.endswith(".")}
    assert {key for key in said if key not in messages.catalogue()} == set()


def test_messages_made_of_parts_exist():
    wanted = [f"nav.{screen}" for screen in WORDS if screen != "trace"]
    wanted += [f"sure.{word}" for _, word in wording.SURENESS] + ["sure.point", "sure.unknown"]
    wanted += [f"kind.sentence.{kind}" for kind in kinds.KINDS]
    wanted += [f"layer.{layer}" for layer in ("reported", "settled", "assessed")]
    assert [key for key in wanted if key not in messages.catalogue()] == []


def test_no_key_is_written_twice():
    folder = PACKAGE / "content" / "messages"
    keys = [
        row["key"]
        for path in sorted(folder.glob("*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_written_pages_exist_in_both_languages():
    folder = PACKAGE / "content" / "pages"
    names = {path.name.partition(".")[0] for path in folder.glob("*.md")}
    assert names
    assert [
        n for n in names for lang in wording.LANGUAGES if not (folder / f"{n}.{lang}.md").is_file()
    ] == []


def test_dutch_differs_from_english_in_sentences():
    same = [key for key, (nl, en) in messages.catalogue().items() if nl == en and " " in nl]
    assert [key for key in same if not SAME.search(messages.catalogue()[key][0])] == []
