"""The interface of every strategy: ask for proposals, tell what they are worth.

`initial` starts from what the map shows, `ask` gives proposals and `tell` takes evaluations; each returns a
new state.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from nas_navigator.spaces.masks import MaskSpace
from nas_navigator_schemas._base import Frozen
from nas_navigator_schemas.configuration import Objective
from nas_navigator_schemas.records import Objectives, Origin
from nas_navigator_schemas.templates import Candidate, ParameterValue

Placement = tuple[NDArray[np.bool_], NDArray[np.float64]]
"""Per candidate: whether it lies inside a region, and by how much it misses it (0 inside)."""


class Scored(Frozen):
    """A candidate and its fitness under the current weights: larger is better."""

    candidate: Candidate
    fitness: float


class Start(Frozen):
    """What a search starts from.

    `sample` are the candidates that the map was made of, less those in `earlier`: what was evaluated under
    earlier weights, with the fitness that it had. Fitness is the objective, negated unless `larger_is_better`.
    """

    sample: tuple[Candidate, ...] = ()
    earlier: tuple[Scored, ...] = ()
    larger_is_better: bool = True


@dataclass(frozen=True, slots=True)
class RegionFocus:
    """The region that children must lie in with probability `weight`.

    Attributes:
        weight: in [0, 1].
        members: the candidates of the region.
        inside: places candidates and says which lie inside, and by how much the others miss; takes many at
            once.
    """

    weight: float
    members: tuple[Candidate, ...]
    inside: Callable[[Sequence[Candidate]], Placement]


def _always(_: Candidate) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class AskRequest:
    """What proposals are asked for.

    Attributes:
        seed: the study's.
        iteration: counts from 0; with `seed` it decides every draw.
        count: how many; None: the strategy's own number.
        known: ids of candidates that were evaluated, whatever the weights; none of them is proposed as new.
            The map's sample is not among them until it is evaluated.
        feasible: whether a candidate obeys the constraints.
        region: the focus, if there is one.
    """

    seed: int
    iteration: int
    count: int | None = None
    known: frozenset[str] = frozenset()
    feasible: Callable[[Candidate], bool] = _always
    region: RegionFocus | None = None

    def generator(self) -> np.random.Generator:
        """The source of all randomness of this request."""
        return np.random.default_rng((self.seed, self.iteration))


class Proposal(Frozen):
    """A candidate to evaluate, and where it comes from."""

    candidate: Candidate
    origin: Origin
    parents: tuple[str, ...] = ()


class Proposals(Frozen):
    """The answer to a request.

    `refusals` counts children that fell outside the focused region and were drawn again, `misses` those that
    were taken all the same. `exhausted`: no candidate is left that is new and allowed.
    """

    proposals: tuple[Proposal, ...]
    refusals: int = 0
    misses: int = 0
    exhausted: bool = False


State = TypeVar("State", bound=Frozen)
Parameters = Mapping[str, ParameterValue]


class Strategy(Protocol[State]):
    """A searcher. Its methods are pure; the state is a pydantic value, so that it survives JSON."""

    @property
    def state_type(self) -> type[State]:
        """The type of the state, for reading it from JSON."""
        ...

    def initial(self, space: MaskSpace, parameters: Parameters, start: Start, /) -> State:
        """The state before anything is evaluated under the current weights.

        Raises:
            StrategyError: a parameter is unknown or out of bounds.
        """
        ...

    def ask(self, state: State, space: MaskSpace, request: AskRequest) -> tuple[State, Proposals]:
        """Candidates to evaluate next, valid in `space`; fewer than asked for where no more are left."""
        ...

    def tell(self, state: State, evaluations: Sequence[Scored]) -> State:
        """The state after these candidates were evaluated, proposed or not."""
        ...


def fitness(objective: Objective, objectives: Objectives) -> float | None:
    """The objective's value with larger as better; None where it was not measured."""
    value = objectives.get(objective.name)
    if value is None or not np.isfinite(value):
        return None
    return value if larger_is_better(objective) else -value


def larger_is_better(objective: Objective) -> bool:
    """Whether the objective is to be maximised."""
    return objective.direction == "maximize"
