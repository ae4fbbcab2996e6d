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
        elif not (root / "studies.sqlite").is_file():
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
    except sqlite3.OperationalError:
        lock.close()
        raise StorageError(f"data directory '{root}' is in use by another server; stop it or {MEND}") from None
    except sqlite3.DatabaseError as error:
        lock.close()
        raise StorageError(f"'{root / 'server.lock'}' cannot be used: {error}; delete it or {MEND}") from None
    return lock


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
