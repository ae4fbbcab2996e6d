"""A strategy's state from the history of a study, so that a worker needs to keep none."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.strategies.base import Parameters, Scored, Start, State, Strategy, fitness, larger_is_better
from nas_navigator_schemas.configuration import Objective
from nas_navigator_schemas.jobs import Known


def restore(
    strategy: Strategy[State],
    space: MaskSpace,
    parameters: Parameters,
    known: Sequence[Known],
    objective: Objective,
) -> State:
    """The state after everything in `known` was told, iteration by iteration, under the current weights.

    What people had evaluated between two iterations is told on its own, where it stands in the order of
    `known`.

    Raises:
        StrategyError: a parameter is unknown or out of bounds.
    """
    state = strategy.initial(space, parameters, _start(known, objective))
    for batch in _batches(known, objective):
        state = strategy.tell(state, batch)
    return state


def evaluated_ids(known: Sequence[Known]) -> frozenset[str]:
    """The candidates that were evaluated, under whatever weights: `AskRequest.known`."""
    return frozenset(item.candidate.id for item in known if item.objectives is not None or item.older is not None)


def _start(known: Sequence[Known], objective: Objective) -> Start:
    earlier = [(item.candidate, fitness(objective, item.older)) for item in known if item.older is not None]
    return Start(
        sample=tuple(item.candidate for item in known if item.origin == "sample" and item.older is None),
        earlier=tuple(Scored(candidate=candidate, fitness=value) for candidate, value in earlier if value is not None),
        larger_is_better=larger_is_better(objective),
    )


def _batches(known: Sequence[Known], objective: Objective) -> Iterator[tuple[Scored, ...]]:
    keyed: list[tuple[tuple[int, bool], Scored]] = []
    latest = -1
    for item in known:
        latest = latest if item.iteration is None else item.iteration
        value = None if item.objectives is None else fitness(objective, item.objectives)
        if value is not None:
            key = latest, item.iteration is None
            keyed.append((key, Scored(candidate=item.candidate, fitness=value)))
    keyed.sort(key=lambda pair: pair[0])
    for _, batch in groupby(keyed, key=lambda pair: pair[0]):
        yield tuple(scored for _, scored in batch)
