"""From an id to a strategy."""

from collections.abc import Mapping
from typing import Any

from nas_navigator.strategies import navigator_ea, random_search
from nas_navigator.strategies.base import Strategy
from nas_navigator.strategies.errors import StrategyError

STRATEGIES: Mapping[str, Strategy[Any]] = {
    navigator_ea.ID: navigator_ea.NavigatorEA(),
    random_search.ID: random_search.RandomSearch(),
}


def get(identifier: str) -> Strategy[Any]:
    """The strategy of that id.

    Raises:
        StrategyError: there is none; the message lists those that there are.
    """
    try:
        return STRATEGIES[identifier]
    except KeyError:
        known = ", ".join(STRATEGIES)
        raise StrategyError(f"strategy '{identifier}' is not known; choose one of {known}", "strategy") from None
