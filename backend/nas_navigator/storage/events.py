"""The event store: append-only logs in a SQL database."""

import json
import logging
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Self, final

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, insert, select, update

from nas_navigator.storage import copies
from nas_navigator.storage.database import Database
from nas_navigator.storage.errors import StorageError, StorageUnreadableError
from nas_navigator.storage.postgres import postgres_database
from nas_navigator.storage.sqlite import sqlite_database
from nas_navigator.storage.tables import commands, events, stores, studies
from nas_navigator.storage.upcasters import read_event
from nas_navigator.storage.versions import prepared
from nas_navigator_schemas.events import Event
from nas_navigator_schemas.http import StudySummary
from nas_navigator_schemas.logs import NewBranch

log = logging.getLogger(__name__)

_NAMES = TypeAdapter(frozenset[str])


@final
class SqlEventStore:
    """Logs of events by study. What a method does to studies that anybody sees is one transaction; what it raises is a
    `StorageError`.

    `summary` and `artifacts` (the names of files that the records refer to) are caches that travel with the events.
    `id` is the database's own, which the data directory that has the artifacts remembers.
    """

    def __init__(self, database: Database, store: str = "") -> None:
        self.database = database
        self.id = store

    @classmethod
    async def open(cls, place: Path | str) -> Self:
        """A store in a SQLite file, which is made where it is missing, or in the PostgreSQL database of that URL.

        Raises:
            StorageError: the database cannot be reached, is damaged, locked, in use by another server, cannot be
                written, or a newer version wrote it.
        """
        database = sqlite_database(place) if isinstance(place, Path) else postgres_database(place)
        try:
            store = cls(database, await database.write(lambda connection: prepared(connection, database.where)))
            await store.drop_copies(await database.read(copies.unseen))
            return store
        except StorageError:
            await database.close()
            raise

    async def close(self) -> None:
        """Ends the database's threads and connections."""
        await self.database.close()

    async def directory(self) -> str | None:
        """The id of the data directory that has the artifacts, None where none was remembered."""
        found = select(stores.c.directory)
        return await self.database.read(lambda connection: connection.execute(found).scalar())

    async def belong_to(self, directory: str) -> None:
        """Remembers the data directory that has the artifacts."""
        change = update(stores).values(directory=directory)
        await self.database.write(lambda connection: connection.execute(change))

    async def create(
        self, study: str, created: Sequence[Event], summary: StudySummary, artifacts: Collection[str]
    ) -> None:
        """Begins a log."""
        row = {"id": study, "created_at": summary.created_at, **_cached(summary, artifacts)}

        def write(connection: Connection) -> None:
            connection.execute(insert(studies).values(row))
            connection.execute(insert(events), _rows(study, created))

        await self.database.write(write)

    async def append(
        self,
        study: str,
        added: Sequence[Event],
        summary: StudySummary,
        artifacts: Collection[str],
        command_id: str | None = None,
        branches: Sequence[NewBranch] = (),
    ) -> None:
        """Adds events and begins the logs that part from this one, all or nothing, and remembers that `command_id` was
        answered with the last one's sequence.

        Raises:
            StorageConflictError: an event of that sequence or an answer to that command is there already.
        """

        def write(connection: Connection) -> None:
            connection.execute(insert(events), _rows(study, added))
            if command_id is not None:
                answer = {"study": study, "command_id": command_id, "seq": added[-1].seq}
                connection.execute(insert(commands).values(answer))
            connection.execute(update(studies).where(studies.c.id == study).values(_cached(summary, artifacts)))
            for branch in branches:
                _begin_branch(connection, study, branch)

        await self.database.write(write)

    async def copy(self, source: str, at_seq: int, studies: Sequence[str]) -> None:
        """Copies a log up to an event for branches that `append` will begin, so that little is left to be done there.

        Until then nobody sees the copies. Others write between the pieces of a long log.

        Raises:
            StorageConflictError: there is such a study.
        """
        for study in studies:
            await self.database.write(partial(copies.reserve, study=study))
            for after, last in copies.pieces(at_seq):
                await self.database.write(
                    partial(copies.copy_piece, source=source, study=study, after=after, last=last)
                )

    async def drop_copies(self, studies: Sequence[str]) -> None:
        """Deletes copies with which no branch was begun; studies that are seen stay."""
        for study in studies:
            # The writer is asked, who has first what was begun before: the caller of a `copy` or an `append` may have
            # been cancelled, and it goes on.
            last = await self.database.write(partial(copies.unseen_length, study=study))
            if last is None:
                continue
            for _, until in copies.pieces(last):
                await self.database.write(partial(copies.drop_piece, study=study, last=until))
            await self.database.write(partial(copies.drop, study=study))

    async def answered(self, study: str, command_id: str) -> int | None:
        """What a command was answered with, None where it is new."""
        found = select(commands.c.seq).where(commands.c.study == study, commands.c.command_id == command_id)
        return await self.database.read(lambda connection: connection.execute(found).scalar())

    async def read(self, study: str, after: int = 0, limit: int | None = None) -> tuple[Event, ...]:
        """The events with a sequence above `after`, in order, at most `limit` of them; none of an unknown study.

        Raises:
            StorageUnreadableError: what is kept there is no event that this version knows.
        """
        rows = select(events.c.body).where(events.c.study == study, events.c.seq > after)
        ordered = rows.order_by(events.c.seq).limit(limit)

        def read(connection: Connection) -> tuple[Event, ...]:
            return tuple(_event(study, body) for body in connection.execute(ordered).scalars())

        return await self.database.read(read)

    async def summaries(self) -> dict[str, StudySummary | None]:
        """Every study, newest first; None where one of its caches was deleted or damaged."""
        cached = select(studies.c.id, studies.c.summary, studies.c.artifacts)
        rows = cached.where(copies.IS_SEEN).order_by(studies.c.created_at.desc(), studies.c.id)

        def read(connection: Connection) -> dict[str, StudySummary | None]:
            return {
                row.id: cached_summary(row.summary) if cached_artifacts(row.artifacts) is not None else None
                for row in connection.execute(rows)
            }

        return await self.database.read(read)

    async def remember(self, study: str, summary: StudySummary, artifacts: Collection[str]) -> None:
        """Writes the caches of a study anew."""
        change = update(studies).where(studies.c.id == study).values(_cached(summary, artifacts))
        await self.database.write(lambda connection: connection.execute(change))

    async def referenced(self) -> frozenset[str] | None:
        """The artifacts that any study refers to; None where a cache was deleted or damaged, so that nobody knows."""
        rows = select(studies.c.artifacts).where(copies.IS_SEEN)

        def read(connection: Connection) -> frozenset[str] | None:
            texts = connection.execute(rows).scalars().all()
            known = [names for names in map(cached_artifacts, texts) if names is not None]
            return None if len(known) < len(texts) else frozenset().union(*known)

        return await self.database.read(read)

    async def delete(self, study: str) -> None:
        """Forgets a study, its events and its answers: at once for everybody, and then a piece at a time."""
        await self.database.write(partial(copies.hide, study=study))
        try:
            await self.drop_copies((study,))
        except StorageError as error:
            log.warning("what is left of study '%s' is deleted at the next start: %s", study, error)


def _event(study: str, body: str) -> Event:
    try:
        return read_event(body)
    except ValidationError as error:
        raise StorageUnreadableError(f"an event of study '{study}'", error) from error


def _begin_branch(connection: Connection, source: str, branch: NewBranch) -> None:
    row = {"created_at": branch.summary.created_at, **_cached(branch.summary, branch.artifacts)}
    copies.show(connection, source, branch.study, branch.at_seq, row)
    connection.execute(insert(events), _rows(branch.study, branch.added))


def _rows(study: str, added: Sequence[Event]) -> list[dict[str, object]]:
    return [{"study": study, "seq": item.seq, "body": item.model_dump_json()} for item in added]


def _cached(summary: StudySummary, artifacts: Collection[str]) -> dict[str, str]:
    return {"summary": summary.model_dump_json(), "artifacts": json.dumps(sorted(artifacts))}


def cached_artifacts(text: str | None) -> frozenset[str] | None:
    """The cached names of artifacts; what cannot be read is as good as nothing."""
    try:
        return None if text is None else _NAMES.validate_json(text)
    except ValidationError:
        return None


def cached_summary(text: str | None) -> StudySummary | None:
    """The cached summary; one that is damaged or of another version is as good as none."""
    if text is None:
        return None
    try:
        return StudySummary.model_validate_json(text)
    except ValidationError:
        return None
