"""Files that tasks and results refer to, named by the SHA-256 of what they hold."""

import os
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import Protocol

MEND = "put it back from a copy; else lay out the map again, or branch from before the training that wrote it"


class ArtifactError(Exception):
    """A file that a task needs is not there; the message says how to make it anew."""


class UnwritableError(ArtifactError):
    """A file cannot be written now, and may be later; the message says why and what to do."""


class ArtifactFiles(Protocol):
    """Immutable bytes under their hash, wherever they are kept."""

    def write(self, data: bytes) -> str:
        """Store the bytes and return their id.

        Raises:
            UnwritableError: they cannot be stored now.
        """
        ...

    def read(self, identifier: str) -> bytes:
        """The bytes of an artifact.

        Raises:
            ArtifactError: it is not there, or is not what was written.
        """
        ...


class Artifacts:
    """A directory of immutable files; the id of one is the hash of its bytes, and its file name."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(parents=True, exist_ok=True)

    def write(self, data: bytes) -> str:
        """Store the bytes and return their id; nothing half written is ever visible under it.

        Raises:
            UnwritableError: the disk is full or may not be written.
        """
        identifier = hash_of(data)
        target = self.directory / identifier
        # One that a bad disk has cut short is written anew.
        if target.exists() and hash_of(target.read_bytes()) == identifier:
            return identifier
        try:
            self._write(data, target)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UnwritableError(
                f"a result of {len(data)} bytes cannot be written to '{self.directory}': {reason}; free some space or "
                "make it writable, then resume"
            ) from error
        return identifier

    def _write(self, data: bytes, target: Path) -> None:
        descriptor, name = mkstemp(dir=self.directory, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as beside:
                beside.write(data)
                beside.flush()
                os.fsync(descriptor)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def read(self, identifier: str) -> bytes:
        """The bytes of an artifact.

        Raises:
            ArtifactError: it was deleted, never written, or is not what was written.
        """
        try:
            data = (self.directory / identifier).read_bytes()
        except FileNotFoundError:
            raise ArtifactError(f"file {identifier[:12]}… of this study is not among the artifacts; {MEND}") from None
        if hash_of(data) != identifier:
            raise ArtifactError(f"file {identifier[:12]}… of this study is damaged, or was half written; {MEND}")
        return data


def hash_of(data: bytes) -> str:
    """The id of an artifact that holds these bytes."""
    return sha256(data).hexdigest()
