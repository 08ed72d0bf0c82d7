"""Puts the commands together and owns exit codes and the error stream.

Each command is one file; it is imported only when it is called, so that starting is quick.
"""

import sys
from importlib import import_module
from typing import Any

import click
import typer
from typer.core import TyperGroup
from typer.main import get_command

from grondstof import __version__
from grondstof.cli.commands import COMMANDS
from grondstof.errors import FaultyError, GrondstofError


class LazyGroup(TyperGroup):
    """A group of commands that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the table of commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"grondstof.cli.{COMMANDS[cmd_name].module}")
        command = get_command(module.app)
        command.name = cmd_name
        command.help = command.help or COMMANDS[cmd_name].help
        command.short_help = COMMANDS[cmd_name].help
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="The open observatory for critical raw materials.",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"grondstof {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: bool = typer.Option(
        False, "--version", help="Print the version and stop.", callback=_version, is_eager=True
    ),
) -> None:
    """Compute, show and trace the supply security of critical raw materials."""


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0: done. 1: a check said no. 2: the input cannot be used. 70: our bug.
    """
    try:
        code: Any = app(args=arguments, standalone_mode=False)
    except FaultyError as error:
        for fault in error.faults:
            sys.stderr.write(f"{fault}\n")
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.stderr.write("Stopped; nothing was changed.\n")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except (GrondstofError, ArithmeticError, LookupError, TypeError, ValueError, OSError) as error:
        sys.exit(_bug(error))
    sys.exit(code if isinstance(code, int) else 0)


def _bug(error: BaseException) -> int:
    from grondstof import log
    from grondstof.settings import data_folder

    path = log.write_to(data_folder())
    log.logger("cli").error("unexpected error", exc_info=error)
    kind = type(error).__name__
    sys.stderr.write(f"grondstof met an error of its own ({kind}); the details are in {path}\n")
    return 70


if __name__ == "__main__":
    run()
