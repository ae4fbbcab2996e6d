"""A SQL database as stores use it: written by one thread, never on the event loop; each piece of work a transaction."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar, final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from nas_navigator.storage.errors import StorageConflictError, StorageError

Result = TypeVar("Result")


@final
class Database:
    """The threads and connections that stores share; what it raises is a `StorageError` that names `where`."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._where = where
        self._writer = ThreadPoolExecutor(1, "storage-writer")
        self._readers = ThreadPoolExecutor(2, "storage-reader")

    async def close(self) -> None:
        """Ends its threads and connections."""
        await asyncio.to_thread(self._writer.shutdown)
        await asyncio.to_thread(self._readers.shutdown)
        self._engine.dispose()

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Does work that changes something, all of it or nothing."""

        def transaction() -> Result:
            with self._spoken(), self._engine.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._writer, transaction)

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Does work that only reads."""

        def transaction() -> Result:
            with self._spoken(), self._engine.connect() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._readers, transaction)

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            raise StorageConflictError(f"'{self._where}' refuses what is there already: {error.orig}") from error
        except DBAPIError as error:
            raise StorageError(f"database '{self._where}' cannot be used: {error.orig}; {_mend(error)}") from error


def _mend(error: DBAPIError) -> str:
    reason = str(error.orig)
    if "locked" in reason:
        return "close the program that holds it and try again"
    if "full" in reason:
        return "free some space and try again"
    if "readonly" in reason or "unable to open" in reason:
        return "make it writable or choose another data directory"
    return "put a copy that works in its place or choose another data directory"
