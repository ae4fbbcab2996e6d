"""Before and after a decision: which evaluations are compared, and what is said of them."""

from statistics import median

import pytest

from nas_navigator.spaces.intervals import median_difference, share_difference
from nas_navigator.study.effects import effects
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import jobs as j
from nas_navigator_schemas.http import Effect
from tests.study.logbook import Log, evaluated


def searched(*decisions: c.StudyCommand) -> Log:
    """Two iterations of 4, the decisions, two iterations more."""
    log = Log()
    log.make_map()
    log.train()
    log.command(c.StartSearch(iterations=4))
    log.iterate(count=4)
    log.iterate(count=4)
    for decision in decisions:
        log.command(decision)
    log.iterate(count=4)
    log.iterate(count=4)
    return log


def accuracies(log: Log, *iterations: int) -> list[float]:
    return [
        one.objectives["accuracy"] or 0.0 for one in log.records.evaluations.values() if one.iteration in iterations
    ]


def only(log: Log, iterations: int) -> Effect:
    (effect,) = effects(log.records, iterations).effects
    return effect


def test_the_iterations_next_to_the_decision_are_compared() -> None:
    log = searched(c.FixPaths(paths=("p0",)))
    effect = only(log, 1)
    assert (effect.before.iterations, effect.before.candidates) == (1, 4)
    assert effect.before.median == median(accuracies(log, 2))
    assert effect.after.best == max(accuracies(log, 4))


def test_what_was_proposed_before_a_decision_is_not_counted_after_it() -> None:
    log = searched(c.FixPaths(paths=("p0",)))
    steered = {one.iteration for one in log.records.evaluations.values() if one.steering_seq > 0}
    assert steered == {4}, "the third iteration was on its way when the path was fixed"
    assert only(log, 3).after.iterations == 1


def test_other_decisions_that_fell_in_between_are_counted() -> None:
    log = searched(c.FixPaths(paths=("p0",)), c.FixPaths(paths=("p4",)))
    assert [effect.others for effect in effects(log.records, 3).effects] == [1, 0]


def test_what_only_keeps_a_region_has_no_effect_and_hides_none() -> None:
    log = Log()
    log.make_map()
    log.train()
    log.command(c.StartSearch(iterations=3))
    log.iterate(count=4)
    log.command(c.SaveRegion(name="kept", candidates=(next(iter(log.records.candidates)),)))
    log.command(c.FixPaths(paths=("p0",)))
    fixed = len(log.events)
    log.iterate(count=4)
    log.iterate(count=4)
    assert [effect.seq for effect in effects(log.records, 3).effects] == [fixed]
    assert effects(log.records, 3, seq=fixed).effects[0].seq == fixed
    assert effects(log.records, 3, seq=1).effects == ()


def test_what_was_on_its_way_at_an_edit_is_not_counted_after_it() -> None:
    log = searched(c.AddPaths(paths=(c.NewPath(cell="c0", source="in0", target="n0", operation="avg_pool_3x3"),)))
    effect = only(log, 3)
    assert (effect.before.iterations, effect.after.iterations) == (2, 1)


def test_evaluations_that_a_person_asked_for_do_not_shift_what_fell_in_between() -> None:
    log = Log()
    log.make_map()
    log.train()
    asked = list(log.records.candidates)[:6]
    log.command(c.EvaluateCandidates(candidates=tuple(asked)))
    task = log.begin("evaluate_given")
    assert isinstance(task, j.EvaluateGiven)
    results = tuple(evaluated(candidate, origin="person") for candidate in task.candidates)
    log.hear(j.EvaluationDone(task=task.id, evaluated=results, seconds=1))
    log.command(c.StartSearch(iterations=4))
    log.iterate(count=4)
    log.command(c.FixPaths(paths=("p0",)))
    log.iterate(count=4)
    log.iterate(count=4)
    log.command(c.FixPaths(paths=("p4",)))
    log.iterate(count=4)
    assert next(effect.others for effect in effects(log.records, 3).effects) == 1


def test_a_decision_without_iterations_on_both_sides_has_no_effect_yet() -> None:
    log = Log()
    log.make_map()
    log.train()
    log.command(c.FixPaths(paths=("p0",)))
    assert effects(log.records, 3).effects == ()


def test_the_interval_of_a_difference_of_medians_holds_it_and_is_the_same_each_time() -> None:
    low, high = [0.1, 0.2, 0.3, 0.4, 0.5], [0.6, 0.7, 0.8, 0.9, 1.0]
    found = median_difference(low, high, 7)
    assert found is not None
    assert found[0] == pytest.approx(0.5)
    assert 0 < found[1] <= found[0] <= found[2]
    assert found == median_difference(low, high, 7)
    assert median_difference([0.1], high, 7) is None


def test_the_interval_of_a_difference_of_shares_is_newcombes() -> None:
    """Newcombe (1998), method 10, example a: 56/70 against 48/80, 0.2 (0.0524 to 0.3339)."""
    assert share_difference((48, 80), (56, 70)) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)
    assert share_difference((0, 0), (1, 2)) is None
