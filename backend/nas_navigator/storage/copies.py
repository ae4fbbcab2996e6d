"""The beginning of a log copied for a branch, a piece at a time, so that nobody else who writes waits long.

A copy is a study that nobody sees: its moment of creation is not told yet. What a server leaves of them is dropped when
the next one starts.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, delete, func, insert, literal, select, update

from nas_navigator.storage.tables import events, studies

UNSEEN = ""
"""In the place of the moment at which a study was created."""
IS_SEEN = studies.c.created_at != UNSEEN
AT_ONCE = 4000
"""Events of a piece: they are copied, or deleted, in tens of milliseconds."""


def pieces(last: int) -> Iterator[tuple[int, int]]:
    """After which event each piece begins, and with which it ends."""
    return ((after, min(after + AT_ONCE, last)) for after in range(0, last, AT_ONCE))


def reserve(connection: Connection, study: str) -> None:
    """Makes a study that nobody sees."""
    connection.execute(insert(studies).values(id=study, created_at=UNSEEN))


def copy_piece(connection: Connection, source: str, study: str, after: int, last: int) -> None:
    """Copies the events of a log after one and up to another."""
    shared = select(literal(study), events.c.seq, events.c.body)
    shared = shared.where(events.c.study == source, events.c.seq > after, events.c.seq <= last)
    connection.execute(insert(events).from_select(["study", "seq", "body"], shared))


def show(connection: Connection, source: str, study: str, at_seq: int, row: dict[str, str]) -> None:
    """Makes a copy a study like any other, with that row in the table of studies; copies what is not copied yet."""
    seen = update(studies).where(studies.c.id == study, ~IS_SEEN).values(row)
    if not connection.execute(seen).rowcount:
        connection.execute(insert(studies).values(id=study, **row))
    copy_piece(connection, source, study, length(connection, study), at_seq)


def hide(connection: Connection, study: str) -> None:
    """Lets nobody see a study any more."""
    unseen = {"created_at": UNSEEN, "summary": None, "artifacts": None}
    connection.execute(update(studies).where(studies.c.id == study).values(unseen))


def unseen(connection: Connection) -> tuple[str, ...]:
    """The studies that nobody sees."""
    return tuple(connection.execute(select(studies.c.id).where(~IS_SEEN)).scalars())


def unseen_length(connection: Connection, study: str) -> int | None:
    """The sequence number of the last event of a study that nobody sees; None where it is none."""
    found = select(studies.c.id).where(studies.c.id == study, ~IS_SEEN)
    return None if connection.execute(found).first() is None else length(connection, study)


def length(connection: Connection, study: str) -> int:
    """The sequence number of the last event."""
    newest = select(func.max(events.c.seq)).where(events.c.study == study)
    return connection.execute(newest).scalar() or 0


def drop_piece(connection: Connection, study: str, last: int) -> None:
    """Deletes the events of a study that nobody sees up to one."""
    hidden = select(studies.c.id).where(~IS_SEEN)
    connection.execute(delete(events).where(events.c.study == study, events.c.seq <= last, events.c.study.in_(hidden)))


def drop(connection: Connection, study: str) -> None:
    """Deletes a study that nobody sees and what is left of its events."""
    connection.execute(delete(studies).where(~IS_SEEN, studies.c.id == study))
