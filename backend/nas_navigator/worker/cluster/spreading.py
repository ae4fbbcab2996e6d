"""Tasks handed to a crew: placed, heard, interrupted, and done again where a worker was lost."""

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, final

import ray
from ray.exceptions import RayError

from nas_navigator.worker.channel import Signal
from nas_navigator.worker.cluster.crew import Crew, Hand
from nas_navigator.worker.cluster.parcels import Dispatch
from nas_navigator_schemas.jobs import AnyMessage, AnyTask, EpochDone, Failed, FromWorker, Suspended, TaskProgress

log = logging.getLogger(__name__)

MOST_LOSSES = 3
"""Workers that a task may lose in a row on nodes that live on, with no result between: then it is the task that ends
them."""
LISTEN_S = 0.1
PATIENCE_S = 1.0
"""Seconds without a worker after which a task says what it waits for."""

Hear = Callable[[int, AnyMessage], None]
"""Told the number of a task, and what a worker says while it does it."""


@dataclass(eq=False)
class _Part:
    """A task in hand. After an epoch, `task` is what is left of it."""

    number: int
    task: AnyTask
    losses: int = 0
    answer: AnyMessage | None = None


@final
class Spreading:
    """Some tasks of one study, done at once as far as there are workers.

    Args:
        crew: whose workers do them.
        dispatch: where what they write is kept.
        hear: is told what workers say meanwhile.
        signal: what the tasks are asked to do, if anything.
    """

    def __init__(self, crew: Crew, dispatch: Dispatch, hear: Hear, signal: Callable[[], Signal | None]) -> None:
        self._crew, self._dispatch = crew, dispatch
        self._hear_from, self._signal = hear, signal
        self._asked: Signal | None = None
        self._queue: deque[_Part] = deque()
        self._placed: dict[Any, tuple[_Part, Hand]] = {}
        self._wanted = 0
        self._began = time.monotonic()

    def do(self, tasks: Sequence[AnyTask]) -> list[AnyMessage]:
        """The last message of each task.

        Raises:
            ArtifactError: what a task reads is not there.
            UnwritableError: what a worker wrote cannot be kept now.
        """
        parts = [_Part(number, task) for number, task in enumerate(tasks)]
        self._queue.extend(parts)
        try:
            while self._queue or self._placed:
                self._pass_on()
                self._place()
                self._say_what_is_wanted()
                self._listen()
        finally:
            self._queue.clear()
            self._say_what_is_wanted()
            self._abandon()
        return [part.answer for part in parts if part.answer is not None]

    def _pass_on(self) -> None:
        """What the tasks are asked reaches those that are being done; those that have not begun never do."""
        action = self._signal()
        if action is not None and self._asked is None:
            self._asked = action
            for part, hand in self._placed.values():
                hand.actor.ask.remote(part.task.id, action)
        while self._asked is not None and self._queue:
            part = self._queue.popleft()
            part.answer = Suspended(task=part.task.id, checkpoint=getattr(part.task, "checkpoint", None))

    def _place(self) -> None:
        while self._queue and (hand := self._crew.borrow(self._queue[0].task.waits)) is not None:
            part = self._queue.popleft()
            try:
                parcels = self._dispatch.send(part.task)
            except BaseException:
                self._crew.give_back(hand)
                raise
            stream = hand.actor.do.remote(part.task.model_dump_json(), parcels)
            self._placed[stream] = (part, hand)

    def _say_what_is_wanted(self) -> None:
        """Those that wait for a free crew get nobody while something else lacks a worker."""
        wanted = sum(not part.task.waits for part in self._queue)
        self._crew.want(wanted - self._wanted)
        self._wanted = wanted

    def _listen(self) -> None:
        if not self._placed:
            self._crew.wait(LISTEN_S)
            self._say_what_is_missing()
            return
        heard, _ = ray.wait(list(self._placed), num_returns=1, timeout=LISTEN_S)
        for stream in heard:
            self._read(stream)

    def _say_what_is_missing(self) -> None:
        if self._queue and time.monotonic() - self._began > PATIENCE_S:
            self._began = time.monotonic()
            part = self._queue[0]
            text = "waits for a free worker of the cluster"
            self._hear_from(part.number, TaskProgress(task=part.task.id, done=0, total=None, message=text))

    def _read(self, stream: Any) -> None:
        part, hand = self._placed[stream]
        try:
            letter, written = ray.get(next(stream))
        except (RayError, StopIteration) as error:
            del self._placed[stream]
            # A node that is gone with all its workers is nothing that a task did.
            part.losses += not self._crew.lose(hand)
            self._do_again(part, error)
            return
        self._dispatch.receive(written)
        message = FromWorker.model_validate_json(letter).root
        if message.kind in ("task_progress", "epoch_done"):
            if isinstance(message, EpochDone):
                part.losses, part.task = 0, part.task.model_copy(update={"checkpoint": message.checkpoint})
            self._hear_from(part.number, message)
        else:
            part.answer = message
            del self._placed[stream]
            self._crew.give_back(hand)

    def _do_again(self, part: _Part, error: Exception) -> None:
        """What a lost worker had in hand is done by another, from the last checkpoint; nobody has counted it yet."""
        if part.losses >= MOST_LOSSES:
            reason = " ".join(str(error).split())[:300]
            part.answer = Failed(task=part.task.id, message=f"{MOST_LOSSES} workers were lost over it: {reason}")
        else:
            log.warning("task %s (%s) is done again by another worker", part.task.id, part.task.kind)
            self._queue.appendleft(part)

    def _abandon(self) -> None:
        """Ends what is still being done, of which nobody will hear."""
        for part, hand in self._placed.values():
            with suppress(RayError):
                hand.actor.ask.remote(part.task.id, "stop")
            self._crew.give_back(hand)
        self._placed.clear()
