"""Children for a region: from parents in it, with the paths that its members have most often."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nas_navigator.spaces.masks import Mask, MaskSpace
from nas_navigator.spaces.space import FloatArray
from nas_navigator.strategies.base import RegionFocus, Scored
from nas_navigator.strategies.drawing import TRIES, Draft, Drafts
from nas_navigator.strategies.roulette import spin
from nas_navigator_schemas.templates import Candidate

_CHANGES = 2.0
"""Choices that a child of one parent has replaced, on average: few enough to stay near it on the map."""
_EVER_THERE = 0.02
"""Chance of a path that no member has, next to 1 for one that all have."""


def region_drafts(
    space: MaskSpace,
    region: RegionFocus,
    population: Sequence[Scored],
    mutation_rate: float,
    rng: np.random.Generator,
) -> Drafts:
    """Streams of children for `region`; half of the parents for fitness, half from all members.

    Half of the children cross two parents, half are one parent with a few choices replaced. Without members the
    stream is of random networks.
    """
    fit = _inside(region, population)
    everyone = (*region.members, *(scored.candidate for scored in fit))
    breeder = _Breeder(space, tuple(fit), everyone, _frequencies(space, everyone), mutation_rate, rng)
    return breeder.stream


@dataclass(frozen=True, slots=True)
class _Breeder:
    """Draws children of `everyone` in a region, of whom `fit` are evaluated."""

    space: MaskSpace
    fit: tuple[Scored, ...]
    everyone: tuple[Candidate, ...]
    chances: FloatArray
    mutation_rate: float
    rng: np.random.Generator

    def stream(self) -> Iterator[Draft]:
        for _ in range(TRIES):
            if not self.everyone:
                yield Draft(self.space.sample(self.rng), "region")
            elif self.rng.random() < 0.5:
                yield self._crossed()
            else:
                yield self._changed()

    def _parent(self) -> tuple[str, Mask]:
        if self.fit and self.rng.random() < 0.5:
            parent = self.fit[spin([scored.fitness for scored in self.fit], 1, self.rng)[0]].candidate
        else:
            parent = self.everyone[int(self.rng.integers(len(self.everyone)))]
        return parent.id, self.space.repair(self.space.encode(parent), self.rng)

    def _crossed(self) -> Draft:
        (first_id, first), (second_id, second) = self._parent(), self._parent()
        drawn = self.space.sample(self.rng, self.chances)
        child = self.space.crossover(first, second, drawn, self.rng)
        mutated = self.space.mutate(child, self.mutation_rate, self.rng)
        return Draft(mutated, "region", tuple(dict.fromkeys((first_id, second_id))))

    def _changed(self) -> Draft:
        parent_id, parent = self._parent()
        rate = min(1.0, _CHANGES / max(1, int(parent.sum())))
        return Draft(self.space.mutate(parent, rate, self.rng), "region", (parent_id,))


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
