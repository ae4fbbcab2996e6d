"""Undo and redo of edits: exact, refused where somebody built upon them, and nothing trained is lost."""

import pytest

from nas_navigator.study.decide import decide
from nas_navigator.study.records import template_of
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import jobs as j
from nas_navigator_schemas.templates import Template
from tests.study.logbook import Log, evaluated

EDITS = {
    "add a cell": (c.AddCell(kind="normal", position=1, nodes=2), "add normal cell 2 with 2 nodes"),
    "remove a cell": (c.RemoveCell(cell="c0"), "remove normal cell 1"),
    "move a cell": (c.MoveCell(cell="c1", position=0), "move cell 2 to place 1"),
    "add a node": (c.SetCellNodes(cell="c0", nodes=3), "give cell 1 3 nodes"),
    "take a node": (c.SetCellNodes(cell="c0", nodes=1), "give cell 1 1 node"),
    "set parameters": (
        c.SetOperationParameters(paths=("p2",), parameters={"kernel": 5}),
        "change the parameters of 3x3 separable convolution, cell 1, input 1 to node 1",
    ),
    "add a path": (
        c.AddPaths(paths=(c.NewPath(cell="c0", source="in0", target="n0", operation="avg_pool_3x3"),)),
        "add 1 new path",
    ),
}


def searched() -> Log:
    log = Log()
    log.make_map()
    log.train(epochs=2)
    log.command(c.StartSearch(iterations=1))
    log.iterate()
    return log


def network(log: Log) -> Template:
    """The template, but for the ids to come: none is given twice."""
    return template_of(log.records).model_copy(update={"next_cell": 0, "next_path": 0})


@pytest.mark.parametrize("edit", EDITS)
def test_an_undone_edit_leaves_everything_as_it_was(edit: str) -> None:
    log, (command, label) = searched(), EDITS[edit]
    before, shape = log.records, network(log)
    log.command(command)
    assert log.study.can_undo == {"person": label}
    log.command(c.Undo())
    assert network(log) == shape
    assert log.records.paths == before.paths
    assert log.records.candidates == before.candidates
    study = next(iter(before.study.values()))
    assert (log.study.weights, log.study.best_candidate) == (study.weights, study.best_candidate)
    assert log.study.can_redo == {"person": label}


@pytest.mark.parametrize("edit", EDITS)
def test_a_redone_edit_is_the_edit(edit: str) -> None:
    log = searched()
    log.command(EDITS[edit][0])
    edited, shape, weights = log.records, network(log), log.study.weights
    log.command(c.Undo())
    log.command(c.Redo())
    assert network(log) == shape
    assert log.records.paths == edited.paths
    assert log.study.weights == weights


def test_new_paths_and_removed_ones_that_come_with_them_are_one_step() -> None:
    log = Log()
    log.command(c.RemovePaths(paths=("p0",)))
    new = c.NewPath(cell="c0", source="in0", target="n0", operation="avg_pool_3x3")
    log.command(c.AddPaths(paths=("p0", new)))
    assert log.study.can_undo == {"person": "add 1 new path and 1 removed before"}
    assert log.records.paths["p0"].state == "available"
    assert log.study.steering_seq == len(log.events)
    log.command(c.Undo())
    assert log.records.paths["p0"].state == "removed"
    assert "p30" not in log.records.paths


def test_edits_and_steering_are_undone_in_their_order() -> None:
    log = Log()
    log.command(c.FixPaths(paths=("p0",)))
    log.command(c.RemoveCell(cell="c0"))
    log.command(c.Undo())
    assert log.records.paths["p0"].state == "fixed"
    log.command(c.Undo())
    assert log.records.paths["p0"].state == "available"
    log.command(c.Redo())
    log.command(c.Redo())
    assert "p0" not in log.records.paths


def test_what_was_trained_meanwhile_stays_trained() -> None:
    """The weights of a cell that was removed are kept, and those of one that was added are kept with it."""
    log = searched()
    log.command(c.AddCell(kind="normal", position=1, nodes=2))
    log.make_map()
    log.train(epochs=3)
    new = [key for key, path in log.records.paths.items() if path.cell == "c2"]
    trained = log.study.weights
    log.command(c.Undo())
    assert log.study.weights > trained
    assert log.records.paths["p0"].trained_epochs == 5
    log.command(c.Redo())
    assert {log.records.paths[key].trained_epochs for key in new} == {3}
    assert log.study.weights == trained


def worse_when_edited(log: Log, candidate: str) -> j.EvaluationDone:
    """An edit, and what the worker will say of a candidate under it."""
    log.command(c.SetOperationParameters(paths=("p2",), parameters={"kernel": 5}))
    log.command(c.EvaluateCandidates(candidates=(candidate,)))
    task = log.begin("evaluate_given")
    assert isinstance(task, j.EvaluateGiven)
    worse = evaluated(task.candidates[0]).model_copy(update={"objectives": {"accuracy": 0.01}})
    return j.EvaluationDone(task=task.id, evaluated=(worse,), seconds=1)


def test_candidates_show_what_they_were_measured_with_the_weights_that_came_back() -> None:
    log = searched()
    best = log.study.best_candidate
    assert best is not None
    before = log.records.candidates[best]
    worse = worse_when_edited(log, best)
    log.hear(worse)
    assert log.records.candidates[best].objectives == {"accuracy": 0.01}
    log.command(c.Undo())
    assert log.records.candidates[best] == before
    assert log.study.best_candidate == best


def test_what_comes_late_of_the_edited_template_does_not_hide_what_is_measured_now() -> None:
    log = searched()
    best = log.study.best_candidate
    assert best is not None
    before = log.records.candidates[best]
    worse = worse_when_edited(log, best)
    log.command(c.Undo())
    log.hear(worse)
    assert log.records.candidates[best] == before
    assert log.study.best_candidate == best


def test_paths_that_came_back_with_new_ones_keep_what_they_were_trained_since() -> None:
    log = searched()
    log.command(c.RemovePaths(paths=("p0",)))
    new = c.NewPath(cell="c0", source="in0", target="n0", operation="avg_pool_3x3")
    log.command(c.AddPaths(paths=("p0", new)))
    log.train(epochs=3)
    trained = log.records.paths["p0"].trained_epochs
    log.command(c.Undo())
    assert (log.records.paths["p0"].state, log.records.paths["p0"].trained_epochs) == ("removed", trained)


def test_a_version_that_somebody_used_after_the_edit_is_not_made_again() -> None:
    log = searched()
    log.command(c.RemoveCell(cell="c0"))
    removed = log.study.weights
    log.command(c.Undo())
    log.command(c.RemoveCell(cell="c1"))
    assert log.study.weights == removed + 1


def test_undo_is_refused_where_somebody_changed_the_row_since() -> None:
    log = Log()
    log.command(c.AddCell(kind="normal", position=1, nodes=2, actor="ada"))
    log.command(c.MoveCell(cell="c1", position=0, actor="grace"))
    with pytest.raises(Refusal, match="'add normal cell 2 with 2 nodes' cannot be undone: cells were added") as refused:
        decide(log.records, c.Undo(actor="ada"))
    assert refused.value.status == 409


def test_undo_is_refused_where_somebody_steers_what_the_edit_made() -> None:
    log = Log()
    log.command(c.AddCell(kind="normal", position=1, nodes=2, actor="ada"))
    path = next(key for key, each in log.records.paths.items() if each.cell == "c2")
    log.command(c.FixPaths(paths=(path,), actor="grace"))
    with pytest.raises(Refusal, match="input 1 to node 1 was changed since"):
        decide(log.records, c.Undo(actor="ada"))


def test_undo_is_refused_where_somebody_added_paths_to_the_cell_that_it_would_take_away() -> None:
    log = Log()
    log.command(c.AddCell(kind="normal", position=1, nodes=2, actor="ada"))
    new = c.NewPath(cell="c2", source="in0", target="n0", operation="avg_pool_3x3")
    log.command(c.AddPaths(paths=(new,), actor="grace"))
    with pytest.raises(Refusal, match="cannot be undone: path 'p45' is in cell"):
        decide(log.records, c.Undo(actor="ada"))


def test_undo_in_the_middle_of_training_goes_on_with_the_template_as_it_was() -> None:
    log = Log()
    log.command(c.RemoveCell(cell="c1"))
    log.command(c.StartTraining(epochs=3))
    log.begin("train_template")
    log.epoch(0)
    log.command(c.Undo())
    (training,) = [job for job in log.records.jobs.values() if job.kind == "training"]
    assert training.requested == "refresh"
    assert log.records.paths["p0"].trained_epochs == 1
    back = [path for path in log.records.paths.values() if path.cell == "c1"]
    assert {path.trained_epochs for path in back} == {0}
