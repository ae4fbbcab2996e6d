"""What the workers should do, as a function of the records: `next_tasks` and `controls`.

The caller submits what `next_tasks` gives and sends what `controls` gives, after every event; both are empty
where nothing is left to say. One device runs one task at a time: tasks stand in the order in which they
should run.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Literal

from nas_navigator.study import task_values as values
from nas_navigator.study.identity import PLACEMENT, TaskIdentity, parse
from nas_navigator.study.records import main_job, open_jobs, study_id, study_of
from nas_navigator_schemas.jobs import AnyTask, Control
from nas_navigator_schemas.records import Records

Build = Callable[[Records, TaskIdentity], AnyTask]


def next_tasks(records: Records, running: Collection[str] = ()) -> tuple[AnyTask, ...]:
    """The tasks to submit now, in the order in which they should run.

    Args:
        records: the study.
        running: ids of this study's tasks that were submitted and have not ended, controlled or not.
    """
    underway = [identity for task in running if (identity := parse(task)) is not None]
    fresh = ((build, identity) for build, identity in _wanted(records) if not _is_underway(identity, underway))
    return tuple(build(records, identity) for build, identity in fresh)


def controls(records: Records, running: Collection[str]) -> tuple[Control, ...]:
    """What to ask of the running tasks; the same until they end, so a caller sends each only once.

    A task that had not begun when it is asked is dropped, and reported as suspended without a checkpoint.
    """
    asked = ((task, _action(records, identity)) for task in running if (identity := parse(task)) is not None)
    return tuple(Control(task=task, action=action) for task, action in asked if action is not None)


def is_current(records: Records, identity: TaskIdentity) -> bool:
    """Whether a task's messages still count: its job is not over and has not gone on without it."""
    job = records.jobs.get(identity.job)
    if identity.study != study_id(records) or job is None:
        return False
    return job.state in ("queued", "running") and job.attempt == identity.attempt


def _action(records: Records, identity: TaskIdentity) -> Literal["suspend", "stop"] | None:
    """A stop waits until the task has begun: one that is loaded only to keep its weights must not be dropped."""
    if identity.job == PLACEMENT:
        return None
    if not is_current(records, identity):
        return "suspend"
    job = records.jobs[identity.job]
    if job.requested in ("pause", "refresh"):
        return "suspend"
    return "stop" if job.requested == "stop" and job.state == "running" else None


def _is_underway(identity: TaskIdentity, underway: Iterable[TaskIdentity]) -> bool:
    if identity.job == PLACEMENT:
        return any(other.job == PLACEMENT for other in underway)
    return any(identity.same_work(other) for other in underway)


def _wanted(records: Records) -> Iterator[tuple[Build, TaskIdentity]]:
    layouts = open_jobs(records, "layout")
    for key in layouts:
        yield values.fit_layout, _identity(records, key)
    if _map_is_sound(records) and values.unplaced(records):
        yield values.place_candidates, _identity(records, PLACEMENT)
    evaluations = open_jobs(records, "evaluation")
    for key in evaluations:
        yield values.evaluate_given, _identity(records, key)
    yield from _wanted_of_main(records, between_iterations=bool(evaluations))


def _map_is_sound(records: Records) -> bool:
    """Whether the last map that was asked for was made: what it lacks can be placed on it."""
    states = [job.state for job in records.jobs.values() if job.kind == "layout"]
    return states[-1] == "done"


def _wanted_of_main(records: Records, between_iterations: bool) -> Iterator[tuple[Build, TaskIdentity]]:
    """The task of the job that decides the phase.

    An iteration waits for the first map, and for what was asked for between iterations: it is to know the
    results.
    """
    main = main_job(records)
    if main is None or main[1].state == "paused":
        return
    key, job = main
    if job.kind == "training":
        yield values.train_template, _identity(records, key)
    elif job.kind == "final":
        yield values.train_final, _identity(records, key)
    elif study_of(records).layout is not None and (not between_iterations or job.requested in ("pause", "stop")):
        yield values.propose_and_evaluate, _identity(records, key)


def _identity(records: Records, job: str) -> TaskIdentity:
    study = study_of(records)
    attempt = len(records.points) if job == PLACEMENT else records.jobs[job].attempt
    layout = 0 if study.layout is None else study.layout.version
    return TaskIdentity(study_id(records), job, attempt, study.weights, layout)
