"""What makes a template one that can be built, trained and searched."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.groups import check_groups, choice_groups
from nas_navigator.spaces.names import cell_name
from nas_navigator.spaces.operations import SETTING, check_parameters, operation
from nas_navigator.spaces.shapes import CellShape, cell_shapes, width_read
from nas_navigator.spaces.structure import cells_by_id, paths_by_cell, sources_of_node
from nas_navigator_schemas.templates import Cell, Path, PerEdge, Template


def check_template(template: Template) -> None:
    """Refuse a template that cannot be built or has no candidate.

    Raises:
        SpaceError: the first rule that is broken, with the value that breaks it and the mend.
    """
    _check_unique("inputs", (given.name for given in template.inputs))
    _check_unique("outputs", (output.name for output in template.outputs))
    _check_unique("cells", (cell.id for cell in template.cells))
    _check_unique("paths", (path.id for path in template.paths))
    _check_cells(template)
    _check_paths(template)
    _check_ids_to_come(template)
    shapes = cell_shapes(template)
    if not shapes:
        raise SpaceError("the template has settings cells only; add a normal cell", "cells")
    _check_what_arrives_as_it_is(template, shapes)
    _check_outputs(template, shapes)
    check_groups(choice_groups(template))


def check_steering(template: Template, removed: Collection[str], fixed: Collection[str]) -> None:
    """Refuse steering that leaves no candidate.

    Raises:
        SpaceError: a path is unknown, or some node would have too few or too many paths.
    """
    known = {path.id for path in template.paths}
    for path in (*removed, *fixed):
        if path not in known:
            raise SpaceError(f"path '{path}' is not in the template", "paths")
    check_groups(choice_groups(template, removed, fixed))


def _check_unique(field: str, values: Iterable[str]) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            raise SpaceError(f"'{value}' stands {count} times in {field}; give each its own", field)


def _check_cells(template: Template) -> None:
    seen: dict[str, Cell] = {}
    names = {given.name for given in template.inputs}
    for cell in template.cells:
        if cell.id in names:
            raise SpaceError(f"'{cell.id}' is both a cell and a template input; rename one", "cells")
        _check_inputs(cell)
        if cell.tied_to is not None:
            _check_tie(cell, seen)
        seen[cell.id] = cell


def _check_inputs(cell: Cell) -> None:
    if cell.kind == "settings" and (cell.inputs or cell.nodes != 1 or not isinstance(cell.choice, PerEdge)):
        raise SpaceError(f"settings cell '{cell.id}' must have no inputs, one node and the choice per_edge", "cells")
    if cell.kind != "settings" and not cell.inputs:
        raise SpaceError(f"cell '{cell.id}' has no inputs; name the cells or template inputs that it reads", "cells")
    for name in cell.operations:
        if (name == SETTING) != (cell.kind == "settings"):
            raise SpaceError(f"operation '{name}' does not fit {cell.kind} cell '{cell.id}'", "cells")
        if name != SETTING:
            operation(name)


def _check_tie(cell: Cell, seen: dict[str, Cell]) -> None:
    other = seen.get(cell.tied_to or "")
    if other is None:
        raise SpaceError(f"cell '{cell.id}' is tied to '{cell.tied_to}', which is no earlier cell", "cells")
    if other.tied_to is not None:
        raise SpaceError(f"cell '{cell.id}' is tied to '{other.id}', itself tied; tie it to '{other.tied_to}'", "cells")
    if (cell.nodes, len(cell.inputs), cell.choice) != (other.nodes, len(other.inputs), other.choice):
        raise SpaceError(
            f"cells '{cell.id}' and '{other.id}' are tied and must have equal nodes, inputs and choice", "cells"
        )


def _check_paths(template: Template) -> None:
    cells = cells_by_id(template)
    seen: set[tuple[object, ...]] = set()
    for path in template.paths:
        cell = _owner(path, cells)
        _check_edge(path, cell)
        if (path.operation == SETTING) != (cell.kind == "settings"):
            raise SpaceError(f"operation '{path.operation}' does not fit {cell.kind} cell '{cell.id}'", "paths")
        check_parameters(path.operation, {**path.parameters, **_slice(path)})
        parameters = tuple(sorted(path.parameters.items()))
        twin = (path.cell, path.source, path.target, path.slot, path.operation, parameters)
        if twin in seen:
            raise SpaceError(f"path '{path.id}' stands twice on its edge; give the second another slot", "paths")
        seen.add(twin)


def _slice(path: Path) -> Mapping[str, int]:
    """What a path crops of shared weights, which must be what its operation could have by itself."""
    return {} if path.weight is None else path.weight.slice


def _owner(path: Path, cells: Mapping[str, Cell]) -> Cell:
    cell = cells.get(path.cell)
    if cell is None:
        raise SpaceError(f"path '{path.id}' is in cell '{path.cell}', which is not in the template", "paths")
    if cell.tied_to is not None:
        raise SpaceError(
            f"path '{path.id}' is in cell '{cell.id}', which is tied to '{cell.tied_to}'; put it there", "paths"
        )
    return cell


def _check_edge(path: Path, cell: Cell) -> None:
    node = int(path.target[1:])
    if node >= cell.nodes:
        raise SpaceError(
            f"path '{path.id}' goes to '{path.target}', but cell '{cell.id}' has {cell.nodes} nodes", "paths"
        )
    allowed = sources_of_node(cell, node)
    if path.source not in allowed:
        raise SpaceError(
            f"path '{path.id}' reads '{path.source}', but '{path.target}' can read {', '.join(allowed)}", "paths"
        )


def _check_ids_to_come(template: Template) -> None:
    for prefix, following, ids in (
        ("c", template.next_cell, [cell.id for cell in template.cells]),
        ("p", template.next_path, [path.id for path in template.paths]),
    ):
        taken = [identifier for identifier in ids if identifier[0] == prefix and identifier[1:].isdigit()]
        if any(int(identifier[1:]) >= following for identifier in taken):
            field = "next_cell" if prefix == "c" else "next_path"
            raise SpaceError(f"{field} is {following}, but an id that large is taken; set it above all ids", field)


def _check_what_arrives_as_it_is(template: Template, shapes: Mapping[str, CellShape]) -> None:
    owned = paths_by_cell(template)
    for cell in template.cells:
        if cell.id not in shapes or cell.adapters:
            continue
        shape = shapes[cell.id]
        for name, (_, *size) in zip(cell.inputs, shape.inputs, strict=True):
            if name in shapes and shapes[name].nodes > 1:
                raise SpaceError(
                    f"cell '{cell.id}' has no adapters and reads '{name}', which puts out {shapes[name].nodes} nodes; "
                    "have that combine by 'last', or give this one adapters",
                    "cells",
                )
            if tuple(size) != shape.entry:
                raise SpaceError(
                    f"cell '{cell.id}' has no adapters and '{name}' is of another size than its other inputs; "
                    "give it adapters",
                    "cells",
                )
        for path in owned[cell.id]:
            if width_read(path, shape) != shape.channels and not operation(path.operation).widens:
                raise SpaceError(
                    f"path '{path.id}' cannot bring {width_read(path, shape)} channels to {shape.channels}, as cell "
                    f"'{cell.id}' has no adapters; use an operation that can, or give the cell adapters",
                    "paths",
                )


def _check_outputs(template: Template, shapes: Collection[str]) -> None:
    for output in template.outputs:
        if output.reads is not None and output.reads not in shapes:
            raise SpaceError(
                f"output '{output.name}' reads '{output.reads}', which is no cell with a tensor", "outputs"
            )
    _check_every_node_reads(template)


def _check_every_node_reads(template: Template) -> None:
    reached = {(path.cell, path.target) for path in template.paths}
    for position, cell in enumerate(template.cells):
        if cell.tied_to is not None:
            continue
        for node in range(cell.nodes):
            if (cell.id, f"n{node}") not in reached:
                place = f"node {node + 1} of {cell_name(cell, position)}"
                raise SpaceError(f"{place} would have no path into it; keep or add one", "paths")
