"""What came after a decision, beside what came before it: a comparison in time, which proves no cause."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from nas_navigator.spaces.intervals import LEAST_RUNS, Difference, median_difference, share_difference
from nas_navigator.study.best import direction
from nas_navigator.study.in_force import InForce
from nas_navigator.study.records import study_of
from nas_navigator_schemas.http import Effect, Effects, EffectSide, Interval
from nas_navigator_schemas.records import EvaluationRecord, InterventionRecord, Records


@dataclass(frozen=True, slots=True)
class _Measured:
    """An evaluation of an iteration, and how many evaluations of any kind came before it."""

    index: int
    record: EvaluationRecord


def effects(records: Records, iterations: int, seq: int | None = None) -> Effects:
    """For each decision about the search or the template, or for that of event `seq`: the last `iterations` before it
    and the first after it.
    """
    measured = [
        _Measured(index, one) for index, one in enumerate(records.evaluations.values()) if one.iteration is not None
    ]
    decisions = [each for each in records.interventions.values() if each.steers]
    asked = [each for each in decisions if seq in (None, each.seq)]
    found = (_effect(records, each, decisions, measured, iterations) for each in asked)
    stood = (InForce(each).standing(records) for each in asked)
    return Effects(
        iterations=iterations,
        least_twins=LEAST_RUNS,
        effects=tuple(effect for effect in found if effect is not None),
        standings=tuple(each for each in stood if each is not None),
    )


def _effect(
    records: Records,
    intervention: InterventionRecord,
    decisions: Sequence[InterventionRecord],
    measured: Sequence[_Measured],
    iterations: int,
) -> Effect | None:
    earlier = [one.record for one in measured if one.index < intervention.evaluations]
    later = [one for one in measured if one.index >= intervention.evaluations]
    under = _under(intervention, later)
    before = _window(list(reversed(earlier)), iterations)
    after = _window([one.record for one in later if under(one)], iterations)
    if not before or not after:
        return None
    last = next(one.index for one in reversed(later) if one.record is after[-1])
    sides = _side(records, before), _side(records, after)
    values = [_values(records, window) for window in (before, after)]
    shares = [(side.improved, side.children) for side in sides]
    return Effect(
        seq=intervention.seq,
        before=sides[0],
        after=sides[1],
        median=_interval(median_difference(values[0], values[1], intervention.seq)),
        improved=_interval(share_difference(shares[0], shares[1])),
        others=sum(each.seq > intervention.seq and each.evaluations <= last for each in decisions),
        same_weights=len({one.weights for one in (*before, *after)}) == 1,
    )


def _under(intervention: InterventionRecord, later: Sequence[_Measured]) -> Callable[[_Measured], bool]:
    """Whether an evaluation that came after a decision was also proposed while it was in force.

    Where neither steering nor the version of the weights says so, the first iteration may have been on its way and does
    not count.
    """
    force = InForce(intervention)
    first = later[0].record.iteration if later and not force.tells else None
    return lambda one: force.stretch_of(one.index, one.record) is not None and one.record.iteration != first


def _window(evaluations: Sequence[EvaluationRecord], iterations: int) -> list[EvaluationRecord]:
    """Those of the first so many iterations."""
    wanted = [*dict.fromkeys(one.iteration for one in evaluations)][:iterations]
    return [one for one in evaluations if one.iteration in wanted]


def _values(records: Records, window: Sequence[EvaluationRecord]) -> list[float]:
    name = study_of(records).objective.name
    return [value for one in window if (value := one.objectives.get(name)) is not None]


def _side(records: Records, window: Sequence[EvaluationRecord]) -> EffectSide:
    objective = study_of(records).objective
    sign, values = direction(objective), _values(records, window)
    judged = [better for one in window if (better := _improved(records, one, objective.name, sign)) is not None]
    return EffectSide(
        iterations=len({one.iteration for one in window}),
        candidates=len(window),
        best=max(values, key=lambda value: sign * value, default=None),
        median=median(values) if values else None,
        children=len(judged),
        improved=sum(judged),
    )


def _improved(records: Records, one: EvaluationRecord, name: str, sign: int) -> bool | None:
    """Whether a child is better than the better of its parents under the same weights; None where nobody knows."""
    mine = one.objectives.get(name)
    parents = [records.evaluations.get(f"{key}.{one.weights}") for key in records.candidates[one.candidate].parents]
    theirs = [value for each in parents if each is not None and (value := each.objectives.get(name)) is not None]
    if mine is None or not theirs:
        return None
    return sign * mine > max(sign * value for value in theirs)


def _interval(difference: Difference | None) -> Interval | None:
    return None if difference is None else Interval(value=difference[0], low=difference[1], high=difference[2])
