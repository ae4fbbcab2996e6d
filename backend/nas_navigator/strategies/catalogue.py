"""Which strategies there are and what they can be asked for, as data."""

from collections.abc import Mapping

from nas_navigator.strategies.errors import StrategyError
from nas_navigator.strategies.parameters import EvolutionParameters, RandomParameters, parse
from nas_navigator_schemas._base import Frozen
from nas_navigator_schemas.catalogue import Entry
from nas_navigator_schemas.configuration import SearchConfiguration

_PARAMETERS: Mapping[str, type[Frozen]] = {"navigator_ea": EvolutionParameters, "random": RandomParameters}
_TEXTS = {
    "navigator_ea": (
        "NAS-Navigator's evolution",
        "Crosses the fittest networks by the scores of their paths, mutates, and never repeats one.",
    ),
    "random": (
        "Random search",
        "Draws networks uniformly from what steering allows; the measure of the others.",
    ),
}


def entries() -> tuple[Entry, ...]:
    """Every strategy, the default first."""
    return tuple(
        Entry(id=identifier, name=name, description=text, parameters=_PARAMETERS[identifier].model_json_schema())
        for identifier, (name, text) in _TEXTS.items()
    )


def check(search: SearchConfiguration) -> None:
    """Refuse a strategy that is not known, or parameters that it does not take.

    Raises:
        StrategyError: the message names the value, the rule and the mend.
    """
    if search.strategy not in _PARAMETERS:
        known = ", ".join(_PARAMETERS)
        raise StrategyError(f"strategy '{search.strategy}' is not known; choose one of {known}", "strategy")
    parse(_PARAMETERS[search.strategy], search.parameters)
