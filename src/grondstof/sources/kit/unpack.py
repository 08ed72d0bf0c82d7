"""Unpacking of archives within limits: members, bytes, ratio, and no path outside the folder."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grondstof.errors import Fault, InputError

CHUNK = 1 << 20


@dataclass(frozen=True)
class UnpackLimits:
    """What an archive may hold.

    Attributes:
        members: Largest number of files.
        total_bytes: Largest sum of the unpacked files [B].
        ratio: Largest unpacked size divided by the packed size of one file.
    """

    members: int = 200
    total_bytes: int = 12_000_000_000
    ratio: float = 200.0


def members(path: Path, limits: UnpackLimits | None = None) -> list[str]:
    """Return the names of the files in a zip archive after checking it against the limits.

    Raises:
        InputError: not a whole zip archive, too many or too large files, or a path that leaves
            the archive's own folder.
    """
    return [info.filename for info in _checked(path, limits or UnpackLimits())]


def unpack(path: Path, folder: Path, limits: UnpackLimits | None = None) -> list[Path]:
    """Unpack a zip archive into a folder and return the files in the archive's order.

    The bytes are counted while they come out, so a size that the archive lies about is caught.
    """
    return list(_unpacked(path, folder, limits or UnpackLimits()))


def _unpacked(path: Path, folder: Path, limits: UnpackLimits) -> Iterator[Path]:
    left = limits.total_bytes
    infos = _checked(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            for info in infos:
                target = folder / info.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(info) as source, target.open("wb") as stream:
                    while block := source.read(CHUNK):
                        left -= len(block)
                        if left < 0:
                            raise _too_much(path, "more bytes than its own list promises", limits)
                        stream.write(block)
                yield target
    except (zipfile.BadZipFile, EOFError) as error:
        raise _broken(path) from error


def _checked(path: Path, limits: UnpackLimits) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise _broken(path) from error
    if len(infos) > limits.members:
        raise _too_much(path, f"{len(infos):,} files", limits)
    total = sum(info.file_size for info in infos)
    if total > limits.total_bytes:
        raise _too_much(path, f"{total:,} bytes when unpacked", limits)
    for info in infos:
        _check_member(path, info, limits)
    return infos


def _check_member(path: Path, info: zipfile.ZipInfo, limits: UnpackLimits) -> None:
    name = PurePosixPath(info.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        raise InputError(
            [
                Fault(
                    f"{path.name}: {info.filename[:80]}",
                    "a path outside the archive's folder",
                    "plain file names",
                    "Do not use this archive; fetch it again from the publisher",
                )
            ]
        )
    if info.file_size > limits.ratio * max(info.compress_size, 1) and info.file_size > CHUNK:
        raise _too_much(path, f"'{info.filename}' that grows {limits.ratio:.0f} times", limits)


def _too_much(path: Path, found: str, limits: UnpackLimits) -> InputError:
    expected = f"at most {limits.members} files and {limits.total_bytes:,} bytes in all"
    action = "Check that this is the archive meant; raise the limit in source.yml if it is"
    return InputError([Fault(path.name, found, expected, action)])


def _broken(path: Path) -> InputError:
    return InputError(
        [
            Fault(
                path.name,
                "bytes that are not a whole zip archive",
                "a zip archive that can be read to its end",
                "Fetch it again; the transfer was probably cut off",
            )
        ]
    )
