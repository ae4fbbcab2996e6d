"""SQLite: a file in the data directory, in WAL mode."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from nas_navigator.storage.database import Database, reason_of

BUSY_MS = 5000
"""How long a statement waits for another process's lock, in milliseconds."""
NO_SPACE = 2**16
"""Free bytes below which a disk counts as full: SQLite then fails in other words as well."""

PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_INTERRUPT,
}
"""What may go better later; a table or column that is not there is an operational error too, and never passes."""


def sqlite_database(path: Path) -> Database:
    """The database in a file, which is made where it is missing."""
    engine = sqlite_engine(path)
    return Database(engine, engine, str(path), lambda error: f"{reason_of(error)}; {_mend(path, error)}", _passes)


def sqlite_engine(path: Path) -> Engine:
    """An engine on a SQLite file, in WAL mode, with a busy timeout and foreign keys."""
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _configure)
    return engine


def _configure(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor: Any = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _passes(error: DBAPIError) -> bool:
    # The lowest byte tells the kind, the others which of it.
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in PASSING


def _mend(path: Path, error: DBAPIError) -> str:
    reason = str(error.orig)
    if "locked" in reason:
        return "close the program that holds it and try again"
    if "full" in reason or ("disk I/O error" in reason and shutil.disk_usage(path.parent).free < NO_SPACE):
        return "free some space and try again"
    if "readonly" in reason or "unable to open" in reason:
        return "make it writable or choose another data directory"
    return "put a copy that works in its place or choose another data directory"
