"""Candidates as graphs: per cell, how often each operation stands on each edge.

A path is known by where it stands and what it does, so candidates of a template before and after an edit
compare.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nas_navigator.maps.errors import MapError
from nas_navigator.spaces.operations import NONE
from nas_navigator_schemas.templates import Candidate, Path, Template

Counts = NDArray[np.int8]
"""How often a label stands on an edge; shape (candidates, inputs + nodes, nodes, labels)."""


@dataclass(frozen=True, slots=True)
class CellGraph:
    """The size of a cell's graphs: its inputs, its nodes, and what can stand on an edge.

    `output` says that the last node is the cell's output, which is like no other node.
    """

    inputs: int
    nodes: int
    labels: int
    output: bool


@dataclass(frozen=True, slots=True)
class Graphs:
    """Every path's place in the graph of its cell: (cell, source, target, label) as indices; None for no connection."""

    cells: tuple[CellGraph, ...]
    places: Mapping[str, tuple[int, int, int, int] | None]

    def encode(self, candidates: Sequence[Candidate]) -> tuple[Counts, ...]:
        """The graphs of candidates, one array a cell; a cell that a candidate does not know stays empty.

        Raises:
            MapError: a candidate has a path that is not in the table.
        """
        graphs = tuple(
            np.zeros((len(candidates), cell.inputs + cell.nodes, cell.nodes, cell.labels), dtype=np.int8)
            for cell in self.cells
        )
        for row, candidate in enumerate(candidates):
            for path in candidate.paths:
                place = self._place(path, candidate)
                if place is not None:
                    cell, source, target, label = place
                    graphs[cell][row, source, target, label] += 1
        return graphs

    def _place(self, path: str, candidate: Candidate) -> tuple[int, int, int, int] | None:
        try:
            return self.places[path]
        except KeyError:
            raise MapError(f"candidate '{candidate.id}' has path '{path}', which the map does not know") from None


def graphs_of(paths: Iterable[Path], template: Template | None = None) -> Graphs:
    """The graphs that candidates made of `paths` have; tied cells own no paths and so count once.

    The template says which cells put out their last node alone.
    """
    outputs = {cell.id for cell in template.cells if cell.combine == "last"} if template else set()
    by_cell: dict[str, list[Path]] = {}
    for path in paths:
        by_cell.setdefault(path.cell, []).append(path)
    cells: list[CellGraph] = []
    places: dict[str, tuple[int, int, int, int] | None] = {}
    for index, (name, members) in enumerate(by_cell.items()):
        cell, found = _cell_graph(members, name in outputs)
        cells.append(cell)
        places |= {path: place and (index, *place) for path, place in found.items()}
    return Graphs(tuple(cells), places)


def _cell_graph(paths: Sequence[Path], output: bool) -> tuple[CellGraph, dict[str, tuple[int, int, int] | None]]:
    sources = [_vertex(path.source) for path in paths]
    inputs = 1 + max((number for is_input, number in sources if is_input), default=-1)
    targets = [_vertex(path.target)[1] for path in paths]
    nodes = 1 + max([*targets, *(number for is_input, number in sources if not is_input)])
    labels: dict[object, int] = {}
    places: dict[str, tuple[int, int, int] | None] = {}
    for path, (is_input, number), target in zip(paths, sources, targets, strict=True):
        if path.operation == NONE:
            places[path.id] = None
            continue
        label = labels.setdefault((path.operation, tuple(sorted(path.parameters.items()))), len(labels))
        places[path.id] = (number if is_input else inputs + number, target, label)
    return CellGraph(inputs, nodes, len(labels), output), places


def _vertex(name: str) -> tuple[bool, int]:
    return (True, int(name[2:])) if name.startswith("in") else (False, int(name[1:]))
