"""What to compute for candidates: a graph of steps in which equal sub-graphs are one step. Pure, no tensors.

A step is known by what it does and what it reads, so a value that candidates share is computed once, and a value is
dropped after its last reader. Candidates are ordered by prefix, so that shared values are read soon after they are
made; where too many wait all the same, some are computed again (see `memory`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from nas_navigator.networks.blueprint import HEAD, Blueprint, ReaderId, Source
from nas_navigator.networks.memory import bounded, peak, releases, sizes_of
from nas_navigator.networks.steps import Step
from nas_navigator.spaces.operations import NONE
from nas_navigator_schemas.templates import Candidate, Path

MEMORY, MOST_MEMORY = 1.8, 2.0
"""How many times the memory of the largest candidate the values of a population may take: as planned, and at most."""


@dataclass(frozen=True, slots=True)
class Program:
    """Steps, each after what it reads, and in which order to run them.

    `outputs` has for each candidate, in the order given, the step of each output's logits. In `order` a step comes
    again where its value was dropped to save memory; `releases` has for each place in it the values to drop then.
    `fits` is whether all that takes less than twice the memory of the largest candidate.
    """

    steps: tuple[Step, ...]
    outputs: tuple[dict[str, int], ...]
    order: tuple[int, ...]
    releases: tuple[tuple[int, ...], ...]
    fits: bool = True


def compile_program(blueprint: Blueprint, candidates: Sequence[Candidate]) -> Program:
    """The program of candidates, each of which runs only its own paths."""
    builder = _Builder(blueprint)
    active = [active_paths(blueprint, candidate) for candidate in candidates]
    outputs = {index: builder.add(active[index]) for index in _by_prefix(active)}
    steps = tuple(builder.steps)
    given = tuple(outputs[index] for index in range(len(candidates)))
    kept = {step for output in given for step in output.values()}
    if len(candidates) == 1:
        order = tuple(range(len(steps)))
        return Program(steps, given, order, releases(steps, order, kept))
    sizes, largest = sizes_of(blueprint, steps), _largest(blueprint, active)
    order = bounded(steps, sizes, kept, int(MEMORY * largest))
    fits = peak(steps, sizes, order) <= MOST_MEMORY * largest
    return Program(steps, given, order, releases(steps, order, kept), fits)


def compile_groups(blueprint: Blueprint, candidates: Sequence[Candidate]) -> Iterator[tuple[tuple[int, ...], Program]]:
    """The programs of candidates in groups that fit in memory; each with the places of its candidates in those given.

    A deep template has more to keep for candidates that part early than can be computed again: they are not together.
    """
    program = compile_program(blueprint, candidates)
    places = tuple(range(len(candidates)))
    if program.fits:
        yield places, program
        return
    places = tuple(_by_prefix([active_paths(blueprint, candidate) for candidate in candidates]))
    for half in (places[: len(places) // 2], places[len(places) // 2 :]):
        for within, part in compile_groups(blueprint, [candidates[place] for place in half]):
            yield tuple(half[place] for place in within), part


def active_paths(blueprint: Blueprint, candidate: Candidate) -> dict[str, tuple[Path, ...]]:
    """The active paths of each cell that carries tensors, in the template's order; tied cells share a mask."""
    chosen = set(candidate.paths)
    return {cell: tuple(path for path in blueprint.owned[cell] if path.id in chosen) for cell in blueprint.shapes}


def _connected(into: list[Path]) -> list[Path]:
    """Without those that would add zeros, unless there is nothing else."""
    return [path for path in into if path.operation != NONE] or into[:1]


def _by_prefix(active: Sequence[dict[str, tuple[Path, ...]]]) -> list[int]:
    """The places of candidates, those that begin alike beside each other."""
    prefixes = [[[path.id for path in paths] for paths in one.values()] for one in active]
    return sorted(range(len(active)), key=prefixes.__getitem__)


def _largest(blueprint: Blueprint, active: Sequence[dict[str, tuple[Path, ...]]]) -> int:
    """The memory of the candidate that takes most alone, in numbers an image."""
    builders = [_Builder(blueprint) for _ in active]
    for builder, paths in zip(builders, active, strict=True):
        builder.add(paths)
    return max(peak(one.steps, sizes_of(blueprint, one.steps), range(len(one.steps))) for one in builders)


class _Builder:
    def __init__(self, blueprint: Blueprint) -> None:
        self.steps: list[Step] = []
        self._index: dict[Step, int] = {}
        self._blueprint = blueprint

    def add(self, active: dict[str, tuple[Path, ...]]) -> dict[str, int]:
        """Add what a candidate needs; the steps of its outputs."""
        heads = {output.name: (HEAD, output.name) for output in self._blueprint.template.outputs}
        made: dict[str, dict[str, int]] = {}
        for cell in self._needed(active, tuple(heads.values())):
            made[cell] = self._cell(cell, active[cell], made)
        return {name: self._reader("head", reader, made) for name, reader in heads.items()}

    def _needed(self, active: dict[str, tuple[Path, ...]], heads: tuple[ReaderId, ...]) -> list[str]:
        """Template inputs and cells that the outputs depend on, in order."""
        readers, heard = self._blueprint.readers, self._blueprint.heard
        needed = {source.name for head in heads for source in readers[head].sources}
        for cell in reversed(self._blueprint.shapes):
            if cell in needed:
                inputs = {path.source for path in active[cell] if path.source.startswith("in")}
                needed |= {name for given in inputs for name in heard(cell, given)}
        return [cell for cell in self._blueprint.shapes if cell in needed]

    def _cell(self, cell: str, active: tuple[Path, ...], made: dict[str, dict[str, int]]) -> dict[str, int]:
        """The steps of the nodes that the cell's output concatenates, by node."""
        values: dict[str, int] = {}
        for node in range(self._blueprint.cells[cell].nodes):
            into = [path for path in active if path.target == f"n{node}"]
            for path in into:
                if path.source not in values:
                    values[path.source] = self._input((cell, path.source), made)
            values[f"n{node}"] = self._sum(self._path(cell, path, values[path.source]) for path in _connected(into))
        return {node: values[node] for node in self._blueprint.loose_nodes(cell, active)}

    def _path(self, cell: str, path: Path, value: int) -> int:
        part = self._blueprint.paths[cell, path.id]
        if part.family.rectified(part.setting):
            value = self._step(Step("rectify", reads=(value,)))
        return self._step(Step("path", (cell, path.id), reads=(value,)))

    def _input(self, reader: ReaderId, made: dict[str, dict[str, int]]) -> int:
        if reader in self._blueprint.readers:
            return self._reader("adapter", reader, made)
        name = self._blueprint.source_of(reader)
        (value,) = (made[name] if name in made else self._stem(name)).values()
        return value

    def _reader(self, kind: Literal["adapter", "head"], reader: ReaderId, made: dict[str, dict[str, int]]) -> int:
        sources = self._blueprint.readers[reader].sources
        nodes = tuple(made[source.name] if source.name in made else self._stem(source.name) for source in sources)
        columns = (
            self._column(reader, source, node, value)
            for source, values in zip(sources, nodes, strict=True)
            for node, value in values.items()
        )
        return self._step(Step(kind, reader, (self._sum(columns),)))

    def _column(self, reader: ReaderId, source: Source, node: str, value: int) -> int:
        subject = (*reader, source.name, node)
        if source.norms:
            value = self._step(Step("norm", subject, (value,)))
        value = self._step(Step("rectify", reads=(value,)))
        if reader[0] == HEAD:
            value = self._step(Step("pool", reads=(value,)))
        return self._step(Step("column", subject, (value,)))

    def _sum(self, terms: Iterable[int]) -> int:
        """Term by term, as they come: few are alive at once, and a sum that begins alike is shared."""
        return reduce(lambda total, term: self._step(Step("sum", reads=(total, term))), terms)

    def _stem(self, name: str) -> dict[str, int]:
        given = self._step(Step("input", (name,)))
        return {"x": self._step(Step("stem", (name,), reads=(given,)))}

    def _step(self, step: Step) -> int:
        index = self._index.setdefault(step, len(self.steps))
        if index == len(self.steps):
            self.steps.append(step)
        return index
