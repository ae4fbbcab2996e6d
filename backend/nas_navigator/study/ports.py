"""What the study's service needs from outside: a store of events, files by their hash, and somebody who does tasks."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal, Protocol

from nas_navigator_schemas.events import Event
from nas_navigator_schemas.http import StudySummary
from nas_navigator_schemas.jobs import AnyTask
from nas_navigator_schemas.logs import NewBranch

RunnerState = Literal["starting", "ready", "failed"]


class EventStore(Protocol):
    """Append-only logs by study. Every call is one transaction, done whole or not at all.

    Each raises `OSError` where the store cannot be used now but may be later: it is full, locked, or away.
    """

    async def create(
        self, study: str, created: Sequence[Event], summary: StudySummary, artifacts: Collection[str]
    ) -> None:
        """Begins a log."""
        ...

    async def append(
        self,
        study: str,
        added: Sequence[Event],
        summary: StudySummary,
        artifacts: Collection[str],
        command_id: str | None = None,
        branches: Sequence[NewBranch] = (),
    ) -> None:
        """Adds events, begins the logs that part from this one, and remembers the answer to `command_id`: the sequence
        of the last event.

        Raises:
            FileExistsError: the log is longer than its writer thought, or the command was answered.
        """
        ...

    async def copy(self, source: str, at_seq: int, studies: Sequence[str]) -> None:
        """Copies a log up to an event for branches that `append` will begin; until then nobody sees the copies.

        Raises:
            FileExistsError: there is such a study.
        """
        ...

    async def drop_copies(self, studies: Sequence[str]) -> None:
        """Deletes copies with which no branch was begun."""
        ...

    async def answered(self, study: str, command_id: str) -> int | None:
        """What a command was answered with, None where it is new."""
        ...

    async def read(self, study: str, after: int = 0, limit: int | None = None) -> tuple[Event, ...]:
        """The events with a sequence above `after`, in order; none of a study that is not there.

        Raises:
            ValueError: what is kept there is no event that this version knows; the message says what is wrong with it.
        """
        ...

    async def summaries(self) -> dict[str, StudySummary | None]:
        """Every study, newest first; None where the cache was deleted."""
        ...

    async def remember(self, study: str, summary: StudySummary, artifacts: Collection[str]) -> None:
        """Writes the caches of a study anew."""
        ...

    async def referenced(self) -> frozenset[str] | None:
        """The artifacts that any study refers to; None where nobody knows."""
        ...

    async def delete(self, study: str) -> None:
        """Forgets a study."""
        ...


class ArtifactStore(Protocol):
    """Files named by their hash."""

    def path(self, name: str) -> Path:
        """Where an artifact is."""
        ...

    def names(self) -> frozenset[str]:
        """Every artifact that is here."""
        ...

    def discard(self, names: Collection[str]) -> None:
        """Deletes artifacts that nothing refers to."""
        ...


class Runner(Protocol):
    """Does tasks, and says what comes of them to whom it was made for. No call waits."""

    def submit(self, task: AnyTask) -> None:
        """Queues a task."""
        ...

    def control(self, task: str, action: Literal["suspend", "stop"]) -> None:
        """Asks a task to suspend or to stop."""
        ...

    def forget(self, study: str) -> None:
        """Drops everything that is done for a study."""
        ...

    @property
    def state(self) -> RunnerState:
        """Whether tasks can be done."""
        ...

    @property
    def device(self) -> str | None:
        """What the device is, once it is known."""
        ...

    @property
    def busy(self) -> bool:
        """Whether the device works or has work waiting that gives way to nothing."""
        ...
