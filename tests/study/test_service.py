"""The service: what it keeps true when storage or workers fail."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from nas_navigator.storage.errors import StorageConflictError, StorageError, StorageUnavailableError
from nas_navigator.study.evolve import replay
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas.commands import (
    CancelJob,
    Relayout,
    RemovePaths,
    Resume,
    SetConstraints,
    StartSearch,
    StartTraining,
    Undo,
)
from nas_navigator_schemas.configuration import Constraint
from nas_navigator_schemas.events import PathsRemoved
from nas_navigator_schemas.jobs import (
    Failed,
    FitLayout,
    TaskProgress,
    TemplateTrained,
    TrainTemplate,
)
from tests.canonical import canonical
from tests.study.hands import CREATED, Hands, artifact, epoch, laid_out, run, service, settled


def test_a_new_study_asks_for_its_map_once(tmp_path: Path) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, _):
            study = await studies.create(CREATED)
            await studies.command(study.id, RemovePaths(paths=("p0",)))
            assert [type(task) for task in hands.tasks] == [FitLayout]

    run(work())


def test_what_is_in_memory_is_what_the_log_says(tmp_path: Path) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, store):
            study = await studies.create(CREATED)
            await studies.command(study.id, StartTraining(epochs=3))
            task = hands.training
            studies.began(task)
            studies.heard(epoch(task, 0, artifact(tmp_path, "a")))
            await settled(lambda: len(study.records.epochs) == 1)
            await studies.command(study.id, RemovePaths(paths=("p1", "p2")))
            log = await store.read(study.id)
            assert canonical(replay(log, study.id)) == canonical(study.records)
            assert [event.seq for event in log] == list(range(1, study.seq + 1))

    run(work())


def test_a_command_that_cannot_be_stored_has_no_effect_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, store):
            study = await studies.create(CREATED)
            before = canonical(study.records)
            reader = study.read_from(study.seq)

            async def full(*_: object) -> None:
                raise StorageError("the disk is full")

            with monkeypatch.context() as patched:
                patched.setattr(store, "append", full)
                with pytest.raises(StorageError, match="the disk is full"):
                    await studies.command(study.id, StartTraining(epochs=1))
            assert canonical(study.records) == before
            assert [type(task) for task in hands.tasks] == [FitLayout]
            answer = await studies.command(study.id, RemovePaths(paths=("p0",)))
            assert answer.seq == 2
            assert '"from_seq":1,"seq":2' in str(await reader.next())

    run(work())


def test_a_result_that_cannot_be_stored_leaves_a_study_that_can_be_resumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, store):
            study = await studies.create(CREATED)
            await studies.command(study.id, StartTraining(epochs=3))
            task = hands.training
            reader = study.read_from(study.seq)

            async def full(*_: object) -> None:
                raise StorageError("the database is damaged")

            with monkeypatch.context() as patched:
                patched.setattr(store, "append", full)
                studies.heard(epoch(task, 0, artifact(tmp_path, "a")))
                await settled(lambda: study.gone)
            assert "A result could not be kept: the database is damaged" in str(await reader.next())
            assert await reader.next() is None
            again = await studies.study(study.id)
            assert again.records.study[study.id].phase == "paused"

    run(work())


def test_a_result_that_cannot_be_stored_now_waits_until_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nas_navigator.study.inbox.RETRY_S", 0.01)

    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, store):
            study = await studies.create(CREATED)
            await studies.command(study.id, StartTraining(epochs=3))
            task = hands.training
            reader, given = study.read_from(study.seq), len(hands.tasks)

            async def full(*_: object) -> None:
                raise StorageUnavailableError("the disk is full")

            with monkeypatch.context() as patched:
                patched.setattr(store, "append", full)
                studies.heard(epoch(task, 0, artifact(tmp_path, "a")))
                studies.heard(Failed(task=task.id, message="the disk is full", resumable=True))
                assert "waits until it can: the disk is full" in str(await reader.next())
                with pytest.raises(StorageUnavailableError):
                    await studies.command(study.id, RemovePaths(paths=("p0",)))
                assert study.records.study[study.id].phase == "training"
            await settled(lambda: study.records.study[study.id].phase == "paused")
            assert study.records.study[study.id].message == "the disk is full"
            assert [record.epoch for record in study.records.epochs.values()] == [0]
            assert len(hands.tasks) == given
            await studies.command(study.id, Resume())
            assert hands.training.checkpoint is not None
            log = await store.read(study.id)
            assert canonical(replay(log, study.id)) == canonical(study.records)

    run(work())


def test_what_workers_said_before_an_orderly_end_is_kept(tmp_path: Path) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, _):
            study = await studies.create(CREATED)
            await studies.command(study.id, StartTraining(epochs=3))
            for number, letter in enumerate("abc"):
                studies.heard(epoch(hands.training, number, artifact(tmp_path, letter)))
            weights = artifact(tmp_path, "d")
            trained = TemplateTrained(task=hands.training.id, weights=weights, epochs=3, stopped=False, seconds=1.0)
            studies.heard(trained)
            given = len(hands.tasks)
        assert len(hands.tasks) == given
        async with service(tmp_path, Hands()) as (studies, _):
            study = await studies.study(study.id)
            assert [record.epoch for record in study.records.epochs.values()] == [0, 1, 2]
            assert study.records.study[study.id].weights_artifact == weights

    run(work())


def test_an_orderly_end_waits_not_for_ever_for_a_store_that_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("nas_navigator.study.inbox.LAST_S", 0.1)

    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, store):
            study = await studies.create(CREATED)
            await studies.command(study.id, StartTraining(epochs=3))

            async def full(*_: object) -> None:
                raise StorageUnavailableError("the disk is full")

            monkeypatch.setattr(store, "append", full)
            studies.heard(epoch(hands.training, 0, artifact(tmp_path, "a")))
            studies.heard(epoch(hands.training, 1, artifact(tmp_path, "b")))
            async with asyncio.timeout(5):
                await studies.close()
        assert "2 news of workers could not be kept before the end" in caplog.text

    run(work())


def test_a_map_that_found_no_room_is_made_again_until_it_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nas_navigator.study.service.AGAIN_S", 0.02)
    reason = "no space left on device; free some space"

    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, store):
            study = await studies.create(CREATED)
            reader = study.read_from(study.seq)
            (task,) = hands.tasks
            assert isinstance(task, FitLayout)
            for attempt in (1, 2):
                studies.heard(Failed(task=task.id, message=reason, resumable=True))
                await settled(lambda expected=attempt + 1: len(hands.tasks) == expected)
            assert hands.tasks == [task] * 3
            assert [progress.message for progress in study.progress.values()] == [reason]
            studies.heard(laid_out(tmp_path, task, "a"))
            await settled(lambda: study.records.study[study.id].layout is not None)
            assert study.progress == {}
            # So soon after the first the second progress is not sent.
            frames = [json.loads(str(await reader.next())) for _ in range(3)]
            assert [frame["kind"] for frame in frames] == ["progress", "notice", "patch"]
            assert frames[1]["text"].endswith(reason)
            assert [event.payload.type for event in await store.read(study.id)][-2:] == [
                "job_started",
                "layout_finished",
            ]

    run(work())


def test_a_map_that_waits_for_room_and_is_cancelled_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nas_navigator.study.service.AGAIN_S", 0.05)

    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, _):
            study = await studies.create(CREATED)
            (task,) = hands.tasks
            studies.heard(Failed(task=task.id, message="no space left on device", resumable=True))
            await settled(lambda: bool(study.progress))
            await studies.command(study.id, CancelJob(job=task.job))
            await settled(lambda: not study.tasks)
            assert (hands.tasks, study.progress) == ([task], {})

    run(work())


def keep_in_silence(store: Any, patched: pytest.MonkeyPatch) -> None:
    """What is stored from now on is, and the answer that says so is lost."""
    append = store.append

    async def kept(*given: Any) -> None:
        await append(*given)
        raise StorageUnavailableError("the server went away")

    patched.setattr(store, "append", kept)


def test_what_was_stored_although_the_answer_was_lost_is_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        async with service(tmp_path, Hands()) as (studies, store):
            study = await studies.create(CREATED)
            with monkeypatch.context() as patched:
                keep_in_silence(store, patched)
                with pytest.raises(StorageUnavailableError):
                    await studies.command(study.id, RemovePaths(paths=("p0",)))
            with pytest.raises(StorageConflictError):
                await studies.command(study.id, RemovePaths(paths=("p1",)))
            assert study.records.paths["p0"].state == "removed"
            await studies.command(study.id, RemovePaths(paths=("p1",)))
            payloads = [event.payload for event in await store.read(study.id)]
            assert [payload.paths for payload in payloads if isinstance(payload, PathsRemoved)] == [("p0",), ("p1",)]
            assert not study.gone

    run(work())


def test_a_result_is_kept_although_an_earlier_answer_of_the_store_was_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, store):
            study = await studies.create(CREATED)
            await studies.command(study.id, StartTraining(epochs=3))
            studies.began(hands.training)
            await settled(lambda: study.records.jobs["j1"].state == "running")
            with monkeypatch.context() as patched:
                keep_in_silence(store, patched)
                with pytest.raises(StorageUnavailableError):
                    await studies.command(
                        study.id, SetConstraints(constraints=(Constraint(objective="parameters", maximum=1000),))
                    )
            studies.heard(epoch(hands.training, 0, artifact(tmp_path, "a")))
            await settled(lambda: len(study.records.epochs) == 1)
            assert study.records.study[study.id].phase == "training"
            assert len(study.records.study[study.id].constraints) == 1
            log = await store.read(study.id)
            assert canonical(replay(log, study.id)) == canonical(study.records)

    run(work())


def test_a_study_that_cannot_be_deleted_now_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, store):
            study = await studies.create(CREATED)

            async def full(_: str) -> None:
                raise StorageUnavailableError("the disk is full")

            with monkeypatch.context() as patched:
                patched.setattr(store, "delete", full)
                with pytest.raises(StorageUnavailableError):
                    await studies.delete(study.id)
            assert [task.study for task in hands.tasks] == [study.id]
            await studies.delete(study.id)
            assert hands.tasks == []

    run(work())


def test_a_clock_that_goes_back_changes_nothing_but_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(root: Path) -> tuple[Any, list[str]]:
        hands = Hands()
        root.mkdir()
        async with service(root, hands) as (studies, store):
            study = await studies.create(CREATED)
            reader = study.read_from(study.seq)
            await studies.command(study.id, RemovePaths(paths=("p0",)))
            await studies.command(study.id, StartTraining(epochs=1))
            studies.heard(epoch(hands.training, 0, artifact(root, "a")))
            await settled(lambda: len(study.records.epochs) == 1)
            await studies.command(study.id, Undo())
            log = await store.read(study.id)
            assert canonical(replay(log, study.id)) == canonical(study.records)
            frames = [str(await reader.next()) for _ in range(4)]
            assert all(f'"from_seq":{seq},' in frame for seq, frame in zip((1, 2, 3, 5), frames, strict=True))
            return [event.payload.model_dump() for event in log], [event.at for event in log]

    async def both() -> None:
        forward, _ = await work(tmp_path / "forward")
        times = iter(f"2026-01-02T03:04:{second:02}.000Z" for second in range(59, 0, -1))
        monkeypatch.setattr("nas_navigator.study.opened.now", lambda: next(times))
        backward, at = await work(tmp_path / "backward")
        assert at == sorted(at, reverse=True)
        assert backward == forward

    run(both())


@pytest.mark.parametrize(("resume", "phase"), [(False, "paused"), (True, "training")])
def test_what_ran_when_the_server_ended_is_paused_and_goes_on_if_asked(
    tmp_path: Path, resume: bool, phase: str
) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, _):
            study = await studies.create(CREATED)
            await studies.command(study.id, StartTraining(epochs=3))
            checkpoint = artifact(tmp_path, "a")
            studies.heard(epoch(hands.training, 0, checkpoint))
            await settled(lambda: len(study.records.epochs) == 1)
        after = Hands()
        async with service(tmp_path, after, resume=resume) as (studies, _):
            (summary,) = await studies.summaries()
            assert summary.phase == phase
            if resume:
                assert after.training.checkpoint == checkpoint
                assert after.training.id != hands.training.id

    run(work())


def test_a_worker_that_dies_has_the_job_go_on_from_its_checkpoint(tmp_path: Path) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, _):
            study = await studies.create(CREATED)
            await studies.command(study.id, StartTraining(epochs=3))
            first, checkpoint = hands.training, artifact(tmp_path, "a")
            studies.heard(epoch(first, 0, checkpoint))
            studies.lost(first, "the device worker died: exit code -9")
            await settled(lambda: hands.training is not first)
            assert hands.training.checkpoint == checkpoint
            assert study.records.study[study.id].phase == "training"

    run(work())


def test_late_messages_of_a_lost_task_change_nothing(tmp_path: Path) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, _):
            study = await studies.create(CREATED)
            await studies.command(study.id, StartTraining(epochs=3))
            first = hands.training
            studies.lost(first, "it died")
            await settled(lambda: hands.training is not first)
            seq = study.seq
            studies.heard(epoch(first, 0, artifact(tmp_path, "a")))
            studies.heard(TaskProgress(task=first.id, done=1, total=2))
            studies.heard(TaskProgress(task=hands.training.id, done=1, total=2))
            await settled(lambda: bool(study.progress))
            assert not study.records.epochs
            assert study.seq in (seq, seq + 1)

    run(work())


def test_checkpoints_that_nothing_refers_to_are_deleted_and_the_others_kept(tmp_path: Path) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, _):
            first, second = await studies.create(CREATED), await studies.create(CREATED)
            for study in (first, second):
                await studies.command(study.id, StartTraining(epochs=3))
            tasks = {task.study: task for task in hands.tasks if isinstance(task, TrainTemplate)}
            shared, own = artifact(tmp_path, "a"), artifact(tmp_path, "b")
            for study in (first, second):
                studies.heard(epoch(tasks[study.id], 0, shared))
            studies.heard(epoch(tasks[first.id], 1, own))
            await settled(lambda: len(first.records.epochs) == 2)
            assert {path.name for path in (tmp_path / "artifacts").iterdir()} == {shared, own}
            studies.heard(epoch(tasks[second.id], 1, own))
            await settled(lambda: not (tmp_path / "artifacts" / shared).exists())
            await studies.delete(first.id)
            assert (tmp_path / "artifacts" / own).exists()
            await studies.delete(second.id)
            assert not (tmp_path / "artifacts" / own).exists()

    run(work())


def test_maps_outlive_the_next_map_since_a_branch_may_begin_there(tmp_path: Path) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, _):
            study = await studies.create(CREATED)
            record = lambda: study.records.study[study.id]  # noqa: E731
            studies.heard(laid_out(tmp_path, hands.tasks[-1], "a"))
            await studies.command(study.id, StartTraining(epochs=1))
            weights = artifact(tmp_path, "b")
            studies.heard(TemplateTrained(task=hands.training.id, weights=weights, epochs=1, stopped=False, seconds=1))
            await settled(lambda: record().phase == "idle")
            await studies.command(study.id, StartSearch())
            assert hands.tasks[-1].layout == "a" * 64
            await studies.command(study.id, Relayout())
            studies.heard(laid_out(tmp_path, hands.tasks[-1], "c"))
            await settled(lambda: record().layout.artifact == "c" * 64)
        async with service(tmp_path, hands) as (studies, _):
            names = {path.name[0] for path in (tmp_path / "artifacts").iterdir()}
            assert names == {"a", "b", "c"}
            await studies.delete(study.id)
            assert [*(tmp_path / "artifacts").iterdir()] == []

    run(work())


def test_what_was_left_behind_is_deleted_at_the_start_unless_there_is_no_study(tmp_path: Path) -> None:
    """A database that was lost may come back from a copy, and then needs its artifacts."""

    async def work() -> None:
        (tmp_path / "artifacts").mkdir()
        left = artifact(tmp_path, "a")
        async with service(tmp_path, Hands()) as (studies, _):
            assert (tmp_path / "artifacts" / left).exists()
            await studies.create(CREATED)
        async with service(tmp_path, Hands()):
            assert not (tmp_path / "artifacts" / left).exists()

    run(work())


def test_a_reader_that_was_away_over_a_restart_gets_each_patch_that_it_missed(tmp_path: Path) -> None:
    async def work() -> None:
        async with service(tmp_path, Hands()) as (studies, _):
            study = await studies.create(CREATED)
            live = study.read_from(study.seq)
            for path in ("p0", "p1", "p2"):
                await studies.command(study.id, RemovePaths(paths=(path,)))
            _, *missed = [await live.next() for _ in range(3)]
        async with service(tmp_path, Hands()) as (studies, _):
            _, reader = await studies.reader(study.id, 2)
            assert [await reader.next() for _ in range(2)] == missed
            await studies.command(study.id, RemovePaths(paths=("p3",)))
            assert '"from_seq":4,"seq":5' in str(await reader.next())
            for nowhere in (0, 77):
                _, other = await studies.reader(study.id, nowhere)
                assert str(await other.next()).startswith('{"kind":"snapshot","seq":5')

    run(work())


def test_frames_that_are_long_are_not_kept_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        async with service(tmp_path, Hands()) as (studies, _):
            study = await studies.create(CREATED)
            for path in ("p0", "p1", "p2"):
                await studies.command(study.id, RemovePaths(paths=(path,)))
            frames = study.kept(study.seq - 3)
            assert frames is not None
            monkeypatch.setattr("nas_navigator.study.opened.KEPT_CHARACTERS", sum(map(len, frames)))
            await studies.command(study.id, RemovePaths(paths=("p3",)))
            assert study.kept(study.seq - 4) is None
            assert len(study.kept(study.seq - 2) or ()) == 2

    run(work())


def test_the_caches_come_back_when_they_were_deleted(tmp_path: Path) -> None:
    async def work() -> None:
        async with service(tmp_path, Hands()) as (studies, store):
            study = await studies.create(CREATED)
            await studies.command(study.id, RemovePaths(paths=("p0",)))
            expected = await studies.summaries()
            forget = "UPDATE studies SET summary = NULL"
            await store.database.write(lambda connection: connection.exec_driver_sql(forget))
            assert await store.summaries() == {study.id: None}
            assert await studies.summaries() == expected

    run(work())


def test_a_summary_that_another_version_wrote_is_made_anew_once_at_the_start(tmp_path: Path) -> None:
    old = "UPDATE studies SET summary = json_remove(summary, '$.trained_epochs', '$.done')"

    async def work() -> None:
        async with service(tmp_path, Hands()) as (studies, store):
            study = await studies.create(CREATED)
            expected = await studies.summaries()
            await store.database.write(lambda connection: connection.exec_driver_sql(old))
            assert await store.summaries() == {study.id: None}
        async with service(tmp_path, Hands()) as (_, store):
            assert tuple((await store.summaries()).values()) == expected

    run(work())


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("json_set(body, '$.payload.type', 'paths_melted')", "payload"),
        ("json_set(body, '$.payload', json_object('type', 'job_started', 'job', 'j99'))", "j99"),
    ],
)
def test_a_study_that_cannot_be_read_is_listed_as_failed_and_stops_no_other(
    tmp_path: Path, damage: str, reason: str
) -> None:
    async def work() -> None:
        async with service(tmp_path, Hands()) as (studies, store):
            broken, sound = await studies.create(CREATED), await studies.create(CREATED)
            await studies.command(broken.id, RemovePaths(paths=("p0",)))
            change = f"UPDATE events SET body = {damage} WHERE seq = 2"
            await store.database.write(lambda connection: connection.exec_driver_sql(change))
            await store.database.write(lambda connection: connection.exec_driver_sql("UPDATE studies SET summary = ''"))
        async with service(tmp_path, Hands(), resume=True) as (studies, store):
            listed = {summary.id: summary for summary in await studies.summaries()}
            assert {study: listed[study].phase for study in listed} == {broken.id: "failed", sound.id: "idle"}
            assert listed[broken.id].name == "S"
            await studies.command(sound.id, RemovePaths(paths=("p0",)))
            with pytest.raises(Refusal, match=f"study '{broken.id}' cannot be read.*{reason}") as refused:
                await studies.study(broken.id)
            assert refused.value.status == 422
            await studies.delete(broken.id)
            assert [summary.id for summary in await studies.summaries()] == [sound.id]

    run(work())


def test_a_deleted_study_takes_no_more_commands_and_no_more_news(tmp_path: Path) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, _):
            study = await studies.create(CREATED)
            await studies.command(study.id, StartTraining(epochs=3))
            task = hands.training
            await studies.delete(study.id)
            assert hands.tasks == []
            studies.heard(epoch(task, 0, artifact(tmp_path, "a")))
            with pytest.raises(Refusal, match="there is no study"):
                await studies.command(study.id, CancelJob(job="j1"))

    run(work())


def test_progress_is_told_and_forgotten_with_its_task(tmp_path: Path) -> None:
    async def work() -> None:
        hands = Hands()
        async with service(tmp_path, hands) as (studies, _):
            study = await studies.create(CREATED)
            answer = await studies.command(study.id, StartTraining(epochs=1))
            task = hands.training
            studies.heard(TaskProgress(task=task.id, done=1, total=4, message="batch"))
            await settled(lambda: bool(study.progress))
            assert '"done":1,"total":4' in study.state()
            studies.lost(task, "it died")
            await settled(lambda: not study.progress)
            assert study.seq > answer.seq

    run(work())
