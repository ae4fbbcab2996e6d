"""Before and after a decision: which evaluations are compared, and what is said of them."""

from statistics import median

from nas_navigator.study.effects import effects
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import jobs as j
from nas_navigator_schemas.configuration import Constraint
from nas_navigator_schemas.http import Effect, Stretch
from tests.study.logbook import Log, evaluated


def searched(*decisions: c.StudyCommand) -> Log:
    """Two iterations of 4, the decisions, two iterations more."""
    log = Log()
    log.make_map()
    log.train()
    log.command(c.StartSearch())
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


def test_what_was_undone_before_anything_was_evaluated_with_it_has_no_effect() -> None:
    log = Log()
    log.make_map()
    log.train()
    log.command(c.StartSearch())
    log.iterate(count=4)
    log.command(c.FixPaths(paths=("p0",)))
    fixed = len(log.events)
    log.command(c.Undo())
    undone = len(log.events)
    log.iterate(count=4)
    log.iterate(count=4)
    found = effects(log.records, 3, seq=fixed)
    assert found.effects == ()
    (stood,) = found.standings
    assert stood.stretches == (Stretch(since=fixed, until=undone, evaluations=0),)


def test_only_what_was_made_while_it_was_in_force_counts_after_a_decision_that_was_undone_and_redone() -> None:
    log = searched(c.FixPaths(paths=("p0",)))
    fixed = next(each.seq for each in log.records.interventions.values() if each.undoable)
    log.command(c.Undo())
    undone = len(log.events)
    log.iterate(count=4)
    log.iterate(count=4)
    without = only(log, 3)
    assert (without.seq, without.after.iterations) == (fixed, 2), "the fourth, and the fifth, which was on its way"
    assert without.after.best == max(accuracies(log, 4, 5))
    log.command(c.Redo())
    redone = len(log.events)
    log.iterate(count=4)
    log.iterate(count=4)
    (stood,) = effects(log.records, 3).standings
    assert stood.stretches == (
        Stretch(since=fixed, until=undone, evaluations=8),
        Stretch(since=redone, until=None, evaluations=4),
    )
    assert only(log, 3).after.best == max(accuracies(log, 4, 5, 8))


def test_an_edit_that_was_undone_counts_what_was_made_of_its_network() -> None:
    log = searched(c.AddCell(kind="normal", position=2, nodes=2))
    edited = next(each for each in log.records.interventions.values() if each.edit is not None)
    made = [one for one in log.records.evaluations.values() if one.weights == 2]
    log.command(c.Undo())
    undone = len(log.events)
    log.iterate(count=4)
    log.iterate(count=4)
    (stood,) = effects(log.records, 3).standings
    made = [one for one in log.records.evaluations.values() if one.weights == 2]
    assert stood.stretches == (Stretch(since=edited.seq, until=undone, evaluations=len(made)),)
    assert only(log, 3).after.candidates == len(made)


def test_the_server_says_which_events_are_decisions_about_the_search() -> None:
    log = Log()
    log.make_map()
    log.train()
    kept = next(iter(log.records.candidates))
    log.command(c.SaveRegion(name="kept", candidates=(kept,)))
    log.command(c.ConfigureTraining(learning_rate=0.5))
    decisions = (
        c.FixPaths(paths=("p0",)),
        c.FocusRegion(candidates=(kept,)),
        c.ClearFocus(),
        c.ConfigureSearch(parameters={"keep": 0.5}),
        c.SetConstraints(constraints=(Constraint(objective="parameters", maximum=4500),)),
        c.AddCell(kind="normal", position=2, nodes=2),
    )
    for decision in decisions:
        log.command(decision)
    log.command(c.Undo())
    told = [each for each in log.records.interventions.values() if each.steers]
    assert [each.type for each in told] == [
        "paths_fixed",
        "region_focused",
        "focus_cleared",
        "search_configured",
        "constraints_set",
        "cell_added",
    ]
    assert {each.weights for each in told} == {1}, "the version before an edit, which makes another"
