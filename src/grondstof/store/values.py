"""Checks the values of a row against the data dictionary."""

import math
from datetime import date

from grondstof.errors import Fault
from grondstof.vocabulary.tables import Column, Table

Row = dict[str, object]

_WHOLE = ("smallint", "integer", "bigint")
# Key columns that may be empty because empty means "all".
_OPEN_KEYS = frozenset({"destination_id"})


def check_types(row: Row, goal: Table, place: str) -> list[Fault]:
    """Turn the values of a row into the types of the dictionary, in place; return what is wrong.

    A key is never null, a number never NaN or infinite and never outside its bounds, and a
    withheld value never carries a number.
    """
    faults: list[Fault] = []
    for column in goal.columns:
        if column.name not in row:
            if column.name in goal.key and column.name not in _OPEN_KEYS:
                faults.append(_empty(column, place))
            continue
        value = row[column.name]
        if value is None or value == "":
            row[column.name] = None
            if column.name in goal.key and column.name not in _OPEN_KEYS:
                faults.append(_empty(column, place))
            continue
        faults += _typed(row, column, place)
    if row.get("status") == "withheld":
        faults += _withheld(row, goal, place)
    return faults


def _typed(row: Row, column: Column, place: str) -> list[Fault]:
    value = row[column.name]
    try:
        if column.type in _WHOLE:
            number = float(str(value))
            if not number.is_integer():
                raise ValueError
            row[column.name] = int(str(value)) if isinstance(value, int | str) else int(number)
        elif column.type == "double":
            row[column.name] = float(str(value))
        elif column.type == "date":
            row[column.name] = value if isinstance(value, date) else date.fromisoformat(str(value))
        elif column.type == "text":
            row[column.name] = str(value)
    except ValueError:
        return [_not_of_type(column, value, place)]
    return _bounded(row[column.name], column, place)


def _bounded(value: object, column: Column, place: str) -> list[Fault]:
    if not isinstance(value, int | float):
        return []
    low = -math.inf if column.minimum is None else column.minimum
    high = math.inf if column.maximum is None else column.maximum
    if math.isfinite(value) and low <= value <= high:
        return []
    reach = f"of at least {low:g}" if math.isinf(high) else f"from {low:g} to {high:g}"
    bounds = f"a number {reach} [{column.unit}]"
    return [
        Fault(
            place,
            f"{column.name} = {value}",
            bounds,
            "Look at the publisher's cell; a known error goes to corrections.yml with its reason",
        )
    ]


def _not_of_type(column: Column, value: object, place: str) -> Fault:
    return Fault(
        place,
        f"{column.name} = '{str(value)[:60]}'",
        f"a value of type {column.type}",
        "Teach parse.py to read this notation",
    )


def _empty(column: Column, place: str) -> Fault:
    return Fault(
        place, f"no {column.name}", "a value, because it is part of the key", "Fill it in parse.py"
    )


def _withheld(row: Row, goal: Table, place: str) -> list[Fault]:
    filled = [
        name
        for name in goal.values
        if row.get(name) is not None and goal.column(name).type not in ("text", "date")
    ]
    return [
        Fault(
            place,
            f"{name} = {row[name]} in a withheld row",
            "no value: a withheld figure is neither zero nor known",
            "Leave the value empty in parse.py",
        )
        for name in filled
    ]
