"""The candidates that a search knows already, in the order of the log."""

from nas_navigator.study.fitting import fitting
from nas_navigator.study.records import study_of, template_of
from nas_navigator_schemas.jobs import Known
from nas_navigator_schemas.records import CandidateRecord, EvaluationRecord, Records
from nas_navigator_schemas.templates import Candidate


def known_candidates(records: Records) -> tuple[Known, ...]:
    """First those that are not evaluated with the current weights, as they came; then the others, as
    evaluated.

    A candidate that the template no longer contains is known only by what it once measured.
    """
    weights = study_of(records).weights
    current = {record.candidate: record for record in records.evaluations.values() if record.weights == weights}
    fits = fitting(template_of(records))
    waiting = [
        _known(key, candidate, None)
        for key, candidate in records.candidates.items()
        if key not in current and (candidate.evaluated or fits(candidate.paths))
    ]
    return (*waiting, *(_known(key, records.candidates[key], record) for key, record in current.items()))


def _known(identifier: str, candidate: CandidateRecord, current: EvaluationRecord | None) -> Known:
    # What is in the records is valid already, and there may be ten thousand.
    return Known.model_construct(
        candidate=Candidate.model_construct(id=identifier, paths=candidate.paths),
        origin=candidate.origin,
        iteration=None if current is None else current.iteration,
        objectives=None if current is None else current.objectives,
        older=candidate.objectives if current is None and candidate.evaluated else None,
    )
