"""Files that tasks and results refer to, named by the SHA-256 of what they hold."""

import os
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile


class ArtifactError(Exception):
    """A file that a task needs is not there; the message says how to make it anew."""


class Artifacts:
    """A directory of immutable files; the id of one is the hash of its bytes, and its file name."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(parents=True, exist_ok=True)

    def write(self, data: bytes) -> str:
        """Store the bytes and return their id; nothing half written is ever visible under it."""
        identifier = sha256(data).hexdigest()
        target = self.directory / identifier
        if target.exists():
            return identifier
        with NamedTemporaryFile(dir=self.directory, prefix=".", delete=False) as beside:
            beside.write(data)
            beside.flush()
            os.fsync(beside.fileno())
        Path(beside.name).replace(target)
        return identifier

    def read(self, identifier: str) -> bytes:
        """The bytes of an artifact.

        Raises:
            ArtifactError: it was deleted, or never written.
        """
        try:
            return (self.directory / identifier).read_bytes()
        except FileNotFoundError:
            raise ArtifactError(
                f"file {identifier[:12]}… of this study is not among the artifacts; train the template or lay out the "
                "map again"
            ) from None
