"""What storage says where it cannot keep or find something."""

from textwrap import shorten

from pydantic import ValidationError

LONGEST_RULE = 100
"""Characters of what is wrong with something unreadable: of a union the rule names every member."""


class StorageError(Exception):
    """The data directory or its database cannot be used; `detail` names it, the reason and the mend.

    `said` is what the database said itself, for the server's log.
    """

    def __init__(self, detail: str, said: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.said = said


class StorageUnavailableError(StorageError, OSError):
    """The database cannot be read or written now, and may be later: it is full, locked, or its server is away."""


class StorageConflictError(StorageError, FileExistsError):
    """What is to be kept is there already, or the log is longer than its writer thought: nothing was written."""


class StorageFullError(StorageError):
    """As much is kept as may be; what is to be kept must wait until something is deleted."""


class ArchiveError(StorageError):
    """A file is no archive of a study that may be kept: nothing of it was."""


class StorageUnreadableError(StorageError, ValueError):
    """What is kept makes no sense to this version."""

    def __init__(self, what: str, error: ValidationError) -> None:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "it"
        rule = shorten(first["msg"].lower(), LONGEST_RULE, placeholder=" …")
        super().__init__(f"{what} was written by another version, or is damaged: {place}: {rule}")
