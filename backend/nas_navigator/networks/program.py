"""What to compute for candidates: a graph of steps in which equal sub-graphs are one step. Pure, no tensors.

A step is known by what it does and what it reads, so a value that candidates share is computed once, and a value is
dropped after its last reader. Candidates are ordered by prefix, so that shared values are read soon after they are
made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nas_navigator.networks.blueprint import HEAD, Blueprint, ReaderId, Source
from nas_navigator_schemas.templates import Candidate, Path

Kind = Literal["input", "stem", "rectify", "join", "norm", "pool", "adapter", "path", "sum", "head"]
Columns = tuple[tuple[str, ...], ...]
"""For each source of a reader, the nodes that are read."""


@dataclass(frozen=True, slots=True)
class Step:
    """One value: `subject` names the part that computes it, `reads` the steps whose values it takes."""

    kind: Kind
    subject: tuple[str, ...] = ()
    columns: Columns = ()
    reads: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """Steps in an order in which each comes after what it reads.

    `outputs` has for each candidate, in the order given, the step of each output's logits; `releases` has for each
    step the values that nothing reads after it.
    """

    steps: tuple[Step, ...]
    outputs: tuple[dict[str, int], ...]
    releases: tuple[tuple[int, ...], ...]


def compile_program(blueprint: Blueprint, candidates: Sequence[Candidate]) -> Program:
    """The program of candidates, each of which runs only its own paths."""
    builder = _Builder(blueprint)
    active = [active_paths(blueprint, candidate) for candidate in candidates]
    order = sorted(range(len(candidates)), key=lambda index: _prefix(active[index]))
    outputs: dict[int, dict[str, int]] = {index: builder.add(active[index]) for index in order}
    steps = tuple(builder.steps)
    ordered = tuple(outputs[index] for index in range(len(candidates)))
    return Program(steps, ordered, _releases(steps, ordered))


def active_paths(blueprint: Blueprint, candidate: Candidate) -> dict[str, tuple[Path, ...]]:
    """The active paths of each cell that carries tensors, in the template's order; tied cells share a mask."""
    chosen = set(candidate.paths)
    return {cell: tuple(path for path in blueprint.owned[cell] if path.id in chosen) for cell in blueprint.shapes}


def _prefix(active: dict[str, tuple[Path, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(path.id for path in paths) for paths in active.values())


def _releases(steps: tuple[Step, ...], outputs: tuple[dict[str, int], ...]) -> tuple[tuple[int, ...], ...]:
    kept = {step for output in outputs for step in output.values()}
    last = {value: index for index, step in enumerate(steps) for value in (index, *step.reads)}
    releases: list[list[int]] = [[] for _ in steps]
    for value, index in last.items():
        if value not in kept:
            releases[index].append(value)
    return tuple(tuple(values) for values in releases)


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
            terms = tuple(self._path(cell, path, values[path.source]) for path in into)
            values[f"n{node}"] = terms[0] if len(terms) == 1 else self._step(Step("sum", reads=terms))
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
        joined = tuple(
            self._join(tuple(self._norm(reader, source, node, value) for node, value in values.items()))
            for source, values in zip(sources, nodes, strict=True)
        )
        if kind == "head":
            joined = tuple(self._step(Step("pool", reads=(value,))) for value in joined)
        return self._step(Step(kind, reader, tuple(tuple(values) for values in nodes), joined))

    def _norm(self, reader: ReaderId, source: Source, node: str, value: int) -> int:
        return self._step(Step("norm", (*reader, source.name, node), reads=(value,))) if source.norms else value

    def _join(self, values: tuple[int, ...]) -> int:
        rectified = tuple(self._step(Step("rectify", reads=(value,))) for value in values)
        return rectified[0] if len(rectified) == 1 else self._step(Step("join", reads=rectified))

    def _stem(self, name: str) -> dict[str, int]:
        given = self._step(Step("input", (name,)))
        return {"x": self._step(Step("stem", (name,), reads=(given,)))}

    def _step(self, step: Step) -> int:
        index = self._index.setdefault(step, len(self.steps))
        if index == len(self.steps):
            self.steps.append(step)
        return index
