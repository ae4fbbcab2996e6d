"""Edits of a template, as pure functions: each gives a new template that passes `check_template`, or refuses.

Ids are given once and never reused; what an edit does not mention keeps its id, so that weights and steering
survive. Cells whose inputs were the two cells before them (without adapters, the one before) keep reading those
before; inputs named otherwise stay.
"""

from collections.abc import Collection, Sequence
from typing import Literal

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.operations import check_parameters
from nas_navigator.spaces.shapes import cell_shapes
from nas_navigator.spaces.structure import cells_by_id, default_inputs, instances_of, owner_of
from nas_navigator.spaces.templates.cells import full_cell_paths
from nas_navigator.spaces.validity import check_template
from nas_navigator_schemas.commands import NewPath
from nas_navigator_schemas.templates import MOST_CELLS, MOST_PATHS, Cell, ParameterValue, Path, Template

Kind = Literal["normal", "reduction"]


def add_cell(template: Template, kind: Kind, position: int, nodes: int) -> Template:
    """The template with an untied cell at `position` (from 0), with every operation on every edge.

    Choice, combination, adapters and operations are those of the cell before it (of the first one where there is
    none); where that has no adapters, of the nearest of its own kind before it, or else behind it.

    Raises:
        SpaceError: there is no such place, or the cell would have nothing to halve.
    """
    if position > len(template.cells):
        count = len(template.cells)
        raise SpaceError(f"position is {position}; the template has {count} cells, choose 0 to {count}", "position")
    model = _model(template, position, kind)
    given = template.inputs[0].name
    cell = Cell(
        id=f"c{template.next_cell}",
        kind=kind,
        nodes=nodes,
        inputs=default_inputs(
            _tensor_order(template.cells[:position]), _tensors(template, position), given, model.adapters
        ),
        combine=model.combine,
        adapters=model.adapters,
        choice=model.choice,
        operations=model.operations,
    )
    cells = (*template.cells[:position], cell, *template.cells[position:])
    edited = _rebuilt(
        template,
        cells,
        (*template.paths, *full_cell_paths(cell, template.next_path)),
        next_cell=template.next_cell + 1,
    )
    _check_something_to_halve(edited, cell)
    return edited


def remove_cell(template: Template, cell: str) -> Template:
    """The template without a cell; where others are tied to it, the first of them becomes the owner of its
    paths.

    Raises:
        SpaceError: the cell is unknown, the last one, or read by name.
    """
    _known(template, cell)
    if len(_tensor_order(template.cells)) == 1 and cells_by_id(template)[cell].kind != "settings":
        raise SpaceError(f"cell '{cell}' is the last one; add another before you remove it", "cell")
    cells = tuple(other for other in template.cells if other.id != cell)
    return _rebuilt(template, cells, template.paths)


def move_cell(template: Template, cell: str, position: int) -> Template:
    """The template with a cell at another place in the row, `position` from 0.

    Raises:
        SpaceError: the cell is unknown, there is no such place, or inputs named by hand forbid it.
    """
    moved = _known(template, cell)
    if position >= len(template.cells):
        last = len(template.cells) - 1
        raise SpaceError(f"position is {position}; choose 0 to {last}", "position")
    others = [other for other in template.cells if other.id != cell]
    return _rebuilt(template, (*others[:position], moved, *others[position:]), template.paths)


def set_cell_nodes(template: Template, cell: str, nodes: int) -> Template:
    """The template with a cell, and those tied to it, of so many nodes.

    New nodes get every operation on every edge; the paths of nodes that go are dropped.

    Raises:
        SpaceError: the cell is unknown or a settings cell.
    """
    if _known(template, cell).kind == "settings":
        raise SpaceError(f"cell '{cell}' is a settings cell, which has exactly one node", "cell")
    owner = cells_by_id(template)[owner_of(template, cell)]
    tied = {instance.id for instance in instances_of(template, owner.id)}
    cells = tuple(c.model_copy(update={"nodes": nodes}) if c.id in tied else c for c in template.cells)
    kept = tuple(path for path in template.paths if path.cell != owner.id or _within(path, nodes))
    candidates = full_cell_paths(owner.model_copy(update={"nodes": nodes}), 0)
    fresh = [path for path in candidates if int(path.target[1:]) >= owner.nodes]
    return _rebuilt(template, cells, (*kept, *_numbered(fresh, template.next_path)))


def add_paths(template: Template, new: Sequence[NewPath]) -> Template:
    """The template with further paths; those of a tied cell go to the cell that it is tied to.

    Raises:
        SpaceError: a cell, an operation or a parameter is unknown, or the path stands there already.
    """
    paths = list(template.paths)
    for number, wanted in enumerate(new, template.next_path):
        _known(template, wanted.cell)
        paths.append(_path(template, wanted, f"p{number}"))
    return _rebuilt(template, template.cells, tuple(paths))


def drop_paths(template: Template, paths: Collection[str]) -> Template:
    """The template without paths, which nothing brings back.

    Raises:
        SpaceError: a path is unknown, or a node would have too few.
    """
    known = {path.id for path in template.paths}
    for identifier in paths:
        if identifier not in known:
            raise SpaceError(f"path '{identifier}' is not in the template", "paths")
    chosen = frozenset(paths)
    return _rebuilt(template, template.cells, tuple(path for path in template.paths if path.id not in chosen))


def set_operation_parameters(
    template: Template, paths: Collection[str], parameters: dict[str, ParameterValue]
) -> Template:
    """The template with the given parameters changed on the given paths.

    Raises:
        SpaceError: a path is unknown, reads shared weights, or its operation does not allow the value.
    """
    known = {path.id: path for path in template.paths}
    for identifier in paths:
        if identifier not in known:
            raise SpaceError(f"path '{identifier}' is not in the template", "paths")
        if known[identifier].weight is not None:
            raise SpaceError(f"path '{identifier}' uses a slice of shared weights and cannot change", "paths")
    chosen = frozenset(paths)
    changed = tuple(_with_parameters(path, parameters) if path.id in chosen else path for path in template.paths)
    return _rebuilt(template, template.cells, changed)


def same_place(path: Path, wanted: NewPath, owner: str) -> bool:
    """Whether a path is what a new path asks for, slots aside."""
    place = (path.cell, path.source, path.target, path.operation, path.parameters)
    parameters = check_parameters(wanted.operation, wanted.parameters)
    return place == (owner, wanted.source, wanted.target, wanted.operation, parameters)


def _path(template: Template, wanted: NewPath, identifier: str) -> Path:
    return Path(
        id=identifier,
        cell=owner_of(template, wanted.cell),
        source=wanted.source,
        target=wanted.target,
        slot=wanted.slot or 0,
        operation=wanted.operation,
        parameters=check_parameters(wanted.operation, wanted.parameters),
    )


def _with_parameters(path: Path, parameters: dict[str, ParameterValue]) -> Path:
    return path.model_copy(update={"parameters": check_parameters(path.operation, {**path.parameters, **parameters})})


def _known(template: Template, cell: str) -> Cell:
    cells = cells_by_id(template)
    if cell not in cells:
        raise SpaceError(f"cell '{cell}' is not in the template; it has {', '.join(cells)}", "cell")
    return cells[cell]


def _model(template: Template, position: int, kind: Kind) -> Cell:
    near = [*reversed(template.cells[:position]), *template.cells[position:]]
    model = next(cell for cell in near if cell.kind != "settings")
    return model if model.adapters else next((cell for cell in near if cell.kind == kind), model)


def _tensor_order(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(cell.id for cell in cells if cell.kind != "settings")


def _tensors(template: Template, position: int) -> int:
    return len(_tensor_order(template.cells[:position]))


def _within(path: Path, nodes: int) -> bool:
    reads = int(path.source[1:]) if path.source.startswith("n") else -1
    return int(path.target[1:]) < nodes and reads < nodes


def _numbered(paths: Sequence[Path], first: int) -> tuple[Path, ...]:
    return tuple(path.model_copy(update={"id": f"p{first + index}"}) for index, path in enumerate(paths))


def _rebuilt(
    template: Template, cells: Sequence[Cell], paths: Sequence[Path], next_cell: int | None = None
) -> Template:
    """The template with these cells and paths: ties and default inputs mended, limits and rules checked."""
    _check_limits(cells, paths)
    cells, paths = _promoted(cells, paths)
    fresh = len({path.id for path in paths} - {path.id for path in template.paths})
    edited = template.model_copy(
        update={
            "cells": _rewired(template, cells),
            "paths": tuple(paths),
            "next_cell": template.next_cell if next_cell is None else next_cell,
            "next_path": template.next_path + fresh,
        }
    )
    check_template(edited)
    return edited


def _check_limits(cells: Sequence[Cell], paths: Sequence[Path]) -> None:
    if len(cells) > MOST_CELLS:
        raise SpaceError(f"the template would have {len(cells)} cells; {MOST_CELLS} is the most", "cells")
    if len(paths) > MOST_PATHS:
        raise SpaceError(f"the template would have {len(paths)} paths; {MOST_PATHS} is the most", "paths")


def _rewired(template: Template, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells that read the two before them in `template`, or are new, read the two before them in `cells`."""
    given = template.inputs[0].name
    before, after = _tensor_order(template.cells), _tensor_order(cells)
    explicit = {
        cell.id
        for cell in template.cells
        if cell.kind == "settings" or cell.inputs != default_inputs(before, before.index(cell.id), given, cell.adapters)
    }
    return tuple(
        cell
        if cell.id in explicit
        else cell.model_copy(update={"inputs": default_inputs(after, after.index(cell.id), given, cell.adapters)})
        for cell in cells
    )


def _promoted(cells: Sequence[Cell], paths: Sequence[Path]) -> tuple[tuple[Cell, ...], tuple[Path, ...]]:
    """In each set of tied cells the first owns the paths; paths of cells that are gone go with them."""
    owners: dict[str, str] = {}
    for cell in cells:
        owners.setdefault(cell.tied_to or cell.id, cell.id)
    tied = tuple(_tied(cell, owners[cell.tied_to or cell.id]) for cell in cells)
    kept = (path for path in paths if path.cell in owners)
    owned = tuple(
        path if owners[path.cell] == path.cell else path.model_copy(update={"cell": owners[path.cell]}) for path in kept
    )
    return tied, owned


def _tied(cell: Cell, owner: str) -> Cell:
    tied_to = None if owner == cell.id else owner
    return cell if cell.tied_to == tied_to else cell.model_copy(update={"tied_to": tied_to})


def _check_something_to_halve(template: Template, cell: Cell) -> None:
    if cell.kind == "reduction" and cell_shapes(template)[cell.id].entry == (1, 1):
        raise SpaceError("a reduction cell here would have 1x1 pixels to halve; place it earlier", "position")
