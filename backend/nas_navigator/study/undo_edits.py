"""Undo and redo of edits of the template: refused where somebody built upon them since."""

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.names import path_names
from nas_navigator.spaces.validity import check_steering, check_template
from nas_navigator.study.consequences import with_consequences
from nas_navigator.study.records import in_order, path_of, row_of, steered, template_of
from nas_navigator.study.refusals import conflict
from nas_navigator_schemas.events import AnyPayload, EditRedone, EditUndone
from nas_navigator_schemas.records import InterventionRecord, PathRecord, Records, TemplateChange, TemplateValues
from nas_navigator_schemas.templates import Path, Template

Reverted = EditUndone | EditRedone


def undo_edit(records: Records, target: InterventionRecord, edit: TemplateChange) -> tuple[AnyPayload, ...]:
    """The template as it was before the edit.

    Raises:
        Refusal: what the edit made has changed since, or something rests on it.
    """
    change = TemplateChange(before=edit.after, after=edit.before)
    return _reverted(records, EditUndone(intervention=target.seq, change=change), f"'{target.label}' cannot be undone")


def redo_edit(records: Records, target: InterventionRecord, edit: TemplateChange) -> tuple[AnyPayload, ...]:
    """The edit again, with what was trained of it.

    Raises:
        Refusal: what the edit changes is not as it was when it was undone.
    """
    return _reverted(records, EditRedone(intervention=target.seq, change=edit), f"'{target.label}' cannot be redone")


def _reverted(records: Records, payload: Reverted, refused: str) -> tuple[AnyPayload, ...]:
    if reason := _obstacle(records, payload.change.before):
        raise conflict(f"{refused}: {reason}")
    template = _after(template_of(records), payload.change.after)
    try:
        check_template(template)
        check_steering(template, *_steered_after(records, payload.change.after))
    except SpaceError as error:
        raise conflict(f"{refused}: {error.detail}") from None
    return with_consequences(records, payload, template)


def _obstacle(records: Records, expected: TemplateValues) -> str | None:
    """What is not any more as the edit, or the undo of it, left it."""
    if expected.cells is not None and row_of(records.cells.values()) != expected.cells:
        return "cells were added, removed, moved or changed since"
    for key, path in expected.paths.items():
        now = records.paths.get(key)
        if (now is None) != (path is None):
            return f"path '{key}' {'is no longer' if now is None else 'is again'} in the template"
        if now is not None and path is not None and _decided(now) != _decided(path):
            return f"{path_names(template_of(records))[key]} was changed since"
    return None


def _decided(path: PathRecord) -> PathRecord:
    """A path without what training says of it."""
    return path.model_copy(update={"trained": False, "trained_epochs": 0})


def _after(template: Template, values: TemplateValues) -> Template:
    paths: dict[str, Path] = {path.id: path for path in template.paths if values.paths.get(path.id, path) is not None}
    paths |= {key: path_of(path) for key, path in values.paths.items() if path is not None}
    cells = template.cells if values.cells is None else values.cells
    return template.model_copy(update={"cells": cells, "paths": in_order(paths.values())})


def _steered_after(records: Records, values: TemplateValues) -> tuple[list[str], list[str]]:
    removed, fixed = ([key for key in keys if key not in values.paths] for keys in steered(records))
    there = {key: path.state for key, path in values.paths.items() if path is not None}
    removed += [key for key, state in there.items() if state == "removed"]
    return removed, fixed + [key for key, state in there.items() if state == "fixed"]
