"""Cells of NAS-Bench-201 as the strings that its tables use, such as `|nor_conv_3x3~0|+|none~0|skip_connect~1|+|…|`.

Node by node, what stands on the edge from each node before it; 0 is the cell's input.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from reprlib import repr as brief

from nas_navigator.spaces.candidates import make_candidate
from nas_navigator.spaces.errors import SpaceError
from nas_navigator_schemas.templates import Candidate, Cell, Path, PerEdge

OFFICIAL: Mapping[str, str] = {
    "none": "none",
    "skip_connect": "skip_connect",
    "nor_conv_1x1": "nor_conv_1x1",
    "nor_conv_3x3": "nor_conv_3x3",
    "plain_avg_pool_3x3": "avg_pool_3x3",
}
"""What the benchmark calls our operations."""

Place = tuple[int, int, str]
"""(source, target, operation by its official name); nodes count from 0, which is the input."""


@dataclass(frozen=True, slots=True)
class ArchSpace:
    """A template whose candidates are cells of the benchmark: the path at each place, and what all of them contain."""

    nodes: int
    paths: Mapping[Place, str]
    common: frozenset[str]


def arch_space(cells: Iterable[Cell], paths: Collection[Path]) -> ArchSpace | None:
    """The cells of the benchmark that a template has; None where its candidates are something else.

    That is: one mask of normal cells with one input, one of the benchmark's operations on each edge, of which the last
    node is put out; in all other cells each edge has one operation only.
    """
    owners = [cell for cell in cells if cell.tied_to is None]
    chosen = [cell for cell in owners if cell.kind == "normal"]
    owned = {cell.id: [path for path in paths if path.cell == cell.id] for cell in owners} if len(chosen) == 1 else {}
    if not owned or not _is_benchmarks(chosen[0], owned[chosen[0].id]):
        return None
    others = [cell for cell in owners if cell is not chosen[0]]
    if not all(isinstance(cell.choice, PerEdge) and _one_an_edge(owned[cell.id]) for cell in others):
        return None
    places = {_place(path): path.id for path in owned[chosen[0].id]}
    return ArchSpace(chosen[0].nodes, places, frozenset(path.id for cell in others for path in owned[cell.id]))


def _is_benchmarks(cell: Cell, paths: Collection[Path]) -> bool:
    plain = isinstance(cell.choice, PerEdge) and cell.combine == "last" and len(cell.inputs) == 1 and not cell.adapters
    return plain and all(path.operation in OFFICIAL and path.slot == 0 for path in paths)


def _one_an_edge(paths: Collection[Path]) -> bool:
    return len({(path.source, path.target) for path in paths}) == len(paths)


def _place(path: Path) -> Place:
    source = 0 if path.source == "in0" else int(path.source[1:]) + 1
    return source, int(path.target[1:]) + 1, OFFICIAL[path.operation]


def written(space: ArchSpace, paths: Collection[str]) -> str | None:
    """The string of a candidate with these paths; None where an edit took one of them out of the template."""
    chosen = frozenset(paths)
    places = {place[:2]: place[2] for place, path in space.paths.items() if path in chosen}
    edges = [[(source, target) for source in range(target)] for target in range(1, space.nodes + 1)]
    if len(places) + len(space.common) != len(chosen) or any(edge not in places for node in edges for edge in node):
        return None
    return "+".join("|" + "|".join(f"{places[edge]}~{edge[0]}" for edge in node) + "|" for node in edges)


def read(space: ArchSpace | None, text: str) -> Candidate:
    """The candidate that a string describes.

    Raises:
        SpaceError: the template has no such strings, this one is malformed, or an edit took out what it names.
    """
    if space is None:
        raise SpaceError("the template's candidates are no cells of NAS-Bench-201; name their paths instead", "archs")
    nodes = text.strip().split("+")
    if len(nodes) != space.nodes:
        form = "+".join("|" + "|".join(f"operation~{source}" for source in range(n + 1)) + "|" for n in range(3))
        many = f"{len(nodes)} node{'s' if len(nodes) > 1 else ''}"
        raise _wrong(text, f"describes {many} and the cell has {space.nodes}; write {form}")
    places = [place for target, node in enumerate(nodes, 1) for place in _read_node(text, node, target)]
    for source, target, name in places:
        if (source, target, name) not in space.paths:
            raise _wrong(text, f"has {name} from {source} to {target}, which an edit took out of the template")
    return make_candidate((*(space.paths[place] for place in places), *space.common))


def _read_node(text: str, node: str, target: int) -> list[Place]:
    if not re.fullmatch(r"\|([^|~]+~\d{1,3}\|)+", node):
        raise _wrong(text, f"has {brief(node)} for node {target}; write |operation~0| and so on")
    places = []
    for source, edge in enumerate(node[1:-1].split("|")):
        name, number = edge.split("~")
        if name not in OFFICIAL.values():
            raise _wrong(text, f"has operation {brief(name)}; choose one of {', '.join(OFFICIAL.values())}")
        if int(number) != source:
            raise _wrong(text, f"has ~{number} where node {target} reads ~{source}; write its sources from 0 on")
        places.append((source, target, name))
    if len(places) != target:
        raise _wrong(text, f"has {len(places)} edges into node {target}, which has {target}; write one for each")
    return places


def _wrong(text: str, what: str) -> SpaceError:
    return SpaceError(f"architecture {brief(text)} {what}", "archs")
