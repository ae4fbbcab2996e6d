"""Events folded into records: candidates as they are evaluated, iterations and scores."""

from nas_navigator.study.best import best_candidate, direction, spread, within
from nas_navigator.study.draft import Draft
from nas_navigator.study.fold_maps import fold_points
from nas_navigator_schemas.events import CandidatesEvaluated, IterationFinished
from nas_navigator_schemas.jobs import Evaluated
from nas_navigator_schemas.records import CandidateRecord, EvaluationRecord, IterationRecord


def fold_iteration(draft: Draft, payload: IterationFinished) -> None:
    """One iteration more: its candidates, its evaluations, its line in the chart, its scores."""
    measured(draft, payload, payload.iteration + 1, payload.steering_seq)
    draft.put("iterations", str(payload.iteration), _record(draft, payload))
    if payload.scores is not None:
        draft.put("scores", str(payload.iteration), payload.scores)
    job = draft.job(payload.job)
    draft.set_job(payload.job, done=job.done + 1, attempt=job.attempt + 1, losses=0)
    study = draft.study
    draft.set_study(iteration=payload.iteration + 1, focus_misses=study.focus_misses + payload.misses)


def measured(
    draft: Draft, payload: IterationFinished | CandidatesEvaluated, iteration: int | None, steering_seq: int
) -> None:
    """Evaluations are facts, keyed by candidate and weights version; a candidate shows its latest
    objectives.
    """
    for one in payload.evaluated:
        identifier = one.candidate.id
        # What comes late, of a version that an edit or its undo has left, does not hide what is measured now.
        late = payload.weights != draft.study.weights
        if not (late and f"{identifier}.{draft.study.weights}" in draft.records.evaluations):
            draft.put("candidates", identifier, _candidate(draft, one, payload.weights, iteration))
        record = EvaluationRecord(
            candidate=identifier,
            weights=payload.weights,
            source=one.source,
            objectives=one.objectives,
            iteration=iteration,
            steering_seq=steering_seq,
            seconds=one.seconds,
        )
        draft.put("evaluations", f"{identifier}.{payload.weights}", record)
    fold_points(draft, [one.point for one in payload.evaluated if one.point is not None], payload.layout_version)
    _count(draft)


def _candidate(draft: Draft, one: Evaluated, weights: int, iteration: int | None) -> CandidateRecord:
    known = draft.get("candidates", one.candidate.id, CandidateRecord)
    first = iteration if known is None or not known.evaluated else known.iteration
    return CandidateRecord(
        paths=one.candidate.paths,
        iteration=first,
        origin=one.origin if known is None else known.origin,
        parents=one.parents if known is None else known.parents,
        objectives=one.objectives,
        evaluated=True,
        feasible=within(draft.study.constraints, one.objectives),
        weights=weights,
    )


def _count(draft: Draft) -> None:
    candidates = draft.all("candidates", CandidateRecord)
    evaluations = len(draft.all("evaluations", EvaluationRecord))
    draft.set_study(evaluations=evaluations, best_candidate=best_candidate(draft.study, candidates))


def _record(draft: Draft, payload: IterationFinished) -> IterationRecord:
    objective = draft.study.objective
    values = [one.objectives.get(objective.name) for one in payload.evaluated]
    return IterationRecord(
        **spread(values, direction(objective)).model_dump(),
        index=payload.iteration,
        at=draft.at,
        evaluated=len(payload.evaluated),
        loss=spread((one.objectives.get("loss") for one in payload.evaluated), -1),
        seconds=payload.seconds,
        device_seconds=payload.device_seconds,
        steering_seq=payload.steering_seq,
        weights=payload.weights,
    )
