"""Archives within limits."""

import zipfile

import pytest

from grondstof.errors import InputError
from grondstof.sources.kit.unpack import UnpackLimits, members, unpack


def archive(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as stream:
        for name, data in files.items():
            stream.writestr(name, data)
    return path


def test_files_come_out_as_they_went_in(tmp_path):
    path = archive(tmp_path / "a.zip", {"one.csv": b"1", "sub/two.csv": b"22"})
    assert members(path) == ["one.csv", "sub/two.csv"]
    found = unpack(path, tmp_path / "out")
    assert [p.read_bytes() for p in found] == [b"1", b"22"]


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "a/../../evil", "c:\\evil", "..\\evil"])
def test_paths_outside_the_folder_are_refused(tmp_path, name):
    path = archive(tmp_path / "a.zip", {name: b"x"})
    with pytest.raises(InputError, match="a path outside the archive's folder"):
        unpack(path, tmp_path / "out")


def test_a_bomb_is_refused(tmp_path):
    path = archive(tmp_path / "a.zip", {"zeros": b"\0" * 30_000_000})
    with pytest.raises(InputError, match="that grows 200 times"):
        unpack(path, tmp_path / "out")


def test_too_many_files_are_refused(tmp_path):
    path = archive(tmp_path / "a.zip", {str(n): b"" for n in range(5)})
    with pytest.raises(InputError, match=r"found 5 files\. Expected at most 4 files"):
        members(path, UnpackLimits(members=4))


def test_too_many_bytes_are_refused(tmp_path):
    path = archive(tmp_path / "a.zip", {"a": b"x" * 100})
    with pytest.raises(InputError, match="100 bytes when unpacked"):
        members(path, UnpackLimits(total_bytes=99))


@pytest.mark.parametrize("keep", [0, 10, 60])
def test_a_truncated_archive_is_refused(tmp_path, keep):
    path = archive(tmp_path / "a.zip", {"a": b"x" * 100})
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(InputError, match="not a whole zip archive"):
        unpack(path, tmp_path / "out")
