"""The service where studies part: branches and twins, whatever happens to the store and the server meanwhile."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from nas_navigator.storage.errors import StorageError
from nas_navigator.study.refusals import Refusal
from nas_navigator.study.service import StudyService
from nas_navigator.study.twin_effects import twin_comparisons
from nas_navigator_schemas.commands import (
    Branch,
    RemovePaths,
    RunTwin,
    StartSearch,
    StartTraining,
)
from nas_navigator_schemas.jobs import (
    FitLayout,
    ProposeAndEvaluate,
    TaskProgress,
    TemplateTrained,
)
from tests.study.hands import CREATED, Hands, artifact, laid_out, run, service, settled
from tests.study.logbook import iteration_done


def test_nobody_waits_while_the_log_is_read_that_a_branch_begins_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        async with service(tmp_path, Hands()) as (studies, store):
            study = await studies.create(CREATED)
            read, go_on = store.read, asyncio.Event()

            async def slow(*arguments: Any, **named: Any) -> Any:
                await go_on.wait()
                return await read(*arguments, **named)

            monkeypatch.setattr(store, "read", slow)
            branch = asyncio.create_task(studies.command(study.id, Branch(at_seq=1, name="Other way")))
            archive = asyncio.create_task(studies.archived(study.id, lambda _: None))
            await asyncio.sleep(0)
            assert (await studies.command(study.id, RemovePaths(paths=("p0",)))).seq == 2
            go_on.set()
            answer = await branch
            assert answer.study is not None
            assert answer.seq == 3
            assert [event.seq for event in (await archive)[1]] in ([1], [1, 2])
            assert (await studies.study(answer.study)).records.paths["p0"].state == "available"

    run(work())


def test_nobody_waits_while_a_log_is_copied_for_a_branch_and_one_that_is_refused_leaves_no_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        async with service(tmp_path, Hands()) as (studies, store):
            study = await studies.create(CREATED)
            copy, go_on, copied = store.copy, asyncio.Event(), asyncio.Event()

            async def slow(*arguments: Any) -> None:
                await copy(*arguments)
                copied.set()
                await go_on.wait()

            monkeypatch.setattr(store, "copy", slow)
            late = Branch(at_seq=1, name="Too late", expected_seq=1)
            branches = [studies.command(study.id, each) for each in (Branch(at_seq=1, name="Other way"), late)]
            asked = [asyncio.create_task(branch) for branch in branches]
            await copied.wait()
            async with asyncio.timeout(5):
                assert (await studies.command(study.id, RemovePaths(paths=("p0",)))).seq == 2
            go_on.set()
            answer = await asked[0]
            with pytest.raises(Refusal, match="the study is at"):
                await asked[1]
            rows = await store.database.read(
                lambda connection: connection.exec_driver_sql("SELECT id FROM studies").scalars().all()
            )
            assert {*rows} == {study.id, answer.study}

    run(work())


def test_copies_that_cannot_be_dropped_change_no_answer_and_are_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def work() -> None:
        async with service(tmp_path, Hands()) as (studies, store):
            study = await studies.create(CREATED)

            async def damaged(_: object) -> None:
                raise StorageError("the database is damaged")

            monkeypatch.setattr(store, "drop_copies", damaged)
            answer = await studies.command(study.id, Branch(at_seq=1, name="Other way"))
            assert {*await store.summaries()} == {study.id, answer.study}
            assert caplog.messages == [], "nobody asks about a copy with which a branch began"
            with pytest.raises(Refusal, match="the study is at"):
                await studies.command(study.id, Branch(at_seq=1, name="Too late", expected_seq=1))
            assert f"copies of study '{study.id}'" in caplog.text
            assert "the database is damaged" in caplog.text

    run(work())


@pytest.mark.parametrize("same", ["the id of another study", "the command's id"])
def test_a_branch_whose_own_study_cannot_be_stored_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, same: str
) -> None:
    """Neither in the log that it parts from, which is written first, nor as a study."""

    async def work() -> None:
        async with service(tmp_path, Hands()) as (studies, store):
            study, other = await studies.create(CREATED), await studies.create(CREATED)
            await studies.command(study.id, RemovePaths(paths=("p0",), command_id="once"))
            logs = [await store.read(each.id) for each in (study, other)]
            if same == "the command's id":
                monkeypatch.setattr(store, "answered", lambda *_: asyncio.sleep(0, None))
            else:
                monkeypatch.setattr("nas_navigator.study.partings.new_id", lambda: other.id)
            name = "once" if same == "the command's id" else "another"
            with pytest.raises(StorageError):
                await studies.command(study.id, Branch(at_seq=1, name="Other way", command_id=name))
            assert [await store.read(each.id) for each in (study, other)] == logs
            assert {*await store.summaries()} == {study.id, other.id}
            assert study.seq == (await studies.study(study.id)).seq == len(logs[0])
            monkeypatch.undo()
            answer = await studies.command(study.id, Branch(at_seq=1, name="Other way", command_id="third"))
            assert answer.seq == len(logs[0]) + 1

    run(work())


async def twin_of_a_study(root: Path, studies: StudyService, hands: Hands) -> tuple[str, int, str]:
    """A study, its decision, and the twin of that, which is queued."""
    study = await studies.create(CREATED)
    task = hands.tasks[-1]
    assert isinstance(task, FitLayout)
    studies.heard(laid_out(root, task, "a"))
    await studies.command(study.id, StartTraining(epochs=1))
    weights = artifact(root, "b")
    studies.heard(TemplateTrained(task=hands.training.id, weights=weights, epochs=1, stopped=False, seconds=1))
    await settled(lambda: study.records.study[study.id].phase == "idle")
    decision = await studies.command(study.id, RemovePaths(paths=("p0",)))
    await studies.command(study.id, StartSearch(iterations=1))
    searching = hands.tasks[-1]
    assert isinstance(searching, ProposeAndEvaluate)
    studies.heard(iteration_done(searching, count=2))
    await settled(lambda: study.records.study[study.id].evaluations == 2)
    twin = (await studies.command(study.id, RunTwin(at_seq=decision.seq))).study
    assert twin is not None
    return study.id, decision.seq, twin


@pytest.mark.parametrize(("resume", "phase"), [(False, "paused"), (True, "searching")])
def test_a_twin_survives_the_server_as_any_study(tmp_path: Path, resume: bool, phase: str) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, _):
            _, _, twin = await twin_of_a_study(tmp_path, studies, hands)
            assert (hands.tasks[-1].study, hands.tasks[-1].waits) == (twin, True)
        after = Hands()
        async with service(tmp_path, after, resume=resume) as (studies, _):
            assert (await studies.study(twin)).records.study[twin].phase == phase
            assert bool(after.tasks) == resume

    run(work())


def test_a_twin_waits_behind_the_study_that_uses_the_device_unless_a_process_is_at_it(tmp_path: Path) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, _):
            steered, seq, twin = await twin_of_a_study(tmp_path, studies, hands)
            assert studies.behind() == {}, "nobody uses the device"
            await studies.command(steered, StartTraining(epochs=1))
            assert studies.behind()[twin] == "S"
            opened, task = await studies.study(twin), hands.tasks[-2]
            assert isinstance(task, ProposeAndEvaluate)
            studies.began(task)
            assert twin not in studies.behind()
            waits = "waits for a free worker of the cluster"
            studies.heard(TaskProgress(task=task.id, done=0, total=None, message=waits))
            await settled(lambda: studies.behind().get(twin) == "S")
            studies.heard(TaskProgress(task=task.id, done=1, total=2))
            await settled(lambda: twin not in studies.behind())
            studies.heard(iteration_done(task, count=1))
            await settled(lambda: opened.records.study[twin].iteration == 1 and studies.behind().get(twin) == "S")
            records = (await studies.study(steered)).records
            (comparison,) = twin_comparisons(records, await studies.twins(steered, seq), seq, studies.behind())
            assert [(run.state, run.behind) for run in comparison.twins] == [("running", "S")]

    run(work())


def test_a_twin_that_cannot_be_recovered_keeps_no_answer_about_its_study_back(tmp_path: Path) -> None:
    """Its end with the server cannot be stored."""

    async def work() -> None:
        async with service(tmp_path, hands := Hands()) as (studies, store):
            study, seq, twin = await twin_of_a_study(tmp_path, studies, hands)
            refuse = (
                "CREATE TRIGGER refuse BEFORE INSERT ON events WHEN NEW.study = "
                f"'{twin}' BEGIN SELECT RAISE(ABORT, 'no more'); END"
            )
            await store.database.write(lambda connection: connection.exec_driver_sql(refuse))
        async with service(tmp_path, Hands()) as (studies, _):
            (reason,) = (await studies.twins(study, seq)).values()
            assert isinstance(reason, str)
            assert "no more" in reason

    run(work())
