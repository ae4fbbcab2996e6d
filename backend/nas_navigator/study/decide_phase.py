"""Decisions that change the phase: training, searching, pausing, resuming, stopping."""

from nas_navigator.study.identity import derived_seed
from nas_navigator.study.records import main_job, open_jobs, study_of
from nas_navigator.study.refusals import conflict
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import events as e
from nas_navigator_schemas.events import AnyPayload
from nas_navigator_schemas.records import JobRecord, Records

PhaseCommand = c.StartTraining | c.StartSearch | c.StepSearch | c.Pause | c.Resume | c.Stop

DOING = {"training": "training runs", "search": "the search runs", "final": "networks are being finished"}


def decide_phase(records: Records, command: PhaseCommand) -> tuple[AnyPayload, ...]:
    """Start, step, pause, resume or stop."""
    match command:
        case c.StartTraining():
            return _start_training(records, command)
        case c.StartSearch():
            return _start_search(records, command.iterations)
        case c.StepSearch():
            return _step(records)
        case c.Pause():
            return _pause(records)
        case c.Resume():
            return _resume(records)
        case c.Stop():
            return _stop(records)


def check_idle(records: Records, what: str) -> None:
    """Refuse to start `what` while something runs or waits to be resumed.

    Raises:
        Refusal: it does.
    """
    if (main := main_job(records)) is None:
        return
    if main[1].state == "paused":
        name = {"training": "training", "search": "the search", "final": "finishing"}[main[1].kind]
        raise conflict(f"cannot {what}: {name} is paused; resume or stop it first")
    raise conflict(f"cannot {what} while {DOING[main[1].kind]}; wait for it or stop it first")


def next_job(records: Records) -> str:
    """The id of the job to come; jobs are never forgotten, so it is new."""
    return f"j{len(records.jobs)}"


def check_trained(records: Records, what: str) -> None:
    """Refuse what needs trained weights.

    Raises:
        Refusal: nothing is trained.
    """
    if study_of(records).weights_artifact is None:
        raise conflict(f"cannot {what}: nothing is trained yet; train first")


def _start_training(records: Records, command: c.StartTraining) -> tuple[AnyPayload, ...]:
    check_idle(records, "start training")
    run = len(records.runs)
    seed = derived_seed(study_of(records).seed, "training", run)
    return (e.TrainingStarted(job=next_job(records), run=f"r{run}", epochs=command.epochs, seed=seed),)


def _start_search(records: Records, iterations: int | None) -> tuple[AnyPayload, ...]:
    check_idle(records, "start the search")
    check_trained(records, "start the search")
    check_map(records)
    return (e.SearchStarted(job=next_job(records), iterations=iterations),)


def check_map(records: Records) -> None:
    """Refuse to search where there is no map and none is being made.

    Raises:
        Refusal: the map failed or was cancelled.
    """
    if study_of(records).layout is None and not open_jobs(records, "layout"):
        raise conflict("cannot search: the map of the search space could not be made; make a new one with relayout")


def _step(records: Records) -> tuple[AnyPayload, ...]:
    main = main_job(records)
    if main is not None and (main[1].kind, main[1].state) == ("search", "paused"):
        return (e.StepRequested(job=main[0]),)
    return _start_search(records, 1)


def _pause(records: Records) -> tuple[AnyPayload, ...]:
    identifier, job = _running(records, "pause")
    if job.requested in ("pause", "stop"):
        word = {"pause": "paused", "stop": "stopped"}[job.requested]
        raise conflict(f"cannot pause: it is being {word} already")
    return (e.JobPaused(job=identifier),) if job.state == "queued" else (e.PauseRequested(job=identifier),)


def _resume(records: Records) -> tuple[AnyPayload, ...]:
    main = main_job(records)
    if main is None or main[1].state != "paused":
        reason = "nothing is paused" if main is None else f"{DOING[main[1].kind]} and is not paused"
        raise conflict(f"cannot resume: {reason}")
    return (e.JobResumed(job=main[0]),)


def _stop(records: Records) -> tuple[AnyPayload, ...]:
    main = main_job(records)
    if main is None:
        raise conflict("cannot stop: nothing runs and nothing is paused")
    return stop_job(*main)


def stop_job(identifier: str, job: JobRecord) -> tuple[AnyPayload, ...]:
    """End a job that decides the phase, keeping what it has.

    A training that waits with a checkpoint is loaded once more to keep its weights; what waits without has
    nothing to keep.

    Raises:
        Refusal: it is being stopped already.
    """
    if job.requested == "stop":
        raise conflict("cannot stop: it is being stopped already")
    if job.state == "running" or (job.kind == "training" and job.checkpoint is not None):
        return (e.StopRequested(job=identifier),)
    return ended(identifier, job)


def ended(identifier: str, job: JobRecord) -> tuple[AnyPayload, ...]:
    """The end of a job that was stopped with nothing in flight."""
    if job.kind == "search":
        return (e.SearchFinished(job=identifier, reason="stopped"),)
    if job.kind == "final" and job.done:
        return (e.FinalizationFinished(job=identifier, stopped=True),)
    return (e.JobCancelled(job=identifier),)


def _running(records: Records, what: str) -> tuple[str, JobRecord]:
    main = main_job(records)
    if main is None:
        raise conflict(f"cannot {what}: nothing runs")
    if main[1].state == "paused":
        raise conflict(f"cannot {what}: it is paused already; resume or stop it")
    return main
