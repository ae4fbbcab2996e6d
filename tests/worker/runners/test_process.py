"""A worker process is fed one task at a time, heard in order, and started anew where it dies."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from nas_navigator.datasets.catalogue import entries
from nas_navigator.spaces.catalogue import build_template
from nas_navigator.worker.runners.cluster import ClusterOptions, cluster_roles
from nas_navigator.worker.runners.local import LocalRunner, roles
from nas_navigator.worker.runners.process import Role, WorkerProcess
from nas_navigator_schemas.configuration import DatasetChoice
from nas_navigator_schemas.jobs import AnyMessage, AnyTask, CutWeights, FitLayout, Steering
from nas_navigator_schemas.templates import Candidate, Template
from tests.worker.runners.speaker import BABBLE, DIE, SHOUT, WAIT, WORK

SPEAKER = Path(__file__).with_name("speaker.py")
TEMPLATE: Template = build_template("cells", {"cells": ["normal"], "nodes": 1}, entries()[0])


class Ears:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, str]] = []
        self.messages: list[AnyMessage] = []

    def heard(self, message: AnyMessage) -> None:
        self.messages.append(message)
        self.told.append(("heard", message.kind, getattr(message, "task", "")))

    def began(self, task: AnyTask) -> None:
        self.told.append(("began", "", task.id))

    def lost(self, task: AnyTask, reason: str) -> None:
        self.told.append(("lost", reason, task.id))

    def of(self, task: str) -> list[str]:
        return [kind or what for what, kind, about in self.told if about == task]


def role(*arguments: str) -> Role:
    return Role("device", (sys.executable, str(SPEAKER), *arguments), {"OMP_NUM_THREADS": "3"})


def cut(identifier: str, seed: int = WORK, study: str = "s1") -> CutWeights:
    return CutWeights(
        id=identifier,
        study=study,
        job="j1",
        seed=seed,
        weights_seed=0,
        dataset=DatasetChoice(id="digits"),
        template=TEMPLATE,
        candidate=Candidate(id="c", paths=("p0",)),
        weights="ab" * 32,
    )


async def until(condition: Callable[[], bool], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "not reached in time"
        await asyncio.sleep(0.01)


def with_process(
    work: Callable[[WorkerProcess, Ears], Awaitable[None]],
    *arguments: str,
    rest_s: float = 0.0,
    side_by_side: bool = False,
) -> Ears:
    async def run() -> Ears:
        ears = Ears()
        started = replace(role(*arguments), side_by_side=side_by_side)
        process = WorkerProcess(started, ears, backoff_s=0.01, rest_s=rest_s)
        process.start()
        try:
            await work(process, ears)
        finally:
            await process.close()
        return ears

    return asyncio.run(run())


def test_tasks_run_one_at_a_time_first_come_first_served() -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        for name in ("t1", "t2", "t3"):
            process.submit(cut(name))
        await until(lambda: "weights_cut" in ears.of("t3"))

    ears = with_process(work)
    assert ears.told[0] == ("heard", "ready", "")
    of_tasks = [(kind or what, about) for what, kind, about in ears.told[1:]]
    expected = [(step, name) for name in ("t1", "t2", "t3") for step in ("began", "task_progress", "weights_cut")]
    # A task is begun before what the one before it said last is told on; both orders are one at a time.
    assert sorted(of_tasks) == sorted(expected)
    assert [entry for entry in of_tasks if entry[0] != "began"] == [entry for entry in expected if entry[0] != "began"]
    assert ears.of("t2") == ["began", "task_progress", "weights_cut"]


def test_the_process_gets_the_environment_of_its_role() -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        assert process.state == "starting"
        await until(lambda: process.state == "ready")
        assert process.ready is not None
        assert (process.ready.device, process.ready.threads) == ("a pencil", 3)

    with_process(work)


def test_what_it_said_before_it_was_ended_is_heard() -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        await until(lambda: process.state == "ready")
        process.submit(cut("t1"))
        # Nobody listens while it answers.
        await asyncio.sleep(0)
        time.sleep(0.5)

    assert with_process(work).of("t1") == ["began", "task_progress", "weights_cut"]


def test_a_control_reaches_the_task_that_runs() -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        process.submit(cut("t1", WAIT))
        await until(lambda: "task_progress" in ears.of("t1"))
        assert process.busy
        process.control("t1", "suspend")
        await until(lambda: "suspended" in ears.of("t1"))
        assert not process.busy

    with_process(work)


def test_a_queued_task_is_suspended_without_a_checkpoint_and_never_runs() -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        process.submit(cut("t1", WAIT))
        process.submit(cut("t2"))
        process.submit(cut("t3"))
        await until(lambda: "task_progress" in ears.of("t1"))
        process.control("t2", "suspend")
        process.control("t1", "suspend")
        await until(lambda: "weights_cut" in ears.of("t3"))

    ears = with_process(work)
    assert ears.of("t2") == ["suspended"]
    (message,) = [item for item in ears.messages if getattr(item, "task", "") == "t2"]
    assert message.kind == "suspended"
    assert message.checkpoint is None


def test_a_process_that_dies_loses_its_task_and_a_new_one_does_the_next() -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        for number in range(3):
            process.submit(cut(f"d{number}", DIE))
        process.submit(cut("t1"))
        await until(lambda: "weights_cut" in ears.of("t1"))
        assert process.state == "ready"

    ears = with_process(work)
    for number in range(3):
        began, reason = ears.of(f"d{number}")
        assert began == "began"
        assert reason == "the device worker died: exit code 9: out of pencils"


def test_a_process_that_never_starts_fails_with_its_last_words_and_so_does_every_task() -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        process.submit(cut("t1"))
        await until(lambda: process.state == "failed")
        process.submit(cut("t2"))

    ears = with_process(work, "--stillborn")
    failures = [message for message in ears.messages if message.kind == "failed"]
    assert [message.task for message in failures] == ["t1", "t2"]
    assert {message.message for message in failures} == {"the device worker died: exit code 3: no device here"}


def test_a_command_that_does_not_exist_is_a_failure_with_a_reason() -> None:
    async def run() -> str | None:
        process = WorkerProcess(Role("device", ("/nowhere/python",)), Ears(), backoff_s=0.01)
        process.start()
        await until(lambda: process.state == "failed")
        await process.close()
        return process.failure

    assert "'/nowhere/python' cannot be started" in str(asyncio.run(run()))


def test_a_process_that_speaks_nonsense_is_replaced() -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        process.submit(cut("t1", BABBLE))
        process.submit(cut("t2"))
        await until(lambda: "weights_cut" in ears.of("t2"))

    ears = with_process(work)
    assert "said what is no message" in ears.of("t1")[1]


def test_a_process_that_cannot_be_told_its_task_is_replaced(caplog: pytest.LogCaptureFixture) -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        # Half of a character, which no text that is sent has.
        process.submit(cut("t1").model_copy(update={"weights": "\ud800"}))
        await until(lambda: "t1" in [about for what, _, about in ears.told if what == "lost"], seconds=5)
        process.submit(cut("t2"))
        await until(lambda: "weights_cut" in ears.of("t2"))

    ears = with_process(work)
    (reason,) = (reason for what, reason, _ in ears.told if what == "lost")
    assert reason.startswith("the device worker died: it could not be told what to do: ")
    assert "the device worker cannot be told what to do" in caplog.text


def test_a_message_of_megabytes_is_heard_whole_and_in_order() -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        process.submit(cut("t1", SHOUT))
        process.submit(cut("t2"))
        await until(lambda: "weights_cut" in ears.of("t2"))

    ears = with_process(work)
    (shout,) = [message for message in ears.messages if message.kind == "layout_done"]
    assert len(shout.points) == 40_000
    assert ears.messages.index(shout) == 1


def test_what_a_study_has_queued_is_forgotten() -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        process.submit(cut("t1", WAIT, "gone"))
        process.submit(cut("t2", study="gone"))
        process.submit(cut("t3", study="stays"))
        await until(lambda: "task_progress" in ears.of("t1"))
        process.forget("gone")
        await until(lambda: "weights_cut" in ears.of("t3"))

    ears = with_process(work)
    assert ears.of("t2") == []


def test_a_closed_process_is_gone_and_nothing_is_told_of_its_death() -> None:
    pids: list[int] = []

    async def work(process: WorkerProcess, ears: Ears) -> None:
        process.submit(cut("t1", WAIT))
        await until(lambda: "task_progress" in ears.of("t1"))
        assert process.pid is not None
        pids.append(process.pid)

    ears = with_process(work)
    assert ears.of("t1") == ["began", "task_progress"]
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)


def test_workers_end_when_their_parent_is_killed() -> None:
    script = f"""
import asyncio, sys
sys.path.insert(0, {str(Path(__file__).parents[3])!r})
from tests.worker.runners.test_process import Ears, role, until
from nas_navigator.worker.runners.process import WorkerProcess
async def main():
    process = WorkerProcess(role(), Ears())
    process.start()
    await until(lambda: process.state == "ready")
    print(process.pid, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while Path(f"/proc/{worker}").exists() and "Z" not in Path(f"/proc/{worker}/stat").read_text().split(")")[1][:3]:
        assert time.monotonic() < deadline, "the worker outlives its parent"
        time.sleep(0.02)


def test_maps_go_to_the_layout_process_and_everything_else_to_the_device() -> None:
    async def run() -> list[tuple[str, str, str]]:
        ears = Ears()
        layout = Role("layout", role().command, {"OMP_NUM_THREADS": "1"})
        runner = LocalRunner(role(), layout, ears, backoff_s=0.01)
        assert runner.state == "starting"
        runner.start()
        await until(lambda: runner.state == "ready")
        runner.submit(cut("busy", WAIT))
        assert runner.busy
        common = cut("map").model_dump(include={"id", "study", "job", "seed", "weights_seed", "dataset", "template"})
        runner.submit(FitLayout(**common, version=1, sample=3, candidates=(), steering=Steering()))
        await until(lambda: "weights_cut" in ears.of("map"))
        assert runner.device == "a pencil"
        await runner.close()
        return ears.told

    assert ("heard", "weights_cut", "busy") not in asyncio.run(run())


def test_the_roles_name_the_real_workers_and_their_threads(tmp_path: Path) -> None:
    device, layout = roles(tmp_path, threads=5)
    assert device.command[1:] == ("-m", "nas_navigator.worker.device", "--artifacts", str(tmp_path), "--threads", "5")
    assert device.environment["OMP_NUM_THREADS"] == "5"
    assert layout.environment["OMP_NUM_THREADS"] == "1"
    assert layout.environment["OMP_WAIT_POLICY"] == "PASSIVE"


def test_what_gives_way_runs_last_and_only_when_nobody_has_asked_for_anything_for_a_moment() -> None:
    rest_s = 0.4

    async def work(process: WorkerProcess, ears: Ears) -> None:
        for name in ("w1", "w2"):
            process.submit(cut(name, study="twin").model_copy(update={"waits": True}))
        process.submit(cut("t1"))
        await until(lambda: "weights_cut" in ears.of("t1"))
        # A search asks for its next iteration a moment after the last one ended.
        await asyncio.sleep(0.05)
        assert not process.busy
        process.submit(cut("t2"))
        assert process.busy
        await until(lambda: "weights_cut" in ears.of("t2"))
        ended = time.monotonic()
        await until(lambda: "began" in ears.of("w1"))
        assert time.monotonic() - ended > rest_s / 2
        await until(lambda: "weights_cut" in ears.of("w2"))

    ears = with_process(work, rest_s=rest_s)
    assert [about for what, _, about in ears.told if what == "began"] == ["t1", "t2", "w1", "w2"]


def test_a_role_that_works_side_by_side_is_given_one_task_of_every_study() -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        process.submit(cut("a1", WAIT, "a"))
        process.submit(cut("a2", study="a"))
        process.submit(cut("b1", WAIT, "b"))
        process.submit(cut("c1", study="c").model_copy(update={"waits": True}))
        await until(lambda: "weights_cut" in ears.of("c1"))
        assert ears.of("a2") == []
        process.control("b1", "suspend")
        await until(lambda: "suspended" in ears.of("b1"))
        process.control("a1", "suspend")
        await until(lambda: "weights_cut" in ears.of("a2"))
        assert not process.busy

    with_process(work, side_by_side=True)


def test_a_process_that_dies_loses_every_task_that_it_was_given() -> None:
    async def work(process: WorkerProcess, ears: Ears) -> None:
        process.submit(cut("a1", WAIT, "a"))
        process.submit(cut("b1", DIE, "b"))
        await until(lambda: {"a1", "b1"} == {about for what, _, about in ears.told if what == "lost"})
        process.submit(cut("c1", study="c"))
        await until(lambda: "weights_cut" in ears.of("c1"))

    ears = with_process(work, side_by_side=True)
    assert {about for what, _, about in ears.told if what == "lost"} == {"a1", "b1"}


def test_the_roles_of_a_cluster_name_the_process_in_charge_and_what_a_worker_needs(tmp_path: Path) -> None:
    options = ClusterOptions("10.0.0.1:6379", threads=2, gpus=0.5, workers=7)
    charge, layout = cluster_roles(tmp_path, options)
    words = f"-m nas_navigator.worker.cluster --address 10.0.0.1:6379 --artifacts {tmp_path} --threads 2"
    assert " ".join(charge.command[1:]) == f"{words} --gpus 0.5 --workers 7"
    assert charge.side_by_side
    assert layout == roles(tmp_path)[1]
