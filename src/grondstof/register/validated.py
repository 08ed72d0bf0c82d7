"""A small YAML file as a validated model: every fault with its line, none hiding another."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from grondstof.errors import Fault, InputError
from grondstof.store.content import Located, load

Model = TypeVar("Model", bound=BaseModel)


def validated(path: Path, model: type[Model]) -> Model:
    """Return a file as a model; the model without items when there is no file.

    Raises:
        InputError: With every fault of the file, by line.
    """
    if not path.is_file():
        return model()
    located = load(path)
    try:
        return model.model_validate(located.data)
    except ValidationError as error:
        raise InputError(faults_of(located, error, "the file")) from error


def faults_of(located: Located, error: ValidationError, whole: str) -> Iterator[Fault]:
    """Yield the faults of a validation with file and line; `whole` names the outermost part."""
    for part in error.errors():
        field = ".".join(map(str, part["loc"])) or whole
        yield fault_of(located.where(part["loc"]), field, part)


def fault_of(where: str, field: str, part: ErrorDetails) -> Fault:
    """Return one fault of a validation: a field that is absent, unknown, or wrong."""
    if part["type"] == "missing":
        return Fault(where, f"no {field}", f"the field {field}", "Add it")
    if part["type"] == "extra_forbidden":
        return Fault(
            where,
            f"the field {field}",
            "only fields that are known",
            "Correct or remove this field",
        )
    return Fault(
        where,
        f"{field} = {str(part['input'])[:60]!r}",
        part["msg"].removeprefix("Value error, "),
        "Correct or remove this field",
    )
