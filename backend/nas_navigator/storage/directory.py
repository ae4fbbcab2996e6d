"""The data directory: where it is, what lies in it, and that one server at a time uses it."""

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Self, final

import platformdirs

from nas_navigator.storage.errors import StorageError

MEND = "choose another one with --data-dir"
DATABASE, LOCK, BOND = "studies.sqlite", "server.lock", "postgresql.id"
"""Files of a data directory: the default database, what its server locks, and the id of a database elsewhere."""


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


def check_bond(root: Path, store: str | None) -> None:
    """See that a directory's artifacts, if they belong to a PostgreSQL database, belong to this one.

    Raises:
        StorageError: they belong to another one.
    """
    if bond_of(root) not in (None, store):
        raise StorageError(
            f"data directory '{root}' has the artifacts of another PostgreSQL database; name that with --database-url, "
            f"or {MEND}"
        )


def bond_of(root: Path) -> str | None:
    """The id of the PostgreSQL database to which a directory's artifacts belong."""
    bond = root / BOND
    if not bond.exists():
        return None
    try:
        if not bond.is_file():
            raise StorageError(f"'{bond}' is no file; delete it, or {MEND}")
        return bond.read_text(encoding="ascii", errors="replace").strip()
    except OSError as error:
        raise StorageError(f"'{bond}' cannot be read: {_reason(error)}; make it readable, or {MEND}") from None


def bind(root: Path, store: str) -> None:
    """Remembers the PostgreSQL database to which the artifacts belong.

    Raises:
        StorageError: they belong to another one, or the directory cannot be written.
    """
    check_bond(root, store)
    if bond_of(root) is None:
        beside = root / f".{BOND}"
        try:
            beside.write_text(f"{store}\n", encoding="ascii")
            beside.replace(root / BOND)
        except OSError as error:
            raise StorageError(f"'{root / BOND}' cannot be written: {_reason(error)}; {MEND}") from None


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
