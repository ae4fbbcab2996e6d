"""What every strategy must do; whoever registers one earns these tests."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from nas_navigator.datasets import catalogue as datasets
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates import cells
from nas_navigator.strategies import catalogue, registry
from nas_navigator.strategies.base import AskRequest, Proposals, RegionFocus, Scored, Start, Strategy
from nas_navigator.strategies.errors import StrategyError
from nas_navigator.strategies.restore import evaluated_ids, restore
from nas_navigator_schemas.configuration import Objective, SearchConfiguration
from nas_navigator_schemas.jobs import Known
from nas_navigator_schemas.templates import Candidate, Template

TEMPLATE = cells.build({}, datasets.entries()[0])
SPACE = MaskSpace(TEMPLATE)
OBJECTIVE = Objective()

pytestmark = pytest.mark.parametrize("strategy", registry.STRATEGIES.values(), ids=registry.STRATEGIES)


def sample(space: MaskSpace, count: int, seed: int = 5) -> tuple[Candidate, ...]:
    rng = np.random.default_rng(seed)
    return tuple(space.decode(space.sample(rng)) for _ in range(count))


def worth(candidate: Candidate) -> float:
    """A fitness that depends on the paths: how many are convolutions."""
    convolutions = {path.id for path in TEMPLATE.paths if "conv" in path.operation}
    return sum(path in convolutions for path in candidate.paths) / len(candidate.paths)


def scored(proposals: Proposals) -> list[Scored]:
    return [Scored(candidate=item.candidate, fitness=worth(item.candidate)) for item in proposals.proposals]


def search(
    strategy: Strategy[Any],
    space: MaskSpace = SPACE,
    iterations: int = 6,
    seed: int = 1,
    start: Start | None = None,
    **request: Any,
) -> tuple[Any, list[Proposals]]:
    """A search as the worker runs it; the state passes through JSON each time."""
    given = Start(sample=sample(space, 30)) if start is None else start
    state = strategy.initial(space, {}, given)
    known: set[str] = set()
    batches: list[Proposals] = []
    for iteration in range(iterations):
        ask = AskRequest(seed=seed, iteration=iteration, known=frozenset(known), **request)
        state, proposals = strategy.ask(state, space, ask)
        evaluations = scored(proposals)
        known |= {item.candidate.id for item in evaluations}
        state = strategy.tell(state, evaluations)
        state = strategy.state_type.model_validate_json(state.model_dump_json())
        batches.append(proposals)
    return state, batches


def candidates(batches: Sequence[Proposals]) -> list[Candidate]:
    return [item.candidate for batch in batches for item in batch.proposals]


def test_every_proposal_is_valid_and_new(strategy: Strategy[Any]) -> None:
    _, batches = search(strategy, iterations=10)
    found = candidates(batches)
    assert len(found) == 80
    assert len({item.id for item in found}) == 80
    assert all(SPACE.contains(item) for item in found)


def test_so_many_are_proposed_as_are_asked_for(strategy: Strategy[Any]) -> None:
    _, batches = search(strategy, count=5)
    assert [len(batch.proposals) for batch in batches] == [5] * 6


def test_removed_paths_never_come_and_fixed_ones_always(strategy: Strategy[Any]) -> None:
    removed = [path.id for path in TEMPLATE.paths if path.operation == "skip_connect"]
    fixed = [path.id for path in TEMPLATE.paths if path.operation == "max_pool_3x3"][::9]
    steered = MaskSpace(TEMPLATE, removed, fixed)
    _, batches = search(strategy, steered, start=Start(sample=sample(SPACE, 30)))
    for item in candidates(batches):
        assert steered.contains(item)
        assert not set(removed) & set(item.paths)
        assert set(fixed) <= set(item.paths)


def test_steering_set_in_the_middle_is_obeyed_by_the_next_proposal(strategy: Strategy[Any]) -> None:
    state, batches = search(strategy)
    common = candidates(batches)[0].paths[0]
    steered = MaskSpace(TEMPLATE, removed=[common])
    known = frozenset(item.id for item in candidates(batches))
    _, later = strategy.ask(state, steered, AskRequest(seed=1, iteration=6, known=known))
    assert len(later.proposals) == 8
    assert all(steered.contains(item.candidate) for item in later.proposals)


def test_constraints_are_obeyed(strategy: Strategy[Any]) -> None:
    def feasible(candidate: Candidate) -> bool:
        return worth(candidate) < 0.5

    _, batches = search(strategy, feasible=feasible)
    assert len(candidates(batches)) == 48
    assert all(map(feasible, candidates(batches)))


def test_the_same_seed_gives_the_same_proposals_and_another_gives_others(strategy: Strategy[Any]) -> None:
    assert search(strategy, seed=1) == search(strategy, seed=1)
    assert candidates(search(strategy, seed=1)[1]) != candidates(search(strategy, seed=2)[1])


def test_a_state_restored_from_history_is_the_live_one(strategy: Strategy[Any]) -> None:
    on_the_map = sample(SPACE, 30)
    state, batches = search(strategy, start=Start(sample=on_the_map))
    evaluated = {
        item.candidate.id: (iteration, item) for iteration, batch in enumerate(batches) for item in batch.proposals
    }
    known = [_known(item, "sample", evaluated.get(item.id)) for item in on_the_map]
    mapped = {item.id for item in on_the_map}
    known += [
        _known(found.candidate, found.origin, (iteration, found))
        for iteration, found in evaluated.values()
        if found.candidate.id not in mapped
    ]
    restored = restore(strategy, SPACE, {}, known, OBJECTIVE)
    assert restored == state
    request = AskRequest(seed=1, iteration=6, known=evaluated_ids(known))
    assert strategy.ask(restored, SPACE, request) == strategy.ask(state, SPACE, request)


def _known(candidate: Candidate, origin: Any, found: tuple[int, Any] | None) -> Known:
    if found is None:
        return Known(candidate=candidate, origin=origin)
    objectives = {"accuracy": worth(candidate)}
    return Known(candidate=candidate, origin=origin, iteration=found[0], objectives=objectives)


def test_with_weight_one_every_child_lies_in_the_region(strategy: Strategy[Any]) -> None:
    focus = region_of_first_path(sample(SPACE, 60), weight=1.0)
    _, batches = search(strategy, region=focus)
    inside, _ = focus.inside(candidates(batches))
    assert inside.all()
    assert sum(batch.misses for batch in batches) == 0


def test_with_a_smaller_weight_the_others_may_lie_anywhere(strategy: Strategy[Any]) -> None:
    focus = region_of_first_path(sample(SPACE, 60), weight=0.5)
    _, batches = search(strategy, region=focus, iterations=12, start=Start())
    inside, _ = focus.inside(candidates(batches))
    assert 0.35 < inside.mean() < 0.8


def test_a_region_that_nothing_reaches_gives_the_nearest_and_counts_it(strategy: Strategy[Any]) -> None:
    def nowhere(given: Sequence[Candidate]) -> tuple[np.ndarray, np.ndarray]:
        return np.zeros(len(given), dtype=np.bool_), np.array([1.0 - worth(item) for item in given])

    focus = RegionFocus(weight=1.0, members=sample(SPACE, 10), inside=nowhere)
    _, batches = search(strategy, region=focus, iterations=1, count=3)
    assert batches[0].misses == 3
    assert batches[0].refusals >= 3 * 150
    assert min(map(worth, candidates(batches))) > np.mean([worth(item) for item in sample(SPACE, 100)])


def test_a_region_without_members_is_searched_all_the_same(strategy: Strategy[Any]) -> None:
    focus = RegionFocus(weight=1.0, members=(), inside=region_of_first_path((), 1.0).inside)
    _, batches = search(strategy, region=focus, iterations=1, start=Start())
    assert len(candidates(batches)) == 8


def region_of_first_path(among: Sequence[Candidate], weight: float) -> RegionFocus:
    """The candidates that have the first path of the template."""
    first = TEMPLATE.paths[0].id

    def inside(given: Sequence[Candidate]) -> tuple[np.ndarray, np.ndarray]:
        hits = np.array([first in item.paths for item in given], dtype=np.bool_)
        return hits, 1.0 - hits

    return RegionFocus(weight, tuple(item for item in among if first in item.paths), inside)


def tiny() -> Template:
    """Six candidates: one node, which reads two of four paths."""
    return cells.build(
        {"cells": ["normal"], "nodes": 1, "operations": ["skip_connect", "max_pool_3x3"]}, datasets.entries()[0]
    )


def test_a_small_space_is_searched_to_its_end_and_then_nothing_is_proposed(strategy: Strategy[Any]) -> None:
    space = MaskSpace(tiny())
    _, batches = search(strategy, space, iterations=4, count=4, start=Start(sample=sample(space, 3)))
    assert sum(len(batch.proposals) for batch in batches) == 6
    assert [batch.exhausted for batch in batches] == [False, False, True, True]


def test_the_sample_of_the_map_is_evaluated_first(strategy: Strategy[Any]) -> None:
    on_the_map = sample(SPACE, 30)
    _, batches = search(strategy, iterations=1, start=Start(sample=on_the_map))
    assert {item.id for item in candidates(batches)} <= {item.id for item in on_the_map}
    assert {item.origin for item in batches[0].proposals} == {"initial"}


def test_parameters_are_refused_by_catalogue_and_strategy_alike(strategy: Strategy[Any]) -> None:
    identifier = next(name for name, item in registry.STRATEGIES.items() if item is strategy)
    for parameters, words in (({"population": 0}, "0"), ({"size": 3}, "'size' is unknown; there are population")):
        with pytest.raises(StrategyError, match=words):
            strategy.initial(SPACE, parameters, Start())
        with pytest.raises(StrategyError, match=words):
            catalogue.check(SearchConfiguration(strategy=identifier, parameters=parameters))


def test_it_is_in_the_catalogue(strategy: Strategy[Any]) -> None:
    assert [entry.id for entry in catalogue.entries()] == list(registry.STRATEGIES)
    assert registry.get(next(name for name, item in registry.STRATEGIES.items() if item is strategy)) is strategy
