"""The tables: studies with what is kept so that listing them needs no folding, their events, the commands answered;
and the templates that people saved.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

metadata = MetaData()

studies = Table(
    "studies",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("created_at", String(40), nullable=False),
    # Both are caches: null is allowed, and folding the log brings them back.
    Column("summary", Text),
    Column("artifacts", Text),
)

events = Table(
    "events",
    metadata,
    Column("study", String(64), ForeignKey("studies.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)

commands = Table(
    "commands",
    metadata,
    Column("study", String(64), ForeignKey("studies.id", ondelete="CASCADE"), primary_key=True),
    Column("command_id", String(80), primary_key=True),
    Column("seq", Integer, nullable=False),
)

templates = Table(
    "templates",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("saved_at", String(40), nullable=False),
    Column("body", Text, nullable=False),
)

BUSY_MS = 5000
"""How long a statement waits for another process's lock, in milliseconds."""


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
