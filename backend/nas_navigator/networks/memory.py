"""In which order steps run so that their values fit in memory: what is dropped too early is computed again. Pure.

Values that later candidates share would otherwise pile up: twelve mutants together took 2.5 times the memory of one.
"""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from math import prod

from nas_navigator.networks.blueprint import Blueprint
from nas_navigator.networks.steps import Step

_EFFORT = {
    "rectify": 1.0,
    "sum": 1.0,
    "pool": 1.0,
    "norm": 4.0,
    "column": 4.0,
    "adapter": 4.0,
    "path": 10.0,
    "stem": 10.0,
}
"""Roughly the time of a value of one size on a CPU, by kind of step; of what passes over it once, 1."""

AGAIN = 0.25
"""How much of the whole effort may be spent on computing values again; what does not fit then takes its memory."""
FAR = 12
"""Steps that may have to run again for a value that is dropped: the way back grows with each cell."""


def sizes_of(blueprint: Blueprint, steps: Sequence[Step]) -> list[int]:
    """Numbers in each step's value for one image; those of images and of averages over them do not count."""
    found: list[int] = []
    for step in steps:
        found.append(found[step.reads[0]] if step.kind in ("rectify", "norm", "sum") else _size(blueprint, step))
    return found


def _size(blueprint: Blueprint, step: Step) -> int:
    match step.kind:
        case "stem":
            stem = blueprint.stems[step.subject[0]]
            return stem.channels * stem.shape[1] * stem.shape[2]
        case "path":
            shape = blueprint.shapes[step.subject[0]]
            return shape.channels * shape.height * shape.width
        case "input" | "pool":
            return 0
        case _:
            return prod(blueprint.readers[step.subject[0], step.subject[1]].shape)


def releases(steps: Sequence[Step], order: Sequence[int], kept: Collection[int]) -> tuple[tuple[int, ...], ...]:
    """For each place in the order the values that nothing reads from there on until they are made again."""
    made: dict[int, int] = {}
    last: dict[int, int] = {}
    for place, value in enumerate(order):
        for one in steps[value].reads:
            last[made[one]] = place
        made[value] = place
        last[place] = place
    dropped: list[list[int]] = [[] for _ in order]
    for start, end in last.items():
        if order[start] not in kept:
            dropped[end].append(order[start])
    return tuple(tuple(values) for values in dropped)


def peak(steps: Sequence[Step], sizes: Sequence[int], order: Sequence[int]) -> int:
    """The most numbers that are alive at once for one image."""
    alive = most = 0
    for value, released in zip(order, releases(steps, order, ()), strict=True):
        alive += sizes[value]
        most = max(most, alive)
        alive -= sum(sizes[one] for one in released)
    return most


def bounded(steps: Sequence[Step], sizes: Sequence[int], kept: Collection[int], budget: int) -> tuple[int, ...]:
    """The steps in order, some of them again, so that their values take `budget` numbers an image where they can.

    Args:
        steps: each after what it reads.
        sizes: of their values.
        kept: steps whose values stay.
        budget: what the values of any one candidate need must fit twice.
    """
    return tuple(_Run(steps, sizes, kept, budget))


class _Run:
    def __init__(self, steps: Sequence[Step], sizes: Sequence[int], kept: Collection[int], budget: int) -> None:
        self._steps, self._sizes, self._kept, self._budget = steps, sizes, kept, budget
        self._efforts = [1 + _EFFORT.get(step.kind, 1.0) * size for step, size in zip(steps, sizes, strict=True)]
        self._patience = AGAIN * sum(self._efforts)
        self._alive: dict[int, None] = {}
        self._taken = 0
        self._uses: list[deque[int]] = [deque() for _ in steps]
        for index, step in enumerate(steps):
            for read in dict.fromkeys(step.reads):
                self._uses[read].append(index)

    def __iter__(self) -> Iterator[int]:
        for index, step in enumerate(self._steps):
            yield from self._make(index)
            for read in dict.fromkeys(step.reads):
                self._uses[read].popleft()
            self._drop([value for value in self._alive if not self._uses[value] and value not in self._kept])

    def _make(self, index: int) -> Iterator[int]:
        """The step, after those that it needs again."""
        lacking = self._lacking(index, len(self._steps)) or ()
        pinned = {*lacking, *(read for value in (*lacking, index) for read in self._steps[value].reads)}
        self._patience -= sum(self._efforts[value] for value in lacking)
        for value in (*lacking, index):
            self._make_room(value, pinned)
            self._alive[value] = None
            self._taken += self._sizes[value]
            yield value

    def _lacking(self, index: int, most: int) -> list[int] | None:
        """What has to be made again, in order, before a step can run; None where that is more than so many steps."""
        found: set[int] = set()
        waiting = [index]
        while waiting:
            missing = [read for read in self._steps[waiting.pop()].reads if read not in self._alive]
            waiting += {*missing} - found
            found.update(missing)
            if len(found) > most:
                return None
        # A step comes after what it reads.
        return sorted(found)

    def _make_room(self, index: int, pinned: Collection[int]) -> None:
        while self._patience > 0 and self._taken + self._sizes[index] > self._budget:
            spare = [value for value in self._alive if value not in pinned and value not in self._kept]
            worth = {value: self._worth_dropping(value, index) for value in spare if self._sizes[value]}
            best = max(worth, key=worth.__getitem__, default=None)
            if best is None or not worth[best]:
                return
            self._drop([best])

    def _worth_dropping(self, value: int, now: int) -> float:
        """Memory, times how long it would wait for its next reader, by what it costs to have it again."""
        if not self._uses[value]:
            return float("inf")
        lacking = self._lacking(value, FAR)
        if lacking is None:
            return 0.0
        again = self._efforts[value] + sum(self._efforts[one] for one in lacking)
        return self._sizes[value] * (self._uses[value][0] - now + 1) / again

    def _drop(self, values: Sequence[int]) -> None:
        for value in values:
            del self._alive[value]
            self._taken -= self._sizes[value]
