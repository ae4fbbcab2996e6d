"""Children for a region: from parents in it, with the paths that its members have most often."""

from collections.abc import Iterator, Sequence

import numpy as np

from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.space import FloatArray
from nas_navigator.strategies.base import RegionFocus, Scored
from nas_navigator.strategies.drawing import TRIES, Draft, Drafts
from nas_navigator.strategies.roulette import spin
from nas_navigator_schemas.templates import Candidate

MIXED_TRIES = TRIES // 2
"""Tries that cross two parents; later ones change a single parent ever less, to stay near it."""
_EVER_THERE = 0.02
"""Chance of a path that no member has, next to 1 for one that all have: what the region lacks may still come."""


def region_drafts(
    space: MaskSpace,
    region: RegionFocus,
    population: Sequence[Scored],
    mutation_rate: float,
    rng: np.random.Generator,
) -> Drafts:
    """Streams of children for `region`; half of the parents are drawn for fitness, the others from all members."""
    fit = _inside(region, population)
    everyone = [*region.members, *(scored.candidate for scored in fit)]
    chances = _frequencies(space, everyone)

    def pick() -> Candidate:
        if fit and rng.random() < 0.5:
            return fit[spin([scored.fitness for scored in fit], 1, rng)[0]].candidate
        return everyone[int(rng.integers(len(everyone)))]

    def crossed(rate: float) -> Draft:
        first, second = pick(), pick()
        masks = [space.repair(space.encode(parent), rng) for parent in (first, second)]
        child = space.crossover(masks[0], masks[1], space.sample(rng, chances), rng)
        return Draft(space.mutate(child, rate, rng), "region", (first.id, second.id))

    def changed(changes: float) -> Draft:
        parent = pick()
        mask = space.repair(space.encode(parent), rng)
        return Draft(space.mutate(mask, min(1.0, changes / max(1, int(mask.sum()))), rng), "region", (parent.id,))

    def stream() -> Iterator[Draft]:
        for _ in range(TRIES):
            if not everyone:
                yield Draft(space.sample(rng), "region")
            elif rng.random() < 0.5:
                yield crossed(mutation_rate)
            else:
                yield changed(2.0)

    return stream


def _inside(region: RegionFocus, population: Sequence[Scored]) -> list[Scored]:
    if not population:
        return []
    inside, _ = region.inside([scored.candidate for scored in population])
    return [scored for scored, hit in zip(population, inside, strict=True) if hit]


def _frequencies(space: MaskSpace, candidates: Sequence[Candidate]) -> FloatArray:
    count = np.zeros(len(space.template.paths), dtype=np.float64)
    for candidate in candidates:
        count += space.encode(candidate)
    return count / max(1, len(candidates)) + _EVER_THERE
