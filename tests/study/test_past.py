"""A study as it was, and branches from there."""

import json

import pytest

from nas_navigator.study.branches import branch_point, branched
from nas_navigator.study.evolve import replay
from nas_navigator.study.past import past_state
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas import commands as c
from nas_navigator_schemas.records import Records
from tests.study.logbook import Log


def searched() -> Log:
    log = Log()
    log.make_map()
    log.train(epochs=2)
    log.command(c.StartSearch(iterations=1))
    log.iterate(count=2)
    log.command(c.RemovePaths(paths=("p0",)))
    return log


def branch(log: Log, seq: int) -> Records:
    (begun,) = branched(branch_point(log.events, "s1", seq), c.Branch(at_seq=seq, name="Other way")).begun
    return begun.records


def seq_of(log: Log, kind: str) -> int:
    return next(event.seq for event in log.events if event.type == kind)


def test_the_state_of_a_past_event_is_the_fold_to_there() -> None:
    log = searched()
    seq = seq_of(log, "training_finished")
    state = json.loads(past_state(seq, replay(log.events[:seq], "s1")))
    assert state["seq"] == seq
    assert state["records"]["study"]["s1"]["iteration"] == 0
    assert Records.model_validate(state["records"]) == replay(log.events[:seq], "s1")


def test_a_branch_has_what_there_was_and_a_name_of_its_own() -> None:
    log = searched()
    records = branch(log, log.events[-1].seq)
    (study,) = records.study.values()
    assert [*records.study] != ["s1"]
    assert study.name == "Other way"
    assert study.branch_of is not None
    assert (study.branch_of.study, study.branch_of.seq) == ("s1", len(log.events))
    assert records.evaluations == log.records.evaluations
    assert records.paths == log.records.paths


def test_a_branch_from_before_a_decision_is_without_it() -> None:
    log = searched()
    records = branch(log, seq_of(log, "paths_removed") - 1)
    assert records.paths["p0"].state == "available"
    assert len(records.evaluations) == len(log.records.evaluations)


def test_a_search_that_ran_is_not_the_branchs() -> None:
    log = searched()
    log.command(c.StartSearch())
    log.begin("propose_and_evaluate")
    records = branch(log, log.events[-1].seq)
    assert {job.state for job in records.jobs.values() if job.kind == "search"} == {"done"}
    assert next(iter(records.study.values())).phase == "idle"


def test_nothing_branches_within_a_training_whose_weights_are_not_kept() -> None:
    log = searched()
    seq = seq_of(log, "epoch_finished")
    before, after = seq_of(log, "training_started") - 1, seq_of(log, "training_finished")
    with pytest.raises(Refusal, match=f"under way after event {seq}, .* branch from {before} or {after}$") as refused:
        branch(log, seq)
    assert refused.value.status == 409


def test_nothing_branches_from_an_event_that_there_never_was() -> None:
    log = searched()
    with pytest.raises(Refusal, match="at_seq is 999; the events of this study are 1 to") as refused:
        branch(log, 999)
    assert refused.value.field == "at_seq"


def test_maps_of_before_are_kept_for_branches() -> None:
    log = searched()
    assert log.study.layout is not None
    first = log.study.layout.artifact
    log.command(c.Relayout())
    log.make_map()
    assert log.study.maps == (first,)
