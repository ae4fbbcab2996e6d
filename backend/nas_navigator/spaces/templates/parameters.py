"""Reading the parameters that a template of the catalogue was asked for."""

from collections.abc import Mapping
from reprlib import repr as brief
from typing import Any, TypeVar

from pydantic import ValidationError

from nas_navigator.spaces.errors import SpaceError
from nas_navigator_schemas._base import Frozen

P = TypeVar("P", bound=Frozen)


def parsed(model: type[P], parameters: Mapping[str, Any]) -> P:
    """The parameters as the template's own model has them.

    Raises:
        SpaceError: a parameter is not known or not allowed.
    """
    try:
        return model.model_validate(dict(parameters))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise SpaceError(f"template parameter '{field}' is {brief(first['input'])}: {first['msg']}", field) from None
