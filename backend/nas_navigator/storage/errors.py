"""What storage says where it cannot keep or find something."""


class StorageError(Exception):
    """The data directory or its database cannot be used; `detail` names it, the reason and the mend."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class AppendConflictError(StorageError):
    """The log is longer than the writer thought, or the command was done already: nothing was written."""


class StorageFullError(StorageError):
    """As much is kept as may be; what is to be kept must wait until something is deleted."""
