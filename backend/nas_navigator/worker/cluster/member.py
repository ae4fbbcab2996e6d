"""A worker of a cluster: does tasks one after the other, with the code of a device process."""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import final

import ray

from nas_navigator.worker.channel import Signal, answered
from nas_navigator.worker.cluster.parcels import Parcels, Satchel
from nas_navigator.worker.threads import environment
from nas_navigator_schemas.jobs import AnyMessage, AnyTask, FromWorker, Ready, ToWorker

Letter = tuple[str, dict[str, bytes]]
"""A message as JSON, and the artifacts that were written since the one before it."""

CONTROL = "control"
"""The concurrency group of calls that reach a member while it works."""


@final
class Correspondence:
    """The caller of a member's task: messages leave as letters, together with what was written."""

    def __init__(self, satchel: Satchel) -> None:
        self._satchel = satchel
        self._letters: SimpleQueue[Letter | None] = SimpleQueue()
        self._signals: dict[str, Signal] = {}

    def say(self, message: AnyMessage) -> None:
        """Send a message."""
        self._letters.put((FromWorker(message).model_dump_json(), self._satchel.empty()))

    def signal(self, task: str) -> Signal | None:
        """What a task is asked to do, if anything."""
        return self._signals.get(task)

    def ask(self, task: str, action: Signal) -> None:
        """Ask a task to suspend or to stop; it may not have begun."""
        self._signals[task] = action

    def begin(self) -> None:
        """Another task: nothing that was said of the last one is read any more."""
        self._letters = SimpleQueue()

    def end(self) -> None:
        """Nothing more is said of the task."""
        self._letters.put(None)

    def forget(self, task: str) -> None:
        """Drop what a task was asked that has ended."""
        self._signals.pop(task, None)

    def letters(self) -> Iterator[Letter]:
        """What is said until the end of the task."""
        while (letter := self._letters.get()) is not None:
            yield letter


@final
class Member:
    """The body of the Ray actor; `threads` is how many threads it computes with, `device` what on, None the best."""

    def __init__(self, threads: int, device: str | None) -> None:
        logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
        os.environ.update(environment(threads))
        # Libraries read the environment when they are loaded.
        from platformdirs import user_cache_path

        from nas_navigator.networks.device import choose_device, configure, describe
        from nas_navigator.worker.desk import Desk
        from nas_navigator.worker.device_tasks import versions
        from nas_navigator.worker.shelf import Shelf

        chosen = choose_device(device)
        configure(chosen, threads)
        self._ready = Ready(device=describe(chosen), threads=threads, versions=versions())
        self._satchel = Satchel()
        self._caller = Correspondence(self._satchel)
        downloads: Path = user_cache_path("nas-navigator") / "datasets"
        self._desk = Desk(Shelf(self._satchel, chosen, downloads), self._caller)

    @ray.method(concurrency_group=CONTROL)
    def hello(self) -> tuple[str, str]:
        """What this member is, as the JSON of `Ready`, and the id of its node."""
        return self._ready.model_dump_json(), ray.get_runtime_context().get_node_id()

    @ray.method(num_returns="streaming")
    def do(self, task: str, parcels: Parcels) -> Iterator[Letter]:
        """Do a task, given as JSON; the last letter is its answer."""
        given = ToWorker.model_validate_json(task).root
        assert given.kind != "control"
        self._satchel.expect(parcels)
        self._caller.begin()
        work = Thread(target=self._work, args=(given,), name="task", daemon=True)
        work.start()
        try:
            yield from self._caller.letters()
        finally:
            # Where nobody reads any more, the task must end before another begins.
            self._caller.ask(given.id, "stop")
            work.join()
            self._caller.forget(given.id)

    @ray.method(concurrency_group=CONTROL)
    def ask(self, task: str, action: Signal) -> None:
        """Ask a task to suspend or to stop."""
        self._caller.ask(task, action)

    def _work(self, task: AnyTask) -> None:
        from nas_navigator.worker.device_tasks import handle

        self._caller.say(answered(lambda given: handle(self._desk, given), task))
        self._caller.end()
