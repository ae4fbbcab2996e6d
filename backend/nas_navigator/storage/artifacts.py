"""Artifacts: files named by their hash, which workers write beside and rename, so that a name that exists is whole."""

import os
import re
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import final

from nas_navigator.storage.errors import StorageError

NAME = re.compile(r"[0-9a-f]{64}")


@final
class ArtifactStore:
    """A directory of artifacts."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, name: str) -> Path:
        """Where an artifact is.

        Raises:
            StorageError: `name` is no name of an artifact, or there is no such file.
        """
        path = self.root / name
        if NAME.fullmatch(name) is None or not path.is_file():
            raise StorageError(f"artifact '{name}' is not in '{self.root}'; train again to make it anew")
        return path

    def names(self) -> frozenset[str]:
        """Every artifact that is here."""
        return frozenset(path.name for path in self.root.iterdir() if NAME.fullmatch(path.name))

    def pin(self, names: Collection[str], held: Path) -> None:
        """Keeps artifacts in another directory too, whatever is deleted here; those that are gone are left out."""
        for name in filter(NAME.fullmatch, names):
            with suppress(FileNotFoundError):
                os.link(self.root / name, held / name)

    def sweep(self) -> None:
        """Deletes what was being written when the server or a worker ended; only for who is alone here."""
        for path in self.root.glob(".*"):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def discard(self, names: Collection[str]) -> None:
        """Deletes artifacts that nothing refers to; those that are gone already are passed over."""
        for name in names:
            if NAME.fullmatch(name):
                (self.root / name).unlink(missing_ok=True)
