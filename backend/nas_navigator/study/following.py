"""Whether an event can follow upon a study's records, for logs that somebody else wrote. Pure."""

from nas_navigator.study.records import OPEN_STATES
from nas_navigator_schemas import events as e
from nas_navigator_schemas.events import AnyPayload
from nas_navigator_schemas.records import Records

BEGINNINGS = (e.TrainingStarted, e.SearchStarted, e.EvaluationRequested, e.LayoutRequested, e.FinalizationStarted)
"""What makes a job, under an id of its own."""


def misplaced(records: Records, payload: AnyPayload) -> str | None:
    """Why an event cannot be the next: an id is given twice, or a job goes on that is over; None where it can."""
    if isinstance(payload, e.TrainingStarted | e.FinalStarted) and payload.run in records.runs:
        return f"run '{payload.run}' begins a second time"
    if isinstance(payload, e.EpochFinished) and f"{payload.run}.{payload.epoch}" in records.epochs:
        return f"epoch {payload.epoch} of run '{payload.run}' ends a second time"
    identifier: str | None = getattr(payload, "job", None)
    job = None if identifier is None else records.jobs.get(identifier)
    if isinstance(payload, BEGINNINGS):
        return None if job is None else f"job '{identifier}' begins a second time"
    return f"job '{identifier}' goes on after its end" if job is not None and job.state not in OPEN_STATES else None
