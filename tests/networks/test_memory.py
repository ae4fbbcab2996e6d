"""Candidates together: as exact as alone, in bounded memory, and planned in no time, however deep the template."""

import time
from collections.abc import Sequence

import numpy as np
import pytest
import torch

from nas_navigator.datasets import catalogue
from nas_navigator.networks.blueprint import Blueprint
from nas_navigator.networks.memory import AGAIN, peak, sizes_of
from nas_navigator.networks.program import Program, compile_groups, compile_program
from nas_navigator.networks.supernet import Supernet
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates import cells, nas_bench_201
from nas_navigator_schemas.templates import Candidate, PerNode, Template
from tests.networks.nets import cell, choose, images, lively, path, template

(DIGITS,) = (entry for entry in catalogue.entries() if entry.id == "digits")
DEEP = {
    "8 cells": cells.build({"cells": ("normal",) * 8, "tie": "none"}, DIGITS),
    "20 cells": cells.build({"cells": ("normal",) * 20, "tie": "none"}, DIGITS),
    "NAS-Bench-201, 3 x 5 cells": nas_bench_201.build({"depth": 5}, DIGITS),
    "NAS-Bench-201, 3 x 20 cells": nas_bench_201.build({"depth": 20}, DIGITS),
}


def children(given: Template, count: int, rate: float, seed: int) -> list[Candidate]:
    """Mutants of one parent, such as a search proposes."""
    space, rng = MaskSpace(given), np.random.default_rng(seed)
    parent = space.sample(rng)
    return [space.decode(space.mutate(parent, rate, rng)) for _ in range(count)]


def memory(blueprint: Blueprint, program: Program) -> int:
    return peak(program.steps, sizes_of(blueprint, program.steps), program.order)


@pytest.mark.parametrize("rate", [0.05, 0.3])
@pytest.mark.parametrize("name", DEEP)
def test_groups_of_a_deep_template_fit_and_are_planned_at_once(name: str, rate: float) -> None:
    blueprint, population = Blueprint(DEEP[name]), children(DEEP[name], 16, rate, 0)
    largest = max(memory(blueprint, compile_program(blueprint, [candidate])) for candidate in population)
    began = time.process_time()
    groups = list(compile_groups(blueprint, population))
    assert time.process_time() - began < 20
    assert sorted(place for places, _ in groups for place in places) == list(range(16))
    for places, program in groups:
        assert len(program.outputs) == len(places)
        assert memory(blueprint, program) <= 2 * largest
        assert len(program.order) <= (2 + AGAIN) * len(program.steps)


def test_each_group_measures_the_candidates_that_it_names() -> None:
    supernet = lively(Supernet(DEEP["NAS-Bench-201, 3 x 5 cells"], 0))
    population = children(supernet.template, 16, 0.3, 0)
    groups = list(compile_groups(supernet.blueprint, population))
    assert len(groups) > 1
    with torch.inference_mode():
        for places, program in groups:
            _is_exact(supernet, program, [population[place] for place in places])


def test_what_a_skip_connection_shows_stays_what_it_was() -> None:
    """A longer sum must not be made in the place of a shorter one that a skip connection still shows."""
    owner = cell("c0", "image", "image", choice=PerNode(minimum=1, maximum=3), combine="loose_ends")
    paths = (
        path("p0", "c0 in0 n0", "max_pool_3x3"),
        path("p1", "c0 in1 n0", "max_pool_3x3"),
        path("p3", "c0 in0 n0", "avg_pool_3x3"),
        path("p2", "c0 in0 n1", "max_pool_3x3"),
        path("p4", "c0 n0 n1", "skip_connect"),
    )
    supernet = lively(Supernet(template((owner,), paths), 0))
    # The first makes p0 + p1, the second goes on from there, the third skips from it.
    population = [choose("p0", "p1", "p2", "p4"), choose("p0", "p1", "p3", "p2"), choose("p0", "p1", "p4")]
    with torch.inference_mode():
        _is_exact(supernet, compile_program(supernet.blueprint, population), population)


def _is_exact(supernet: Supernet, together: Program, population: Sequence[Candidate]) -> None:
    for candidate, logits in zip(population, supernet.run(images(), together), strict=True):
        assert torch.equal(supernet.forward(images(), candidate)["label"], logits["label"])
