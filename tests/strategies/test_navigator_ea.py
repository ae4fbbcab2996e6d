"""The paper's evolution: population, elite, scores, and what happens when weights change."""

import numpy as np
import pytest

from nas_navigator.datasets import catalogue as datasets
from nas_navigator.spaces.candidates import make_candidate
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates import cells
from nas_navigator.strategies import registry
from nas_navigator.strategies.base import AskRequest, Scored, Start
from nas_navigator.strategies.errors import StrategyError
from nas_navigator.strategies.restore import evaluated_ids, restore
from nas_navigator.strategies.roulette import spin
from nas_navigator_schemas.configuration import Objective
from nas_navigator_schemas.jobs import Known
from nas_navigator_schemas.templates import Candidate

DIGITS = datasets.entries()[0]
TEMPLATE = cells.build({}, DIGITS)
SPACE = MaskSpace(TEMPLATE)
EA = registry.get("navigator_ea")
GOOD = {path.id for path in TEMPLATE.paths if path.operation == "sep_conv_3x3"}


def worth(candidate: Candidate) -> float:
    return len(GOOD & set(candidate.paths)) / len(candidate.paths)


def networks(count: int, seed: int = 3) -> list[Candidate]:
    rng = np.random.default_rng(seed)
    return [SPACE.decode(SPACE.sample(rng)) for _ in range(count)]


def told(count: int) -> list[Scored]:
    return [Scored(candidate=item, fitness=worth(item)) for item in networks(count)]


@pytest.mark.parametrize(("kinds", "size"), [(["normal"] * 3, 8), (["normal"] * 9, 14)])
def test_the_population_is_one_and_a_half_per_cell_and_at_least_eight(kinds: list[str], size: int) -> None:
    space = MaskSpace(cells.build({"cells": kinds, "tie": "by_kind"}, DIGITS))
    state = EA.initial(space, {}, Start())
    assert state.size == size
    assert len(EA.ask(state, space, AskRequest(seed=0, iteration=0))[1].proposals) == size


def test_the_best_survive_an_iteration_without_being_evaluated_again() -> None:
    first, second = told(16)[:8], told(16)[8:]
    state = EA.tell(EA.tell(EA.initial(SPACE, {}, Start()), first), second)
    best = sorted(first, key=lambda item: -item.fitness)[:3]
    assert {item.candidate.id for item in state.population} == {item.candidate.id for item in [*best, *second]}
    _, proposals = EA.ask(state, SPACE, AskRequest(seed=0, iteration=2))
    evaluated = {item.candidate.id for item in state.evaluated}
    assert not evaluated & {item.candidate.id for item in proposals.proposals}


def test_a_short_batch_does_not_shrink_the_population() -> None:
    state = EA.tell(EA.tell(EA.initial(SPACE, {}, Start()), told(9)[:8]), told(9)[8:])
    assert len(state.population) == 8


def test_children_name_two_parents_of_the_population() -> None:
    state = EA.tell(EA.initial(SPACE, {}, Start()), told(8))
    _, proposals = EA.ask(state, SPACE, AskRequest(seed=0, iteration=1))
    ids = {item.candidate.id for item in state.population}
    for item in proposals.proposals:
        assert item.origin in ("crossover", "mutation")
        assert len(item.parents) == 2
        assert set(item.parents) <= ids


@pytest.mark.parametrize("parameters", [{}, {"literal": True}, {"alpha": 0.2}])
def test_it_finds_better_networks_than_random_search_does(parameters: dict) -> None:
    def mean_of_best(name: str, given: dict) -> float:
        strategy, best = registry.get(name), []
        for seed in range(3):
            state = strategy.initial(SPACE, given, Start(sample=tuple(networks(50, seed))))
            for iteration in range(12):
                state, batch = strategy.ask(state, SPACE, AskRequest(seed=seed, iteration=iteration))
                evaluations = [
                    Scored(candidate=item.candidate, fitness=worth(item.candidate)) for item in batch.proposals
                ]
                state = strategy.tell(state, evaluations)
            best.append(max(item.fitness for item in evaluations))
        return float(np.mean(best))

    assert mean_of_best("navigator_ea", parameters) > mean_of_best("random", {}) + 0.1


def test_after_new_weights_the_best_of_before_are_evaluated_again_first() -> None:
    known = [Known(candidate=item, origin="mutation", older={"accuracy": worth(item)}) for item in networks(20)]
    state = restore(EA, SPACE, {}, known, Objective())
    request = AskRequest(seed=0, iteration=7, known=evaluated_ids(known))
    _, proposals = EA.ask(state, SPACE, request)
    best = sorted(networks(20), key=lambda item: (-worth(item), item.id))[:8]
    assert [item.candidate.id for item in proposals.proposals] == [item.id for item in best]


def test_after_an_edit_they_are_repaired_to_the_present_template() -> None:
    removed = sorted(GOOD)[:4]
    steered = MaskSpace(TEMPLATE, removed)
    known = [
        Known(candidate=make_candidate([*item.paths, "gone"]), origin="mutation", older={"accuracy": worth(item)})
        for item in networks(20)
    ]
    state = restore(EA, steered, {}, known, Objective())
    _, proposals = EA.ask(state, steered, AskRequest(seed=0, iteration=7, known=evaluated_ids(known)))
    assert len(proposals.proposals) == 8
    originals = {item.candidate.id for item in known}
    for item in proposals.proposals:
        assert steered.contains(item.candidate)
        assert set(item.parents) <= originals
        assert len(item.parents) == 1


def test_it_breeds_again_once_the_population_is_evaluated_again() -> None:
    known = [
        Known(
            candidate=item,
            origin="mutation",
            iteration=7,
            objectives={"accuracy": 0.5 + worth(item)},
            older={"accuracy": worth(item)},
        )
        for item in networks(8)
    ]
    state = restore(EA, SPACE, {}, known, Objective())
    _, proposals = EA.ask(state, SPACE, AskRequest(seed=0, iteration=8, known=evaluated_ids(known)))
    assert {item.origin for item in proposals.proposals} <= {"crossover", "mutation"}
    assert all(item.fitness >= 0.5 for item in state.population)


def test_where_a_smaller_objective_is_better_the_smallest_are_best() -> None:
    known = [
        Known(candidate=item, origin="mutation", iteration=0, objectives={"loss": 1 - worth(item)})
        for item in networks(10)
    ]
    state = restore(EA, SPACE, {}, known, Objective(name="loss", direction="minimize"))
    assert state.population[0].candidate.id in {
        item.id for item in networks(10) if worth(item) == max(map(worth, networks(10)))
    }


def test_what_could_not_be_measured_is_left_out() -> None:
    known = [
        Known(candidate=item, origin="mutation", iteration=0, objectives={"accuracy": None}) for item in networks(3)
    ]
    assert restore(EA, SPACE, {}, known, Objective()).evaluated == ()


@pytest.mark.parametrize(
    ("parameters", "words"),
    [({"keep": 0}, "'keep' is 0"), ({"mutation_rate": 2.0}, "'mutation_rate' is 2.0"), ({"alpha": "mean"}, "'alpha'")],
)
def test_parameters_out_of_bounds_are_refused(parameters: dict, words: str) -> None:
    with pytest.raises(StrategyError, match=words):
        EA.initial(SPACE, parameters, Start())


def test_the_wheel_favours_the_fit_and_never_draws_one_twice() -> None:
    rng = np.random.default_rng(0)
    draws = [spin([0.1, 0.5, 0.9], 2, rng) for _ in range(500)]
    assert all(len(set(pair)) == 2 for pair in draws)
    firsts = np.bincount([pair[0] for pair in draws], minlength=3) / 500
    assert firsts[2] > firsts[1] > firsts[0]
    assert spin([0.3], 2, rng) == [0]
    assert sorted(spin([0.3, 0.3], 2, rng)) == [0, 1]


def test_alpha_is_in_units_of_the_objective_also_where_smaller_is_better() -> None:
    def proposals(objective: Objective, alpha: float, sign: int) -> list[str]:
        known = [
            Known(candidate=item, origin="mutation", iteration=0, objectives={"value": sign * worth(item)})
            for item in networks(20)
        ]
        state = restore(EA, SPACE, {"alpha": alpha}, known, objective)
        return [item.candidate.id for item in EA.ask(state, SPACE, AskRequest(0, 1))[1].proposals]

    maximized = proposals(Objective(name="value"), 0.3, 1)
    minimized = proposals(Objective(name="value", direction="minimize"), -0.3, -1)
    assert minimized == maximized
    assert minimized != proposals(Objective(name="value", direction="minimize"), 0.3, -1)
