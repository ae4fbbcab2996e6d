"""What the workers say, turned into events. Late and foreign messages say nothing."""

from nas_navigator.study.decide_jobs import final_started
from nas_navigator.study.decide_phase import ended, next_job
from nas_navigator.study.identity import PLACEMENT, TaskIdentity, parse
from nas_navigator.study.records import MAIN_KINDS, main_job, open_jobs, study_id, study_of
from nas_navigator.study.tasks import is_current
from nas_navigator_schemas import events as e
from nas_navigator_schemas import jobs as j
from nas_navigator_schemas.events import AnyPayload
from nas_navigator_schemas.jobs import AnyMessage
from nas_navigator_schemas.records import JobRecord, Records

MOST_LOSSES = 3
"""A job whose process died so often in a row, with no result between, has failed."""


def heard(records: Records, message: AnyMessage) -> tuple[AnyPayload, ...]:
    """The events that a worker's message makes, in order."""
    identity = None if isinstance(message, j.Ready) else parse(message.task)
    if identity is None or identity.study != study_id(records):
        return ()
    if identity.job == PLACEMENT:
        return _placed(records, identity, message)
    if not is_current(records, identity):
        return ()
    job = records.jobs[identity.job]
    began: tuple[AnyPayload, ...] = (e.JobStarted(job=identity.job),) if job.state == "queued" else ()
    return (*began, *_result(records, identity, job, message))


def started(records: Records, task: str) -> tuple[AnyPayload, ...]:
    """The device began with a task: its job waits no longer. `heard` says the same at the first message."""
    identity = parse(task)
    if identity is None or not is_current(records, identity) or records.jobs[identity.job].state != "queued":
        return ()
    return (e.JobStarted(job=identity.job),)


def waits(records: Records, message: AnyMessage) -> bool:
    """Whether a message says that work of little ones, such as a map, found no room: it is done again after a while.

    What people wait for is paused instead, with a checkpoint.
    """
    identity = parse(message.task) if isinstance(message, j.Failed) and message.resumable else None
    if identity is None or not is_current(records, identity):
        return False
    job = records.jobs[identity.job]
    return job.kind not in MAIN_KINDS and job.requested is None


def interrupted(records: Records, task: str, message: str) -> tuple[AnyPayload, ...]:
    """The process that ran a task died: the job goes on from its checkpoint, unless that happens again and
    again.
    """
    identity = parse(task)
    if identity is None or not is_current(records, identity):
        return ()
    job = records.jobs[identity.job]
    if job.requested in ("pause", "stop"):
        return _suspended(identity, job, None)
    if job.losses + 1 >= MOST_LOSSES:
        return (e.JobFailed(job=identity.job, message=message),)
    return (e.JobInterrupted(job=identity.job, message=message),)


def recovered(records: Records) -> tuple[AnyPayload, ...]:
    """After a crash of the server: what decided the phase is paused, so that `resume` goes on.

    Maps and evaluations of chosen candidates simply begin again.
    """
    main = main_job(records)
    if main is None or main[1].state == "paused":
        return ()
    return (e.JobPaused(job=main[0], message="the server ended while this ran; resume to go on"),)


def _placed(records: Records, identity: TaskIdentity, message: AnyMessage) -> tuple[AnyPayload, ...]:
    """Points; or, where a map turns out to be of no use, the request of another."""
    if isinstance(message, j.CandidatesPlaced) and message.points:
        return (e.CandidatesPlaced(version=identity.layout, points=message.points),)
    if isinstance(message, j.Failed) and not open_jobs(records, "layout"):
        return (e.LayoutRequested(job=next_job(records), asked=False),)
    return ()


def _result(records: Records, identity: TaskIdentity, job: JobRecord, message: AnyMessage) -> tuple[AnyPayload, ...]:
    match message:
        case j.EpochDone():
            return (_epoch(identity, message),)
        case j.TemplateTrained():
            return (_trained(identity, message),)
        case j.IterationDone():
            return _iteration(records, identity, job, message)
        case j.EvaluationDone():
            return _evaluated(identity, message)
        case j.LayoutDone():
            return (_layout(identity, message),)
        case j.FinalTrained():
            return _final(records, identity, job, message)
        case j.Suspended():
            return _suspended(identity, job, message.checkpoint)
        case j.Failed(resumable=True) if job.kind in MAIN_KINDS:
            return (e.JobPaused(job=identity.job, message=message.message),)
        case j.Failed(resumable=True):
            return () if waits(records, message) else _suspended(identity, job, None)
        case j.Failed():
            return (e.JobFailed(job=identity.job, message=message.message),)
        case _:
            return ()


def _epoch(identity: TaskIdentity, message: j.EpochDone) -> e.EpochFinished:
    return e.EpochFinished(
        job=identity.job,
        run=message.run,
        epoch=message.epoch,
        metrics=message.metrics,
        seconds=message.seconds,
        checkpoint=message.checkpoint,
    )


def _trained(identity: TaskIdentity, message: j.TemplateTrained) -> e.TrainingFinished:
    return e.TrainingFinished(
        job=identity.job,
        artifact=message.weights,
        epochs=message.epochs,
        stopped=message.stopped,
        seconds=message.seconds,
    )


def _layout(identity: TaskIdentity, message: j.LayoutDone) -> e.LayoutFinished:
    return e.LayoutFinished(
        job=identity.job,
        version=message.version,
        artifact=message.artifact,
        sampled=message.sampled,
        points=message.points,
        fitted=message.fitted,
        trustworthiness=message.trustworthiness,
        clusters=message.clusters,
        seconds=message.seconds,
    )


def _evaluated(identity: TaskIdentity, message: j.EvaluationDone) -> tuple[AnyPayload, ...]:
    if not message.evaluated:
        return (e.JobCancelled(job=identity.job),)
    done = e.CandidatesEvaluated(
        job=identity.job,
        weights=identity.weights,
        layout_version=identity.layout,
        evaluated=message.evaluated,
        seconds=message.seconds,
    )
    return (done,)


def _iteration(
    records: Records, identity: TaskIdentity, job: JobRecord, message: j.IterationDone
) -> tuple[AnyPayload, ...]:
    counts = bool(message.evaluated)
    finished: tuple[AnyPayload, ...] = (_iteration_finished(records, identity, message),) if counts else ()
    if message.exhausted:
        return (*finished, e.SearchFinished(job=identity.job, reason="exhausted"))
    if message.stopped or job.requested == "stop":
        return (*finished, e.SearchFinished(job=identity.job, reason="stopped"))
    if _is_complete(records, job, message):
        return (*finished, e.SearchFinished(job=identity.job, reason="done"))
    if job.requested in ("pause", "step") or not counts:
        reason = None if counts else "the search proposed no candidate; change the steering and resume"
        return (*finished, e.JobPaused(job=identity.job, message=reason))
    return finished


def _is_complete(records: Records, job: JobRecord, message: j.IterationDone) -> bool:
    """Whether a search has with these results what it was started for."""
    counts = bool(message.evaluated)
    enough = job.until is not None and study_of(records).evaluations + len(message.evaluated) >= job.until
    return enough or (job.total is not None and job.done + counts >= job.total)


def _iteration_finished(records: Records, identity: TaskIdentity, message: j.IterationDone) -> e.IterationFinished:
    return e.IterationFinished(
        job=identity.job,
        weights=identity.weights,
        layout_version=identity.layout,
        evaluated=message.evaluated,
        seconds=message.seconds,
        iteration=len(records.iterations),
        scores=message.scores,
        steering_seq=message.steering_seq,
        refusals=message.refusals,
        misses=message.misses,
        device_seconds=message.device_seconds,
    )


def _final(records: Records, identity: TaskIdentity, job: JobRecord, message: j.FinalTrained) -> tuple[AnyPayload, ...]:
    if job.run is None:
        return ()
    finished = e.FinalFinished(
        job=identity.job,
        run=job.run,
        artifact=message.weights,
        metrics=message.metrics,
        confusion=message.confusion,
        stopped=message.stopped,
        seconds=message.seconds,
    )
    rest = job.candidates[job.done + 1 :]
    if message.stopped or job.requested == "stop" or not rest:
        stopped = message.stopped or bool(rest)
        return finished, e.FinalizationFinished(job=identity.job, stopped=stopped)
    run = records.runs[job.run]
    following = final_started(records, identity.job, rest[0], run.epochs, run.initial or "scratch")
    paused = (e.JobPaused(job=identity.job),) if job.requested == "pause" else ()
    return finished, following, *paused


def _suspended(identity: TaskIdentity, job: JobRecord, checkpoint: str | None) -> tuple[AnyPayload, ...]:
    """A task ended before its work: because it was asked to, or else with nothing to go on but its
    checkpoint.
    """
    if job.kind not in MAIN_KINDS:
        return (e.JobRefreshed(job=identity.job, checkpoint=None),)
    if job.requested == "stop":
        return ended(identity.job, job)
    if job.requested in ("refresh", "step"):
        return (e.JobRefreshed(job=identity.job, checkpoint=checkpoint),)
    return (e.JobPaused(job=identity.job, checkpoint=checkpoint),)
