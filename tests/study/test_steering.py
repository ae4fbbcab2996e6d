"""Steering: what may be removed, fixed, focused and bounded, and what the workers are told of it."""

import pytest

from nas_navigator.study.decide import decide
from nas_navigator.study.records import steering_of
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import jobs as j
from nas_navigator_schemas.commands import AnyCommand
from nas_navigator_schemas.configuration import Constraint
from nas_navigator_schemas.templates import Candidate
from tests.study.logbook import Log

TRIANGLE = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))


def refusal(log: Log, command: AnyCommand) -> Refusal:
    with pytest.raises(Refusal) as refused:
        decide(log.records, command)
    return refused.value


def test_a_node_keeps_as_many_paths_as_it_needs() -> None:
    refused = refusal(Log(), c.RemovePaths(paths=("p0", "p1", "p2", "p3", "p4")))
    assert (refused.status, refused.field) == (422, "paths")
    assert refused.detail.startswith("node 1 of normal cell 1 needs at least 2 available paths and 1 would be left")


def test_no_more_paths_are_fixed_into_a_node_than_it_takes() -> None:
    refused = refusal(Log(), c.FixPaths(paths=("p0", "p1", "p2")))
    assert "takes at most 2 active paths and 3 would be fixed" in refused.detail


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (c.FixPaths(paths=("p0",)), c.RemovePaths(paths=("p0",)), "is fixed; release it before you remove it"),
        (c.RemovePaths(paths=("p0",)), c.FixPaths(paths=("p0",)), "is removed; bring it back before you fix it"),
        (c.RemovePaths(paths=("p0",)), c.RemovePaths(paths=("p0",)), "is removed already"),
        (c.FixPaths(paths=("p0",)), c.FixPaths(paths=("p0",)), "is fixed already"),
        (c.FixPaths(paths=("p0",)), c.ReleasePaths(paths=("p1",)), "is not fixed; there is nothing to release"),
        (c.FixPaths(paths=("p0",)), c.AddPaths(paths=("p0",)), "is fixed, not removed"),
        (c.FixPaths(paths=("p0",)), c.AddPaths(paths=("p1",)), "is available already"),
    ],
)
def test_steering_that_contradicts_what_stands_says_so(first: AnyCommand, second: AnyCommand, says: str) -> None:
    log = Log()
    log.command(first)
    assert says in refusal(log, second).detail


def test_paths_that_are_removed_already_do_not_hinder_the_others() -> None:
    log = Log()
    log.command(c.RemovePaths(paths=("p0",)))
    log.command(c.RemovePaths(paths=("p0", "p1")))
    log.command(c.Undo())
    assert [log.records.paths[path].state for path in ("p0", "p1")] == ["removed", "available"]


def test_the_next_proposal_obeys_what_was_steered_during_this_one() -> None:
    log = Log()
    log.make_map()
    log.train()
    log.command(c.StartSearch())
    running = log.begin("propose_and_evaluate")
    log.command(c.RemovePaths(paths=("p0",)))
    log.command(c.FixPaths(paths=("p1",)))
    assert log.task("propose_and_evaluate") == running
    log.iterate()
    following = log.task("propose_and_evaluate")
    assert isinstance(following, j.ProposeAndEvaluate)
    assert (following.steering.removed, following.steering.fixed) == (("p0",), ("p1",))
    assert following.steering.seq == log.study.steering_seq


def test_a_focus_on_no_candidates_is_refused() -> None:
    refused = refusal(Log(), c.FocusRegion(candidates=()))
    assert (refused.status, refused.field) == (422, "candidates")
    assert "select some candidates first" in refused.detail


def test_a_lasso_holds_as_long_as_the_map_that_it_was_drawn_on() -> None:
    log = Log()
    log.make_map()
    chosen = tuple(log.records.candidates)[:3]
    log.command(c.FocusRegion(candidates=chosen, polygon=TRIANGLE, layout_version=1, weight=0.75))
    region = steering_of(log.records).region
    assert region is not None
    assert (region.polygon, region.weight) == (TRIANGLE, 0.75)
    assert [candidate.id for candidate in region.candidates] == list(chosen)
    log.command(c.Relayout())
    log.make_map()
    region = steering_of(log.records).region
    assert region is not None
    assert region.polygon is None


def test_a_lasso_on_a_map_that_was_never_made_is_refused() -> None:
    log = Log()
    log.make_map()
    chosen = tuple(log.records.candidates)[:1]
    refused = refusal(log, c.FocusRegion(candidates=chosen, polygon=TRIANGLE, layout_version=4))
    assert (refused.field, refused.detail) == ("layout_version", "layout_version is 4; no such map was made")


def test_a_focus_is_cleared_once() -> None:
    log = Log()
    log.make_map()
    log.command(c.FocusRegion(candidates=tuple(log.records.candidates)[:1]))
    log.command(c.ClearFocus())
    assert (log.study.focus, log.records.regions) == (None, {})
    assert refusal(log, c.ClearFocus()).detail == "nothing is focused"


def test_saved_regions_have_names_of_their_own_and_do_not_steer() -> None:
    log = Log()
    log.make_map()
    chosen = tuple(log.records.candidates)[:2]
    log.command(c.SaveRegion(name="left", candidates=chosen))
    assert log.study.steering_seq == 0
    assert "is called 'left' already" in refusal(log, c.SaveRegion(name="left", candidates=chosen)).detail
    (identifier,) = log.records.regions
    log.command(c.DeleteRegion(region=identifier))
    assert log.records.regions == {}


def test_a_renamed_region_stays_the_same_region_and_undo_gives_its_name_back() -> None:
    log = Log()
    log.make_map()
    log.command(c.SaveRegion(name="left", candidates=tuple(log.records.candidates)[:2], polygon=TRIANGLE))
    ((identifier, before),) = log.records.regions.items()
    log.command(c.RenameRegion(region=identifier, name="right"))
    assert log.records.regions == {identifier: before.model_copy(update={"name": "right"})}
    assert log.study.can_undo == {"person": "rename left to right"}
    assert (log.events[-1].type, log.study.steering_seq) == ("region_renamed", 0)
    log.command(c.Undo())
    assert log.records.regions == {identifier: before}
    log.command(c.Redo())
    assert log.records.regions[identifier].name == "right"


def test_a_region_is_not_renamed_to_what_another_one_is_called_nor_while_it_is_the_focus() -> None:
    log = Log()
    log.make_map()
    chosen = tuple(log.records.candidates)[:2]
    for name in ("left", "right"):
        log.command(c.SaveRegion(name=name, candidates=chosen))
    left, _ = log.records.regions
    for name in ("left", "right"):
        assert f"is called '{name}' already" in refusal(log, c.RenameRegion(region=left, name=name)).detail
    log.command(c.FocusRegion(candidates=chosen))
    assert log.study.focus is not None
    focused = c.RenameRegion(region=log.study.focus.region, name="middle")
    assert "save its candidates under a name instead" in refusal(log, focused).detail


def test_a_saved_region_keeps_its_lasso_and_the_map_that_it_was_drawn_on() -> None:
    log = Log()
    log.make_map()
    chosen = tuple(log.records.candidates)[:2]
    log.command(c.SaveRegion(name="left", candidates=chosen, polygon=TRIANGLE))
    (region,) = log.records.regions.values()
    assert (region.polygon, region.layout_version, region.focused) == (TRIANGLE, 1, False)
    late = c.SaveRegion(name="right", candidates=chosen, polygon=TRIANGLE, layout_version=9)
    assert refusal(log, late).field == "layout_version"


def test_a_candidate_that_breaks_a_bound_is_not_the_best() -> None:
    log = Log()
    log.make_map()
    log.train()
    log.command(c.StartSearch(iterations=1))
    log.iterate()
    best = log.study.best_candidate
    assert best is not None
    size = log.records.candidates[best].objectives["parameters"]
    assert size is not None
    log.command(c.SetConstraints(constraints=(Constraint(objective="parameters", maximum=size - 1),)))
    assert not log.records.candidates[best].feasible
    assert log.study.best_candidate != best


def test_an_objective_has_one_bound() -> None:
    bounds = (Constraint(objective="madds", maximum=1), Constraint(objective="madds", maximum=2))
    assert "bounded twice" in refusal(Log(), c.SetConstraints(constraints=bounds)).detail


def test_only_the_settings_that_are_given_change() -> None:
    log = Log()
    log.command(c.ConfigureTraining(learning_rate=0.5))
    log.command(c.ConfigureTraining(momentum=0.5))
    assert (log.study.training.learning_rate, log.study.training.momentum) == (0.5, 0.5)
    log.command(c.ConfigureSearch(parameters={"population": 12}))
    log.command(c.ConfigureSearch(parameters={"mutation_rate": 0.2}))
    assert log.study.search.parameters == {"population": 12, "mutation_rate": 0.2}
    log.command(c.ConfigureSearch(strategy="random"))
    assert (log.study.search.strategy, log.study.search.parameters) == ("random", {})


def test_a_focused_region_forgets_members_whose_paths_an_edit_took_away() -> None:
    log = Log()
    log.make_map()
    log.train()
    log.command(c.SetCellNodes(cell="c0", nodes=3))
    log.make_map()
    fresh = [key for key, member in log.records.candidates.items() if set(member.paths) <= set(log.records.paths)]
    widest = max(fresh, key=lambda key: len(log.records.candidates[key].paths))
    log.command(c.FocusRegion(candidates=(widest,)))
    log.command(c.StartSearch())
    assert [member.id for member in region_of(log)] == [widest]
    log.command(c.SetCellNodes(cell="c0", nodes=2))
    assert log.records.regions[log.study.focus.region].candidates == (widest,) if log.study.focus else False
    assert region_of(log) == ()


def region_of(log: Log) -> tuple[Candidate, ...]:
    """The members of the region as the workers are told of them."""
    region = steering_of(log.records).region
    assert region is not None
    return region.candidates
