"""A study as it was: folded from the nearest moment that is kept, and the same as from the beginning."""

import asyncio
from pathlib import Path

import pytest

from nas_navigator.storage.events import SqlEventStore
from nas_navigator.study import moments
from nas_navigator.study.evolve import replay
from nas_navigator.study.moments import Moments
from nas_navigator.study.opened import summary_of
from nas_navigator_schemas.events import Event
from tests.canonical import canonical
from tests.study.logbook import many_decisions

LOG = many_decisions(100)


class Reading:
    """A real store that counts the events that are read."""

    def __init__(self, store: SqlEventStore) -> None:
        self._store = store
        self.read_events = 0

    async def read(self, study: str, after: int = 0, limit: int | None = None) -> tuple[Event, ...]:
        found = await self._store.read(study, after, limit)
        self.read_events += len(found)
        return found


def test_the_past_is_folded_from_the_nearest_moment_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moments, "SPACING", 10)
    monkeypatch.setattr(moments, "MOST_MOMENTS", 10)

    async def work() -> None:
        store = await SqlEventStore.open(tmp_path / "studies.sqlite")
        for study in ("s1", "s2", "s3"):
            await store.create(study, LOG, summary_of(study, replay(LOG, study)), ())
        reading = Reading(store)
        past = Moments(reading)  # type: ignore[arg-type]

        async def events_read(seq: int, study: str = "s1") -> int:
            before = reading.read_events
            assert canonical(await past.at(study, seq)) == canonical(replay(LOG[:seq], study))
            return reading.read_events - before

        assert await events_read(95) == 95
        assert await events_read(97) == 7
        assert await events_read(42) == 2
        assert await events_read(40) == 0
        assert await events_read(101) == 11
        assert [await events_read(5, study) for study in ("s2", "s3")] == [5, 5]
        assert await events_read(42) == 42
        past.forget("s1")
        assert await events_read(15) == 15
        assert await asyncio.gather(*(events_read(seq) for seq in (31, 33))) is not None
        await store.close()

    asyncio.run(work())


def test_no_more_moments_are_kept_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moments, "MOST_MOMENTS", 4)
    kept = {}
    for seq in range(10, 110, 10):
        moments._keep(kept, seq, replay(LOG[:seq], "s1"))
        assert len(kept) <= 4
    assert 100 in kept
