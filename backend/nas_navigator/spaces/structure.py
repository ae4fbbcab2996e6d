"""Reading a template: which cell owns whose paths, what stands on an edge, what a node can read."""

from collections import defaultdict
from collections.abc import Mapping

from nas_navigator_schemas.templates import Cell, Path, Template

Edge = tuple[str, str, str]
"""(cell, source, target)."""


def cells_by_id(template: Template) -> dict[str, Cell]:
    """Every cell under its id, in order."""
    return {cell.id: cell for cell in template.cells}


def owner_of(template: Template, cell: str) -> str:
    """The cell whose paths this one uses: itself, or the one that it is tied to."""
    return cells_by_id(template)[cell].tied_to or cell


def paths_by_cell(template: Template) -> Mapping[str, tuple[Path, ...]]:
    """The paths that each cell uses; a tied cell shows those of the cell that it is tied to."""
    owned: defaultdict[str, list[Path]] = defaultdict(list)
    for path in template.paths:
        owned[path.cell].append(path)
    return {cell.id: tuple(owned[cell.tied_to or cell.id]) for cell in template.cells}


def instances_of(template: Template, owner: str) -> tuple[Cell, ...]:
    """The cells that use `owner`'s paths: itself and those tied to it, in order."""
    return tuple(cell for cell in template.cells if (cell.tied_to or cell.id) == owner)


def source_names(cell: Cell) -> tuple[str, ...]:
    """What the cell's last node can read, in the order of a board's rows."""
    inputs = tuple(f"in{i}" for i in range(len(cell.inputs)))
    return (inputs or ("in0",)) + tuple(f"n{i}" for i in range(cell.nodes - 1))


def sources_of_node(cell: Cell, node: int) -> tuple[str, ...]:
    """What node `node` can read: the inputs and every node before it."""
    count = max(1, len(cell.inputs)) + node
    return source_names(cell)[:count]


def edge_of(path: Path) -> Edge:
    """The edge that a path stands on."""
    return path.cell, path.source, path.target


def default_inputs(order: tuple[str, ...], position: int, first: str, adapters: bool = True) -> tuple[str, ...]:
    """The outputs of the two cells before `position` in `order`, the template input `first` where there are none.

    A cell without adapters reads the one cell before it.
    """
    before = (first, first, *order[:position])
    return before[-2:] if adapters else before[-1:]
