"""What every event store promises, whatever keeps the logs; a new store earns these tests by joining `place`."""

import asyncio
import itertools
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import Connection, Engine, func, select

from nas_navigator.storage import copies
from nas_navigator.storage.errors import StorageConflictError, StorageUnavailableError
from nas_navigator.storage.events import SqlEventStore
from nas_navigator.storage.tables import events
from nas_navigator_schemas.configuration import DatasetChoice, Objective, TrainingConfiguration
from nas_navigator_schemas.events import Event, TrainingConfigured
from nas_navigator_schemas.http import StudySummary
from nas_navigator_schemas.logs import NewBranch

Open = Callable[[], "asynccontextmanager[SqlEventStore]"]
ARTIFACT = "ab" * 32


def event(seq: int, clip: float = 5.0) -> Event:
    payload = TrainingConfigured(training=TrainingConfiguration(gradient_clip=clip))
    return Event(seq=seq, at="2026-01-02T03:04:05Z", actor="person", payload=payload)


def summary(study: str, created_at: str = "2026-01-02T03:04:05Z", name: str = "Digits") -> StudySummary:
    return StudySummary(
        id=study,
        name=name,
        dataset=DatasetChoice(id="digits").id,
        template="NRN",
        phase="idle",
        iteration=0,
        evaluations=0,
        trained_epochs=0,
        done=None,
        total=None,
        objective=Objective(),
        best=None,
        created_at=created_at,
    )


@pytest.fixture
def stores(place: Path | str) -> Open:
    @asynccontextmanager
    async def opened() -> AsyncIterator[SqlEventStore]:
        store = await SqlEventStore.open(place)
        try:
            yield store
        finally:
            await store.close()

    return opened


def run(work: Awaitable[None]) -> None:
    asyncio.run(work)  # type: ignore[arg-type]


def test_a_log_comes_back_in_order_after_the_store_was_closed(stores: Open) -> None:
    async def work() -> None:
        async with stores() as store:
            await store.create("s1", [event(1)], summary("s1"), [])
            await store.append("s1", [event(2), event(3)], summary("s1"), [])
        async with stores() as store:
            assert await store.read("s1") == (event(1), event(2), event(3))
            assert await store.read("s1", after=1, limit=1) == (event(2),)
            assert await store.read("s1", after=3) == ()
            assert await store.read("unknown") == ()

    run(work())


def test_an_append_that_collides_writes_none_of_its_events(stores: Open) -> None:
    async def work() -> None:
        async with stores() as store:
            await store.create("s1", [event(1)], summary("s1"), [])
            await store.append("s1", [event(2)], summary("s1"), [])
            with pytest.raises(StorageConflictError):
                await store.append("s1", [event(3), event(2, clip=1.0)], summary("s1", name="Other"), [])
            assert await store.read("s1") == (event(1), event(2))
            assert (await store.summaries())["s1"] == summary("s1")

    run(work())


def test_a_command_is_answered_once_and_remembered_over_a_restart(stores: Open) -> None:
    async def work() -> None:
        async with stores() as store:
            await store.create("s1", [event(1)], summary("s1"), [])
            assert await store.answered("s1", "c1") is None
            await store.append("s1", [event(2), event(3)], summary("s1"), [], command_id="c1")
        async with stores() as store:
            assert await store.answered("s1", "c1") == 3
            with pytest.raises(StorageConflictError):
                await store.append("s1", [event(4)], summary("s1"), [], command_id="c1")
            assert [item.seq for item in await store.read("s1")] == [1, 2, 3]

    run(work())


def test_studies_are_listed_newest_first_and_apart(stores: Open) -> None:
    async def work() -> None:
        async with stores() as store:
            for study, day in (("old", "01"), ("new", "03"), ("middle", "02")):
                await store.create(study, [event(1)], summary(study, f"2026-01-{day}T00:00:00Z"), [])
            assert list(await store.summaries()) == ["new", "middle", "old"]
            await store.append("middle", [event(2)], summary("middle"), [], command_id="c")
            assert await store.answered("old", "c") is None
            assert len(await store.read("old")) == 1

    run(work())


def test_a_deleted_study_leaves_nothing_and_harms_no_other(stores: Open) -> None:
    async def work() -> None:
        async with stores() as store:
            await store.create("s1", [event(1)], summary("s1"), [ARTIFACT])
            await store.append("s1", [event(2)], summary("s1"), [ARTIFACT], command_id="c")
            await store.create("s2", [event(1)], summary("s2"), [])
            await store.delete("s1")
            assert await store.read("s1") == ()
            assert list(await store.summaries()) == ["s2"]
            assert await store.referenced() == frozenset()
            await store.create("s1", [event(1)], summary("s1"), [])
            assert await store.answered("s1", "c") is None

    run(work())


def new_branch(study: str, at_seq: int) -> NewBranch:
    return NewBranch(study, at_seq, (event(at_seq + 1, 9.0),), summary(study, name="Branch"), frozenset({"cd" * 32}))


def test_a_copy_is_no_study_until_a_branch_begins_with_it(stores: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nas_navigator.storage.copies.AT_ONCE", 3)

    async def work() -> None:
        async with stores() as store:
            log = [event(seq) for seq in range(1, 9)]
            await store.create("s1", log, summary("s1"), [ARTIFACT])
            await store.copy("s1", 7, ["b1", "b2"])
            assert {*await store.summaries()} == {"s1"}
            assert await store.referenced() == {ARTIFACT}
            # "b3" begins with no copy.
            branches = [new_branch("b1", 7), new_branch("b3", 7)]
            await store.append("s1", [event(9)], summary("s1"), [ARTIFACT], None, branches)
            await store.drop_copies(["b1", "b2", "s1"])
            for branch in ("b1", "b3"):
                assert await store.read(branch) == (*log[:7], event(8, 9.0))
            assert await store.read("b2") == ()
            assert await store.read("s1") == (*log, event(9))
            assert {*await store.summaries()} == {"s1", "b1", "b3"}
            assert await store.referenced() == {ARTIFACT, "cd" * 32}

    run(work())


def test_a_copy_that_no_branch_began_with_is_gone_after_a_restart(stores: Open) -> None:
    async def work() -> None:
        async with stores() as store:
            await store.create("s1", [event(1), event(2)], summary("s1"), [])
            await store.copy("s1", 2, ["b1"])
        async with stores() as store:
            assert await store.read("b1") == ()
            assert await store.read("s1") == (event(1), event(2))
            await store.copy("s1", 1, ["b1"])
            with pytest.raises(StorageConflictError):
                await store.copy("s1", 1, ["s1"])

    run(work())


Hold = Callable[[str], tuple[threading.Event, threading.Event]]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Holds up what `copies` does by that name, within its transaction: has it begun, and may it go on?"""

    def held(name: str) -> tuple[threading.Event, threading.Event]:
        begun, go_on, work = threading.Event(), threading.Event(), getattr(copies, name)

        def slowly(*given: Any, **named: Any) -> Any:
            begun.set()
            assert go_on.wait(10)
            return work(*given, **named)

        monkeypatch.setattr(copies, name, slowly)
        return begun, go_on

    return held


async def dropped_when_cancelled(
    store: SqlEventStore, work: Coroutine[Any, Any, None], held: tuple[threading.Event, threading.Event]
) -> None:
    """Cancels who waits for work that is under way in the database, and drops the copy as the service does then."""
    begun, go_on = held
    task = asyncio.create_task(work)
    assert await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    dropping = asyncio.create_task(store.drop_copies(["b1"]))
    # Whoever did not wait for the work would have looked by then.
    await asyncio.sleep(0.2)
    go_on.set()
    await dropping


def test_a_branch_that_begins_after_its_caller_was_cancelled_keeps_its_log(stores: Open, hold: Hold) -> None:
    async def work() -> None:
        async with stores() as store:
            log = [event(1), event(2), event(3)]
            await store.create("s1", log, summary("s1"), [])
            await store.copy("s1", 3, ["b1"])
            append = store.append("s1", [event(4)], summary("s1"), [], None, [new_branch("b1", 3)])
            await dropped_when_cancelled(store, append, hold("show"))
            assert await store.read("b1") == (*log, event(4, 9.0))
            await store.database.write(lambda connection: copies.drop_piece(connection, "b1", 4))
            assert len(await store.read("b1")) == 4, "a piece of what everybody sees is dropped by nobody"

    run(work())


def test_a_copy_that_begins_after_its_caller_was_cancelled_is_dropped(stores: Open, hold: Hold) -> None:
    async def work() -> None:
        async with stores() as store:
            await store.create("s1", [event(1), event(2)], summary("s1"), [])
            await dropped_when_cancelled(store, store.copy("s1", 2, ["b1"]), hold("reserve"))
            assert await store.database.write(copies.unseen) == ()

    run(work())


def test_a_restart_drops_what_was_copied_in_pieces_too(stores: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "AT_ONCE", 10)
    left: list[int] = []

    def committed(connection: Connection) -> None:
        left.append(connection.execute(select(func.count()).select_from(events)).scalar_one())

    async def work() -> None:
        async with stores() as store:
            await store.create("s1", [event(seq) for seq in range(1, 41)], summary("s1"), [])
            await store.copy("s1", 40, ["b1"])
        sqlalchemy.event.listen(Engine, "commit", committed)
        try:
            async with stores():
                pass
        finally:
            sqlalchemy.event.remove(Engine, "commit", committed)
        assert left[-1] == 40
        assert max(before - after for before, after in itertools.pairwise([80, *left])) == 10

    run(work())


def test_others_write_between_the_pieces_of_a_copy_and_of_what_is_deleted(
    stores: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nas_navigator.storage.copies.AT_ONCE", 10)

    async def work() -> None:
        async with stores() as store:
            await store.create("long", [event(seq) for seq in range(1, 501)], summary("long"), [])
            await store.create("other", [event(1)], summary("other"), [])
            for chore in (store.copy("long", 500, ["b1"]), store.delete("long")):
                before = len(await store.read("other"))
                task = asyncio.ensure_future(chore)
                while not task.done():
                    written = len(await store.read("other"))
                    await store.append("other", [event(written + 1)], summary("other"), [])
                assert len(await store.read("other")) > before + 5

    run(work())


def test_a_study_whose_deletion_was_begun_is_deleted(stores: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        async with stores() as store:
            await store.create("s1", [event(1)], summary("s1"), [])

            async def full(*_: object) -> None:
                raise StorageUnavailableError("the disk is full")

            with monkeypatch.context() as patched:
                patched.setattr(store, "drop_copies", full)
                await store.delete("s1")
            assert await store.summaries() == {}
        async with stores() as store:
            assert await store.read("s1") == ()

    run(work())


def test_what_is_referred_to_follows_the_newest_records(stores: Open) -> None:
    async def work() -> None:
        async with stores() as store:
            await store.create("s1", [event(1)], summary("s1"), ["aa" * 32])
            await store.create("s2", [event(1)], summary("s2"), ["cc" * 32])
            await store.append("s1", [event(2)], summary("s1"), [ARTIFACT])
            assert await store.referenced() == {ARTIFACT, "cc" * 32}

    run(work())


def test_hundreds_of_appends_at_once_keep_their_order(stores: Open) -> None:
    async def work() -> None:
        async with stores() as store:
            studies = [f"s{number}" for number in range(4)]
            for study in studies:
                await store.create(study, [event(1)], summary(study), [])
            writes = [
                store.append(study, [event(seq)], summary(study), []) for seq in range(2, 60) for study in studies
            ]
            await asyncio.gather(*writes)
            for study in studies:
                assert [item.seq for item in await store.read(study)] == list(range(1, 60))

    run(work())
