"""Logs folded into records; those that make no sense to this version are told of, and no reason for others to fail."""

import asyncio
import logging
from typing import final

from nas_navigator.study.evolve import replay
from nas_navigator.study.opened import summary_of
from nas_navigator.study.ports import EventStore
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas.http import StudySummary
from nas_navigator_schemas.records import Records

log = logging.getLogger(__name__)


@final
class Logs:
    """Reads logs, and remembers which could not be read."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._unreadable: dict[str, str] = {}

    def unreadable(self, study: str) -> bool:
        """Whether it was tried in vain to read a study."""
        return study in self._unreadable

    async def read(self, study: str) -> tuple[Records, int]:
        """A study's records and its newest sequence number.

        Raises:
            Refusal: there is no such study, or its log cannot be read.
        """
        if study in self._unreadable:
            raise _refusal(self._unreadable[study])
        try:
            events = await self._store.read(study)
        except ValueError as error:
            raise self.refused(study, error) from error
        if not events:
            raise Refusal(404, "No such study", f"there is no study '{study}'; it may have been deleted")
        try:
            return await asyncio.to_thread(replay, events, study), events[-1].seq
        except Exception as error:
            raise self.refused(study, error) from error

    async def summary(self, study: str) -> StudySummary | None:
        """What the first event says of an unreadable study; None of any other, and where it cannot be read either."""
        if study not in self._unreadable:
            return None
        try:
            records = replay(await self._store.read(study, limit=1), study)
            return summary_of(study, records).model_copy(update={"phase": "failed"})
        except Exception:
            log.warning("study '%s' is not listed: its first event cannot be read either", study)
            return None

    def forget(self, study: str) -> None:
        """The study was deleted."""
        self._unreadable.pop(study, None)

    def refused(self, study: str, error: Exception) -> Refusal:
        """Remembers that a study cannot be opened, and says why."""
        log.error("study '%s' cannot be read; it is listed as failed", study, exc_info=error)
        detail = (
            f"study '{study}' cannot be read: {error}. Nothing was changed: open it with the version that wrote it, "
            "or delete it"
        )
        self._unreadable[study] = detail
        return _refusal(detail)


def _refusal(detail: str) -> Refusal:
    return Refusal(422, "The study cannot be read", detail)
