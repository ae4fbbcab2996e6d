"""Edits of the template while a study goes on: what stays, what begins anew."""

import pytest

from nas_navigator.spaces.templates.cells import build
from nas_navigator.study.decide import decide
from nas_navigator.study.records import template_of
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import jobs as j
from tests.study.logbook import DIGITS, Log


def searched() -> Log:
    log = Log()
    log.make_map()
    log.train()
    log.command(c.StartSearch(iterations=1))
    log.iterate()
    return log


def test_an_added_cell_is_untrained_and_the_others_keep_what_they_learnt() -> None:
    log = searched()
    artifact = log.study.weights_artifact
    log.command(c.AddCell(kind="normal", position=2, nodes=2))
    trained = {path.cell: path.trained for path in log.records.paths.values()}
    assert trained == {"c0": True, "c1": True, "c2": False}
    assert (log.study.weights, log.study.weights_artifact) == (2, artifact)


def test_paths_whose_shapes_change_become_untrained() -> None:
    log = searched()
    log.command(c.AddCell(kind="reduction", position=0, nodes=2))
    assert not any(path.trained for path in log.records.paths.values())


def test_the_network_that_was_best_is_not_measured_in_the_edited_template() -> None:
    log = searched()
    assert log.study.best_candidate is not None
    log.command(c.RemoveCell(cell="c0"))
    assert log.study.best_candidate is None
    assert len(log.records.evaluations) == 8


def test_a_map_whose_candidates_are_gone_is_made_anew() -> None:
    log = searched()
    old = set(log.records.candidates)
    log.command(c.AddCell(kind="normal", position=1, nodes=2))
    task = log.task("fit_layout")
    assert isinstance(task, j.FitLayout)
    assert (task.version, task.candidates, task.sample) == (2, (), 300)
    log.make_map()
    kept = old & set(log.records.candidates)
    assert all(log.records.candidates[key].evaluated for key in kept)
    assert len(kept) == 8
    assert not kept & set(log.records.points)


def test_the_timeline_tells_the_edit_and_not_the_map_that_follows_from_it() -> None:
    log = searched()
    before = set(log.records.interventions)
    log.command(c.AddCell(kind="normal", position=1, nodes=2))
    assert log.events[-1].type == "layout_requested"
    assert [log.records.interventions[key].type for key in log.records.interventions if key not in before] == [
        "cell_added"
    ]
    log.make_map()
    log.command(c.Relayout())
    assert list(log.records.interventions.values())[-1].summary == "Asked for a new map"


def test_new_paths_take_no_candidate_away() -> None:
    log = searched()
    new = c.NewPath(cell="c0", source="in0", target="n0", operation="avg_pool_3x3")
    log.command(c.AddPaths(paths=(new,)))
    assert not log.running
    added = list(log.records.paths.values())[-1]
    assert (added.id, added.trained, added.operation) == ("p30", False, "avg_pool_3x3")
    assert log.study.weights == 1


def test_a_new_path_that_stands_removed_comes_back() -> None:
    log = Log()
    log.command(c.RemovePaths(paths=("p0",)))
    log.command(c.AddPaths(paths=(c.NewPath(cell="c0", source="in0", target="n0", operation="max_pool_3x3"),)))
    assert log.records.paths["p0"].state == "available"
    assert len(log.records.paths) == 30


def test_searching_goes_on_while_the_new_map_is_made() -> None:
    log = searched()
    log.command(c.StartSearch())
    in_flight = log.begin("propose_and_evaluate")
    log.command(c.AddCell(kind="normal", position=1, nodes=2))
    log.iterate()
    assert {record.weights for record in log.records.evaluations.values()} == {1}
    following = log.task("propose_and_evaluate")
    assert isinstance(following, j.ProposeAndEvaluate)
    assert (following.weights_version, following.layout) == (2, "layout-1")
    assert following.id != in_flight.id
    assert len(following.template.cells) == 3


def test_other_parameters_leave_the_path_untrained() -> None:
    log = searched()
    log.command(c.SetOperationParameters(paths=("p0",), parameters={"kernel": 5}))
    assert [key for key, path in log.records.paths.items() if not path.trained] == ["p0"]
    with pytest.raises(Refusal, match="like that already"):
        decide(log.records, c.SetOperationParameters(paths=("p0",), parameters={"kernel": 5}))
    with pytest.raises(Refusal, match="kernel is 4; for 3x3 max pooling choose one of 3, 5, 7, 9") as refused:
        decide(log.records, c.SetOperationParameters(paths=("p0",), parameters={"kernel": 4}))
    assert refused.value.field == "kernel"


def test_settings_may_be_sent_again_as_they_are() -> None:
    log = Log()
    log.command(c.ConfigureTraining(learning_rate=log.study.training.learning_rate))
    log.command(c.ConfigureSearch(strategy=log.study.search.strategy))
    assert [event.type for event in log.events[1:]] == ["training_configured", "search_configured"]


def test_the_last_cell_stays() -> None:
    log = Log()
    log.command(c.RemoveCell(cell="c0"))
    with pytest.raises(Refusal, match="cell 'c1' is the last one"):
        decide(log.records, c.RemoveCell(cell="c1"))


def test_an_edit_that_the_steering_forbids_is_refused() -> None:
    log = Log()
    log.command(c.SetCellNodes(cell="c0", nodes=3))
    log.command(c.RemovePaths(paths=("p0", "p1", "p2", "p3")))
    with pytest.raises(Refusal) as refused:
        decide(log.records, c.RemovePaths(paths=("p4",)))
    assert refused.value.title == "Impossible template"


def test_a_waiting_evaluation_of_a_network_that_is_gone_ends() -> None:
    log = searched()
    waiting = next(key for key, record in log.records.candidates.items() if not record.evaluated)
    log.command(c.EvaluateCandidates(candidates=(waiting,)))
    log.command(c.RemoveCell(cell="c0"))
    (job,) = (job for job in log.records.jobs.values() if job.kind == "evaluation")
    assert job.state == "cancelled"


def test_removing_the_owner_of_a_tied_cell_keeps_its_paths() -> None:
    template = build({"cells": ["normal", "normal"], "nodes": 2, "tie": "by_kind"}, DIGITS)
    log = Log(template)
    log.command(c.RemoveCell(cell="c0"))
    assert {path.cell for path in log.records.paths.values()} == {"c1"}
    assert template_of(log.records).cells[0].tied_to is None
    assert [*log.records.paths] == [path.id for path in template.paths]
