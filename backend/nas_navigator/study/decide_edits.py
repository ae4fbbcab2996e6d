"""Decisions that change the template or the settings."""

from collections.abc import Sequence

from nas_navigator.spaces import edits
from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.shapes import reshaped
from nas_navigator.spaces.structure import cells_by_id
from nas_navigator.spaces.validity import check_steering
from nas_navigator.study.consequences import with_consequences
from nas_navigator.study.decide_steering import restore
from nas_navigator.study.records import header_of, in_order, steered, study_of, template_of
from nas_navigator.study.refusals import Refusal, conflict, unknown
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import events as e
from nas_navigator_schemas.commands import NewPath
from nas_navigator_schemas.configuration import SearchConfiguration, TrainingConfiguration
from nas_navigator_schemas.events import AnyPayload, TemplateDifference
from nas_navigator_schemas.records import Records
from nas_navigator_schemas.templates import Template

EditCommand = (
    c.AddCell
    | c.RemoveCell
    | c.MoveCell
    | c.SetCellNodes
    | c.AddPaths
    | c.SetOperationParameters
    | c.ConfigureTraining
    | c.ConfigureSearch
)


def decide_edit(records: Records, command: EditCommand) -> tuple[AnyPayload, ...]:
    """Change the template or the settings."""
    match command:
        case c.ConfigureTraining():
            return (_configure_training(records, command),)
        case c.ConfigureSearch():
            return (_configure_search(records, command),)
        case _:
            try:
                return _edit(records, command)
            except SpaceError as error:
                raise Refusal(422, "Impossible template", error.detail, error.field) from None


def _edit(records: Records, command: EditCommand) -> tuple[AnyPayload, ...]:
    template = template_of(records)
    match command:
        case c.AddPaths():
            return _add_paths(records, template, command)
        case c.SetOperationParameters():
            payload: e.EditPayload = _set_parameters(records, template, command)
        case _:
            payload = _edit_cell(records, template, command)
    return with_consequences(records, payload, _after(records, payload.difference))


def _edit_cell(records: Records, template: Template, command: EditCommand) -> e.EditPayload:
    match command:
        case c.AddCell():
            edited = edits.add_cell(template, command.kind, command.position, command.nodes)
            return e.CellAdded(cell=f"c{template.next_cell}", difference=_difference(records, template, edited))
        case c.RemoveCell():
            _check_cell(template, command.cell)
            edited = edits.remove_cell(template, command.cell)
            return e.CellRemoved(cell=command.cell, difference=_difference(records, template, edited))
        case c.MoveCell():
            _check_cell(template, command.cell)
            edited = edits.move_cell(template, command.cell, command.position)
            return e.CellMoved(cell=command.cell, difference=_difference(records, template, edited))
        case c.SetCellNodes():
            _check_cell(template, command.cell)
            edited = edits.set_cell_nodes(template, command.cell, command.nodes)
            return e.CellNodesSet(cell=command.cell, difference=_difference(records, template, edited))
        case _:
            raise TypeError(f"{command.type} does not edit a cell")


def _set_parameters(records: Records, template: Template, command: c.SetOperationParameters) -> e.EditPayload:
    for path in command.paths:
        if path not in records.paths:
            raise unknown("path", path, "paths")
    edited = edits.set_operation_parameters(template, command.paths, dict(command.parameters))
    return e.OperationParametersSet(paths=command.paths, difference=_difference(records, template, edited))


def _check_cell(template: Template, cell: str) -> None:
    if cell not in cells_by_id(template):
        raise unknown("cell", cell, "cell")


def _add_paths(records: Records, template: Template, command: c.AddPaths) -> tuple[AnyPayload, ...]:
    """Ids, and new paths that stand removed in the template, come back; the others are new. All of it is one step."""
    back: list[str] = []
    new: list[NewPath] = []
    for wanted in command.paths:
        if isinstance(wanted, str):
            back.append(wanted)
        elif (removed := _removed_like(records, template, wanted)) is not None:
            back.append(removed)
        else:
            new.append(wanted)
    restored = restore(records, back) if back else None
    if not new:
        return () if restored is None else (restored,)
    difference = _difference(records, template, edits.add_paths(template, new), coming_back=back)
    added = e.PathsAdded(
        paths=tuple(path.id for path in difference.paths),
        restored=() if restored is None else restored.paths,
        difference=difference,
    )
    return with_consequences(records, added, _after(records, difference))


def _removed_like(records: Records, template: Template, wanted: NewPath) -> str | None:
    cells = cells_by_id(template)
    if wanted.cell not in cells:
        raise unknown("cell", wanted.cell, "paths")
    owner = cells[wanted.cell].tied_to or wanted.cell
    same = [
        path.id for path in template.paths if edits.same_place(path, wanted, owner) and wanted.slot in (None, path.slot)
    ]
    return next((path for path in same if records.paths[path].state == "removed"), None)


def _difference(
    records: Records, before: Template, after: Template, coming_back: Sequence[str] = ()
) -> TemplateDifference:
    if before == after:
        raise conflict("the template is like that already")
    there, here = ({path.id: path for path in template.paths} for template in (before, after))
    removed, fixed = steered(records)
    gone = {*there} - {*here}
    check_steering(
        after,
        [p for p in removed if p not in gone and p not in coming_back],
        [p for p in fixed if p not in gone],
    )
    return TemplateDifference(
        header=header_of(after),
        cells=after.cells,
        paths=tuple(path for key, path in here.items() if there.get(key) != path),
        dropped=tuple(key for key in there if key not in here),
        untrained=reshaped(before, after),
    )


def _after(records: Records, difference: TemplateDifference) -> Template:
    template = template_of(records)
    kept = {path.id: path for path in template.paths if path.id not in difference.dropped}
    paths = kept | {path.id: path for path in difference.paths}
    return template.model_copy(update={"cells": difference.cells, "paths": in_order(paths.values())})


def _configure_training(records: Records, command: c.ConfigureTraining) -> e.TrainingConfigured:
    before = study_of(records).training
    given = command.model_fields_set & set(TrainingConfiguration.model_fields)
    return e.TrainingConfigured(training=before.model_copy(update={name: getattr(command, name) for name in given}))


def _configure_search(records: Records, command: c.ConfigureSearch) -> e.SearchConfigured:
    """Parameters are merged by name, null takes one back; another strategy begins with its own defaults."""
    before = study_of(records).search
    strategy = command.strategy or before.strategy
    kept = before.parameters if strategy == before.strategy else {}
    merged = {**kept, **command.parameters}
    parameters = {name: value for name, value in merged.items() if value is not None}
    return e.SearchConfigured(search=SearchConfiguration(strategy=strategy, parameters=parameters))
