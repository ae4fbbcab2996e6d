"""Search tasks: propose candidates, place them on the map, measure them together and score the paths."""

import time
from collections.abc import Callable, Mapping, Sequence

from nas_navigator.maps.placement import Placer, placed_points
from nas_navigator.maps.regions import membership
from nas_navigator.networks.errors import Interrupted
from nas_navigator.objectives.measure import Measured, costs
from nas_navigator.objectives.measure import measure as measure_together
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.scores import Alpha, scores_record
from nas_navigator.strategies.base import AskRequest, Proposal, Proposals, RegionFocus
from nas_navigator.strategies.registry import get
from nas_navigator.strategies.restore import evaluated_ids, restore
from nas_navigator.worker.channel import Reporter
from nas_navigator.worker.desk import Desk
from nas_navigator_schemas.jobs import (
    Evaluated,
    EvaluateGiven,
    EvaluationDone,
    IterationDone,
    PlacedPoint,
    ProposeAndEvaluate,
    Suspended,
)
from nas_navigator_schemas.records import Objectives, ScoresRecord
from nas_navigator_schemas.templates import Candidate

SearchTask = ProposeAndEvaluate | EvaluateGiven
Measure = Callable[[Desk, SearchTask, Sequence[Candidate]], list[Measured]]
"""Measures candidates with the weights of the task, all on the same validation batches; raises `Interrupted` where the
caller asked for it between two batches."""


def measure_here(desk: Desk, task: SearchTask, candidates: Sequence[Candidate]) -> list[Measured]:
    """Measure on the device of this process."""
    supernet = desk.shelf.supernet(task.template, task.weights_seed, task.weights)
    batches = desk.shelf.validation_batches(task.dataset, task.template)
    report = Reporter(desk.caller, task.id)
    return measure_together(supernet, candidates, batches, lambda: desk.caller.signal(task.id), report)


def propose_and_evaluate(
    desk: Desk, task: ProposeAndEvaluate, measure: Measure = measure_here
) -> IterationDone | Suspended:
    """One iteration of the search.

    One that is interrupted is dropped: going on proposes the same candidates again, unless the steering changed.
    """
    started = time.perf_counter()
    focus = _focus(desk, task)
    proposals = _propose(task, focus)
    proposed = time.perf_counter()
    try:
        evaluated = _evaluate(desk, task, proposals.proposals, measure, focus)
    except Interrupted as interruption:
        if interruption.action == "suspend":
            return Suspended(task=task.id, checkpoint=None)
        evaluated = ()
    ended = time.perf_counter()
    return IterationDone(
        task=task.id,
        evaluated=evaluated,
        scores=_scores(task, evaluated) if evaluated else None,
        steering_seq=task.steering.seq,
        refusals=proposals.refusals,
        misses=proposals.misses,
        stopped=len(evaluated) < len(proposals.proposals),
        exhausted=proposals.exhausted,
        seconds=time.perf_counter() - started,
        device_seconds=ended - proposed,
    )


def evaluate_given(desk: Desk, task: EvaluateGiven, measure: Measure = measure_here) -> EvaluationDone | Suspended:
    """Evaluate candidates that a person chose."""
    started = time.perf_counter()
    given = [Proposal(candidate=candidate, origin="person") for candidate in task.candidates]
    try:
        evaluated = _evaluate(desk, task, given, measure)
    except Interrupted as interruption:
        if interruption.action == "suspend":
            return Suspended(task=task.id, checkpoint=None)
        evaluated = ()
    seconds = time.perf_counter() - started
    stopped = len(evaluated) < len(given)
    return EvaluationDone(task=task.id, evaluated=evaluated, stopped=stopped, seconds=seconds)


def _propose(task: ProposeAndEvaluate, focus: RegionFocus | None) -> Proposals:
    space = MaskSpace(task.template, task.steering.removed, task.steering.fixed)
    strategy = get(task.search.strategy)
    state = restore(strategy, space, task.search.parameters, task.known, task.objective)
    request = AskRequest(
        seed=task.seed,
        iteration=task.iteration,
        count=task.count,
        known=evaluated_ids(task.known),
        feasible=_feasible(task),
        region=focus,
    )
    return strategy.ask(state, space, request)[1]


def _feasible(task: ProposeAndEvaluate) -> Callable[[Candidate], bool]:
    bounds = _bounds(task)
    if not bounds:
        return lambda _: True
    return lambda candidate: _within(costs(task.template, candidate), bounds)


def _bounds(task: SearchTask) -> Mapping[str, float]:
    if isinstance(task, EvaluateGiven):
        return {}
    return {bound.objective: bound.maximum for bound in task.steering.constraints}


def _within(objectives: Objectives, bounds: Mapping[str, float]) -> bool:
    return all((objectives[name] or 0.0) <= maximum for name, maximum in bounds.items())


def _focus(desk: Desk, task: ProposeAndEvaluate) -> RegionFocus | None:
    region = task.steering.region
    if region is None or task.layout is None:
        return None
    inside = membership(desk.shelf.map(task.layout), region, task.template)
    return RegionFocus(region.weight, region.candidates, inside)


def _evaluate(
    desk: Desk, task: SearchTask, proposals: Sequence[Proposal], measure: Measure, focus: RegionFocus | None = None
) -> tuple[Evaluated, ...]:
    """Measure and place the proposals.

    Raises:
        Interrupted: asked for between two batches.
    """
    if not proposals:
        return ()
    candidates = [proposal.candidate for proposal in proposals]
    measured = measure(desk, task, candidates)
    points = _places(desk, task, candidates)
    insides = [None] * len(candidates) if focus is None else focus.inside(candidates)[0].tolist()
    bounds = _bounds(task)
    return tuple(
        Evaluated(
            candidate=proposal.candidate,
            origin=proposal.origin,
            parents=proposal.parents,
            objectives=found.objectives,
            feasible=_within(found.objectives, bounds),
            seconds=found.seconds,
            point=point,
            inside=inside,
        )
        for proposal, found, point, inside in zip(proposals, measured, points, insides, strict=True)
    )


def _places(desk: Desk, task: SearchTask, candidates: Sequence[Candidate]) -> list[PlacedPoint | None]:
    if task.layout is None:
        return [None] * len(candidates)
    located = Placer(desk.shelf.map(task.layout), task.template).locate(candidates)
    return [*placed_points(candidates, *located)]


def _scores(task: ProposeAndEvaluate, evaluated: Sequence[Evaluated]) -> ScoresRecord:
    """Scores from everything under the current weights, this iteration included."""
    name = task.objective.name
    before = [(item.candidate, (item.objectives or {}).get(name)) for item in task.known]
    now = [(item.candidate, item.objectives.get(name)) for item in evaluated]
    values = {candidate.id: (candidate, value) for candidate, value in [*before, *now] if value is not None}
    return scores_record(
        task.template,
        list(values.values()),
        task.iteration,
        task.weights_version,
        task.steering.removed,
        _alpha(task),
        larger_is_better=task.objective.direction == "maximize",
    )


def _alpha(task: ProposeAndEvaluate) -> Alpha:
    given = task.search.parameters.get("alpha", "auto")
    return "auto" if isinstance(given, str) else float(given)
