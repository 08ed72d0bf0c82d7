"""Territories, dated groups, and every spelling in the shipped sources."""

import csv
from datetime import date
from importlib.resources import files
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from grondstof.errors import UnknownName
from grondstof.vocabulary import grades, materials, stages, territories
from grondstof.vocabulary.reading import read_list

ALL = territories.territories()
SOURCES = Path(str(files("grondstof.sources")))
# Rows of totals are taken out by a correction before labels are read.
TOTALS = ("World total", "World total (rounded)", "Total", "World")
COLUMNS = {
    "territory": territories.aliases,
    "region": territories.aliases,
    "exporter": territories.aliases,
    "importer": territories.aliases,
    "stage": stages.aliases,
    "grade": grades.aliases,
    "material": materials.aliases,
}
KINDS = {"region": "territory", "exporter": "territory", "importer": "territory"}
FROZEN = sorted(
    path for path in SOURCES.glob("*/snapshot/*") if path.suffix in (".csv", ".parquet")
)


def frozen_labels(path):
    """Yield (column, labels) of a frozen file."""
    if path.suffix == ".parquet":
        names = [name for name in pq.read_schema(path).names if name in COLUMNS]
        table = pq.read_table(path, columns=names)
        for name in names:
            yield name, {str(one) for one in table[name].unique().to_pylist() if one}
        return
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for name in rows[0]:
        if name in COLUMNS:
            yield name, {row[name] for row in rows if row[name]}


def own_labels(source):
    path = SOURCES / source / "labels.csv"
    if not path.is_file():
        return set()
    with path.open(encoding="utf-8", newline="") as stream:
        return {(row["kind"], row["label"]) for row in csv.DictReader(stream)}


def dropped(source):
    path = SOURCES / source / "corrections.yml"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_every_label_of_a_frozen_input_is_known(path):
    source = path.parts[-3]
    own, corrections = own_labels(source), dropped(source)
    for column, labels in frozen_labels(path):
        kind, known = KINDS.get(column, column), COLUMNS[column]()
        unknown = {
            label
            for label in labels
            if (kind, label.strip()) not in own and label.strip() not in known
        }
        left = {one for one in unknown if one not in TOTALS and one not in corrections}
        assert left == set(), f"{path.name}, column {column}"


def test_there_is_something_frozen_to_test():
    assert len(FROZEN) > 20


def test_an_alias_stands_for_a_territory_or_group():
    known = {*ALL, *territories.groups()}
    for row in read_list("territory_aliases"):
        assert row["territory_id"] in known, row
        assert row["label"].strip() == row["label"] != "", row


def test_no_spelling_stands_for_two_territories():
    labels = [row["label"] for row in read_list("territory_aliases")]
    assert len(labels) == len(set(labels))


def test_no_alias_is_text_read_in_the_wrong_encoding():
    assert [row for row in read_list("territory_aliases") if "Ã" in row["label"]] == []


def test_249_countries_and_territories_of_iso_3166_have_all_their_codes():
    iso = [one for one in ALL.values() if one.alpha2 and one.territory_id != "XKX"]
    assert len(iso) == 249
    for name in ("alpha2", "m49"):
        values = [getattr(one, name) for one in iso]
        assert all(values)
        assert len(set(values)) == 249


def test_no_territory_stands_twice():
    ids = [row["territory_id"] for row in read_list("territories")]
    assert len(ids) == len(set(ids))


def test_a_territory_is_complete():
    for one in ALL.values():
        assert len(one.territory_id) == 3, one
        assert one.territory_id == one.territory_id.upper(), one
        assert one.name_nl, one
        assert one.name_en, one
        assert one.kind in ("country", "territory", "remainder", "historic"), one
        assert (one.valid_to is not None) == (one.kind == "historic"), one


@pytest.mark.parametrize(
    ("territory_id", "name_nl", "name_en"),
    [
        ("NLD", "Nederland", "Netherlands"),
        ("DEU", "Duitsland", "Germany"),
        ("COD", "Democratische Republiek Congo", "Democratic Republic of the Congo"),
        ("ZAF", "Zuid-Afrika", "South Africa"),
        ("TUR", "Turkije", "Türkiye"),
    ],
)
def test_names_differ_where_the_languages_do(territory_id, name_nl, name_en):
    assert (ALL[territory_id].name_nl, ALL[territory_id].name_en) == (name_nl, name_en)


def test_the_remainder_of_asia_is_not_silently_taiwan():
    assert ALL["S19"].kind == "remainder"
    assert "mostly Taiwan" in ALL["S19"].note
    assert territories.alias("Other Asia, nes") == "S19"
    assert territories.alias("Taiwan") == "TWN"


@pytest.mark.parametrize(
    ("label", "territory_id"),
    [
        ("ZAR", "COD"),
        ("ROM", "ROU"),
        ("TMP", "TLS"),
        ("WBG", "PSE"),
        ("KSV", "XKX"),
        ("ADO", "AND"),
        ("Brasil", "BRA"),
        ("Brasilia", "BRA"),
        ("Turkyie", "TUR"),
        ("Libanon", "LBN"),
        ("Surinam", "SUR"),
        ("South Korea", "KOR"),
        ("Korea, South", "KOR"),
        ("Korea, North", "PRK"),
        ("Congo, D.R.", "COD"),
        ("Congo (Kinshasa)", "COD"),
        ("Congo (Brazzaville)", "COG"),
        ("Czech Republic", "CZE"),
        ("Viet Nam", "VNM"),
        ("Burma", "MMR"),
    ],
)
def test_legacy_codes_and_odd_spellings_of_publishers(label, territory_id):
    assert territories.alias(label) == territory_id


def test_a_label_that_nobody_writes_is_unknown_and_not_guessed():
    assert territories.alias("Brazill") is None


@pytest.mark.parametrize(
    ("text", "territory_id"),
    [
        ("nederland", "NLD"),
        ("NL", "NLD"),
        ("turkiye", "TUR"),
        ("cote d'ivoire", "CIV"),
        ("zuid afrika", "ZAF"),
        ("eu27", "EU27"),
    ],
)
def test_people_find_a_territory_as_they_write_it(text, territory_id):
    assert territories.find(text) == territory_id


def test_an_unknown_territory_is_told_with_the_nearest():
    with pytest.raises(UnknownName) as caught:
        territories.find("Nethrlands")
    (fault,) = caught.value.faults
    assert "'Netherlands'" in fault.action
    assert fault.expected == "the name of a territory or group"


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(1957, 12, 31), 0),
        (date(1958, 1, 1), 6),
        (date(1973, 1, 1), 9),
        (date(1981, 1, 1), 10),
        (date(1986, 1, 1), 12),
        (date(1995, 1, 1), 15),
        (date(2004, 4, 30), 15),
        (date(2004, 5, 1), 25),
        (date(2007, 1, 1), 27),
        (date(2013, 6, 30), 27),
        (date(2013, 7, 1), 28),
        (date(2020, 1, 31), 28),
        (date(2020, 2, 1), 27),
    ],
)
def test_the_eu_grows_and_shrinks_on_its_dates(day, count):
    assert len(territories.members("EU", day)) == count


def test_the_united_kingdom_left_and_croatia_came():
    assert "GBR" in territories.members("EU", date(2020, 1, 31))
    assert "GBR" not in territories.members("EU", date(2020, 2, 1))
    assert "HRV" not in territories.members("EU", date(2013, 6, 30))


def test_the_fixed_groups_do_not_depend_on_the_day():
    for day in (date(1990, 1, 1), date(2030, 1, 1), None):
        assert len(territories.members("EU27", day)) == 27
        assert len(territories.members("EU28", day)) == 28
    assert territories.members("EU28") - territories.members("EU27") == {"GBR"}
    assert territories.members("EU") == territories.members("EU27")


def test_the_oecd_has_38_members_since_costa_rica():
    assert len(territories.members("OECD", date(2021, 5, 24))) == 37
    assert len(territories.members("OECD", date(2021, 5, 25))) == 38


def test_a_territory_is_its_own_only_member():
    assert territories.members("NLD") == {"NLD"}


def test_members_of_nothing_are_refused():
    with pytest.raises(UnknownName):
        territories.members("EUU")


def test_every_member_is_a_territory():
    for row in read_list("territory_groups"):
        assert row["territory_id"] in ALL
        assert row["group_id"] in territories.groups()
