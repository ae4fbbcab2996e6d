"""Undo and redo of steering: each actor's own, exact, and refused where the inverse no longer applies."""

import pytest

from nas_navigator.study.decide import decide
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas import commands as c
from nas_navigator_schemas.configuration import Constraint
from tests.study.logbook import Log


def states(log: Log, *paths: str) -> list[str]:
    return [log.records.paths[path].state for path in paths]


def test_undo_gives_every_path_the_state_that_it_had() -> None:
    log = Log()
    log.command(c.FixPaths(paths=("p0",)))
    log.command(c.RemovePaths(paths=("p1", "p2")))
    log.command(c.ReleasePaths(paths=("p0",)))
    log.command(c.Undo())
    assert states(log, "p0", "p1", "p2") == ["fixed", "removed", "removed"]
    log.command(c.Undo())
    assert states(log, "p0", "p1", "p2") == ["fixed", "available", "available"]
    log.command(c.Redo())
    log.command(c.Redo())
    assert states(log, "p0", "p1", "p2") == ["available", "removed", "removed"]


def test_the_buttons_say_what_would_be_undone_and_redone() -> None:
    log = Log()
    log.command(c.RemovePaths(paths=("p0",)))
    log.command(c.RemovePaths(paths=("p1", "p2")))
    log.command(c.Undo())
    assert log.study.can_undo == {"person": "remove 3x3 max pooling, cell 1, input 1 to node 1"}
    assert log.study.can_redo == {"person": "remove 2 paths"}
    log.command(c.Undo())
    assert log.study.can_undo == {}


def test_a_new_decision_takes_the_place_of_those_undone() -> None:
    log = Log()
    log.command(c.RemovePaths(paths=("p0",)))
    log.command(c.Undo())
    log.command(c.RemovePaths(paths=("p1",)))
    assert log.study.can_redo == {}
    with pytest.raises(Refusal, match="nothing to redo"):
        decide(log.records, c.Redo())


def test_each_actor_undoes_their_own() -> None:
    log = Log()
    log.command(c.RemovePaths(paths=("p0",), actor="ada"))
    log.command(c.RemovePaths(paths=("p1",), actor="grace"))
    log.command(c.Undo(actor="ada"))
    assert states(log, "p0", "p1") == ["available", "removed"]
    with pytest.raises(Refusal, match="'ada' has nothing to undo"):
        decide(log.records, c.Undo(actor="ada"))


def test_undo_is_refused_where_somebody_else_changed_the_same_since() -> None:
    log = Log()
    log.command(c.RemovePaths(paths=("p0",), actor="ada"))
    log.command(c.AddPaths(paths=("p0",), actor="grace"))
    with pytest.raises(Refusal, match="input 1 to node 1 is available by now, no longer removed") as refused:
        decide(log.records, c.Undo(actor="ada"))
    assert refused.value.status == 409


def test_undo_is_refused_where_an_edit_took_the_path_away() -> None:
    log = Log()
    log.command(c.RemovePaths(paths=("p0",), actor="ada"))
    log.command(c.RemoveCell(cell="c0", actor="grace"))
    with pytest.raises(Refusal, match="path 'p0' is no longer in the template"):
        decide(log.records, c.Undo(actor="ada"))


def test_undo_is_refused_where_it_would_leave_a_node_too_many_fixed_paths() -> None:
    log = Log()
    log.command(c.FixPaths(paths=("p0",), actor="ada"))
    log.command(c.ReleasePaths(paths=("p0",), actor="ada"))
    log.command(c.FixPaths(paths=("p1", "p2"), actor="grace"))
    with pytest.raises(Refusal, match="at most 2 active paths and 3 would be fixed"):
        decide(log.records, c.Undo(actor="ada"))


def test_undo_of_a_focus_brings_back_the_region_that_was_focused_before() -> None:
    log = Log()
    log.make_map()
    first, second = list(log.records.candidates)[:2]
    log.command(c.FocusRegion(candidates=(first,), weight=0.5))
    log.command(c.FocusRegion(candidates=(second,)))
    assert len(log.records.regions) == 1
    log.command(c.Undo())
    (region,) = log.records.regions.values()
    assert (region.candidates, region.weight, region.focused) == ((first,), 0.5, True)
    assert log.study.focus is not None
    log.command(c.Undo())
    assert log.study.focus is None


def test_redo_of_a_focus_is_refused_while_another_region_is_focused() -> None:
    log = Log()
    log.make_map()
    first, second = list(log.records.candidates)[:2]
    log.command(c.FocusRegion(candidates=(first,), actor="ada"))
    log.command(c.Undo(actor="ada"))
    log.command(c.FocusRegion(candidates=(second,), actor="grace"))
    with pytest.raises(Refusal, match="another region is focused by now"):
        decide(log.records, c.Redo(actor="ada"))


def test_undo_of_constraints_makes_candidates_feasible_again() -> None:
    log = Log()
    log.make_map()
    log.train()
    log.command(c.StartSearch(iterations=1))
    log.iterate()
    best = log.study.best_candidate
    log.command(c.SetConstraints(constraints=(Constraint(objective="parameters", maximum=1),)))
    assert log.study.best_candidate is None
    log.command(c.Undo())
    assert log.study.best_candidate == best
    assert log.study.constraints == ()


def test_evaluations_stay_when_steering_is_undone() -> None:
    log = Log()
    log.make_map()
    log.train()
    log.command(c.RemovePaths(paths=("p0",)))
    log.command(c.StartSearch(iterations=1))
    log.iterate()
    before = log.records.evaluations
    log.command(c.Undo())
    assert log.records.evaluations == before


def test_the_timeline_marks_what_is_undone() -> None:
    log = Log()
    log.command(c.RemovePaths(paths=("p0", "p1", "p2", "p3")))
    log.command(c.Undo())
    decision, reverted = list(log.records.interventions.values())[1:]
    assert (decision.summary, decision.undone) == ("Removed 4 paths", True)
    assert reverted.summary == "Undid: remove 4 paths"
