"""The data directory: where it is, what lies in it, and that one server at a time uses it."""

import os
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self, final

import platformdirs

from nas_navigator.storage.errors import StorageError

MEND = "choose another one with --data-dir"


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
        return self.root / "studies.sqlite"

    def check_alone(self, url: str | None) -> None:
        """See that the artifacts belong to no other database: what no study there refers to would be deleted.

        Raises:
            StorageError: the studies of this directory are in another database than the one that is asked for.
        """
        if url is None and self._bond.exists():
            raise StorageError(
                f"data directory '{self.root}' has its studies in a PostgreSQL database; name that with "
                f"--database-url, or {MEND}"
            )
        if url is not None and self.database.exists():
            raise StorageError(
                f"data directory '{self.root}' has its studies in '{self.database.name}'; leave out --database-url, "
                f"or {MEND}"
            )

    def bind(self, store: str) -> None:
        """Remembers the PostgreSQL database to which the artifacts belong.

        Raises:
            StorageError: they belong to another one.
        """
        if not self._bond.exists():
            beside = self.root / ".postgresql.id"
            try:
                beside.write_text(f"{store}\n", encoding="ascii")
                beside.replace(self._bond)
            except OSError as error:
                raise StorageError(f"'{self._bond}' cannot be written: {_reason(error)}; {MEND}") from None
        elif self._bond.read_text(encoding="ascii").strip() != store:
            raise StorageError(
                f"data directory '{self.root}' has the artifacts of another PostgreSQL database; name that with "
                f"--database-url, or {MEND}"
            )

    @property
    def _bond(self) -> Path:
        return self.root / "postgresql.id"

    def close(self) -> None:
        """Lets another server use it."""
        self._lock.close()


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
    lock = sqlite3.connect(root / "server.lock", timeout=0, isolation_level=None, check_same_thread=False)
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
