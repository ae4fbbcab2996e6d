"""A service over a real store, whose runner does what a test says, when it says so."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

from nas_navigator.datasets.catalogue import entries
from nas_navigator.spaces.candidates import make_candidate
from nas_navigator.spaces.catalogue import build_template
from nas_navigator.storage.artifacts import ArtifactStore
from nas_navigator.storage.events import SqlEventStore
from nas_navigator.study.service import StudyService
from nas_navigator_schemas.configuration import DatasetChoice
from nas_navigator_schemas.events import AnyPayload, StudyCreated
from nas_navigator_schemas.jobs import (
    AnyTask,
    EpochDone,
    FitLayout,
    LayoutDone,
    PlacedPoint,
    TrainTemplate,
)

TEMPLATE = build_template("cells", {"cells": ["normal"], "nodes": 2}, entries()[0])
CREATED = StudyCreated(name="S", dataset=DatasetChoice(id="digits"), template=TEMPLATE, seed=3)


class Hands:
    """A runner that notes what it is given and does it when the test says so."""

    state: Literal["ready"] = "ready"
    device = "hands"
    busy = False

    def __init__(self) -> None:
        self.tasks: list[AnyTask] = []
        self.controls: list[tuple[str, str]] = []

    def submit(self, task: AnyTask) -> None:
        self.tasks.append(task)

    def control(self, task: str, action: Literal["suspend", "stop"]) -> None:
        self.controls.append((task, action))

    def forget(self, study: str) -> None:
        self.tasks = [task for task in self.tasks if task.study != study]

    @property
    def training(self) -> TrainTemplate:
        return next(task for task in reversed(self.tasks) if isinstance(task, TrainTemplate))


def nothing(_payload: AnyPayload) -> None:
    """Refuses nothing."""


@asynccontextmanager
async def service(root: Path, hands: Hands, *, resume: bool = False) -> AsyncIterator[tuple[StudyService, Any]]:
    (root / "artifacts").mkdir(exist_ok=True)
    store = await SqlEventStore.open(root / "studies.sqlite")
    running = StudyService(store, ArtifactStore(root / "artifacts"), nothing)
    await running.start(hands, resume=resume)
    try:
        yield running, store
    finally:
        await running.close()
        await store.close()


async def settled(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("not reached")


def run(work: Awaitable[None]) -> None:
    asyncio.run(work)  # type: ignore[arg-type]


def epoch(task: TrainTemplate, number: int, checkpoint: str) -> EpochDone:
    metrics = {"train_loss": 1.0, "validation_loss": 1.0, "validation_accuracy": 0.5, "learning_rate": 0.02}
    return EpochDone(task=task.id, run=task.run, epoch=number, metrics=metrics, seconds=1.0, checkpoint=checkpoint)


def artifact(root: Path, letter: str) -> str:
    name = letter * 64
    (root / "artifacts" / name).write_text(letter)
    return name


def laid_out(root: Path, task: FitLayout, letter: str) -> LayoutDone:
    drawn = tuple(make_candidate((f"p{number}", f"p{number + 12}")) for number in range(2))
    points = tuple(PlacedPoint(candidate=candidate.id, x=0.1, y=0.2) for candidate in drawn)
    made = artifact(root, letter)
    shape = {"version": task.version, "fitted": 2, "trustworthiness": None, "seconds": 0.1}
    return LayoutDone(task=task.id, artifact=made, sampled=drawn, points=points, **shape)
