"""A study as it was. A few moments are kept: who looks around in the past folds only from the nearest one on."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import final

from nas_navigator.study.evolve import EMPTY, replay
from nas_navigator.study.ports import EventStore
from nas_navigator_schemas.events import Event
from nas_navigator_schemas.records import Records

SPACING = 1000
"""Events from one moment that is kept to the next, but more where a log is so long that there would be too many."""
MOST_MOMENTS, MOST_STUDIES = 16, 2
"""Moments that are kept of a study, and the studies of which any are: those whose past was asked for last."""


@final
@dataclass
class _Past:
    kept: dict[int, Records] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@final
class Moments:
    """The past of studies. A log only grows: what is kept stays true."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._pasts: OrderedDict[str, _Past] = OrderedDict()

    async def at(self, study: str, seq: int) -> Records:
        """The records after an event that the study has."""
        past = self._pasts.setdefault(study, _Past())
        self._pasts.move_to_end(study)
        while len(self._pasts) > MOST_STUDIES:
            self._pasts.popitem(last=False)
        async with past.lock:
            nearest = max((moment for moment in past.kept if moment <= seq), default=0)
            log = await self._store.read(study, nearest, seq - nearest)
            return await asyncio.to_thread(_folded, past.kept, nearest, log, study)

    def forget(self, study: str) -> None:
        """The study was deleted."""
        self._pasts.pop(study, None)


def _folded(kept: dict[int, Records], nearest: int, log: Sequence[Event], study: str) -> Records:
    """The records after a log that goes on from a moment; moments on the way are kept as well."""
    records = kept.get(nearest, EMPTY)
    spacing = max(SPACING, len(log) // MOST_MOMENTS)
    for start in range(0, len(log), spacing):
        piece = log[start : start + spacing]
        records = replay(piece, study, records)
        if len(piece) == spacing:
            _keep(kept, piece[-1].seq, records)
    return records


def _keep(kept: dict[int, Records], seq: int, records: Records) -> None:
    """Where too many are kept, every second one goes."""
    if len(kept) >= MOST_MOMENTS:
        for moment in sorted(kept)[::2]:
            del kept[moment]
    kept[seq] = records
