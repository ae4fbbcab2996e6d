"""Events folded into records: steering, undo and redo."""

from collections.abc import Iterable

from nas_navigator.study.best import best_candidate, within
from nas_navigator.study.draft import Draft
from nas_navigator_schemas.configuration import Constraint, Focus
from nas_navigator_schemas.events import SteeringPayload, SteeringRedone, SteeringUndone
from nas_navigator_schemas.records import CandidateRecord, PathRecord, RegionRecord, SteeringChange


def fold_steering(draft: Draft, seq: int, payload: SteeringPayload | SteeringUndone | SteeringRedone) -> None:
    """Put the new values in force; what the search must obey changes `steering_seq`."""
    after = payload.change.after
    for identifier, state in after.states.items():
        path = draft.get("paths", identifier, PathRecord)
        if path is not None:
            draft.put("paths", identifier, path.model_copy(update={"state": state}))
    for identifier, region in after.regions.items():
        if region is None:
            draft.drop("regions", identifier)
        else:
            draft.put("regions", identifier, region)
    if after.constraints is not None:
        constrain(draft, after.constraints)
    draft.set_study(focus=_focus(draft))
    if steers(payload.change):
        draft.set_study(steering_seq=seq)
        refresh_training(draft)


def _focus(draft: Draft) -> Focus | None:
    regions = draft.all("regions", RegionRecord).items()
    return next((Focus(region=key, weight=region.weight) for key, region in regions if region.focused), None)


def steers(change: SteeringChange) -> bool:
    """Whether the search obeys it: what is only kept under a name changes nothing."""
    values = (change.before, change.after)
    focused = any(region is not None and region.focused for value in values for region in value.regions.values())
    return bool(change.after.states) or change.after.constraints is not None or focused


def constrain(draft: Draft, constraints: Iterable[Constraint]) -> None:
    """Other bounds make other candidates feasible, and perhaps another one the best."""
    bounds = tuple(constraints)
    draft.set_study(constraints=bounds)
    for identifier, candidate in draft.records.candidates.items():
        feasible = within(bounds, candidate.objectives)
        if candidate.evaluated and candidate.feasible != feasible:
            draft.put("candidates", identifier, candidate.model_copy(update={"feasible": feasible}))
    candidates = draft.all("candidates", CandidateRecord)
    draft.set_study(best_candidate=best_candidate(draft.study, candidates))


def refresh_training(draft: Draft) -> None:
    """Training obeys changed steering from the next batch: its task suspends and a new one goes on."""
    for identifier, job in draft.records.jobs.items():
        if job.kind != "training":
            continue
        if job.state == "queued":
            draft.set_job(identifier, attempt=job.attempt + 1)
        elif job.state == "running" and job.requested is None:
            draft.set_job(identifier, requested="refresh")
