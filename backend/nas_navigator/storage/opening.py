"""A store and the data directory that has its artifacts: each knows the other, so that neither is used with a third."""

from nas_navigator.storage.directory import DataDirectory, bind, check_alone
from nas_navigator.storage.errors import StorageError
from nas_navigator.storage.events import SqlEventStore


async def open_store(directory: DataDirectory, url: str | None) -> SqlEventStore:
    """The store of a data directory: in the PostgreSQL database of that URL, or by default in SQLite.

    Raises:
        StorageError: the database cannot be used, or the directory belongs to another one.
    """
    check_alone(directory.root, url)
    store = await SqlEventStore.open(url or directory.database)
    try:
        if url is not None:
            # Should the server end between the two, the database has room for the id that the directory kept.
            known = await store.directory()
            identifier = bind(directory.root, store.id, known)
            if known is None:
                await store.belong_to(identifier)
    except StorageError:
        await store.close()
        raise
    return store
