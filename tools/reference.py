"""Write the reference pages that are made from the code itself.

`make docs` writes them; a test compares the committed pages with what this file makes of the
code of today. Prose stands in the other pages.
"""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.resources import files
from inspect import cleandoc
from pathlib import Path
from typing import Any

import typer.main

from grondstof.cli.commands import COMMANDS
from grondstof.settings import SETTINGS
from grondstof.store.card import SourceCard, read_source
from grondstof.vocabulary.tables import columns, tables

ROOT = Path(__file__).resolve().parents[1]
# Options that every command line program of this kind has.
HIDDEN = {"help", "install_completion", "show_completion"}
MARKS = ("<!-- sources: written by make docs -->\n", "<!-- end of sources -->\n")


def _text(value: object) -> str:
    return " ".join(str(value or "-").split()).replace("|", "\\|")


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Yield every command with its full name, groups opened."""
    below = getattr(command, "commands", None)
    if below is None:
        yield name, command
        return
    for word, found in sorted(below.items()):
        if not found.hidden:
            yield from _commands(found, f"{name} {word}")


def _parameter(parameter: Any) -> str | None:
    if getattr(parameter, "hidden", False) or parameter.name in HIDDEN:
        return None
    if parameter.param_type_name == "argument":
        return f"- `{parameter.name.upper()}` {_text(getattr(parameter, 'help', None))}"
    default = parameter.default
    shown = isinstance(default, str | int | float) and default not in ("", False)
    told = f" (default: `{default}`)" if shown else ""
    return f"- `{', '.join(parameter.opts)}` {_text(parameter.help)}{told}"


def commands_page() -> str:
    """Return the page of all commands, from the command line itself."""
    lines = ["# Commands", "", "Written by `make docs` from the commands themselves.", ""]
    lines += ["| Command | What it does |", "|---|---|"]
    lines += [f"| `grondstof {name}` | {_text(entry.help)} |" for name, entry in COMMANDS.items()]
    lines.append("")
    for word, entry in COMMANDS.items():
        root = typer.main.get_command(import_module(f"grondstof.cli.{entry.module}").app)
        for name, command in _commands(root, f"grondstof {word}"):
            lines += [f"## `{name}`", "", cleandoc(command.help or entry.help), ""]
            listed = [_parameter(parameter) for parameter in command.params]
            lines += [line for line in listed if line]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def settings_page() -> str:
    """Return the page of all settings."""
    lines = ["# Settings", "", "Written by `make docs`. Every setting is an environment variable."]
    lines += ["", "| Setting | Meaning | Default |", "|---|---|---|"]
    lines += [f"| `{s.name}` | {_text(s.meaning)} | {_text(s.default)} |" for s in SETTINGS]
    return "\n".join(lines) + "\n"


def tables_page() -> str:
    """Return the page of all tables and all columns: the data dictionary."""
    lines = ["# Tables", "", "Written by `make docs` from the data dictionary.", ""]
    for table in tables().values():
        names = ", ".join(f"`{c.name}`" for c in table.columns if c.name not in table.key)
        lines += [f"## `{table.name}`", "", table.meaning, ""]
        lines += [
            f"- Written by: `{table.writer}`",
            "- Key: " + ", ".join(f"`{k}`" for k in table.key),
        ]
        lines += [f"- Further columns: {names}", ""]
    lines += ["## All columns", "", "| Column | Type | Unit | Meaning |", "|---|---|---|---|"]
    lines += [
        f"| `{c.name}` | {c.type} | {_text(c.unit)} | {_text(c.meaning)} |"
        for c in columns().values()
    ]
    return "\n".join(lines) + "\n"


def cards() -> list[SourceCard]:
    """Return the cards of all sources that ship, by id."""
    folders = [
        entry for entry in files("grondstof").joinpath("sources").iterdir() if entry.is_dir()
    ]
    shipped = [folder for folder in folders if folder.joinpath("source.yml").is_file()]
    return [read_source(folder).card for folder in sorted(shipped, key=lambda entry: entry.name)]


def licences_page() -> str:
    """Return LICENSES.md with its table of sources made anew."""
    text = (ROOT / "LICENSES.md").read_text(encoding="utf-8")
    before, _, rest = text.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    lines = ["| Source | Publisher and title | Licence | What it allows |", "|---|---|---|---|"]
    for card in cards():
        title = f"{card.publisher}, {card.title} ({card.year})"
        licence = f"[{_text(card.licence)}]({card.licence_url})"
        lines.append(f"| `{card.source_id}` | {_text(title)} | {licence} | {_text(card.allows)} |")
    return before + MARKS[0] + "\n" + "\n".join(lines) + "\n\n" + MARKS[1] + after


PAGES: dict[str, Callable[[], str]] = {
    "docs/commands.md": commands_page,
    "docs/settings.md": settings_page,
    "docs/tables.md": tables_page,
    "LICENSES.md": licences_page,
}


def main() -> int:
    """Write every page; name those that changed."""
    for name, make in PAGES.items():
        path, text = ROOT / name, make()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"Written: {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
