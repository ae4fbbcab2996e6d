"""Who is here: the names that readers of a study gave. Never an event; every reader is told when it changes."""

import asyncio
from typing import final

from nas_navigator.study.frames import presence_frame
from nas_navigator.study.readers import Reader

PAUSE_S = 0.25
"""Seconds in which comings and goings are told together, so that a page that is loaded anew does not flicker."""


@final
class Presence:
    """The readers of one study, as people."""

    def __init__(self) -> None:
        self.readers: set[Reader] = set()
        self._told = NOBODY
        self._due: asyncio.TimerHandle | None = None

    def joined(self, reader: Reader) -> None:
        """Counts a reader in."""
        self.readers.add(reader)
        if self._told != NOBODY:
            reader.give_presence(self._told)
        self._tell_soon(reader)

    def left(self, reader: Reader) -> None:
        """Counts a reader out."""
        self.readers.discard(reader)
        self._tell_soon(reader)

    def _tell_soon(self, reader: Reader) -> None:
        if reader.actor is not None and self._due is None:
            self._due = asyncio.get_running_loop().call_later(PAUSE_S, self._tell)

    def _tell(self) -> None:
        self._due = None
        frame = presence_frame(reader.actor for reader in self.readers if reader.actor is not None)
        if frame == self._told:
            return
        self._told = frame
        for reader in self.readers:
            reader.give_presence(frame)


NOBODY = presence_frame(())
