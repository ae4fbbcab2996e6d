"""Events folded into records: changes of the template, undone and redone ones among them."""

from collections.abc import Iterable, Sequence

from nas_navigator.spaces.shapes import reshaped
from nas_navigator.study.best import best_candidate
from nas_navigator.study.draft import Draft
from nas_navigator.study.fold_steering import refresh_training
from nas_navigator.study.fold_versions import give_back, new_version
from nas_navigator.study.records import cell_record, path_record, row_of, template_of
from nas_navigator_schemas.events import EditPayload, EditRedone, EditUndone, PathsAdded, TemplateDifference
from nas_navigator_schemas.records import CandidateRecord, CellRecord, PathRecord, TemplateChange, TemplateValues
from nas_navigator_schemas.templates import Cell


def fold_edit(draft: Draft, seq: int, payload: EditPayload) -> TemplateChange:
    """The template after the edit; the answer is what an undo of it needs.

    The network changed, so its weights are another version; their artifact stays. New paths alone leave every network
    that there was as it is: the version stays.
    """
    difference = payload.difference
    restored = payload.restored if isinstance(payload, PathsAdded) else ()
    touched = dict.fromkeys((*(path.id for path in difference.paths), *difference.dropped, *difference.untrained))
    paths = (*touched, *restored)
    moved = row_of(draft.records.cells.values()) != difference.cells
    _credit(draft)
    before = _values(draft, paths, moved)
    _put_template(draft, difference)
    _restore(draft, seq, restored)
    _go_on(draft)
    if not isinstance(payload, PathsAdded) and draft.study.weights > 0:
        new_version(draft)
    _choose_best(draft)
    return TemplateChange(before=before, after=_values(draft, paths, moved))


def fold_reverted(draft: Draft, seq: int, payload: EditUndone | EditRedone) -> TemplateChange:
    """The template with the values of the change in force; the answer is what the opposite step needs.

    Where nothing came between, the weights are the version that they were; what was trained since stays trained.
    """
    change = payload.change
    _credit(draft)
    now = TemplateValues(
        cells=change.before.cells,
        paths={key: draft.get("paths", key, PathRecord) for key in change.before.paths},
        weights=draft.study.weights,
    )
    if change.after.cells is not None:
        _put_cells(draft, change.after.cells)
    for identifier, path in change.after.paths.items():
        if path is None:
            draft.drop("paths", identifier)
        else:
            draft.put("paths", identifier, path)
    _keep_training(draft, now)
    if any(_state(now.paths[key]) != _state(path) for key, path in change.after.paths.items()):
        draft.set_study(steering_seq=seq)
    _go_on(draft)
    give_back(draft, change)
    _choose_best(draft)
    after = TemplateValues(
        cells=change.after.cells,
        paths={key: draft.get("paths", key, PathRecord) for key in change.after.paths},
        weights=draft.study.weights,
    )
    return TemplateChange(before=now, after=after)


def _keep_training(draft: Draft, before: TemplateValues) -> None:
    """Paths that stayed, in the shapes that they had, have the training that they got meanwhile."""
    other = set(reshaped(template_of(draft.records), template_of(draft.state())))
    for identifier, was in before.paths.items():
        path = draft.get("paths", identifier, PathRecord)
        if was is not None and path is not None and identifier not in other:
            kept = {"trained": was.trained, "trained_epochs": was.trained_epochs}
            draft.put("paths", identifier, path.model_copy(update=kept))


def _state(path: PathRecord | None) -> str:
    return "available" if path is None else path.state


def _values(draft: Draft, paths: Iterable[str], moved: bool) -> TemplateValues:
    return TemplateValues(
        cells=row_of(draft.all("cells", CellRecord).values()) if moved else None,
        paths={key: draft.get("paths", key, PathRecord) for key in paths},
        weights=draft.study.weights,
    )


def _put_template(draft: Draft, difference: TemplateDifference) -> None:
    draft.set_study(template=difference.header)
    _put_cells(draft, difference.cells)
    for gone in difference.dropped:
        draft.drop("paths", gone)
    for changed in difference.paths:
        draft.put("paths", changed.id, path_record(changed, draft.get("paths", changed.id, PathRecord)))
    for identifier in difference.untrained:
        path = draft.get("paths", identifier, PathRecord)
        if path is not None:
            draft.put("paths", identifier, path.model_copy(update={"trained": False, "trained_epochs": 0}))


def _put_cells(draft: Draft, cells: Sequence[Cell]) -> None:
    remaining = {cell.id for cell in cells}
    for gone in draft.records.cells:
        if gone not in remaining:
            draft.drop("cells", gone)
    for position, cell in enumerate(cells):
        draft.put("cells", cell.id, cell_record(cell, position))


def _restore(draft: Draft, seq: int, paths: Sequence[str]) -> None:
    for identifier in paths:
        path = draft.get("paths", identifier, PathRecord)
        if path is not None:
            draft.put("paths", identifier, path.model_copy(update={"state": "available"}))
    if paths:
        draft.set_study(steering_seq=seq)


def _credit(draft: Draft) -> None:
    """Paths that were there before an edit take what the training did so far; what comes begins at
    nothing.
    """
    for identifier, job in draft.records.jobs.items():
        if job.kind == "training" and job.state in ("queued", "running", "paused"):
            credit_paths(draft, identifier)


def credit_paths(draft: Draft, job: str) -> None:
    """Every path that the training draws from has been trained for the epochs that are not credited yet."""
    epochs = draft.job(job).done - draft.job(job).credited
    draft.set_job(job, credited=draft.job(job).done)
    for identifier, path in draft.all("paths", PathRecord).items():
        if epochs and path.state != "removed":
            trained = path.trained_epochs + epochs
            draft.put("paths", identifier, path.model_copy(update={"trained": True, "trained_epochs": trained}))


def _go_on(draft: Draft) -> None:
    """Training goes on with the template as it is now; a map in the making is made anew; a network of its own that
    waits begins anew, its shapes may have changed.
    """
    refresh_training(draft)
    for identifier, job in draft.records.jobs.items():
        if job.kind == "layout" and job.state in ("queued", "running"):
            draft.set_job(identifier, attempt=job.attempt + 1)
        elif job.kind == "final" and job.state in ("queued", "paused"):
            draft.set_job(identifier, checkpoint=None)


def _choose_best(draft: Draft) -> None:
    draft.set_study(best_candidate=best_candidate(draft.study, draft.all("candidates", CandidateRecord)))
