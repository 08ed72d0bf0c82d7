"""Write the reference pages that are made from the code itself.

`make docs` writes them; a test compares the committed pages with what this file makes of the
code of today. Prose stands in the other pages.
"""

import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import typer.main
from click import Argument, Command, Context, Group, Option, Parameter

from grondstof.settings import SETTINGS
from grondstof.store.card import SourceCard, read_source
from grondstof.vocabulary.tables import columns, tables

ROOT = Path(__file__).resolve().parents[1]
MARKS = ("<!-- sources: written by make docs -->\n", "<!-- end of sources -->\n")


def _text(value: object) -> str:
    return " ".join(str(value or "-").split()).replace("|", "\\|")


def _commands(command: Command, context: Context) -> Iterator[tuple[str, Command, Context]]:
    """Yield every command with its full name, groups opened."""
    if not isinstance(command, Group):
        yield context.command_path, command, context
        return
    for name in sorted(command.list_commands(context)):
        found = command.get_command(context, name)
        if found is not None and not found.hidden:
            below = Context(found, info_name=name, parent=context)
            yield from _commands(found, below)


def _parameter(parameter: Parameter, context: Context) -> str | None:
    if isinstance(parameter, Argument):
        return f"- `{parameter.make_metavar(context)}` {_text(getattr(parameter, 'help', None))}"
    if not isinstance(parameter, Option) or parameter.hidden or parameter.name == "help":
        return None
    shown = parameter.default if parameter.default not in (None, "", False) else None
    plain = isinstance(shown, str | int | float)
    default = f" (default: `{shown}`)" if plain and parameter.show_default is not False else ""
    return f"- `{', '.join(parameter.opts)}` {_text(parameter.help)}{default}"


def commands_page() -> str:
    """Return the page of all commands, from the command line itself."""
    from grondstof.cli.main import app

    root = typer.main.get_command(app)
    lines = ["# Commands", "", "Written by `make docs` from the commands themselves.", ""]
    for name, command, context in _commands(root, Context(root, info_name="grondstof")):
        lines += [f"## `{name}`", "", (command.help or "").strip(), ""]
        listed = [_parameter(parameter, context) for parameter in command.params]
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
