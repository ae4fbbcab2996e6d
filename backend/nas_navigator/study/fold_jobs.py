"""Events folded into records: what happens to a job of any kind, and how the phase follows."""

from nas_navigator.study.draft import Draft
from nas_navigator.study.records import MAIN_KINDS
from nas_navigator_schemas import events as e
from nas_navigator_schemas.events import JobPayload
from nas_navigator_schemas.records import JobRecord, Phase, RunRecord

PHASE_OF: dict[str, Phase] = {"training": "training", "search": "searching", "final": "finalizing"}


def fold_job(draft: Draft, payload: JobPayload) -> None:
    """The job's new state; the phase follows the jobs that decide it."""
    job = draft.job(payload.job)
    match payload:
        case e.JobStarted():
            draft.set_job(payload.job, state="running", message=None)
        case e.PauseRequested():
            draft.set_job(payload.job, requested="pause")
        case e.StopRequested():
            _go_on(draft, payload.job, job)
            draft.set_job(payload.job, requested="stop")
        case e.StepRequested():
            _go_on(draft, payload.job, job)
            draft.set_job(payload.job, requested="step")
        case e.JobResumed():
            _go_on(draft, payload.job, job)
        case e.JobPaused():
            checkpoint = payload.checkpoint or job.checkpoint
            _settle(draft, payload.job, "paused", payload.message, checkpoint=checkpoint)
        case e.JobRefreshed():
            checkpoint = payload.checkpoint or job.checkpoint
            draft.set_job(payload.job, requested=None, attempt=job.attempt + 1, checkpoint=checkpoint)
        case e.JobInterrupted():
            changes = {"attempt": job.attempt + 1, "losses": job.losses + 1, "message": payload.message}
            draft.set_job(payload.job, state="queued", **changes)
        case e.JobFailed():
            _settle(draft, payload.job, "failed", payload.message)
        case e.JobCancelled():
            _settle(draft, payload.job, "cancelled", None)


def finish(draft: Draft, identifier: str, message: str | None = None) -> None:
    """A job has done what was asked for."""
    _settle(draft, identifier, "done", message)


def _go_on(draft: Draft, identifier: str, job: JobRecord) -> None:
    if job.state == "paused":
        draft.set_job(identifier, state="queued", message=None, losses=0)
        draft.set_study(phase=PHASE_OF[job.kind], message=None)
        _set_run(draft, job, "running")


def _settle(draft: Draft, identifier: str, state: str, message: str | None, **changes: object) -> None:
    job = draft.job(identifier)
    draft.set_job(
        identifier, state=state, message=message, requested=None, attempt=job.attempt + 1, losses=0, **changes
    )
    _set_run(draft, job, state)
    if job.kind in MAIN_KINDS:
        phase = state if state in ("paused", "failed") else "idle"
        draft.set_study(phase=phase, message=message)
    elif state == "failed":
        draft.set_study(message=message)


def _set_run(draft: Draft, job: JobRecord, state: str) -> None:
    run = None if job.run is None else draft.get("runs", job.run, RunRecord)
    if job.run is not None and run is not None and run.state in ("running", "paused"):
        ended_at = None if state in ("running", "paused") else draft.at
        draft.put("runs", job.run, run.model_copy(update={"state": state, "ended_at": ended_at}))
