"""Which candidate is the best, and which obey the constraints: pure functions of records."""

from collections.abc import Iterable, Mapping

from nas_navigator_schemas.configuration import Constraint, Objective
from nas_navigator_schemas.records import CandidateRecord, Objectives, Spread, StudyRecord


def within(constraints: Iterable[Constraint], objectives: Objectives) -> bool:
    """Whether measured objectives obey every bound; a bound on something not measured is not broken."""
    return all((objectives.get(bound.objective) or 0.0) <= bound.maximum for bound in constraints)


def best_candidate(study: StudyRecord, candidates: Mapping[str, CandidateRecord]) -> str | None:
    """The evaluated, feasible candidate with the best objective under the current weights; ties: the smaller
    id.

    A weights version belongs to one template, so one that is evaluated with the current weights is valid in
    it.
    """
    name, sign = study.objective.name, direction(study.objective)
    ranked = (
        (-sign * value, identifier)
        for identifier, candidate in candidates.items()
        if candidate.evaluated and candidate.feasible and candidate.weights == study.weights
        if (value := candidate.objectives.get(name)) is not None
    )
    return min(ranked, default=(0.0, None))[1]


def direction(objective: Objective) -> int:
    """1 where more is better, -1 where less is."""
    return 1 if objective.direction == "maximize" else -1


def spread(values: Iterable[float | None], sign: int) -> Spread:
    """Best, mean and worst of the values that are there; `sign` as of `direction`."""
    there = sorted((value for value in values if value is not None), key=lambda value: -sign * value)
    if not there:
        return Spread(best=None, mean=None, worst=None)
    return Spread(best=there[0], mean=sum(there) / len(there), worst=there[-1])
