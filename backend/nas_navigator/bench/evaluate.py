"""How fast candidates are evaluated: masked, one by one, together, and as networks of their own.

The template has 5 untied cells N R N R N of 4 nodes with 2 inputs a node and 16 channels, on images of 1x28x28. Every
way measures the same candidates on the same batches, in turn within each round, so that a busy machine slows all.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Any

import numpy as np
import torch
from torch import Tensor

from nas_navigator.bench import KINDS, BenchError
from nas_navigator.bench.populations import search as searched
from nas_navigator.networks.blueprint import HEAD
from nas_navigator.networks.evaluation import evaluate_population
from nas_navigator.networks.execution import compute, execute
from nas_navigator.networks.masked import MaskedNetwork, largest_difference
from nas_navigator.networks.program import Program, compile_program
from nas_navigator.networks.standalone import cut
from nas_navigator.networks.supernet import Supernet, channels_last
from nas_navigator.spaces.masks import Mask, MaskSpace
from nas_navigator.spaces.templates import cells
from nas_navigator_schemas.catalogue import DatasetEntry
from nas_navigator_schemas.templates import Candidate, Template, TemplateInput, TemplateOutput

Logits = list[dict[str, Tensor]]
Way = Callable[[Tensor], Logits]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is measured: a supernet, candidates and batches (N, 1, 28, 28)."""

    supernet: Supernet
    candidates: Sequence[Candidate]
    batches: Sequence[Tensor]


def run(
    population: int = 12,
    mutants: float = 0.05,
    rounds: int = 3,
    batch: int = 128,
    batches: int = 1,
    seed: int = 0,
    search: int = 10,
) -> Iterator[dict[str, Any]]:
    """A line for each round, then the summary: median seconds of each way for all candidates and batches.

    In the summary `max_abs_difference` is between the logits of shared and separate, which must be none.

    Args:
        population: candidates.
        mutants: share of the active choices of one parent that each candidate replaces; 1 is random candidates.
        rounds: how often each way is timed.
        batch: images a batch.
        batches: batches.
        seed: of weights, candidates and images.
        search: iterations of a search on digits, of whose populations `search_gain` is told; 0 for none.

    Raises:
        BenchError: an option is out of range.
    """
    if min(population, rounds, batches) < 1 or batch < 2 or not 0 < mutants <= 1 or search < 0:
        raise BenchError(
            f"population {population}, rounds {rounds}, batches {batches}, batch {batch}, mutants {mutants} and "
            f"search {search}: take at least 1 of each, 2 images a batch, a share of mutants above 0 up to 1, and "
            "0 or more iterations of search"
        )
    return _measure(scene(population, mutants, batch, batches, seed), rounds, search, seed)


def scene(population: int, mutants: float, batch: int, batches: int, seed: int) -> Scene:
    """The supernet, its candidates and the images, all from the seed."""
    template = bench_template()
    images = torch.randn(batches, batch, 1, 28, 28, generator=torch.Generator().manual_seed(seed))
    supernet = Supernet(template, seed)
    give_heads_weight(supernet, seed)
    return Scene(supernet, draw_candidates(MaskSpace(template), population, mutants, seed), list(images))


def give_heads_weight(supernet: Supernet, seed: int) -> None:
    """Draw the heads' weights, which start at zero, so that logits tell candidates and ways of computing apart."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for key, weight in supernet.weights.items():
            if key.startswith(HEAD) and key.endswith("/weight"):
                weight.normal_(0.0, weight.shape[1] ** -0.5, generator=generator)


def bench_template() -> Template:
    """5 untied cells of 4 nodes and 16 channels for images of 1x28x28 in 10 classes."""
    dataset = DatasetEntry(
        id="bench",
        name="Random images",
        description="Normal noise.",
        input=TemplateInput(name="image", shape=(1, 28, 28)),
        output=TemplateOutput(name="label", classes=10),
        train_images=0,
        test_images=0,
        classes=tuple("0123456789"),
        batch_size=128,
        available=True,
    )
    return cells.build({"cells": KINDS, "channels": 16, "tie": "none"}, dataset)


def draw_candidates(space: MaskSpace, population: int, mutants: float, seed: int) -> tuple[Candidate, ...]:
    """Distinct children of one parent with a share of its choices replaced; random candidates for a share of 1."""
    rng = np.random.default_rng(seed)
    parent = space.sample(rng)
    drawn: dict[str, Candidate] = {}
    while len(drawn) < population:
        genes = space.sample(rng) if mutants >= 1 else _mutant(space, parent, mutants, rng)
        candidate = space.decode(genes)
        drawn[candidate.id] = candidate
    return tuple(drawn.values())


def _mutant(space: MaskSpace, parent: Mask, share: float, rng: np.random.Generator) -> Mask:
    active = np.flatnonzero(parent)
    genes = parent.copy()
    for index in rng.choice(active, size=ceil(share * len(active)), replace=False):
        group = next(group for group in space.groups if index in group.free)
        genes[index] = False
        genes[rng.choice([other for other in group.free if not genes[other] and other != index])] = True
    return genes


def ways(given: Scene) -> Mapping[str, Way]:
    """Every way to compute the candidates' logits for one batch."""
    supernet, candidates = given.supernet, given.candidates
    masked = MaskedNetwork(supernet)
    networks = [cut(supernet, candidate) for candidate in candidates]
    singles = [compile_program(supernet.blueprint, (candidate,)) for candidate in candidates]
    together = compile_program(supernet.blueprint, candidates)

    def alone(images: Tensor) -> Logits:
        return [execute(one, supernet.blueprint, supernet.weights, {"image": images})[0] for one in singles]

    return {
        "masked": lambda images: [masked.forward(images, candidate) for candidate in candidates],
        "plain": alone,
        "separate": lambda images: alone(channels_last(images)),
        "shared": lambda images: supernet.run(images, together),
        "standalone": lambda images: [network.forward(images, "batch") for network in networks],
    }


def _measure(given: Scene, rounds: int, search: int, seed: int) -> Iterator[dict[str, Any]]:
    seconds: dict[str, list[float]] = {}
    differences: dict[str, float] = {}
    with torch.inference_mode():
        computed = ways(given)
        for number in range(rounds):
            timed = {name: _timed(way, given.batches) for name, way in computed.items()}
            for name, (value, logits) in timed.items():
                seconds.setdefault(name, []).append(value)
                differences[name] = _difference(timed["separate"][1], logits)
            yield {"round": number, **{f"{name}_s": value for name, (value, _) in timed.items()}}
    summary = _summary(given, {name: median(values) for name, values in seconds.items()}, differences)
    yield summary | _peaks(given) | _search_gain(search, rounds, seed)


def _timed(way: Way, batches: Sequence[Tensor]) -> tuple[float, Logits]:
    """Seconds for all batches, and the logits of the last."""
    logits: Logits = []
    started = time.perf_counter()
    for images in batches:
        logits = way(images)
    return time.perf_counter() - started, logits


def _difference(reference: Logits, computed: Logits) -> float:
    return max(map(largest_difference, reference, computed))


def _peaks(given: Scene) -> dict[str, float]:
    """The most memory of all candidates together, and of the largest alone."""
    blueprint, images = given.supernet.blueprint, given.batches[0]
    shared = _peak_mib(given.supernet, compile_program(blueprint, given.candidates), images)
    alone = [_peak_mib(given.supernet, compile_program(blueprint, (one,)), images) for one in given.candidates]
    return {"peak_mib": shared, "separate_peak_mib": max(alone), "peak_over_separate": shared / max(alone)}


@torch.inference_mode()
def _peak_mib(supernet: Supernet, program: Program, images: Tensor) -> float:
    """The most memory that the values of a program take at once, for one batch; a value that is another counts once."""
    values: dict[int, Tensor] = {}
    most = 0
    for index, released in zip(program.order, program.releases, strict=True):
        step = program.steps[index]
        reads = [values[value] for value in step.reads]
        values[index] = (
            channels_last(images)
            if step.kind == "input"
            else compute(step, reads, supernet.blueprint, supernet.weights, "batch")
        )
        storages = {value.untyped_storage().data_ptr(): value.untyped_storage().nbytes() for value in values.values()}
        most = max(most, sum(storages.values()))
        for value in released:
            del values[value]
    return most / 2**20


def _search_gain(iterations: int, rounds: int, seed: int) -> dict[str, float]:
    """How many times faster than separate shared is on what a search evaluated, compiling included."""
    if not iterations:
        return {}
    found = searched(iterations, seed)
    totals = {"separate": [0.0] * rounds, "shared": [0.0] * rounds}
    for number in range(rounds):
        for population in found.populations:
            for way, parts in (("separate", [(one,) for one in population]), ("shared", [population])):
                started = time.perf_counter()
                for part in parts:
                    evaluate_population(found.supernet, part, found.batches)
                totals[way][number] += time.perf_counter() - started
    separate, shared = (median(totals[way]) for way in ("separate", "shared"))
    return {
        "search_candidates": sum(map(len, found.populations)),
        "search_separate_s": separate,
        "search_shared_s": shared,
        "search_gain": separate / shared,
    }


def _summary(given: Scene, seconds: Mapping[str, float], differences: Mapping[str, float]) -> dict[str, Any]:
    shared = seconds["shared"]
    return {
        "candidates": len(given.candidates),
        "images": sum(len(images) for images in given.batches),
        "threads": torch.get_num_threads(),
        **{f"{name}_s": value for name, value in seconds.items()},
        **{f"{name}_over_shared": seconds[name] / shared for name in ("masked", "plain", "separate", "standalone")},
        "masked_over_separate": seconds["masked"] / seconds["separate"],
        "separate_over_standalone": seconds["separate"] / seconds["standalone"],
        "max_abs_difference": differences["shared"],
        "masked_difference": differences["masked"],
        "standalone_difference": differences["standalone"],
        "layout_difference": differences["plain"],
    }
