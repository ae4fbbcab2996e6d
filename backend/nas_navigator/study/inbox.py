"""What workers say and do, taken in order, and again and again where it cannot be stored now."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import final

from nas_navigator.study.heard import heard, interrupted, started
from nas_navigator.study.identity import parse
from nas_navigator.study.opened import OpenStudy
from nas_navigator_schemas.events import AnyPayload
from nas_navigator_schemas.frames import Notice
from nas_navigator_schemas.jobs import AnyMessage, AnyTask, TaskProgress
from nas_navigator_schemas.records import Records

log = logging.getLogger(__name__)

RETRY_S = 1.0
"""Seconds between two attempts to store what cannot be stored now."""
LAST_S = 5.0
"""How long what waits may take to be stored when the server ends."""


@dataclass(frozen=True)
class News:
    """What a worker said or did about a task, and the events that it makes of a study's records."""

    task: str
    payloads: Callable[[Records], tuple[AnyPayload, ...]]
    over: bool
    message: AnyMessage | None = None


@final
class Inbox:
    """News, one after the other.

    Args:
        find: the open study of that id; news of others are dropped.
        take: makes news part of a study.
        give_up: closes a study whose news could not be taken, because of an error.
    """

    def __init__(
        self,
        find: Callable[[str], OpenStudy | None],
        take: Callable[[OpenStudy, News], Awaitable[None]],
        give_up: Callable[[OpenStudy, Exception], None],
    ) -> None:
        self._find, self._take, self._give_up = find, take, give_up
        self._waiting: asyncio.Queue[News] = asyncio.Queue()
        self._progress: dict[str, TaskProgress] = {}
        self._listener: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to take what comes."""
        self._listener = asyncio.create_task(self._listen(), name="study inbox")

    async def close(self) -> None:
        """Takes what waits, for as long as may be waited for it, and then nothing more."""
        if self._listener is None:
            return
        try:
            await asyncio.wait_for(self._waiting.join(), LAST_S)
        except TimeoutError:
            log.error("%d news of workers could not be kept before the end", self._waiting.qsize() + 1)
        self._listener.cancel()
        with suppress(asyncio.CancelledError):
            await self._listener

    def heard(self, task: str, message: AnyMessage) -> None:
        """A worker's message about a task; of its progress only the latest is kept, however long it waits."""
        if isinstance(message, TaskProgress):
            waits = task in self._progress
            self._progress[task] = message
            if waits:
                return
        over = message.kind not in ("task_progress", "epoch_done")
        self._waiting.put_nowait(News(task, lambda records: heard(records, message), over, message))

    def lost(self, task: AnyTask, reason: str) -> None:
        """The process died that did a task."""
        self._waiting.put_nowait(News(task.id, lambda records: interrupted(records, task.id, reason), over=True))

    def began(self, task: AnyTask) -> None:
        """A process began with a task."""
        self._waiting.put_nowait(News(task.id, lambda records: started(records, task.id), over=False))

    async def _listen(self) -> None:
        while True:
            news = await self._waiting.get()
            try:
                await self._hear(news)
            finally:
                self._waiting.task_done()

    async def _hear(self, news: News) -> None:
        if isinstance(news.message, TaskProgress):
            news = replace(news, message=self._progress.pop(news.task))
        identity = parse(news.task)
        study = self._find(identity.study) if identity else None
        if study is None:
            return
        try:
            await self._keep(study, news)
        except Exception as error:
            log.exception("news of task %s could not be taken", news.task)
            self._give_up(study, error)

    async def _keep(self, study: OpenStudy, news: News) -> None:
        """Takes news, again and again where they cannot be stored now: a full disk costs nothing that was measured."""
        told = False
        while True:
            try:
                await self._take(study, news)
            except FileExistsError:
                raise
            except OSError as error:
                if not told:
                    log.error("news of task %s wait to be kept: %s", news.task, error)
                    text = f"A result cannot be kept and waits until it can: {error}"
                    study.notice(Notice(level="error", text=text))
                told = True
                await asyncio.sleep(RETRY_S)
            else:
                if told:
                    log.warning("news of task %s are kept after all", news.task)
                    study.notice(Notice(level="info", text="The result that waited is kept"))
                return
