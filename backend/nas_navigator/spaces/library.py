"""Whole templates, as pure functions: edited before a study uses them, made of a candidate or of what steering left,
fitted to data sets, and pictured for a gallery.
"""

from collections import Counter
from collections.abc import Collection, Iterable

from nas_navigator.spaces import edits
from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.operations import USUAL
from nas_navigator.spaces.structure import cells_by_id, edge_of, paths_by_cell
from nas_navigator.spaces.validity import check_template
from nas_navigator_schemas import commands as c
from nas_navigator_schemas.catalogue import DatasetEntry
from nas_navigator_schemas.commands import NewPath
from nas_navigator_schemas.library import CellPicture, DraftCommand, TemplateSummary
from nas_navigator_schemas.templates import Cell, Path, Template


def edited(template: Template, command: DraftCommand) -> Template:
    """The template after a command.

    Raises:
        SpaceError: the template cannot be built, the command cannot be done, or changes nothing.
    """
    check_template(template)
    after = _after(template, command)
    if after == template:
        raise SpaceError("the template is like that already")
    return after


def _after(template: Template, command: DraftCommand) -> Template:
    match command:
        case c.AddCell():
            return edits.add_cell(template, command.kind, command.position, command.nodes)
        case c.RemoveCell():
            return edits.remove_cell(template, command.cell)
        case c.MoveCell():
            return edits.move_cell(template, command.cell, command.position)
        case c.SetCellNodes():
            return edits.set_cell_nodes(template, command.cell, command.nodes)
        case c.AddPaths():
            return edits.add_paths(template, _new(template, command))
        case c.RemovePaths():
            return edits.drop_paths(template, command.paths)
        case c.SetOperationParameters():
            return edits.set_operation_parameters(template, command.paths, dict(command.parameters))


def _new(template: Template, command: c.AddPaths) -> tuple[NewPath, ...]:
    """The paths to add; a draft remembers none that was dropped, so an id alone can bring nothing back."""
    known = {path.id for path in template.paths}
    for path in command.paths:
        if isinstance(path, str):
            what = "is there already" if path in known else "is not in the template; name its operation and edge"
            raise SpaceError(f"path '{path}' {what}", "paths")
    return tuple(path for path in command.paths if isinstance(path, NewPath))


def with_alternatives(template: Template, active: Collection[str]) -> Template:
    """A template around one network: the edges that its paths use, each with every usual operation.

    Cells without adapters are copies of a published space and have the operations that they had.

    Raises:
        SpaceError: the paths are no network of the template.
    """
    used = dict.fromkeys(edge_of(path) for path in template.paths if path.id in active)
    kept = tuple(path for path in template.paths if edge_of(path) in used)
    known = {(edge_of(path), path.operation) for path in kept}
    cells = cells_by_id(template)
    missing = [
        NewPath(cell=edge[0], source=edge[1], target=edge[2], operation=operation)
        for edge in used
        if cells[edge[0]].kind != "settings" and cells[edge[0]].adapters
        for operation in USUAL
        if (edge, operation) not in known
    ]
    return edits.add_paths(_only(template, kept), missing)


def without(template: Template, removed: Collection[str]) -> Template:
    """The template that is left when the removed paths are dropped.

    Raises:
        SpaceError: it would have no candidate.
    """
    return _only(template, tuple(path for path in template.paths if path.id not in removed))


def _only(template: Template, paths: tuple[Path, ...]) -> Template:
    kept = template.model_copy(update={"paths": paths})
    check_template(kept)
    return kept


def misfit(template: Template, dataset: DatasetEntry) -> str | None:
    """Why a template cannot be used on a data set; None where it can."""
    shapes = {given.shape for given in template.inputs}
    classes = {output.classes for output in template.outputs}
    if shapes == {dataset.input.shape} and classes == {dataset.output.classes}:
        return None
    reads = " and ".join(map(_sized, sorted(shapes)))
    tells = " and ".join(map(str, sorted(classes)))
    return (
        f"template '{template.name}' reads {reads} and tells {tells} classes apart; data set "
        f"'{dataset.id}' has {_sized(dataset.input.shape)} and {dataset.output.classes}"
    )


def _sized(shape: tuple[int, ...]) -> str:
    return "x".join(map(str, shape))


def summary(
    template: Template,
    datasets: Iterable[str],
    *,
    identifier: str,
    name: str,
    description: str,
    saved_at: str | None = None,
) -> TemplateSummary:
    """What a gallery shows of a template; `saved_at` is None for one of the catalogue."""
    paths = paths_by_cell(template)
    return TemplateSummary(
        id=identifier,
        name=name,
        description=description,
        saved=saved_at is not None,
        saved_at=saved_at,
        datasets=tuple(datasets),
        channels=template.channels,
        paths=len(template.paths),
        cells=tuple(_picture(cell, paths[cell.id]) for cell in template.cells),
    )


def _picture(cell: Cell, paths: Collection[Path]) -> CellPicture:
    into: list[Counter[str]] = [Counter() for _ in range(cell.nodes)]
    for path in paths:
        into[int(path.target[1:])][path.operation] += 1
    return CellPicture(kind=cell.kind, tied=cell.tied_to is not None, nodes=tuple(map(dict, into)))
