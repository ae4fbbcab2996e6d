"""A database as somebody sees it who only looks, beside a running server too: nothing is written, locked or made."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import final

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, create_engine, func, inspect, null, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from nas_navigator.storage.copies import IS_SEEN
from nas_navigator.storage.directory import DATABASE
from nas_navigator.storage.errors import StorageError
from nas_navigator.storage.postgres import LOCK, explained, read_url, reading_engine, shown_url
from nas_navigator.storage.tables import events, stores, studies, templates
from nas_navigator.storage.versions import knows_directory
from nas_navigator_schemas.library import TemplateFile


@final
@dataclass(frozen=True)
class StoredStudy:
    """A study's row: its caches are None where they were deleted."""

    id: str
    summary: str | None
    artifacts: str | None


@final
@dataclass(frozen=True)
class Store:
    """A database: its id, its version, and the id of the data directory that it is used with, if that is known."""

    id: str
    version: int
    directory: str | None


@contextmanager
def looked_at(root: Path, url: str | None, *, used: bool) -> Iterator[Connection]:
    """A connection to the database of a data directory that `used` tells to be a running server's; all that is read
    is of one moment.

    Raises:
        StorageError: there is no such database, or it cannot be reached.
    """
    if url is not None:
        place = read_url(url)
        where, engine = shown_url(place), reading_engine(place)
        try:
            with _connected(engine, "REPEATABLE READ") as connection:
                yield connection
        except DBAPIError as error:
            raise StorageError(f"database '{where}' cannot be used: {explained(place, error)}") from None
        return
    path = root / DATABASE
    if not path.is_file():
        raise StorageError(f"'{root}' holds no studies; name the directory of a server with --data-dir")
    with _readable(path, used=used) as address:
        try:
            with _connected(_sqlite(address)) as connection:
                connection.exec_driver_sql("BEGIN")
                yield connection
        except DBAPIError as error:
            raise StorageError(
                f"'{path}' cannot be read: {error.orig}; make it readable, or run as the user that it belongs to"
            ) from None


def integrity(connection: Connection) -> list[str]:
    """What the database itself finds wrong with its files."""
    if connection.dialect.name != "sqlite":
        return []
    try:
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
        found += [
            f"a row of '{row[0]}' has lost its study" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
        ]
    except DBAPIError as error:
        return [str(error.orig)]
    return [text for text in found if text != "ok"]


def store_of(connection: Connection) -> Store | None:
    """What a database says of itself; None where it says nothing, as before there were versions."""
    if not inspect(connection).has_table(stores.name):
        return None
    directory = stores.c.directory if knows_directory(connection) else null()
    row = connection.execute(select(stores.c.id, stores.c.version, directory)).first()
    return None if row is None else Store(*row)


def is_locked(connection: Connection) -> bool:
    """Whether a server uses a PostgreSQL database."""
    query = (
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 "
        f"AND classid = {LOCK >> 32} AND objid = {LOCK & 0xFFFFFFFF} "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    return bool(connection.exec_driver_sql(query).scalar_one())


def stored_studies(connection: Connection) -> list[StoredStudy]:
    """Every study, the oldest first; none of a database without tables."""
    if not inspect(connection).has_table(studies.name):
        return []
    rows = select(studies.c.id, studies.c.summary, studies.c.artifacts).where(IS_SEEN).order_by(studies.c.created_at)
    return [StoredStudy(*row) for row in connection.execute(rows)]


def unseen_studies(connection: Connection) -> int:
    """How many logs were being copied or deleted when a server ended, or are now."""
    if not inspect(connection).has_table(studies.name):
        return 0
    return connection.execute(select(func.count()).where(~IS_SEEN)).scalar_one()


def stored_events(connection: Connection, study: str) -> list[tuple[int, str]]:
    """A log as it is stored: sequence numbers and texts, in order."""
    rows = select(events.c.seq, events.c.body).where(events.c.study == study).order_by(events.c.seq)
    return [(row.seq, row.body) for row in connection.execute(rows)]


def unreadable_templates(connection: Connection) -> list[str]:
    """The saved templates that this version cannot read."""
    if not inspect(connection).has_table(templates.name):
        return []
    rows = connection.execute(select(templates.c.id, templates.c.body))
    return [row.id for row in rows if not _is_template(row.body)]


def _is_template(body: str) -> bool:
    try:
        TemplateFile.model_validate_json(body)
    except ValidationError:
        return False
    return True


@contextmanager
def _readable(path: Path, *, used: bool) -> Iterator[str]:
    """The address of a SQLite file at which looking makes no files beside it."""
    address, log = path.absolute().as_uri(), path.with_name(f"{path.name}-wal")
    if used:
        yield f"{address}?mode=ro"
    elif not log.is_file() or log.stat().st_size == 0:
        yield f"{address}?immutable=1"
    else:
        # A server was killed: to read what it wrote last, SQLite works on the files.
        with TemporaryDirectory(prefix="nas-navigator-") as directory:
            try:
                for file in (path, log):
                    shutil.copyfile(file, Path(directory) / file.name)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise StorageError(f"'{path}' cannot be copied to be read: {reason}; name a place in TMPDIR") from None
            yield (Path(directory) / path.name).as_uri()


def _sqlite(address: str) -> Engine:
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool)


@contextmanager
def _connected(engine: Engine, isolation: str | None = None) -> Iterator[Connection]:
    options = {} if isolation is None else {"isolation_level": isolation}
    try:
        with engine.connect() as connection:
            yield connection.execution_options(**options)
    finally:
        engine.dispose()
