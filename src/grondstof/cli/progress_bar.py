"""Signs of progress on the error stream: a bar, or a spinner for what takes a moment."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import Any

PATIENT_FOR = 0.8  # [s] shorter waits need no sign


class Patience:
    """A spinner that shows only when an answer takes longer than a moment, and only on a terminal.

    A command begins it by opening an edition and ends it by printing; the front door ends it too.
    """

    def __init__(self) -> None:
        """Start at rest."""
        self._lock = Lock()
        self._timer: Timer | None = None
        self._spinner: Any = None
        self._retired = False

    def begin(self) -> None:
        """Show a spinner after a moment, unless it ends before."""
        if self._retired or self._timer is not None or not sys.stderr.isatty():
            return
        self._timer = Timer(PATIENT_FOR, self._show)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """Take the spinner away, or see to it that it does not come."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._spinner is not None:
                self._spinner.stop()
            self._timer = self._spinner = None

    def retire(self) -> None:
        """Leave the terminal to another sign of progress."""
        self.end()
        self._retired = True

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._timer is None:
                return
            columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
            self._spinner = Progress(*columns, console=Console(stderr=True), transient=True)
            self._spinner.add_task("working it out", total=None)
            self._spinner.start()


PATIENCE = Patience()


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show that something of a few seconds is under way, and for how long; only on a terminal."""
    PATIENCE.retire()
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as bar:
        bar.add_task(what, total=None)
        yield


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar while the block runs; yield the function that moves it (step, done, total)."""
    PATIENCE.retire()
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description:<28}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        TimeElapsedColumn(),
        console=console,
        transient=not console.is_terminal,
    ) as bar:
        task = bar.add_task("start", total=1)

        def move(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total)

        yield move
