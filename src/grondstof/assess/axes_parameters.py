"""The parameter file of `nl-axes`, checked: known names only, fractions in 0..1."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grondstof.errors import Fault, InputError, nearest
from grondstof.store.content import load
from grondstof.store.parameters import Leaf, Parameters, address, parameters, parse_parameters

METHOD = "nl-axes"
VERSION = "2026"
_PARTS = ("probability", "fraction")


def list_parameters(options: Mapping[str, Any] | None = None) -> Parameters:
    """Return the parameters of the list: those of the package, or of the file that is named.

    Args:
        options: Options of a question; `parameters` names a file to use instead.

    Raises:
        InputError: With every unknown or missing name and every value out of bounds.
    """
    shipped = parameters(METHOD, VERSION)
    named = (options or {}).get("parameters")
    if named is None:
        return shipped
    found = parse_parameters(load(Path(str(named))))
    check(found, shipped)
    return found


def check(found: Parameters, shipped: Parameters) -> None:
    """Refuse a file that does not hold exactly the known parameters within their bounds.

    Raises:
        InputError: With all faults at once.
    """
    faults = [_unknown(name, leaf, shipped) for name, leaf in _odd(found, shipped)]
    missing = sorted(set(shipped.leaves) - set(found.leaves))
    if missing:
        faults.append(
            Fault(
                found.name,
                f"no value for {', '.join(missing)}",
                f"all parameters of {address(METHOD, VERSION)}",
                "Copy the missing ones from the file that ships",
            )
        )
    faults += [fault for leaf in found.leaves.values() if (fault := _out_of_bounds(leaf))]
    if faults:
        raise InputError(faults)


def _odd(found: Parameters, shipped: Parameters) -> list[tuple[str, Leaf]]:
    return [(name, leaf) for name, leaf in found.leaves.items() if name not in shipped.leaves]


def _unknown(name: str, leaf: Leaf, shipped: Parameters) -> Fault:
    close = ", ".join(nearest(name, sorted(shipped.leaves))) or "a parameter of the file that ships"
    return Fault(leaf.where, f"the unknown parameter '{name}'", close, "Correct the name")


def _out_of_bounds(leaf: Leaf) -> Fault | None:
    if leaf.unit not in _PARTS:
        return None
    if isinstance(leaf.value, float) and 0.0 <= leaf.value <= 1.0:
        return None
    return Fault(
        leaf.where,
        f"the {leaf.unit} {leaf.value}",
        "a number from 0 to 1",
        "Write 0.5 for fifty percent",
    )
