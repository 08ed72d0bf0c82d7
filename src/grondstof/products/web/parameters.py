"""The parameters that pages take, checked before anything is worked out.

Unknown parameters are ignored, as are empty ones; a value that is not allowed is refused with all
that is wrong with the address at once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from grondstof.errors import Fault, FaultyError, InputError, Phrase
from grondstof.products.answers.demand import find_home
from grondstof.vocabulary import materials, territories

MOST_CODES = 200
MOST_LETTERS = 200
_CODE = re.compile(r"\d{2,10}")


@dataclass(frozen=True)
class Parameter:
    """One parameter: its name, how it is checked, and its default, which is left out of links."""

    name: str
    check: Callable[[str, str], str]
    default: str = ""


def checked(wanted: Sequence[Parameter], query: str) -> dict[str, str]:
    """Return the checked values of a query string; defaults are left out.

    Raises:
        InputError: With a fault for each value that is not allowed.
    """
    given = _joined(query)
    found: dict[str, str] = {}
    faults: list[Fault] = []
    for parameter in wanted:
        text = given.get(parameter.name, "").strip()
        if not text:
            continue
        try:
            value = parameter.check(parameter.name, text)
        except FaultyError as error:
            faults.extend(error.faults)
            continue
        if value != parameter.default:
            found[parameter.name] = value
    if faults:
        raise InputError(faults)
    return found


def _joined(query: str) -> Mapping[str, str]:
    """Return the query with repeated parameters joined by commas."""
    found: dict[str, str] = {}
    for name, value in parse_qsl(query, max_num_fields=1000, errors="replace"):
        found[name] = f"{found[name]},{value}" if name in found else value
    return found


def text(name: str, value: str) -> str:
    """Return a short text as it came.

    Raises:
        InputError: If it is too long.
    """
    if len(value) > MOST_LETTERS:
        raise InputError(
            [
                Fault(
                    name,
                    Phrase("{count} letters", count=len(value)),
                    Phrase("at most {most}", most=MOST_LETTERS),
                    "Shorten the text",
                )
            ]
        )
    return value


def line_list(name: str, value: str) -> str:
    """Return up to 200 lines of free text, each on a line of its own.

    Raises:
        InputError: If there are too many lines, or one is too long.
    """
    from grondstof.products.search.guess import read_lines

    return "\n".join(read_lines(value))


def choice(*allowed: str) -> Callable[[str, str], str]:
    """Return a check for one of a few words."""

    def check(name: str, value: str) -> str:
        if value not in allowed:
            words = Phrase("one of: {names}", names=", ".join(word for word in allowed if word))
            raise InputError([Fault(name, f"'{value[:40]}'", words, "Choose one of these")])
        return value

    return check


def whole(least: int, most: int) -> Callable[[str, str], str]:
    """Return a check for a whole number between two ends."""

    def check(name: str, value: str) -> str:
        if not re.fullmatch(r"-?\d{1,9}", value) or not least <= int(value) <= most:
            raise InputError(
                [
                    Fault(
                        name,
                        f"'{value[:40]}'",
                        Phrase("a whole number from {least} to {most}", least=least, most=most),
                        "Give such a number",
                    )
                ]
            )
        return str(int(value))

    return check


def amount(least: float, most: float) -> Callable[[str, str], str]:
    """Return a check for a number between two ends; a comma may stand for the point."""

    def check(name: str, value: str) -> str:
        try:
            number = float(value.replace(",", ".") if value.count(",") == 1 else value)
        except ValueError:
            number = float("nan")
        if least <= number <= most:
            return f"{number:.15g}"
        found = f"'{value[:40]}'"
        expected = Phrase("a number from {least:g} to {most:g}", least=least, most=most)
        fault = Fault(name, found, expected, "Give such a number")
        raise InputError([fault])

    return check


def home_or_world(name: str, value: str) -> str:
    """Return the id of a home named in any spelling, or of the world."""
    return find_home(value[:MOST_LETTERS])


def material(name: str, value: str) -> str:
    """Return the id of a material named in any spelling."""
    return materials.find(value[:MOST_LETTERS]).material_id


def material_list(name: str, value: str) -> str:
    """Return up to six materials, as ids joined by commas."""
    words = [word for word in value.split(",") if word.strip()]
    if len(words) > 6:
        found = Phrase("{count} materials", count=len(words))
        raise InputError([Fault(name, found, Phrase("at most {most}", most=6), "Name fewer")])
    return ",".join(dict.fromkeys(material(name, word) for word in words))


def territory(name: str, value: str) -> str:
    """Return the id of a territory or group named in any spelling."""
    return territories.find(value[:MOST_LETTERS])


def code(name: str, value: str) -> str:
    """Return one trade code as digits.

    Raises:
        InputError: If it is no code of 2 to 10 digits.
    """
    digits = re.sub(r"[.\s-]", "", value)
    if not _CODE.fullmatch(digits):
        expected = "a code of 2 to 10 digits, such as 8505.11"
        raise InputError([Fault(name, f"'{value[:40]}'", expected, "Correct the code")])
    return digits


def code_list(name: str, value: str) -> str:
    """Return up to 200 trade codes, as digits joined by commas; every wrong one is named.

    Raises:
        InputError: If there are too many, or some are no codes.
    """
    words = [word for word in re.split(r"[,;\r\n\t]+", value) if word.strip()]
    if len(words) > MOST_CODES:
        count = Phrase("{count} codes", count=len(words))
        most = Phrase("at most {most}", most=MOST_CODES)
        raise InputError([Fault(name, count, most, "Split the basket")])
    found: list[str] = []
    faults: list[Fault] = []
    for word in words:
        try:
            found.append(code(name, word))
        except FaultyError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults[:20])
    return ",".join(dict.fromkeys(found))
