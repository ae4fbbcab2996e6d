"""Masks: every one that any part of the program makes is valid and obeys the steering."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nas_navigator.spaces.candidates import candidate_id, make_candidate
from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.groups import Group, check_groups
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates.cells import build
from nas_navigator_schemas.templates import PerEdge, Template
from tests.study.logbook import DIGITS


def template(low: int = 2, high: int = 2) -> Template:
    return build({"cells": ["normal", "reduction"], "nodes": 3, "inputs_per_node": [low, high]}, DIGITS)


def per_edge() -> Template:
    """The same cells, in which every edge carries exactly one operation."""
    given = template()
    cells = tuple(cell.model_copy(update={"choice": PerEdge()}) for cell in given.cells)
    return given.model_copy(update={"cells": cells})


CHOICES = (template(2, 2), template(1, 3), template(1, 1), per_edge())
STEERING = st.tuples(st.sets(st.integers(0, 40), max_size=8), st.sets(st.integers(41, 100), max_size=4))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32), chosen=st.sampled_from(CHOICES), steering=STEERING)
def test_samples_children_and_repairs_are_valid(
    seed: int, chosen: Template, steering: tuple[set[int], set[int]]
) -> None:
    removed, fixed = ([f"p{number}" for number in sorted(numbers)] for numbers in steering)
    try:
        space = MaskSpace(chosen, removed, fixed)
    except SpaceError:
        return
    rng = np.random.default_rng(seed)
    first, second, drawn = space.sample(rng), space.sample(rng), space.sample(rng)
    noise = rng.random(len(first)) < 0.3
    masks = [
        first,
        space.crossover(first, second, drawn, rng),
        space.mutate(first, 0.5, rng),
        space.flip(first, 0.1, rng),
        space.repair(noise, rng),
        space.sample(rng, rng.random(len(first)) * (rng.random(len(first)) < 0.5)),
    ]
    for mask in masks:
        assert space.is_valid(mask)
        paths = set(space.decode(mask).paths)
        assert not paths & set(removed)
        assert paths >= set(fixed)
        assert np.array_equal(space.encode(space.decode(mask)), mask)
        assert np.array_equal(space.repair(mask, rng), mask)


def test_a_valid_mask_is_repaired_into_itself() -> None:
    space = MaskSpace(template())
    rng = np.random.default_rng(0)
    for _ in range(20):
        mask = space.sample(rng)
        assert np.array_equal(space.repair(mask, rng), mask)


def test_the_same_seed_gives_the_same_masks() -> None:
    space = MaskSpace(template())
    once, again = (space.sample(np.random.default_rng(3)) for _ in range(2))
    assert np.array_equal(once, again)


def test_every_path_is_drawn_about_equally_often() -> None:
    space = MaskSpace(template())
    rng = np.random.default_rng(1)
    counts = np.sum([space.sample(rng) for _ in range(2000)], axis=0)
    group = counts[list(space.groups[0].free)]
    assert group.sum() == 2 * 2000
    assert abs(group - group.mean()).max() < 5 * np.sqrt(group.mean())


def test_paths_without_weight_are_drawn_last() -> None:
    space = MaskSpace(template())
    weights = np.zeros(len(space.template.paths))
    liked = [group.free[0] for group in space.groups] + [group.free[3] for group in space.groups]
    weights[liked] = 1.0
    mask = space.sample(np.random.default_rng(0), weights)
    assert sorted(np.flatnonzero(mask)) == sorted(liked)


def test_a_child_agrees_with_its_parents_where_they_agree() -> None:
    space = MaskSpace(template())
    rng = np.random.default_rng(5)
    parent = space.sample(rng)
    assert np.array_equal(space.crossover(parent, parent, space.sample(rng), rng), parent)


def test_a_candidate_is_valid_only_with_all_its_paths() -> None:
    space = MaskSpace(template())
    candidate = space.decode(space.sample(np.random.default_rng(0)))
    assert space.contains(candidate)
    assert not space.contains(make_candidate(candidate.paths[1:]))
    assert not space.contains(make_candidate([*candidate.paths[1:], "p9999"]))


def test_ids_of_candidates_are_stable() -> None:
    assert candidate_id(["p1", "p0"]) == candidate_id(["p0", "p1"]) == "99527ab4af9a"


@pytest.mark.parametrize(
    ("removed", "fixed", "says"),
    [
        ([f"p{number}" for number in range(11)], [], "needs at least 2 available paths and 1 would be left"),
        ([], ["p0", "p1", "p2"], "takes at most 2 active paths and 3 would be fixed"),
    ],
)
def test_steering_that_leaves_nothing_to_choose_is_refused(removed: list[str], fixed: list[str], says: str) -> None:
    with pytest.raises(SpaceError, match=says):
        MaskSpace(template(), removed, fixed)


def test_a_single_path_is_one_path() -> None:
    one = Group("node 1", (0,), (), minimum=2, maximum=2)
    with pytest.raises(SpaceError, match="needs at least 2 available paths and 1 would be left"):
        check_groups((one,))
    with pytest.raises(SpaceError, match="needs at least 1 available path and 0 would be left"):
        check_groups((replace(one, free=(), minimum=1),))
    with pytest.raises(SpaceError, match="takes at most 1 active path and 2 would be fixed"):
        check_groups((replace(one, fixed=(0, 1), maximum=1),))
