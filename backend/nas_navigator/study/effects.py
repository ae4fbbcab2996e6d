"""What came after an intervention, beside what came before it: a comparison in time, which proves no cause."""

from collections.abc import Sequence
from statistics import median

from nas_navigator.spaces.intervals import Difference, median_difference, share_difference
from nas_navigator.study.best import direction
from nas_navigator.study.records import study_of
from nas_navigator_schemas.http import Effect, Effects, EffectSide, Interval
from nas_navigator_schemas.records import EvaluationRecord, InterventionRecord, Records

REVERTED = ("steering_undone", "steering_redone", "edit_undone", "edit_redone")
SETTINGS = ("search_configured",)


def effects(records: Records, iterations: int) -> Effects:
    """For each decision about the search or the template: the last `iterations` before it and the first after it."""
    measured = [one for one in records.evaluations.values() if one.iteration is not None]
    counted = [index for index, one in enumerate(records.evaluations.values()) if one.iteration is not None]
    decisions = [each for each in records.interventions.values() if _steers(each)]
    found = (_effect(records, each, decisions, measured, counted, iterations) for each in decisions)
    return Effects(iterations=iterations, effects=tuple(effect for effect in found if effect is not None))


def _steers(intervention: InterventionRecord) -> bool:
    return intervention.undoable or intervention.undone or intervention.type in (*REVERTED, *SETTINGS)


def _effect(
    records: Records,
    intervention: InterventionRecord,
    decisions: Sequence[InterventionRecord],
    measured: Sequence[EvaluationRecord],
    counted: Sequence[int],
    iterations: int,
) -> Effect | None:
    split = sum(index < intervention.evaluations for index in counted)
    before = _window(list(reversed(measured[:split])), iterations)
    # What was proposed before it and measured after it tells nothing of it.
    later = [
        one for one in measured[split:] if one.steering_seq >= intervention.seq or not _changes_search(intervention)
    ]
    after = _window(later, iterations)
    if not before or not after:
        return None
    last = len(after) + split
    others = sum(each.seq > intervention.seq and each.evaluations < last for each in decisions)
    sides = _side(records, before), _side(records, after)
    values = [_values(records, window) for window in (before, after)]
    return Effect(
        seq=intervention.seq,
        before=sides[0],
        after=sides[1],
        median=_interval(median_difference(values[0], values[1], intervention.seq)),
        improved=_interval(
            share_difference((sides[0].improved, sides[0].children), (sides[1].improved, sides[1].children))
        ),
        others=others,
        same_weights=len({one.weights for one in (*before, *after)}) == 1,
    )


def _changes_search(intervention: InterventionRecord) -> bool:
    """Whether evaluations say by their `steering_seq` if they came under it."""
    return intervention.change is not None


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
