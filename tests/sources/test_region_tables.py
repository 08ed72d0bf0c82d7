"""Readers of multi-region tables on files laid out exactly like the publishers'."""

import csv

import numpy as np
import pytest

from grondstof.errors import InputError
from grondstof.sources.exiobase import parse as exiobase
from grondstof.sources.figaro import parse as figaro
from grondstof.sources.oecd_icio import parse as icio
from grondstof.sources.wiod import parse as wiod
from tests.sources import region_files as files


def _same(table):
    assert np.allclose(table.Z, files.Z)
    assert np.allclose(table.Y, files.Y)
    assert np.allclose(table.output, files.X)
    assert np.allclose(table.output - table.Z.sum(axis=0) - table.taxes, files.ADDED)


def _fault(error):
    (fault,) = error.value.faults[:1]
    assert fault.where
    assert fault.found
    assert fault.expected
    assert fault.action
    return fault


def _written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_icio_reads_the_csv_and_the_archive_of_years(tmp_path):
    path = _written(tmp_path / "2019_SML.csv", files.icio())
    table = icio.read_table(path, 2019)
    _same(table)
    assert table.card.regions == ("NLD", "ROW")
    assert table.card.unit == "million USD"
    assert table.card.consumers[0] == ("NLD", "HFCE")
    archive = tmp_path / "2016-2022_SML.zip"
    archive.write_bytes(files.zipped({f"{y}_SML.csv": files.icio() for y in (2018, 2019)}))
    _same(icio.read_table(archive, 2019))
    with pytest.raises(InputError) as error:
        icio.read_table(archive, 2025)
    assert "years 2018, 2019" in _fault(error).found


def test_icio_adds_up_the_parts_of_china(tmp_path):
    path = _written(tmp_path / "2019.csv", files.icio(split_china=True))
    table = icio.read_table(path, 2019)
    assert table.card.regions == ("CHN",)
    blocks = files.Z.reshape(2, 2, 2, 2).sum(axis=(0, 2))
    assert np.allclose(table.Z, blocks)
    assert np.allclose(table.output, files.X.reshape(2, 2).sum(axis=0))
    assert np.allclose(table.Y, (files.Y[:, :2] + files.Y[:, 2:]).reshape(2, 2, 2).sum(axis=0))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("OUT\n", "SUM\n", "ending in 'SUM'"),
        ("TLS", "TXS", "rows of industries"),
        (",20,", ",x,", "'x'"),
        (",20,", ",,", "an empty cell"),
        ("ROW_", "XXW_", "the region 'XXW'"),
        ("\nNLD_C28,", "\nNLD_C29,", "rows of industries"),
    ],
)
def test_icio_of_another_layout_is_refused_in_three_parts(tmp_path, old, new, found):
    text = files.icio().replace(old, new)
    path = _written(tmp_path / "2019.csv", text)
    with pytest.raises(InputError) as error:
        icio.read_table(path, 2019)
    assert found in _fault(error).found


@pytest.mark.parametrize("kind", ["matrix", "flatfile"])
@pytest.mark.parametrize("packed", [False, True])
def test_figaro_reads_matrix_and_flat_file(tmp_path, kind, packed):
    name = f"{kind}_eu-ic-io_ind-by-ind_26ed_2023"
    text = files.figaro("matrix" if kind == "matrix" else "flat")
    path = tmp_path / f"{name}.{'zip' if packed else 'csv'}"
    path.write_bytes(files.zipped({f"{name}.csv": text}) if packed else text.encode())
    table = figaro.read_table(path, 2023)
    _same(table)
    assert table.card.regions == ("NLD", "ROW")
    assert (table.card.unit, table.card.release, table.card.year) == ("million EUR", "26ed", 2023)


def test_figaro_of_another_year_or_without_value_added_is_refused(tmp_path):
    path = _written(tmp_path / "matrix_eu-ic-io_ind-by-ind_26ed_2023.csv", files.figaro())
    with pytest.raises(InputError) as error:
        figaro.read_table(path, 2022)
    assert "2022" in _fault(error).expected
    _written(path, files.figaro().replace("W2_D1,", "W2_DX,"))
    with pytest.raises(InputError) as error:
        figaro.read_table(path)
    assert "without W2_D1" in _fault(error).found
    _written(path, "a,b\n1,2\n")
    with pytest.raises(InputError) as error:
        figaro.read_table(path)
    assert "rowLabels" in _fault(error).expected


@pytest.mark.parametrize("flows", ["Z", "A"])
@pytest.mark.parametrize("packed", [False, True])
def test_exiobase_reads_zip_and_folder_with_flows_or_coefficients(tmp_path, flows, packed):
    content = files.exiobase(flows=flows)
    if packed:
        path = tmp_path / "IOT_2019_ixi.zip"
        path.write_bytes(files.zipped(content))
    else:
        path = tmp_path / "IOT_2019_ixi"
        for name, text in content.items():
            target = tmp_path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    table = exiobase.read_table(path, 2019)
    assert np.allclose(table.Z, files.Z)
    assert np.allclose(table.Y, files.Y)
    assert np.allclose(table.output, files.X)
    assert table.card.regions == ("NLD", "WWA")
    assert table.card.industry_system == "EXIO163"
    assert table.card.extensions[1] == ("CO2 - combustion - air", "kg")
    assert table.extensions[0].tolist() == [1.0, 0.0, 7.0, 0.5]


def test_exiobase_products_and_no_extensions(tmp_path):
    path = tmp_path / "IOT_2019_pxp.zip"
    path.write_bytes(files.zipped(files.exiobase(root="IOT_2019_pxp")))
    table = exiobase.read_table(path, extensions=None)
    assert table.card.industry_system == "EXIO200"
    assert table.extensions.shape == (0, 4)


def test_exiobase_extension_without_unit_is_refused(tmp_path):
    path = tmp_path / "IOT_2019_ixi.zip"
    path.write_bytes(files.zipped(files.exiobase(unit=False)))
    with pytest.raises(InputError) as error:
        exiobase.read_table(path)
    assert _fault(error).found == "no unit"
    assert len(error.value.faults) == 2


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda c: c.pop("IOT_2019_ixi/Y.txt"), "no file Y.txt"),
        (lambda c: c.pop("IOT_2019_ixi/x.txt"), "no file x.txt"),
        (lambda c: c.update({"IOT_2019_ixi/x.txt": "region\tsector\tindout\nNL\tA\t1\n"}), "rows"),
    ],
)
def test_exiobase_with_a_part_missing_is_refused(tmp_path, change, found):
    content = files.exiobase()
    change(content)
    path = tmp_path / "IOT_2019_ixi.zip"
    path.write_bytes(files.zipped(content))
    with pytest.raises(InputError) as error:
        exiobase.read_table(path)
    assert found in _fault(error).found


def _wiod_text(path, sheet):
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter="\t").writerows(sheet)
    return path


def _wiod_book(path, sheet):
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    for row in sheet:
        page.append([_typed(cell) for cell in row])
    book.save(path)
    return path


def _typed(cell):
    try:
        return float(cell)
    except ValueError:
        return cell or None


@pytest.mark.parametrize("write", [_wiod_text, _wiod_book])
def test_wiod_reads_the_workbook_and_its_text(tmp_path, write):
    suffix = "txt" if write is _wiod_text else "xlsx"
    table = wiod.read_table(write(tmp_path / f"wiot11_row_sep12.{suffix}", files.wiod()), 2011)
    used = np.array([11, 12, 46, 47])
    assert table.card.regions == ("NLD", "ROW")
    assert len(table.card.industries) == 35
    assert np.allclose(table.Z[np.ix_(used, used)], files.Z)
    assert np.allclose(table.Y[used][:, [0, 3, 5, 8]], files.Y)
    assert np.allclose(table.output[used], files.X)
    assert table.Z.sum() == files.Z.sum()


def test_wiod_of_another_year_or_release_is_refused(tmp_path):
    path = _wiod_text(tmp_path / "wiot11.txt", files.wiod())
    with pytest.raises(InputError) as error:
        wiod.read_table(path, 2010)
    assert _fault(error).found == "the year 2011"
    sheet = [
        [cell.replace("c1", "r1") if cell == "c1" else cell for cell in row] for row in files.wiod()
    ]
    _wiod_text(path, sheet)
    with pytest.raises(InputError) as error:
        wiod.read_table(path)
    assert "2013 release" in _fault(error).expected


def test_icio_archive_of_a_year_has_an_address_and_others_say_what_to_do():
    from grondstof.sources.oecd_icio.fetch import address

    assert address("2025", 2019).endswith("/ICIO/2025/2016-2022_SML.zip")
    with pytest.raises(InputError) as error:
        address("2025", 1990)
    assert "table add" in _fault(error).action
