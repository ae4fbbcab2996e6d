"""What people call things; they count from 1."""

from nas_navigator.spaces.operations import name_of
from nas_navigator_schemas.templates import Cell, Path, Template

_LISTED = 4
"""Cells that a name lists; of more it says how many."""


def vertex_name(vertex: str) -> str:
    """'in0' is input 1, 'n2' is node 3."""
    kind, number = ("input", vertex[2:]) if vertex.startswith("in") else ("node", vertex[1:])
    return f"{kind} {int(number) + 1}"


def cells_name(*positions: int) -> str:
    """Such as 'cell 2', or of cells that are tied 'cells 1, 3 and 5'; positions count from 0."""
    numbers = [str(position + 1) for position in positions]
    if len(numbers) > _LISTED:
        numbers[_LISTED - 1 :] = [f"{len(numbers) - _LISTED + 1} more"]
    *first, last = numbers
    return f"cells {', '.join(first)} and {last}" if first else f"cell {last}"


def path_name(path: Path, *positions: int) -> str:
    """Such as '3x3 separable convolution, cell 1, input 1 to node 2'; `positions` of the cells meant count from 0."""
    name = f"{name_of(path.operation, path.parameters)}, {cells_name(*positions)}"
    edge = f"{vertex_name(path.source)} to {vertex_name(path.target)}"
    slot = f", slot {path.slot + 1}" if path.slot else ""
    return f"{name}, {edge}{slot}"


def cell_name(cell: Cell, position: int) -> str:
    """Such as 'reduction cell 2'; `position` counts from 0."""
    return f"{cell.kind} cell {position + 1}"


def path_names(template: Template) -> dict[str, str]:
    """The name of every path, by id."""
    positions = {cell.id: position for position, cell in enumerate(template.cells)}
    return {path.id: path_name(path, positions[path.cell]) for path in template.paths}
