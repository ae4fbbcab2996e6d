"""The data directory: where it is, what lies in it, and that one server at a time uses it."""

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Self, final
from uuid import uuid4

import platformdirs

from nas_navigator.storage.errors import StorageError

MEND = "choose another one with --data-dir"
DATABASE, LOCK, BOND = "studies.sqlite", "server.lock", "postgresql.id"
"""Files of a data directory: the default database, what its server locks, and the ids by which a database elsewhere
and the directory know each other."""


def default_root() -> Path:
    """The directory that is used where none is named."""
    return platformdirs.user_data_path("nas-navigator", appauthor=False)


@final
@dataclass(frozen=True)
class DataDirectory:
    """An open data directory; as long as it is open, no other server can open it."""

    root: Path
    _lock: sqlite3.Connection

    @classmethod
    def open(cls, root: Path, *, create: bool = True) -> Self:
        """Opens a data directory, with `create` making it where it is missing.

        Raises:
            StorageError: it is missing, cannot be written, or another server uses it.
        """
        root = root.expanduser()
        if create:
            _make(root / "artifacts")
            _make(root / "logs")
        elif not (root / "artifacts").is_dir():
            raise StorageError(f"'{root}' holds no studies; name the directory of a server with --data-dir")
        _check_writable(root)
        return cls(root.resolve(), _locked(root))

    @property
    def artifacts(self) -> Path:
        """Where the files named by their hash are."""
        return self.root / "artifacts"

    @property
    def logs(self) -> Path:
        """Where the server and its workers write what they did."""
        return self.root / "logs"

    @property
    def database(self) -> Path:
        """The SQLite file that holds every log."""
        return self.root / DATABASE

    def close(self) -> None:
        """Lets another server use it."""
        self._lock.close()


def check_alone(root: Path, url: str | None) -> None:
    """See that a directory's artifacts belong to no other database: what no study there refers to would be deleted.

    Raises:
        StorageError: the studies of this directory are in another database than the one that is asked for.
    """
    if url is None and bond_of(root) is not None:
        raise StorageError(
            f"data directory '{root}' has its studies in a PostgreSQL database; name that with --database-url, "
            f"or {MEND}"
        )
    if url is not None and (root / DATABASE).exists():
        raise StorageError(
            f"data directory '{root}' has its studies in '{DATABASE}'; leave out --database-url, or {MEND}"
        )


@final
@dataclass(frozen=True)
class Bond:
    """That a directory's artifacts are those of one PostgreSQL database: the ids of both."""

    store: str
    directory: str | None


def check_bond(root: Path, store: str | None, directory: str | None) -> None:
    """See that a data directory and a PostgreSQL database, if either was used before, were used together.

    Args:
        root: the data directory.
        store: the database's id.
        directory: the id of the data directory that the database was used with, None where it was with none.

    Raises:
        StorageError: one of them belongs to another.
    """
    bond = bond_of(root)
    if bond is not None and bond.store != store:
        raise StorageError(
            f"data directory '{root}' has the artifacts of another PostgreSQL database; name that with --database-url, "
            f"or {MEND}"
        )
    if directory is not None and (bond is None or bond.directory != directory):
        raise StorageError(
            f"this PostgreSQL database has its artifacts in another data directory than '{root}'; name that with "
            "--data-dir, or, where it is lost, run UPDATE stores SET directory = NULL in the database"
        )


def bond_of(root: Path) -> Bond | None:
    """The PostgreSQL database to which a directory's artifacts belong, as the directory remembers it."""
    file = root / BOND
    if not file.exists():
        return None
    try:
        if not file.is_file():
            raise StorageError(f"'{file}' is no file; delete it, or {MEND}")
        store, directory, *_ = [*file.read_text(encoding="ascii", errors="replace").split(), "", ""]
    except OSError as error:
        raise StorageError(f"'{file}' cannot be read: {_reason(error)}; make it readable, or {MEND}") from None
    return Bond(store, directory or None)


def bind(root: Path, store: str, directory: str | None) -> str:
    """Remembers the PostgreSQL database to which the artifacts belong; gives the id for that to remember.

    Raises:
        StorageError: one of them belongs to another, or the directory cannot be written.
    """
    check_bond(root, store, directory)
    bond = bond_of(root)
    if bond is not None and bond.directory is not None:
        return bond.directory
    identifier = uuid4().hex
    beside = root / f".{BOND}"
    try:
        with beside.open("w", encoding="ascii") as file:
            file.write(f"{store}\n{identifier}\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(root / BOND)
        _settle(root)
    except OSError as error:
        raise StorageError(f"'{root / BOND}' cannot be written: {_reason(error)}; {MEND}") from None
    return identifier


def _settle(root: Path) -> None:
    """Has the names in a directory outlive the machine, where the system can be asked to."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(root, os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def is_used(root: Path) -> bool:
    """Whether a server uses a data directory, asked without writing."""
    lock = root / LOCK
    if not lock.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{lock.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as asked:
            asked.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.DatabaseError as error:
        return "locked" in str(error)
    return False


def _make(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"data directory '{directory.parent}' cannot be made: {_reason(error)}; {MEND}") from None


def _check_writable(root: Path) -> None:
    try:
        descriptor, name = tempfile.mkstemp(prefix=".write-test-", dir=root)
    except OSError as error:
        raise StorageError(f"data directory '{root}' cannot be written: {_reason(error)}; {MEND}") from None
    os.close(descriptor)
    Path(name).unlink()


def _locked(root: Path) -> sqlite3.Connection:
    # A lock inside SQLite works on every platform and ends with the process, however that ends.
    lock = sqlite3.connect(root / LOCK, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        lock.close()
        if "locked" in str(error):
            raise StorageError(f"data directory '{root}' is in use by another server; stop it or {MEND}") from None
        mend = "free some space" if "full" in str(error) else "delete it"
        raise StorageError(f"'{root / 'server.lock'}' cannot be used: {error}; {mend} or {MEND}") from None
    return lock


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
