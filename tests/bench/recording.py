"""A study that is recorded without a server: the pure core decides, real workers work, the log is kept in the end.

A script can so take the place of a worker where a study is larger than what can be measured, and everything else is as
in any other study.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from nas_navigator.storage.artifacts import ArtifactStore
from nas_navigator.storage.directory import DataDirectory
from nas_navigator.storage.events import SqlEventStore
from nas_navigator.study.decide import decide
from nas_navigator.study.evolve import EMPTY, evolve
from nas_navigator.study.heard import heard
from nas_navigator.study.opened import artifacts_of, stamped, summary_of
from nas_navigator.study.records import apply, study_of
from nas_navigator.study.tasks import next_tasks
from nas_navigator_schemas.commands import AnyCommand
from nas_navigator_schemas.events import AnyPayload, Event, StudyCreated
from nas_navigator_schemas.jobs import AnyMessage, AnyTask
from nas_navigator_schemas.records import Records, StudyRecord
from tests.worker.device import Device

Task = TypeVar("Task", bound=Any)
STILL_WORKING = ("task_progress", "epoch_done")


class Recording:
    """The log of a study as it grows, and its records."""

    def __init__(self, study: str, created: StudyCreated) -> None:
        self.id = study
        self.events: list[Event] = []
        self.records: Records = EMPTY
        self._add((created,), "person")

    @property
    def study(self) -> StudyRecord:
        return study_of(self.records)

    def command(self, command: AnyCommand) -> None:
        """A person's decision."""
        self._add(decide(self.records, command), command.actor)

    def task(self, kind: type[Task]) -> Task:
        """The task of this kind that the study wants done next."""
        return next(task for task in next_tasks(self.records) if isinstance(task, kind))

    def hear(self, message: AnyMessage) -> None:
        """What a worker says."""
        self._add(heard(self.records, message), "search" if message.kind == "iteration_done" else "system")

    def have_done(self, worker: Device, task: AnyTask) -> AnyMessage:
        """Give a task to a real worker and hear everything that it says; its answer."""
        worker.say(task)
        while (message := worker.hear()).kind in STILL_WORKING:
            self.hear(message)
        assert message.kind != "failed", message
        self.hear(message)
        return message

    def keep(self, directory: Path) -> None:
        """Write the log as a server does, and let go of files that nothing refers to any more."""
        asyncio.run(self._keep(directory))

    async def _keep(self, directory: Path) -> None:
        opened = DataDirectory.open(directory)
        store = await SqlEventStore.open(opened.database)
        artifacts, kept = ArtifactStore(opened.artifacts), artifacts_of(self.records)
        try:
            await store.create(self.id, self.events, summary_of(self.id, self.records), kept)
            artifacts.discard(artifacts.names() - kept)
        finally:
            await store.close()
            opened.close()

    def _add(self, payloads: Sequence[AnyPayload], actor: str) -> None:
        for event in stamped(payloads, len(self.events), actor):
            self.records = apply(self.records, evolve(self.records, event, self.id))
            self.events.append(event)
