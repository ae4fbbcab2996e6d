"""Artifacts: files named by their hash, which workers write beside and rename, so that a name that exists is whole."""

import re
from collections.abc import Collection
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

    def discard(self, names: Collection[str]) -> None:
        """Deletes artifacts that nothing refers to; those that are gone already are passed over."""
        for name in names:
            if NAME.fullmatch(name):
                (self.root / name).unlink(missing_ok=True)
