"""Candidates as graphs: per cell, how often each operation stands on each edge.

A path is known by where it stands and what it does, so candidates of a template before and after an edit
compare.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nas_navigator.maps.errors import MapError
from nas_navigator_schemas.templates import Candidate, Path

Counts = NDArray[np.int8]
"""How often a label stands on an edge; shape (candidates, inputs + nodes, nodes, labels)."""


@dataclass(frozen=True, slots=True)
class CellGraph:
    """The size of a cell's graphs: its inputs, its nodes, and what can stand on an edge."""

    inputs: int
    nodes: int
    labels: int


@dataclass(frozen=True, slots=True)
class Graphs:
    """Every path's place in the graph of its cell: (cell, source, target, label) as indices."""

    cells: tuple[CellGraph, ...]
    places: Mapping[str, tuple[int, int, int, int]]

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
                cell, source, target, label = self._place(path, candidate)
                graphs[cell][row, source, target, label] += 1
        return graphs

    def _place(self, path: str, candidate: Candidate) -> tuple[int, int, int, int]:
        try:
            return self.places[path]
        except KeyError:
            raise MapError(f"candidate '{candidate.id}' has path '{path}', which the map does not know") from None


def graphs_of(paths: Iterable[Path]) -> Graphs:
    """The graphs that candidates made of `paths` have; tied cells own no paths and so count once."""
    by_cell: dict[str, list[Path]] = {}
    for path in paths:
        by_cell.setdefault(path.cell, []).append(path)
    cells: list[CellGraph] = []
    places: dict[str, tuple[int, int, int, int]] = {}
    for index, members in enumerate(by_cell.values()):
        cell, found = _cell_graph(members)
        cells.append(cell)
        places |= {path: (index, *place) for path, place in found.items()}
    return Graphs(tuple(cells), places)


def _cell_graph(paths: Sequence[Path]) -> tuple[CellGraph, dict[str, tuple[int, int, int]]]:
    sources = [_vertex(path.source) for path in paths]
    inputs = 1 + max((number for is_input, number in sources if is_input), default=-1)
    targets = [_vertex(path.target)[1] for path in paths]
    nodes = 1 + max([*targets, *(number for is_input, number in sources if not is_input)])
    labels: dict[object, int] = {}
    places = {}
    for path, (is_input, number), target in zip(paths, sources, targets, strict=True):
        label = labels.setdefault((path.operation, tuple(sorted(path.parameters.items()))), len(labels))
        places[path.id] = (number if is_input else inputs + number, target, label)
    return CellGraph(inputs, nodes, len(labels)), places


def _vertex(name: str) -> tuple[bool, int]:
    return (True, int(name[2:])) if name.startswith("in") else (False, int(name[1:]))
