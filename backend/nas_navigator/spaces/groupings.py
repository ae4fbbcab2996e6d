"""Paths taken together for set operations: by operation and cell, by operation, by node, by cell, or each alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nas_navigator.spaces.incidence import BoolArray, Incidence, Indices
from nas_navigator.spaces.names import cells_name, path_name, vertex_name
from nas_navigator.spaces.operations import name_of
from nas_navigator.spaces.space import FloatArray
from nas_navigator_schemas.http import Level
from nas_navigator_schemas.templates import Cell, Path

_MAJORITY = 0.5
"""Share of the candidates inside above which a path belongs to the common choice."""


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """The members of a level.

    Attributes:
        keys: what each member is known by, in the template's order.
        paths: the paths of each (indices into the template's); of nodes and cells, the common choice.
        needed: how many of them a candidate must contain to have the member: one, or all.
        label: what people call a member.
    """

    keys: tuple[str, ...]
    paths: tuple[tuple[int, ...], ...]
    needed: Indices
    label: Callable[[int], str]

    def members(self, paths: Incidence) -> Incidence:
        """Which candidates have which member."""
        member = np.full(paths.size[1], -1, dtype=np.int32)
        for index, group in enumerate(self.paths):
            member[list(group)] = index
        return paths.grouped(member, self.needed)


def grouping(
    paths: Sequence[Path], cells: Iterable[Cell], level: Level, offered: BoolArray, inside: FloatArray, size: int
) -> Grouping:
    """The members of a level that the offered paths make.

    Args:
        paths: of the template.
        cells: of the template, in order.
        level: which paths are taken together.
        offered: the paths in question; shape (paths,).
        inside: how many of the `size` candidates inside contain each path; shape (paths,).
        size: how many candidates are inside.
    """
    positions: dict[str, list[int]] = {}
    for position, cell in enumerate(cells):
        positions.setdefault(cell.tied_to or cell.id, []).append(position)
    groups: dict[str, list[int]] = {}
    for index in np.flatnonzero(offered).tolist():
        groups.setdefault(_key(paths[index], level), []).append(index)
    whole = level in ("node", "cell")
    chosen = [_common(group, inside, size) if whole else tuple(group) for group in groups.values()]
    return Grouping(
        keys=tuple(groups),
        paths=tuple(chosen),
        needed=np.array([len(group) if whole else 1 for group in chosen], dtype=np.int32),
        label=lambda index: _label(level, [paths[path] for path in chosen[index]], positions),
    )


def _common(group: Sequence[int], inside: FloatArray, size: int) -> tuple[int, ...]:
    """The paths that more than half of the candidates inside contain, or else the first of the most frequent."""
    common = tuple(path for path in group if inside[path] > _MAJORITY * size)
    return common or (max(group, key=lambda path: float(inside[path])),)


def _key(path: Path, level: Level) -> str:
    match level:
        case "path":
            return path.id
        case "operation_in_cell":
            return f"{path.cell}/{_operation(path)}"
        case "operation":
            return _operation(path)
        case "node":
            return f"{path.cell}/{path.target}"
        case "cell":
            return path.cell


def _operation(path: Path) -> str:
    return name_of(path.operation, path.parameters)


def _label(level: Level, paths: Sequence[Path], positions: Mapping[str, Sequence[int]]) -> str:
    first = paths[0]
    cell = cells_name(*positions[first.cell])
    match level:
        case "path":
            return path_name(first, *positions[first.cell])
        case "operation_in_cell":
            return f"{_operation(first)}, {cell}"
        case "operation":
            return _operation(first)
        case "node":
            choice = " and ".join(f"{_operation(path)} from {vertex_name(path.source)}" for path in paths)
            return f"{cell}, {vertex_name(first.target)}: {choice}"
        case "cell":
            counted = Counter(map(_operation, paths)).items()
            return f"{cell}: " + ", ".join(name if count == 1 else f"{count} x {name}" for name, count in counted)
