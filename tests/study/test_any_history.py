"""Whatever is commanded and whatever the workers say: the rules that hold in every history of a study."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from nas_navigator.spaces.validity import check_steering, check_template
from nas_navigator.study.decide import decide
from nas_navigator.study.evolve import replay
from nas_navigator.study.fitting import fitting
from nas_navigator.study.heard import recovered
from nas_navigator.study.past import verified
from nas_navigator.study.records import main_job, steered, study_of, template_of
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import jobs as j
from nas_navigator_schemas.commands import AnyCommand
from nas_navigator_schemas.configuration import Constraint
from nas_navigator_schemas.events import Event
from nas_navigator_schemas.records import Records
from nas_navigator_schemas.templates import Template
from tests.canonical import canonical
from tests.study.logbook import Log, evaluated, iteration_done, layout_done

ACTORS = st.sampled_from(["ada", "grace"])
Edit = c.AddCell | c.RemoveCell | c.MoveCell | c.SetCellNodes | c.SetOperationParameters | c.AddPaths


class Histories(RuleBasedStateMachine):
    """Two people and the workers do whatever they like."""

    def __init__(self) -> None:
        super().__init__()
        self.log = Log()
        self.most_versions = 0

    @initialize(searched=st.booleans())
    def some_work_is_done(self, searched: bool) -> None:
        self.log.make_map()
        self.log.train()
        if searched:
            self.log.command(c.StartSearch(iterations=3))
            self.log.iterate(count=3)

    def attempt(self, command: AnyCommand) -> None:
        before, refusal = canonical(self.log.records), None
        if isinstance(command, Edit):
            self.edit_then_undo_changes_nothing(command)
        try:
            payloads = decide(self.log.records, command)
        except Refusal as refused:
            payloads, refusal = (), refused
        assert bool(payloads) != bool(refusal)
        assert canonical(self.log.records) == before
        if refusal is not None:
            assert refusal.status in (409, 422)
            assert refusal.detail
        self.log.add(payloads, command.actor)

    def edit_then_undo_changes_nothing(self, command: AnyCommand) -> None:
        branch, before = branched(self.log), self.log.records
        try:
            branch.command(command)
        except Refusal:
            return
        branch.command(c.Undo(actor=command.actor))
        assert network(branch.records) == network(before)
        assert steering(branch.records) == steering(before)
        assert branch.study.weights == study_of(before).weights
        assert branch.study.best_candidate == study_of(before).best_candidate

    def pick(self, data: st.DataObject, collection: dict[str, Any]) -> str:
        return data.draw(st.sampled_from([*collection, "nowhere"]))

    @rule(data=st.data(), actor=ACTORS, kind=st.sampled_from([c.RemovePaths, c.FixPaths, c.ReleasePaths]))
    def steer_paths(self, data: st.DataObject, actor: str, kind: type[c.RemovePaths]) -> None:
        paths = st.lists(st.sampled_from([*self.log.records.paths]), min_size=1, max_size=4)
        self.attempt(kind(paths=tuple(data.draw(paths)), actor=actor))

    @rule(data=st.data(), actor=ACTORS)
    def bring_back(self, data: st.DataObject, actor: str) -> None:
        removed, _ = steered(self.log.records)
        if removed:
            self.attempt(c.AddPaths(paths=(data.draw(st.sampled_from(removed)),), actor=actor))

    @rule(data=st.data(), actor=ACTORS, weight=st.sampled_from([0.5, 1.0]))
    def focus(self, data: st.DataObject, actor: str, weight: float) -> None:
        candidates = st.lists(st.sampled_from([*self.log.records.candidates]), max_size=5)
        chosen = tuple(data.draw(candidates))
        self.attempt(c.FocusRegion(candidates=chosen, weight=weight, actor=actor))

    @rule(actor=ACTORS)
    def clear(self, actor: str) -> None:
        self.attempt(c.ClearFocus(actor=actor))

    @rule(data=st.data(), actor=ACTORS, name=st.sampled_from(["left", "right"]))
    def save(self, data: st.DataObject, actor: str, name: str) -> None:
        candidate = data.draw(st.sampled_from([*self.log.records.candidates]))
        self.attempt(c.SaveRegion(name=name, candidates=(candidate,), actor=actor))

    @rule(data=st.data(), actor=ACTORS, name=st.sampled_from(["left", "right"]))
    def rename(self, data: st.DataObject, actor: str, name: str) -> None:
        self.attempt(c.RenameRegion(region=self.pick(data, self.log.records.regions), name=name, actor=actor))

    @rule(data=st.data(), actor=ACTORS)
    def forget_region(self, data: st.DataObject, actor: str) -> None:
        self.attempt(c.DeleteRegion(region=self.pick(data, self.log.records.regions), actor=actor))

    @rule(actor=ACTORS, bound=st.sampled_from([None, 3000.0, 5000.0]))
    def constrain(self, actor: str, bound: float | None) -> None:
        bounds = () if bound is None else (Constraint(objective="parameters", maximum=bound),)
        self.attempt(c.SetConstraints(constraints=bounds, actor=actor))

    @rule(actor=ACTORS, command=st.sampled_from([c.Undo, c.Redo]))
    def revert(self, actor: str, command: type[c.Undo]) -> None:
        self.attempt(command(actor=actor))

    @rule(
        actor=ACTORS, kind=st.sampled_from(["normal", "reduction"]), position=st.integers(0, 4), nodes=st.integers(1, 3)
    )
    def add_cell(self, actor: str, kind: Any, position: int, nodes: int) -> None:
        if len(self.log.records.cells) < 4:
            self.attempt(c.AddCell(kind=kind, position=position, nodes=nodes, actor=actor))

    @rule(data=st.data(), actor=ACTORS)
    def remove_cell(self, data: st.DataObject, actor: str) -> None:
        self.attempt(c.RemoveCell(cell=self.pick(data, self.log.records.cells), actor=actor))

    @rule(data=st.data(), actor=ACTORS, position=st.integers(0, 3))
    def move_cell(self, data: st.DataObject, actor: str, position: int) -> None:
        self.attempt(c.MoveCell(cell=self.pick(data, self.log.records.cells), position=position, actor=actor))

    @rule(data=st.data(), actor=ACTORS, nodes=st.integers(1, 3))
    def set_nodes(self, data: st.DataObject, actor: str, nodes: int) -> None:
        self.attempt(c.SetCellNodes(cell=self.pick(data, self.log.records.cells), nodes=nodes, actor=actor))

    @rule(data=st.data(), actor=ACTORS, kernel=st.sampled_from([3, 4, 5]))
    def set_kernel(self, data: st.DataObject, actor: str, kernel: int) -> None:
        path = self.pick(data, self.log.records.paths)
        self.attempt(c.SetOperationParameters(paths=(path,), parameters={"kernel": kernel}, actor=actor))

    @rule(data=st.data(), actor=ACTORS, operation=st.sampled_from(["avg_pool_3x3", "skip_connect"]))
    def add_path(self, data: st.DataObject, actor: str, operation: str) -> None:
        cell = self.pick(data, self.log.records.cells)
        removed, _ = steered(self.log.records)
        new = c.NewPath(cell=cell, source="in0", target="n0", operation=operation)
        self.attempt(c.AddPaths(paths=(new, *removed[:1]), actor=actor))

    @rule(
        command=st.sampled_from(
            [
                c.StartTraining(epochs=2),
                c.StartSearch(iterations=2),
                c.StartSearch(),
                c.StepSearch(),
                c.Pause(),
                c.Resume(),
                c.Stop(),
                c.Relayout(),
                c.ConfigureTraining(learning_rate=0.1),
                c.ConfigureTraining(learning_rate=0.2),
                c.ConfigureSearch(parameters={"mutation_rate": 0.3}),
                c.ConfigureSearch(strategy="random"),
            ]
        )
    )
    def control(self, command: AnyCommand) -> None:
        self.attempt(command)

    @rule(data=st.data(), finish=st.booleans())
    def evaluate_or_finish(self, data: st.DataObject, finish: bool) -> None:
        candidates = (data.draw(st.sampled_from([*self.log.records.candidates])),)
        self.attempt(
            c.Finalize(candidates=candidates, epochs=1) if finish else c.EvaluateCandidates(candidates=candidates)
        )

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        self.attempt(c.CancelJob(job=self.pick(data, self.log.records.jobs)))

    @precondition(lambda self: main_job(self.log.records) is not None)
    @rule()
    def main_job_goes_on(self) -> None:
        main = main_job(self.log.records)
        tasks = [task for task in self.log.running.values() if main is not None and task.job == main[0]]
        for task in tasks[-1:]:
            self.log.hear(j.TaskProgress(task=task.id, done=0, total=1))
            self.answer(task)

    @precondition(lambda self: self.log.running)
    @rule(data=st.data(), fails=st.sampled_from([False] * 7 + [True]))
    def worker_answers(self, data: st.DataObject, fails: bool) -> None:
        task = self.log.running[data.draw(st.sampled_from([*self.log.running]))]
        if fails:
            self.log.hear(j.Failed(task=task.id, message="out of memory"))
        else:
            self.answer(task)

    @precondition(lambda self: self.log.running)
    @rule(data=st.data())
    def worker_suspends(self, data: st.DataObject) -> None:
        task = data.draw(st.sampled_from([*self.log.running]))
        self.log.hear(j.Suspended(task=task, checkpoint=data.draw(st.sampled_from([None, "kept"]))))

    @precondition(lambda self: self.log.running)
    @rule(data=st.data())
    def worker_begins(self, data: st.DataObject) -> None:
        self.log.hear(j.TaskProgress(task=data.draw(st.sampled_from([*self.log.running])), done=0, total=1))

    @rule()
    def server_crashes(self) -> None:
        self.log.running.clear()
        self.log.add(recovered(self.log.records), "system")

    def answer(self, task: j.AnyTask) -> None:
        match task:
            case j.TrainTemplate():
                self.log.hear(j.TemplateTrained(task=task.id, weights="w", epochs=1, stopped=False, seconds=1))
            case j.ProposeAndEvaluate():
                self.log.hear(iteration_done(task, count=3))
            case j.EvaluateGiven():
                results = tuple(evaluated(candidate) for candidate in task.candidates)
                self.log.hear(j.EvaluationDone(task=task.id, evaluated=results, seconds=1))
            case j.FitLayout():
                self.log.hear(layout_done(task))
            case j.PlaceCandidates():
                points = tuple(j.PlacedPoint(candidate=one.id, x=0, y=0) for one in task.candidates)
                self.log.hear(j.CandidatesPlaced(task=task.id, points=points))
            case j.TrainFinal():
                self.log.finish_final()
            case _:
                raise AssertionError(task.kind)

    @invariant()
    def the_template_and_its_steering_are_valid(self) -> None:
        template = template_of(self.log.records)
        check_template(template)
        check_steering(template, *steered(self.log.records))

    @invariant()
    def the_phase_is_that_of_the_main_job(self) -> None:
        main, phase = main_job(self.log.records), self.log.study.phase
        if main is None:
            assert phase in ("idle", "failed")
        elif main[1].state == "paused":
            assert phase == "paused"
        else:
            assert phase == {"training": "training", "search": "searching", "final": "finalizing"}[main[1].kind]

    @invariant()
    def what_runs_has_a_task(self) -> None:
        main = main_job(self.log.records)
        waits = any(job.kind == "evaluation" and job.state != "done" for job in self.log.records.jobs.values())
        if main is not None and main[1].state != "paused" and self.log.study.layout is not None and not waits:
            assert any(task.job == main[0] for task in self.log.running.values())

    @invariant()
    def the_best_is_the_best(self) -> None:
        study, candidates = self.log.study, self.log.records.candidates
        current = {
            key: record.objectives["accuracy"]
            for key, record in candidates.items()
            if record.evaluated and record.feasible and record.weights == study.weights
        }
        best = min(current, key=lambda key: (-(current[key] or 0.0), key), default=None)
        assert study.best_candidate == best

    @invariant()
    def one_region_is_focused_at_most_and_names_are_unique(self) -> None:
        regions = self.log.records.regions
        focused = [key for key, region in regions.items() if region.focused]
        assert focused == ([] if self.log.study.focus is None else [self.log.study.focus.region])
        assert len({region.name for region in regions.values()}) == len(regions)

    @invariant()
    def points_are_of_the_present_map_and_of_candidates(self) -> None:
        for key, point in self.log.records.points.items():
            assert key in self.log.records.candidates
            assert self.log.study.layout is not None
            assert point.layout_version == self.log.study.layout.version

    @invariant()
    def undo_then_redo_changes_nothing(self) -> None:
        for actor in self.log.study.can_undo:
            before = self.log.records
            branch = branched(self.log)
            try:
                branch.command(c.Undo(actor=actor))
            except Refusal:
                continue
            branch.command(c.Redo(actor=actor))
            assert steering(branch.records) == steering(before)
            assert template_of(branch.records) == template_of(before)
            assert branch.study.weights == study_of(before).weights

    @invariant()
    def what_was_evaluated_with_the_weights_is_a_network_of_the_template(self) -> None:
        fits, weights = fitting(template_of(self.log.records)), self.log.study.weights
        for one in self.log.records.evaluations.values():
            assert one.weights != weights or fits(self.log.records.candidates[one.candidate].paths)

    @invariant()
    def a_version_of_the_weights_is_never_made_twice(self) -> None:
        made = max(self.log.study.weights_made, self.log.study.weights)
        assert all(one.weights <= made for one in self.log.records.evaluations.values())
        assert made >= self.most_versions
        self.most_versions = made

    def teardown(self) -> None:
        stored = [event.model_dump_json() for event in self.log.events]
        log = [Event.model_validate_json(line) for line in stored]
        again = replay(log, "s1")
        verified(log, "s1", lambda payload: None)
        assert canonical(again) == canonical(self.log.records)
        assert [*again.paths] == [*self.log.records.paths]
        assert [*again.candidates] == [*self.log.records.candidates]
        assert Records.model_validate_json(again.model_dump_json()) == self.log.records


def branched(log: Log) -> Log:
    """A log that goes its own way from here."""
    branch = Log.__new__(Log)
    branch.__dict__ = {**log.__dict__, "events": [*log.events], "patches": [], "running": dict(log.running)}
    return branch


def network(records: Records) -> Template:
    """The template, but for the ids to come: none is given twice."""
    return template_of(records).model_copy(update={"next_cell": 0, "next_path": 0})


def steering(records: Records) -> dict[str, object]:
    """What undo and redo are about, and what was trained."""
    study = study_of(records)
    paths = {key: (path.state, path.trained) for key, path in records.paths.items()}
    return {"paths": paths, "regions": records.regions, "focus": study.focus, "bounds": study.constraints}


class ManyHistories(Histories):
    """The same, more often."""


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)

TestManyHistories = pytest.mark.acceptance(ManyHistories.TestCase)
TestManyHistories.settings = settings(TestHistories.settings, max_examples=500)
