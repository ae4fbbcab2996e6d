"""A real device process as a runner sees it: lines in, lines out."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from nas_navigator.datasets import catalogue
from nas_navigator.networks import checkpoints
from nas_navigator.networks.checkpoints import Checkpoint
from nas_navigator.spaces.templates import cells
from nas_navigator.worker.artifacts import Artifacts
from nas_navigator_schemas.configuration import DatasetChoice
from nas_navigator_schemas.jobs import AnyMessage, AnyTask, Control, FromWorker, Ready, TaskProgress, ToWorker
from nas_navigator_schemas.templates import Template

Message = TypeVar("Message")


@dataclass(frozen=True)
class Device:
    """A running process; what it answers is read line by line."""

    process: "subprocess.Popen[str]"
    artifacts: Artifacts

    def say(self, message: AnyTask | Control) -> None:
        self.write(ToWorker(message).model_dump_json())

    def write(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self) -> AnyMessage:
        assert self.process.stdout is not None
        return FromWorker.model_validate_json(self.process.stdout.readline()).root

    def hear_until(self, kind: type[Message]) -> Message:
        """The next message of a kind; an answer of another kind is a failure, progress is passed over."""
        while True:
            heard = self.hear()
            if isinstance(heard, kind):
                return heard
            assert heard.kind in ("task_progress", "epoch_done"), heard

    def do(self, task: AnyTask, answer: type[Message]) -> Message:
        self.say(task)
        return self.hear_until(answer)

    def suspend_after_a_step(self, task: AnyTask, answer: type[Message]) -> Message:
        """Ask a task to suspend as soon as it says that it is on its way."""
        self.say(task)
        self.hear_until(TaskProgress)
        self.say(Control(task=task.id, action="suspend"))
        return self.hear_until(answer)

    def load(self, artifact: str) -> Checkpoint:
        return checkpoints.load(self.artifacts.read(artifact))


@contextmanager
def start(directory: Path, module: str = "device", *arguments: str, name: str | None = None) -> Iterator[Device]:
    """A process on one thread, ready for tasks; where a name is given, when it says that its device is that."""
    command = [sys.executable, "-m", f"nas_navigator.worker.{module}", "--threads", "1", "--artifacts", str(directory)]
    command += arguments
    with (
        (directory.parent / f"{module}.log").open("w") as words,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=words, text=True) as process,
    ):
        device = Device(process, Artifacts(directory))
        try:
            while device.hear_until(Ready).device != name and name is not None:
                pass
            yield device
        finally:
            process.kill()


def small_template() -> Template:
    """A normal and a reduction cell of two nodes, on digits."""
    parameters = {"cells": ["normal", "reduction"], "nodes": 2, "channels": 4}
    (entry,) = (entry for entry in catalogue.entries() if entry.id == "digits")
    return cells.build(parameters, entry)


def common(identifier: str, **fields: Any) -> dict[str, Any]:
    """What every task says."""
    said = {
        "id": identifier.replace(" ", "-"),
        "study": "study",
        "job": "job",
        "seed": 3,
        "weights_seed": 5,
        "dataset": DatasetChoice(id="digits", parameters={"train_images": 300}),
        "template": small_template(),
    }
    return said | fields
