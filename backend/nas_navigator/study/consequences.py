"""What follows from another template: evaluations that cannot be made any more, a map without its candidates."""

from nas_navigator.study.decide_phase import next_job
from nas_navigator.study.fitting import fitting
from nas_navigator.study.records import open_jobs
from nas_navigator.study.refusals import conflict
from nas_navigator_schemas.events import AnyPayload, EditPayload, EditRedone, EditUndone, JobCancelled, LayoutRequested
from nas_navigator_schemas.records import Records
from nas_navigator_schemas.templates import Template


def with_consequences(
    records: Records, payload: EditPayload | EditUndone | EditRedone, template: Template
) -> tuple[AnyPayload, ...]:
    """The payload with what follows from it; `template` is that after it.

    Raises:
        Refusal: a candidate that is being finished would not exist any more.
    """
    fits = fitting(template)
    unfit = {key for key, candidate in records.candidates.items() if not fits(candidate.paths)}
    for job in open_jobs(records, "final").values():
        if lost := [candidate for candidate in job.candidates[job.done :] if candidate in unfit]:
            raise conflict(f"candidate '{lost[0]}' is being finished and would not exist any more; stop that first")
    ended = tuple(
        JobCancelled(job=key)
        for key, job in open_jobs(records, "evaluation").items()
        if not unfit.isdisjoint(job.candidates)
    )
    lost_points = not unfit.isdisjoint(records.points) and not open_jobs(records, "layout")
    layout = (LayoutRequested(job=next_job(records), asked=False),) if lost_points else ()
    return (*ended, payload, *layout)
