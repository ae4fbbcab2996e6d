"""PostgreSQL: a database on a server, by its URL. Only who holds its lock writes to it."""

import re
import time
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from nas_navigator.storage.database import Database, reason_of
from nas_navigator.storage.errors import StorageError, StorageUnavailableError

LOCK = 0x6E61736E6176
"""The key of the advisory lock that a server holds: one for each database."""
DRIVER = "postgresql+psycopg"
_KIND = re.compile(r"[a-z][a-z0-9+]{0,30}")
READERS = 2
PATIENCE_S = 2.0
"""How long the lock is waited for: of a server that just ended PostgreSQL hears a moment later."""
SETTINGS = {
    "application_name": "nas-navigator",
    "connect_timeout": 10,
    # A machine that is gone says nothing: both sides notice within half a minute, while they wait and while what they
    # sent is not acknowledged, when nothing is sent to keep the connection alive.
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "options": "-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 "
    "-c tcp_user_timeout=30000",
}
MENDS = {
    "authentication failed": "mend the user or the password in --database-url",
    "no password supplied": "add the password to --database-url, or to ~/.pgpass",
    "no pg_hba.conf entry": "have its pg_hba.conf let this user in",
    "permission denied": "have its owner grant what is missing, as in GRANT ALL ON SCHEMA public TO that user",
    "no space left": "free some space on its server and try again",
    "read-only": "name the server that may be written in --database-url",
    "too many": "close other connections to it and try again",
    "starting up": "wait a moment and try again",
    "shutting down": "wait until it runs again and try again",
}
"""What to do, by what the reason contains."""
PLAIN = {
    "connection refused": "no server listens at its address",
    "no such file": "no server listens at its socket",
    "resolve host": "no machine of that name is known",
    "translate host": "no machine of that name is known",
    "no route to host": "the way to its machine is cut",
    "unreachable": "the way to its machine is cut",
    "starting up": "its server is starting up",
    "shutting down": "its server is shutting down",
    "terminating connection": "its server ended the connection",
    "timeout": "its server does not answer",
    "timed out": "its server does not answer",
    "closed the connection": "the connection to its server broke",
    "connection is closed": "the connection to its server broke",
    "connection is lost": "the connection to its server broke",
    "receive data from": "the connection to its server broke",
    "send data to": "the connection to its server broke",
}
"""What is wrong with a connection, by what the driver says, which is many lines of sockets and hints."""
OF_CONNECTIONS = ("08", "57P")
"""How the codes begin with which a server says that a connection cannot be had, or not any more."""


def postgres_database(text: str) -> Database:
    """The database that a URL names.

    Raises:
        StorageError: it is no such URL, or the driver is not installed.
    """
    url = read_url(text)
    where = shown_url(url)
    return Database(
        _engine(url, pool_size=1, max_overflow=0, holds=where),
        _engine(url, pool_size=READERS, max_overflow=0),
        where,
        lambda error: explained(url, error),
        _passes,
    )


def read_url(text: str) -> URL:
    """A URL as people write it, for the driver that is used here.

    Raises:
        StorageError: it cannot be read, or is of another kind of database. No password is repeated.
    """
    kind, given, _ = text.partition("://")
    if not given or kind not in ("postgresql", "postgres", DRIVER):
        shown = f"{kind}://…" if given and _KIND.fullmatch(kind) else "…"
        raise StorageError(
            f"database URL '{shown}' is of no kind that is known; write postgresql://USER@HOST:PORT/NAME, or leave it "
            "out for SQLite"
        )
    try:
        url = make_url(text).set(drivername=DRIVER)
    except (ArgumentError, ValueError):
        raise StorageError(
            f"database URL '{kind}://…' cannot be read; write postgresql://USER:PASSWORD@HOST:PORT/NAME, "
            "with %40 for @ and %2F for / in a password"
        ) from None
    if not url.database:
        raise StorageError(f"database URL '{shown_url(url)}' names no database; add /NAME")
    return url


def shown_url(url: URL) -> str:
    """A URL as messages show it: the password as ***, and of the options only where the server is."""
    place = {name: value for name, value in url.query.items() if name in ("host", "port")}
    return url.set(drivername="postgresql", query=place).render_as_string().replace("%2F", "/")


def reading_engine(url: URL) -> Engine:
    """An engine for somebody who only looks: it holds no lock, and the server refuses whatever would write."""
    return _engine(url, {"options": "-c default_transaction_read_only=on"}, pool_size=1, max_overflow=0)


def _passes(error: DBAPIError) -> bool:
    """Whether it may go better later: not where something is too large, of which psycopg makes an operational error."""
    # What PostgreSQL says of a server that only reads is no operational error.
    too_large = str(getattr(error.orig, "sqlstate", None)).startswith("54")
    return (isinstance(error, OperationalError) and not too_large) or "read-only" in str(error.orig)


def explained(url: URL, error: DBAPIError) -> str:
    """What is wrong and what to do about it, as one sentence."""
    return f"{_plain(error)}; {_mend(url, error)}"


def _plain(error: DBAPIError) -> str:
    # Only what the server says of a statement has a code and a first line of its own. Such words may be about anything:
    # a file that is missing, a statement that took too long.
    code: str | None = getattr(error.orig, "sqlstate", None)
    diagnosis: str | None = getattr(getattr(error.orig, "diag", None), "message_primary", None)
    if diagnosis and code is not None and not code.startswith(OF_CONNECTIONS):
        return diagnosis
    # What it says to who connects comes after FATAL.
    said = reason_of(error).rpartition("FATAL: ")[2].strip()
    found = [plain for words, plain in PLAIN.items() if words in said.lower()]
    return found[0] if found else diagnosis or said


def _mend(url: URL, error: DBAPIError) -> str:
    reason = str(error.orig).lower()
    if f'database "{url.database}" does not exist'.lower() in reason:
        return f"make it with 'createdb -E UTF8 {url.database}', or mend its name in --database-url"
    if 'role "' in reason and "does not exist" in reason:
        return MENDS["authentication failed"]
    found = [mend for words, mend in MENDS.items() if words in reason]
    return found[0] if found else "see that its server runs and that --database-url names it, and try again"


def _engine(url: URL, fixed: dict[str, str] | None = None, *, holds: str | None = None, **pool: int) -> Engine:
    chosen = {name: value for name, value in SETTINGS.items() if name not in url.query} | (fixed or {})
    try:
        engine = create_engine(url, connect_args=chosen, pool_pre_ping=True, pool_timeout=10, **pool)
    except ImportError:
        raise StorageError(
            f"database '{shown_url(url)}' needs the driver psycopg, which is not installed; "
            "run pip install 'nas-navigator[postgres]'"
        ) from None
    if holds is not None:
        event.listen(engine, "connect", lambda connection, _entry: _hold(connection, holds))
    return engine


def _hold(connection: DBAPIConnection, where: str) -> None:
    """Takes the lock, which ends with the connection: after a new one it is asked for again, before anything else."""
    until = time.monotonic() + PATIENCE_S
    while not _got(connection):
        if time.monotonic() > until:
            connection.close()
            raise StorageUnavailableError(
                f"database '{where}' is in use by another server; stop it or name another database"
            )
        time.sleep(0.05)


def _got(connection: DBAPIConnection) -> bool:
    cursor: Any = connection.cursor()
    cursor.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,))
    (got,) = cursor.fetchone()
    cursor.close()
    connection.commit()
    return bool(got)
