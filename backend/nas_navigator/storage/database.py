"""A SQL database as stores use it: written by one thread, never on the event loop; each piece of work a transaction."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from textwrap import shorten
from typing import TypeVar, final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from nas_navigator.storage.errors import StorageConflictError, StorageError, StorageUnavailableError

Result = TypeVar("Result")
LONGEST_REASON = 300
"""Characters of what a database says is wrong."""


@final
class Database:
    """The threads and connections that stores share; what it raises is a `StorageError` that names `where`."""

    def __init__(
        self,
        writing: Engine,
        reading: Engine,
        where: str,
        explain: Callable[[DBAPIError], str],
        passes: Callable[[DBAPIError], bool],
    ) -> None:
        self._writing, self._reading = writing, reading
        self.where = where
        self._explain, self._passes = explain, passes
        self._writer = ThreadPoolExecutor(1, "storage-writer")
        self._readers = ThreadPoolExecutor(2, "storage-reader")

    async def close(self) -> None:
        """Ends its threads and connections."""
        await asyncio.to_thread(self._writer.shutdown)
        await asyncio.to_thread(self._readers.shutdown)
        self._writing.dispose()
        self._reading.dispose()

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Does work that changes something, all of it or nothing."""

        def transaction() -> Result:
            with self._spoken(), self._writing.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._writer, transaction)

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Does work that only reads."""

        def transaction() -> Result:
            with self._spoken(), self._reading.connect() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._readers, transaction)

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            raise StorageConflictError(f"'{self.where}' refuses what is there already: {reason_of(error)}") from error
        except DBAPIError as error:
            kind = StorageUnavailableError if self._passes(error) else StorageError
            detail = f"database '{self.where}' cannot be used: {self._explain(error)}"
            raise kind(detail, reason_of(error)) from error


def reason_of(error: DBAPIError) -> str:
    """What the database, or its driver, says itself, in one line."""
    return shorten(str(error.orig), LONGEST_REASON, placeholder=" …")
