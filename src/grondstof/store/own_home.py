"""The home of this installation: whose lens counts where a question names none."""

from functools import cache

from grondstof.errors import Fault, InputError, Phrase, UnknownName
from grondstof.settings import read

SETTING = "GRONDSTOF_HOME"
DEFAULT = "NLD"
# Group that the build looks from beside the home.
UNION = "EU27"


@cache
def own_home() -> str:
    """Return the territory or group that `GRONDSTOF_HOME` names; the Netherlands when unset.

    It is read once: all that one process builds, shows and answers has one home.

    Raises:
        UnknownName: If no territory or group carries that name; the message names the nearest.
    """
    given = read(SETTING) or DEFAULT
    if given == DEFAULT:
        return DEFAULT
    from grondstof.vocabulary import territories

    try:
        return territories.find(given)
    except UnknownName as error:
        known = [*territories.territories(), *territories.groups(), *territories.aliases()]
        raise UnknownName(SETTING, given, "a territory or group", known) from error


def built_homes() -> tuple[str, ...]:
    """Return the homes for which a build makes tables: the own home and the Union."""
    return tuple(dict.fromkeys((own_home(), UNION)))


def refuse_other(name: str, built_for: str) -> None:
    """Refuse an edition of another home, whose tables hold nothing for this one.

    Args:
        name: Name of the edition.
        built_for: Home for which it was built.

    Raises:
        InputError: If that is not the home of this installation.
    """
    if built_for != own_home():
        fault = Fault(
            Phrase("edition {name}", name=name),
            Phrase("tables for {home}", home=built_for),
            Phrase("tables for {home}, the home of this installation", home=own_home()),
            Phrase("Build it anew, or set GRONDSTOF_HOME to {home}", home=built_for),
        )
        raise InputError([fault])
