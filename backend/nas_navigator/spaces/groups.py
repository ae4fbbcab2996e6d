"""Choice groups: the sets of paths among which a valid mask chooses, and how many it must take."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.names import cell_name, vertex_name
from nas_navigator.spaces.structure import cells_by_id
from nas_navigator_schemas.templates import PerEdge, Template


@dataclass(frozen=True, slots=True)
class Group:
    """Paths (indices into `template.paths`) of which a valid mask has `minimum` to `maximum`.

    `free` may be chosen, `fixed` must be; removed paths are in neither. `place` is what people call it.
    """

    place: str
    free: tuple[int, ...]
    fixed: tuple[int, ...]
    minimum: int
    maximum: int

    @property
    def counts(self) -> tuple[int, int]:
        """Fewest and most paths that a mask can have here, given what is fixed and what is left."""
        return max(self.minimum, len(self.fixed)), min(self.maximum, len(self.fixed) + len(self.free))


def choice_groups(template: Template, removed: Collection[str] = (), fixed: Collection[str] = ()) -> tuple[Group, ...]:
    """The template's choice groups under steering, in the order of the paths."""
    members: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    cells = cells_by_id(template)
    positions = {cell.id: position for position, cell in enumerate(template.cells)}
    for index, path in enumerate(template.paths):
        per_edge = isinstance(cells[path.cell].choice, PerEdge)
        members[(path.cell, path.target, path.source) if per_edge else (path.cell, path.target)].append(index)
    out, pinned = frozenset(removed), frozenset(fixed)

    def group(key: tuple[str, ...], indices: list[int]) -> Group:
        cell = cells[key[0]]
        low, high = (1, 1) if isinstance(cell.choice, PerEdge) else (cell.choice.minimum, cell.choice.maximum)
        into = f"{vertex_name(key[1])} of {cell_name(cell, positions[cell.id])}"
        place = f"the edge from {vertex_name(key[2])} to {into}" if len(key) == 3 else into
        return Group(
            place=place,
            free=tuple(i for i in indices if template.paths[i].id not in out | pinned),
            fixed=tuple(i for i in indices if template.paths[i].id in pinned),
            minimum=low,
            maximum=high,
        )

    return tuple(group(key, indices) for key, indices in members.items())


def check_groups(groups: tuple[Group, ...]) -> None:
    """Refuse groups from which no valid mask can be made.

    Raises:
        SpaceError: more paths are fixed into a node than it may have, or fewer are left than it needs.
    """
    for group in groups:
        if len(group.fixed) > group.maximum:
            raise SpaceError(
                f"{group.place} takes at most {_paths(group.maximum, 'active')} and {len(group.fixed)} would be fixed; "
                "release one first",
                "paths",
            )
        left = len(group.fixed) + len(group.free)
        if left < group.minimum:
            raise SpaceError(
                f"{group.place} needs at least {_paths(group.minimum, 'available')} and {left} would be left; "
                "keep or bring back another one",
                "paths",
            )


def _paths(number: int, kind: str) -> str:
    return f"{number} {kind} path" if number == 1 else f"{number} {kind} paths"
