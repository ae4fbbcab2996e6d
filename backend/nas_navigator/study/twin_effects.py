"""What a decision was worth beside its unattended twins: both after the same number of evaluations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import fmean, median
from types import MappingProxyType
from typing import Literal

from nas_navigator.spaces.intervals import mean_interval
from nas_navigator.study.best import direction, within
from nas_navigator.study.branches import evaluated_since
from nas_navigator.study.in_force import undone_unused
from nas_navigator.study.records import main_job, study_id, study_of
from nas_navigator_schemas.http import Curve, TwinComparison, TwinDifference, TwinRun
from nas_navigator_schemas.records import EvaluationRecord, InterventionRecord, Records, Twin, Twinning

TwinState = Literal["queued", "running", "paused", "done", "stopped", "exhausted", "failed"]


@dataclass(frozen=True, slots=True)
class _Values:
    """One side: the objective of each evaluation since the decision, and of those the ones that may be the best.

    `before` is the best that both sides have in common.
    """

    sign: int
    before: float | None
    all: tuple[float | None, ...]
    able: tuple[float | None, ...]

    def best(self, count: int) -> float | None:
        found = [value for value in (self.before, *self.able[:count]) if value is not None]
        return max(found, key=lambda value: self.sign * value, default=None)

    def median(self, count: int) -> float | None:
        found = [value for value in self.all[:count] if value is not None]
        return median(found) if found else None

    def curve(self) -> Curve:
        """Each improvement, and first what was there before."""
        points: list[tuple[int, float]] = []
        for count, value in enumerate((self.before, *self.able)):
            if value is not None and (not points or self.sign * value > self.sign * points[-1][1]):
                points.append((count, value))
        return tuple(points)


def twin_comparisons(
    records: Records,
    twins: Mapping[str, Records | str],
    seq: int | None = None,
    behind: Mapping[str, str] = MappingProxyType({}),
) -> tuple[TwinComparison, ...]:
    """For each decision with twins, or for that of event `seq`, how it and they went on.

    Args:
        records: the study.
        twins: the records of those of its twins that are still there, or why one of them cannot be read.
        seq: of this decision; None: of all.
        behind: for each study that waits, the one that keeps the device from it.
    """
    asked = [each for each in records.interventions.values() if each.twins and seq in (None, each.seq)]
    return tuple(_comparison(records, decision, twins, behind) for decision in asked)


def _comparison(
    records: Records, decision: InterventionRecord, twins: Mapping[str, Records | str], behind: Mapping[str, str]
) -> TwinComparison:
    there = {twin.study: found for twin in decision.twins if (found := _own(records, decision, twin, twins))}
    sides = {study: _values(records, own, decision) for study, (own, _) in there.items()}
    steered = _values(records, records, decision)
    done = [study for study, (_, twinning) in there.items() if len(sides[study].all) >= twinning.evaluations]
    furthest = max(sides, key=lambda study: len(sides[study].all), default=None)
    able = [sides[study] for study in done or ([] if furthest is None else [furthest])]
    if undone_unused(records, decision):
        able = []
    # Twins of one decision may have been made at different times: those that went furthest tell most.
    count = min(len(steered.all), max((len(side.all) for side in able), default=0))
    compared = [side for side in able if count and len(side.all) >= count]
    return TwinComparison(
        seq=decision.seq,
        made=len(steered.all),
        evaluations=count,
        compared=len(compared),
        best=steered.best(count) if count else None,
        median=steered.median(count),
        curve=steered.curve(),
        best_difference=_difference(steered.best(count), [side.best(count) for side in compared], decision.seq),
        median_difference=_difference(steered.median(count), [side.median(count) for side in compared], decision.seq),
        twins=tuple(
            _unread(twin, twins.get(twin.study))
            if twin.study not in there
            else _run(twin, there[twin.study], sides[twin.study], count, behind)
            for twin in decision.twins
        ),
    )


def _own(
    records: Records, decision: InterventionRecord, twin: Twin, twins: Mapping[str, Records | str]
) -> tuple[Records, Twinning] | None:
    """A twin's records, if it is one of this study: a study that came from elsewhere may name what it likes."""
    found = twins.get(twin.study)
    if found is None or isinstance(found, str):
        return None
    study = study_of(found)
    if study.twin is None or study.twin.seq != decision.seq or study.twin_of != study_id(records):
        return None
    return found, study.twin


def _values(records: Records, side: Records, decision: InterventionRecord) -> _Values:
    """A side's values; which may be the best is judged by the bounds that the study, and not the twin, has now."""
    study = study_of(records)
    since = evaluated_since(side, decision)
    # After an edit the networks of before may be none of the template any more: the best is that found since.
    earlier = [] if decision.edit else islice(side.evaluations.values(), decision.evaluations)
    before = [one for one in earlier if one.weights == decision.weights]
    name, sign = study.objective.name, direction(study.objective)

    def able(evaluations: Sequence[EvaluationRecord]) -> list[float | None]:
        return [
            one.objectives.get(name)
            if one.source != "prediction" and within(study.constraints, one.objectives)
            else None
            for one in evaluations
        ]

    best = max((value for value in able(before) if value is not None), key=lambda value: sign * value, default=None)
    return _Values(sign, best, tuple(one.objectives.get(name) for one in since), tuple(able(since)))


def _difference(steered: float | None, twins: Sequence[float | None], seed: int) -> TwinDifference | None:
    values = [value for value in twins if value is not None]
    if steered is None or not values:
        return None
    interval = mean_interval(values, seed)
    low, high = (None, None) if interval is None else (steered - interval[1], steered - interval[0])
    return TwinDifference(value=steered - fmean(values), low=low, high=high)


def _unread(twin: Twin, found: Records | str | None) -> TwinRun:
    """A twin that was deleted, cannot be read, or is another study's."""
    if isinstance(found, str):
        return TwinRun(study=twin.study, repeat=twin.repeat, state="unreadable", message=found)
    return TwinRun(study=twin.study, repeat=twin.repeat, state="missing")


def _run(twin: Twin, own: tuple[Records, Twinning], values: _Values, count: int, behind: Mapping[str, str]) -> TwinRun:
    records, twinning = own
    made, state = len(values.all), _state(records, len(values.all) >= twinning.evaluations)
    compared = 0 < count <= made
    return TwinRun(
        study=twin.study,
        repeat=twin.repeat,
        state=state,
        name=study_of(records).name,
        message=study_of(records).message,
        behind=behind.get(twin.study) if state in ("queued", "running") else None,
        made=made,
        evaluations=twinning.evaluations,
        best=values.best(count) if compared else None,
        median=values.median(count) if compared else None,
        curve=values.curve(),
    )


def _state(records: Records, complete: bool) -> TwinState:
    main = main_job(records)
    if complete:
        return "done"
    if main is not None:
        return "paused" if main[1].state == "paused" else "queued" if main[1].state == "queued" else "running"
    if study_of(records).phase == "failed":
        return "failed"
    # A search that ended short of what it was asked for, and not by hand, says why: nothing new was left.
    last = next((job for job in reversed(records.jobs.values()) if job.kind == "search"), None)
    return "stopped" if last is None or last.message is None else "exhausted"
