"""Events folded into records: changes of the template."""

from nas_navigator.study.best import best_candidate
from nas_navigator.study.draft import Draft
from nas_navigator.study.fold_steering import refresh_training
from nas_navigator.study.records import cell_record, path_record
from nas_navigator_schemas.events import EditPayload, PathsAdded
from nas_navigator_schemas.records import CandidateRecord, PathRecord


def fold_edit(draft: Draft, payload: EditPayload) -> None:
    """The template after the edit. The network changed, so its weights are another version; their artifact
    stays.

    New paths alone leave every network that there was as it is: the version stays.
    """
    _credit(draft)
    _put_template(draft, payload)
    refresh_training(draft)
    _restart(draft)
    if not isinstance(payload, PathsAdded) and draft.study.weights > 0:
        draft.set_study(weights=draft.study.weights + 1)
        draft.set_study(best_candidate=best_candidate(draft.study, draft.all("candidates", CandidateRecord)))


def _put_template(draft: Draft, payload: EditPayload) -> None:
    difference = payload.difference
    draft.set_study(template=difference.header)
    remaining = {cell.id for cell in difference.cells}
    for gone in draft.records.cells:
        if gone not in remaining:
            draft.drop("cells", gone)
    for position, cell in enumerate(difference.cells):
        draft.put("cells", cell.id, cell_record(cell, position))
    for gone in difference.dropped:
        draft.drop("paths", gone)
    for changed in difference.paths:
        draft.put("paths", changed.id, path_record(changed, draft.get("paths", changed.id, PathRecord)))
    for identifier in difference.untrained:
        path = draft.get("paths", identifier, PathRecord)
        if path is not None:
            draft.put("paths", identifier, path.model_copy(update={"trained": False, "trained_epochs": 0}))


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


def _restart(draft: Draft) -> None:
    """A map in the making is made anew; a network of its own that waits begins anew, its shapes may have
    changed.
    """
    for identifier, job in draft.records.jobs.items():
        if job.kind == "layout" and job.state in ("queued", "running"):
            draft.set_job(identifier, attempt=job.attempt + 1)
        elif job.kind == "final" and job.state in ("queued", "paused"):
            draft.set_job(identifier, checkpoint=None)
