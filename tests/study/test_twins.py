"""Unattended twins: what they begin with, when there can be none, and what they say of a decision."""

from collections.abc import Callable

import pytest

from nas_navigator.spaces.intervals import LEAST_RUNS
from nas_navigator.study.branches import Begun, branch_point, branched, check_twin, twin_point, twinned
from nas_navigator.study.records import study_id, study_of
from nas_navigator.study.refusals import Refusal
from nas_navigator.study.tasks import next_tasks
from nas_navigator.study.twin_effects import twin_comparisons
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import jobs as j
from nas_navigator_schemas.configuration import Constraint
from nas_navigator_schemas.http import TwinComparison
from nas_navigator_schemas.records import EvaluationRecord, Records
from tests.study.logbook import Log, evaluated

NO_EFFECT = c.SetConstraints(constraints=(Constraint(objective="parameters", maximum=1e12),))


def steered(*decisions: c.StudyCommand, after: int = 2) -> Log:
    """Two iterations of 4, the decisions, and some iterations more."""
    log = Log()
    log.make_map()
    log.train()
    log.command(c.StartSearch())
    log.iterate(count=4)
    log.iterate(count=4)
    for decision in decisions:
        log.command(decision)
    for _ in range(after):
        log.iterate(count=4)
    return log


def decided(log: Log) -> int:
    """The event of the newest decision."""
    return max(each.seq for each in log.records.interventions.values() if each.undoable)


def part(log: Log, seq: int, repeats: int = 1, gone: frozenset[str] = frozenset()) -> tuple[Begun, ...]:
    """Makes twins; the log knows of them."""
    there = twin_point(log.events, "s1", check_twin(log.records, seq))
    parting = twinned(log.records, there, c.RunTwin(at_seq=seq, repeats=repeats), gone)
    log.add(parting.payloads)
    return parting.begun


def searched(begun: Begun, most: int = 10) -> Log:
    """A twin that has searched until it ends by itself."""
    twin = Log.__new__(Log)
    twin.__dict__ = {"events": [*begun.log.added], "patches": [], "records": begun.records, "running": {}}
    twin.running = {task.id: task for task in next_tasks(twin.records)}
    for _ in range(most):
        if study_of(twin.records).phase == "idle":
            break
        twin.iterate(count=4)
    return twin


def since(records: Records, count: int) -> list[EvaluationRecord]:
    return [*records.evaluations.values()][count:]


def only(log: Log, *twins: Log) -> TwinComparison:
    (comparison,) = twin_comparisons(log.records, {study_id(twin.records): twin.records for twin in twins})
    return comparison


def test_a_twin_goes_on_without_the_decision_and_says_whose_it_is() -> None:
    log = steered(c.RemovePaths(paths=("p0",)), c.FixPaths(paths=("p4",)))
    seq = decided(log) - 1
    (begun,) = part(log, seq)
    study = study_of(begun.records)
    assert {path.state for path in begun.records.paths.values()} == {"available"}
    assert (study.twin_of, study.phase, study.seed) == ("s1", "searching", 7)
    assert study.name == f"Digits, without event {seq}"
    decision = log.records.interventions[str(seq)]
    assert study.twin is not None
    assert (study.twin.seq, study.twin.summary, study.twin.evaluations) == (seq, decision.summary, 8)
    (twin,) = decision.twins
    assert (twin.study, twin.repeat) == (study_id(begun.records), 0)
    assert all(task.waits for task in next_tasks(begun.records))
    assert not any(task.waits for task in next_tasks(log.records))


def test_where_a_decision_changed_nothing_the_twin_is_the_study() -> None:
    log = steered(NO_EFFECT, after=3)
    before = log.records.interventions[str(decided(log))].evaluations
    twin = searched(*part(log, decided(log)))
    expected = [(one.candidate, one.objectives, one.iteration) for one in since(log.records, before)]
    assert [(one.candidate, one.objectives, one.iteration) for one in since(twin.records, before)] == expected
    assert len(expected) == 12
    comparison = only(log, twin)
    assert (comparison.evaluations, comparison.compared) == (12, 1)
    assert comparison.best_difference is not None
    assert (comparison.best_difference.value, comparison.best_difference.low) == (0, None)
    assert comparison.curve == comparison.twins[0].curve


def test_a_twin_of_an_earlier_day_does_not_shorten_the_comparison_with_later_ones() -> None:
    log = steered(NO_EFFECT, after=1)
    early = searched(*part(log, decided(log)))
    for _ in range(3):
        log.iterate(count=4)
    late = searched(*part(log, decided(log)))
    comparison = only(log, early, late)
    assert [run.made for run in comparison.twins] == [4, 16]
    assert (comparison.evaluations, comparison.compared) == (16, 1)
    assert [run.best is None for run in comparison.twins] == [True, False]


def test_an_iteration_that_was_on_its_way_is_the_twins_as_well() -> None:
    log = steered(c.RemovePaths(paths=("p0",)))
    before = log.records.interventions[str(decided(log))].evaluations
    twin = searched(*part(log, decided(log)))
    ours, theirs = ([one.candidate for one in since(side, before)] for side in (log.records, twin.records))
    assert ours[:4] == theirs[:4], "the third iteration was proposed before the path was removed"
    assert ours[4:] != theirs[4:]


def test_there_is_no_twin_of_what_was_undone_before_anything_was_evaluated_with_it() -> None:
    log = steered(after=0)
    log.command(c.FixPaths(paths=("p0",)))
    seq = len(log.events)
    log.command(c.Undo())
    undone = len(log.events)
    log.iterate(count=4)
    log.iterate(count=4)
    because = f"event {seq} .* was undone by event {undone} before anything was evaluated with it"
    with pytest.raises(Refusal, match=f"{because}; there is nothing to compare a twin with"):
        part(log, seq)
    log.command(c.Redo())
    with pytest.raises(Refusal, match=f"{because}, and redone by event {len(log.events)}: nothing was evaluated since"):
        part(log, seq)
    log.iterate(count=4)
    log.iterate(count=4)
    assert len(part(log, seq)) == 1, "the last iteration was proposed with it"


def test_repeats_differ_by_their_seed_and_go_on_counting() -> None:
    log = steered(NO_EFFECT)
    seq = decided(log)
    first = part(log, seq, repeats=2)
    second = part(log, seq)
    seeds = [next(iter(next_tasks(begun.records))).seed for begun in (*first, *second)]
    assert len({*seeds}) == 3
    assert [twin.repeat for twin in log.records.interventions[str(seq)].twins] == [0, 1, 2]
    assert {task.weights_seed for begun in (*first, *second) for task in next_tasks(begun.records)} == {7}
    gone = frozenset({study_id(first[0].records)})
    (again,) = part(log, seq, gone=gone)
    twin = study_of(again.records).twin
    assert twin is not None
    assert (twin.repeat, next(iter(next_tasks(again.records))).seed) == (0, seeds[0])


def test_with_five_twins_the_difference_has_an_interval() -> None:
    log = steered(c.RemovePaths(paths=("p0",)), after=3)
    twins = [searched(begun) for begun in part(log, decided(log), repeats=LEAST_RUNS)]
    few, enough = only(log, *twins[:-1]), only(log, *twins)
    assert few.median_difference is not None
    assert few.median_difference.low is None
    assert (few.compared, enough.compared) == (LEAST_RUNS - 1, LEAST_RUNS)
    assert [run.state for run in few.twins] == [*["done"] * (LEAST_RUNS - 1), "missing"]
    found = enough.median_difference
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high
    medians = [run.median or 0.0 for run in enough.twins]
    assert found.value == pytest.approx((enough.median or 0.0) - sum(medians) / LEAST_RUNS)


def test_a_twin_that_runs_is_compared_as_far_as_it_is() -> None:
    log = steered(c.RemovePaths(paths=("p0",)))
    (begun,) = part(log, decided(log))
    waiting = searched(begun, most=0)
    assert [run.state for run in only(log, waiting).twins] == ["queued"]
    assert (only(log, waiting).evaluations, only(log, waiting).best_difference) == (0, None)
    comparison = only(log, searched(begun, most=1))
    assert (comparison.made, comparison.evaluations, comparison.twins[0].state) == (8, 4, "running")
    stopped = searched(begun, most=1)
    stopped.command(c.Stop())
    stopped.suspend("propose_and_evaluate")
    assert [run.state for run in only(log, stopped).twins] == ["stopped"]


def test_a_twin_that_found_nothing_new_any_more_says_so() -> None:
    log = steered(c.RemovePaths(paths=("p0",)))
    twin = searched(*part(log, decided(log)), most=1)
    twin.iterate(count=0, exhausted=True)
    (run,) = only(log, twin).twins
    assert (run.state, run.made, run.evaluations) == ("exhausted", 4, 8)
    assert run.message == "no new candidate is left in the template; add to it to go on"


def test_how_far_the_study_came_is_told_also_where_every_twin_was_deleted() -> None:
    log = steered(c.RemovePaths(paths=("p0",)))
    twin = searched(*part(log, decided(log)))
    beside, alone = only(log, twin), only(log)
    assert [run.state for run in alone.twins] == ["missing"]
    assert (alone.made, alone.curve) == (beside.made, beside.curve) == (8, alone.curve)
    assert (alone.evaluations, alone.compared, alone.best_difference) == (0, 0, None)


def test_a_twin_that_cannot_be_read_is_named_with_the_reason_and_the_others_are_compared() -> None:
    log = steered(c.RemovePaths(paths=("p0",)))
    first, second = (searched(begun) for begun in part(log, decided(log), repeats=2))
    there = {study_id(first.records): "its log is damaged", study_id(second.records): second.records}
    (comparison,) = twin_comparisons(log.records, there)
    assert [run.state for run in comparison.twins] == ["unreadable", "done"]
    assert comparison.twins[0].message == "its log is damaged"
    assert comparison.compared == 1


def test_what_people_ask_for_before_the_decision_is_the_twins_as_well() -> None:
    log = steered(after=0)
    asked = next(key for key, candidate in log.records.candidates.items() if not candidate.evaluated)
    log.command(c.EvaluateCandidates(candidates=(asked,)))
    log.command(c.RemovePaths(paths=("p0",)))
    log.iterate(count=4)
    task = log.begin("evaluate_given")
    assert isinstance(task, j.EvaluateGiven)
    results = tuple(evaluated(candidate, origin="person") for candidate in task.candidates)
    log.hear(j.EvaluationDone(task=task.id, evaluated=results, seconds=1))
    (begun,) = part(log, decided(log))
    assert {task.kind for task in next_tasks(begun.records)} == {"evaluate_given"}


def test_an_edits_twin_is_compared_though_the_edit_made_a_version_of_its_own() -> None:
    new = c.NewPath(cell="c0", source="in0", target="n0", operation="avg_pool_3x3")
    log = steered(c.AddPaths(paths=(new,)), after=3)
    twin = searched(*part(log, decided(log)))
    comparison = only(log, twin)
    assert (comparison.made, comparison.evaluations) == (12, 12)
    assert "p30" not in twin.records.paths


def trained_since() -> tuple[Log, int]:
    log = Log()
    log.make_map()
    log.train()
    log.command(c.RemovePaths(paths=("p0",)))
    log.train()
    log.command(c.StartSearch())
    log.iterate(count=4)
    return log, decided(log)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda: (steered(), 1), "no decision about the search or the template"),
        (lambda: (steered(), 999), "event 999 is no decision"),
        (lambda: (steered(NO_EFFECT, after=0), None), "nothing was evaluated since event"),
        (trained_since, "with the weights of then, and values under other weights cannot be compared"),
    ],
)
def test_where_a_twin_makes_no_sense_the_refusal_says_why(
    made: Callable[[], tuple[Log, int | None]], reason: str
) -> None:
    log, seq = made()
    seq = decided(log) if seq is None else seq
    there = branch_point(log.events, "s1", decided(log) - 1 if seq > 1 and seq != 999 else 1)
    with pytest.raises(Refusal, match=reason):
        twinned(log.records, there, c.RunTwin(at_seq=seq))


def test_of_a_decision_within_a_training_there_is_no_twin_and_the_refusal_is_about_twins() -> None:
    log = Log()
    log.make_map()
    log.train()
    log.command(c.StartTraining(epochs=2))
    log.command(c.RemovePaths(paths=("p0",)))
    decision = check_twin(log.records, decided(log))
    with pytest.raises(Refusal, match="run one of a decision that was made before that training") as refused:
        twin_point(log.events, "s1", decision)
    assert f"event {decision.seq} ('Removed" in refused.value.detail
    assert "branch" not in refused.value.detail


def test_a_branch_has_no_twins_and_a_stranger_claims_none() -> None:
    log = steered(NO_EFFECT)
    seq = decided(log)
    twin = searched(*part(log, seq))
    there = {study_id(twin.records): twin.records}
    last = len(log.events)
    (branch,) = branched(branch_point(log.events, "s1", last), c.Branch(at_seq=last, name="Other way")).begun
    assert twin_comparisons(branch.records, there) == ()

    stranger = branch_point(log.events, "s2", last)
    (comparison,) = twin_comparisons(stranger, there)
    assert [run.state for run in comparison.twins] == ["missing"]
    assert (comparison.compared, comparison.best_difference) == (0, None)
