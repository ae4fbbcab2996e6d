"""The event store: append-only logs in a SQL database, written by one thread, never on the event loop."""

import asyncio
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar, final

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from nas_navigator.storage.errors import AppendConflictError, StorageError
from nas_navigator.storage.tables import commands, events, metadata, sqlite_engine, studies
from nas_navigator_schemas.events import Event
from nas_navigator_schemas.http import StudySummary

Result = TypeVar("Result")


@final
class SqlEventStore:
    """Logs of events by study. Every method is one transaction; what it raises is a `StorageError`.

    `summary` and `artifacts` (the names of files that the records refer to) are caches that travel with the events.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._where = where
        self._writer = ThreadPoolExecutor(1, "storage-writer")
        self._readers = ThreadPoolExecutor(2, "storage-reader")

    @classmethod
    async def open(cls, path: Path) -> Self:
        """A store in a SQLite file, which is made where it is missing.

        Raises:
            StorageError: the file is no database, is damaged, locked or cannot be written.
        """
        store = cls(sqlite_engine(path), str(path))
        try:
            await store._write(metadata.create_all)
        except StorageError:
            await store.close()
            raise
        return store

    async def close(self) -> None:
        """Ends its threads and connections."""
        await asyncio.to_thread(self._writer.shutdown)
        await asyncio.to_thread(self._readers.shutdown)
        self._engine.dispose()

    async def create(
        self, study: str, created: Sequence[Event], summary: StudySummary, artifacts: Collection[str]
    ) -> None:
        """Begins a log."""
        row = {"id": study, "created_at": summary.created_at, **_cached(summary, artifacts)}

        def write(connection: Connection) -> None:
            connection.execute(insert(studies).values(row))
            connection.execute(insert(events), _rows(study, created))

        await self._write(write)

    async def append(
        self,
        study: str,
        added: Sequence[Event],
        summary: StudySummary,
        artifacts: Collection[str],
        command_id: str | None = None,
    ) -> None:
        """Adds events, all or none, and remembers that `command_id` was answered with the last one's sequence.

        Raises:
            AppendConflictError: an event of that sequence or an answer to that command is there already.
        """

        def write(connection: Connection) -> None:
            connection.execute(insert(events), _rows(study, added))
            if command_id is not None:
                answer = {"study": study, "command_id": command_id, "seq": added[-1].seq}
                connection.execute(insert(commands).values(answer))
            connection.execute(update(studies).where(studies.c.id == study).values(_cached(summary, artifacts)))

        await self._write(write)

    async def answered(self, study: str, command_id: str) -> int | None:
        """What a command was answered with, None where it is new."""
        found = select(commands.c.seq).where(commands.c.study == study, commands.c.command_id == command_id)
        return await self._read(lambda connection: connection.execute(found).scalar())

    async def read(self, study: str, after: int = 0, limit: int | None = None) -> tuple[Event, ...]:
        """The events with a sequence above `after`, in order, at most `limit` of them; none of an unknown study."""
        rows = select(events.c.body).where(events.c.study == study, events.c.seq > after)
        ordered = rows.order_by(events.c.seq).limit(limit)

        def read(connection: Connection) -> tuple[Event, ...]:
            return tuple(Event.model_validate_json(body) for body in connection.execute(ordered).scalars())

        return await self._read(read)

    async def summaries(self) -> dict[str, StudySummary | None]:
        """Every study, newest first; None where the cache was deleted."""
        rows = select(studies.c.id, studies.c.summary).order_by(studies.c.created_at.desc(), studies.c.id)

        def read(connection: Connection) -> dict[str, StudySummary | None]:
            return {study: _summary(text) for study, text in connection.execute(rows)}

        return await self._read(read)

    async def remember(self, study: str, summary: StudySummary, artifacts: Collection[str]) -> None:
        """Writes the caches of a study anew."""
        change = update(studies).where(studies.c.id == study).values(_cached(summary, artifacts))
        await self._write(lambda connection: connection.execute(change))

    async def referenced(self) -> frozenset[str] | None:
        """The artifacts that any study refers to; None where a cache was deleted, so that nobody knows."""
        rows = select(studies.c.artifacts)

        def read(connection: Connection) -> frozenset[str] | None:
            texts = connection.execute(rows).scalars().all()
            known = [json.loads(text) for text in texts if text is not None]
            return None if len(known) < len(texts) else frozenset(name for names in known for name in names)

        return await self._read(read)

    async def delete(self, study: str) -> None:
        """Forgets a study, its events and its answers."""
        change = delete(studies).where(studies.c.id == study)
        await self._write(lambda connection: connection.execute(change))

    async def _write(self, work: Callable[[Connection], object]) -> None:
        def transaction() -> None:
            with self._spoken(), self._engine.begin() as connection:
                work(connection)

        await asyncio.get_running_loop().run_in_executor(self._writer, transaction)

    async def _read(self, work: Callable[[Connection], Result]) -> Result:
        def transaction() -> Result:
            with self._spoken(), self._engine.connect() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._readers, transaction)

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            raise AppendConflictError(f"'{self._where}' refuses what is there already: {error.orig}") from error
        except DBAPIError as error:
            raise StorageError(f"database '{self._where}' cannot be used: {error.orig}; {_mend(error)}") from error


def _mend(error: DBAPIError) -> str:
    reason = str(error.orig)
    if "locked" in reason:
        return "close the program that holds it and try again"
    if "full" in reason:
        return "free some space and try again"
    if "readonly" in reason or "unable to open" in reason:
        return "make it writable or choose another data directory"
    return "put a copy that works in its place or choose another data directory"


def _rows(study: str, added: Sequence[Event]) -> list[dict[str, object]]:
    return [{"study": study, "seq": item.seq, "body": item.model_dump_json()} for item in added]


def _cached(summary: StudySummary, artifacts: Collection[str]) -> dict[str, str]:
    return {"summary": summary.model_dump_json(), "artifacts": json.dumps(sorted(artifacts))}


def _summary(text: str | None) -> StudySummary | None:
    return None if text is None else StudySummary.model_validate_json(text)
