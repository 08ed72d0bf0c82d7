"""Hand-written content: YAML with the line of every key, CSV with the line of every row.

So a fault can name its place. The YAML reader is strict where people slip: a tab, a key written
twice, an anchor, more than one document, or a file beyond the limits is refused with a fault that
names file and line.
`load` reads one file; `home_folder` and `content_folder` say where the package keeps them.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import yaml

from grondstof.errors import Fault, InputError

MAX_BYTES = 2_000_000
MAX_NODES = 200_000
MAX_DEPTH = 20

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Located:
    """The content of one YAML file and the line of each of its keys.

    Attributes:
        path: The file.
        data: Plain mappings, lists, text, numbers, dates.
        lines: Line number, counted from 1, of every key and list entry.
    """

    path: Path
    data: object
    lines: Mapping[KeyPath, int] = field(default_factory=dict)

    def line_of(self, key_path: KeyPath) -> int:
        """Return the line of a key, or of its nearest parent that stands in the file."""
        for length in range(len(key_path), 0, -1):
            if key_path[:length] in self.lines:
                return self.lines[key_path[:length]]
        return 1

    def where(self, key_path: KeyPath = ()) -> str:
        """Return `file:line` of a key, with the file named from the package's content folder."""
        return f"{short_name(self.path)}:{self.line_of(key_path)}"


def content_folder() -> Path:
    """Return the folder of hand-written content that ships with the package."""
    return Path(str(files("grondstof"))) / "content"


def home_folder(home_id: str) -> Path:
    """Return the folder of one home pack, for example `NLD`; it need not exist."""
    return content_folder() / "homes" / home_id.lower()


def short_name(path: Path) -> str:
    """Return a file's name from the content folder on, or its own name when it lies elsewhere."""
    root = content_folder()
    return path.relative_to(root.parent).as_posix() if path.is_relative_to(root) else path.name


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file of the content, as text by column name."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def csv_lines(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV file, each with the line it stands on; the header is line 1."""
    return list(enumerate(csv_rows(path), start=2))


def yaml_files(folder: Path) -> Iterator[Path]:
    """Yield the YAML files below a folder in the order of their names."""
    yield from sorted(path for path in folder.rglob("*.yml") if path.is_file())


def load(path: Path) -> Located:
    """Read one YAML file strictly.

    Raises:
        InputError: the file is too large, not UTF-8, not YAML, has a tab, a key twice, an anchor,
            or is nested deeper than 20 levels.
    """
    return parse(_text(path), path)


def parse(text: str, path: Path) -> Located:
    """Read YAML from a text; `path` is only used to name the place of a fault."""
    _refuse_tabs(text, path)
    try:
        loader = yaml.CSafeLoader(text)
        try:
            node = loader.get_single_node()
            reader = _Reader(path, loader)
            data = None if node is None else reader.read(node, ())
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise InputError([_not_yaml(error, path)]) from error
    if reader.faults:
        raise InputError(reader.faults)
    return Located(path, data, reader.lines)


def _text(path: Path) -> str:
    name = short_name(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(
            [Fault(name, "no readable file", "a YAML file", "Check the name of the file")]
        ) from error
    if len(raw) > MAX_BYTES:
        found = f"{len(raw):,} bytes"
        raise InputError(
            [Fault(name, found, f"at most {MAX_BYTES:,} bytes", "Split the file by subject")]
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte {error.start} that is not UTF-8"
        raise InputError([Fault(name, found, "UTF-8 text", "Save the file as UTF-8")]) from error


def _refuse_tabs(text: str, path: Path) -> None:
    if "\t" not in text:
        return
    raise InputError(
        Fault(
            f"{short_name(path)}:{number}",
            "a tab",
            "spaces only",
            "Replace the tab by two spaces for each level",
        )
        for number, line in enumerate(text.splitlines(), start=1)
        if "\t" in line
    )


def _not_yaml(error: yaml.YAMLError, path: Path) -> Fault:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else 1
    problem = getattr(error, "problem", None) or "text that cannot be read"
    return Fault(
        f"{short_name(path)}:{line}",
        str(problem),
        "one YAML document",
        "Check indentation, quotes and colons near this line",
    )


class _Reader:
    """Turns YAML nodes into plain data and remembers lines and faults."""

    def __init__(self, path: Path, loader: "yaml.CSafeLoader") -> None:
        self.path = path
        self.loader = loader
        self.lines: dict[KeyPath, int] = {}
        self.faults: list[Fault] = []
        self.seen: set[int] = set()

    def read(self, node: yaml.Node, key_path: KeyPath) -> object:
        if id(node) in self.seen:
            return self.refuse(node, "an alias of another part", "each part written out")
        self.seen.add(id(node))
        if len(self.seen) > MAX_NODES or len(key_path) > MAX_DEPTH:
            return self.refuse(node, "too many or too deep parts", "a plain, shallow file")
        if isinstance(node, yaml.MappingNode):
            return self.read_mapping(node, key_path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read_entry(entry, (*key_path, i)) for i, entry in enumerate(node.value)]
        return self.loader.construct_object(node)

    def read_entry(self, node: yaml.Node, key_path: KeyPath) -> object:
        self.lines[key_path] = node.start_mark.line + 1
        return self.read(node, key_path)

    def read_mapping(self, node: yaml.MappingNode, key_path: KeyPath) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in found:
                self.refuse(key_node, f"the key '{key}' a second time", "each key once")
                continue
            self.lines[(*key_path, key)] = key_node.start_mark.line + 1
            found[key] = self.read(value_node, (*key_path, key))
        return found

    def refuse(self, node: yaml.Node, found: str, expected: str) -> object:
        where = f"{short_name(self.path)}:{node.start_mark.line + 1}"
        self.faults.append(Fault(where, found, expected, "Write the file without it"))
        return None
