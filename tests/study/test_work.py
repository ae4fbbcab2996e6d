"""Training, searching, finishing: from commands over tasks and messages to records."""

import pytest

from nas_navigator.spaces.arch_strings import arch_space, written
from nas_navigator.spaces.templates.nas_bench_201 import build
from nas_navigator.study.decide import decide
from nas_navigator.study.heard import heard, interrupted, recovered, started
from nas_navigator.study.records import candidate_of, template_of
from nas_navigator.study.refusals import Refusal
from nas_navigator.study.tasks import controls, next_tasks
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import jobs as j
from nas_navigator_schemas.configuration import Constraint
from nas_navigator_schemas.events import EvaluationRequested
from nas_navigator_schemas.templates import Candidate
from tests.study.logbook import DIGITS, Log, evaluated, fresh_candidates, iteration_done, measured


def ready(epochs: int = 1) -> Log:
    log = Log()
    log.make_map()
    log.train(epochs)
    return log


def actions(log: Log) -> list[str]:
    return [control.action for control in controls(log.records, log.running)]


class TestMap:
    def test_a_study_begins_with_a_map_of_300_candidates(self) -> None:
        (task,) = next_tasks(Log().records)
        assert isinstance(task, j.FitLayout)
        assert (task.version, task.sample, task.candidates, task.previous) == (1, 300, (), None)

    def test_a_small_space_is_sampled_whole(self) -> None:
        log = Log()
        log.command(c.FixPaths(paths=("p0", "p1")))
        log.command(c.RemovePaths(paths=tuple(f"p{number}" for number in range(8, 15))))
        log.command(c.RemovePaths(paths=tuple(f"p{number}" for number in range(17, 21))))
        task = next_tasks(log.records)[0]
        assert isinstance(task, j.FitLayout)
        assert task.sample == 1 * 1 * 1 * 36

    def test_the_sample_joins_the_candidates_grey(self) -> None:
        log = Log()
        log.make_map()
        assert {record.origin for record in log.records.candidates.values()} == {"sample"}
        assert not any(record.evaluated for record in log.records.candidates.values())
        assert log.records.points.keys() == log.records.candidates.keys()
        assert log.study.layout is not None
        assert log.study.layout.version == 1

    def test_a_new_map_starts_from_the_one_before(self) -> None:
        log = ready()
        log.command(c.Relayout())
        task = log.task("fit_layout")
        assert isinstance(task, j.FitLayout)
        assert (task.version, task.previous) == (2, "layout-1")
        assert [candidate.id for candidate in task.candidates] == list(log.records.candidates)
        with pytest.raises(Refusal, match="one is being made"):
            decide(log.records, c.Relayout())

    def test_what_was_placed_on_an_older_map_is_placed_again(self) -> None:
        log = ready()
        log.command(c.StartSearch(iterations=1))
        log.command(c.Relayout())
        log.begin("propose_and_evaluate")
        log.make_map()
        log.iterate()
        missing = set(log.records.candidates) - set(log.records.points)
        task = log.task("place_candidates")
        assert isinstance(task, j.PlaceCandidates)
        assert {candidate.id for candidate in task.candidates} == missing != set()
        points = tuple(j.PlacedPoint(candidate=candidate.id, x=0, y=0) for candidate in task.candidates)
        log.hear(j.CandidatesPlaced(task=task.id, points=points))
        assert log.records.points.keys() == log.records.candidates.keys()

    def test_a_map_that_nothing_can_be_placed_on_is_made_anew_once(self) -> None:
        log = ready()
        log.command(c.EvaluateCandidates(paths=("p0", "p1", "p6", "p7", "p15", "p16", "p21", "p22")))
        log.hear(j.Failed(task=log.task("place_candidates").id, message="the map is damaged"))
        task = log.task("fit_layout")
        assert isinstance(task, j.FitLayout)
        assert task.version == 2
        log.fail("fit_layout", "the disk is full")
        assert {task.kind for task in log.running.values()} == {"evaluate_given"}
        assert log.study.message == "the disk is full"

    def test_a_search_without_a_map_waits_for_it(self) -> None:
        log = Log()
        log.train()
        log.command(c.StartSearch())
        assert log.study.phase == "searching"
        assert [task.kind for task in log.running.values()] == ["fit_layout"]
        log.make_map()
        assert log.task("propose_and_evaluate")

    def test_a_map_that_failed_is_asked_for_again(self) -> None:
        log = Log()
        log.fail("fit_layout")
        log.train()
        with pytest.raises(Refusal, match="make a new one with relayout"):
            decide(log.records, c.StartSearch())
        log.command(c.Relayout())
        log.command(c.StartSearch())


class TestTraining:
    def test_epochs_come_as_they_end(self) -> None:
        log = Log()
        log.command(c.StartTraining(epochs=3))
        log.begin("train_template")
        log.epoch(0)
        log.epoch(1)
        assert [epoch.epoch for epoch in log.records.epochs.values()] == [0, 1]
        job = log.records.jobs["j1"]
        assert (job.state, job.done, job.total, job.checkpoint) == ("running", 2, 3, "checkpoint-1")
        assert log.study.trained_epochs == 2

    def test_trained_weights_are_a_new_version_and_mark_the_paths(self) -> None:
        log = Log()
        log.command(c.RemovePaths(paths=("p0",)))
        log.train(epochs=2)
        assert (log.study.weights, log.study.phase) == (1, "idle")
        assert log.study.weights_artifact is not None
        trained = {key: (path.trained, path.trained_epochs) for key, path in log.records.paths.items()}
        assert trained["p0"] == (False, 0)
        assert set(trained.values()) == {(False, 0), (True, 2)}

    def test_more_training_goes_on_from_the_weights(self) -> None:
        log = ready(epochs=2)
        log.command(c.StartTraining(epochs=3))
        task = log.task("train_template")
        assert isinstance(task, j.TrainTemplate)
        assert (task.weights, task.first_epoch, task.epochs) == (log.study.weights_artifact, 2, 3)

    def test_pause_and_resume_go_through_a_checkpoint(self) -> None:
        log = Log()
        log.command(c.StartTraining(epochs=3))
        log.begin("train_template")
        log.epoch(0)
        log.command(c.Pause())
        assert (log.study.phase, actions(log)) == ("training", ["suspend"])
        log.suspend("train_template", "mid-epoch")
        assert (log.study.phase, log.records.runs["r0"].state) == ("paused", "paused")
        log.command(c.Resume())
        task = log.task("train_template")
        assert isinstance(task, j.TrainTemplate)
        assert (task.checkpoint, task.first_epoch, task.epochs) == ("mid-epoch", 0, 3)
        assert log.study.phase == "training"

    def test_a_training_that_waits_for_the_device_is_simply_paused(self) -> None:
        log = Log()
        log.command(c.StartTraining(epochs=3))
        log.command(c.Pause())
        assert (log.study.phase, actions(log)) == ("paused", ["suspend"])

    def test_stop_keeps_the_weights(self) -> None:
        log = Log()
        log.command(c.StartTraining(epochs=3))
        log.begin("train_template")
        log.command(c.Stop())
        assert actions(log) == ["stop"]
        log.trained(stopped=True)
        assert (log.study.phase, log.study.weights) == ("idle", 1)
        assert all(path.trained for path in log.records.paths.values())

    def test_stop_of_a_paused_training_loads_it_once_more_to_keep_its_weights(self) -> None:
        log = Log()
        log.command(c.StartTraining(epochs=3))
        log.begin("train_template")
        log.command(c.Pause())
        log.suspend("train_template", "mid-epoch")
        log.command(c.Stop())
        assert actions(log) == []
        log.begin("train_template")
        assert actions(log) == ["stop"]
        log.trained(stopped=True)
        assert (log.study.phase, log.study.weights) == ("idle", 1)

    def test_steering_reaches_the_training_through_its_checkpoint(self) -> None:
        log = Log()
        log.command(c.StartTraining(epochs=3))
        log.begin("train_template")
        log.command(c.RemovePaths(paths=("p0",)))
        assert (log.study.phase, actions(log)) == ("training", ["suspend"])
        log.suspend("train_template", "as-steered")
        task = log.task("train_template")
        assert isinstance(task, j.TrainTemplate)
        assert (task.checkpoint, task.steering.removed) == ("as-steered", ("p0",))
        assert (log.study.phase, actions(log)) == ("training", [])

    def test_a_cell_that_comes_during_the_training_is_credited_only_what_it_took_part_in(self) -> None:
        log = Log()
        log.command(c.StartTraining(epochs=3))
        log.begin("train_template")
        log.epoch(0)
        log.command(c.AddCell(kind="normal", position=2, nodes=2))
        log.suspend("train_template", "checkpoint")
        log.begin("train_template")
        log.epoch(1)
        log.epoch(2)
        log.trained()
        epochs = {path.cell: path.trained_epochs for path in log.records.paths.values()}
        assert epochs == {"c0": 3, "c1": 3, "c2": 2}

    def test_a_failure_says_why_and_leaves_the_study_usable(self) -> None:
        log = ready()
        log.command(c.StartTraining(epochs=3))
        log.fail("train_template", "out of memory")
        assert (log.study.phase, log.study.message) == ("failed", "out of memory")
        log.command(c.StartTraining(epochs=1))
        assert (log.study.phase, log.study.message) == ("training", None)


class TestSearch:
    def test_an_iteration_makes_candidates_evaluations_points_and_a_line_in_the_chart(self) -> None:
        log = ready()
        log.command(c.StartSearch(iterations=2))
        log.iterate()
        assert (log.study.iteration, log.study.evaluations) == (1, 8)
        done = [record for record in log.records.candidates.values() if record.evaluated]
        assert {(record.iteration, record.weights) for record in done} == {(1, 1)}
        line = log.records.iterations["0"]
        values = sorted(record.objectives["accuracy"] or 0.0 for record in done)
        assert (line.worst, line.best, line.evaluated) == (values[0], values[-1], 8)
        assert line.mean == pytest.approx(sum(values) / 8)
        assert line.loss.best == 2 - values[-1]
        best = log.study.best_candidate
        assert best is not None
        assert log.records.candidates[best].objectives["accuracy"] == values[-1]

    def test_a_prediction_is_told_apart_from_a_measurement(self) -> None:
        log = ready()
        log.command(c.StartSearch())
        task = log.begin("propose_and_evaluate")
        done = iteration_done(task, 2)  # type: ignore[arg-type]
        first, second = done.evaluated
        mixed = (first, second.model_copy(update={"source": "prediction"}))
        log.hear(done.model_copy(update={"evaluated": mixed}))
        assert [record.source for record in log.records.evaluations.values()] == ["supernet", "prediction"]

    def test_a_search_ends_with_its_last_iteration(self) -> None:
        log = ready()
        log.command(c.StartSearch(iterations=2))
        log.iterate()
        assert log.study.phase == "searching"
        log.iterate()
        assert (log.study.phase, log.study.iteration) == ("idle", 2)
        assert not log.running

    def test_what_is_known_comes_in_the_order_of_the_log(self) -> None:
        log = ready()
        log.command(c.StartSearch())
        log.iterate()
        task = log.task("propose_and_evaluate")
        assert isinstance(task, j.ProposeAndEvaluate)
        measured_here = [item for item in task.known if item.objectives is not None]
        assert task.known[-8:] == tuple(measured_here)
        assert [item.candidate.id for item in measured_here] == [
            record.candidate for record in log.records.evaluations.values()
        ]
        assert {item.origin for item in task.known[:20]} == {"sample"}

    def test_after_more_training_old_evaluations_are_older(self) -> None:
        log = ready()
        log.command(c.StartSearch(iterations=1))
        log.iterate()
        log.train()
        assert log.study.best_candidate is None
        assert len(log.records.evaluations) == 8
        log.command(c.StartSearch())
        task = log.task("propose_and_evaluate")
        assert isinstance(task, j.ProposeAndEvaluate)
        assert task.weights_version == 2
        assert sum(item.older is not None for item in task.known) == 8
        assert all(item.objectives is None for item in task.known)

    def test_pause_drops_the_iteration_in_flight_and_resume_proposes_it_again(self) -> None:
        log = ready()
        log.command(c.StartSearch())
        first = log.begin("propose_and_evaluate")
        log.command(c.Pause())
        log.suspend("propose_and_evaluate")
        assert (log.study.phase, log.study.iteration) == ("paused", 0)
        log.command(c.Resume())
        again = log.task("propose_and_evaluate")
        assert (again.seed, again.id == first.id) == (first.seed, False)

    def test_an_iteration_that_ends_before_it_hears_of_the_pause_counts(self) -> None:
        log = ready()
        log.command(c.StartSearch())
        log.begin("propose_and_evaluate")
        log.command(c.Pause())
        task = next(iter(log.running.values()))
        results = tuple(evaluated(one.candidate) for one in task.known[:2])  # type: ignore[union-attr]
        log.hear(
            j.IterationDone(task=task.id, evaluated=results, scores=None, steering_seq=0, seconds=1, device_seconds=1)
        )
        assert (log.study.phase, log.study.iteration) == ("paused", 1)

    def test_a_step_is_one_iteration(self) -> None:
        log = ready()
        log.command(c.StepSearch())
        log.iterate()
        assert (log.study.phase, log.study.iteration) == ("idle", 1)

    def test_a_step_of_a_paused_search_leaves_it_paused(self) -> None:
        log = ready()
        log.command(c.StartSearch())
        log.begin("propose_and_evaluate")
        log.command(c.Pause())
        log.suspend("propose_and_evaluate")
        log.command(c.StepSearch())
        assert log.study.phase == "searching"
        log.iterate()
        assert (log.study.phase, log.study.iteration) == ("paused", 1)

    def test_stop_keeps_what_was_evaluated(self) -> None:
        log = ready()
        log.command(c.StartSearch())
        log.begin("propose_and_evaluate")
        log.command(c.Stop())
        task = next(iter(log.running.values()))
        assert isinstance(task, j.ProposeAndEvaluate)
        some = tuple(evaluated(item.candidate) for item in task.known[:3])
        log.hear(
            j.IterationDone(
                task=task.id,
                evaluated=some,
                scores=None,
                steering_seq=0,
                stopped=True,
                seconds=1,
                device_seconds=1,
            )
        )
        assert (log.study.phase, log.study.evaluations) == ("idle", 3)

    def test_a_search_that_has_nothing_new_to_propose_ends_and_says_so(self) -> None:
        log = ready()
        log.command(c.StartSearch())
        log.iterate(count=1, exhausted=True)
        (job,) = (job for job in log.records.jobs.values() if job.kind == "search")
        assert (log.study.phase, job.state) == ("idle", "done")
        assert job.message == "no new candidate is left in the template; add to it to go on"

    def test_a_search_that_ends_for_want_of_candidates_names_what_narrows_it(self) -> None:
        log = ready()
        log.command(c.SetConstraints(constraints=(Constraint(objective="parameters", maximum=10),)))
        log.command(c.RemovePaths(paths=(next(iter(log.records.paths)),)))
        log.command(c.StartSearch())
        log.iterate(count=0, exhausted=True)
        (job,) = (job for job in log.records.jobs.values() if job.kind == "search")
        assert (job.message or "").endswith("loosen the bounds or bring paths back to go on")

    def test_chosen_candidates_are_evaluated_between_iterations(self) -> None:
        log = ready()
        log.command(c.StartSearch())
        log.begin("propose_and_evaluate")
        chosen = list(log.records.candidates)[:2]
        log.command(c.EvaluateCandidates(candidates=tuple(chosen)))
        given = log.task("evaluate_given")
        log.iterate()
        assert not any(task.kind == "propose_and_evaluate" for task in log.running.values())
        assert isinstance(given, j.EvaluateGiven)
        results = tuple(evaluated(candidate, origin="person") for candidate in given.candidates)
        log.hear(j.EvaluationDone(task=given.id, evaluated=results, seconds=1))
        assert log.task("propose_and_evaluate")
        for candidate in given.candidates:
            assert log.records.candidates[candidate.id].objectives == measured(candidate)
        with pytest.raises(Refusal, match="evaluated with the current weights"):
            decide(log.records, c.EvaluateCandidates(candidates=tuple(chosen)))

    def test_a_network_is_described_by_its_paths(self) -> None:
        log = ready()
        paths = ("p0", "p1", "p6", "p7", "p15", "p16", "p21", "p22")
        log.command(c.EvaluateCandidates(paths=paths))
        given = log.task("evaluate_given")
        assert isinstance(given, j.EvaluateGiven)
        assert given.candidates[0].paths == tuple(sorted(paths))
        with pytest.raises(Refusal, match="the 2 paths are no network of the template"):
            decide(log.records, c.EvaluateCandidates(paths=("p0", "p1")))

    def test_a_network_that_is_chosen_in_several_ways_is_evaluated_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """And no choice is compared with every other one."""
        log = Log(build({}, DIGITS))
        log.make_map()
        log.train()
        template, compared = template_of(log.records), 0
        space, equal = arch_space(template.cells, template.paths), Candidate.__eq__
        assert space is not None

        def counted(one: Candidate, other: object) -> bool:
            nonlocal compared
            compared += 1
            return equal(one, other)

        known = [candidate_of(log.records, identifier) for identifier in log.records.candidates]
        more = fresh_candidates(template, j.Steering(seq=1), {one.id for one in known}, 200, seed=1)
        archs = tuple(written(space, one.paths) or "" for one in (*known, *more))
        named = tuple(log.records.candidates)
        monkeypatch.setattr(Candidate, "__eq__", counted)
        (asked,) = decide(log.records, c.EvaluateCandidates(candidates=named, paths=known[0].paths, archs=archs))
        assert isinstance(asked, EvaluationRequested)
        assert compared <= len(archs) + 1
        assert [one.id for one in asked.candidates] == [one.id for one in (*known, *more)]


class TestFinishing:
    def test_candidates_are_finished_one_after_the_other(self) -> None:
        log = ready()
        first, second = list(log.records.candidates)[:2]
        log.command(c.Finalize(candidates=(first, second, first), epochs=1))
        log.begin("train_final")
        log.epoch(0)
        log.finish_final()
        assert log.study.phase == "finalizing"
        log.finish_final()
        assert log.study.phase == "idle"
        finals = [run for run in log.records.runs.values() if run.purpose == "final"]
        assert [(run.candidate, run.state) for run in finals] == [(first, "done"), (second, "done")]
        assert finals[0].metrics["test_accuracy"] == 0.96875
        assert finals[0].confusion == ((34, 1), (0, 37))
        assert finals[0].seed != finals[1].seed

    def test_only_inherited_weights_need_training_before(self) -> None:
        log = Log()
        log.make_map()
        candidate = next(iter(log.records.candidates))
        with pytest.raises(Refusal, match="train first"):
            decide(log.records, c.Finalize(candidates=(candidate,), epochs=1, initial="inherited"))
        log.command(c.Finalize(candidates=(candidate,), epochs=1))
        task = log.task("train_final")
        assert isinstance(task, j.TrainFinal)
        assert task.weights is None


class TestWhatIsNotHeard:
    def test_messages_of_other_studies_and_other_times_say_nothing(self) -> None:
        log = ready()
        log.command(c.StartSearch())
        late = log.begin("propose_and_evaluate").id
        log.command(c.Pause())
        log.suspend("propose_and_evaluate")
        for task in (late, late.replace("s1", "s2"), "export-1", "s1.j99.0.0.0"):
            assert heard(log.records, j.Failed(task=task, message="late")) == ()
        assert heard(log.records, j.Ready(device="cpu", threads=1, versions={})) == ()

    def test_progress_is_no_event_but_for_the_beginning(self) -> None:
        log = Log()
        task = log.task("fit_layout").id
        assert [payload.type for payload in started(log.records, task)] == ["job_started"]
        log.begin("fit_layout")
        assert heard(log.records, j.TaskProgress(task=task, done=5, total=10)) == ()
        assert started(log.records, task) == ()


class TestCrashes:
    def test_after_a_crash_of_the_server_what_ran_is_paused_with_its_last_checkpoint(self) -> None:
        log = Log()
        log.command(c.StartTraining(epochs=3))
        log.begin("train_template")
        log.epoch(0)
        log.running.clear()
        log.add(recovered(log.records), "system")
        assert log.study.phase == "paused"
        assert log.study.message == "the server ended while this ran; resume to go on"
        assert [task.kind for task in log.running.values()] == ["fit_layout"]
        log.command(c.Resume())
        task = log.task("train_template")
        assert isinstance(task, j.TrainTemplate)
        assert task.checkpoint == "checkpoint-0"

    def test_a_worker_that_dies_is_followed_by_another_until_it_dies_again_and_again(self) -> None:
        log = Log()
        log.command(c.StartTraining(epochs=3))
        for _ in range(2):
            task = log.begin("train_template")
            del log.running[task.id]
            log.add(interrupted(log.records, task.id, "the worker died"), "system")
            assert log.study.phase == "training"
        log.add(interrupted(log.records, log.begin("train_template").id, "the worker died"), "system")
        assert (log.study.phase, log.study.message) == ("failed", "the worker died")


class TestMoments:
    """What the timeline needs: when things were done, and how far the search was then."""

    def test_what_people_do_says_how_many_evaluations_there_were(self) -> None:
        log = ready()
        log.command(c.StartSearch(iterations=1))
        log.iterate(8)
        log.command(c.RemovePaths(paths=("p0",)))
        by_type = {record.type: record.evaluations for record in log.records.interventions.values()}
        assert by_type["search_started"] == 0
        assert by_type["paths_removed"] == log.study.evaluations == 8

    def test_iterations_and_runs_say_when_they_were_done(self) -> None:
        log = ready()
        (run,) = log.records.runs.values()
        assert run.ended_at == log.events[-1].at
        log.command(c.StartSearch(iterations=1))
        assert log.records.runs["r0"].ended_at == run.ended_at
        log.iterate(8)
        done = next(event for event in log.events if event.payload.type == "iteration_finished")
        assert log.records.iterations["0"].at == done.at

    def test_a_run_that_goes_on_has_not_ended(self) -> None:
        log = Log()
        log.make_map()
        log.command(c.StartTraining(epochs=2))
        log.begin("train_template")
        log.command(c.Pause())
        (run,) = log.records.runs.values()
        assert run.ended_at is None
