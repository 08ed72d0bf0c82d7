"""What catalogues read about the project agrees with the project."""

from typing import Any

import pytest
import yaml

from grondstof import __version__
from tests.architecture.repository import ROOT

# The keys that the publiccode.yml standard calls mandatory.
MANDATORY = {
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
}


def _read(name: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_publiccode_has_what_the_standard_asks() -> None:
    public = _read("publiccode.yml")
    assert set(public) >= MANDATORY
    assert public["legal"]["license"] == "EUPL-1.2"
    assert set(public["description"]) == set(public["localisation"]["availableLanguages"])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_publiccode_texts_have_the_lengths_of_the_standard(language: str) -> None:
    texts = _read("publiccode.yml")["description"][language]
    assert len(texts["shortDescription"]) <= 150
    assert 150 <= len(texts["longDescription"]) <= 10_000
    assert texts["features"]


def test_citation_has_what_the_format_asks() -> None:
    assert set(_read("CITATION.cff")) >= {"cff-version", "message", "title", "authors"}


def test_one_version_everywhere() -> None:
    told = {_read("publiccode.yml")["softwareVersion"], _read("CITATION.cff")["version"]}
    assert told == {__version__}


def test_the_licence_is_the_one_that_is_named() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
