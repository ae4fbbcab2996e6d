"""The doctor's look at the artifacts: whether those that studies refer to are there and whole, and what else is."""

import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from typing import final

from nas_navigator.api.finding import Finding, in_bytes
from nas_navigator.storage.artifacts import NAME

Studies = Mapping[str, Sequence[str]]
"""Studies as a person knows them, by an artifact that branches and twins share."""
MOST_NAMED = 5
"""Of the studies that refer to one artifact so many are named."""


@final
class ArtifactFiles:
    """The files of a directory of artifacts, looked at once when this is made and once when `findings` is asked for.

    A running server writes a file before its event and deletes it after: one of the two looks has seen it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._before: frozenset[str] = frozenset()
        with suppress(OSError):
            self._before = self._names()

    def findings(self, referenced: Studies, needed: Studies, *, all_read: bool, used: bool) -> Iterator[Finding]:
        """What is wrong with the files.

        Args:
            referenced: the studies that refer to an artifact.
            needed: those of them that cannot go on without it.
            all_read: whether `referenced` is of every study.
            used: whether a server is running here.
        """
        try:
            now = self._names()
        except OSError as error:
            yield Finding(
                "artifacts",
                "harm",
                f"'{self._root}' cannot be looked into: {_reason(error)}",
                "nobody knows which artifacts are there and whole",
                "make it readable, or run as the user that it belongs to",
            )
            return
        names = sorted(name for name in now if NAME.fullmatch(name))
        wrong = dict.fromkeys(sorted(referenced.keys() - self._before - now), "is missing")
        wrong |= {name: flaw for name in names if (flaw := self._flaw(name)) is not None}
        for name, flaw in wrong.items():
            yield _lacking(name, flaw, referenced.get(name, ()), needed.get(name, ()))
        if not wrong:
            text = f"{len(names)} artifacts are what their names say, {in_bytes(self._size(names))}"
            yield Finding("artifacts", "sound", text)
        loose = [name for name in names if name not in referenced]
        if loose and all_read:
            yield Finding(
                "artifacts",
                "note",
                f"nothing refers to {len(loose)} artifacts, {in_bytes(self._size(loose))}",
                "a result that was on its way, or what a study does not need any more",
                "" if used else "the server deletes them when it starts",
            )
        left = sorted(name for name in now if name.startswith("."))
        if left:
            yield Finding(
                "artifacts",
                "note",
                f"{len(left)} temporary files, {in_bytes(self._size(left))}",
                "they are being written" if used else "a server or worker ended while it wrote them",
                "" if used else "the server deletes them when it starts",
            )

    def _names(self) -> frozenset[str]:
        try:
            return frozenset(path.name for path in self._root.iterdir())
        except FileNotFoundError:
            return frozenset()

    def _size(self, names: Collection[str]) -> int:
        size = 0
        for name in names:
            with suppress(OSError):
                size += (self._root / name).stat().st_size
        return size

    def _flaw(self, name: str) -> str | None:
        path = self._root / name
        try:
            # Opening a pipe would wait for who writes to it.
            if not stat.S_ISREG(path.stat().st_mode):
                return "is no file"
            with path.open("rb") as file:
                whole = file_digest(file, "sha256").hexdigest() == name
        except FileNotFoundError:
            return "leads nowhere" if path.is_symlink() else None
        except OSError as error:
            return f"cannot be read: {_reason(error)}"
        return None if whole else "is not what its name says: half written"


def _lacking(name: str, flaw: str, studies: Sequence[str], halted: Sequence[str]) -> Finding:
    whose = f"of {_listed(studies)}" if studies else "to which no study refers"
    meaning = "moments of the past cannot be branched from, nor earlier results exported" if studies else ""
    mend = "put it back from a copy, or from an archive of the study"
    if halted:
        meaning = f"without it {_listed(halted)} can be looked at but not go on from the last moment"
        mend += "; else lay out the map again, or branch from before the training that wrote it"
    return Finding("artifacts", "harm" if studies else "note", f"artifact {name} {whose} {flaw}", meaning, mend)


def _listed(studies: Sequence[str]) -> str:
    """A few of them, and how many more there are."""
    more = len(studies) - MOST_NAMED
    return ", ".join(sorted(studies)[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
