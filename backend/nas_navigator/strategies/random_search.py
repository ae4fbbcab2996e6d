"""Random search: the measure of every other strategy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.strategies.base import AskRequest, Parameters, Proposals, Scored, Start
from nas_navigator.strategies.drawing import TRIES, Draft, fill
from nas_navigator.strategies.opening import from_sample, places
from nas_navigator.strategies.parameters import RandomParameters, parse
from nas_navigator.strategies.region import region_drafts
from nas_navigator_schemas._base import Frozen

ID = "random"
_REGION_MUTATION = 0.15


class RandomState(Frozen):
    """The state: what is evaluated under the current weights, by id."""

    parameters: RandomParameters
    start: Start
    evaluated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RandomSearch:
    """Candidates drawn uniformly from what steering allows, those of the map first."""

    state_type: type[RandomState] = RandomState

    def initial(self, _: MaskSpace, parameters: Parameters, start: Start) -> RandomState:
        """Nothing is evaluated yet."""
        return RandomState(parameters=parse(RandomParameters, parameters), start=start)

    def ask(self, state: RandomState, space: MaskSpace, request: AskRequest) -> tuple[RandomState, Proposals]:
        """Networks of the map's sample while there are some, then others."""
        rng = request.generator()
        count = state.parameters.population if request.count is None else request.count
        wanted = places(request, count, rng)
        opening, left = from_sample(state.start.sample, state.evaluated, wanted, space, request, rng)

        def free() -> Iterator[Draft]:
            for _ in range(TRIES):
                yield Draft(space.sample(rng), "initial")

        focused = region_drafts(space, request.region, (), _REGION_MUTATION, rng) if request.region else free
        return state, fill(space, request, opening, left, free, focused)

    def tell(self, state: RandomState, evaluations: Sequence[Scored]) -> RandomState:
        """What is evaluated is not drawn again."""
        told = {scored.candidate.id for scored in evaluations}
        return state.model_copy(update={"evaluated": tuple(sorted(told.union(state.evaluated)))})
