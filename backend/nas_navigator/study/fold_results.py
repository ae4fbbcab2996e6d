"""Events folded into records: what training, search and maps were asked for and what came of them."""

from nas_navigator.study.draft import Draft
from nas_navigator.study.fold_edits import credit_paths
from nas_navigator.study.fold_jobs import finish
from nas_navigator.study.fold_maps import fold_layout, fold_points
from nas_navigator.study.fold_search import fold_iteration, measured
from nas_navigator.study.fold_versions import new_version
from nas_navigator_schemas import events as e
from nas_navigator_schemas.events import AnyPayload
from nas_navigator_schemas.records import (
    CandidateRecord,
    EpochRecord,
    JobRecord,
    PathRecord,
    RunRecord,
)


def fold_result(draft: Draft, payload: AnyPayload) -> None:
    """What the event adds to the records."""
    match payload:
        case e.TrainingStarted():
            _start_training(draft, payload)
        case e.EpochFinished():
            _epoch(draft, payload)
        case e.TrainingFinished():
            _trained(draft, payload)
        case e.SearchStarted():
            job = JobRecord(kind="search", state="queued", total=payload.iterations, until=payload.until)
            draft.put("jobs", payload.job, job)
            draft.set_study(phase="searching", message=None)
        case e.IterationFinished():
            fold_iteration(draft, payload)
        case e.SearchFinished():
            finish(draft, payload.job, _exhausted(draft) if payload.reason == "exhausted" else None)
        case e.EvaluationRequested():
            _request_evaluation(draft, payload)
        case e.CandidatesEvaluated():
            measured(draft, payload, None, draft.study.steering_seq)
            finish(draft, payload.job)
        case e.LayoutRequested():
            draft.put("jobs", payload.job, JobRecord(kind="layout", state="queued"))
        case e.LayoutFinished():
            fold_layout(draft, payload)
            finish(draft, payload.job)
        case e.CandidatesPlaced():
            fold_points(draft, payload.points, payload.version)
        case _:
            _fold_final(draft, payload)


def _exhausted(draft: Draft) -> str:
    """Why no new candidate was found, by what narrows the search."""
    states = {path.state for path in draft.records.paths.values()}
    mends = [
        *(["loosen the bounds"] if draft.study.constraints else []),
        *(["bring paths back"] if "removed" in states else []),
        *(["release paths"] if "fixed" in states else []),
        *(["clear the focus"] if draft.study.focus is not None else []),
    ]
    if not mends:
        return "no new candidate is left in the template; add to it to go on"
    return f"no new candidate is left that the steering allows; {' or '.join(mends)} to go on"


def _start_training(draft: Draft, payload: e.TrainingStarted) -> None:
    job = JobRecord(kind="training", state="queued", run=payload.run, total=payload.epochs)
    draft.put("jobs", payload.job, job)
    run = RunRecord(purpose="template", state="running", epochs=payload.epochs, seed=payload.seed)
    draft.put("runs", payload.run, run)
    draft.set_study(phase="training", message=None)


def _epoch(draft: Draft, payload: e.EpochFinished) -> None:
    record = EpochRecord(run=payload.run, epoch=payload.epoch, metrics=payload.metrics, seconds=payload.seconds)
    draft.put("epochs", f"{payload.run}.{payload.epoch}", record)
    job = draft.job(payload.job)
    draft.set_job(payload.job, checkpoint=payload.checkpoint, losses=0)
    if job.kind == "training":
        further = payload.epoch + 1 - job.done
        draft.set_job(payload.job, done=payload.epoch + 1)
        draft.set_study(trained_epochs=draft.study.trained_epochs + further)


def _trained(draft: Draft, payload: e.TrainingFinished) -> None:
    job = draft.job(payload.job)
    credit_paths(draft, payload.job)
    if job.requested != "refresh":
        _mark_trained(draft)
    new_version(draft)
    _end_run(draft, job.run, "done", weights=draft.study.weights, artifacts={"weights": payload.artifact})
    draft.set_study(weights_artifact=payload.artifact, best_candidate=None)
    finish(draft, payload.job)


def _mark_trained(draft: Draft) -> None:
    """A training that was stopped within its first epoch has trained, if little."""
    for identifier, path in draft.all("paths", PathRecord).items():
        if path.state != "removed" and not path.trained:
            draft.put("paths", identifier, path.model_copy(update={"trained": True}))


def _request_evaluation(draft: Draft, payload: e.EvaluationRequested) -> None:
    identifiers = tuple(candidate.id for candidate in payload.candidates)
    job = JobRecord(kind="evaluation", state="queued", total=len(identifiers), candidates=identifiers)
    draft.put("jobs", payload.job, job)
    for candidate in payload.candidates:
        if candidate.id not in draft.records.candidates:
            draft.put("candidates", candidate.id, CandidateRecord(paths=candidate.paths, origin="person"))


def _fold_final(draft: Draft, payload: AnyPayload) -> None:
    match payload:
        case e.FinalizationStarted():
            total = len(payload.candidates)
            job = JobRecord(kind="final", state="queued", total=total, candidates=payload.candidates)
            draft.put("jobs", payload.job, job)
            draft.set_study(phase="finalizing", message=None)
        case e.FinalStarted():
            _start_final(draft, payload)
        case e.FinalFinished():
            _finish_final(draft, payload)
        case e.FinalizationFinished():
            finish(draft, payload.job)


def _start_final(draft: Draft, payload: e.FinalStarted) -> None:
    run = RunRecord(
        purpose="final",
        state="running",
        candidate=payload.candidate,
        initial=payload.initial,
        epochs=payload.epochs,
        seed=payload.seed,
        weights=draft.study.weights if payload.initial == "inherited" else None,
    )
    draft.put("runs", payload.run, run)
    draft.set_job(payload.job, run=payload.run, checkpoint=None)


def _finish_final(draft: Draft, payload: e.FinalFinished) -> None:
    state = "cancelled" if payload.stopped else "done"
    metrics = {**payload.metrics, "seconds": payload.seconds}
    artifacts = {"weights": payload.artifact}
    _end_run(draft, payload.run, state, metrics=metrics, confusion=payload.confusion, artifacts=artifacts)
    job = draft.job(payload.job)
    draft.set_job(payload.job, done=job.done + 1, attempt=job.attempt + 1, checkpoint=None, losses=0)


def _end_run(draft: Draft, identifier: str | None, state: str, **changes: object) -> None:
    run = None if identifier is None else draft.get("runs", identifier, RunRecord)
    if identifier is None or run is None:
        raise LookupError(f"the log has no run '{identifier}'")
    draft.put("runs", identifier, run.model_copy(update={"state": state, "ended_at": draft.at, **changes}))
