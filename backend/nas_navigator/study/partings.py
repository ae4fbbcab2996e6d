"""Before a study parts: what a branch or a twin will be, and the copies of the log that they begin with."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Container
from contextlib import asynccontextmanager
from typing import final

from nas_navigator.study.branches import Parting, branch_point, branched, check_twin, new_id, twin_point, twinned
from nas_navigator.study.opened import OpenStudy
from nas_navigator.study.ports import EventStore
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas.commands import Branch, RunTwin
from nas_navigator_schemas.records import Records

log = logging.getLogger(__name__)

Plan = Callable[[Records], Parting]
"""What a command will do with the records when its turn comes; the ids of what it makes are always the same."""


@final
class Partings:
    """What takes long about a branch and is done before its turn, while others go on: a log only grows."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    async def plan(self, study: OpenStudy, command: Branch | RunTwin) -> Plan:
        """What the command will do.

        Raises:
            Refusal: nothing can begin there.
        """
        made = [new_id() for _ in range(command.repeats if isinstance(command, RunTwin) else 1)]

        def ids() -> Callable[[], str]:
            return iter(made).__next__

        if isinstance(command, Branch):
            events = await self._store.read(study.id)
            there = await asyncio.to_thread(branch_point, events, study.id, command.at_seq)
            return lambda _: branched(there, command, ids())
        decision = check_twin(study.records, command.at_seq)
        gone = frozenset(twin.study for twin in decision.twins) - (await self._store.summaries()).keys()
        events = await self._store.read(study.id, limit=decision.seq)
        before = await asyncio.to_thread(twin_point, events, study.id, decision)
        return lambda records: twinned(records, before, command, gone, ids())

    @asynccontextmanager
    async def copied(self, study: OpenStudy, plan: Plan, began: Container[str]) -> AsyncIterator[None]:
        """Copies the log for the studies that a plan makes; in the end drops the copies of those that never `began`."""
        try:
            begun = [each.log for each in plan(study.records).begun]
        except Refusal:
            # It is refused in its turn as well, unless it was answered before.
            begun = []
        made = [each.study for each in begun]
        try:
            if begun:
                await self._store.copy(study.id, begun[0].at_seq, made)
            yield
        finally:
            # Of one whose command was cancelled only the store knows whether it began.
            if left := [copy for copy in made if copy not in began]:
                try:
                    await self._store.drop_copies(left)
                except Exception:
                    log.exception(
                        "copies of study '%s' with which no branch began are dropped at the next start", study.id
                    )
