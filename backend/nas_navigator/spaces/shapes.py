"""The shapes of tensors through a template, without building it.

They decide which weights survive an edit: a path whose signature stays keeps its parameters.
"""

from dataclasses import dataclass

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.structure import cells_by_id
from nas_navigator_schemas.templates import Cell, Path, Template

Shape = tuple[int, int, int]
"""(channels, height, width)."""


@dataclass(frozen=True, slots=True)
class CellShape:
    """Shapes at a cell.

    Attributes:
        inputs: shape of each input as it arrives, before its adapter.
        channels: F, the width of every node.
        entry: (height, width) that the adapters bring all inputs to: the smallest that arrives.
        height: of the nodes and of the output, in pixels.
        width: of the nodes and of the output, in pixels.
        stride: 2 in a reduction cell, on the edges from its inputs; else 1.
        nodes: how many of its nodes the output concatenates.
        adapters: whether the inputs are brought to F; else paths read them as they arrive.
    """

    inputs: tuple[Shape, ...]
    channels: int
    entry: tuple[int, int]
    height: int
    width: int
    stride: int
    nodes: int
    adapters: bool

    @property
    def output(self) -> Shape:
        """Shape of the cell's output: those of its nodes that it puts out, concatenated."""
        return self.nodes * self.channels, self.height, self.width


def cell_shapes(template: Template) -> dict[str, CellShape]:
    """The shapes at each cell that carries tensors, by id, in order.

    F is the template's channels, doubled by each reduction cell on the way: a cell has the F of its widest input,
    and twice that if it reduces. A cell whose `combine` is `loose_ends` is counted with all its nodes, of which the
    unread ones carry values.

    Raises:
        SpaceError: an input is not defined before the cell that reads it.
    """
    shapes: dict[str, Shape] = {}
    widths: dict[str, int] = {}
    for given in template.inputs:
        shapes[given.name] = (template.channels, *given.shape[1:])
        widths[given.name] = template.channels
    result: dict[str, CellShape] = {}
    for cell in template.cells:
        if cell.kind == "settings":
            continue
        result[cell.id] = _shape(cell, shapes, widths)
        shapes[cell.id] = result[cell.id].output
        widths[cell.id] = result[cell.id].channels
    return result


def _shape(cell: Cell, shapes: dict[str, Shape], widths: dict[str, int]) -> CellShape:
    missing = [name for name in cell.inputs if name not in shapes]
    if missing:
        raise SpaceError(f"cell '{cell.id}' reads '{missing[0]}', which no earlier cell or input provides", "inputs")
    arriving = tuple(shapes[name] for name in cell.inputs)
    stride = 2 if cell.kind == "reduction" else 1
    entry = (min(shape[1] for shape in arriving), min(shape[2] for shape in arriving))
    return CellShape(
        inputs=arriving,
        channels=max(widths[name] for name in cell.inputs) * stride,
        entry=entry,
        height=-(-entry[0] // stride),
        width=-(-entry[1] // stride),
        stride=stride,
        nodes=1 if cell.combine == "last" else cell.nodes,
        adapters=cell.adapters,
    )


def stride_of(path: Path, shape: CellShape) -> int:
    """The stride of a path in a cell of that shape: a reduction cell halves on the edges from its inputs."""
    return shape.stride if path.source.startswith("in") else 1


def width_read(path: Path, shape: CellShape) -> int:
    """The channels that a path reads in a cell of that shape: F, but of an input that arrives as it is its own."""
    arrives_as_it_is = path.source.startswith("in") and not shape.adapters
    return shape.inputs[int(path.source[2:])][0] if arrives_as_it_is else shape.channels


def path_signature(path: Path, shape: CellShape) -> str:
    """What the shapes of a path's parameters depend on, in a cell of that shape; equal signatures share weights."""
    parameters = ",".join(f"{name}={path.parameters[name]}" for name in sorted(path.parameters))
    width = width_read(path, shape)
    widened = "" if width == shape.channels else f"{width}>"
    return f"{path.operation}({parameters})@{widened}{shape.channels}x{stride_of(path, shape)}"


def path_signatures(template: Template) -> dict[tuple[str, str], str]:
    """The signature of every (cell instance, path)."""
    shapes = cell_shapes(template)
    cells = cells_by_id(template)
    owners: dict[str, list[str]] = {}
    for cell in cells.values():
        owners.setdefault(cell.tied_to or cell.id, []).append(cell.id)
    return {
        (instance, path.id): path_signature(path, shapes[instance])
        for path in template.paths
        for instance in owners.get(path.cell, ())
        if instance in shapes
    }


def reshaped(before: Template, after: Template) -> tuple[str, ...]:
    """The ids of the paths of `after`, in order, of which some instance has other shapes than it had in `before`."""
    old, new = path_signatures(before), path_signatures(after)
    changed = {path for (cell, path), signature in new.items() if old.get((cell, path), signature) != signature}
    return tuple(path.id for path in after.paths if path.id in changed)
