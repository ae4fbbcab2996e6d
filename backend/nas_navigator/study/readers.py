"""Readers of a study's stream: each has a bounded queue, and one that falls behind is given a snapshot instead."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import final

LONGEST_QUEUE = 256
"""Frames that wait for a slow reader before a snapshot takes their place."""
LARGEST_QUEUE = 8 * 1024 * 1024
"""Characters that wait for a slow reader before a snapshot takes their place."""


@final
class Reader:
    """One reader. `snapshot` makes a frame of everything as it is when it is called; `actor` is who reads, if known."""

    def __init__(self, snapshot: Callable[[], str], actor: str | None = None) -> None:
        self.actor = actor
        self._snapshot = snapshot
        self._presence: str | None = None
        self._frames: deque[str] = deque()
        self._waiting = 0
        self._behind = False
        self._closed = False
        self._news = asyncio.Event()

    def give(self, frame: str) -> None:
        """Queues a frame; where too many wait, they all give way to one snapshot."""
        if self._behind:
            return
        self._frames.append(frame)
        self._waiting += len(frame)
        if len(self._frames) > LONGEST_QUEUE or (len(self._frames) > 1 and self._waiting > LARGEST_QUEUE):
            self.start_anew()
        self._news.set()

    def give_presence(self, frame: str) -> None:
        """Has the frame that says who is here be next, in place of an older one."""
        self._presence = frame
        self._news.set()

    def start_anew(self) -> None:
        """Has the next frame be a snapshot, in place of everything that waits."""
        self._frames.clear()
        self._waiting = 0
        self._behind = True
        self._news.set()

    def close(self) -> None:
        """Ends the reader after what waits."""
        self._closed = True
        self._news.set()

    async def next(self) -> str | None:
        """The next frame; None where the study is gone."""
        while True:
            if self._behind:
                self._behind = False
                return self._snapshot()
            if self._presence is not None:
                frame, self._presence = self._presence, None
                return frame
            if self._frames:
                frame = self._frames.popleft()
                self._waiting -= len(frame)
                return frame
            if self._closed:
                return None
            self._news.clear()
            await self._news.wait()
