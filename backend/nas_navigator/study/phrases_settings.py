"""What people read about settings that were changed: which, from what, to what."""

from collections.abc import Mapping

from nas_navigator_schemas.configuration import SearchConfiguration, TrainingConfiguration
from nas_navigator_schemas.templates import ParameterValue

Setting = ParameterValue | None
"""A value; None stands for the default, which the strategy or the data set knows."""


def training_changes(before: TrainingConfiguration, after: TrainingConfiguration) -> str:
    """'Changed the settings of training: learning rate 0.1 → 0.05'."""
    return _sentence("training", _changes(before.model_dump(), after.model_dump()))


def search_changes(before: SearchConfiguration, after: SearchConfiguration) -> str:
    """'Changed the settings of the search: population default → 12'; of another strategy what it is given."""
    if before.strategy == after.strategy:
        return _sentence("the search", _changes(before.parameters, after.parameters))
    given = [f"{_name(name)} {_value(value)}" for name, value in after.parameters.items()]
    return _sentence("the search", [f"strategy {before.strategy} → {after.strategy}", *given])


def _sentence(of: str, changes: list[str]) -> str:
    return f"Changed the settings of {of}: {', '.join(changes)}" if changes else f"Set {of} as it was set already"


def _changes(before: Mapping[str, Setting], after: Mapping[str, Setting]) -> list[str]:
    names = dict.fromkeys((*before, *after))
    pairs = ((name, before.get(name), after.get(name)) for name in names)
    return [f"{_name(name)} {_value(old)} → {_value(new)}" for name, old, new in pairs if old != new]


def _name(name: str) -> str:
    return name.replace("_", " ")


def _value(value: Setting) -> str:
    if value is None:
        return "default"
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, float) else str(value)
