"""How a worker hears and answers: JSON lines on its standard input and output."""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import Literal, Protocol, TextIO

from pydantic import ValidationError

from nas_navigator.worker.artifacts import UnwritableError
from nas_navigator_schemas.jobs import (
    AnyMessage,
    AnyTask,
    Control,
    Failed,
    FromWorker,
    TaskProgress,
    ToWorker,
)

log = logging.getLogger(__name__)

Signal = Literal["suspend", "stop"]
_PROGRESS_INTERVAL = 0.1
"""Seconds between two progress messages of a task: what a person can follow."""
_LONGEST_REASON = 1000


class Caller(Protocol):
    """Who a task is done for."""

    def say(self, message: AnyMessage) -> None:
        """Send a message."""
        ...

    def signal(self, task: str) -> Signal | None:
        """What a running task is asked to do, if anything: polled between batches."""
        ...


class Channel:
    """Tasks in, messages out. A thread listens, so that a control reaches a task that is running; any thread may
    speak.

    `clear_up`: what is done when the parent is gone, before this process ends as well.
    """

    def __init__(self, incoming: TextIO, outgoing: TextIO) -> None:
        self.clear_up: Callable[[], None] = lambda: None
        self._incoming = incoming
        self._outgoing = outgoing
        self._tasks: SimpleQueue[AnyTask] = SimpleQueue()
        self._signals: dict[str, Signal] = {}
        self._speaking = threading.Lock()
        threading.Thread(target=self._listen, name="channel", daemon=True).start()

    def tasks(self) -> Iterator[AnyTask]:
        """The tasks, one after the other, for as long as the parent lives."""
        while True:
            yield self._tasks.get()

    def say(self, message: AnyMessage) -> None:
        """Send a message."""
        line = FromWorker(message).model_dump_json() + "\n"
        with self._speaking:
            self._outgoing.write(line)
            self._outgoing.flush()

    def signal(self, task: str) -> Signal | None:
        """What a running task is asked to do, if anything: polled between batches."""
        return self._signals.get(task)

    def forget(self, task: str) -> None:
        """Drop the signal of a task that has ended."""
        self._signals.pop(task, None)

    def _listen(self) -> None:
        for line in self._incoming:
            try:
                heard = ToWorker.model_validate_json(line).root
            except ValidationError:
                # A deaf process would keep its task for ever: better to end, so that the parent starts another.
                log.exception("this line is no message: %.300r", line)
                os._exit(1)
            if isinstance(heard, Control):
                self._signals[heard.task] = heard.action
            else:
                self._tasks.put(heard)
        # The parent is gone: nobody waits for what is running, and nothing that is unwritten was promised.
        try:
            self.clear_up()
        finally:
            os._exit(0)


class Reporter:
    """Sends how far a task is, no more often than a person can follow, and the last step always."""

    def __init__(self, caller: Caller, task: str) -> None:
        self._caller = caller
        self._task = task
        self._last = 0.0

    def __call__(self, done: int, total: int | None, message: str = "") -> None:
        """Report `done` of `total` steps (batches, evaluations or iterations, as `message` says)."""
        now = time.monotonic()
        if done == total or now - self._last >= _PROGRESS_INTERVAL:
            self._last = now
            self._caller.say(TaskProgress(task=self._task, done=done, total=total, message=message))


def open_channel() -> Channel:
    """The channel on this process's standard streams; whatever else prints goes to standard error."""
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return Channel(sys.stdin, outgoing)


def in_words(error: Exception) -> str:
    """What a person is told of an error: our own words as they are, others by their first line."""
    text = str(error)
    if type(error).__module__.startswith("nas_navigator."):
        return text[:_LONGEST_REASON]
    first = text.strip().partition("\n")[0]
    return f"unexpected {type(error).__name__}: {first}"[:_LONGEST_REASON] + "; the server's log has the details"


def answered(handle: Callable[[AnyTask], AnyMessage], task: AnyTask) -> AnyMessage:
    """The message that `handle` makes of a task, or `Failed` and the reason."""
    try:
        return handle(task)
    except Exception as error:
        log.exception("task %s (%s) failed", task.id, task.kind)
        return Failed(task=task.id, message=in_words(error), resumable=isinstance(error, UnwritableError))


def serve(channel: Channel, handle: Callable[[AnyTask], AnyMessage]) -> None:
    """Answer every task, one after the other."""
    for task in channel.tasks():
        answer = answered(handle, task)
        channel.forget(task.id)
        channel.say(answer)
