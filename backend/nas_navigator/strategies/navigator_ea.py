"""The evolutionary search of NAS-Navigator (section 4.2, Algorithm 1), without duplicates.

An iteration evaluates a whole batch of new candidates: first networks of the map's sample, then children. The
best share of the population survives beside them and is not evaluated again, since under the same weights it
would only give the same number. After a change of weights the population is evaluated again before it breeds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from nas_navigator.spaces.masks import Mask, MaskSpace
from nas_navigator.spaces.scores import evidence
from nas_navigator.spaces.space import FloatArray
from nas_navigator.strategies.base import AskRequest, Parameters, Proposal, Proposals, Scored, Start
from nas_navigator.strategies.drawing import TRIES, Draft, Drafts, fill
from nas_navigator.strategies.opening import again, from_sample, places
from nas_navigator.strategies.parameters import EvolutionParameters, parse
from nas_navigator.strategies.region import region_drafts
from nas_navigator.strategies.roulette import spin
from nas_navigator_schemas._base import Frozen

ID = "navigator_ea"
_MUTATIONS_A_CHILD = 10
"""How often one child is mutated again before another pair of parents is drawn."""


class EvolutionState(Frozen):
    """The state; `evaluated` is under the current weights, by id; `population` best first."""

    parameters: EvolutionParameters
    size: int
    start: Start
    evaluated: tuple[Scored, ...] = ()
    population: tuple[Scored, ...] = ()


@dataclass(frozen=True, slots=True)
class NavigatorEA:
    """Evolution whose children are drawn by path scores from parents chosen by fitness."""

    state_type: type[EvolutionState] = EvolutionState

    def initial(self, space: MaskSpace, parameters: Parameters, start: Start) -> EvolutionState:
        """An empty population of the size that the parameters or the template give."""
        chosen = parse(EvolutionParameters, parameters)
        size = chosen.population or max(8, ceil(1.5 * len(space.template.cells)))
        return EvolutionState(parameters=chosen, size=size, start=start)

    def ask(self, state: EvolutionState, space: MaskSpace, request: AskRequest) -> tuple[EvolutionState, Proposals]:
        """The opening while the population is short, then children."""
        rng = request.generator()
        count = state.size if request.count is None else request.count
        opening, left = _opening(state, count, space, request, rng)
        free = _children(state, space, rng)
        focused = free
        if request.region:
            focused = region_drafts(space, request.region, state.population, state.parameters.rate, rng)
        return state, fill(space, request, opening, left, free, focused)

    def tell(self, state: EvolutionState, evaluations: Sequence[Scored]) -> EvolutionState:
        """The best of the population survive beside what is new; it never shrinks below `size`."""
        told = {scored.candidate.id: scored for scored in evaluations}
        staying = [scored for scored in state.population if scored.candidate.id not in told]
        kept = max(1, round(state.parameters.keep * state.size), state.size - len(told))
        evaluated = {scored.candidate.id: scored for scored in state.evaluated} | told
        return state.model_copy(
            update={
                "evaluated": tuple(evaluated[identifier] for identifier in sorted(evaluated)),
                "population": _best_first([*staying[:kept], *told.values()]),
            }
        )


def _best_first(scored: Sequence[Scored]) -> tuple[Scored, ...]:
    return tuple(sorted(scored, key=lambda item: (-item.fitness, item.candidate.id)))


def _opening(
    state: EvolutionState, count: int, space: MaskSpace, request: AskRequest, rng: np.random.Generator
) -> tuple[list[Proposal], list[bool]]:
    """Proposals without parents, and the places (True: in the region) that are left for children."""
    if len(state.population) >= state.size:
        return [], places(request, count, rng)
    done = [scored.candidate.id for scored in state.evaluated]
    repeated = again(state.start.earlier, state.size, done, space, request, rng)[:count]
    wanted = places(request, count - len(repeated), rng)
    seen = [*done, *(proposal.candidate.id for proposal in repeated)]
    chosen, left = from_sample(state.start.sample, seen, wanted, space, request, rng)
    return [*repeated, *chosen], left


def _children(state: EvolutionState, space: MaskSpace, rng: np.random.Generator) -> Drafts:
    """Streams of children: of two parents while there are two, random networks before."""
    parents = [(item, space.repair(space.encode(item.candidate), rng)) for item in state.population]
    chances = _chances(state, space) if len(parents) > 1 else None

    def crossed() -> tuple[Mask, tuple[str, ...]]:
        if len(parents) < 2:
            return space.sample(rng), ()
        first, second = (parents[index] for index in spin([item.fitness for item, _ in parents], 2, rng))
        child = space.crossover(first[1], second[1], space.sample(rng, chances), rng)
        return child, (first[0].candidate.id, second[0].candidate.id)

    def stream() -> Iterator[Draft]:
        for attempt in range(TRIES):
            if attempt % _MUTATIONS_A_CHILD == 0:
                child, ids = crossed()
            rate = state.parameters.rate + (1 - state.parameters.rate) * attempt / TRIES
            mutated = (space.flip if state.parameters.literal else space.mutate)(child, rate, rng)
            unchanged = bool((mutated == child).all())
            yield Draft(mutated, "initial" if not ids else "crossover" if unchanged else "mutation", ids)

    return stream


def _chances(state: EvolutionState, space: MaskSpace) -> FloatArray:
    """Chance of each path: its score, and a uniform share over what its cell has available."""
    template = space.template
    removed = [path.id for path, there in zip(template.paths, space.available, strict=True) if not there]
    measured = [(scored.candidate, scored.fitness) for scored in state.evaluated]
    alpha = state.parameters.alpha
    if alpha != "auto" and not state.start.larger_is_better:
        alpha = -alpha
    score = evidence(template, measured, removed, alpha).score
    uniform = evidence(template, (), removed).score
    share = state.parameters.uniform_share
    return (1 - share) * score + share * uniform
