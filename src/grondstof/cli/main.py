"""Puts the commands together and owns exit codes and the error stream.

Each command is one file; it is imported only when it is called, so that starting is quick.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

from grondstof import __version__
from grondstof.cli.commands import COMMANDS
from grondstof.cli.progress_bar import PATIENCE
from grondstof.errors import FaultyError, GrondstofError, UnknownName
from grondstof.settings import one_thread

_HEAD = "The open observatory for critical raw materials.\n\nUsage: grondstof COMMAND [OPTIONS]\n"
_TAIL = "\n`grondstof COMMAND --help` tells what a command takes.\n"


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0: done. 1: a check said no. 2: the input cannot be used. 70: our bug.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        sys.exit(_patient(words))
    except FaultyError as error:
        for fault in error.faults:
            sys.stderr.write(f"{fault}\n")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; nothing was changed.\n")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except (
        GrondstofError,
        ArithmeticError,
        AttributeError,
        ImportError,
        LookupError,
        NameError,
        TypeError,
        ValueError,
        OSError,
        RuntimeError,
    ) as error:
        sys.exit(_bug(error))


def overview() -> str:
    """Return the text that lists all commands."""
    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name:<{width}}  {entry.help}\n" for name, entry in COMMANDS.items()]
    return f"{_HEAD}\n{''.join(lines)}{_TAIL}"


def _patient(words: list[str]) -> int:
    """Run a command; a spinner is gone before anything is said of an error."""
    try:
        return _dispatch(words)
    finally:
        PATIENCE.end()


def _dispatch(words: list[str]) -> int:
    if not words or words[0] in ("--help", "-h", "help"):
        sys.stdout.write(overview())
        return 0
    if words[0] == "--version":
        sys.stdout.write(f"grondstof {__version__}\n")
        return 0
    name = words[0]
    if name not in COMMANDS:
        raise UnknownName("command line", name, "a command", list(COMMANDS))
    # Every command, so that the same question gets the same bytes from each of them.
    one_thread()
    module = import_module(f"grondstof.cli.{COMMANDS[name].module}")
    module.app.pretty_exceptions_enable = False
    module.app(args=words[1:], prog_name=f"grondstof {name}")
    return 0


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
