"""One worker process: started, fed with tasks, heard, and started anew where it dies."""

import asyncio
import logging
import os
import time
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal, Protocol, final

from pydantic import ValidationError

from nas_navigator.worker.runners import lines
from nas_navigator_schemas.jobs import (
    AnyMessage,
    AnyTask,
    Control,
    Failed,
    Ready,
    Suspended,
)

log = logging.getLogger(__name__)

State = Literal["starting", "ready", "failed"]
Action = Literal["suspend", "stop"]

LARGEST_LINE = 256 * 1024 * 1024
"""Bytes of the longest message; a map of many points is long."""
QUICK_DEATH_S = 20.0
DEATHS_TO_FAIL = 3
GRACE_S = 5.0
REST_S = 2.0
"""How long nobody must have used the process before tasks that give way to others run: between two iterations of a
search there is a gap, which is not theirs."""


class Listener(Protocol):
    """Who is told what workers say and do, in order. Every call must return at once."""

    def heard(self, message: AnyMessage) -> None:
        """A worker said something."""
        ...

    def began(self, task: AnyTask) -> None:
        """A worker was given a task that had waited."""
        ...

    def lost(self, task: AnyTask, reason: str) -> None:
        """The process died that did the task."""
        ...


@final
@dataclass(frozen=True)
class Role:
    """What a process is for: the command that starts it, and what its environment has beside ours.

    `side_by_side`: it takes tasks of several studies at once, one of each, and itself lets those come last that wait.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    side_by_side: bool = False


@final
class WorkerProcess:
    """A process of a role. Tasks run one at a time, first come, first served; those that wait for a free device come
    last, and not before a moment has passed in which nobody asked for anything else. A role that works `side_by_side`
    is given the first task of every study.

    One that dies is started anew; one that cannot even be started so often in a row has failed, and so does every task.
    """

    def __init__(self, role: Role, listener: Listener, backoff_s: float = 0.5, rest_s: float = REST_S) -> None:
        self.role = role
        self.state: State = "starting"
        self.ready: Ready | None = None
        self.failure: str | None = None
        self._listener, self._backoff_s, self._rest_s = listener, backoff_s, rest_s
        self._queue: deque[AnyTask] = deque()
        self._running: dict[str, AnyTask] = {}
        self._process: Process | None = None
        self._unwritten: asyncio.Queue[AnyTask | Control] = asyncio.Queue()
        self._last_words: deque[str] = deque(maxlen=20)
        self._closing = False
        self._life: asyncio.Task[None] | None = None
        self._free_at = 0.0
        self._alarm: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Starts the process in the background."""
        self._life = asyncio.create_task(self._live(), name=f"worker {self.role.name}")

    def submit(self, task: AnyTask) -> None:
        """Queues a task.

        Where the process cannot be kept alive, the task is heard as failed at once.
        """
        if self.state == "failed":
            self._listener.heard(Failed(task=task.id, message=self._why_failed()))
            return
        self._queue.append(task)
        self._feed()

    def control(self, task: str, action: Action) -> None:
        """Asks a task to suspend or to stop; one that waits in the queue leaves it and is heard as suspended."""
        if task in self._running:
            self._write(Control(task=task, action=action))
        elif any(queued.id == task for queued in self._queue):
            self._queue = deque(queued for queued in self._queue if queued.id != task)
            self._listener.heard(Suspended(task=task, checkpoint=None))

    def forget(self, study: str) -> None:
        """Drops what a study has queued, and asks what runs for it to stop."""
        self._queue = deque(queued for queued in self._queue if queued.study != study)
        for task in self._running.values():
            if task.study == study:
                self._write(Control(task=task.id, action="stop"))

    @property
    def pid(self) -> int | None:
        """The process id, while there is a process."""
        return self._process.pid if self._process is not None else None

    @property
    def busy(self) -> bool:
        """Whether something runs or waits, but for what gives way to everything else."""
        return any(not task.waits for task in (*self._running.values(), *self._queue))

    async def close(self) -> None:
        """Ends the process: asked, and after a grace period killed."""
        self._closing = True
        if self._alarm is not None:
            self._alarm.cancel()
        if self._process is not None and self._process.returncode is None:
            await _end(self._process)
            if self._life is not None:
                # What it said before its end is heard.
                await asyncio.wait({self._life}, timeout=GRACE_S)
        if self._life is not None:
            self._life.cancel()
            with suppress(asyncio.CancelledError):
                await self._life

    async def _live(self) -> None:
        deaths = 0
        while not self._closing and deaths < DEATHS_TO_FAIL:
            began = time.monotonic()
            reason = await self._run_once()
            if self._closing:
                return
            # A task that kills its process again and again is its job's matter, and not a reason to do no other.
            quick = time.monotonic() - began < QUICK_DEATH_S and not self._running
            deaths = deaths + 1 if quick else 1
            self._lose(reason, dead_for_good=deaths >= DEATHS_TO_FAIL)
            log.warning("%s", self._why_failed())
            if deaths < DEATHS_TO_FAIL:
                await asyncio.sleep(self._backoff_s * 2 ** (deaths - 1))

    async def _run_once(self) -> str:
        """One life of the process; returns how it ended."""
        self.state = "starting"
        environment = {**os.environ, **self.role.environment}
        command = self.role.command
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                env=environment,
                limit=LARGEST_LINE,
                # Ctrl-C in a terminal is for the server, which ends its workers in order.
                start_new_session=True,
            )
        except OSError as error:
            return f"'{command[0]}' cannot be started: {error}"
        self._process, self._unwritten = process, asyncio.Queue()
        words = asyncio.create_task(self._listen_to_words(process))
        writing = asyncio.create_task(self._write_to(process, self._unwritten))
        try:
            reason = await self._listen(process)
        finally:
            # A cancelled or failing listener must not leave the process running unheard.
            if process.returncode is None:
                process.kill()
            await process.wait()
            await words
            writing.cancel()
            (unwritten,) = await asyncio.gather(writing, return_exceptions=True)
        if isinstance(unwritten, Exception):
            return f"it could not be told what to do: {unwritten}"
        return reason or f"exit code {process.returncode}"

    async def _listen(self, process: Process) -> str | None:
        assert process.stdout is not None
        # A line that its end has cut short is none.
        while (line := await process.stdout.readline()).endswith(b"\n"):
            try:
                message = await lines.parsed(line)
            except ValidationError as error:
                log.error("%s worker said what is no message: %.300r: %s", self.role.name, line, error)
                return "it said what is no message"
            self._hear(message)
        # The pipe closes a moment before the process is gone.
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), GRACE_S)
        return None

    def _hear(self, message: AnyMessage) -> None:
        if isinstance(message, Ready):
            self.state, self.ready = "ready", message
        elif message.kind not in ("task_progress", "epoch_done"):
            self._finish(message.task)
        self._listener.heard(message)
        self._feed()

    def _finish(self, task: str) -> None:
        ended = self._running.pop(task, None)
        if ended is not None and not ended.waits:
            self._free_at = time.monotonic() + self._rest_s

    def _feed(self) -> None:
        while self.state == "ready" and (task := self._next()) is not None:
            self._queue.remove(task)
            self._running[task.id] = task
            self._write(task)
            self._listener.began(task)

    def _next(self) -> AnyTask | None:
        """The queued task that can begin now."""
        if self.role.side_by_side:
            studies = {task.study for task in self._running.values()}
            return next((queued for queued in self._queue if queued.study not in studies), None)
        if self._running or not self._queue:
            return None
        task = next((queued for queued in self._queue if not queued.waits), None)
        if task is None and (left := self._free_at - time.monotonic()) > 0:
            self._feed_in(left)
            return None
        return self._queue[0] if task is None else task

    def _feed_in(self, seconds: float) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = asyncio.get_running_loop().call_later(seconds, self._feed)

    def _write(self, item: AnyTask | Control) -> None:
        self._unwritten.put_nowait(item)

    async def _write_to(self, process: Process, items: "asyncio.Queue[AnyTask | Control]") -> None:
        assert process.stdin is not None
        try:
            while True:
                item = await items.get()
                # Where the worker dies meanwhile, nothing is raised here: the end of its output says so.
                process.stdin.write(await lines.written(item))
        except Exception:
            # It would wait for ever for what it is not told: its end is what somebody listens for.
            log.exception("the %s worker cannot be told what to do", self.role.name)
            with suppress(ProcessLookupError):
                process.kill()
            raise

    def _lose(self, reason: str, *, dead_for_good: bool) -> None:
        self.ready = None
        self.failure = ": ".join([reason, *list(self._last_words)[-1:]])
        self.state = "failed" if dead_for_good else "starting"
        lost, self._running = self._running, {}
        for task in lost.values():
            self._listener.lost(task, self._why_failed())
        while dead_for_good and self._queue:
            self._listener.heard(Failed(task=self._queue.popleft().id, message=self._why_failed()))

    def _why_failed(self) -> str:
        return f"the {self.role.name} worker died: {self.failure}"

    async def _listen_to_words(self, process: Process) -> None:
        assert process.stderr is not None
        while line := await process.stderr.readline():
            text = line.decode(errors="replace").rstrip()
            if text:
                self._last_words.append(text)
                log.info("%s worker: %s", self.role.name, text)


async def _end(process: Process) -> None:
    """Ends a worker at once: what is whole is on disk already, and the rest nobody waits for."""
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), GRACE_S)
    except TimeoutError:
        process.kill()
