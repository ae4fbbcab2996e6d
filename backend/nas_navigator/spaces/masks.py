"""The space of masks: one boolean gene a path (NAS-Navigator, section 4.2, EA1)."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from nas_navigator.spaces.candidates import make_candidate
from nas_navigator.spaces.groups import Group, check_groups, choice_groups
from nas_navigator.spaces.space import FloatArray
from nas_navigator_schemas.templates import Candidate, Template

Mask = NDArray[np.bool_]
"""Which of `template.paths` are active; shape (paths,)."""


class MaskSpace:
    """Valid masks of a template under steering: removed paths are never active, fixed ones always.

    Raises:
        SpaceError: the steering leaves some node without a valid choice.
    """

    def __init__(self, template: Template, removed: Collection[str] = (), fixed: Collection[str] = ()) -> None:
        self.template = template
        self.groups: tuple[Group, ...] = choice_groups(template, removed, fixed)
        check_groups(self.groups)
        self._index = {path.id: index for index, path in enumerate(template.paths)}
        self.available: Mask = np.zeros(len(template.paths), dtype=np.bool_)
        for group in self.groups:
            self.available[[*group.free, *group.fixed]] = True

    def sample(self, rng: np.random.Generator, weights: FloatArray | None = None) -> Mask:
        """A random valid mask; within a group, paths are drawn without replacement with chances `weights`."""
        mask = np.zeros(len(self.template.paths), dtype=np.bool_)
        for group in self.groups:
            low, high = group.counts
            count = int(rng.integers(low, high + 1)) - len(group.fixed)
            mask[list(group.fixed)] = True
            mask[_draw(group.free, count, rng, weights)] = True
        return mask

    def repair(self, genes: Mask, rng: np.random.Generator) -> Mask:
        """The mask with removed paths out, fixed ones in, and as few further changes as make it valid."""
        mask = genes & self.available
        for group in self.groups:
            mask[list(group.fixed)] = True
            active = [index for index in group.free if mask[index]]
            low, high = group.counts
            surplus = len(active) + len(group.fixed) - high
            if surplus > 0:
                mask[_draw(active, surplus, rng)] = False
            elif (lacking := low - len(active) - len(group.fixed)) > 0:
                mask[_draw([index for index in group.free if not mask[index]], lacking, rng)] = True
        return mask

    def mutate(self, genes: Mask, rate: float, rng: np.random.Generator) -> Mask:
        """Each active free path is replaced by another of its group with probability `rate`.

        Where a group's count may vary, one path more or fewer has the same probability.
        """
        mask = genes.copy()
        for group in self.groups:
            active = [index for index in group.free if genes[index]]
            for index in active:
                idle = [other for other in group.free if not mask[other]]
                if idle and rng.random() < rate:
                    mask[index] = False
                    mask[_draw(idle, 1, rng)] = True
            self._vary_count(mask, group, rate, rng)
        return self.repair(mask, rng)

    def flip(self, genes: Mask, rate: float, rng: np.random.Generator) -> Mask:
        """The paper's mutation: every bit flips with probability `rate`, then the mask is repaired (Algorithm 1)."""
        return self.repair(genes ^ (rng.random(len(genes)) < rate), rng)

    def crossover(self, first: Mask, second: Mask, drawn: Mask, rng: np.random.Generator) -> Mask:
        """Where the drawn choice agrees with a parent's it is kept; the rest of a group comes from either parent."""
        mask = drawn & (first | second)
        for group in self.groups:
            parent = first if rng.random() < 0.5 else second
            members = [*group.free, *group.fixed]
            lacking = int(parent[members].sum()) - int(mask[members].sum())
            offered = [index for index in group.free if parent[index] and not mask[index]]
            mask[_draw(offered, min(lacking, len(offered)), rng)] = True
        return self.repair(mask, rng)

    def decode(self, genes: Mask) -> Candidate:
        """The candidate whose active paths the mask names."""
        return make_candidate(self.template.paths[index].id for index in np.flatnonzero(genes))

    def encode(self, candidate: Candidate) -> Mask:
        """The mask of a candidate, as far as the template still has its paths; perhaps not valid (see `repair`)."""
        mask = np.zeros(len(self.template.paths), dtype=np.bool_)
        mask[[self._index[path] for path in candidate.paths if path in self._index]] = True
        return mask

    def contains(self, candidate: Candidate) -> bool:
        """Whether the template still has every path of the candidate and the candidate is valid in it."""
        return all(path in self._index for path in candidate.paths) and self.is_valid(self.encode(candidate))

    def is_valid(self, genes: Mask) -> bool:
        """Whether the mask obeys the choice of every group and the steering."""
        if bool((genes & ~self.available).any()):
            return False
        return all(self._obeys(genes, group) for group in self.groups)

    @staticmethod
    def _obeys(genes: Mask, group: Group) -> bool:
        low, high = group.counts
        return bool(genes[list(group.fixed)].all()) and low <= int(genes[[*group.free, *group.fixed]].sum()) <= high

    @staticmethod
    def _vary_count(mask: Mask, group: Group, rate: float, rng: np.random.Generator) -> None:
        low, high = group.counts
        if low == high or rng.random() >= rate:
            return
        count = int(mask[[*group.free, *group.fixed]].sum())
        grow = count < high and (count == low or rng.random() < 0.5)
        mask[_draw([index for index in group.free if bool(mask[index]) != grow], 1, rng)] = grow


def _draw(
    members: Collection[int], count: int, rng: np.random.Generator, weights: FloatArray | None = None
) -> list[int]:
    """`count` of `members` without replacement; a member without weight is drawn only after all that have some."""
    pool = np.fromiter(members, dtype=np.intp, count=len(members))
    if count <= 0 or not len(pool):
        return []
    if weights is None:
        return [int(index) for index in rng.choice(pool, size=min(count, len(pool)), replace=False)]
    # Exponential races: the smallest of E/w has chance w / sum(w), and so on without replacement.
    with np.errstate(divide="ignore"):
        arrival = rng.exponential(size=len(pool)) / weights[pool]
    return [int(index) for index in pool[np.argsort(arrival, kind="stable")[:count]]]
