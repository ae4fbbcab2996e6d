"""The values of tasks: everything that a worker's result depends on, read from the records."""

from typing import Any

from nas_navigator.study.fitting import fitting, space_size
from nas_navigator.study.identity import TaskIdentity, derived_seed, search_seed
from nas_navigator.study.known import known_candidates
from nas_navigator.study.records import candidate_of, steering_of, study_of, template_of
from nas_navigator_schemas.jobs import (
    EvaluateGiven,
    FitLayout,
    PlaceCandidates,
    ProposeAndEvaluate,
    Steering,
    TrainFinal,
    TrainTemplate,
)
from nas_navigator_schemas.records import Records, RunRecord
from nas_navigator_schemas.templates import Candidate, Template

SAMPLE = 300
"""Candidates on the map before the search begins; fewer where there are not so many."""


def train_template(records: Records, identity: TaskIdentity) -> TrainTemplate:
    """The template's training, from the job's checkpoint if it has one."""
    study, job = study_of(records), records.jobs[identity.job]
    run_id, run = _run(records, identity)
    return TrainTemplate(
        **_common(records, identity, run.seed),
        run=run_id,
        training=study.training,
        epochs=run.epochs,
        first_epoch=study.trained_epochs - job.done,
        steering=steering_of(records),
        weights=study.weights_artifact,
        checkpoint=job.checkpoint,
    )


def train_final(records: Records, identity: TaskIdentity) -> TrainFinal:
    """The training of the job's present candidate on its own."""
    study, job = study_of(records), records.jobs[identity.job]
    run_id, run = _run(records, identity)
    if run.candidate is None or run.initial is None:
        raise LookupError(f"run '{run_id}' is not that of a candidate")
    return TrainFinal(
        **_common(records, identity, run.seed),
        run=run_id,
        candidate=candidate_of(records, run.candidate),
        training=study.training,
        epochs=run.epochs,
        initial=run.initial,
        weights=study.weights_artifact if run.initial == "inherited" else None,
        checkpoint=job.checkpoint,
    )


def propose_and_evaluate(records: Records, identity: TaskIdentity) -> ProposeAndEvaluate:
    """The next iteration; its seed depends on the iteration alone, so that one that was dropped comes
    again.
    """
    study = study_of(records)
    return ProposeAndEvaluate(
        **_common(records, identity, derived_seed(search_seed(study), "iteration", study.iteration)),
        objective=study.objective,
        search=study.search,
        iteration=study.iteration,
        steering=steering_of(records),
        weights=_weights(records),
        weights_version=study.weights,
        layout=None if study.layout is None else study.layout.artifact,
        known=known_candidates(records),
    )


def evaluate_given(records: Records, identity: TaskIdentity) -> EvaluateGiven:
    """The evaluation of the job's candidates."""
    study, job = study_of(records), records.jobs[identity.job]
    return EvaluateGiven(
        **_common(records, identity, derived_seed(study.seed, identity.job, 0)),
        objective=study.objective,
        candidates=tuple(candidate_of(records, key) for key in job.candidates),
        weights=_weights(records),
        layout=None if study.layout is None else study.layout.artifact,
    )


def fit_layout(records: Records, identity: TaskIdentity) -> FitLayout:
    """A map of every candidate that the template still contains, and of a fresh sample where these are
    few.
    """
    study, template = study_of(records), template_of(records)
    version = 1 if study.layout is None else study.layout.version + 1
    fits = fitting(template)
    steering = steering_of(records).model_copy(update={"region": None})
    existing = tuple(
        Candidate(id=key, paths=candidate.paths)
        for key, candidate in records.candidates.items()
        if fits(candidate.paths)
    )
    return FitLayout(
        **_common(records, identity, derived_seed(study.seed, "layout", version)),
        version=version,
        sample=_sample(template, steering, existing),
        candidates=existing,
        steering=steering,
        previous=None if study.layout is None else study.layout.artifact,
    )


def _sample(template: Template, steering: Steering, existing: tuple[Candidate, ...]) -> int:
    obeying = [candidate for candidate in existing if _obeys(candidate, steering)]
    left = space_size(template, steering.removed, steering.fixed) - len(obeying)
    return max(0, min(SAMPLE - len(existing), left))


def _obeys(candidate: Candidate, steering: Steering) -> bool:
    paths = frozenset(candidate.paths)
    return paths.isdisjoint(steering.removed) and paths.issuperset(steering.fixed)


def place_candidates(records: Records, identity: TaskIdentity) -> PlaceCandidates:
    """Points for the candidates that have none on the present map."""
    study = study_of(records)
    if study.layout is None:
        raise LookupError("there is no map to place candidates on")
    return PlaceCandidates(
        **_common(records, identity, derived_seed(study.seed, "placement", identity.attempt)),
        layout=study.layout.artifact,
        candidates=unplaced(records),
    )


def unplaced(records: Records) -> tuple[Candidate, ...]:
    """The candidates that the present template contains and the present map lacks."""
    missing = [key for key in records.candidates if key not in records.points]
    if not missing or study_of(records).layout is None:
        return ()
    fits = fitting(template_of(records))
    return tuple(candidate_of(records, key) for key in missing if fits(records.candidates[key].paths))


def _common(records: Records, identity: TaskIdentity, seed: int) -> dict[str, Any]:
    study, job = study_of(records), records.jobs.get(identity.job)
    return {
        "id": identity.text(),
        "study": identity.study,
        "job": identity.job,
        "seed": seed,
        "weights_seed": study.seed,
        "dataset": study.dataset,
        "template": template_of(records),
        # What a person asks of a twin is asked as of any study.
        "waits": study.twin_of is not None and job is not None and job.until is not None,
    }


def _run(records: Records, identity: TaskIdentity) -> tuple[str, RunRecord]:
    run = records.jobs[identity.job].run
    if run is None:
        raise LookupError(f"job '{identity.job}' has no run")
    return run, records.runs[run]


def _weights(records: Records) -> str:
    weights = study_of(records).weights_artifact
    if weights is None:
        raise LookupError("nothing is trained")
    return weights
