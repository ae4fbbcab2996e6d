"""Decisions about single jobs: evaluating chosen candidates, finishing them, a new map, cancelling."""

from collections.abc import Sequence
from typing import Literal

from nas_navigator.spaces.arch_strings import arch_space, read
from nas_navigator.spaces.candidates import make_candidate
from nas_navigator.spaces.errors import SpaceError
from nas_navigator.study.decide_phase import DOING, check_idle, check_trained, next_job, stop_job
from nas_navigator.study.fitting import Fits, fitting
from nas_navigator.study.identity import derived_seed
from nas_navigator.study.records import (
    MAIN_KINDS,
    OPEN_STATES,
    candidate_of,
    main_job,
    open_jobs,
    study_of,
    template_of,
)
from nas_navigator.study.refusals import conflict, unknown, wrong
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import events as e
from nas_navigator_schemas.events import AnyPayload
from nas_navigator_schemas.records import Records
from nas_navigator_schemas.templates import Candidate

JobCommand = c.CancelJob | c.EvaluateCandidates | c.Finalize | c.Relayout


def decide_job(records: Records, command: JobCommand) -> tuple[AnyPayload, ...]:
    """Evaluate, finish, lay out or cancel."""
    match command:
        case c.CancelJob():
            return _cancel(records, command)
        case c.EvaluateCandidates():
            return _evaluate(records, command)
        case c.Finalize():
            return _finalize(records, command)
        case c.Relayout():
            return _relayout(records)


def _cancel(records: Records, command: c.CancelJob) -> tuple[AnyPayload, ...]:
    job = records.jobs.get(command.job)
    if job is None:
        raise unknown("job", command.job, "job")
    if job.state not in OPEN_STATES:
        raise conflict(f"cannot cancel job '{command.job}': it is {job.state} already")
    if job.kind in MAIN_KINDS:
        return stop_job(command.job, job)
    return (e.JobCancelled(job=command.job),)


def _relayout(records: Records) -> tuple[AnyPayload, ...]:
    if open_jobs(records, "layout"):
        raise conflict("cannot make a new map: one is being made; wait for it or cancel it")
    return (e.LayoutRequested(job=next_job(records)),)


def _evaluate(records: Records, command: c.EvaluateCandidates) -> tuple[AnyPayload, ...]:
    main = main_job(records)
    if main is not None and main[1].kind != "search" and main[1].state != "paused":
        raise conflict(f"cannot evaluate candidates while {DOING[main[1].kind]}; wait for it or pause it")
    check_trained(records, "evaluate candidates")
    fits = fitting(template_of(records))
    asked = (*_named(records, command.candidates, fits), *_described(records, command.paths, fits))
    chosen = dict.fromkeys((*asked, *_written(records, command.archs)))
    if not chosen:
        raise wrong("select some candidates first, or name the paths of a network", "candidates")
    waiting = [candidate for candidate in chosen if not _is_measured(records, candidate.id)]
    if not waiting:
        raise conflict("nothing to evaluate: every chosen candidate is evaluated with the current weights")
    return (e.EvaluationRequested(job=next_job(records), candidates=tuple(waiting)),)


def _is_measured(records: Records, candidate: str) -> bool:
    return f"{candidate}.{study_of(records).weights}" in records.evaluations


def _named(records: Records, identifiers: Sequence[str], fits: Fits) -> list[Candidate]:
    for identifier in identifiers:
        _check_candidate(records, identifier, fits)
    return [candidate_of(records, identifier) for identifier in dict.fromkeys(identifiers)]


def _described(records: Records, paths: Sequence[str], fits: Fits) -> list[Candidate]:
    for path in paths:
        if path not in records.paths:
            raise unknown("path", path, "paths")
    if paths and not fits(frozenset(paths)):
        raise wrong(
            f"the {len(set(paths))} paths are no network of the template: a node has too few or too many of them",
            "paths",
        )
    return [make_candidate(paths)] if paths else []


def _written(records: Records, archs: Sequence[str]) -> tuple[Candidate, ...]:
    if not archs:
        return ()
    template = template_of(records)
    space = arch_space(template.cells, template.paths)
    try:
        return tuple(read(space, arch) for arch in archs)
    except SpaceError as error:
        raise wrong(error.detail, error.field) from None


def _check_candidate(records: Records, identifier: str, fits: Fits) -> None:
    if identifier not in records.candidates:
        raise unknown("candidate", identifier, "candidates")
    if not fits(records.candidates[identifier].paths):
        raise wrong(
            f"candidate '{identifier}' is no network of the present template; choose another",
            "candidates",
        )


def _finalize(records: Records, command: c.Finalize) -> tuple[AnyPayload, ...]:
    check_idle(records, "finish candidates")
    if command.initial == "inherited":
        check_trained(records, "start from inherited weights")
    chosen = _named(records, command.candidates, fitting(template_of(records)))
    job = next_job(records)
    identifiers = tuple(candidate.id for candidate in chosen)
    started = e.FinalizationStarted(job=job, candidates=identifiers)
    return started, final_started(records, job, identifiers[0], command.epochs, command.initial)


def final_started(
    records: Records, job: str, candidate: str, epochs: int, initial: Literal["scratch", "inherited"]
) -> e.FinalStarted:
    """The beginning of the next network's own training."""
    run = len(records.runs)
    return e.FinalStarted(
        job=job,
        run=f"r{run}",
        candidate=candidate,
        epochs=epochs,
        initial=initial,
        seed=derived_seed(study_of(records).seed, "final", run),
    )
