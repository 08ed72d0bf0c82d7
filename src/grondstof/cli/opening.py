"""Opens the edition a command asks for."""

from grondstof.cli.progress_bar import PATIENCE
from grondstof.store.editions import Edition, of_own_home, open_current, open_edition


def opened(name: str | None) -> Edition:
    """Return the edition of that name, or the current one when none is named."""
    PATIENCE.begin()
    return of_own_home(open_edition(name)) if name else open_current()
