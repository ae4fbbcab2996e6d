"""Events of earlier versions, brought up to date when they are read: one pure step a version, JSON in, JSON out.

Who changes what an event means counts `Event.version` and `STORE_VERSION` up and adds the step. A field that may be
missing, with a default that says what was so before it was there, needs none.
"""

import json
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError, from_json

from nas_navigator_schemas.events import Event

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTERS: tuple[Upcaster, ...] = ()
"""The first makes an event of version 2 of one of version 1, and so on; they leave `version` to who calls them."""


def read_event(text: str | bytes) -> Event:
    """An event as this version knows it.

    Raises:
        ValidationError: it is none, or of a version that is not known.
    """
    try:
        return Event.model_validate_json(text)
    except ValidationError:
        if (event := _older(text)) is None:
            raise
    return Event.model_validate_json(json.dumps(_brought_up(event)))


def _brought_up(event: dict[str, Any]) -> dict[str, Any]:
    while (version := event["version"]) <= len(UPCASTERS):
        try:
            event = UPCASTERS[version - 1](event) | {"version": version + 1}
        except Exception as error:
            # A step takes an event to be sound; one that is damaged can break it anywhere.
            rule = PydanticCustomError("upcast", "no sound event of version {version}", {"version": version})
            mistake = InitErrorDetails(type=rule, loc=("version",), input=version)
            raise ValidationError.from_exception_data(Event.__name__, [mistake]) from error
    return event


def _older(text: str | bytes) -> dict[str, Any] | None:
    try:
        event = from_json(text)
    except ValueError:
        return None
    version = event.get("version") if isinstance(event, dict) else None
    return event if isinstance(version, int) and 1 <= version <= len(UPCASTERS) else None
