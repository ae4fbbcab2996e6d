"""The version of a database: what is in it, tables and events, as this program writes them."""

from uuid import uuid4

from sqlalchemy import Connection, insert, inspect, select, update

from nas_navigator.storage.errors import StorageError
from nas_navigator.storage.tables import metadata, stores

STORE_VERSION = 1
"""Counts changes of the tables and of the events that older programs would not understand."""


def prepared(connection: Connection, where: str) -> str:
    """Sees that a database can be used, makes the tables that are missing, and gives its id.

    Raises:
        StorageError: a newer version wrote it, or it cannot hold every text. It is as it was.
    """
    _check_encoding(connection, where)
    there = inspect(connection).has_table(stores.name)
    row = connection.execute(select(stores.c.id, stores.c.version)).first() if there else None
    if row is not None and row.version > STORE_VERSION:
        raise StorageError(
            f"database '{where}' was written by a newer NAS-Navigator: it is of version {row.version}, and this one "
            f"reads up to {STORE_VERSION}; nothing was changed: start the newer one, or name another database"
        )
    metadata.create_all(connection)
    if there and not knows_directory(connection):
        connection.exec_driver_sql("ALTER TABLE stores ADD COLUMN directory VARCHAR(32)")
    if row is not None:
        if row.version < STORE_VERSION:
            connection.execute(update(stores).values(version=STORE_VERSION))
        return str(row.id)
    identifier = uuid4().hex
    connection.execute(insert(stores).values(id=identifier, version=STORE_VERSION))
    return identifier


def knows_directory(connection: Connection) -> bool:
    """Whether a database has a place for the id of its data directory; those of the first days have none."""
    return any(column["name"] == "directory" for column in inspect(connection).get_columns(stores.name))


def _check_encoding(connection: Connection, where: str) -> None:
    if connection.dialect.name != "postgresql":
        return
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise StorageError(
            f"database '{where}' is encoded as {encoding}, which has no place for every text; make one with "
            "'createdb -E UTF8 -T template0 NAME'"
        )
